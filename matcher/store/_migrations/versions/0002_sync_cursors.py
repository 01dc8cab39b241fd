"""How far a workspace was read, and an index with which its steps find what vanished."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table of cursors and the index of messages by channel and time."""
    op.create_table(
        "sync_cursors",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sync_cursors"),
    )
    op.create_index("ix_messages_channel_id_posted_at", "messages", ["channel_id", "posted_at"])
