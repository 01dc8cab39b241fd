"""A table of texts, whatever kind of file it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts.

    Attributes:
        name: Of the worksheet, empty for CSV.
        cells: Rows from the file's first one on, so that row ``i`` is what Excel shows as i + 1.
        merges: Merged cells; only the first of them holds the text.
        hidden_rows: How many rows with content are hidden.
    """

    name: str
    cells: Sequence[Sequence[str]]
    merges: Sequence[Merge] = ()
    hidden_rows: int = 0

    def text(self, row: int, column: int) -> str:
        """The text of a cell, empty outside the table."""
        cells = self.cells[row]
        return cells[column] if column < len(cells) else ""

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.cells), default=0)


def column_letters(index: int) -> str:
    """A column's name in Excel.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    rest = index + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
