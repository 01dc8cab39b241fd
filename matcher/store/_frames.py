"""Rows as data frames, with the same types whether there are rows or not."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Boolean, Column, Row, Table

_NOT_A_TIME = np.iinfo(np.int64).min


def _moments(values: Sequence[int | None]) -> "pd.Series[Any]":
    microseconds = np.fromiter(
        (_NOT_A_TIME if value is None else value for value in values), np.int64, len(values)
    )
    return pd.Series(microseconds.view("datetime64[us]")).dt.tz_localize("UTC")


def _series(column: Column[Any], values: Sequence[Any]) -> "pd.Series[Any]":
    if isinstance(column.type, BigInteger):
        return _moments(values)
    return pd.Series(values, dtype="bool" if isinstance(column.type, Boolean) else "str")


def to_frame(table: Table, rows: Sequence[Row[Any]]) -> pd.DataFrame:
    """All columns of an imported table: text, flags, and instants in UTC with microseconds."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return pd.DataFrame(
        {
            column.name: _series(column, values)
            for column, values in zip(table.columns, columns, strict=True)
        }
    )
