"""Rosters written on the spot, as bytes, and read."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import RosterReading
from matcher.sources import read_roster

Rows = Iterable[Sequence[object]]


def read_csv(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> RosterReading:
    """Write rows as CSV in an encoding and read them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return read_roster(text.getvalue().encode(encoding), name="名簿.csv")


def read_xlsx(
    rows: Rows,
    finish: Callable[[Worksheet], None] = lambda sheet: None,
    merges: Iterable[str] = (),
) -> RosterReading:
    """Write rows as a worksheet, let a function finish it, and read the workbook."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "名簿"
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    finish(sheet)
    content = io.BytesIO()
    workbook.save(content)
    return read_roster(content.getvalue(), name="名簿.xlsx")
