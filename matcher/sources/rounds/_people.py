"""The two lists of a round: people, with what they wish or offer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from matcher.domain import (
    Mentee,
    Mentor,
    PairFeedback,
    Participant,
    PlaceWish,
    RoundRules,
)
from matcher.sources.rounds._table import Table, TableRow

Person = TypeVar("Person", bound=Participant)

_PLACES: Final[Mapping[str, PlaceWish]] = {
    **dict.fromkeys(
        ("", "anywhere", "any", "どこでも", "どちらでも", "指定なし", "なし"), PlaceWish.ANYWHERE
    ),
    **dict.fromkeys(("near", "近い", "近く", "近隣", "同じ都道府県", "同じ県"), PlaceWish.NEAR),
    **dict.fromkeys(("far", "遠い", "遠く", "離れた地域", "ほかの地域"), PlaceWish.FAR),
}
_FEEDBACK: Final[Mapping[str, PairFeedback]] = {
    "": PairFeedback.NONE,
    **dict.fromkeys(("helped", "good", "役に立った", "よかった"), PairFeedback.HELPED),
    **dict.fromkeys(("not_helped", "bad", "合わなかった", "ちがう"), PairFeedback.NOT_HELPED),
    **dict.fromkeys(("not_met", "noshow", "会えなかった", "話せなかった"), PairFeedback.NOT_MET),
}


@dataclass(frozen=True)
class People(Generic[Person]):
    """One list, and what is to be said of how it was read."""

    people: tuple[Person, ...]
    notices: tuple[str, ...]


def read_mentees(table: Table) -> People[Mentee]:
    """The mentees.

    Raises:
        InputError: An id is missing or stands for two, or a cell cannot be read.
    """
    notices = []
    if table.rows and not table.columns & {"topics", "text"}:
        notices.append(f"{table.file}に希望の列(wants)がないため、希望なしとして組みます。")
    return _people(table, _mentee, notices)


def read_mentors(table: Table, rules: RoundRules) -> People[Mentor]:
    """The mentors; those without a number get the default capacity.

    Raises:
        InputError: As :func:`read_mentees`.
    """
    notices = []
    default = rules.default_capacity
    if table.rows and "capacity" not in table.columns:
        notices.append(f"{table.file}に定員の列(capacity)がないため、全員{default}人としました。")
    elif blank := [row for row in table if row.count("capacity") is None]:
        shown = "、".join(row.id("id") for row in blank[:5]) + ("など" if len(blank) > 5 else "")
        notices.append(
            f"{table.file}: 定員が空欄のメンター{len(blank):,}人({shown})は、"
            f"{default}人としました。"
            "違うときは、定員を書いてからもう一度組んでください。"
        )
    return _people(table, lambda row: _mentor(row, default), notices)


def feedback_of(row: TableRow) -> PairFeedback:
    """What was said of an earlier pair.

    Raises:
        InputError: It is none of the known words.
    """
    return _chosen(row, "feedback", _FEEDBACK, "役に立った、合わなかった、会えなかった のどれか")


def _mentee(row: TableRow) -> Mentee:
    words = "near(近い)か far(遠い)"
    return Mentee(
        **_common(row),
        place=_chosen(row, "place", _PLACES, words),
        same_boat=row.flag("same_boat"),
        waited=row.flag("waited"),
    )


def _mentor(row: TableRow, default: int) -> Mentor:
    capacity = row.count("capacity")
    return Mentor(**_common(row), capacity=default if capacity is None else capacity)


def _common(row: TableRow) -> dict[str, Any]:
    return {
        "id": row.required_id("id"),
        "name": " ".join(row.text("name").split()),
        "organization": row.text("organization"),
        "department": row.text("department"),
        "prefecture": row.text("prefecture"),
        "email": row.id("email").replace(" ", "").lower(),
        "superior": row.id("superior"),
        "topics": row.words("topics"),
        "text": row.text("text"),
        "solo_it": row.flag("solo_it"),
    }


def _people(table: Table, read: Callable[[TableRow], Person], notices: list[str]) -> People[Person]:
    found: dict[str, tuple[int, Person]] = {}
    for row in table:
        person = read(row)
        number, known = found.setdefault(person.id, (row.number, person))
        if known is person:
            continue
        if known != person:
            raise row.error(
                "id",
                f"同じidが{number:,}行目にもあり、内容が違います。",
                "同じ人なら1行にまとめ、別の人なら別のidにしてください。",
            )
        notices.append(
            f"{table.file}の{row.number:,}行目は{number:,}行目と同じなので、1人と数えました。"
        )
    return People(tuple(person for _, person in found.values()), tuple(notices))


Choice = TypeVar("Choice")


def _chosen(row: TableRow, column: str, words: Mapping[str, Choice], offered: str) -> Choice:
    written = "".join(row.text(column).split()).casefold()
    if written not in words:
        raise row.error(column, "その値は使えません。", f"{offered}にしてください。")
    return words[written]
