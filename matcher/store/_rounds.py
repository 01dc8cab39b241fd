"""Mentoring rounds with all their revisions.

Each entry (a person, a pair, a rule) has the revision it came with and the one that ended it, so a
change costs as much as it changes, and to undo one is to take its revision out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from matcher.domain import (
    CommunityStateError,
    InputError,
    PastPair,
    RoundChange,
    RoundInput,
    RoundRevision,
    RoundSolution,
    RoundState,
    RoundSummary,
    StoredRound,
    UnknownNameError,
)
from matcher.store import _schema as schema
from matcher.store._forget import tombstones_in
from matcher.store._round_values import (
    Entries,
    Key,
    feedback_entries,
    input_entries,
    solution_entries,
    to_feedback,
    to_input,
    to_solution,
)
from matcher.store._values import storable, to_microseconds, to_moment

_entries = schema.round_entries
_revisions = schema.round_revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundContent:
    """What a revision of a round holds; see :class:`matcher.domain.StoredRound`."""

    input: RoundInput
    solution: RoundSolution | None = None
    feedback: tuple[PastPair, ...] = ()

    def entries(self) -> Entries:
        """As entries by key."""
        return {
            **input_entries(self.input),
            **solution_entries(self.solution),
            **feedback_entries(self.feedback),
        }


def create_round(
    connection: Connection, name: str, content: RoundContent, *, at: datetime, follows: str
) -> None:
    """Keep a new round.

    Raises:
        InputError: There is one of that name, or the name is empty.
    """
    name = storable(name)
    if not name.strip():
        raise InputError(
            "回の名前が空です。", remedy="「2025年度前期」のような名前を付けてください。"
        )
    if name in _names(connection):
        raise InputError(
            "同じ名前の回があります。", remedy="別の名前を付けてください。", value=name
        )
    moment = to_microseconds(at)
    values = {"name": name, "follows": storable(follows), "version": 0, "created_at": moment}
    connection.execute(insert(schema.rounds).values(**values, published_revision=0))
    _revise(connection, name, RoundChange.CREATED, content, at=at)


def revise_round(
    connection: Connection,
    name: str,
    change: RoundChange,
    content: RoundContent,
    *,
    at: datetime,
    version: int,
    about: tuple[str, str] = ("", ""),
) -> None:
    """Keep the next revision of a round.

    Raises:
        UnknownNameError: There is no such round.
        CommunityStateError: It was changed after ``version``, or is closed.
    """
    row = _row_to_change(connection, name, version)
    if row.closed_at is not None:
        raise CommunityStateError("この回は終わっています。", remedy="次の回を作ってください。")
    number = _revise(connection, name, change, content, at=at, about=about)
    if change is RoundChange.PUBLISHED:
        _change(connection, name, published_at=to_microseconds(at), published_revision=number)


def undo_revision(connection: Connection, name: str, *, version: int) -> None:
    """Take the last revision of a round out, as if it had never been.

    Raises:
        UnknownNameError: There is no such round.
        CommunityStateError: It was changed after ``version``, or nothing is left to undo: what
            was published, and the creation, stay.
    """
    row = _row_to_change(connection, name, version)
    last = _last(connection, name)
    if last <= max(row.published_revision, 1):
        raise CommunityStateError(
            "元に戻せる変更がありません。", remedy="公開した組と、回を作る前には戻せません。"
        )
    of_round = _entries.c.round == name
    connection.execute(delete(_entries).where(of_round, _entries.c.since == last))
    connection.execute(
        update(_entries).where(of_round, _entries.c.until == last).values(until=None)
    )
    revisions = _revisions.c
    connection.execute(delete(_revisions).where(revisions.round == name, revisions.number == last))
    _change(connection, name)


def close_round(connection: Connection, name: str, *, at: datetime | None, version: int) -> None:
    """Mark a round as over, or open it again with ``at`` None (raises as the others)."""
    _row_to_change(connection, name, version)
    _change(connection, name, closed_at=None if at is None else to_microseconds(at))


def drop_round(connection: Connection, name: str) -> None:
    """Erase a round with its history.

    Raises:
        UnknownNameError: There is no such round.
    """
    _row(connection, name)
    connection.execute(delete(_entries).where(_entries.c.round == name))
    connection.execute(delete(_revisions).where(_revisions.c.round == name))
    connection.execute(delete(schema.rounds).where(schema.rounds.c.name == name))


def round_in(connection: Connection, name: str, number: int | None = None) -> StoredRound:
    """A round as of a revision, by default the last one.

    Raises:
        UnknownNameError: There is no such round or revision.
    """
    row = _row(connection, name)
    history = tuple(
        RoundRevision(
            one.number, to_moment(one.at), RoundChange(one.change), one.mentee, one.mentor
        )
        for one in connection.execute(
            select(_revisions).where(_revisions.c.round == name).order_by(_revisions.c.number)
        )
        if number is None or one.number <= number
    )
    if not history or (number is not None and history[-1].number != number):
        raise UnknownNameError("その版はありません。", value=str(number))
    entries = _present(connection, name, history[-1].number)
    return StoredRound(
        name=row.name,
        follows=row.follows,
        version=row.version,
        created_at=to_moment(row.created_at),
        published_at=_moment(row.published_at),
        published_revision=row.published_revision,
        closed_at=_moment(row.closed_at),
        history=history,
        input=to_input(entries),
        solution=to_solution(entries),
        feedback=to_feedback(entries),
    )


def rounds_in(connection: Connection) -> list[RoundSummary]:
    """All rounds, the newest first."""
    query = (
        select(_entries.c.round, _entries.c.kind, func.count())
        .where(_entries.c.until.is_(None))
        .group_by(_entries.c.round, _entries.c.kind)
    )
    counts = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    rounds = schema.rounds.c
    return [
        RoundSummary(
            row.name,
            _state(row, solved=(row.name, "quality") in counts),
            counts.get((row.name, "mentee"), 0),
            counts.get((row.name, "mentor"), 0),
            counts.get((row.name, "pair"), 0),
            to_moment(row.created_at),
            _moment(row.published_at),
        )
        for row in connection.execute(
            select(schema.rounds).order_by(rounds.created_at.desc(), rounds.name)
        )
    ]


def _revise(
    connection: Connection,
    name: str,
    change: RoundChange,
    content: RoundContent,
    *,
    at: datetime,
    about: tuple[str, str] = ("", ""),
) -> int:
    last = _last(connection, name)
    number = last + 1
    before = _present(connection, name, last)
    after = _without_forgotten(connection, content.entries())
    ended = [key for key, text in before.items() if after.get(key) != text]
    begun = [(key, text) for key, text in after.items() if before.get(key) != text]
    _end(connection, name, ended, number)
    rows: list[dict[str, object]] = [
        {"round": name, "kind": kind, "one": one, "other": other, "since": number, "content": text}
        for (kind, one, other), text in begun
    ]
    if rows:
        connection.execute(insert(_entries), rows)
    connection.execute(
        insert(_revisions).values(
            round=name,
            number=number,
            at=to_microseconds(at),
            change=change.value,
            mentee=storable(about[0]),
            mentor=storable(about[1]),
        )
    )
    _change(connection, name)
    return number


def _end(connection: Connection, name: str, keys: Sequence[Key], number: int) -> None:
    if not keys:
        return
    columns = _entries.c
    statement = (
        update(_entries)
        .where(columns.round == name, columns.until.is_(None))
        .where(columns.kind == bindparam("its_kind"))
        .where(columns.one == bindparam("its_one"), columns.other == bindparam("its_other"))
        .values(until=number)
    )
    rows = [{"its_kind": kind, "its_one": one, "its_other": other} for kind, one, other in keys]
    connection.execute(statement, rows)


def _without_forgotten(connection: Connection, entries: Entries) -> Entries:
    """Who was forgotten does not come back with a list that still names them."""
    tombstones = tombstones_in(connection)
    if not tombstones:
        return entries
    people = {person for _, *both in entries for person in both}
    gone = {person for person in people if schema.account_sha256(person) in tombstones}
    return {key: text for key, text in entries.items() if gone.isdisjoint(key[1:])}


def _present(connection: Connection, name: str, number: int) -> Entries:
    columns = _entries.c
    query = (
        select(columns.kind, columns.one, columns.other, columns.content)
        .where(columns.round == name, columns.since <= number)
        .where(or_(columns.until.is_(None), columns.until > number))
    )
    return {(kind, one, other): text for kind, one, other, text in connection.execute(query)}


def _last(connection: Connection, name: str) -> int:
    query = select(func.max(_revisions.c.number)).where(_revisions.c.round == name)
    return connection.execute(query).scalar_one() or 0


def _row(connection: Connection, name: str) -> Row[Any]:
    query = select(schema.rounds).where(schema.rounds.c.name == name)
    row = connection.execute(query).one_or_none()
    if row is None:
        nearest = get_close_matches(name, _names(connection), n=3, cutoff=0.4)
        raise UnknownNameError("その名前の回はありません。", value=name, nearest=nearest)
    return row


def _row_to_change(connection: Connection, name: str, version: int) -> Row[Any]:
    row = _row(connection, name)
    if row.version != version:
        raise CommunityStateError(
            "ほかの人が、この回を先に変えました。何も保存していません。",
            remedy="いまの内容を見てから、もう一度行ってください。",
        )
    return row


def _change(connection: Connection, name: str, **values: Any) -> None:
    rounds = schema.rounds
    connection.execute(
        update(rounds).where(rounds.c.name == name).values(version=rounds.c.version + 1, **values)
    )


def _names(connection: Connection) -> Iterable[str]:
    return connection.execute(select(schema.rounds.c.name)).scalars().all()


def _state(row: Row[Any], *, solved: bool) -> RoundState:
    if row.closed_at is not None:
        return RoundState.CLOSED
    if row.published_at is not None:
        return RoundState.PUBLISHED
    return RoundState.SOLVED if solved else RoundState.DRAFT


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else to_moment(microseconds)
