"""Where members worked from when to when."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table; where members worked before is known of nobody yet."""
    op.create_table(
        "tenures",
        sa.Column("member_id", _KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organization_code", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["accounts.account_id"], name="fk_tenures_member_id"
        ),
        sa.PrimaryKeyConstraint("member_id", "position", name="pk_tenures"),
    )
