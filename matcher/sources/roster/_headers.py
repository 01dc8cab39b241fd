"""Where the headers of a table stand and what its columns are."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from matcher.domain import RosterField
from matcher.sources.roster._characters import tidy
from matcher.sources.roster._dates import looks_like_date
from matcher.sources.roster._sheets import Sheet, column_letters
from matcher.sources.roster._words import (
    BARE_CODE,
    LAST_RANK,
    Meaning,
    meaning_of,
    plain_label,
)

LAST_HEADER_ROW: Final = 40
"""Titles and instructions above the headers are shorter than this."""

DEEPEST_HEADER: Final = 3
"""Rows that headers are spread over: 所属 / 部 / 課."""

_JOINED: Final = frozenset({RosterField.DEPARTMENT, RosterField.TOPICS})
_IDENTITY: Final = frozenset({RosterField.NAME, RosterField.EMAIL, RosterField.NUMBER})
_NUMBER: Final = re.compile(r"[\d\s.,/:+-]+")
_ADDRESS: Final = re.compile(r"\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column with a header.

    Attributes:
        index: From 0.
        label: As shown: the lowest header, with those above it where it alone is not unique.
        meaning: What its words mean, None when they mean nothing that is read.
    """

    index: int
    label: str
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of a table.

    Attributes:
        first, last: Rows from 0.
        columns: From left to right.
        fields: Columns that are read for a field; several only where their texts are joined.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    fields: Mapping[RosterField, tuple[Column, ...]]

    @property
    def taken_for(self) -> dict[str, str]:
        """Name of the field by label; an empty text for what is not read."""
        read = {one.index: field.value for field, many in self.fields.items() for one in many}
        return {column.label: read.get(column.index, "") for column in self.columns}

    @property
    def known(self) -> tuple[int, int]:
        """How much is understood: fields, and columns that mean one."""
        return len(self.fields), sum(column.meaning is not None for column in self.columns)


def find_header(sheet: Sheet) -> Header | None:
    """The rows whose words name the most columns; None when no row names two and a person."""
    last = min(len(sheet.cells), LAST_HEADER_ROW)
    blocks = (
        _header(sheet, first, first + depth)
        for first in range(last)
        for depth in range(min(DEEPEST_HEADER, last - first))
        if all(_may_be_header(sheet, row) for row in range(first, first + depth + 1))
    )
    usable = [one for one in blocks if len(one.fields) > 1 and _IDENTITY & one.fields.keys()]
    if not usable:
        return None
    best = max(
        usable,
        key=lambda one: (one.known, -_cut_merges(sheet, one), one.first - one.last, -one.first),
    )
    # Rows above may name columns that are not read; rows below never do, they are data.
    return max(
        (one for one in usable if one.last == best.last and one.known == best.known),
        key=lambda one: (-_cut_merges(sheet, one), len(one.columns), one.first),
    )


def _cut_merges(sheet: Sheet, header: Header) -> int:
    """Merged cells that lie partly inside the header."""
    return sum(
        one.top < header.first <= one.bottom or one.top <= header.last < one.bottom
        for one in sheet.merges
    )


def settle(
    header: Header, places: Callable[[Column], bool], codes: Callable[[Column], bool]
) -> Header:
    """Decide what the columns are whose word alone says too little.

    所属 and 勤務先 name the organization or the division, コード one of many kinds of codes.

    Args:
        header: The headers.
        places: Whether a column's values are mostly places.
        codes: Whether they are mostly codes of local governments.
    """
    weak = [one for one in header.columns if one.meaning is not None and one.meaning.weak]
    fields = dict(header.fields)
    if RosterField.CODE not in fields:
        bare = (one for one in header.columns if plain_label(one.label) in BARE_CODE)
        fields[RosterField.CODE] = tuple(filter(codes, bare))[:1]
    fields = {field: many for field, many in fields.items() if many}
    organization = fields.get(RosterField.ORGANIZATION, ())
    if not organization and RosterField.CODE not in fields:
        found = next(filter(places, weak), None)
        if found is not None:
            rest = tuple(one for one in fields.get(RosterField.DEPARTMENT, ()) if one != found)
            fields |= {RosterField.ORGANIZATION: (found,), RosterField.DEPARTMENT: rest}
    elif RosterField.DEPARTMENT not in fields:
        fields[RosterField.DEPARTMENT] = tuple(one for one in weak if one not in organization)[:1]
    return replace(header, fields={field: many for field, many in fields.items() if many})


def most_telling_row(sheet: Sheet) -> int:
    """The row that a person would look for headers in: the first with the most texts."""
    rows = range(min(len(sheet.cells), LAST_HEADER_ROW))
    return max(rows, key=lambda row: (sum(map(bool, sheet.cells[row])), -row), default=0)


def _may_be_header(sheet: Sheet, row: int) -> bool:
    texts = [text for cell in sheet.cells[row] if (text := tidy(cell))]
    values = sum(bool(_NUMBER.fullmatch(text)) or looks_like_date(text) for text in texts)
    return 2 * values < len(texts) and not any(map(_ADDRESS.search, texts))


def _header(sheet: Sheet, first: int, last: int) -> Header:
    above = _labels(sheet, first, last)
    paths = {column: _path(above, column) for column in range(sheet.width)}
    named = {column: path for column, path in paths.items() if path}
    labels = _unique_labels(named)
    columns = tuple(
        Column(column, labels[column], meaning_of(path)) for column, path in named.items()
    )
    return Header(first, last, columns, _fields(columns))


def _labels(sheet: Sheet, first: int, last: int) -> list[list[str]]:
    """The header rows, with a label in every column that it spans."""
    width = sheet.width
    rows = [
        [tidy(sheet.text(row, column)) for column in range(width)] for row in range(first, last + 1)
    ]
    merged = set()
    for merge in sheet.merges:
        if first <= merge.top and merge.bottom <= last:
            label = rows[merge.top - first][merge.left]
            for row in range(merge.top, merge.bottom + 1):
                for column in range(merge.left, min(merge.right + 1, width)):
                    rows[row - first][column] = label
                    merged.add((row - first, column))
    for index, (upper, lower) in enumerate(pairwise(rows)):
        for column in range(1, width):
            spans = bool(lower[column - 1] and lower[column]) and upper[column - 1] != ""
            apart = (index, column) in merged or (index, column - 1) in merged
            if spans and not upper[column] and not apart:
                upper[column] = upper[column - 1]
    return rows


def _path(rows: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column] for row in rows if row[column]))


def _unique_labels(paths: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """How each column is called: by its lowest header, its path, or with its letter."""
    lowest = [path[-1] for path in paths.values()]
    whole = [" ".join(path) for path in paths.values()]
    labels = {}
    for column, path in paths.items():
        if lowest.count(path[-1]) == 1:
            labels[column] = path[-1]
        elif whole.count(" ".join(path)) == 1:
            labels[column] = " ".join(path)
        else:
            labels[column] = f"{path[-1]}({column_letters(column)}列)"
    return labels


def _fields(columns: Sequence[Column]) -> dict[RosterField, tuple[Column, ...]]:
    found: dict[RosterField, list[tuple[Meaning, Column]]] = {}
    for column in columns:
        if column.meaning is not None:
            found.setdefault(column.meaning.field, []).append((column.meaning, column))
    chosen = {field: _chosen(field, many) for field, many in found.items()}
    return {field: read for field, read in chosen.items() if read}


def _chosen(field: RosterField, many: Sequence[tuple[Meaning, Column]]) -> tuple[Column, ...]:
    best = min(meaning.rank for meaning, _ in many)
    strongest = [(meaning, column) for meaning, column in many if meaning.rank == best]
    if field is RosterField.NAME and strongest[0][0].part:
        family = next((column for meaning, column in many if meaning.part == "family"), None)
        given = next((column for meaning, column in many if meaning.part == "given"), None)
        if family and given:
            return (family, given)
        return (strongest[0][1],) if best < LAST_RANK else ()
    if field in _JOINED:
        return tuple(column for _, column in strongest)
    return (strongest[0][1],)
