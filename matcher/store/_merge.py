"""How what is stored and what an import brings become one."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, true

from matcher.domain import AccountKind
from matcher.store._upsert import Columns, Merge

_Merged = tuple[dict[str, ColumnElement[Any]], ColumnElement[bool]]


def _earliest(old: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((old.is_(None), new), (new < old, new), else_=old)


def _take(new: Columns, *names: str) -> dict[str, ColumnElement[Any]]:
    return {name: new[name] for name in names}


def _accounts(old: Columns, new: Columns) -> _Merged:
    values = {
        **_take(new, "name", "kind", "real_name", "title", "active"),
        # Some ways out of Slack leave addresses out; that does not make them unknown.
        "email": func.coalesce(func.nullif(new.email, ""), old.email),
        "first_seen_at": _earliest(old.first_seen_at, new.first_seen_at),
    }
    unknown = AccountKind.UNKNOWN.value
    return values, or_(new.kind != unknown, old.kind == unknown)


def _channels(old: Columns, new: Columns) -> _Merged:
    values = {
        **_take(new, "name", "purpose", "archived"),
        "created_at": func.coalesce(new.created_at, old.created_at),
    }
    return values, true()


def _memberships(old: Columns, new: Columns) -> _Merged:
    return {"joined_at": _earliest(old.joined_at, new.joined_at)}, true()


def _headings(_old: Columns, new: Columns) -> _Merged:
    return _take(new, "channel_id", "title", "resolved"), true()


def _messages(old: Columns, new: Columns) -> _Merged:
    values = {
        **_take(new, "channel_id", "thread_id", "posted_at", "text", "reactions", "edited"),
        "account_id": func.coalesce(new.account_id, old.account_id),
    }
    # Exports come in any order: one from before the edit must not undo it.
    return values, not_(and_(old.edited, not_(new.edited)))


MERGE: dict[str, Merge] = {
    "accounts": _accounts,
    "channels": _channels,
    "memberships": _memberships,
    "headings": _headings,
    "messages": _messages,
}
"""The rule of each imported table."""


def as_if_first(merge: Merge) -> Merge:
    """The rule for what is older than what is stored: as if it had come in before it."""

    def merged(stored: Columns, older: Columns) -> _Merged:
        values, applies = merge(older, stored)
        return {
            name: case((applies, value), else_=older[name]) for name, value in values.items()
        }, true()

    return merged


def replace(old: Columns, new: Columns) -> _Merged:
    """The new row takes the stored one's place."""
    keys = {column.name for column in old if column.primary_key}
    return _take(new, *(column.name for column in old if column.name not in keys)), true()


def keep(old: Columns, _new: Columns) -> _Merged:
    """What is stored stays."""
    return _take(old, *(column.name for column in old if not column.primary_key)), true()


def count_up(old: Columns, _new: Columns) -> _Merged:
    """The stored value grows by one."""
    return {"value": old["value"] + 1}, true()
