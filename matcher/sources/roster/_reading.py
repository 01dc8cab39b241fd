"""A roster file, read and judged row by row; nothing is stored."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from matcher.domain import InputError, RosterField, RosterReading, RosterRow, RosterSkipped
from matcher.places import load_directory
from matcher.sources.roster._characters import Decoded, tidy
from matcher.sources.roster._csv import csv_sheet, separators
from matcher.sources.roster._files import is_workbook, read_content, table_text, worksheets
from matcher.sources.roster._headers import Column, Header, find_header, most_telling_row, settle
from matcher.sources.roster._places import OrganizationReader, joint_bodies_named
from matcher.sources.roster._rows import read_rows, without_doubles
from matcher.sources.roster._sheets import Sheet
from matcher.sources.roster._values import FIELD_NAMES

_HEADERS: Final = (
    "「氏名」「メールアドレス」「団体名」(または「団体コード」)などの見出しを1行に書いてください。"
)
_PLACES_JUDGED: Final = 200


def read_roster(
    source: Path | bytes, *, name: str = "", organizations: Iterable[str] = ()
) -> RosterReading:
    """Read a member roster: CSV (UTF-8, with BOM, cp932, UTF-16) or XLSX.

    Args:
        source: The file, or its content.
        name: The file's name as the person knows it; for a path its own name by default.
        organizations: Known ones by what is kept of them: a joint body is then found by its name.

    Raises:
        InputError: The file is not there, protected, of another format, broken or without
            headers. What is wrong with single rows is told in the rows.
    """
    content, file = read_content(source, name)
    notices: list[str] = []
    if is_workbook(content):
        encoding, sheets = "xlsx", worksheets(content, file)
        sheet, header = _best(sheets, file)
        notices += _about_sheets(sheets, sheet)
    else:
        text = table_text(content, file)
        encoding = text.encoding
        sheet, header = _separated(text, file)
        if text.decomposed:
            notices.append("濁点が文字から分かれていた(NFD)ため、1文字に戻して読みました。")
    known = frozenset(organizations)
    places = OrganizationReader(load_directory().with_joint_bodies(known), asked=True)
    header = settle(
        header,
        lambda column: _mostly(places.is_place, sheet, header, column),
        lambda column: _mostly(places.is_code, sheet, header, column),
    )
    read = _read(sheet, header, known)
    rows = without_doubles([one for one in read if isinstance(one, RosterRow)])
    return RosterReading(
        file=file,
        sheet=sheet.name,
        encoding=encoding,
        header_rows=tuple(range(header.first + 1, header.last + 2)),
        columns=header.taken_for,
        rows=tuple(rows),
        members=sum(row.duplicate_of is None for row in rows),
        skipped=tuple(one for one in read if isinstance(one, RosterSkipped)),
        notices=(*notices, *_about_columns(header)),
    )


def _read(sheet: Sheet, header: Header, known: frozenset[str]) -> list[RosterRow | RosterSkipped]:
    """The rows; a joint body that one of them names by its code is known in all of them."""
    asked = bool({RosterField.ORGANIZATION, RosterField.CODE} & header.fields.keys())
    while True:
        directory = load_directory().with_joint_bodies(known)
        read = list(read_rows(sheet, header, OrganizationReader(directory, asked=asked)))
        named = joint_bodies_named(one for one in read if isinstance(one, RosterRow))
        if named <= known:
            return read
        known |= named


def _separated(text: Decoded, file: str) -> tuple[Sheet, Header]:
    """The table of a CSV text with the separator under which its headers can be read."""
    first, *others = separators(text.text)
    try:
        return _best([csv_sheet(text.text, first, file)], file)
    except InputError:
        for sign in others:
            with suppress(InputError):
                return _best([csv_sheet(text.text, sign, file)], file)
        raise


def _best(sheets: list[Sheet], file: str) -> tuple[Sheet, Header]:
    found = [(sheet, header) for sheet in sheets if (header := find_header(sheet))]
    if found:
        # The first of equals: max keeps it. Where headers stand says nothing across sheets.
        return max(found, key=lambda one: one[1].known)
    sheet = next((one for one in sheets if one.cells), None)
    if sheet is None:
        raise InputError(
            "表に何も書かれていません。",
            remedy="名簿の入ったシートが、非表示でなく表示されているか確かめてください。",
            file=file,
        )
    row = most_telling_row(sheet)
    shown = "、".join(text for cell in sheet.cells[row] if (text := tidy(cell)))
    raise InputError(
        "必要な列(氏名かメールアドレスか職員番号と、団体など)の見出しが見つかりません。",
        remedy=_HEADERS + "文字が化けて見えるときは、「CSV UTF-8」で保存し直してください。",
        file=file,
        place=f"{row + 1:,}行目",
        value=shown[:80],
    )


def _mostly(said: Callable[[str], bool], sheet: Sheet, header: Header, column: Column) -> bool:
    """Whether something is so of at least half of a column's values."""
    texts = Counter(
        text
        for row in range(header.last + 1, len(sheet.cells))
        if (text := tidy(sheet.text(row, column.index)))
    )
    judged = [text for text, _ in texts.most_common(_PLACES_JUDGED)]
    return bool(judged) and 2 * sum(map(said, judged)) >= len(judged)


def _about_sheets(sheets: Iterable[Sheet], read: Sheet) -> Iterable[str]:
    others = [sheet.name for sheet in sheets if sheet is not read and sheet.cells]
    if others:
        names = "、".join(f"「{name}」" for name in others)
        yield f"シート「{read.name}」だけを読みました。ほかのシートは読んでいません: {names}"
    if read.hidden_rows:
        yield f"非表示の行が{read.hidden_rows:,}行あります。ほかの行と同じように読みました。"


def _about_columns(header: Header) -> Iterable[str]:
    if RosterField.EMAIL not in header.fields:
        yield "メールアドレスの列がないため、参加者と結び付けられません。"
    if not {RosterField.ORGANIZATION, RosterField.CODE} & header.fields.keys():
        yield f"{FIELD_NAMES[RosterField.ORGANIZATION]}の列がないため、所属団体は変わりません。"
