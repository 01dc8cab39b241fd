"""BM25F on three small documents, computed by hand."""

from math import log

import numpy as np
import pytest
from scipy import sparse

from matcher.snapshot._index import (
    ANSWER_LENGTH_NORM,
    ANSWER_WEIGHT,
    OPENING_LENGTH_NORM,
    OPENING_WEIGHT,
    SATURATION,
    LexicalIndex,
    fit,
    index,
)

#                     回線 費用 防災 never
OPENING = np.array([[1, 1, 0, 0], [2, 0, 0, 0], [0, 0, 3, 0]], dtype=np.float32)
ANSWERS = np.array([[0, 4, 0, 0], [0, 0, 0, 0], [1, 0, 1, 0]], dtype=np.float32)
IDF = [log(1 + 0.5 / 3.5), log(1 + 2.5 / 1.5), log(1 + 2.5 / 1.5), log(1 + 3.5 / 0.5)]


@pytest.fixture
def three() -> LexicalIndex:
    """The index over the three documents."""
    opening, answers = sparse.csr_matrix(OPENING), sparse.csr_matrix(ANSWERS)
    return index(opening, answers, fit(opening, answers))


def by_hand(document: int, term: int) -> float:
    """The textbook's formula, spelled out for one cell."""
    mean_opening, mean_answers = 7 / 3, 6 / 3
    opening_length = (
        1 - OPENING_LENGTH_NORM + OPENING_LENGTH_NORM * (OPENING[document].sum() / mean_opening)
    )
    answer_length = (
        1 - ANSWER_LENGTH_NORM + ANSWER_LENGTH_NORM * (ANSWERS[document].sum() / mean_answers)
    )
    frequency = (
        OPENING_WEIGHT * OPENING[document, term] / opening_length
        + ANSWER_WEIGHT * ANSWERS[document, term] / answer_length
    )
    return float(IDF[term] * frequency / (SATURATION + frequency))


def test_document_frequencies_count_conversations(three: LexicalIndex) -> None:
    """A term in both fields counts once; the idf is log(1 + (N - df + 1/2) / (df + 1/2))."""
    assert three.fit.document_frequency.tolist() == [3, 1, 1, 0]
    assert three.fit.conversations == 3
    assert three.fit.idf.tolist() == pytest.approx(IDF)
    assert three.fit.unseen_idf == pytest.approx(IDF[3])


def test_every_cell_follows_the_formula(three: LexicalIndex) -> None:
    """All twelve cells equal the formula computed by hand."""
    expected = [[by_hand(document, term) for term in range(4)] for document in range(3)]
    assert three.weights.toarray() == pytest.approx(np.array(expected), rel=1e-5)


def test_scores_add_the_terms_of_the_query(three: LexicalIndex) -> None:
    """A query's score is the sum over its terms; a term in no document adds nothing."""
    scores = three.scores(np.array([0, 1, 3]))
    expected = [by_hand(document, 0) + by_hand(document, 1) for document in range(3)]
    assert scores.tolist() == pytest.approx(expected, rel=1e-5)
    assert three.scores(np.array([], dtype=np.int64)).tolist() == [0, 0, 0]


def test_what_holds_a_term_is_found_by_the_term(three: LexicalIndex) -> None:
    """The conversations that hold a term in either field, in order; none for an unused term."""
    held = [three.holding(term).tolist() for term in range(4)]
    assert held == [[0, 1, 2], [0], [2], []]


def test_contributions_explain_the_score(three: LexicalIndex) -> None:
    """What each term adds to a conversation sums to its score, in the order asked."""
    terms = [3, 1, 0]
    parts = three.contributions(0, terms)
    assert parts.tolist() == pytest.approx([0.0, by_hand(0, 1), by_hand(0, 0)], rel=1e-5)
    assert parts.sum() == pytest.approx(three.scores(np.array(terms))[0], rel=1e-5)


def test_an_empty_community_can_be_fitted() -> None:
    """No conversations: no division by zero, and nothing is found."""
    nothing = sparse.csr_matrix((0, 2), dtype=np.float32)
    empty = index(nothing, nothing, fit(nothing, nothing))
    assert empty.scores(np.array([0, 1])).tolist() == []
    assert np.isfinite(empty.fit.idf).all()
