"""Measures on tiny rankings checked by hand, and against a known library."""

import math

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation import hit_at, interval, ndcg_at, ranks, recall_at, reciprocal_rank


def places(scores: list[float], gold: list[bool]) -> np.ndarray:
    """Places of the right answers."""
    return ranks(np.array(scores), np.array(gold))


def test_ranks_by_hand() -> None:
    """Best first, ties by position, minus infinity is not found."""
    assert places([0.1, 0.9, 0.5], [True, False, True]).tolist() == [2, 3]
    assert places([1.0, 1.0, 1.0], [False, True, False]).tolist() == [2]
    assert places([-math.inf, 1.0], [True, False]).tolist() == []


def test_measures_by_hand() -> None:
    """Second and fourth place right, of three right answers in all."""
    found = np.array([2, 4])
    assert reciprocal_rank(found) == 0.5
    assert hit_at(found, 1) == 0.0
    assert hit_at(found, 2) == 1.0
    assert recall_at(found, 3, 3) == pytest.approx(1 / 3)
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 + 1 / math.log2(3) + 0.5
    assert ndcg_at(found, 10, 3) == pytest.approx(gained / ideal)


def test_nothing_found_is_zero() -> None:
    """Without a right answer every measure is 0, not an error."""
    nothing = np.array([], dtype=np.int64)
    assert reciprocal_rank(nothing) == hit_at(nothing, 5) == recall_at(nothing, 5, 0) == 0.0
    assert ndcg_at(nothing, 10, 0) == 0.0
    assert interval(np.array([])) == (0.0, 0.0)


SCORES = st.lists(
    st.tuples(st.integers(0, 1000), st.booleans()),
    min_size=1,
    max_size=30,
    unique_by=lambda x: x[0],
)


@given(SCORES)
def test_measures_equal_those_of_a_library(rows: list[tuple[int, bool]]) -> None:
    """MRR, nDCG@10 and recall@5 agree with ir-measures on any ranking without ties."""
    right = sum(gold for _, gold in rows)
    if not right:
        return
    found = places([float(score) for score, _ in rows], [gold for _, gold in rows])
    judged = [ir_measures.Qrel("q", str(i), int(gold)) for i, (_, gold) in enumerate(rows)]
    run = [ir_measures.ScoredDoc("q", str(i), float(score)) for i, (score, _) in enumerate(rows)]
    measures = [ir_measures.RR, ir_measures.nDCG @ 10, ir_measures.R @ 5]
    theirs = ir_measures.calc_aggregate(measures, judged, run)
    assert reciprocal_rank(found) == pytest.approx(theirs[ir_measures.RR])
    assert ndcg_at(found, 10, right) == pytest.approx(theirs[ir_measures.nDCG @ 10])
    assert recall_at(found, 5, right) == pytest.approx(theirs[ir_measures.R @ 5])


def test_intervals_hold_the_mean() -> None:
    """The interval of a mean holds it, and narrows with more questions."""
    values = np.random.default_rng(3).random(400)
    low, high = interval(values)
    assert low < values.mean() < high
    few_low, few_high = interval(values[:20])
    assert few_high - few_low > high - low
