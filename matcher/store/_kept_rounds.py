"""Mentoring rounds as the store keeps them: revision by revision."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from matcher.domain import RoundChange, RoundSummary, StoredRound
from matcher.store import _counters, _rounds
from matcher.store._engine import Database
from matcher.store._rounds import RoundContent


class KeptRounds:
    """Mentoring rounds; no build sees them, so ``revision`` of the store stays.

    Who changes rounds takes turns, so that a version is looked at and written by one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[RoundSummary]:
        """All mentoring rounds, the newest first."""
        with self._database.reading() as connection:
            return _rounds.rounds_in(connection)

    def get(self, name: str, number: int | None = None) -> StoredRound:
        """A mentoring round as of a revision, by default the last one.

        Raises:
            UnknownNameError: There is no such round or revision.
        """
        with self._database.reading() as connection:
            return _rounds.round_in(connection, name, number)

    def create(self, name: str, content: RoundContent, *, at: datetime, follows: str = "") -> None:
        """Keep a new mentoring round.

        Args:
            name: Unique.
            content: People, rules and decisions.
            at: When it is made.
            follows: Name of the round before it.

        Raises:
            InputError: There is one of that name, or the name is empty.
        """
        with self._changing() as connection:
            _rounds.create_round(connection, name, content, at=at, follows=follows)

    def revise(
        self,
        name: str,
        change: RoundChange,
        content: RoundContent,
        *,
        at: datetime,
        version: int,
        about: tuple[str, str] = ("", ""),
    ) -> None:
        """Keep the next revision of a round; with ``PUBLISHED`` nothing up to it can be undone.

        Who was forgotten stays out of it, whatever the content says.

        Args:
            name: Of the round.
            change: What was done.
            content: All that the revision holds.
            at: When it was done.
            version: That of the round which it was made from.
            about: Ids of the pair that the change is about, mentee first.

        Raises:
            UnknownNameError: There is no such round.
            CommunityStateError: It was changed after ``version``, or is closed.
        """
        with self._changing() as connection:
            _rounds.revise_round(
                connection, name, change, content, at=at, version=version, about=about
            )

    def undo(self, name: str, *, version: int) -> None:
        """Take the last revision of a round out, as if it had never been.

        Raises:
            UnknownNameError: There is no such round.
            CommunityStateError: It was changed after ``version``, or nothing is left to undo:
                what was published, and the creation, stay.
        """
        with self._changing() as connection:
            _rounds.undo_revision(connection, name, version=version)

    def close(self, name: str, *, at: datetime | None, version: int) -> None:
        """Mark a round as over, or open it again with ``at`` None.

        Raises:
            UnknownNameError: There is no such round.
            CommunityStateError: It was changed after ``version``.
        """
        with self._changing() as connection:
            _rounds.close_round(connection, name, at=at, version=version)

    def drop(self, name: str) -> None:
        """Erase a round with its history.

        Raises:
            UnknownNameError: There is no such round.
        """
        with self._changing() as connection:
            _rounds.drop_round(connection, name)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            _counters.advance(self._database.dialect, connection, "rounds")
            yield connection
