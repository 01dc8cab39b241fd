"""Mentoring rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "rounds",
        sa.Column("name", _KEY, nullable=False),
        sa.Column("follows", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger()),
        sa.Column("published_revision", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("name", name="pk_rounds"),
    )
    op.create_table(
        "round_revisions",
        sa.Column("round", _KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("mentee", sa.Text(), nullable=False),
        sa.Column("mentor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"], name="fk_round_revisions_round"),
        sa.PrimaryKeyConstraint("round", "number", name="pk_round_revisions"),
    )
    op.create_table(
        "round_entries",
        sa.Column("round", _KEY, nullable=False),
        sa.Column("kind", _KEY, nullable=False),
        sa.Column("one", _KEY, nullable=False),
        sa.Column("other", _KEY, nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"], name="fk_round_entries_round"),
        sa.PrimaryKeyConstraint("round", "kind", "one", "other", "since", name="pk_round_entries"),
    )
