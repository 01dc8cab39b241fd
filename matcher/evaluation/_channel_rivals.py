"""What further channels are recommended by, elsewhere: the methods that ours is compared with."""

from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.snapshot import DAY, RECENT_DAYS, Snapshot

FACTORS = 16
"""Of the factorisation; 8 and 32 gave the same on the years before the test period."""

Scores = npt.NDArray[np.float64]


class Rivals:
    """The baselines on one snapshot, each fitted once.

    Args:
        snapshot: The community.
        regularization: Of the factorisation; the best one differs between newcomers and lists
            (see docs/decisions/0003).
    """

    def __init__(self, snapshot: Snapshot, *, regularization: float) -> None:
        self._snapshot = snapshot
        self._regularization = regularization

    def scores(self, own: npt.NDArray[np.int64]) -> Iterator[tuple[str, Scores]]:
        """Each method's name and its score of every channel for someone who is in ``own``.

        ``implicit_als`` is left out where the package is not installed.
        """
        yield "popularity_90d", self._popular_lately
        yield "popularity", self._people
        yield "item_knn", self._cosine[own].sum(axis=0)
        yield "ease", self._snapshot.channel_links[own].sum(axis=0)
        if find_spec("implicit") is not None:
            yield "implicit_als", self._factorised(own)

    @cached_property
    def _popular_lately(self) -> Scores:
        posts = self._snapshot.facts.posts
        since = self._snapshot.as_of - RECENT_DAYS * DAY
        late = posts[(posts["at"] >= since) & (posts["author"] >= 0)]
        channels = late.drop_duplicates(["author", "channel"])["channel"]
        return np.bincount(channels, minlength=len(self._people)).astype(np.float64)

    @cached_property
    def _people(self) -> Scores:
        people: Scores = np.asarray(self._snapshot.presence.sum(axis=0), dtype=np.float64)
        return people.ravel()

    @cached_property
    def _cosine(self) -> Scores:
        together = (self._snapshot.presence.T @ self._snapshot.presence).toarray()
        size = np.sqrt(np.outer(self._people, self._people))
        cosine: Scores = together / np.maximum(size, 1.0)
        np.fill_diagonal(cosine, 0.0)
        return cosine

    @cached_property
    def _model(self) -> Any:
        there = self._snapshot.presence
        somewhere = there[np.diff(there.indptr) > 0].astype(np.float32)
        # Packages without types; the first is a development dependency.
        als, threads = import_module("implicit.als"), import_module("threadpoolctl")
        with threads.threadpool_limits(1, "blas"):
            model = als.AlternatingLeastSquares(
                factors=FACTORS,
                regularization=self._regularization,
                alpha=1.0,
                random_state=0,
                num_threads=1,
                use_gpu=False,
            )
            model.fit(somewhere, show_progress=False)
        return model

    def _factorised(self, own: npt.NDArray[np.int64]) -> Scores:
        """Implicit-feedback ALS (Hu, Koren & Volinsky 2008), the person folded in."""
        row = sparse.csr_matrix(
            (np.ones(len(own), dtype=np.float32), (np.zeros_like(own), own)),
            shape=(1, len(self._people)),
        )
        person = np.ravel(self._model.recalculate_user(0, row))
        found: Scores = np.asarray(self._model.item_factors @ person, dtype=np.float64)
        return found
