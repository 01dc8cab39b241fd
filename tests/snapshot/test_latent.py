"""Conversations that speak of the same things in other words lie close together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from matcher.snapshot._latent import FEWEST, NO_SPACE, learn_space

HALF = 200


def talk(conversations: int = 600, seed: int = 0) -> sparse.csr_matrix:
    """Conversations on two subjects; each says twelve of the words of its subject."""
    rng = np.random.default_rng(seed)
    weights = np.zeros((conversations, 2 * HALF), dtype=np.float32)
    for row in range(conversations):
        weights[row, HALF * (row % 2) + rng.choice(HALF, 12, replace=False)] = 1.0
    return sparse.csr_matrix(weights)


def one_text(*terms: int) -> sparse.csr_matrix:
    """A text of some terms."""
    weights = np.zeros((1, 2 * HALF), dtype=np.float32)
    weights[0, list(terms)] = 1.0
    return sparse.csr_matrix(weights)


def test_texts_on_one_subject_are_close_without_a_common_word() -> None:
    """Texts that share no word are closer on one subject than on two."""
    space = learn_space(talk())
    first, same, other = (
        space.place(one_text(*range(start, start + 20)))[0] for start in (0, 20, HALF)
    )
    assert first @ same > abs(first @ other) + 0.3


def test_points_have_length_one_or_none() -> None:
    """A text of known words lies at length one, one without words at zero."""
    space = learn_space(talk())
    assert np.linalg.norm(space.place(one_text(3, 4))) == pytest.approx(1.0, abs=1e-5)
    assert np.linalg.norm(space.place(one_text())) == 0.0


def test_a_small_community_has_no_space() -> None:
    """Every word is rare there; whatever is placed lies at zero."""
    assert learn_space(talk(FEWEST - 1)) is NO_SPACE
    assert NO_SPACE.place(one_text(1)).shape == (1, 0)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_the_same_talk_gives_the_same_space(seed: int) -> None:
    """Learning draws nothing at random that could differ."""
    first, second = learn_space(talk(seed=seed)), learn_space(talk(seed=seed))
    assert np.array_equal(first.directions, second.directions)
    assert np.array_equal(first.terms, second.terms)
