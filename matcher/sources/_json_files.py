"""JSON files as a stream of items, with errors that name the place."""

import json
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from string import whitespace
from typing import Final

from matcher.domain import InputError
from matcher.sources._texts import storable

Raw = Mapping[str, object]
"""A JSON object as it came; it is read only through the functions below."""

REDO: Final = "このファイルは壊れています。Slackの書き出しをもう一度行い、取り込み直してください。"

# Decimals stay text: a ``ts`` that is written as a number must not lose digits in a float.
_DECODER = json.JSONDecoder(parse_float=str)
# Files that were put together hold a byte order mark in the middle.
_GAP = re.compile("[ \t\r\n\ufeff]*")
_EXCERPT: Final = 40
# Blanks that are not taken for blanks; a name of nothing else shows as nothing.
_BLANKS: Final = f"{whitespace}\u00a0\u3000\u200b\u200c\u200d\u2060\u3164\ufeff"


def array_items(data: bytes, file: str) -> Iterator[object]:
    """The items of a JSON array, one at a time; several arrays in a row are read one by one.

    Args:
        data: The file's content, UTF-8 with or without BOM.
        file: Its name as the person knows it.

    Raises:
        InputError: The file is empty, cut, not UTF-8 or not an array; names the position.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "UTF-8の文字として読めません。",
            remedy=REDO,
            file=file,
            place=f"{error.start + 1:,}バイト目",
            value=f"0x{data[error.start]:02X}",
        ) from error
    position = _after_gap(text, 0)
    if position == len(text):
        raise InputError("ファイルの中身が空です。", remedy=REDO, file=file, place="先頭")
    while position < len(text):
        position = yield from _one_array(text, position, file)
        position = _after_gap(text, position)


def _one_array(text: str, position: int, file: str) -> Generator[object, None, int]:
    """Yield the items of the array that begins at a position; return where it ends."""
    if text[position] != "[":
        raise _error("一覧(「[」で始まる配列)ではありません。", text, position, file)
    position = _after_gap(text, position + 1)
    if text.startswith("]", position):
        return position + 1
    while True:
        try:
            item, position = _DECODER.raw_decode(text, position)
        except json.JSONDecodeError as error:
            raise _error("JSONとして読めません。", text, error.pos, file) from error
        except (ValueError, RecursionError) as error:
            raise _error("JSONとして読めません。", text, position, file) from error
        yield item
        position = _after_gap(text, position)
        mark = text[position : position + 1]
        if mark == "]":
            return position + 1
        if mark != ",":
            raise _error("途中で切れているか、区切りの「,」がありません。", text, position, file)
        position = _after_gap(text, position + 1)


def _after_gap(text: str, position: int) -> int:
    match = _GAP.match(text, position)
    return match.end() if match else position


def _error(what: str, text: str, position: int, file: str) -> InputError:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return InputError(
        what,
        remedy=REDO,
        file=file,
        place=f"{line:,}行目の{column:,}文字目",
        value=storable(text[position : position + 20]),
    )


def excerpt_of(value: object) -> str:
    """The beginning of a value as it stands in the file, for a report; empty for null."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return storable(text[:_EXCERPT])


def text_of(raw: Raw, *keys: str) -> str:
    """The first of several texts that is there and not blank, without blanks at its ends."""
    for key in keys:
        value = raw.get(key)
        if isinstance(value, str) and value.strip(_BLANKS):
            return storable(value.strip())
    return ""


def mapping_of(raw: Raw, key: str) -> Raw:
    """An inner object, empty when it is missing, null or something else."""
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def sequence_of(raw: Raw, key: str) -> Sequence[object]:
    """An inner list, empty when it is missing, null or something else."""
    value = raw.get(key)
    return value if isinstance(value, list) else ()
