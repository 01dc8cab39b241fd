"""Brings a database to the schema of this version of the product."""

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from matcher.domain import CommunityStateError, InputError
from matcher.store._engine import Database

VERSION_TABLE = "michishirube_version"

_alembic = Lock()  # its context is global to the process


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("_migrations")))
    return config


def _version(connection: Connection) -> str | None:
    options = {"version_table": VERSION_TABLE}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


def upgrade(database: Database) -> None:
    """Migrate to the newest schema; the steps and the record of them are one transaction.

    A database that is up to date is only read, so that opening never waits for a writer.

    Raises:
        InputError: The database belongs to another program.
        CommunityStateError: It was made by a newer version of the product.
    """
    script = ScriptDirectory.from_config(_config())
    if _is_current(database, script):
        return
    try:
        _run(database)
    except DBAPIError:
        # Someone else may have opened the same new database at the same moment and won.
        if not _is_current(database, script):
            raise


def _is_current(database: Database, script: ScriptDirectory) -> bool:
    with database.reading() as connection:
        version = _version(connection)
        foreign = version is None and bool(inspect(connection).get_table_names())
    if foreign:
        raise InputError(
            "このデータベースは別のソフトウェアのものです。",
            remedy="空のデータベースか、新しいファイルを指定してください。",
            file=database.label,
        )
    known = {revision.revision for revision in script.walk_revisions()}
    if version is not None and version not in known:
        raise CommunityStateError(
            "このデータベースは、より新しい版の道しるべで作られています。",
            remedy="道しるべを新しい版にしてから開いてください。",
            file=database.label,
            value=version,
        )
    return version == script.get_current_head()


def _run(database: Database) -> None:
    config = _config()
    with _alembic, database.writing() as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "head")
