"""Sets chosen together: the best there is, and what the trade-off does."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.community._choice import Choice, Dimension


def dimension(*belongs: int, weights: tuple[float, ...], seated: tuple[int, ...] = ()) -> Dimension:
    """A dimension from each candidate's group."""
    return Dimension(
        weights=np.array(weights),
        belongs=np.array(belongs)[:, np.newaxis] == np.arange(len(weights)),
        seated=np.array(seated or (0,) * len(weights)),
    )


def worth(choice: Choice, chosen: tuple[int, ...]) -> float:
    """What a set is worth, by its definition."""
    record = choice.record_share(chosen)
    return (1 - choice.spread) * record + choice.spread * choice.balance_share(chosen)


def test_only_the_record_counts_without_spread():
    """With spread 0 the best records are chosen, wherever they are."""
    regions = dimension(0, 0, 0, 1, weights=(0.5, 0.5))
    choice = Choice(np.array([4.0, 3.0, 2.0, 1.0]), (regions,), size=2, spread=0.0)
    assert choice.solve() == (0, 1)
    assert choice.record_share((0, 1)) == 1.0


def test_the_second_of_a_region_gives_way_to_the_first_of_another():
    """With some spread one of each region is chosen, the better one of both."""
    regions = dimension(0, 0, 0, 1, 1, weights=(0.5, 0.5))
    choice = Choice(np.array([4.0, 3.0, 2.0, 1.0, 0.5]), (regions,), size=2, spread=0.6)
    assert choice.solve() == (0, 3)
    assert choice.balance_share((0, 3)) == pytest.approx(1.0)


def test_those_who_stay_count():
    """A region with an ambassador who stays needs no first one."""
    regions = dimension(0, 1, weights=(0.5, 0.5), seated=(1, 0))
    assert Choice(np.array([2.0, 1.0]), (regions,), size=1, spread=0.9).solve() == (1,)


def test_pinned_are_in_and_excluded_out():
    """What an organizer fixed holds, whatever it costs."""
    regions = dimension(0, 0, 1, weights=(0.5, 0.5))
    choice = Choice(
        np.array([3.0, 2.0, 1.0]),
        (regions,),
        size=2,
        spread=0.5,
        pinned=frozenset({1}),
        excluded=frozenset({0}),
    )
    assert choice.solve() == (1, 2)


def test_nobody_to_choose():
    """Without candidates the set is empty."""
    none = Dimension(np.array([1.0]), np.zeros((0, 1), dtype=bool), np.array([0]))
    assert Choice(np.zeros(0), (none,), size=5, spread=0.5).solve() == ()


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Small problems of two dimensions."""
    count = draw(st.integers(1, 7))
    records = draw(st.lists(st.floats(0.1, 9), min_size=count, max_size=count))
    dimensions = []
    for _ in range(2):
        groups = draw(st.integers(1, 4))
        of = draw(st.lists(st.integers(0, groups - 1), min_size=count, max_size=count))
        shares = np.array(draw(st.lists(st.floats(0.05, 1), min_size=groups, max_size=groups)))
        seated = draw(st.lists(st.integers(0, 3), min_size=groups, max_size=groups))
        weights = tuple((shares / shares.sum()).tolist())
        dimensions.append(dimension(*of, weights=weights, seated=tuple(seated)))
    return Choice(
        np.array(records),
        tuple(dimensions),
        size=draw(st.integers(1, count)),
        spread=draw(st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0])),
    )


@settings(max_examples=40, deadline=None)
@given(choices())
def test_no_set_is_better(choice: Choice):
    """The chosen set is worth as much as the best of all sets of its size."""
    chosen = choice.solve()
    assert len(chosen) == choice.size
    best = max(worth(choice, one) for one in combinations(range(len(choice.record)), choice.size))
    assert worth(choice, chosen) == pytest.approx(best, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(choices())
def test_shares_are_shares(choice: Choice):
    """No set has more than the whole track record or more than an even balance."""
    chosen = choice.solve()
    assert 0 <= choice.record_share(chosen) <= 1 + 1e-9
    assert 0 <= choice.balance_share(chosen) <= 1 + 1e-9
