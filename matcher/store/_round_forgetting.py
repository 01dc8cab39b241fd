"""Erases a member from mentoring rounds, from their history too."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from matcher.store import _schema as schema
from matcher.store._round_values import SOLUTION_KINDS

_entries = schema.round_entries
_PARTICIPANTS = ("mentee", "mentor")
_SENTENCES = ("notice", "told")
_WORDS = frozenset({"text", "reason", "why", "superior", "department"})
"""Fields that people write freely; an id in another field may hold the member's by chance."""


def forget_in_rounds(
    connection: Connection,
    account_id: str,
    names: Sequence[str],
    email: str,
    without: Callable[[str], str],
) -> None:
    """Erase who a member was in every round, and their name in others' words.

    It reads the messages: call it before the member's are erased.

    A row of a list is the member's when it bears their id or address; or their name, no address,
    and nobody else's id. A round that was not published yet loses its solution with them, because
    it rests on them; of a published one the other pairs stay.

    Args:
        connection: In a writing transaction.
        account_id: The member.
        names: Their names; empty ones are passed over.
        email: Their address, or empty.
        without: Takes their names and address out of a text.
    """
    messages = schema.messages.c
    written = select(messages.message_id).where(messages.account_id == account_id)
    threads = frozenset(connection.execute(written).scalars())
    for round_row in connection.execute(select(schema.rounds)).all():
        gone = _rows_of(connection, round_row.name, account_id, names, email)
        of_round = _entries.c.round == round_row.name
        for person in sorted(gone):
            about = (_entries.c.one == person) | (_entries.c.other == person)
            connection.execute(delete(_entries).where(of_round, about))
            _unname_revisions(connection, round_row.name, person)
        if gone and round_row.published_at is None:
            unfounded = _entries.c.kind.in_(SOLUTION_KINDS)
            connection.execute(delete(_entries).where(of_round, unfounded))
        if _erase_words(connection, round_row.name, gone, threads, without) or gone:
            # Who looks at the round now must look again before they write.
            rounds = schema.rounds
            connection.execute(
                update(rounds)
                .where(rounds.c.name == round_row.name)
                .values(version=rounds.c.version + 1)
            )


def _rows_of(
    connection: Connection, name: str, account_id: str, names: Iterable[str], email: str
) -> set[str]:
    """Ids, in a round, of the rows that are the member's."""
    address = email.casefold()
    spelled = {_plain(one) for one in names if _plain(one)}
    query = select(_entries.c.one, _entries.c.content).where(
        _entries.c.round == name, _entries.c.kind.in_(_PARTICIPANTS)
    )
    found = {account_id}
    for person, content in connection.execute(query):
        for row in json.loads(content):
            own = {person.casefold(), row["email"].casefold()} - {""}
            if address in own or (
                not row["email"]
                and _plain(row["name"]) in spelled
                and not _is_account(connection, person)
            ):
                found.add(person)
    named = (_entries.c.one.in_(found)) | (_entries.c.other.in_(found))
    query = select(_entries.c.one, _entries.c.other).where(_entries.c.round == name, named)
    return {person for row in connection.execute(query) for person in row} & found


def _plain(name: str) -> str:
    return "".join(name.split())


def _is_account(connection: Connection, account_id: str) -> bool:
    accounts = schema.accounts.c
    query = select(accounts.account_id).where(accounts.account_id == account_id)
    return connection.execute(query).first() is not None


def _unname_revisions(connection: Connection, name: str, person: str) -> None:
    revisions = schema.round_revisions
    for column in (revisions.c.mentee, revisions.c.mentor):
        connection.execute(
            update(revisions)
            .where(revisions.c.round == name, column == person)
            .values({column.name: ""})
        )


def _erase_words(
    connection: Connection,
    name: str,
    gone: Collection[str],
    threads: Collection[str],
    without: Callable[[str], str],
) -> bool:
    """Rewrite what is written about the member; tells whether anything was."""
    changed = False
    for row in connection.execute(select(_entries).where(_entries.c.round == name)).all():
        before = json.loads(row.content)
        if row.kind in _SENTENCES:
            after = [
                text
                for text in before
                if without(text) == text and not any(person in text for person in gone)
            ]
        else:
            after = [_rewritten(one, threads, without) for one in before]
        if after != before:
            _replace(connection, row, after)
            changed = True
    return changed


def _rewritten(value: Any, threads: Collection[str], without: Callable[[str], str]) -> Any:
    """A value whose free words do not name the member, and that leads to none of their threads."""
    if isinstance(value, list):
        kept = [one for one in value if not _leads_to(one, threads)]
        return [_rewritten(one, threads, without) for one in kept]
    if isinstance(value, dict):
        return {
            key: without(one)
            if key in _WORDS and isinstance(one, str)
            else _rewritten(one, threads, without)
            for key, one in value.items()
        }
    return value


def _leads_to(value: Any, threads: Collection[str]) -> bool:
    return isinstance(value, dict) and value.get("thread_id") in threads


def _replace(connection: Connection, row: Row[Any], content: Any) -> None:
    key = [column == row._mapping[column.name] for column in _entries.primary_key]
    connection.execute(
        update(_entries)
        .where(*key)
        .values(content=json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    )
