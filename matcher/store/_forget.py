"""Erases a member: what they wrote, what was kept of them, and their name in others' words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, or_, select, union, update

from matcher.domain import Batch, Message
from matcher.store import _schema as schema
from matcher.store._counters import advance
from matcher.store._engine import Database
from matcher.store._handlings import forget_handlings
from matcher.store._round_forgetting import forget_in_rounds

NOBODY = "forgotten"
"""Stands in others' messages where a forgotten member was mentioned; nobody's id."""

SHORTEST_NAME = 4
"""A shorter name is erased from others' words only where an @ or a form of address marks it."""

_MENTION = re.compile(r"<@([^>|]+)(\|[^>]*)?>")
_ADDRESSED = "(?:さん|様|さま|氏|くん|ちゃん|先生|-san)"


def forget(database: Database, account_id: str) -> int:
    """Erase an account and leave a tombstone; see :meth:`matcher.store.Store.forget`."""
    accounts, messages, memberships = schema.accounts, schema.messages, schema.memberships
    with database.writing() as connection:
        advance(database.dialect, connection, "imports")
        advance(database.dialect, connection, "rounds")
        row = connection.execute(select(accounts).where(accounts.c.account_id == account_id)).one()
        # How far a channel was read is told by the moments of posts, the member's among them.
        places = union(
            select(messages.c.channel_id).where(messages.c.account_id == account_id),
            select(memberships.c.channel_id).where(memberships.c.account_id == account_id),
        )
        connection.execute(delete(schema.sync_cursors).where(schema.sync_cursors.c.key.in_(places)))
        forget_handlings(connection, account_id)
        names = [row.name, row.real_name]
        # A bare id may be a number that stands for something else in what is said of a pair.
        unnamed = _eraser(f"<@{account_id}>", names, row.email)
        forget_in_rounds(connection, account_id, names, row.email, unnamed)
        erased = connection.execute(
            delete(messages).where(messages.c.account_id == account_id)
        ).rowcount
        for table, key in (
            (memberships, memberships.c.account_id),
            (schema.profiles, schema.profiles.c.member_id),
            (schema.roles, schema.roles.c.member_id),
            (schema.tenures, schema.tenures.c.member_id),
            (schema.starred_channels, schema.starred_channels.c.member_id),
        ):
            connection.execute(delete(table).where(key == account_id))
        without = _eraser(account_id, [row.name, row.real_name], row.email)
        _erase_words(connection, account_id, [row.name, row.real_name, row.email], without)
        connection.execute(delete(accounts).where(accounts.c.account_id == account_id))
        advance(database.dialect, connection, "revision")
        tombstone = {"account_sha256": schema.account_sha256(account_id)}
        connection.execute(insert(schema.forgotten).values(tombstone))
    database.compact()
    return erased


def tombstones_in(connection: Connection) -> frozenset[str]:
    """SHA-256 of the ids of all forgotten accounts."""
    return frozenset(connection.execute(select(schema.forgotten.c.account_sha256)).scalars())


def without_forgotten(batch: Batch, tombstones: frozenset[str]) -> Batch:
    """The batch with mentions of forgotten members turned into mentions of nobody."""
    if not tombstones:
        return batch
    return replace(batch, messages=tuple(_unmention(one, tombstones) for one in batch.messages))


def _unmention(message: Message, tombstones: frozenset[str]) -> Message:
    if "<@" not in message.text:
        return message

    def named(match: re.Match[str]) -> str:
        forgotten = schema.account_sha256(match.group(1)) in tombstones
        return f"<@{NOBODY}>" if forgotten else match.group()

    return replace(message, text=_MENTION.sub(named, message.text))


def _eraser(account_id: str, names: Iterable[str], email: str) -> Callable[[str], str]:
    patterns = [re.compile(rf"<@{re.escape(account_id)}(?:\|[^>]*)?>|{re.escape(account_id)}")]
    if email:
        patterns.append(re.compile(re.escape(email), re.IGNORECASE))
    for name in sorted(set(filter(None, names)), key=len, reverse=True):
        exact = re.escape(name)
        anywhere = len(name) >= SHORTEST_NAME
        patterns.append(
            re.compile(exact if anywhere else rf"(?<=@){exact}|{exact}(?=\s?{_ADDRESSED})")
        )

    def erase(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(f"<@{NOBODY}>", text)
        return text

    return erase


def _erase_words(
    connection: Connection, account_id: str, names: Iterable[str], without: Callable[[str], str]
) -> None:
    """Rewrite what others wrote about the member; a rewritten message counts as edited."""
    traces = [account_id, *filter(None, names)]
    for table, key, column in (
        (schema.messages, schema.messages.c.message_id, schema.messages.c.text),
        (schema.headings, schema.headings.c.thread_id, schema.headings.c.title),
        (schema.channels, schema.channels.c.channel_id, schema.channels.c.purpose),
        (schema.accounts, schema.accounts.c.account_id, schema.accounts.c.title),
    ):
        held = or_(*(column.icontains(trace, autoescape=True) for trace in traces))
        for identifier, text in connection.execute(select(key, column).where(held)).all():
            erased = without(text)
            if erased == text:
                continue
            values: dict[str, str | bool] = {column.name: erased}
            if table is schema.messages:
                values["edited"] = True
            connection.execute(update(table).where(key == identifier).values(values))
