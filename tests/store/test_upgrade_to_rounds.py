"""A database from before mentoring rounds gets their tables and keeps what it holds."""

from alembic import command
from sqlalchemy import text
from store_records import START
from store_rounds import NAME, SOLVED

from matcher.store import open_store
from matcher.store._engine import Database
from matcher.store._migrate import VERSION_TABLE, _config


def test_rounds_can_be_kept_after_an_upgrade(url: str) -> None:
    """Rounds of a database of schema 0004 are kept like those of a new one."""
    database = Database(url)
    config = _config()
    with database.writing() as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "0004")
        connection.execute(text("INSERT INTO settings VALUES ('slack_team_id', 'T1')"))
    database.close()
    with open_store(url) as store:
        assert store.rounds.all() == []
        store.rounds.create(NAME, SOLVED, at=START)
        assert store.rounds.get(NAME).solution == SOLVED.solution
        assert store.setting("slack_team_id") == "T1"
