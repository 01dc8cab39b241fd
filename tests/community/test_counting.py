"""What can be claimed of few cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.community._counting import chance_of_silence, least_share


def test_wilson_by_hand():
    """Three of three is at least 44 %, ten of ten at least 72 %, none of none nothing."""
    low = least_share(np.array([3, 10, 0]), np.array([3, 10, 0]))
    assert low == pytest.approx([0.4385, 0.7225, 0.0], abs=1e-4)


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_claim_stays_below_what_was_seen(hits: int, total: int):
    """The lower end is never above the share itself."""
    hits = min(hits, total)
    low = float(least_share(np.array([hits]), np.array([total]))[0])
    assert 0 <= low <= hits / total


def test_silence_by_hand():
    """Eleven events in 100 days and then 100 days of silence happen once in 1,024 times."""
    assert chance_of_silence(11, 100, 100) == pytest.approx(2.0**-10)


def test_who_wrote_once_has_no_rhythm():
    """Of a single event, or of all on one day, no silence is odd."""
    assert chance_of_silence(1, 0, 500) == 1.0
    assert chance_of_silence(9, 0, 500) == 1.0
