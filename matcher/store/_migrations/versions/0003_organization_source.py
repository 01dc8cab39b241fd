"""Who said which organization a member works for; of older profiles nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column to the profiles."""
    op.add_column(
        "profiles",
        sa.Column("organization_source", sa.Text(), nullable=False, server_default=""),
    )
