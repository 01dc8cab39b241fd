"""Keeps what a synchronization reads: each step together with how far it has come."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, delete, false, or_, select

from matcher.domain import CommunityStateError
from matcher.store import _schema as schema
from matcher.store._counters import advance
from matcher.store._described import in_parts, refuse_undescribed, stored
from matcher.store._engine import Database
from matcher.store._forget import Erasing, tombstones_in
from matcher.store._merge import MERGE, replace
from matcher.store._sync_lock import only_one
from matcher.store._upsert import upsert
from matcher.store._values import Values, batch_values, storable, to_message, to_microseconds

if TYPE_CHECKING:
    # Slack's library is loaded with it: not something for every program that opens a store.
    from matcher.sources.slack_api import Span, SyncStep

_Rows = dict[str, list[Values]]


@dataclass(frozen=True, slots=True)
class KeptStep:
    """What a step changed.

    Attributes:
        new_messages: Messages that the store did not have.
        changed: Messages that were stored otherwise.
        deleted: Messages that are stored no more.
    """

    new_messages: int
    changed: int
    deleted: int


class Syncing:
    """The one synchronization of a store; get one from :meth:`matcher.store.Store.syncing`.

    Attributes:
        entries: What was kept of how far the workspace was read, as the synchronization began.
    """

    def __init__(
        self, database: Database, entries: Mapping[str, str], tombstones: frozenset[str]
    ) -> None:
        self.entries = entries
        self._database = database
        self._erasing = Erasing(tombstones)

    def keep(self, step: "SyncStep") -> KeptStep:
        """Store a step and its entries in one short transaction.

        Records are merged as in an import. Messages that the step says are gone, or that it does
        not hold where it holds everything, are deleted; replies to a deleted one stay. ``revision``
        grows by one if anything but the entries changed.

        Raises:
            InputError: A record names a channel or an account that nobody described.
            CommunityStateError: A member was erased since the synchronization began: its cursors
                could tell where that member wrote.
        """
        dialect = self._database.dialect
        with self._database.writing() as connection:
            advance(dialect, connection, "imports")
            tombstones = tombstones_in(connection)
            if tombstones != self._erasing.tombstones:
                raise CommunityStateError(
                    "同期の間に、参加者の記録が消されました。",
                    remedy="もう一度実行してください。続きから読み込みます。",
                )
            rows = _without_forgotten_rows(
                dict(batch_values(self._erasing.without(step.batch))), tombstones
            )
            _refuse_undescribed(connection, rows)
            ids = {row["message_id"] for row in rows.get("messages", ())}
            new = len(ids) - len(stored(connection, schema.messages.c.message_id, ids))
            written = {
                table.name: connection.execute(
                    upsert(dialect, table, MERGE[table.name]), rows[table.name]
                ).rowcount
                for table in schema.IMPORTED
                if rows.get(table.name)
            }
            left = _take_out_leavers(connection, step.batch.listed, rows.get("memberships", ()))
            deleted = _delete_vanished(connection, step)
            if step.entries:
                connection.execute(
                    upsert(dialect, schema.sync_cursors, replace),
                    [
                        {"key": storable(key), "value": storable(value)}
                        for key, value in step.entries.items()
                    ],
                )
            if deleted or left or any(written.values()):
                advance(dialect, connection, "revision")
        return KeptStep(new, written.get("messages", 0) - new, deleted)


@contextmanager
def syncing(database: Database) -> Iterator[Syncing]:
    """See :meth:`matcher.store.Store.syncing`."""
    with only_one(database):
        with database.reading() as connection:
            found = Syncing(database, entries_in(connection), tombstones_in(connection))
        yield found


def entries_in(connection: Connection) -> dict[str, str]:
    """The kept entries by key."""
    return {row.key: row.value for row in connection.execute(select(schema.sync_cursors))}


def _without_forgotten_rows(rows: _Rows, tombstones: frozenset[str]) -> _Rows:
    def is_forgotten(row: Values) -> bool:
        account_id = row.get("account_id")
        return account_id is not None and schema.account_sha256(account_id) in tombstones

    if not tombstones:
        return rows
    return {name: [row for row in some if not is_forgotten(row)] for name, some in rows.items()}


def _refuse_undescribed(connection: Connection, rows: _Rows) -> None:
    def ids(key: str, *tables: str) -> set[str]:
        found = (row[key] for table in tables for row in rows.get(table, ()))
        return {one for one in found if one is not None}

    refuse_undescribed(
        connection,
        channels=ids("channel_id", "memberships", "headings", "messages")
        - ids("channel_id", "channels"),
        accounts=ids("account_id", "memberships", "messages") - ids("account_id", "accounts"),
    )


def _take_out_leavers(connection: Connection, listed: Iterable[str], rows: Iterable[Values]) -> int:
    """Take out who has left one of the listed channels; gives how many."""
    memberships = schema.memberships
    named = {(row["channel_id"], row["account_id"]) for row in rows}
    count = 0
    for channel_id in map(storable, listed):
        here = memberships.c.channel_id == channel_id
        stored_here = connection.execute(select(memberships.c.account_id).where(here)).scalars()
        gone = {account_id for account_id in stored_here if (channel_id, account_id) not in named}
        for some in in_parts(gone):
            leavers = here & memberships.c.account_id.in_(some)
            count += connection.execute(delete(memberships).where(leavers)).rowcount
    return count


def _delete_vanished(connection: Connection, step: "SyncStep") -> int:
    messages = schema.messages
    suspects = or_(
        false(), messages.c.message_id.in_(step.gone), *(_inside(span) for span in step.checked)
    )
    found = [to_message(row) for row in connection.execute(select(messages).where(suspects))]
    vanished = set(step.vanished(found))
    for some in in_parts(vanished):
        connection.execute(delete(messages).where(messages.c.message_id.in_(some)))
    return len(vanished)


def _inside(span: "Span") -> ColumnElement[bool]:
    """Narrows to a stretch by an index; the step itself decides."""
    messages = schema.messages.c
    if span.thread_id:
        return messages.thread_id == span.thread_id
    return and_(
        messages.channel_id == span.channel_id,
        messages.posted_at >= to_microseconds(span.since),
        messages.posted_at < to_microseconds(span.before),
    )
