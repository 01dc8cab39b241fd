"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, _KEY, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _names(table: str, column: str, other: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Create all tables."""
    _create_imported()
    _create_said()


def _create_imported() -> None:
    op.create_table(
        "accounts",
        _key("account_id"),
        _text("name"),
        _text("kind"),
        _text("real_name"),
        _text("title"),
        _text("email"),
        _flag("active"),
        _moment("first_seen_at"),
        _primary("accounts", "account_id"),
    )
    op.create_table(
        "channels",
        _key("channel_id"),
        _text("name"),
        _text("purpose"),
        _moment("created_at"),
        _flag("archived"),
        _primary("channels", "channel_id"),
    )
    op.create_table(
        "memberships",
        _key("channel_id"),
        _key("account_id"),
        _moment("joined_at"),
        _primary("memberships", "channel_id", "account_id"),
        _names("memberships", "channel_id", "channels", "channel_id"),
        _names("memberships", "account_id", "accounts", "account_id"),
    )
    op.create_index("ix_memberships_account_id", "memberships", ["account_id"])
    op.create_table(
        "messages",
        _key("message_id"),
        _key("channel_id"),
        _key("thread_id"),
        _key("account_id", nullable=True),
        _moment("posted_at", nullable=False),
        _text("text"),
        _text("reactions"),
        _flag("edited"),
        _primary("messages", "message_id"),
        _names("messages", "channel_id", "channels", "channel_id"),
        _names("messages", "account_id", "accounts", "account_id"),
    )
    op.create_index("ix_messages_posted_at_message_id", "messages", ["posted_at", "message_id"])
    op.create_index("ix_messages_thread_id", "messages", ["thread_id"])
    op.create_index("ix_messages_account_id", "messages", ["account_id"])
    op.create_table(
        "headings",
        _key("thread_id"),
        _key("channel_id"),
        _text("title"),
        _flag("resolved"),
        _primary("headings", "thread_id"),
        _names("headings", "channel_id", "channels", "channel_id"),
    )


def _create_said() -> None:
    op.create_table(
        "profiles",
        _key("member_id"),
        _text("organization_code"),
        _text("department"),
        _text("interests"),
        _flag("solo_it"),
        _flag("hidden"),
        _text("hidden_topics"),
        sa.Column("weekly_limit", sa.Integer(), nullable=False),
        sa.Column("away_until", sa.Date()),
        _primary("profiles", "member_id"),
        _names("profiles", "member_id", "accounts", "account_id"),
    )
    op.create_table(
        "roles",
        _key("member_id"),
        _key("kind"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        _primary("roles", "member_id", "kind", "starts_on"),
        _names("roles", "member_id", "accounts", "account_id"),
    )
    op.create_table("settings", _key("key"), _text("value"), _primary("settings", "key"))
    op.create_table(
        "counters",
        _key("name"),
        _moment("value", nullable=False),
        _primary("counters", "name"),
    )
    op.create_table("forgotten", _key("account_sha256"), _primary("forgotten", "account_sha256"))
