"""Takes in a source: collected beside the real tables, then merged in one short transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    and_,
    delete,
    distinct,
    exists,
    func,
    select,
    true,
    union,
)

from matcher.domain import AccountKind, ImportReport, Progress, Source
from matcher.store import _schema as schema
from matcher.store._counters import advance
from matcher.store._described import in_parts, refuse_undescribed
from matcher.store._engine import Database
from matcher.store._forget import tombstones_in, without_forgotten
from matcher.store._merge import MERGE, replace
from matcher.store._upsert import upsert
from matcher.store._values import batch_values, storable, to_moment

TEAM_ID = "slack_team_id"
"""The setting that keeps the workspace's id, where a source names it."""

_messages = schema.STAGED["messages"]
_accounts = schema.STAGED["accounts"]
_channels = schema.STAGED["channels"]
_memberships = schema.STAGED["memberships"]
_headings = schema.STAGED["headings"]


@dataclass(frozen=True, slots=True)
class _Collected:
    """What the source holds, and which accounts and channels its records name."""

    channels: int
    members: int
    messages: int
    threads: int
    span: tuple[datetime, datetime] | None
    described_accounts: frozenset[str]
    described_channels: frozenset[str]
    named_accounts: frozenset[str]
    named_channels: frozenset[str]


def import_source(database: Database, source: Source, progress: Progress) -> ImportReport:
    """See :meth:`matcher.store.Store.import_source`."""
    with database.staging() as connection:
        listed = _collect(database.dialect, connection, source, progress)
        with connection.begin():
            collected = _look_over(connection)
        progress("データベースに記録", 0, collected.messages)
        with database.exclusive(connection):
            new_messages = _merge_in(
                database.dialect, connection, collected, listed, source.notes.team_id
            )
    progress("データベースに記録", collected.messages, collected.messages)
    return ImportReport(
        channels=collected.channels,
        members=collected.members,
        messages=collected.messages,
        threads=collected.threads,
        new_messages=new_messages,
        span=collected.span,
        unknown_authors=source.notes.unknown_authors,
        left_out=tuple(source.notes.left_out),
        skipped=tuple(source.notes.skipped),
    )


def set_setting(dialect: str, connection: Connection, key: str, value: str) -> bool:
    """Keep a setting and tell whether that changed anything."""
    values = {"key": storable(key), "value": storable(value)}
    return connection.execute(upsert(dialect, schema.settings, replace), values).rowcount > 0


def _collect(
    dialect: str, connection: Connection, source: Source, progress: Progress
) -> frozenset[str]:
    """Collect all records; gives the channels whose members the source names completely."""
    listed: set[str] = set()
    statements = {
        name: upsert(dialect, table, MERGE[name]) for name, table in schema.STAGED.items()
    }
    with connection.begin():
        schema.staging_metadata.create_all(connection, checkfirst=False)
        tombstones = tombstones_in(connection)
    for batch in source.batches(progress):
        with connection.begin():
            for name, values in batch_values(without_forgotten(batch, tombstones)):
                connection.execute(statements[name], values)
        listed.update(map(storable, batch.listed))
    return frozenset(listed)


def _ids(connection: Connection, *columns: Column[str]) -> frozenset[str]:
    found = union(*(select(column).where(column.is_not(None)) for column in columns))
    return frozenset(connection.execute(found).scalars())


def _look_over(connection: Connection) -> _Collected:
    messages, threads, first, last = connection.execute(
        select(
            func.count(),
            func.count(distinct(_messages.c.thread_id)),
            func.min(_messages.c.posted_at),
            func.max(_messages.c.posted_at),
        ).select_from(_messages)
    ).one()
    is_member = _accounts.c.kind == AccountKind.MEMBER.value
    return _Collected(
        channels=connection.execute(select(func.count()).select_from(_channels)).scalar_one(),
        members=connection.execute(select(func.count()).where(is_member)).scalar_one(),
        messages=messages,
        threads=threads,
        span=(to_moment(first), to_moment(last)) if messages else None,
        described_accounts=_ids(connection, _accounts.c.account_id),
        described_channels=_ids(connection, _channels.c.channel_id),
        named_accounts=_ids(connection, _messages.c.account_id, _memberships.c.account_id),
        named_channels=_ids(
            connection, _messages.c.channel_id, _memberships.c.channel_id, _headings.c.channel_id
        ),
    )


def _merge_in(
    dialect: str,
    connection: Connection,
    collected: _Collected,
    listed: frozenset[str],
    team_id: str,
) -> int:
    # Two imports that merge the same rows in different orders would block each other for ever;
    # the counter makes the second wait here, before it touches any.
    advance(dialect, connection, "imports")
    forgotten = _forgotten(connection, collected)
    refuse_undescribed(
        connection,
        channels=collected.named_channels - collected.described_channels,
        accounts=collected.named_accounts - collected.described_accounts - forgotten,
    )
    _leave_out(connection, forgotten)
    stored = exists().where(schema.messages.c.message_id == _messages.c.message_id)
    new_messages: int = connection.execute(
        select(func.count()).select_from(_messages).where(~stored)
    ).scalar_one()
    changed = _settle_members(connection, collected, listed)
    for table in schema.IMPORTED:
        # SQLite needs a WHERE to tell the upsert's ON from that of a join.
        rows = select(schema.STAGED[table.name]).where(true())
        changed += connection.execute(upsert(dialect, table, MERGE[table.name], rows)).rowcount
    if team_id:
        changed += set_setting(dialect, connection, TEAM_ID, team_id)
    if changed:
        advance(dialect, connection, "revision")
    return new_messages


def _settle_members(connection: Connection, collected: _Collected, listed: frozenset[str]) -> int:
    """Take out who has left a channel; gives how many were stored.

    Sources come in any order: the list of one that is older than what is stored says nothing of
    who is there now, so that it brings nobody back either.
    """
    stored = schema.memberships
    pair = and_(
        stored.c.channel_id == _memberships.c.channel_id,
        stored.c.account_id == _memberships.c.account_id,
    )
    last = connection.execute(select(func.max(schema.messages.c.posted_at))).scalar_one()
    is_older = last is not None and (collected.span is None or collected.span[1] < to_moment(last))
    taken_out = 0
    for some in in_parts(listed):
        if is_older:
            known = select(stored.c.channel_id).where(stored.c.channel_id.in_(some))
            connection.execute(
                delete(_memberships).where(
                    _memberships.c.channel_id.in_(known), ~exists().where(pair)
                )
            )
        else:
            taken_out += connection.execute(
                delete(stored).where(stored.c.channel_id.in_(some), ~exists().where(pair))
            ).rowcount
    return taken_out


def _forgotten(connection: Connection, collected: _Collected) -> frozenset[str]:
    tombstones = tombstones_in(connection)
    return frozenset(
        account_id
        for account_id in collected.described_accounts | collected.named_accounts
        if schema.account_sha256(account_id) in tombstones
    )


def _leave_out(connection: Connection, forgotten: frozenset[str]) -> None:
    for some in in_parts(forgotten):
        for table in (_messages, _memberships, _accounts):
            connection.execute(delete(table).where(table.c.account_id.in_(some)))
