"""Alembic's entry: migrates on the connection that the caller opened, in its transaction."""

from alembic import context

from matcher.store._schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
)
with context.begin_transaction():
    context.run_migrations()
