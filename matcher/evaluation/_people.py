"""Task people: who replies within seven days, channel known or not."""

import numpy as np
import numpy.typing as npt

from matcher.evaluation._metrics import hit_at, ndcg_at, ranks, reciprocal_rank
from matcher.evaluation._nights import TestPeriod
from matcher.evaluation._report import OURS, Sheet
from matcher.recommend import (
    Asker,
    Query,
    Similar,
    channel_likelihood,
    score_channels,
    score_people,
)
from matcher.snapshot import DAY, Snapshot

REPLY_DAYS = 7
VOTE_POWER = 4.0
"""For the baseline as for ours: the power that did best before the test period."""


class People:
    """Asks every question for the people who will answer it.

    Args:
        period: The test period.
    """

    def __init__(self, period: TestPeriod) -> None:
        self._period = period
        self.sheets = (
            Sheet("people", "channel_known", "mrr"),
            Sheet("people", "channel_unknown", "mrr"),
        )
        answers = period.whole.answers
        opened = period.whole.conversations["opened_at"].to_numpy(dtype=np.int64)
        waited = answers["at"].to_numpy() - opened[answers["conversation"].to_numpy()]
        soon = answers[
            (waited <= REPLY_DAYS * DAY) & np.isin(answers["conversation"], period.questions)
        ]
        self._repliers = {
            number: frozenset(rows["member"]) for number, rows in soon.groupby("conversation")
        }

    def ask(self, snapshot: Snapshot, question: int, query: Query, similar: Similar) -> None:
        """Rank all members seen before the question, with every method."""
        repliers = self._repliers.get(question, frozenset())
        candidates = _candidates(self._period, snapshot, question)
        gold = np.zeros(len(candidates), dtype=bool)
        gold[list(repliers)] = True
        gold &= candidates
        if not gold.any():
            return
        table = self._period.whole.conversations
        channel = int(table["channel"].iloc[question])
        known = np.zeros(len(snapshot.facts.channels))
        known[channel] = 1.0
        asker = Asker(number=int(table["asker"].iloc[question]))
        guessed = channel_likelihood(score_channels(snapshot, query, similar, asker))
        regulars = snapshot.regulars
        votes = snapshot.faded_answers[similar.conversations].T @ similar.strength**VOTE_POWER
        overall = np.asarray(regulars.sum(axis=1)).ravel()
        for sheet, weights in zip(self.sheets, (known, guessed), strict=True):
            methods = {
                OURS: score_people(snapshot, query, similar, weights, candidates, asker).scores,
                "bm25_votes": votes,
                "overall_repliers_90d": overall,
            }
            if weights is known:
                methods["channel_repliers_90d"] = regulars[:, channel].toarray().ravel()
            for name, scores in methods.items():
                places = ranks(np.where(candidates, scores, -np.inf), gold)
                sheet.note(
                    name,
                    {
                        "mrr": reciprocal_rank(places),
                        "hit_at_1": hit_at(places, 1),
                        "hit_at_5": hit_at(places, 5),
                        "ndcg_at_10": ndcg_at(places, 10, int(gold.sum())),
                    },
                )


def _candidates(period: TestPeriod, snapshot: Snapshot, question: int) -> npt.NDArray[np.bool_]:
    """Members seen before the question, without its asker."""
    members = snapshot.facts.members["is_member"].to_numpy(dtype=bool)
    seen: npt.NDArray[np.bool_] = members & (snapshot.last_post_at > 0)
    seen[int(period.whole.conversations["asker"].iloc[question])] = False
    return seen
