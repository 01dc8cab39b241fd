"""The lexical baseline: plain BM25 over whole conversations, on the product's own tokens."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.snapshot import Snapshot

SATURATION, LENGTH_NORM = 1.2, 0.75
"""k1 and b; b = 0.4 was worse on the years before the test period (docs/decisions/0003)."""


class PlainBm25:
    """BM25 (Robertson & Zaragoza 2009) with everything in a conversation as one text.

    ``Σ idf · tf / (tf + k1 · (1 − b + b · length / mean))``, idf = log(1 + (N − df + ½)/(df + ½)),
    all from the snapshot alone; nothing is frozen.

    Args:
        snapshot: The community as of the night before.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        posts, count = len(snapshot.conversation), len(snapshot.conversations)
        adding = sparse.csr_matrix(
            (np.ones(posts, dtype=np.float32), (snapshot.conversation, np.arange(posts))),
            shape=(count, posts),
        )
        self._counts = sparse.csc_matrix(adding @ snapshot.facts.terms)
        length = np.asarray(self._counts.sum(axis=1), dtype=np.float64).ravel()
        mean = max(float(length.mean()), 1.0)
        self._norm = SATURATION * (1 - LENGTH_NORM + LENGTH_NORM * length / mean)

    def scores(self, terms: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Score of every conversation for a query of term numbers."""
        counts = self._counts
        result = np.zeros(counts.shape[0])
        for term in terms.tolist():
            held = slice(counts.indptr[term], counts.indptr[term + 1])
            rows, frequency = counts.indices[held], counts.data[held]
            df = len(rows)
            idf = np.log1p((len(result) - df + 0.5) / (df + 0.5))
            result[rows] += idf * frequency / (frequency + self._norm[rows])
        return result
