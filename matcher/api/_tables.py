"""Tables to take along, as CSV and XLSX that are safe to open in Excel.

What people wrote stays text: no cell becomes a formula (see OWASP, "CSV Injection"), codes keep
their zeros, dates are dates, moments are those of Japan.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from matcher.domain import TOKYO

Value = str | int | float | date | datetime | None

LONGEST_CELL = 32_767
"""Excel takes no more characters in a cell."""

WIDEST = 48
DAY_FORMAT = 'yyyy"年"m"月"d"日"'
MOMENT_FORMAT = f"{DAY_FORMAT} h:mm"

_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEGINS_FORMULA = re.compile(r"^(?:\t|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class Table:
    """A table with Japanese headers.

    Attributes:
        name: What it shows; the sheet's name.
        headers: One per column.
        rows: Cells in the order of the headers; codes are texts.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it; lines end as RFC 4180 says.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    for row in (table.headers, *table.rows):
        writer.writerow([_in_csv(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(*tables: Table) -> bytes:
    """A workbook with a sheet per table: bold header that stays in sight, filters, wide columns."""
    book = Workbook(write_only=True)
    for table, title in zip(tables, _titles(tables), strict=True):
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        if table.headers:
            last = get_column_letter(len(table.headers))
            sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
        sheet.append([_in_xlsx(sheet, header, bold=True) for header in table.headers])
        for row in table.rows:
            sheet.append([_in_xlsx(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def plain(text: str) -> str:
    """Text as a spreadsheet can hold it.

    Line breaks are all the same, signs that no XML file may hold are replaced, and what is longer
    than a cell is cut.
    """
    clean = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", _LINE_BREAK.sub("\n", text))
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def _in_csv(cell: Value) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(TOKYO):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        text = plain(cell)
        return f"'{text}" if _BEGINS_FORMULA.match(text) else text
    return cell


def _in_xlsx(sheet: WriteOnlyWorksheet, cell: Value, *, bold: bool = False) -> SheetCell | None:
    if cell is None or cell == "":
        return None
    written = WriteOnlyCell(sheet)
    if isinstance(cell, str):
        written.value = plain(cell)
        # Set after the value: openpyxl takes a leading = for a formula. The prefix keeps it text
        # when someone edits the cell.
        written.data_type = "s"
        written.number_format = "@"
        written.quotePrefix = bool(_BEGINS_FORMULA.match(cell))
        written.alignment = Alignment(vertical="top", wrap_text=True)
    elif isinstance(cell, datetime):
        written.value = cell.astimezone(TOKYO).replace(tzinfo=None, microsecond=0)
        written.number_format = MOMENT_FORMAT
    elif isinstance(cell, date):
        written.value = cell
        written.number_format = DAY_FORMAT
    else:
        written.value = cell
    if bold:
        written.font = Font(bold=True)
    return written


def _titles(tables: Sequence[Table]) -> list[str]:
    """A name per sheet that Excel accepts: short, without its signs, each another."""
    titles: list[str] = []
    for place, table in enumerate(tables, start=1):
        title = _NOT_IN_TITLE.sub(" ", plain(table.name)).replace("\n", " ").strip()
        title = title[:_LONGEST_TITLE] or f"表{place}"
        known = {one.casefold() for one in titles}
        if title.casefold() in known:
            title = f"{title[: _LONGEST_TITLE - 4]}({place})"
        titles.append(title)
    return titles


def _widths(table: Table) -> list[float]:
    """Widths by the longest line of the first rows; Japanese signs are two Latin ones wide."""
    return [
        min(WIDEST, max(8, *(_cells(row[place]) for row in (table.headers, *table.rows[:200]))) + 2)
        for place in range(len(table.headers))
    ]


def _cells(cell: Value) -> int:
    if isinstance(cell, datetime | date):
        return 20
    lines = str("" if cell is None else cell).splitlines() or [""]
    return max(sum(1 if sign.isascii() else 2 for sign in line) for line in lines)
