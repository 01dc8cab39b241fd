"""A folder of tables, read into a round."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from matcher.domain import (
    Exclusion,
    InputError,
    KeptPair,
    Participant,
    PastPair,
    RoundInput,
    Side,
    Withdrawn,
)
from matcher.sources.rounds import _columns as columns
from matcher.sources.rounds._people import feedback_of, read_mentees, read_mentors
from matcher.sources.rounds._rules import read_rules
from matcher.sources.rounds._table import Table, TableRow, plain_id, read_table

_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_PAIR: Final = ("mentee", "mentor")
_MENTOR_WORDS: Final = ("助言者", "メンター", "mentor")
_MENTEE_WORDS: Final = ("相談者", "メンティー", "メンティ", "mentee")
_EITHER_WORDS: Final = ("both", "either", "双方", "両方", "お互い", "不明", "unknown")
_DECIDERS: Final = ("organizer", "運営", "事務局")
_REFUSING: Final = re.compile(
    "希望|意向|要望|都合|願い|辞退|拒否|断[りっ]|申し出|避けた|苦手|嫌|相性|合わな|トラブル|本人"
    r"|refus|declin|request|prefer|avoid|not want|(?<![a-z])ng(?![a-z])"
)
"""What people say of each other; what is so whoever says it (元上司, 親族) is none of it."""


def read_round(folder: Path) -> RoundInput:
    """Read a round from a folder.

    ``mentees`` and ``mentors`` must be there; ``exclusions``, ``history``, ``published``,
    ``pinned``, ``withdrawn`` and ``rules`` may be. Each is a CSV file (UTF-8 or cp932) or an
    XLSX workbook with headers in English or Japanese.

    Raises:
        InputError: The folder or a required file is not there, or a cell cannot be used.
    """
    files = _files(folder)
    rules, weights = read_rules(_table(files, "rules", columns.RULES, ("rule", "value")))
    mentees = read_mentees(_table(files, "mentees", columns.MENTEES, ("id",)))
    mentors = read_mentors(_table(files, "mentors", columns.MENTORS, ("id",)), rules)
    names = _Names([*mentees.people, *mentors.people])
    return RoundInput(
        mentees=mentees.people,
        mentors=mentors.people,
        exclusions=tuple(
            Exclusion(*names.pair(row, told=True), row.text("reason"), _refused_by(row))
            for row in _table(files, "exclusions", columns.EXCLUSIONS, _PAIR)
        ),
        past=tuple(
            PastPair(*names.pair(row), row.id("round"), feedback_of(row))
            for row in _table(files, "history", columns.HISTORY, _PAIR)
        ),
        kept=tuple(
            KeptPair(*names.pair(row), published=kind == "published")
            for kind in ("published", "pinned")
            for row in _table(files, kind, columns.PAIRS, _PAIR)
        ),
        withdrawn=tuple(
            Withdrawn(names.one(row, "id", told=True), row.text("reason"))
            for row in _table(files, "withdrawn", columns.WITHDRAWN, ("id",))
        ),
        rules=rules,
        weights=weights,
        notices=(*mentees.notices, *mentors.notices, *names.notices),
    )


def _files(folder: Path) -> Mapping[str, Path]:
    if not folder.is_dir():
        raise InputError(
            "フォルダーがありません。",
            remedy="mentees と mentors の表を入れたフォルダーを選んでください。",
            value=str(folder),
        )
    kinds = {name: kind for kind, many in columns.FILES.items() for name in many}
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        stem = unicodedata.normalize("NFKC", path.stem).strip().casefold()
        kind = kinds.get(stem)
        if kind is None or path.suffix.lower() not in _ENDINGS:
            continue
        if kind in found:
            raise InputError(
                f"同じ種類の表が2つあります: {found[kind].name}、{path.name}",
                remedy="使うほうだけを残してください。",
                file=folder.name,
            )
        found[kind] = path
    if missing := [kind for kind in ("mentees", "mentors") if kind not in found]:
        raise InputError(
            f"必要な表がありません: {'、'.join(missing)}",
            remedy="mentees.csv と mentors.csv(または .xlsx)をフォルダーに入れてください。",
            file=folder.name,
        )
    return found


def _table(
    files: Mapping[str, Path], kind: str, names: Mapping[str, str], required: tuple[str, ...]
) -> Table:
    if kind not in files:
        return Table("", frozenset(), ())
    return read_table(files[kind], names, required)


class _Names:
    """Ids of people as other tables write them: by id, else by a name or an address only one has.

    Args:
        listed: Both lists.
    """

    def __init__(self, listed: Sequence[Participant]) -> None:
        self._ids = {one.id for one in listed}
        written: dict[str, set[str]] = {}
        for one in listed:
            for name in (one.name, one.email, one.id):
                written.setdefault(_folded(name), set()).add(one.id)
        self._by_name = {name: ids.pop() for name, ids in written.items() if len(ids) == 1}
        self.notices: list[str] = []

    def pair(self, row: TableRow, *, told: bool = False) -> tuple[str, str]:
        """The two people of a row."""
        return self.one(row, "mentee", told=told), self.one(row, "mentor", told=told)

    def one(self, row: TableRow, column: str, *, told: bool = False) -> str:
        """The person in a cell; where asked for, a notice tells of one on neither list."""
        written = row.required_id(column)
        if written in self._ids:
            return written
        found = self._by_name.get(_folded(written), "")
        if not found and told:
            self.notices.append(
                f"{row.file}の{row.number:,}行目: 「{written}」は名簿にありません。"
                "この行は使いませんでした。"
            )
        return found or written


def _folded(text: str) -> str:
    return "".join(plain_id(text).casefold().split())


def _refused_by(row: TableRow) -> Side:
    """Who refuses: as the column says, else as the reason tells (助言者側の希望)."""
    written = row.text("refused_by").casefold()
    reason = row.text("reason").casefold()
    if not written:
        refused = _REFUSING.search(reason) and not any(word in reason for word in _DECIDERS)
        return (_side_named(reason) or "either") if refused else ""
    by_id: Mapping[str, Side] = {row.id("mentee"): "mentee", row.id("mentor"): "mentor"}
    side = by_id.get(row.id("refused_by"), _side_named(written))
    if not side and any(word in written for word in _EITHER_WORDS):
        return "either"
    if side or written in _DECIDERS:
        return side
    raise row.error(
        "refused_by",
        "断った側として読めません。",
        "mentee(メンティー)か mentor(メンター)にしてください。",
    )


def _side_named(text: str) -> Side:
    mentor = any(word in text for word in _MENTOR_WORDS)
    mentee = any(word in text for word in _MENTEE_WORDS)
    if mentor and mentee:
        return "either"
    return "mentor" if mentor else "mentee" if mentee else ""
