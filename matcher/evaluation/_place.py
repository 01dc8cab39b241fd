"""Task place: the channel a question was posted in."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.evaluation._metrics import hit_at, ranks
from matcher.evaluation._nights import TestPeriod
from matcher.evaluation._report import OURS, Sheet
from matcher.recommend import NOBODY, Asker, Query, Similar, asks_usually, score_channels
from matcher.snapshot import Snapshot

if TYPE_CHECKING:
    from sklearn.linear_model import SGDClassifier

SHRINKAGES = (1e-6, 1e-5, 1e-4)
"""Tried for the logistic regression; the best on the last fifth before the cut is taken."""


class Place:
    """Asks every question for its channel.

    Args:
        period: The test period; the baselines are fitted on what lies before its cut.
    """

    def __init__(self, period: TestPeriod) -> None:
        from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415 (seconds)

        self._period = period
        self.sheets = (
            Sheet("place", "text_only", "accuracy_at_1"),
            Sheet("place", "asker_known", "accuracy_at_1"),
        )
        past = period.past
        asked = np.flatnonzero(past.conversations["asker"].to_numpy() >= 0)
        channel = past.conversations["channel"].to_numpy()[asked]
        self._majority = np.bincount(channel, minlength=len(past.facts.channels)).astype(float)
        openings = past.conversations["opening"].to_numpy(dtype=np.int64)[asked]
        counts = past.facts.terms[openings]
        self._tfidf = TfidfTransformer(sublinear_tf=True).fit(counts)
        self._classifier = _fitted(self._tfidf.transform(counts), channel)

    def ask(self, snapshot: Snapshot, question: int, query: Query, similar: Similar) -> None:
        """Rank all channels, with every method; only for openings that ask something."""
        whole = self._period.whole
        if not whole.conversations["asks"].iloc[question]:
            return
        gold = np.zeros(len(whole.facts.channels), dtype=bool)
        gold[int(whole.conversations["channel"].iloc[question])] = True
        opening = int(whole.conversations["opening"].iloc[question])
        decided = np.full(len(gold), -np.inf)
        decided[self._classifier.classes_] = self._classifier.predict_proba(
            self._tfidf.transform(whole.facts.terms[[opening]])
        )[0]
        asker = Asker(number=int(whole.conversations["asker"].iloc[question]))
        baselines = {"majority": self._majority, "logistic_regression_tfidf": decided}
        own = {"asker_habit": asks_usually(snapshot, asker)}
        for sheet, who, more in zip(self.sheets, (NOBODY, asker), ({}, own), strict=True):
            ours = score_channels(snapshot, query, similar, who).scores
            for name, scores in {OURS: ours, **baselines, **more}.items():
                places = ranks(scores, gold)
                sheet.note(
                    name, {"accuracy_at_1": hit_at(places, 1), "accuracy_at_3": hit_at(places, 3)}
                )


def _fitted(features: sparse.csr_matrix, channel: npt.NDArray[np.int64]) -> "SGDClassifier":
    from sklearn.linear_model import SGDClassifier  # noqa: PLC0415 (takes seconds to load)

    rows = len(channel)
    tune = int(rows * 0.8)

    def classifier(shrinkage: float) -> SGDClassifier:
        return SGDClassifier(
            loss="log_loss", alpha=shrinkage, random_state=0, max_iter=200, tol=1e-3
        )

    def accuracy(shrinkage: float) -> float:
        fitted = classifier(shrinkage).fit(features[:tune], channel[:tune])
        return float(fitted.score(features[tune:], channel[tune:]))

    best = max(SHRINKAGES, key=accuracy)
    return classifier(best).fit(features, channel)
