"""Conversations that speak of the same things in other words: near in the space of meaning."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.snapshot import Snapshot

RELATED = 500
"""How many of the nearest count; see docs/decisions/0003-weights.md."""


@dataclass(frozen=True)
class Related:
    """Answered conversations near a question.

    Attributes:
        conversations: Their numbers.
        nearness: Cosine to the question relative to the nearest one, in (0, 1].
    """

    conversations: npt.NDArray[np.int64]
    nearness: npt.NDArray[np.float64]


def find_related(
    snapshot: Snapshot, terms: npt.NDArray[np.int64], *, without: int | None = None
) -> Related:
    """The answered conversations on matters that lie nearest to a text.

    Args:
        snapshot: The community.
        terms: Numbers of the text's terms, each once.
        without: A conversation that is left out, such as the one that is compared.
    """
    # Not by ``@``: BLAS shares this out to all cores, and waits for them on a busy machine.
    nearness = np.einsum("ij,j->i", snapshot.answered_points, _point(snapshot, terms))
    if without is not None:
        nearness[snapshot.answered_conversations == without] = 0.0
    count = min(RELATED, int((nearness > 0).sum()))
    if not count:
        return Related(np.empty(0, dtype=np.int64), np.empty(0))
    best = np.sort(np.argpartition(-nearness, count - 1)[:count])
    near = nearness[best].astype(np.float64)
    return Related(snapshot.answered_conversations[best], near / near.max())


def _point(snapshot: Snapshot, terms: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    weights = sparse.csr_matrix(
        (snapshot.index.fit.idf[terms], (np.zeros(len(terms), dtype=np.int64), terms)),
        shape=(1, len(snapshot.facts.vocabulary)),
    )
    point: npt.NDArray[np.float32] = snapshot.space.place(weights)[0]
    return point
