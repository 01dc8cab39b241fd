"""Erases a member: what they wrote, what was kept of them, and their name in others' words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, or_, select, union, update

from matcher.domain import Account, Batch
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
_PLACE = re.compile("[@＠/／(（]")
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


class Erasing:
    """Takes forgotten members out of what others wrote, batch by batch as a source delivers it.

    A source that still lists a forgotten member tells their names, which the tombstone does not.

    Args:
        tombstones: SHA-256 of their ids.
    """

    def __init__(self, tombstones: frozenset[str]) -> None:
        self.tombstones = tombstones
        self._traces: dict[str, str] = {}
        self._named: re.Pattern[str] | None = None

    def without(self, batch: Batch) -> Batch:
        """The batch with what is said of forgotten members turned into mentions of nobody."""
        if not self.tombstones:
            return batch
        self._learn(batch.accounts)
        return replace(
            batch,
            accounts=tuple(replace(one, title=self._erase(one.title)) for one in batch.accounts),
            channels=tuple(
                replace(one, purpose=self._erase(one.purpose)) for one in batch.channels
            ),
            headings=tuple(replace(one, title=self._erase(one.title)) for one in batch.headings),
            messages=tuple(replace(one, text=self._erase(one.text)) for one in batch.messages),
        )

    def _learn(self, accounts: Iterable[Account]) -> None:
        told = {
            one.account_id: _traces(one.account_id, (one.name, one.real_name), one.email)
            for one in accounts
            if self._is_forgotten(one.account_id)
        }
        if told:
            self._traces |= told
            self._named = re.compile("|".join(self._traces.values()))

    def _is_forgotten(self, account_id: str) -> bool:
        return schema.account_sha256(account_id) in self.tombstones

    def _erase(self, text: str) -> str:
        if "<@" in text:
            text = _MENTION.sub(
                lambda match: f"<@{NOBODY}>" if self._is_forgotten(match[1]) else match[0], text
            )
        return self._named.sub(f"<@{NOBODY}>", text) if self._named else text


def _eraser(account_id: str, names: Iterable[str], email: str) -> Callable[[str], str]:
    pattern = re.compile(_traces(account_id, names, email))
    return lambda text: pattern.sub(f"<@{NOBODY}>", text)


def _traces(account_id: str, names: Iterable[str], email: str) -> str:
    """A pattern of all that tells of an account in others' words."""
    identifier = re.escape(account_id)
    found = [
        rf"<@{identifier}(?:\|[^>]*)?>",
        rf"<https?://[^<>|]*/team/{identifier}(?:\|[^<>]*)?>",
        identifier,
    ]
    if email:
        address = re.escape(email)
        found.append(rf"(?i:<mailto:{address}(?:\|[^<>]*)?>|{address})")
    for name in sorted(_spoken(names), key=len, reverse=True):
        exact = r"\s*".join(map(re.escape, name.split()))
        anywhere = len("".join(name.split())) >= SHORTEST_NAME
        found.append(exact if anywhere else rf"(?<=@){exact}|{exact}(?=\s?{_ADDRESSED})")
    return "|".join(found)


def _spoken(names: Iterable[str]) -> set[str]:
    """Names as they are written, and long ones also without the place behind the @."""
    spoken: set[str] = set()
    for name in names:
        person = _PLACE.split(name, maxsplit=1)[0]
        spoken |= {name, person} if len("".join(person.split())) >= SHORTEST_NAME else {name}
    return {name for name in spoken if name.strip()}


def _erase_words(
    connection: Connection, account_id: str, names: Iterable[str], without: Callable[[str], str]
) -> None:
    """Rewrite what others wrote about the member; a rewritten message counts as edited."""
    # The rarest part of a name, however it is written.
    parts = (max(_PLACE.split(name)[0].split() or [name], key=len) for name in names if name)
    traces = [account_id, *parts]
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
