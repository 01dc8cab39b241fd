"""Mentoring rounds: fair pairs under real rules, explained one by one."""

from matcher.mentoring._announcing import pair_texts
from matcher.mentoring._following import following_round, learned_weights
from matcher.mentoring._gathering import gather_member, gather_round
from matcher.mentoring._present import Known
from matcher.mentoring._solve import (
    NOTHING_KNOWN,
    best_total_of_scores,
    check_round,
    difference,
    solve_round,
)

__all__ = [
    "NOTHING_KNOWN",
    "Known",
    "best_total_of_scores",
    "check_round",
    "difference",
    "following_round",
    "gather_member",
    "gather_round",
    "learned_weights",
    "pair_texts",
    "solve_round",
]
