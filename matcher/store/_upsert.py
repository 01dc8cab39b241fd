"""Insert or merge: the one statement that SQLite and PostgreSQL do not spell alike."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import ReadOnlyColumnCollection

Columns = ReadOnlyColumnCollection[str, Any]
Merge = Callable[[Columns, Columns], tuple[Mapping[str, ColumnElement[Any]], ColumnElement[bool]]]
"""From the stored and the new row: the columns to set, and when to set them at all."""

_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def upsert(
    dialect: str, table: Table, merge: Merge, rows: Select[Any] | None = None
) -> sqlite.Insert | postgresql.Insert:
    """Insert rows; a row whose key exists is merged.

    Rows that the merge would leave as they are, are not written: the statement's row count is
    the number of rows that are new or changed.

    Args:
        dialect: Name of the database's dialect.
        table: Where to; its primary key decides what exists.
        merge: How a stored and a new row become one.
        rows: Where from; None when the values come with the execution.
    """
    statement = _INSERT[dialect](table)
    if rows is not None:
        statement = statement.from_select([column.name for column in rows.selected_columns], rows)
    values, applies = merge(table.c, statement.excluded)
    changed = or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_=values, where=and_(applies, changed)
    ).execution_options(preserve_rowcount=True)
