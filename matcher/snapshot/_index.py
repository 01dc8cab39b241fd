"""The lexical index: BM25F over conversations, openings and answers as two fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.snapshot._arrays import used_up

SATURATION = 1.2
"""k1 of BM25: how quickly further mentions of a term stop counting (the literature's default)."""

OPENING_WEIGHT = 2.0
ANSWER_WEIGHT = 1.0
OPENING_LENGTH_NORM = 0.4
ANSWER_LENGTH_NORM = 0.75
"""Weights and length normalisation (b) of the two fields; see docs/decisions."""


BLOCK = 40_000
"""Conversations that are weighed at a time."""


@dataclass(frozen=True)
class Fit:
    """What was learned from the whole community and stays frozen until the next full build.

    Attributes:
        conversations: How many conversations it was learned from.
        document_frequency: Per term, in how many of them it occurs.
        mean_opening, mean_answers: Mean length of the fields, in terms.
    """

    conversations: int
    document_frequency: npt.NDArray[np.int32]
    mean_opening: float
    mean_answers: float

    @cached_property
    def idf(self) -> npt.NDArray[np.float32]:
        """Inverse document frequency: log(1 + (N − df + ½) / (df + ½))."""
        df = self.document_frequency.astype(np.float64)
        rest = np.maximum(self.conversations - df, 0)
        return np.log1p((rest + 0.5) / (df + 0.5)).astype(np.float32)

    @property
    def unseen_idf(self) -> float:
        """Weight of a term that occurs nowhere."""
        return float(np.float32(np.log1p((self.conversations + 0.5) / 0.5)))


def fit(opening: sparse.csr_matrix, answers: sparse.csr_matrix) -> Fit:
    """Learn document frequencies and field lengths (conversations × terms counts)."""
    document_frequency = np.zeros(opening.shape[1], dtype=np.int32)
    for rows in _blocks(opening):
        either = sparse.csr_matrix(opening[rows] + answers[rows])
        document_frequency += np.bincount(either.indices, minlength=either.shape[1]).astype(
            np.int32
        )
    count = max(opening.shape[0], 1)
    return Fit(
        conversations=opening.shape[0],
        document_frequency=document_frequency,
        mean_opening=max(float(opening.sum()) / count, 1.0),
        mean_answers=max(float(answers.sum()) / count, 1.0),
    )


@dataclass(frozen=True)
class LexicalIndex:
    """Conversations × terms, each cell what the term adds to the conversation's score.

    BM25F (Robertson & Zaragoza 2009, The Probabilistic Relevance Framework, §3.6): field
    frequencies are normalised by the field's length, weighted and added before saturation:
    ``idf · tf̃ / (k1 + tf̃)``, ``tf̃ = Σ_f w_f · tf_f / (1 − b_f + b_f · len_f / mean_len_f)``.
    """

    weights: sparse.csr_matrix
    fit: Fit

    @cached_property
    def _by_term(self) -> sparse.csc_matrix:
        return sparse.csc_matrix(self.weights)

    def scores(self, terms: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """BM25F score of every conversation; a term number given twice counts twice."""
        result: npt.NDArray[np.float32] = self._by_term[:, terms] @ np.ones(
            len(terms), dtype=np.float32
        )
        return result

    def holding(self, term: int) -> npt.NDArray[np.int32]:
        """Conversations that hold a term, ascending."""
        by_term = self._by_term
        return by_term.indices[by_term.indptr[term] : by_term.indptr[term + 1]]

    def contributions(self, conversation: int, terms: Sequence[int]) -> npt.NDArray[np.float32]:
        """What each of the terms adds to one conversation's score."""
        weights = self.weights
        row = slice(weights.indptr[conversation], weights.indptr[conversation + 1])
        held, adds = weights.indices[row].tolist(), weights.data[row].tolist()
        found = dict(zip(held, adds, strict=True))
        return np.array([found.get(term, 0.0) for term in terms], dtype=np.float32)


def index(opening: sparse.csr_matrix, answers: sparse.csr_matrix, fitted: Fit) -> LexicalIndex:
    """Weigh the counts of both fields."""
    data, indices, lengths = [], [], []
    for rows in _blocks(opening):
        weights = _weighed(opening[rows], answers[rows], fitted)
        data.append(weights.data)
        indices.append(weights.indices)
        lengths.append(np.diff(weights.indptr))
    indptr = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(used_up(lengths))])
    whole = (used_up(data), used_up(indices), indptr)
    return LexicalIndex(sparse.csr_matrix(whole, shape=opening.shape), fitted)


def _blocks(counts: sparse.csr_matrix) -> Iterator[slice]:
    """Stretches of rows: what is made of one stretch is small beside the whole."""
    for start in range(0, max(counts.shape[0], 1), BLOCK):
        yield slice(start, start + BLOCK)


def _weighed(
    opening: sparse.csr_matrix, answers: sparse.csr_matrix, fitted: Fit
) -> sparse.csr_matrix:
    frequency = sparse.csr_matrix(
        _normalised(opening, OPENING_WEIGHT, OPENING_LENGTH_NORM, fitted.mean_opening)
        + _normalised(answers, ANSWER_WEIGHT, ANSWER_LENGTH_NORM, fitted.mean_answers)
    )
    frequency.sort_indices()
    frequency.data /= SATURATION + frequency.data
    frequency.data *= fitted.idf[frequency.indices]
    return frequency


def _normalised(
    counts: sparse.csr_matrix, weight: float, length_norm: float, mean_length: float
) -> sparse.csr_matrix:
    length = np.asarray(counts.sum(axis=1)).ravel()
    scale = weight / (1 - length_norm + length_norm * length / mean_length)
    return sparse.csr_matrix(sparse.diags(scale.astype(np.float32)) @ counts)
