"""Measures of rankings, one value per question, and what can be said of their means."""

import numpy as np
import numpy.typing as npt

RESAMPLES = 1_000

Values = npt.NDArray[np.float64]


def ranks(scores: Values, gold: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Places (from 1) of the right answers in a ranking, best first.

    All candidates are ranked; ties are broken by position, as the product breaks them. What may
    not be suggested has a score of minus infinity; a right answer among those is not found.

    Args:
        scores: One per candidate.
        gold: Which candidates are right.
    """
    order = np.argsort(-scores, kind="stable")
    place = np.empty(len(scores), dtype=np.int64)
    place[order] = np.arange(1, len(scores) + 1)
    found = gold & np.isfinite(scores)
    return np.sort(place[found])


def reciprocal_rank(places: npt.NDArray[np.int64]) -> float:
    """1 / place of the first right answer; 0 when there is none (Voorhees 1999)."""
    return 1.0 / places[0] if len(places) else 0.0


def hit_at(places: npt.NDArray[np.int64], k: int) -> float:
    """1 when a right answer is among the first ``k``, else 0."""
    return float(len(places) > 0 and places[0] <= k)


def recall_at(places: npt.NDArray[np.int64], k: int, right: int) -> float:
    """Share of the ``right`` answers that are among the first ``k``; 0 when there are none."""
    return float((places <= k).sum()) / right if right else 0.0


def ndcg_at(places: npt.NDArray[np.int64], k: int, right: int) -> float:
    """Normalised discounted cumulative gain with binary gains (Järvelin & Kekäläinen 2002).

    ``Σ 1/log2(1 + place) over right answers in the first k``, divided by its largest possible
    value; 0 when nothing is right.
    """
    gained = (1.0 / np.log2(1.0 + places[places <= k])).sum()
    ideal = (1.0 / np.log2(1.0 + np.arange(1, min(right, k) + 1))).sum()
    return float(gained / ideal) if right else 0.0


def interval(values: Values, seed: int = 0) -> tuple[float, float]:
    """95 % interval of a mean by the percentile bootstrap over questions (Efron 1979)."""
    if not len(values):
        return (0.0, 0.0)
    drawn = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])
    return (float(low), float(high))
