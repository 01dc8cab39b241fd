"""Surveys with the texts of their replies, read from the store."""

import threading
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from matcher.community import Writers, read_survey, survey_conversations
from matcher.domain import Message, Survey
from matcher.recommend import Standing
from matcher.snapshot import Snapshot
from matcher.store import Reading, Store


class KnownSurveys:
    """Keeps the tables that were read, until the snapshot or what members say changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._of: tuple[Snapshot, Standing] | None = None
        self._writers: Writers | None = None
        self._read: dict[int, Survey | None] = {}

    def one(self, snapshot: Snapshot, standing: Standing, conversation: int) -> Survey | None:
        """The survey that a conversation is, None when it is none."""
        if conversation not in set(survey_conversations(snapshot)):
            return None
        return self._gathered(snapshot, standing, [conversation])[0]

    def all(self, snapshot: Snapshot, standing: Standing) -> tuple[Survey, ...]:
        """All surveys, newest first."""
        numbers = survey_conversations(snapshot)
        return tuple(filter(None, self._gathered(snapshot, standing, numbers)))

    def _gathered(
        self, snapshot: Snapshot, standing: Standing, conversations: list[int]
    ) -> list[Survey | None]:
        with self._lock:
            known = self._of
            if known is None or known[0] is not snapshot or known[1] is not standing:
                self._of, self._read = (snapshot, standing), {}
                self._writers = Writers.of(snapshot, standing)
            writers, read = self._writers, self._read
        missing = [number for number in conversations if number not in read]
        if missing and writers is not None:
            threads = _threads(snapshot, missing)
            with self._store.reading() as reading:
                for number in missing:
                    messages = _messages(reading, threads[number])
                    read[number] = read_survey(snapshot, writers, number, messages)
        return [read[number] for number in conversations]


def _threads(snapshot: Snapshot, conversations: Sequence[int]) -> dict[int, dict[str, None]]:
    """Ids of the threads of some conversations, each in order of first posts."""
    rows = np.flatnonzero(np.isin(snapshot.conversation, conversations))
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    ids = snapshot.facts.posts["thread_id"].iloc[rows]
    for number, thread_id in zip(snapshot.conversation[rows].tolist(), ids, strict=True):
        found[number][thread_id] = None
    return found


def _messages(reading: Reading, threads: dict[str, None]) -> list[Message]:
    return [message for thread in threads for message in reading.thread_messages(thread)]
