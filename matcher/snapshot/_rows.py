"""Where in a table something stands: found once, so that no question has to look through it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class RowsBy:
    """Rows of a table by the number that stands in one of its columns (an inverted index).

    Attributes:
        rows: All rows, those of number 0 first; of one number in the order of the table.
        starts: Where in ``rows`` each number begins, and the end of the last one.
    """

    rows: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    def of(self, number: int) -> npt.NDArray[np.int64]:
        """Rows in which a number stands, in the order of the table."""
        return self.rows[self.starts[number] : self.starts[number + 1]]


def rows_by(
    numbers: npt.ArrayLike, count: int, *, rows: npt.NDArray[np.int64] | None = None
) -> RowsBy:
    """Find the rows of every number.

    Args:
        numbers: The column; what is negative stands for nobody and is left out.
        count: How many numbers there are.
        rows: The rows that the numbers stand in, where they are not all the rows in order.
    """
    column = np.asarray(numbers)
    order = np.argsort(column, kind="stable")
    starts = np.searchsorted(column[order], np.arange(count + 1))
    return RowsBy(order if rows is None else rows[order], starts)
