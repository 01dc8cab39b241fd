"""What the conversations know of a question or a worry: the same for every ambassador."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelSuggestion, ThreadSuggestion
from matcher.outreach._hidden import HiddenQuestion
from matcher.recommend import (
    Asker,
    Query,
    Similar,
    find_similar,
    query_of_terms,
    score_channels,
    suggest_channels,
    suggest_threads,
)
from matcher.snapshot import Snapshot

ANSWERS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a question.

    Attributes:
        query: The question, as the recommenders read it.
        similar: Conversations that share its terms.
        answers: Answered ones among them that may answer it, best first.
    """

    query: Query
    similar: Similar
    answers: tuple[ThreadSuggestion, ...]


@dataclass(frozen=True)
class Knowledge:
    """Looks things up once; what was found is kept as long as the snapshot.

    Attributes:
        snapshot: The community.
        answered: Per conversation, whether someone helped there.
    """

    snapshot: Snapshot
    answered: npt.NDArray[np.bool_]
    _questions: dict[int, Known] = field(default_factory=dict, repr=False)
    _channels: dict[int, tuple[Asker, ChannelSuggestion]] = field(default_factory=dict, repr=False)

    def of_question(self, conversation: int) -> Known:
        """What is known of a question, by the number of its conversation."""
        known = self._questions.get(conversation)
        if known is None:
            known = self._questions[conversation] = self._look_up(conversation)
        return known

    def channel_for(self, hidden: HiddenQuestion, asker: Asker) -> ChannelSuggestion:
        """Where a worry could be asked: the best channel for it, in doubt the fallback.

        Args:
            hidden: The worry.
            asker: Who wrote it, as they describe themselves now.
        """
        known = self._channels.get(hidden.post)
        if known is None or known[0] != asker:
            known = self._channels[hidden.post] = asker, self._find_channel(hidden, asker)
        return known[1]

    def _look_up(self, conversation: int) -> Known:
        snapshot = self.snapshot
        opening = int(snapshot.conversations["opening"].iloc[conversation])
        query = query_of_terms(snapshot, snapshot.facts.terms[[opening]])
        similar = find_similar(snapshot, query, without=conversation)
        if similar.thin:
            return Known(query, similar, ())
        threads = suggest_threads(snapshot, query, similar, limit=2 * ANSWERS)
        numbers = snapshot.conversation_number
        helping = [one for one in threads if self.answered[numbers[one.thread_id]]]
        return Known(query, similar, tuple(helping[:ANSWERS]))

    def _find_channel(self, hidden: HiddenQuestion, asker: Asker) -> ChannelSuggestion:
        snapshot = self.snapshot
        query = query_of_terms(snapshot, snapshot.facts.terms[[hidden.post]])
        own = int(snapshot.conversation[hidden.post])
        similar = find_similar(snapshot, query, without=own)
        scored = score_channels(snapshot, replace(query, text=hidden.quote), similar, asker)
        suggested = suggest_channels(snapshot, similar, scored)
        return suggested[-1] if similar.thin else suggested[0]
