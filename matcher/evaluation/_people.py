"""Task people: who replies within seven days, channel known or not."""

import numpy as np

from matcher.evaluation._load import SUGGESTED, Scored, scored, spread
from matcher.evaluation._metrics import hit_at, ndcg_at, ranks, reciprocal_rank
from matcher.evaluation._nights import TestPeriod
from matcher.evaluation._report import OURS, Fresh, Sheet
from matcher.recommend import (
    Asker,
    Query,
    Similar,
    channel_likelihood,
    repliers,
    score_channels,
    score_people,
    seen_before,
    votes,
)
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot

RECENT = RECENT_DAYS * DAY


class People:
    """Asks every question for the people who will answer it.

    Args:
        period: The test period.
        fresh: The index when a question is asked.
    """

    def __init__(self, period: TestPeriod, fresh: Fresh = "nightly") -> None:
        self._period = period
        self.sheets = (
            Sheet("people", "channel_known", "mrr", fresh),
            Sheet("people", "channel_unknown", "mrr", fresh),
        )
        self._repliers = repliers(period.whole)
        self._scored: list[Scored] = []
        self._seen = 0

    def ask(self, snapshot: Snapshot, question: int, query: Query, similar: Similar) -> None:
        """Rank all members seen before the question, with every method."""
        table = self._period.whole.conversations
        candidates = seen_before(snapshot, int(table["asker"].iloc[question]))
        gold = np.zeros(len(candidates), dtype=bool)
        gold[list(self._repliers.get(question, frozenset()))] = True
        gold &= candidates
        if not gold.any():
            return
        channel = int(table["channel"].iloc[question])
        known = np.zeros(len(snapshot.facts.channels))
        known[channel] = 1.0
        asker = Asker(number=int(table["asker"].iloc[question]))
        guessed = channel_likelihood(score_channels(snapshot, query, similar, asker))
        regulars = snapshot.regulars
        overall = np.asarray(regulars.sum(axis=1)).ravel()
        for sheet, weights in zip(self.sheets, (known, guessed), strict=True):
            ours = score_people(snapshot, query, similar, weights, candidates, asker)
            methods = {
                OURS: ours.scores,
                "bm25_votes": votes(snapshot, similar.conversations, similar.strength),
                "overall_repliers_90d": overall,
            }
            suggested = np.argsort(-ours.scores, kind="stable")[:SUGGESTED]
            told, seen = float(ours.likelihood[suggested].sum()), float(gold[suggested].sum())
            sheet.note_chance(told, seen / float(gold.sum()))
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
        asked_at = int(table["opened_at"].iloc[question])
        self._scored.append(scored(asked_at, ours.scores, gold))
        self._seen = int((candidates & (snapshot.last_post_at >= asked_at - RECENT)).sum())

    def conclude(self) -> None:
        """Sum up how the suggestions of all questions spread."""
        if self._scored:
            self.sheets[-1].load = spread(self._scored, self._seen)
