"""What a roster leaves for a person to decide, and the roster once they have decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from matcher.domain import (
    Agency,
    InputError,
    JointBody,
    PlaceCandidate,
    RosterField,
    RosterProblem,
    RosterQuestion,
    RosterReading,
    RosterRepair,
    RosterRow,
)
from matcher.places import load_directory

_ON_THE_PLACE: Final = (RosterField.ORGANIZATION, RosterField.CODE, RosterField.PREFECTURE)
_CHOSEN: Final = "候補から選びました。"


def roster_questions(reading: RosterReading) -> tuple[RosterQuestion, ...]:
    """The organizations that can be chosen from candidates, in the order of the rows."""
    alike: defaultdict[tuple[object, ...], list[RosterRow]] = defaultdict(list)
    for row in reading.rows:
        if row.candidates and row.duplicate_of is None:
            key = (row.organization, row.prefecture, row.candidates, _domain(row))
            alike[key].append(row)
    return tuple(map(_question, alike.values()))


def decide_roster(reading: RosterReading, choices: Mapping[int, str]) -> RosterReading:
    """The roster with organizations that a person chose; rows without a choice stay open.

    Args:
        reading: The roster as it was read.
        choices: Code of the chosen organization by the row's number.

    Raises:
        InputError: There is no such row, or the code is none of its candidates.
    """
    candidates = {row.row: row.candidates for row in reading.rows}
    for number, code in choices.items():
        if code not in candidates.get(number, ()):
            raise InputError(
                "この行の候補にない団体です。",
                remedy="候補の中から選んでください。",
                file=reading.file,
                place=f"{number:,}行目",
                value=code,
            )
    rows = tuple(
        _decided(row, choices[row.row]) if row.row in choices else row for row in reading.rows
    )
    return replace(reading, rows=rows)


def _domain(row: RosterRow) -> str:
    return row.email.rpartition("@")[2]


def _question(rows: list[RosterRow]) -> RosterQuestion:
    first = rows[0]
    problem = next(_problems(first), RosterProblem("", "", "", ""))
    return RosterQuestion(
        rows=tuple(row.row for row in rows),
        names=tuple(dict.fromkeys(row.name for row in rows if row.name)),
        written=first.organization or problem.value or first.prefecture,
        domain=_domain(first),
        why=problem.why,
        candidates=tuple(map(_candidate, first.candidates)),
    )


def _problems(row: RosterRow) -> Iterator[RosterProblem]:
    """Those on the place, the organization's own first."""
    for field in _ON_THE_PLACE:
        yield from (one for one in row.problems if one.field == field.value)


def _candidate(code: str) -> PlaceCandidate:
    one = load_directory().organization(code)
    return PlaceCandidate(code, one.name, "" if isinstance(one, Agency) else one.prefecture)


def _decided(row: RosterRow, code: str) -> RosterRow:
    chosen = _candidate(code)
    answered = list(_problems(row))
    written = row.organization or next((one.value for one in answered), "")
    full_name = load_directory().organization(code).full_name
    repair = RosterRepair(RosterField.ORGANIZATION.value, written, full_name, _CHOSEN)
    # Without a table the row tells best what a joint body is called.
    joint = isinstance(load_directory().organization(code), JointBody)
    return replace(
        row,
        code=code,
        organization=row.organization or chosen.name if joint else chosen.name,
        prefecture=chosen.prefecture,
        candidates=(),
        problems=tuple(one for one in row.problems if one not in answered),
        repaired=(*row.repaired, repair),
    )
