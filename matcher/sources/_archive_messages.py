"""The message table of an archive, Parquet or JSON lines, as a stream of groups of rows."""

import gzip
import json
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from matcher.domain import InputError, Reaction
from matcher.sources._batches import BATCH_SIZE
from matcher.sources._csv_files import aware_moment
from matcher.sources._texts import storable

PARQUET: Final = "messages.parquet"
JSON_LINES: Final = "messages.jsonl.gz"
_REQUIRED: Final = ("message_id", "channel_id", "thread_id", "member_id", "posted_at", "text")
_OPTIONAL: Final = ("reactions", "subtype", "edited")

# A line is one message; a longer one is damage or a bomb, and would be held in memory whole.
_MAX_LINE_BYTES: Final = 16 * 1024**2


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One row of the message table, its values checked.

    Attributes:
        number: Its place in the table, counted from 1.
        member_id: Empty when the archive names no author.
    """

    number: int
    message_id: str
    channel_id: str
    thread_id: str
    member_id: str
    posted_at: datetime
    text: str
    reactions: tuple[Reaction, ...]
    subtype: str
    edited: bool


class MessageTable:
    """The message table of an archive folder.

    Args:
        folder: The archive.

    Attributes:
        file: Name of the table's file.
        total: How many rows there are; None when only reading can tell.

    Raises:
        InputError: There is no table, it cannot be opened, or it lacks a column.
    """

    def __init__(self, folder: Path) -> None:
        self.total: int | None = None
        self._path = folder / PARQUET
        if self._path.is_file():
            self._parquet = self._opened()
            self.total = self._parquet.metadata.num_rows
            self._check(self._parquet.schema_arrow.names, "")
        elif (folder / JSON_LINES).is_file():
            self._path = folder / JSON_LINES
        else:
            raise InputError(
                f"投稿のファイルがありません。「{PARQUET}」か「{JSON_LINES}」が必要です。",
                remedy="ファイルをフォルダーに入れてから、もう一度選んでください。",
                file=folder.name,
            )
        self.file = self._path.name

    def groups(self) -> Iterator[Sequence[ArchiveRow]]:
        """The rows in groups that fit into memory.

        Raises:
            InputError: The file is damaged or a value cannot be read.
        """
        return self._parquet_groups() if self._path.name == PARQUET else self._line_groups()

    def _opened(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self._path)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged("先頭") from error

    def _parquet_groups(self) -> Iterator[Sequence[ArchiveRow]]:
        present = set(self._parquet.schema_arrow.names)
        columns = [name for name in (*_REQUIRED, *_OPTIONAL) if name in present]
        first = 1
        try:
            for group in self._parquet.iter_batches(BATCH_SIZE, columns=columns):
                values = {name: group.column(name).to_pylist() for name in columns}
                nothing = [None] * group.num_rows
                ordered = (values.get(name, nothing) for name in (*_REQUIRED, *_OPTIONAL))
                yield [
                    self._row(number, cells)
                    for number, cells in enumerate(zip(*ordered, strict=True), start=first)
                ]
                first += group.num_rows
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(f"{first:,}行目より後") from error

    def _line_groups(self) -> Iterator[Sequence[ArchiveRow]]:
        group: list[ArchiveRow] = []
        number = 0
        try:
            with gzip.open(self._path) as lines:
                while line := lines.readline(_MAX_LINE_BYTES + 1):
                    number += 1
                    if len(line) > _MAX_LINE_BYTES:
                        raise self._damaged(f"{number:,}行目")
                    if line.strip():
                        group.append(self._line(number, line))
                    if len(group) >= BATCH_SIZE:
                        yield group
                        group = []
        except (OSError, EOFError, zlib.error) as error:
            raise self._damaged(f"{number + 1:,}行目") from error
        if group:
            yield group

    def _line(self, number: int, line: bytes) -> ArchiveRow:
        place = f"{number:,}行目"
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self._damaged(place) from error
        if not isinstance(values, dict):
            raise self._damaged(place)
        self._check(values, place)
        return self._row(number, (values.get(name) for name in (*_REQUIRED, *_OPTIONAL)))

    def _row(self, number: int, cells: Iterable[object]) -> ArchiveRow:
        """Check the values of the required and optional columns, in their order."""
        (
            message_id,
            channel_id,
            thread_id,
            member_id,
            posted_at,
            text,
            reactions,
            subtype,
            edited,
        ) = cells
        if isinstance(posted_at, str):
            try:
                posted_at = aware_moment(posted_at)
            except ValueError:
                raise self._no_moment(number, posted_at) from None
        if not isinstance(posted_at, datetime) or posted_at.tzinfo is None:
            raise self._no_moment(number, posted_at)
        if not (text is None or isinstance(text, str)):
            raise self._error(
                number, "text", text, "文章ではありません。", "文字の列にしてください。"
            )
        return ArchiveRow(
            number,
            self._id(number, "message_id", message_id),
            self._id(number, "channel_id", channel_id),
            self._id(number, "thread_id", thread_id),
            "" if member_id is None else storable(str(member_id)),
            posted_at,
            storable(text or ""),
            self._reactions(number, reactions) if reactions else (),
            str(subtype or ""),
            str(edited).lower() in {"true", "1"},
        )

    def _id(self, number: int, column: str, value: object) -> str:
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return storable(str(value))
        raise self._error(number, column, value, "idがありません。", "idを入れてください。")

    def _reactions(self, number: int, value: Any) -> tuple[Reaction, ...]:
        """Reactions are a list of ``{"name", "member_ids"}`` or ``{"name", "count"}``."""
        try:
            found = [
                Reaction(storable(item["name"]), int(item.get("count") or len(item["member_ids"])))
                for item in value
            ]
        except (TypeError, KeyError, AttributeError, ValueError):
            raise self._error(
                number,
                "reactions",
                value,
                "リアクションとして読めません。",
                "nameとmember_idsの一覧にしてください。",
            ) from None
        return tuple(sorted(found, key=lambda reaction: -reaction.count))

    def _check(self, columns: Container[str], place: str) -> None:
        missing = [name for name in _REQUIRED if name not in columns]
        if missing:
            raise InputError(
                f"必要な列がありません: {'、'.join(missing)}",
                remedy=f"次の列が要ります: {', '.join(_REQUIRED)}",
                file=self._path.name,
                place=place,
            )

    def _no_moment(self, number: int, value: object) -> InputError:
        return self._error(
            number,
            "posted_at",
            value,
            "日時として読めません。",
            "「2025-04-10T09:00:00+09:00」のように時差まで書いてください。",
        )

    def _error(self, number: int, column: str, value: object, what: str, remedy: str) -> InputError:
        return InputError(
            what,
            remedy=remedy,
            file=self._path.name,
            place=f"{number:,}行目の「{column}」列",
            value="" if value is None else storable(str(value)[:40]),
        )

    def _damaged(self, place: str) -> InputError:
        return InputError(
            "ファイルが壊れていて読めません。",
            remedy="もう一度書き出すか、元のファイルを写し直してください。",
            file=self._path.name,
            place=place,
        )
