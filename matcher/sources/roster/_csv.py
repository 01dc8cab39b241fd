"""CSV files as tables, however they are separated."""

import csv
import io
import re

from matcher.domain import InputError
from matcher.sources.roster._sheets import Sheet

# What Excel is told to keep a text as it is: ="0001".
_FORCED_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def separators(text: str) -> list[str]:
    """Signs that can separate the cells: the comma first, then those that occur."""
    return [",", *(sign for sign in "\t;" if sign in text)]


def csv_sheet(text: str, separator: str, file: str) -> Sheet:
    """The table of a CSV text.

    Raises:
        InputError: A quotation mark is not closed; the error names the row.
    """
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows.extend([_plain(cell) for cell in row] for row in reader)
    except csv.Error as error:
        raise InputError(
            "CSVとして読めません。",
            remedy='「"」の閉じ忘れがないか確かめてください。'
            '値の中の「"」は「""」と2つ続けて書きます。',
            file=file,
            place=f"{len(rows) + 1:,}行目",
        ) from error
    return Sheet("", rows)


def _plain(cell: str) -> str:
    forced = _FORCED_TEXT.fullmatch(cell.strip()) if cell.startswith("=") else None
    return forced[1] if forced else cell
