"""Honest evaluation: a cut in time, the product's own functions, baselines, intervals."""

from matcher.evaluation._evaluate import TASKS, evaluate
from matcher.evaluation._metrics import hit_at, interval, ndcg_at, ranks, recall_at, reciprocal_rank
from matcher.evaluation._report import OURS, Evaluation, Sheet, Split, Task
from matcher.evaluation._rounds import (
    PeerTiming,
    RoundsBenchmark,
    RoundTiming,
    benchmark_rounds,
    made_up_round,
)
from matcher.evaluation._threads import links_of_archive

__all__ = [
    "OURS",
    "TASKS",
    "Evaluation",
    "PeerTiming",
    "RoundTiming",
    "RoundsBenchmark",
    "Sheet",
    "Split",
    "Task",
    "benchmark_rounds",
    "evaluate",
    "hit_at",
    "interval",
    "links_of_archive",
    "made_up_round",
    "ndcg_at",
    "ranks",
    "recall_at",
    "reciprocal_rank",
]
