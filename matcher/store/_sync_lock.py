"""Lets one process at a time read from Slack into a database."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from matcher.domain import CommunityStateError
from matcher.store._engine import Database
from matcher.store._errors import explained

_KEY = "(hashtextextended('michishirube sync ' || current_schema(), 0))"
_TAKE = text(f"SELECT pg_try_advisory_lock{_KEY}")
_FREE = text(f"SELECT pg_advisory_unlock{_KEY}")


@contextmanager
def only_one(database: Database) -> Iterator[None]:
    """Hold the lock; it is free again when the process ends, however it ends.

    Writers are not concerned: the lock is held for hours, outside of any transaction. On
    PostgreSQL it is an advisory lock of a connection. On SQLite it is a lock on an empty file
    beside the database (``….sync``), which stays: who removed it could let a third one in.

    Raises:
        CommunityStateError: Someone else holds it.
    """
    hold = _on_sqlite if database.dialect == "sqlite" else _on_postgresql
    with hold(database):
        yield


@contextmanager
def _on_sqlite(database: Database) -> Iterator[None]:
    file = f"{database.label}.sync"
    with ExitStack() as stack:
        with explained(file):
            held = sqlite3.connect(file, timeout=0, isolation_level=None)
            stack.enter_context(closing(held))
            try:
                held.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY":
                    raise
                raise _taken(database) from None
        yield


@contextmanager
def _on_postgresql(database: Database) -> Iterator[None]:
    with database.staging() as connection:
        # The lock is the connection's: no transaction stays open for hours, which would keep the
        # server from cleaning up.
        with connection.begin():
            free = connection.execute(_TAKE).scalar_one()
        if not free:
            raise _taken(database)
        try:
            yield
        finally:
            # The server notices a closed connection only a moment later; a broken one has no lock.
            with suppress(DBAPIError), connection.begin():
                connection.execute(_FREE)


def _taken(database: Database) -> CommunityStateError:
    return CommunityStateError(
        "このデータベースには、いまSlackから別の読み込みをしています。",
        remedy="それが終わってから、もう一度実行してください。"
        "同期は Ctrl-C で止めても、次に続きから読み込みます。",
        file=database.label,
    )
