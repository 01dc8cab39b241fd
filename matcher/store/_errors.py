"""What databases complain about, in words that the person in front of the screen can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from matcher.domain import CommunityStateError, ConfigurationError, InputError, MatcherError

_NOT_WRITABLE = (
    ConfigurationError,
    "データベースを開けないか、書き込めません。",
    "フォルダーとファイルに書き込む権限があるか、綴りが正しいかを確かめてください。",
)
_UNREADABLE = (
    InputError,
    "このファイルはデータベースとして読めません。",
    "別のファイルを指定するか、バックアップから戻してください。",
)
_BUSY = (
    CommunityStateError,
    "ほかの処理が書き込んでいるため、記録できませんでした。",
    "その処理が終わってから、もう一度実行してください。",
)
_FULL = (
    CommunityStateError,
    "ディスクに空きがないため、記録できませんでした。",
    "空きを作ってから、もう一度実行してください。",
)
_UNREACHABLE = (
    ConfigurationError,
    "データベースのサーバーに接続できません。",
    "サーバーが動いているか、アドレス・利用者名・パスワードが正しいかを確かめてください。",
)

_BY_CODE: tuple[tuple[str, tuple[type[MatcherError], str, str]], ...] = (
    ("SQLITE_BUSY", _BUSY),
    ("SQLITE_LOCKED", _BUSY),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_NOTADB", _UNREADABLE),
    ("SQLITE_CORRUPT", _UNREADABLE),
    ("SQLITE_CANTOPEN", _NOT_WRITABLE),
    ("SQLITE_READONLY", _NOT_WRITABLE),
    ("SQLITE_PERM", _NOT_WRITABLE),
    ("55P03", _BUSY),  # lock_not_available
    ("40P01", _BUSY),  # deadlock_detected
    ("53100", _FULL),  # disk_full
    ("42501", _NOT_WRITABLE),  # insufficient_privilege
    ("25006", _NOT_WRITABLE),  # read_only_sql_transaction
    ("08", _UNREACHABLE),  # connection exceptions
    ("28", _UNREACHABLE),  # invalid authorization
    ("3D000", _UNREACHABLE),  # no such database
    ("53300", _UNREACHABLE),  # too many connections
    ("57P", _UNREACHABLE),  # the server is starting or stopping
)


@contextmanager
def explained(database: str) -> Iterator[None]:
    """Turn the database errors that have a remedy into ours; others pass as they are.

    Args:
        database: The database as the person knows it, without a password.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
        if code is None and type(cause).__name__ == "OperationalError":
            code = "08"  # psycopg gives no code when there was no connection at all
        for prefix, (kind, what, remedy) in _BY_CODE:
            if code and code.startswith(prefix):
                raise kind(what, remedy=remedy, file=database) from error
        raise
