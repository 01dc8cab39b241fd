"""Opening: addresses, migrations, and what is wrong with a database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text
from store_records import community, content, message

from matcher.domain import CommunityStateError, ConfigurationError, InputError
from matcher.store import default_url, open_store
from matcher.store._migrate import VERSION_TABLE
from matcher.store._schema import metadata


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection beside the store."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def described(connection: Connection) -> dict[str, object]:
    """Tables as the database itself describes them."""
    inspector = inspect(connection)
    return {
        table: (
            [
                (one["name"], str(one["type"]), one["nullable"], one["default"])
                for one in inspector.get_columns(table)
            ],
            inspector.get_pk_constraint(table),
            sorted(inspector.get_foreign_keys(table), key=lambda one: str(one["name"])),
            sorted(inspector.get_indexes(table), key=lambda one: str(one["name"])),
        )
        for table in inspector.get_table_names()
        if table != VERSION_TABLE
    }


def test_migrations_make_the_schema(url: str, new_url: Callable[[], str]) -> None:
    """Migrating from nothing gives exactly the tables that the code expects."""
    open_store(url).close()
    created = new_url()
    with connected(url) as migrated, connected(created) as direct:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(migrated, opts=options)
        assert compare_metadata(context, metadata) == []
        metadata.create_all(direct)
        assert described(migrated) == described(direct)


def test_opening_again_keeps_everything(url: str) -> None:
    """A database that was opened before is opened as it is."""
    with open_store(url) as store:
        store.import_source(community(message(1)))
        before = content(store)
    with open_store(url) as store:
        assert content(store) == before
        assert store.revision() == 1


def test_many_may_open_a_new_database_at_once(url: str) -> None:
    """Whoever comes second finds the tables of whoever came first."""
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [url] * 4))
    assert [store.is_empty() for store in stores] == [True] * 4
    for store in stores:
        store.close()


def test_a_newer_schema_is_refused(url: str) -> None:
    """A database of a newer version is not touched, and the remedy is to update."""
    open_store(url).close()
    with connected(url) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(CommunityStateError, match="新しい版"):
        open_store(url)


def test_a_foreign_database_is_refused(url: str) -> None:
    """Another program's database gets none of our tables."""
    with connected(url) as connection:
        connection.execute(text("CREATE TABLE bookmarks (address TEXT)"))
    with pytest.raises(InputError, match="別のソフトウェア"):
        open_store(url)
    with connected(url) as connection:
        assert inspect(connection).get_table_names() == ["bookmarks"]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A file of another kind is named, and stays as it is."""
    file = tmp_path / "members.csv"
    file.write_text("氏名,団体\n" * 200, encoding="utf-8")
    with pytest.raises(InputError, match="データベースとして読めません") as caught:
        open_store(f"sqlite:///{file}")
    assert caught.value.file == str(file)
    assert file.read_text(encoding="utf-8") == "氏名,団体\n" * 200


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """The folder of a new database need not exist."""
    open_store(f"sqlite:///{tmp_path}/a/b/community.db").close()
    assert (tmp_path / "a/b/community.db").is_file()


def test_a_place_that_cannot_hold_a_file(tmp_path: Path) -> None:
    """A folder that cannot be made, or a folder in the file's place: told with a remedy."""
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file" / "community.db", tmp_path):
        with pytest.raises(ConfigurationError) as caught:
            open_store(f"sqlite:///{place}")
        assert caught.value.file == str(place)
        assert caught.value.remedy


@pytest.mark.parametrize(
    "url",
    [
        "community.db",
        "mysql://localhost/community",
        "nosuch://x",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://hana:himitsu@localhost:port/community",
        "",
    ],
)
def test_wrong_addresses(url: str) -> None:
    """An address that cannot be used: an example of a right one, and never the password."""
    with pytest.raises(ConfigurationError) as caught:
        open_store(url)
    assert "sqlite:///" in caught.value.remedy
    assert "himitsu" not in str(caught.value)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    """No server at the address: told without the password."""
    with pytest.raises(ConfigurationError, match="接続できません") as caught:
        open_store(f"postgresql://hana:himitsu@/community?host={tmp_path}")
    assert "himitsu" not in str(caught.value)


def test_default_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment names the database, else it is a file in the user's data folder."""
    monkeypatch.setenv("MATCHER_DATABASE", "postgresql://localhost/community")
    assert default_url() == "postgresql://localhost/community"
    monkeypatch.delenv("MATCHER_DATABASE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    open_store(default_url()).close()
    assert (tmp_path / "michishirube" / "community.db").is_file()
