"""Files to take along: what comes out of Excel's format is what went in, and never a formula."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.api import Table, as_csv, as_xlsx
from matcher.api._tables import LONGEST_CELL, plain

DANGEROUS = ("=1+1", "+81", "-2+3", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "\uff1d1+1", "\r=1")


def sheet_of(table: Table) -> Any:
    """The table's sheet as openpyxl reads it, formulas not computed."""
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(table))).worksheets[0]


def csv_of(table: Table) -> list[list[str]]:
    """The table's CSV as rows of text."""
    return list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline="")))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_xlsx_gives_back_every_text(texts: list[str]) -> None:
    """Every cell read back equals the text that a spreadsheet can hold, and is no formula."""
    table = Table("表", tuple(f"列{n}" for n in range(len(texts))), (tuple(texts),))
    row = next(sheet_of(table).iter_rows(min_row=2, max_row=2), ())
    read = [cell.value or "" for cell in row] + [""] * (len(texts) - len(row))
    assert read == [plain(text) for text in texts]
    assert all(cell.data_type != "f" for cell in row)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_csv_gives_back_every_text(text: str) -> None:
    """A CSV cell is the text, with an apostrophe in front where it could be a formula."""
    (cell,) = csv_of(Table("表", ("列",), ((text,),)))[1] or [""]
    assert cell.removeprefix("'") == plain(text).removeprefix("'")
    assert not cell.strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_formula(text: str) -> None:
    """What a spreadsheet would compute is text in both files, and stays text when edited."""
    table = Table("表", ("列",), ((text,),))
    cell = sheet_of(table)["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert csv_of(table)[1][0].startswith("'")


def test_csv_for_excel() -> None:
    """A download opens in Excel without garbling: byte order mark, CRLF; codes keep zeros (F18)."""
    table = Table("団体", ("団体コード", "団体"), (("012025", "北海道函館市"),))
    written = as_csv(table)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == 2
    assert csv_of(table) == [["団体コード", "団体"], ["012025", "北海道函館市"]]


def test_types() -> None:
    """Codes are text, numbers numbers, days and moments dates of Japan, None an empty cell."""
    moment = datetime(2024, 10, 31, 16, 30, 5, 7, tzinfo=UTC)
    row = ("012025", 1234, 0.5, date(2024, 10, 3), moment, None)
    table = Table("種類", ("団体コード", "人数", "割合", "日", "時", "なし"), (row,))
    sheet = sheet_of(table)
    code, count, share, day, time, nothing = (cell for cell in sheet[2])
    assert (code.value, code.number_format) == ("012025", "@")
    assert (count.value, share.value) == (1234, 0.5)
    assert day.is_date
    assert day.value.date() == date(2024, 10, 3)
    assert time.value == datetime(2024, 11, 1, 1, 30, 5)  # noqa: DTZ001 (Excel knows no zones)
    assert nothing.value is None
    assert csv_of(table)[1] == ["012025", "1234", "0.5", "2024-10-03", "2024-11-01 01:30", ""]


def test_negative_numbers_stay_numbers() -> None:
    """A negative number is no formula and needs no apostrophe."""
    table = Table("表", ("増減",), ((-3,),))
    assert csv_of(table)[1] == ["-3"]
    assert sheet_of(table)["A2"].value == -3


def test_sheets() -> None:
    """Sheet names are made acceptable and different; the header stays in sight."""
    tables = [Table("2024/10: [質問]", ("月",), ()), Table("長" * 40, ("月",), ())]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(*tables, tables[1], Table("", ("月",), ()))))
    assert len(set(book.sheetnames)) == 4
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0]["A1"].font.bold


def test_too_long_for_a_cell() -> None:
    """A text that is longer than a cell is cut with a sign that it was."""
    cell = sheet_of(Table("表", ("列",), (("あ" * (LONGEST_CELL + 5),),)))["A2"]
    assert len(cell.value) == LONGEST_CELL
    assert cell.value.endswith("…")
