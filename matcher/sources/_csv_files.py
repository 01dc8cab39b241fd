"""CSV files of an archive: rows whose values are read with errors that name row and column."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from matcher.domain import InputError
from matcher.sources._texts import storable

_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Row:
    """One data row.

    Attributes:
        file: The file's name.
        number: Its row, counted as a spreadsheet does (the header is row 1).
        values: Texts by column, without blanks at their ends.
    """

    file: str
    number: int
    values: Mapping[str, str]

    def text(self, column: str) -> str:
        """A text, empty when the column is not there."""
        return self.values.get(column, "")

    def required(self, column: str) -> str:
        """A text that must not be empty.

        Raises:
            InputError: It is empty.
        """
        if value := self.text(column):
            return value
        raise self.error(column, "値がありません。", "値を入れてください。")

    def flag(self, column: str) -> bool:
        """A yes or no, no when empty.

        Raises:
            InputError: It is neither.
        """
        try:
            return _FLAGS[self.text(column).lower()]
        except KeyError:
            raise self.error(
                column, "真偽の値として読めません。", "True か False にしてください。"
            ) from None

    def moment(self, column: str) -> datetime | None:
        """An instant, None when empty.

        Raises:
            InputError: It is no ISO 8601 date and time with its offset.
        """
        value = self.text(column)
        if not value:
            return None
        try:
            return aware_moment(value)
        except ValueError:
            raise self.error(
                column,
                "日時として読めません。",
                "「2025-04-10T09:00:00+09:00」のように時差まで書いてください。",
            ) from None

    def error(self, column: str, what: str, remedy: str) -> InputError:
        """The error for a value of this row."""
        return InputError(
            what,
            remedy=remedy,
            file=self.file,
            place=f"{self.number:,}行目の「{column}」列",
            value=self.text(column)[:40],
        )


def aware_moment(value: str) -> datetime:
    """Read an ISO 8601 date and time.

    Raises:
        ValueError: It is none, or it has no offset.
    """
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment


def csv_rows(path: Path, required: Sequence[str]) -> Iterator[Row]:
    """The data rows of a UTF-8 CSV file with a header; empty rows are passed over.

    Raises:
        InputError: The file is not there, no CSV in UTF-8, or lacks a column.
    """
    if not path.is_file():
        raise InputError(
            f"「{path.name}」がありません。",
            remedy="ファイルをフォルダーに入れてから、もう一度選んでください。",
            file=path.parent.name,
        )
    number = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = [name.strip() for name in next(reader, [])]
            if missing := [name for name in required if name not in header]:
                raise InputError(
                    f"必要な列がありません: {'、'.join(missing)}",
                    remedy=f"1行目に次の列名を書いてください: {', '.join(required)}",
                    file=path.name,
                    place="1行目",
                    value=", ".join(header)[:80],
                )
            for number, cells in enumerate(reader, start=2):
                if not any(cells):
                    continue
                if len(cells) != len(header):
                    raise InputError(
                        f"列の数が見出しの{len(header)}列と合いません。",
                        remedy='「,」や改行を含む値は「"」で囲んでください。',
                        file=path.name,
                        place=f"{number:,}行目",
                        value=f"{len(cells)}列",
                    )
                values = (storable(cell.strip()) for cell in cells)
                yield Row(path.name, number, dict(zip(header, values, strict=True)))
    except UnicodeDecodeError as error:
        raise InputError(
            "UTF-8の文字として読めません。",
            remedy="「CSV UTF-8」の形式で保存し直してください。",
            file=path.name,
            place=f"{number + 1:,}行目より後",
        ) from error
    except csv.Error as error:
        raise InputError(
            "CSVとして読めません。",
            remedy='「"」の閉じ忘れがないか確かめてください。',
            file=path.name,
            place=f"{number + 1:,}行目",
        ) from error
