"""Surveys with the texts of their replies, read from the store."""

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from matcher.community import Writers, opens_survey, read_survey, survey_conversations
from matcher.domain import Message, Progress, Survey, no_progress
from matcher.recommend import Standing
from matcher.snapshot import Snapshot
from matcher.store import Reading, Store


@dataclass
class _Read:
    """What was read of a snapshot's surveys.

    Attributes:
        snapshot: The community.
        standing: What members allow and say of themselves.
        writers: Who works where.
        numbers: Conversations that are surveys, newest first; None as long as nobody asked.
        tables: Tables that were read, by conversation.
    """

    snapshot: Snapshot
    standing: Standing
    writers: Writers
    numbers: tuple[int, ...] | None = None
    tables: dict[int, Survey | None] = field(default_factory=dict)


class KnownSurveys:
    """Keeps what was read, until the snapshot or what is said of members' work changes.

    Which conversations are surveys is told by their openings; of the tables, only those that are
    asked for are read.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._last: _Read | None = None

    def numbers(self, snapshot: Snapshot, standing: Standing) -> tuple[int, ...]:
        """Conversations that are surveys, newest first."""
        read = self._read(snapshot, standing)
        if read.numbers is None:
            read.numbers = self._opened(read)
        return read.numbers

    def one(self, snapshot: Snapshot, standing: Standing, conversation: int) -> Survey | None:
        """The survey that a conversation is, None when it is none."""
        return next(iter(self.among(snapshot, standing, [conversation])), None)

    def all(self, snapshot: Snapshot, standing: Standing) -> tuple[Survey, ...]:
        """All surveys, newest first."""
        return self.among(snapshot, standing, self.numbers(snapshot, standing))

    def among(
        self,
        snapshot: Snapshot,
        standing: Standing,
        conversations: Sequence[int],
        progress: Progress = no_progress,
    ) -> tuple[Survey, ...]:
        """The surveys among some conversations, in the order given.

        Args:
            snapshot: The community.
            standing: What members allow.
            conversations: Numbers of conversations.
            progress: Told after each survey that had to be read.
        """
        read = self._read(snapshot, standing)
        possible = set(survey_conversations(snapshot))
        wanted = [number for number in conversations if number in possible]
        missing = [number for number in wanted if number not in read.tables]
        if missing:
            threads = _threads(snapshot, missing)
            with self._store.reading() as reading:
                for done, number in enumerate(missing, 1):
                    messages = _messages(reading, threads[number])
                    read.tables[number] = read_survey(snapshot, read.writers, number, messages)
                    progress("アンケートを読んでいます", done, len(missing))
        return tuple(filter(None, (read.tables[number] for number in wanted)))

    def _read(self, snapshot: Snapshot, standing: Standing) -> _Read:
        with self._lock:
            last = self._last
            if last is None or last.snapshot is not snapshot or last.standing is not standing:
                writers = Writers.of(snapshot, standing)
                # Every claim on a desk makes a new standing; few changes tell where one works.
                if last is not None and last.snapshot is snapshot and last.writers == writers:
                    last = replace(last, standing=standing)
                else:
                    last = _Read(snapshot, standing, writers)
                self._last = last
            return last

    def _opened(self, read: _Read) -> tuple[int, ...]:
        possible = survey_conversations(read.snapshot)
        opening = read.snapshot.conversations["opening"].to_numpy(dtype=np.int64)[possible]
        message_ids = read.snapshot.facts.posts["message_id"].iloc[opening].tolist()
        with self._store.reading() as reading:
            texts = reading.texts(message_ids)
        return tuple(
            number
            for number, message_id in zip(possible, message_ids, strict=True)
            if opens_survey(read.writers.rendered(texts.get(message_id, "")))
        )


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
