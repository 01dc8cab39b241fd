"""What ambassadors took on, and which channels members starred."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


_KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "handlings",
        sa.Column("kind", _KEY, nullable=False),
        sa.Column("subject", _KEY, nullable=False),
        sa.Column("member_id", _KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["member_id"], ["accounts.account_id"], name="fk_handlings_member_id"
        ),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_handlings"),
    )
    op.create_table(
        "set_asides",
        sa.Column("kind", _KEY, nullable=False),
        sa.Column("subject", _KEY, nullable=False),
        sa.Column("member_id", _KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["member_id"], ["accounts.account_id"], name="fk_set_asides_member_id"
        ),
        sa.PrimaryKeyConstraint("kind", "subject", "member_id", name="pk_set_asides"),
    )
    op.create_table(
        "starred_channels",
        sa.Column("member_id", _KEY, nullable=False),
        sa.Column("channel_id", _KEY, nullable=False),
        sa.Column("starred_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["accounts.account_id"], name="fk_starred_channels_member_id"
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.channel_id"], name="fk_starred_channels_channel_id"
        ),
        sa.PrimaryKeyConstraint("member_id", "channel_id", name="pk_starred_channels"),
    )
