"""Latent semantics: conversations as points that lie close when they speak of the same things.

Latent semantic analysis (Deerwester et al. 1990): the leading directions of the matrix of
conversations and terms, found by a truncated singular value decomposition. Texts that share no
word are close when their words appear in the same conversations elsewhere.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.snapshot._index import BLOCK

DIMENSIONS = 64
TERMS = 20_000
"""Terms that the space is learned from, those in most conversations; rarer ones say nothing of
others."""

LEARNED_FROM = 60_000
"""Conversations that the space is learned from, evenly drawn; more of them change little."""

FEWEST = 200
"""In a community with fewer conversations every word is rare, and no space is learned."""


@dataclass(frozen=True)
class LatentSpace:
    """What was learned from the whole community and stays frozen until the next full build.

    Attributes:
        terms: Numbers of the terms that it knows.
        directions: terms × dimensions.
    """

    terms: npt.NDArray[np.int64]
    directions: npt.NDArray[np.float32]

    def place(self, weights: sparse.csr_matrix) -> npt.NDArray[np.float32]:
        """Points of texts, given as rows of term weights: rows of length one, or zero."""
        points = np.zeros((weights.shape[0], self.directions.shape[1]), dtype=np.float32)
        for start in range(0, len(points), BLOCK):
            block = slice(start, start + BLOCK)
            points[block] = weights[block][:, self.terms] @ self.directions
        length = np.linalg.norm(points, axis=1, keepdims=True)
        points /= np.where(length > 0, length, 1.0)
        return points


NO_SPACE = LatentSpace(np.empty(0, dtype=np.int64), np.empty((0, 0), dtype=np.float32))


def learn_space(weights: sparse.csr_matrix) -> LatentSpace:
    """Learn the space of a community (conversations × terms, as the lexical index weighs them)."""
    if weights.shape[0] < FEWEST:
        return NO_SPACE
    # Heavy, and only a build needs it.
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415

    frequency = np.bincount(weights.indices, minlength=weights.shape[1])
    terms = np.sort(np.argsort(-frequency, kind="stable")[:TERMS])
    step = -(-weights.shape[0] // LEARNED_FROM)
    learned_from = weights[::step][:, terms].astype(np.float32)
    _, _, directions = randomized_svd(
        learned_from, min(DIMENSIONS, *learned_from.shape), n_iter=3, random_state=0
    )
    return LatentSpace(terms, np.ascontiguousarray(directions.T, dtype=np.float32))
