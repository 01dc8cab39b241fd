"""Spreading suggestions: what it costs and whom they fall on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation._load import gini, scored, spread
from matcher.snapshot import DAY


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_gini_is_the_mean_difference(counts: list[int]) -> None:
    """It equals half the mean difference of all pairs in units of the mean (Gini 1912)."""
    values = np.sort(np.array(counts, dtype=float))
    pairs = np.abs(values[:, None] - values[None, :]).mean()
    expected = pairs / (2 * values.mean()) if values.any() else 0.0
    assert gini(values) == pytest.approx(expected)


def questions(count: int) -> list:
    """Questions an hour apart on which ten people are near-equals, and anyone could answer."""
    scores = 5.0 - np.arange(10) * 0.02
    return [scored(hour * DAY // 24, scores, np.arange(10) == hour % 10) for hour in range(count)]


def test_turns_spread_the_load() -> None:
    """Without turns the first five are asked every time, with turns all ten alike."""
    by_width = {(row.near_equal, row.weekly_limit): row for row in spread(questions(40), 10)}
    assert by_width[0.0, None].gini == pytest.approx(0.5)
    assert by_width[0.25, None].gini < 0.05
    assert by_width[0.25, None].busiest_share < by_width[0.0, None].busiest_share


def test_a_weekly_limit_binds_within_a_week() -> None:
    """Ten people who accept five requests a week can be asked fifty times, five a question."""
    rows = {row.weekly_limit: row for row in spread(questions(40), 10) if row.near_equal == 0.25}
    assert rows[5].mrr < rows[10].mrr <= rows[None].mrr + 1e-9
