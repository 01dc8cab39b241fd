"""Connections: how a database is addressed, opened, read and written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from matcher.domain import ConfigurationError
from matcher.store._errors import explained

LOCK_TIMEOUT_SECONDS = 30.0
"""How long a writer waits for another one. The longest write is the swap at the end of a first
import (measured for 464,360 messages: 2.4 s on SQLite, 7.7 s on PostgreSQL)."""

_BEGIN = "michishirube_begin"
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
_EXAMPLES = (
    "「sqlite:////home/hana/community.db」か"
    "「postgresql://利用者名@サーバー/データベース名」の形で指定してください。"
)


def _parse(url: str) -> URL:
    """The address with the driver that this product uses.

    Raises:
        ConfigurationError: The address cannot be read, or names an unknown kind of database.
    """
    shown = url if "@" not in url else ""  # what cannot be parsed may hold a password
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError(
            "データベースのアドレスを読めません。", remedy=_EXAMPLES, value=shown
        ) from error
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise ConfigurationError(
            "この種類のデータベースは使えません。", remedy=_EXAMPLES, value=parsed.drivername
        )
    if driver.startswith("sqlite") and parsed.database in {None, "", ":memory:"}:
        raise ConfigurationError(
            "データベースのファイルが指定されていません。", remedy=_EXAMPLES, value=shown
        )
    return parsed.set(drivername=driver)


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            "データベースのフォルダーを作れません。",
            remedy="書き込める場所を指定してください。",
            file=str(file),
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver does
    for pragma in (
        f"busy_timeout = {int(LOCK_TIMEOUT_SECONDS * 1000)}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "journal_size_limit = 67108864",  # a large import leaves a large log behind otherwise
        "cache_size = -65536",  # KiB: indexes on random ids thrash in the default 2 MB
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


class Database:
    """A database that can be read in a consistent state and written by one at a time.

    Args:
        url: ``sqlite:///…`` or ``postgresql://…``.

    Raises:
        ConfigurationError: The address is wrong, or its driver is not installed.
    """

    def __init__(self, url: str) -> None:
        parsed = _parse(url)
        self.dialect = parsed.get_backend_name()
        self.label = parsed.set(drivername=self.dialect).render_as_string(hide_password=True)
        if self.dialect == "sqlite":
            self.label = str(parsed.database)
            _make_folder(Path(self.label))
        try:
            self._engine = create_engine(parsed, pool_pre_ping=self.dialect == "postgresql")
        except (ImportError, NoSuchModuleError) as error:
            raise ConfigurationError(
                "PostgreSQLに接続する部品がありません。",
                remedy="「pip install 'psycopg[binary]'」で入れてください。",
                value=self.label,
            ) from error
        if self.dialect == "sqlite":
            event.listen(self._engine, "connect", _set_up_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the database, however long the reading takes."""
        with explained(self.label), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing: an exception inside leaves the database as it was."""
        with (
            explained(self.label),
            self._engine.connect() as connection,
            self.exclusive(connection),
        ):
            yield connection

    @contextmanager
    def staging(self) -> Iterator[Connection]:
        """A connection of its own, whose temporary tables vanish with it. Begins nothing."""
        with explained(self.label), self._engine.connect() as connection:
            connection.detach()
            yield connection

    @contextmanager
    def exclusive(self, connection: Connection) -> Iterator[None]:
        """A writing transaction on a connection that has none."""
        connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            if self.dialect == "postgresql":
                milliseconds = int(LOCK_TIMEOUT_SECONDS * 1000)
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
            yield

    def compact(self) -> None:
        """Leave nothing of deleted rows on disk (SQLite), or to later readers (PostgreSQL)."""
        with explained(self.label):
            pooled = self._engine.raw_connection()
            try:
                connection: Any = pooled.driver_connection
                if self.dialect == "postgresql":
                    connection.autocommit = True
                connection.execute("VACUUM")
                if self.dialect == "sqlite":
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                pooled.invalidate()

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()
