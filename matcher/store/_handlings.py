"""What members said of tasks: who takes one on, and who does not want to see one.

Taking on is exclusive and has a row per task; setting aside is everyone's own and has a row per
task and member.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, case, delete, func, or_, select

from matcher.domain import CommunityStateError, Handling, HandlingState, minute_text
from matcher.store import _schema as schema
from matcher.store._merge import replace
from matcher.store._upsert import Columns, upsert
from matcher.store._values import storable, to_microseconds, to_moment

EXCLUSIVE = frozenset({HandlingState.CLAIMED, HandlingState.DONE})


def keep_handling(dialect: str, connection: Connection, handling: Handling) -> None:
    """Keep a member's word on a task in place of their former one.

    Raises:
        CommunityStateError: They take on what someone else is doing or has done.
    """
    kind, subject = _key(handling.task_id)
    values = {
        "kind": kind,
        "subject": subject,
        "member_id": handling.member_id,
        "state": handling.state.value,
        "at": to_microseconds(handling.at),
        "until": None if handling.until is None else to_microseconds(handling.until),
    }
    if handling.state not in EXCLUSIVE:
        _delete_own(connection, schema.handlings, handling.task_id, handling.member_id)
        connection.execute(upsert(dialect, schema.set_asides, replace), values)
        return
    claimed_at = None if handling.claimed_at is None else to_microseconds(handling.claimed_at)
    statement = upsert(dialect, schema.handlings, _unless_taken)
    connection.execute(statement, {**values, "claimed_at": claimed_at})
    _require_own(connection, handling)
    _delete_own(connection, schema.set_asides, handling.task_id, handling.member_id)


def take_back(connection: Connection, task_id: str, member_id: str) -> None:
    """Forget what a member said of a task; nothing happens where they said nothing."""
    for table in (schema.handlings, schema.set_asides):
        _delete_own(connection, table, task_id, member_id)


def handlings_in(connection: Connection) -> list[Handling]:
    """All that was said, in the order in which it was said."""
    said = [
        _to_handling(row)
        for table in (schema.handlings, schema.set_asides)
        for row in connection.execute(select(table))
    ]
    return sorted(said, key=lambda one: (one.at, one.task_id, one.member_id))


def claims_in(connection: Connection, since: datetime) -> dict[str, int]:
    """How many tasks each member took on since a moment, by member id."""
    handlings = schema.handlings.c
    taken_on = func.coalesce(handlings.claimed_at, handlings.at)
    query = (
        select(handlings.member_id, func.count().label("tasks"))
        .where(taken_on >= to_microseconds(since))
        .group_by(handlings.member_id)
    )
    return {row.member_id: row.tasks for row in connection.execute(query)}


def forget_handlings(connection: Connection, account_id: str) -> None:
    """Erase what a member said of tasks, and all that was said of tasks about them.

    It reads the messages: call it before the member's are erased.
    """
    messages = schema.messages.c
    written = select(messages.message_id).where(messages.account_id == account_id)
    for table in (schema.handlings, schema.set_asides):
        columns = table.c
        connection.execute(
            delete(table).where(
                or_(
                    columns.member_id == account_id,
                    columns.subject == account_id,
                    columns.subject.in_(written),
                )
            )
        )


def _key(task_id: str) -> tuple[str, str]:
    kind, _, subject = storable(task_id).partition(":")
    return kind, subject


def _unless_taken(
    old: Columns, new: Columns
) -> tuple[dict[str, ColumnElement[Any]], ColumnElement[bool]]:
    """The new row wins where the stored one is of the same member, or has lapsed."""
    lapsed = and_(old.until.is_not(None), old.until <= new.at)
    values = {
        "member_id": new.member_id,
        "state": new.state,
        "at": new.at,
        "until": new.until,
        # Who finishes what they claimed took it on when they claimed it.
        "claimed_at": case(
            (old.member_id == new.member_id, func.coalesce(old.claimed_at, new.claimed_at)),
            else_=new.claimed_at,
        ),
    }
    return values, or_(old.member_id == new.member_id, lapsed)


def _require_own(connection: Connection, handling: Handling) -> None:
    """Raise when the stored row is someone else's."""
    kind, subject = _key(handling.task_id)
    handlings, accounts = schema.handlings.c, schema.accounts.c
    query = (
        select(handlings.member_id, handlings.state, handlings.at, accounts.name)
        .join_from(schema.handlings, schema.accounts)
        .where(handlings.kind == kind, handlings.subject == subject)
    )
    stored = connection.execute(query).one()
    if stored.member_id == handling.member_id:
        return
    at = to_moment(stored.at)
    done = stored.state == HandlingState.DONE.value
    raise CommunityStateError(
        f"{stored.name}さんが対応しました({minute_text(at)})。"
        if done
        else f"{stored.name}さんが対応中です({minute_text(at)}から)。",
        remedy="ほかの件を選んでください。",
    )


def _delete_own(connection: Connection, table: Table, task_id: str, member_id: str) -> None:
    kind, subject = _key(task_id)
    connection.execute(
        delete(table).where(
            table.c.kind == kind, table.c.subject == subject, table.c.member_id == member_id
        )
    )


def _to_handling(row: Row[Any]) -> Handling:
    claimed_at = row._mapping.get("claimed_at")
    return Handling(
        task_id=f"{row.kind}:{row.subject}",
        member_id=row.member_id,
        state=HandlingState(row.state),
        at=to_moment(row.at),
        until=None if row.until is None else to_moment(row.until),
        claimed_at=None if claimed_at is None else to_moment(claimed_at),
    )
