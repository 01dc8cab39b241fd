"""The data rows of a table as rows of a roster."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from matcher.domain import RosterField, RosterProblem, RosterRow, RosterSkipped
from matcher.sources.roster._characters import tidy
from matcher.sources.roster._headers import Header
from matcher.sources.roster._no_members import why_no_member
from matcher.sources.roster._places import OrganizationReader
from matcher.sources.roster._sheets import Sheet
from matcher.sources.roster._values import (
    FIELD_NAMES,
    RowNotes,
    date_value,
    email_value,
    name_value,
    number_value,
    text_value,
    topics_value,
    without_excel_error,
)


def read_rows(
    sheet: Sheet, header: Header, organizations: OrganizationReader
) -> Iterator[RosterRow | RosterSkipped]:
    """Read the rows below the headers, one by one; empty ones are passed over."""
    above = _merged_down(sheet, header.last + 1)
    for row in range(header.last + 1, len(sheet.cells)):
        if not any(cell.strip() for cell in sheet.cells[row]):
            continue
        values = _values(sheet, row, header, above)
        if why := why_no_member(sheet, row, header, values):
            shown = " ".join(text for cell in sheet.cells[row] if (text := tidy(cell)))
            yield RosterSkipped(row + 1, shown[:80], why)
        else:
            read = _row(row + 1, values, organizations)
            yield replace(read, problems=(*_beyond(sheet, row, header), *read.problems))


def _merged_down(sheet: Sheet, first: int) -> Mapping[tuple[int, int], str]:
    """What cells say that are merged with one above them."""
    return {
        (row, merge.left): sheet.text(merge.top, merge.left)
        for merge in sheet.merges
        if merge.top >= first
        for row in range(merge.top + 1, min(merge.bottom + 1, len(sheet.cells)))
    }


def _values(
    sheet: Sheet, row: int, header: Header, above: Mapping[tuple[int, int], str]
) -> dict[RosterField, str]:
    values = {}
    for field, columns in header.fields.items():
        texts = [
            above.get((row, column.index)) or sheet.text(row, column.index) for column in columns
        ]
        between = "\n" if field is RosterField.TOPICS else " "
        values[field] = between.join(text for text in texts if text.strip())
    return values


def _row(
    number: int, written: Mapping[RosterField, str], organizations: OrganizationReader
) -> RosterRow:
    notes = RowNotes()
    values = {field: without_excel_error(field, text, notes) for field, text in written.items()}
    name = name_value(values.get(RosterField.NAME, ""), notes)
    department = text_value(RosterField.DEPARTMENT, values.get(RosterField.DEPARTMENT, ""), notes)
    email = email_value(values.get(RosterField.EMAIL, ""), notes)
    staff_number = number_value(values.get(RosterField.NUMBER, ""), notes)
    organization = organizations.read(
        values.get(RosterField.CODE, ""),
        values.get(RosterField.ORGANIZATION, ""),
        values.get(RosterField.PREFECTURE, ""),
        notes,
    )
    appointed_on, left_on = (
        date_value(field, values.get(field, ""), notes)
        for field in (RosterField.APPOINTED_ON, RosterField.LEFT_ON)
    )
    if not email and RosterField.EMAIL in written and not written[RosterField.EMAIL].strip():
        notes.problem(
            RosterField.EMAIL,
            "",
            "メールアドレスがないため、参加者と結び付けられません。",
            "Slackに登録したアドレスを書いてください。",
        )
    return RosterRow(
        row=number,
        name=name,
        email=email,
        number=staff_number,
        code=organization.code,
        organization=organization.organization,
        prefecture=organization.prefecture,
        department=department,
        appointed_on=appointed_on,
        left_on=left_on,
        topics=topics_value(values.get(RosterField.TOPICS, ""), notes),
        status=tidy(values.get(RosterField.STATUS, "")),
        repaired=tuple(notes.repaired),
        candidates=organization.candidates,
        problems=tuple(notes.problems),
    )


def _beyond(sheet: Sheet, row: int, header: Header) -> Iterator[RosterProblem]:
    """A problem when a CSV row has more cells than headers: its values may have shifted."""
    end = header.columns[-1].index + 1
    extra = [text for cell in sheet.cells[row][end:] if (text := tidy(cell))]
    if extra and not sheet.name:
        yield RosterProblem(
            "",
            "、".join(extra)[:80],
            f"見出しの{end}列より多い値があり、列がずれているおそれがあります。",
            '「,」や改行を含む値は「"」で囲んでください。',
        )


def without_doubles(rows: list[RosterRow]) -> list[RosterRow]:
    """Mark rows of a person who stands in an earlier row.

    The same person is who has the same address, or the same staff number in the same
    organization while one of the two has no address. A name alone proves nothing.
    """
    by_email: dict[str, RosterRow] = {}
    by_number: dict[tuple[str, str], RosterRow] = {}
    marked = []
    for row in rows:
        office = (row.code or row.organization, row.number)
        numbered = by_number.get(office) if row.number else None
        first = by_email.get(row.email) if row.email else None
        field = RosterField.EMAIL
        if first is None and numbered is not None and not (row.email and numbered.email):
            first, field = numbered, RosterField.NUMBER
        if first is not None:
            marked.append(_double(row, first, field))
            continue
        if numbered is not None:
            marked.append(_clash(row, numbered))
        else:
            marked.append(row)
        if row.email:
            by_email[row.email] = row
        if row.number:
            by_number.setdefault(office, row)
    return marked


def _double(row: RosterRow, first: RosterRow, field: RosterField) -> RosterRow:
    value = row.email if field is RosterField.EMAIL else row.number
    problem = RosterProblem(
        field.value,
        value,
        f"{first.row:,}行目と同じ{FIELD_NAMES[field]}です。同じ人の行とみなしました。",
        f"1行にまとめてください。このまま取り込むと{first.row:,}行目を使います。",
    )
    return replace(row, duplicate_of=first.row, problems=(*row.problems, problem))


def _clash(row: RosterRow, first: RosterRow) -> RosterRow:
    problem = RosterProblem(
        RosterField.NUMBER.value,
        row.number,
        f"{first.row:,}行目と職員番号が同じですが、メールアドレスが違います。別の人とみなしました。",
        "同じ人なら1行にまとめ、別の人なら職員番号を確かめてください。",
    )
    return replace(row, problems=(*row.problems, problem))
