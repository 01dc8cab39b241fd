"""Where members worked at a moment, as far as a roster told of moves and leavings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from matcher.domain import TOKYO, Tenure
from matcher.language import Analyzer, fields_of_work
from matcher.places import same_organization
from matcher.snapshot._members import (
    MOVED_SOMETIME,
    microseconds,
    move_in_title,
    organization_facts,
    topics_named,
)

_COLUMNS = {
    "member": "int32",
    "organization": "str",
    "department": "str",
    "fields": "str",
    "began_at": "int64",
    "ended_at": "int64",
    "other_work": "bool",
}


def tenure_table(
    tenures: Mapping[str, Sequence[Tenure]],
    account_number: Mapping[str, int],
    analyzer: Analyzer,
) -> pd.DataFrame:
    """One row per tenure, by member and time.

    Columns: ``member``, ``organization`` (code), ``department``, ``fields`` (topic ids that the
    department's name holds), ``began_at`` (µs, 0 unknown), ``ended_at`` (µs, 0 while it lasts: the
    move to the next one, or the end of the last day of who left) and ``other_work``: whether the
    work is another one than that of the tenure before.
    """
    rows = [
        row
        for member_id in sorted(tenures, key=account_number.__getitem__)
        for row in _rows(account_number[member_id], tenures[member_id], analyzer)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _rows(member: int, tenures: Sequence[Tenure], analyzer: Analyzer) -> list[dict[str, object]]:
    fields = [topics_named(one.department, analyzer) for one in tenures]
    changed = [False, *(_other_work(*two) for two in pairwise(tenures))]
    last = len(tenures) - 1
    return [
        {
            "member": member,
            "organization": one.organization_code,
            "department": one.department,
            "fields": ";".join(fields[position]),
            "began_at": _midnight(one.from_),
            "ended_at": _midnight(
                one.to + timedelta(days=1) if one.to and position == last else one.to
            ),
            "other_work": changed[position],
        }
        for position, one in enumerate(tenures)
    ]


def _other_work(before: Tenure, after: Tenure) -> bool:
    """Whether what was known of the former work says little of the later one.

    Not so where the names of both divisions tell of the same field (a division that was renamed,
    a secondment), or in one organization one name is within the other (a section of the division).
    """
    one, other = before.department, after.department
    if fields_of_work(one) & fields_of_work(other):
        return False
    if same_organization(before.organization_code, after.organization_code):
        return not (one in other or other in one)
    return True


def _midnight(day: date | None) -> int:
    return microseconds(datetime.combine(day, time.min, TOKYO)) if day else 0


def with_tenures(members: pd.DataFrame, tenures: pd.DataFrame, now: int) -> pd.DataFrame:
    """The member table with the moves and leavings of the tenures that lie before ``now`` (µs)."""
    if tenures.empty:
        return members
    table = _Columns(members)
    for number, rows in _by_member(tenures):
        table.set_move(number, [row for row in rows if row["began_at"] < now])
        ended = rows[-1]["ended_at"]
        if ended and table["active"][number]:
            table["left_at"][number] = ended
            table["active"][number] = ended > now
    return table.frame()


def before_moves(members: pd.DataFrame, tenures: pd.DataFrame, as_of: int) -> pd.DataFrame:
    """The member table without moves and leavings at or after a moment."""
    later = tenures["began_at"] >= as_of
    stays = members["left_at"] >= as_of
    if not later.any() and not stays.any():
        return members
    table = _Columns(members)
    for number in stays.to_numpy().nonzero()[0].tolist():
        table["active"][number] = True
        table["left_at"][number] = 0
    for number, rows in _by_member(tenures[tenures["member"].isin(tenures["member"][later])]):
        known = [row for row in rows if row["began_at"] < as_of]
        table.set_place(number, known[-1] if known else _NOWHERE)
        table.set_move(number, known)
    return table.frame()


_Row = dict[str, Any]
_NOWHERE: _Row = {"organization": "", "department": "", "fields": ""}


def _by_member(tenures: pd.DataFrame) -> Iterator[tuple[int, list[_Row]]]:
    rows: list[_Row] = [
        dict(zip(tenures.columns, row, strict=True)) for row in tenures.itertuples(index=False)
    ]
    for number, of_member in groupby(rows, key=lambda row: int(row["member"])):
        yield number, list(of_member)


class _Columns:
    """A table of members whose cells are changed one by one, without changing the table itself."""

    def __init__(self, members: pd.DataFrame) -> None:
        self._members = members
        self._changed: dict[str, list[Any]] = {}

    def __getitem__(self, name: str) -> list[Any]:
        if name not in self._changed:
            self._changed[name] = self._members[name].tolist()
        return self._changed[name]

    def frame(self) -> pd.DataFrame:
        """The table with the changes."""
        types = {name: self._members[name].dtype for name in self._changed}
        return self._members.assign(**self._changed).astype(types)

    def set_place(self, number: int, tenure: _Row) -> None:
        """Let a member work where a tenure says."""
        facts = organization_facts(tenure["organization"])
        for name, value in asdict(facts).items():
            self[name][number] = value
        if not facts.organization:
            self["organization_source"][number] = ""
        self["department"][number] = tenure["department"]
        self["department_fields"][number] = tenure["fields"]

    def set_move(self, number: int, known: Sequence[_Row]) -> None:
        """The last move to other work: of the tenures, or of the title where it is later."""
        at, left = move_in_title(self["title"][number])
        moves = [
            (row["began_at"], before["department"])
            for before, row in pairwise(known)
            if row["other_work"]
        ]
        if moves and (at == MOVED_SOMETIME or moves[-1][0] > at):
            at, left = moves[-1]
        self["moved_at"][number], self["moved_from"][number] = at, left
