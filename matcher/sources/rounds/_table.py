"""One table of a round: its rows by the meaning of the columns, with errors that name the cell."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matcher.domain import InputError
from matcher.sources.roster._characters import half_width, tidy
from matcher.sources.roster._csv import csv_sheet, separators
from matcher.sources.roster._files import is_workbook, read_content, table_text, worksheets
from matcher.sources.roster._sheets import Sheet

YES: Final = frozenset("true yes y 1 はい 可 する あり 有 ○ 〇 ◯ o 許可 希望する".split())  # noqa: SIM905
NO: Final = frozenset("false no n 0 いいえ 不可 しない なし 無 × x 禁止 希望しない".split())  # noqa: SIM905

LAST_HEADER: Final = 10
"""Titles above the headers are shorter than this."""

_BETWEEN_TOPICS: Final = re.compile(r"[,、，;；/／・|｜\n]+")
_IN_BRACKETS: Final = re.compile(r"[(（].*?[)）]")
_COUNT: Final = re.compile(r"([+-]?\d+)(?:\.0+)?\s*(?:人|名|組)?")
_SIGNS: Final = re.compile(r"[\s_\-()（）・?？※*]+")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row.

    Attributes:
        file: The file's name.
        number: Its row as Excel shows it.
        values: Texts by the meaning of the column.
        headers: What the columns are called in the file.
    """

    file: str
    number: int
    values: Mapping[str, str]
    headers: Mapping[str, str]

    def text(self, column: str) -> str:
        """A text for people, empty when there is none."""
        return tidy(self.values.get(column, ""), keep_lines=True)

    def id(self, column: str) -> str:
        """An id: half width, single blanks; empty when there is none."""
        return plain_id(self.values.get(column, ""))

    def required_id(self, column: str) -> str:
        """An id that must be there.

        Raises:
            InputError: It is empty.
        """
        if value := self.id(column):
            return value
        raise self.error(column, "値がありません。", "値を入れるか、行ごと消してください。")

    def words(self, column: str) -> tuple[str, ...]:
        """The words of a list, each once."""
        parts = (one.strip() for one in _BETWEEN_TOPICS.split(self.text(column)))
        return tuple(dict.fromkeys(one for part in parts for one in _words(part)))

    def flag(self, column: str) -> bool:
        """A yes or no; no when empty.

        Raises:
            InputError: It is neither.
        """
        value = half_width(self.values.get(column, "")).casefold()
        if not value or value in NO:
            return False
        if value in YES:
            return True
        raise self.error(
            column, "「はい」か「いいえ」として読めません。", "「はい」か「いいえ」にしてください。"
        )

    def count(self, column: str) -> int | None:
        """A whole number from 0 on, None when empty.

        Raises:
            InputError: It is none.
        """
        value = half_width(self.values.get(column, ""))
        if not value:
            return None
        found = _COUNT.fullmatch(value.replace(",", ""))
        if found is None:
            raise self.error(column, "人数として読めません。", "「2」のように数で書いてください。")
        if int(found[1]) < 0:
            raise self.error(
                column, "人数が負の数です。", "0以上の数にしてください。0なら誰とも組みません。"
            )
        return int(found[1])

    def error(self, column: str, what: str, remedy: str) -> InputError:
        """The error for a cell of this row."""
        header = self.headers.get(column, column)
        return InputError(
            what,
            remedy=remedy,
            file=self.file,
            place=f"{self.number:,}行目の「{header}」列",
            value=tidy(self.values.get(column, ""))[:40],
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; no columns when the file is empty."""

    file: str
    columns: frozenset[str]
    rows: tuple[TableRow, ...]

    def __iter__(self) -> Iterator[TableRow]:
        return iter(self.rows)


def plain_id(text: str) -> str:
    """An id as it is compared: half width, single blanks, none at the ends."""
    return " ".join(half_width(text).split())


def read_table(path: Path, names: Mapping[str, str], required: tuple[str, ...]) -> Table:
    """Read a table (CSV in UTF-8 or cp932, XLSX).

    Args:
        path: The file.
        names: Meaning of a column by its header, as :func:`header_key` writes it.
        required: Meanings that must be there, unless the file is empty.

    Raises:
        InputError: It cannot be read, or a column is missing or there twice.
    """
    if path.is_file() and not path.read_bytes().strip(b"\xef\xbb\xbf \t\r\n"):
        return Table(path.name, frozenset(), ())
    content, file = read_content(path, "")
    for sheet in _sheets(content, file):
        written = [at for at, cells in enumerate(sheet.cells) if any(map(tidy, cells))]
        if written:
            titled = (at for at in written[:LAST_HEADER] if _names(sheet, at, names) >= {*required})
            return _table(file, sheet, next(titled, written[0]), names, required)
    return Table(file, frozenset(), ())


def header_key(header: str) -> str:
    """A header as it is compared."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", tidy(header))).casefold()


def _sheets(content: bytes, file: str) -> list[Sheet]:
    if is_workbook(content):
        return worksheets(content, file)
    text = table_text(content, file).text
    first = next((line for line in text.splitlines() if line.strip()), "")
    by_count = sorted(separators(text), key=lambda sign: -first.count(sign))
    return [csv_sheet(text, by_count[0], file)]


def _table(
    file: str, sheet: Sheet, top: int, names: Mapping[str, str], required: tuple[str, ...]
) -> Table:
    meanings: dict[int, str] = {}
    headers: dict[str, str] = {}
    for column, cell in enumerate(sheet.cells[top]):
        meaning = _meaning(cell, names)
        if not meaning:
            continue
        if meaning in headers:
            raise InputError(
                f"同じ意味の列が2つあります: {headers[meaning]}、{tidy(cell)}",
                remedy="どちらか1つだけを残してください。",
                file=file,
                place=f"{top + 1:,}行目",
            )
        meanings[column] = meaning
        headers[meaning] = tidy(cell)
    if missing := [one for one in required if one not in headers]:
        raise InputError(
            f"必要な列がありません: {'、'.join(missing)}",
            remedy=f"見出しの行に、次の列名を書いてください: {', '.join(required)}",
            file=file,
            place=f"{top + 1:,}行目",
            value=", ".join(filter(None, map(tidy, sheet.cells[top])))[:80],
        )
    rows = []
    for number in range(top + 1, len(sheet.cells)):
        values = {meaning: sheet.text(number, column) for column, meaning in meanings.items()}
        if any(map(tidy, values.values())):
            rows.append(TableRow(file, number + 1, values, headers))
    return Table(file, frozenset(headers), tuple(rows))


def _names(sheet: Sheet, row: int, names: Mapping[str, str]) -> set[str]:
    """Meanings of the headers in a row."""
    return {meaning for cell in sheet.cells[row] if (meaning := _meaning(cell, names))}


def _meaning(header: str, names: Mapping[str, str]) -> str:
    """What a header means, with or without what it holds in brackets; empty when nothing."""
    whole, bare = header_key(header), header_key(_IN_BRACKETS.sub("", tidy(header)))
    return names.get(whole) or names.get(bare, "")


def _words(part: str) -> list[str]:
    """Japanese words that blanks part are several; a Latin name with blanks stays one."""
    if part.isascii():
        return [part] if part else []
    return part.split()
