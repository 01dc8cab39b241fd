"""Telling talk on matters of work from small talk, learnt from the community's own past."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.domain import ChannelKind
from matcher.snapshot import Snapshot

FEWEST = 50
"""With fewer examples of one of the two there is nothing to learn from."""

DAMPING = 3
"""A text of few terms says little: as many terms that say nothing are added."""

_WORK = (ChannelKind.TOPIC.value, ChannelKind.HELP.value)


@dataclass(frozen=True, slots=True)
class Matters:
    """How much a text's words are those of questions and not those of small talk.

    Attributes:
        weights: Per term, log of its frequency among questions to that among small talk.
        likely: 99 % of the questions that were answered have a higher score.
        sure: 95 % of them have a higher score.
    """

    weights: npt.NDArray[np.float64]
    likely: float
    sure: float

    def scores(self, terms: sparse.csr_matrix) -> npt.NDArray[np.float64]:
        """Score of each row (counts over the vocabulary): the mean weight of its terms, damped."""
        present = terms.sign()
        total = np.asarray(present @ self.weights).ravel()
        result: npt.NDArray[np.float64] = total / (np.diff(present.indptr) + DAMPING)
        return result

    def score(self, terms: Iterable[int]) -> float:
        """Score of a text by the columns of its distinct terms."""
        weights = self.weights[list(terms)]
        return float(weights.sum() / (len(weights) + DAMPING))


def learn_matters(
    snapshot: Snapshot, answered: npt.NDArray[np.bool_], talk: ChannelKind
) -> Matters | None:
    """Learn from what was asked and answered in channels of work, and from a kind of small talk.

    Multinomial naive Bayes over the openings' distinct terms, add-½ smoothed. Conversations that
    were put in the wrong channel are too few to matter.

    Args:
        snapshot: The community.
        answered: Per conversation, whether someone helped there.
        talk: The kind of channels for small talk.

    Returns:
        None when the community has too few examples of one of them.
    """
    table = snapshot.conversations
    kinds = snapshot.facts.channels["kind"].to_numpy()[table["channel"]]
    opening = table["opening"].to_numpy(dtype=np.int64)
    work = np.isin(kinds, _WORK) & answered & table["asks"].to_numpy(dtype=bool)
    small = kinds == talk.value
    if min(work.sum(), small.sum()) < FEWEST:
        return None
    terms = snapshot.facts.terms
    weights = _log_frequency(terms[opening[work]]) - _log_frequency(terms[opening[small]])
    learnt = Matters(weights, 0.0, 0.0)
    likely, sure = np.quantile(learnt.scores(terms[opening[work]]), [0.01, 0.05])
    return Matters(weights, float(likely), float(sure))


def _log_frequency(terms: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    counts = np.asarray(terms.sign().sum(axis=0)).ravel() + 0.5
    result: npt.NDArray[np.float64] = np.log(counts / (terms.shape[0] + 1.0))
    return result
