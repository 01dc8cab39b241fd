"""Tables of the store.

Instants (``…_at``) are whole microseconds since 1970-01-01T00:00Z: exact and alike on every
database. Keys compare by code point on every database, so that "ordered by id" means one order.
"""

import hashlib

from sqlalchemy import (
    TEXT,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
staging_metadata = MetaData()

_Key = Text().with_variant(TEXT(collation="C"), "postgresql")

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", _Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("real_name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("first_seen_at", BigInteger),
)

channels = Table(
    "channels",
    metadata,
    Column("channel_id", _Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("created_at", BigInteger),
    Column("archived", Boolean, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("channel_id", _Key, ForeignKey("channels.channel_id"), primary_key=True),
    Column("account_id", _Key, ForeignKey("accounts.account_id"), primary_key=True),
    Column("joined_at", BigInteger),
    Index(None, "account_id"),
)

messages = Table(
    "messages",
    metadata,
    Column("message_id", _Key, primary_key=True),
    Column("channel_id", _Key, ForeignKey("channels.channel_id"), nullable=False),
    Column("thread_id", _Key, nullable=False),
    Column("account_id", _Key, ForeignKey("accounts.account_id")),
    Column("posted_at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("reactions", Text, nullable=False),
    Column("edited", Boolean, nullable=False),
    Index(None, "posted_at", "message_id"),
    Index(None, "channel_id", "posted_at"),
    Index(None, "thread_id"),
    Index(None, "account_id"),
)

headings = Table(
    "headings",
    metadata,
    Column("thread_id", _Key, primary_key=True),
    Column("channel_id", _Key, ForeignKey("channels.channel_id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("resolved", Boolean, nullable=False),
)

profiles = Table(
    "profiles",
    metadata,
    Column("member_id", _Key, ForeignKey("accounts.account_id"), primary_key=True),
    Column("organization_code", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("interests", Text, nullable=False),
    Column("solo_it", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("hidden_topics", Text, nullable=False),
    Column("weekly_limit", Integer, nullable=False),
    Column("away_until", Date),
    Column("organization_source", Text, nullable=False, server_default=""),
)

roles = Table(
    "roles",
    metadata,
    Column("member_id", _Key, ForeignKey("accounts.account_id"), primary_key=True),
    Column("kind", _Key, primary_key=True),
    Column("starts_on", Date, primary_key=True),
    Column("ends_on", Date),
)

handlings = Table(
    "handlings",
    metadata,
    Column("kind", _Key, primary_key=True),
    Column("subject", _Key, primary_key=True),
    Column("member_id", _Key, ForeignKey("accounts.account_id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("claimed_at", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("until", BigInteger),
)

set_asides = Table(
    "set_asides",
    metadata,
    Column("kind", _Key, primary_key=True),
    Column("subject", _Key, primary_key=True),
    Column("member_id", _Key, ForeignKey("accounts.account_id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("until", BigInteger),
)

starred_channels = Table(
    "starred_channels",
    metadata,
    Column("member_id", _Key, ForeignKey("accounts.account_id"), primary_key=True),
    Column("channel_id", _Key, ForeignKey("channels.channel_id"), primary_key=True),
    Column("starred_at", BigInteger, nullable=False),
)

tenures = Table(
    "tenures",
    metadata,
    Column("member_id", _Key, ForeignKey("accounts.account_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("organization_code", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("begins_on", Date),
    Column("ends_on", Date),
    Column("source", Text, nullable=False),
)

rounds = Table(
    "rounds",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("follows", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("published_at", BigInteger),
    Column("published_revision", Integer, nullable=False),
    Column("closed_at", BigInteger),
)

round_revisions = Table(
    "round_revisions",
    metadata,
    Column("round", _Key, ForeignKey("rounds.name"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("change", Text, nullable=False),
    Column("mentee", Text, nullable=False),
    Column("mentor", Text, nullable=False),
)

round_entries = Table(
    "round_entries",
    metadata,
    Column("round", _Key, ForeignKey("rounds.name"), primary_key=True),
    Column("kind", _Key, primary_key=True),
    Column("one", _Key, primary_key=True),
    Column("other", _Key, primary_key=True),
    Column("since", Integer, primary_key=True, autoincrement=False),
    Column("until", Integer),
    Column("content", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("value", Text, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

sync_cursors = Table(
    "sync_cursors",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("value", Text, nullable=False),
)

forgotten = Table("forgotten", metadata, Column("account_sha256", _Key, primary_key=True))


def account_sha256(account_id: str) -> str:
    """What is kept of a forgotten account, to recognise it in a later import."""
    return hashlib.sha256(account_id.encode()).hexdigest()


def _staged(table: Table) -> Table:
    return Table(
        f"staged_{table.name}",
        staging_metadata,
        *(
            Column(column.name, column.type, primary_key=column.primary_key)
            for column in table.columns
        ),
        prefixes=["TEMPORARY"],
    )


IMPORTED = (accounts, channels, memberships, headings, messages)
"""What sources deliver; those that are named come before those that name them."""

STAGED = {table.name: _staged(table) for table in IMPORTED}
"""Where an import collects before it touches the real tables, by the real table's name."""
