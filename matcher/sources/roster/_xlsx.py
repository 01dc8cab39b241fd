"""Excel workbooks as tables: cells as people see them, merges, hidden rows."""

import io
import re
import warnings
import zipfile
from datetime import datetime, time
from typing import Final
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import InputError
from matcher.sources.roster._characters import compose
from matcher.sources.roster._sheets import Merge, Sheet

MOST_UNPACKED_BYTES: Final = 64 * 1024**2
"""Of a workbook's tables; 15,000 rows of 20 columns need about 20 MB, and cells in memory ten
times as much as in the file."""

MOST_COLUMNS: Final = 256
"""Columns read; formatting may reach to column 16,384."""

_MAIN_PART: Final = "xl/workbook.xml"
_STRICT: Final = b"/ooxml/spreadsheetml/main"
"""In the name of the strict variant alone; openpyxl sees no sheets there."""

_ZEROS = re.compile(r"0+")
_SAVE_AS_XLSX: Final = "Excelで開き、「Excel ブック (*.xlsx)」の形式で保存し直してください。"


def xlsx_sheets(content: bytes, file: str) -> list[Sheet]:
    """The visible worksheets of a workbook.

    Raises:
        InputError: It is of another format, too large or broken.
    """
    try:
        _check_parts(content, file)
        with warnings.catch_warnings():
            # openpyxl warns of what it does not keep when saving; nothing is saved here.
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            return [_sheet(one) for one in workbook.worksheets if one.sheet_state == "visible"]
    except _BROKEN as error:
        raise InputError(
            "Excelファイルとして読めません。壊れているか、途中で切れています。",
            remedy=_SAVE_AS_XLSX,
            file=file,
        ) from error


# What openpyxl and zipfile raise for files that are cut, altered or made by careless programs.
_BROKEN: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    RuntimeError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)


def _check_parts(content: bytes, file: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = set(parts.namelist())
        main = parts.read(_MAIN_PART) if _MAIN_PART in names else b""
        unpacked = sum(one.file_size for one in parts.infolist() if one.filename.endswith(".xml"))
    if not main or _STRICT in main:
        raise InputError(
            "Excelブック(.xlsx)ではないか、「Strict Open XML」の形式です。",
            remedy=_SAVE_AS_XLSX + "CSVをzipにまとめたものは、展開してから選んでください。",
            file=file,
        )
    if unpacked > MOST_UNPACKED_BYTES:
        raise InputError(
            f"表が大きすぎます(展開して{unpacked / 1024**2:,.0f}MB、"
            f"上限は{MOST_UNPACKED_BYTES / 1024**2:,.0f}MB)。",
            remedy="名簿のシートだけを新しいブックに「値」として貼り付け、保存し直してください。",
            file=file,
        )


def _sheet(worksheet: Worksheet) -> Sheet:
    rows: dict[int, dict[int, str]] = {}
    # iter_rows would make a cell for every gap up to the last formatted row of the sheet.
    for (row, column), cell in worksheet._cells.items():
        if column <= MOST_COLUMNS and (text := _text(cell.value, cell.number_format)):
            rows.setdefault(row - 1, {})[column - 1] = text
    hidden = sum(worksheet.row_dimensions[row + 1].hidden for row in rows)
    return Sheet(
        name=worksheet.title,
        cells=[_dense(rows.get(row, {})) for row in range(max(rows, default=-1) + 1)],
        merges=[
            Merge(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
            for one in worksheet.merged_cells.ranges
        ],
        hidden_rows=hidden,
    )


def _dense(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _text(value: object, number_format: str) -> str:
    """A cell's value as its reader sees it; a number keeps the zeros that its format shows."""
    text = str(value)
    if value is None:
        text = ""
    elif isinstance(value, str):
        text = compose(unescape(value) if "_x" in value else value)
    elif isinstance(value, bool):
        text = text.upper()
    elif isinstance(value, datetime) and value.time() == time():
        text = value.date().isoformat()
    elif isinstance(value, int | float) and value == int(value):
        text = str(int(value))
        if value >= 0 and _ZEROS.fullmatch(number_format):
            text = text.zfill(len(number_format))
    return text
