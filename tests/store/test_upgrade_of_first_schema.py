"""A database of the first schema is upgraded and keeps every row of every table."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from matcher.domain import Account, AccountKind, Batch, Reaction, RoleKind
from matcher.sources.slack_api import SyncCursors, SyncStep
from matcher.store import StoreCounts, open_store
from matcher.store._engine import Database
from matcher.store._migrate import VERSION_TABLE, _config, upgrade

ROWS = """
INSERT INTO accounts VALUES ('U1', '青葉@架空市', 'member', '青葉 みのり', '総務課',
    'a@example.jp', TRUE, 1711962000000000);
INSERT INTO accounts VALUES ('U2', '受付', 'bot', '', '', '', FALSE, NULL);
INSERT INTO channels VALUES ('C1', '何でも相談', '困ったら', 1672531200000000, FALSE);
INSERT INTO memberships VALUES ('C1', 'U1', 1711962000000001);
INSERT INTO messages VALUES ('C1:1', 'C1', 'C1:1', 'U1', 1711962000000001, '𠮷野 <@U2>',
    '[{"name":"+1","count":2}]', TRUE);
INSERT INTO messages VALUES ('C1:2', 'C1', 'C1:1', NULL, 1711962000000002, '', '[]', FALSE);
INSERT INTO headings VALUES ('C1:1', 'C1', '見出し', TRUE);
INSERT INTO profiles VALUES ('U1', '383562', '総務課', '["gov-cloud"]', TRUE, FALSE, '[]',
    2, '2025-05-07');
INSERT INTO roles VALUES ('U1', 'ambassador', '2024-04-01', NULL);
INSERT INTO settings VALUES ('slack_team_id', 'T0KASOU01');
INSERT INTO counters VALUES ('revision', 41);
INSERT INTO forgotten VALUES ('9f86d081884c7d659a2feaa0c55ad015')
"""

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def tables(connection: Connection) -> Tables:
    """All rows of all tables."""
    return {
        name: sorted(
            (dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {name}"))),
            key=repr,
        )
        for name in inspect(connection).get_table_names()
        if name != VERSION_TABLE
    }


@pytest.fixture
def made_by_0001(url: str) -> Tables:
    """Make a database with the first schema alone, and tell all its rows."""
    database = Database(url)
    config = _config()
    with database.writing() as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "0001")
        for statement in ROWS.split(";"):
            connection.exec_driver_sql(statement)
        rows = tables(connection)
    database.close()
    return rows


def test_every_row_is_kept(url: str, made_by_0001: Tables) -> None:
    """All tables of 0001 hold the same rows after the upgrade, and none of them was empty."""
    assert "sync_cursors" not in made_by_0001
    assert all(made_by_0001.values())
    database = Database(url)
    upgrade(database)
    with database.reading() as connection:
        after = tables(connection)
    database.close()
    assert after["sync_cursors"] == []
    for name, rows in made_by_0001.items():
        known = rows[0].keys()
        assert [{key: row[key] for key in known} for row in after[name]] == rows


@pytest.mark.usefixtures("made_by_0001")
def test_an_upgraded_store_reads_and_synchronizes(url: str) -> None:
    """What was stored before is read as before, and a synchronization can begin."""
    with open_store(url) as store:
        assert store.counts() == StoreCounts(accounts=2, channels=1, messages=2)
        assert store.account("U2") == Account("U2", "受付", AccountKind.BOT, active=False)
        [first, second] = store.thread_messages("C1:1")
        assert (first.text, first.reactions) == ("𠮷野 <@U2>", (Reaction("+1", 2),))
        assert second.account_id is None
        assert store.profile("U1").interests == ("gov-cloud",)
        assert [role.kind for role in store.roles()] == [RoleKind.AMBASSADOR]
        assert store.setting("slack_team_id") == "T0KASOU01"
        assert store.revision() == 41
        with store.syncing() as syncing:
            syncing.keep(
                SyncStep(Batch(messages=(second,)), SyncCursors("T0KASOU01"), ("workspace",))
            )
        assert SyncCursors.from_entries(store.sync_entries()).team_id == "T0KASOU01"
        assert store.revision() == 41
