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

from matcher.domain import (
    AccountKind,
    CommunityStateError,
    ImportReport,
    LeftOut,
    Progress,
    Source,
    SourceNotes,
)
from matcher.store import _schema as schema
from matcher.store._counters import advance
from matcher.store._described import in_parts, refuse_undescribed
from matcher.store._engine import Database
from matcher.store._forget import Erasing, tombstones_in
from matcher.store._merge import MERGE, as_if_first, replace
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
        listed, erasing = _collect(database.dialect, connection, source, progress)
        with connection.begin():
            collected = _look_over(connection)
        progress("データベースに記録", 0, collected.messages)
        with database.exclusive(connection):
            new_messages, forgotten = _merge_in(
                database.dialect, connection, collected, listed, source.notes, erasing.tombstones
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
        left_out=(*source.notes.left_out, *_told_of(forgotten)),
        skipped=tuple(source.notes.skipped),
    )


def set_setting(dialect: str, connection: Connection, key: str, value: str) -> bool:
    """Keep a setting and tell whether that changed anything."""
    values = {"key": storable(key), "value": storable(value)}
    return connection.execute(upsert(dialect, schema.settings, replace), values).rowcount > 0


def _collect(
    dialect: str, connection: Connection, source: Source, progress: Progress
) -> tuple[frozenset[str], Erasing]:
    """Collect all records, without what they tell of forgotten members.

    Returns:
        The channels whose members the source names completely, and what was gone by.
    """
    listed: set[str] = set()
    statements = {
        name: upsert(dialect, table, MERGE[name]) for name, table in schema.STAGED.items()
    }
    with connection.begin():
        schema.staging_metadata.create_all(connection, checkfirst=False)
        erasing = Erasing(tombstones_in(connection))
    for batch in source.batches(progress):
        with connection.begin():
            for name, values in batch_values(erasing.without(batch)):
                connection.execute(statements[name], values)
        listed.update(map(storable, batch.listed))
    return frozenset(listed), erasing


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
    notes: SourceNotes,
    tombstones: frozenset[str],
) -> tuple[int, int]:
    """Merge what was collected; gives how many messages are new, and are of forgotten members."""
    # Two imports that merge the same rows in different orders would block each other for ever;
    # the counter makes the second wait here, before it touches any.
    advance(dialect, connection, "imports")
    if tombstones_in(connection) != tombstones:
        raise CommunityStateError(
            "取り込みの間に、参加者の記録が消されました。何も取り込んでいません。",
            remedy="もう一度取り込んでください。",
        )
    forgotten = _forgotten(collected, tombstones)
    refuse_undescribed(
        connection,
        channels=collected.named_channels - collected.described_channels,
        accounts=collected.named_accounts - collected.described_accounts - forgotten,
    )
    messages_of_forgotten = _leave_out(connection, forgotten)
    stored = exists().where(schema.messages.c.message_id == _messages.c.message_id)
    new_messages: int = connection.execute(
        select(func.count()).select_from(_messages).where(~stored)
    ).scalar_one()
    is_older = _is_older(connection, collected, notes)
    changed = _settle_members(connection, listed, is_older=is_older)
    for table in schema.IMPORTED:
        # SQLite needs a WHERE to tell the upsert's ON from that of a join.
        rows = select(schema.STAGED[table.name]).where(true())
        merge = as_if_first(MERGE[table.name]) if is_older else MERGE[table.name]
        changed += connection.execute(upsert(dialect, table, merge, rows)).rowcount
    if notes.team_id:
        changed += set_setting(dialect, connection, TEAM_ID, notes.team_id)
    if changed:
        advance(dialect, connection, "revision")
    return new_messages, messages_of_forgotten


def _is_older(connection: Connection, collected: _Collected, notes: SourceNotes) -> bool:
    """Whether what is stored goes on where the source ends: sources come in any order.

    A source ends with its last post, or with the last change of an account that it tells of:
    the export of an earlier period knows of later changes.
    """
    last = connection.execute(select(func.max(schema.messages.c.posted_at))).scalar_one()
    ends = [collected.span[1]] if collected.span else []
    ends += [notes.as_of] if notes.as_of else []
    return bool(ends) and last is not None and max(ends) < to_moment(last)


def _settle_members(connection: Connection, listed: frozenset[str], *, is_older: bool) -> int:
    """Take out who has left a channel; gives how many were stored.

    The list of a source that is older than what is stored says nothing of who is there now, so
    that it brings nobody back either.
    """
    stored = schema.memberships
    pair = and_(
        stored.c.channel_id == _memberships.c.channel_id,
        stored.c.account_id == _memberships.c.account_id,
    )
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


def _forgotten(collected: _Collected, tombstones: frozenset[str]) -> frozenset[str]:
    return frozenset(
        account_id
        for account_id in collected.described_accounts | collected.named_accounts
        if schema.account_sha256(account_id) in tombstones
    )


def _leave_out(connection: Connection, forgotten: frozenset[str]) -> int:
    """Take forgotten accounts out; gives how many messages they wrote."""
    messages = 0
    for some in in_parts(forgotten):
        for table in (_messages, _memberships, _accounts):
            rows = connection.execute(delete(table).where(table.c.account_id.in_(some))).rowcount
            messages += rows if table is _messages else 0
    return messages


def _told_of(messages: int) -> tuple[LeftOut, ...]:
    why = "消すよう求められた参加者のため、取り込みません。"
    return (LeftOut("記録を消した参加者の投稿", why, messages),) if messages else ()
