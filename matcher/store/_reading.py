"""What can be read of a store, in one consistent state."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, Table, func, select

from matcher.domain import (
    Account,
    Message,
    Profile,
    Role,
    Tenure,
)
from matcher.store import _handlings, _sync, _tenures
from matcher.store import _schema as schema
from matcher.store._frames import to_frame
from matcher.store._values import (
    to_account,
    to_message,
    to_microseconds,
    to_moment,
    to_profile,
    to_role,
)

ORGANIZATIONS_NAMED = "organizations_named"
"""Setting: organizations that rosters named, one a line, though perhaps of nobody who is here."""

_ASKED_AT_ONCE = 500
"""Databases take a limited number of values in one statement, older SQLite 999."""


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much is stored; accounts include those of bots."""

    accounts: int
    channels: int
    messages: int


class Reading:
    """One state of the store: later changes are not seen until the reading ends.

    Get one from :meth:`matcher.store.Store.reading`; the methods of the same names on ``Store``
    are readings of their own. A reading belongs to one thread and blocks no writer.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self) -> int:
        """A number that grows with every change of what a build would see."""
        query = select(schema.counters.c.value).where(schema.counters.c.name == "revision")
        return self._connection.execute(query).scalar_one_or_none() or 0

    def counts(self) -> StoreCounts:
        """How much is stored."""
        return StoreCounts(
            *(
                self._connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.accounts, schema.channels, schema.messages)
            )
        )

    def is_empty(self) -> bool:
        """Whether nothing was imported yet; settings do not count."""
        tables = (schema.accounts, schema.channels, schema.messages)
        return not any(
            self._connection.execute(select(select(table).exists())).scalar_one()
            for table in tables
        )

    def setting(self, key: str) -> str | None:
        """The value of a setting, None when it was never set."""
        query = select(schema.settings.c.value).where(schema.settings.c.key == key)
        return self._connection.execute(query).scalar_one_or_none()

    def sync_entries(self) -> dict[str, str]:
        """How far a workspace was read by synchronizations, as text by key."""
        return _sync.entries_in(self._connection)

    def account(self, account_id: str) -> Account | None:
        """The account, None when there is none of that id."""
        query = select(schema.accounts).where(schema.accounts.c.account_id == account_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else to_account(row)

    def accounts(self) -> list[Account]:
        """All accounts, those of bots too, by id."""
        query = select(schema.accounts).order_by(schema.accounts.c.account_id)
        return [to_account(row) for row in self._connection.execute(query)]

    def profiles(self) -> list[Profile]:
        """The profiles that were saved, by member id."""
        query = select(schema.profiles).order_by(schema.profiles.c.member_id)
        return [to_profile(row) for row in self._connection.execute(query)]

    def organizations(self) -> frozenset[str]:
        """Every organization that a roster or a member named, now or before."""
        codes = (schema.profiles.c.organization_code, schema.tenures.c.organization_code)
        kept = {code for one in codes for code in self._connection.scalars(select(one).distinct())}
        named = (self.setting(ORGANIZATIONS_NAMED) or "").splitlines()
        return frozenset(kept.union(named) - {""})

    def roles(self) -> list[Role]:
        """All roles, past and future ones too, by member id, kind and start."""
        query = select(schema.roles).order_by(*schema.roles.primary_key)
        return [to_role(row) for row in self._connection.execute(query)]

    def tenures(self) -> Mapping[str, tuple[Tenure, ...]]:
        """Where members worked from when to when, in its order, by member id."""
        return _tenures.tenures_in(self._connection)

    def claims(self, since: datetime) -> dict[str, int]:
        """How many tasks each member took on since a moment; those with none are absent."""
        return _handlings.claims_in(self._connection, since)

    def texts(self, message_ids: Sequence[str]) -> dict[str, str]:
        """Texts of messages as stored, by id; ids that there are none of are absent."""
        messages = schema.messages.c
        texts: dict[str, str] = {}
        for first in range(0, len(message_ids), _ASKED_AT_ONCE):
            some = message_ids[first : first + _ASKED_AT_ONCE]
            query = select(messages.message_id, messages.text).where(messages.message_id.in_(some))
            texts |= {row.message_id: row.text for row in self._connection.execute(query)}
        return texts

    def thread_messages(self, thread_id: str) -> list[Message]:
        """The messages of a thread in the order of posting; empty when there is no such thread."""
        messages = schema.messages
        query = (
            select(messages)
            .where(messages.c.thread_id == thread_id)
            .order_by(messages.c.posted_at, messages.c.message_id)
        )
        return [to_message(row) for row in self._connection.execute(query)]

    def grown_threads(self, since: datetime) -> list[tuple[str, str, datetime]]:
        """Threads with replies since a moment: channel, thread, and the last reply's moment."""
        messages = schema.messages.c
        query = (
            select(messages.channel_id, messages.thread_id, func.max(messages.posted_at))
            .where(messages.posted_at >= to_microseconds(since))
            .where(messages.thread_id != messages.message_id)
            .group_by(messages.channel_id, messages.thread_id)
            .order_by(messages.channel_id, messages.thread_id)
        )
        rows = self._connection.execute(query)
        return [(channel_id, thread_id, to_moment(last)) for channel_id, thread_id, last in rows]

    def read_accounts(self) -> pd.DataFrame:
        """All accounts by id.

        Columns: account_id, name, kind, real_name, title, email, active, first_seen_at.
        """
        return self._frame(schema.accounts)

    def read_channels(self) -> pd.DataFrame:
        """All channels by id: channel_id, name, purpose, created_at, archived."""
        return self._frame(schema.channels)

    def read_memberships(self) -> pd.DataFrame:
        """Who is in which channel: channel_id, account_id, joined_at."""
        return self._frame(schema.memberships)

    def read_headings(self) -> pd.DataFrame:
        """Headings of threads by id: thread_id, channel_id, title, resolved."""
        return self._frame(schema.headings)

    def iter_messages(self, chunk: int = 50_000) -> Iterator[pd.DataFrame]:
        """All messages by posted_at and message_id, in frames of at most ``chunk`` rows.

        Columns: message_id, channel_id, thread_id, account_id, posted_at (datetime64[us, UTC]),
        text, reactions (JSON: ``[{"name": …, "count": …}]``), edited. Memory stays bounded by
        ``chunk``; without messages nothing is yielded.
        """
        messages = schema.messages
        query = select(messages).order_by(messages.c.posted_at, messages.c.message_id)
        options = {"yield_per": chunk}
        with self._connection.execute(query, execution_options=options) as result:
            for rows in result.partitions(chunk):
                yield to_frame(messages, rows)

    def _frame(self, table: Table) -> pd.DataFrame:
        query = select(table).order_by(*table.primary_key)
        return to_frame(table, self._connection.execute(query).all())
