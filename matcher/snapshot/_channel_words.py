"""Which words are at home in which channel."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.graph import fading

WORDS_HALF_LIFE_DAYS = 365.0
"""How fast what was asked in a channel fades from its words; see docs/decisions/0003."""


def channel_words(
    terms: sparse.csr_matrix,
    conversations: pd.DataFrame,
    idf: npt.NDArray[np.float32],
    *,
    channels: int,
    as_of: int,
) -> sparse.csc_matrix:
    """Channels × terms: the direction in which the openings of a channel lie.

    The sum of the openings' TF-IDF vectors (1 + log tf, each of length one), newer ones counting
    more, brought to length one (the centroid of Rocchio 1971); rows without openings are zero.

    Args:
        terms: posts × terms counts.
        conversations: See :class:`matcher.graph.Conversations`.
        idf: Inverse document frequency per term.
        channels: How many channels there are.
        as_of: The moment it is looked at.
    """
    opened = conversations[conversations["has_opening"]]
    vectors = sparse.csr_matrix(terms[opened["opening"].to_numpy(dtype=np.int64)], dtype=np.float64)
    vectors.data = (1.0 + np.log(vectors.data)) * idf[vectors.indices]
    faded = fading(opened["opened_at"].to_numpy(dtype=np.int64), as_of, WORDS_HALF_LIFE_DAYS)
    pairs = (opened["channel"].to_numpy(), np.arange(len(opened)))
    adding = sparse.csr_matrix((faded / _lengths(vectors), pairs), shape=(channels, len(opened)))
    summed = sparse.csr_matrix(adding @ vectors)
    return sparse.csc_matrix(sparse.diags(1.0 / _lengths(summed)) @ summed)


def _lengths(vectors: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    length: npt.NDArray[np.float64] = np.sqrt(
        np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
    )
    length[length == 0.0] = 1.0
    return length
