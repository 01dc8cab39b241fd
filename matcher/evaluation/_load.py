"""Load: whom suggestions fall on, and what spreading them costs."""

from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.evaluation._metrics import ranks, reciprocal_rank
from matcher.evaluation._report import Spreading
from matcher.recommend import in_turn
from matcher.snapshot import DAY

SUGGESTED = 5
CONSIDERED = 200
"""Of every question so many of the best scored are kept: nobody beyond them is ever suggested."""

NEAR_EQUALS = (0.0, 0.25, 0.5, 1.0)
EXACTLY = 1e-9
LIMITS = (None, 10, 5)
"""Requests a week that everybody accepts in turn; None: without end."""


@dataclass(frozen=True)
class Scored:
    """A question with those who could answer it.

    Attributes:
        asked_at: Moment (microseconds).
        accounts: Numbers of the best scored.
        scores: Their scores.
        answered: Which of them answered.
    """

    asked_at: int
    accounts: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]
    answered: npt.NDArray[np.bool_]


def scored(
    asked_at: int, scores: npt.NDArray[np.float64], answered: npt.NDArray[np.bool_]
) -> Scored:
    """Keep the best scored of a question."""
    best = np.argsort(-scores, kind="stable")[:CONSIDERED]
    best = best[np.isfinite(scores[best])]
    return Scored(asked_at, best, scores[best], answered[best])


def spread(questions: list[Scored], members: int) -> tuple[Spreading, ...]:
    """Suggest five people on every question, one after the other, as if all were asked.

    Args:
        questions: In order of time.
        members: Among how many the suggestions could be spread: those seen in the last 90 days.
    """
    return tuple(
        _spread(questions, members, near_equal, limit)
        for limit in LIMITS
        for near_equal in NEAR_EQUALS
        if limit is None or near_equal == NEAR_EQUALS[1]
    )


def _spread(
    questions: list[Scored], members: int, near_equal: float, limit: int | None
) -> Spreading:
    accounts = 1 + max((int(one.accounts.max(initial=0)) for one in questions), default=0)
    this_week = np.zeros(accounts, dtype=np.int64)
    ever = np.zeros(accounts, dtype=np.int64)
    lately: deque[tuple[int, npt.NDArray[np.int64]]] = deque()
    found = []
    for one in questions:
        while lately and lately[0][0] <= one.asked_at - 7 * DAY:
            this_week[lately.popleft()[1]] -= 1
        asked = this_week[one.accounts]
        scores = one.scores if limit is None else np.where(asked < limit, one.scores, -np.inf)
        order = in_turn(scores, asked, near_equal or EXACTLY)
        found.append(reciprocal_rank(ranks(_as_scores(order, len(scores)), one.answered)))
        suggested = one.accounts[order[:SUGGESTED]]
        this_week[suggested] += 1
        ever[suggested] += 1
        lately.append((one.asked_at, suggested))
    counts = np.sort(np.concatenate([ever[ever > 0], np.zeros(max(members - (ever > 0).sum(), 0))]))
    return Spreading(
        near_equal=near_equal,
        weekly_limit=limit,
        mrr=float(np.mean(found)),
        gini=gini(counts),
        busiest_share=float(counts[-max(len(counts) // 100, 1) :].sum() / max(counts.sum(), 1)),
    )


def _as_scores(order: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.float64]:
    scores = np.full(count, -np.inf)
    scores[order] = -np.arange(len(order), dtype=float)
    return scores


def gini(counts: npt.NDArray[np.float64]) -> float:
    """Gini coefficient of counts in ascending order (0 all alike, towards 1 all on one).

    ``Σ (2i − n − 1) x_i / (n Σ x)``, i from 1 (Gini 1912, in the form of Sen 1973).
    """
    total = counts.sum()
    if not total:
        return 0.0
    places = np.arange(1, len(counts) + 1)
    return float(((2 * places - len(counts) - 1) * counts).sum() / (len(counts) * total))
