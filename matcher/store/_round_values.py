"""A round's content as entries, one for each person, pair or setting, and back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from matcher.domain import (
    Exclusion,
    KeptPair,
    Mentee,
    Mentor,
    Pair,
    PastPair,
    RoundInput,
    RoundLeftOut,
    RoundMethods,
    RoundRules,
    RoundSolution,
    RoundWeights,
    Unmatched,
    UnusedMentor,
    Withdrawn,
)
from matcher.store._values import storable

Key = tuple[str, str, str]
"""Kind of the entry, and the one or two people it is about (the mentee first)."""

Entries = dict[Key, str]
"""JSON by key: a list, as two people may stand in several exclusions or past pairs."""

Value = TypeVar("Value")

SOLUTION_KINDS = ("pair", "unmatched", "unused", "left_out", "told", "quality")
"""Kinds that make up a solution."""


def input_entries(round_input: RoundInput) -> Entries:
    """People, rules and decisions."""
    return _entries(
        [
            *(("mentee", one.id, "", one) for one in round_input.mentees),
            *(("mentor", one.id, "", one) for one in round_input.mentors),
            *(("exclusion", one.mentee, one.mentor, one) for one in round_input.exclusions),
            *(("past", one.mentee, one.mentor, one) for one in round_input.past),
            *(("kept", one.mentee, one.mentor, one) for one in round_input.kept),
            *(("withdrawn", one.id, "", one) for one in round_input.withdrawn),
            *(("notice", "", "", text) for text in round_input.notices),
            ("rules", "", "", round_input.rules),
            ("weights", "", "", round_input.weights),
        ]
    )


def solution_entries(solution: RoundSolution | None) -> Entries:
    """Who was brought together, who was not, and how good it is; none without a solution."""
    if solution is None:
        return {}
    return _entries(
        [
            *(("pair", one.mentee, one.mentor, one) for one in solution.pairs),
            *(("unmatched", one.mentee, "", one) for one in solution.unmatched),
            *(("unused", one.mentor, "", one) for one in solution.unused),
            *(("left_out", one.id, "", one) for one in solution.left_out),
            *(("told", "", "", text) for text in solution.notices),
            ("quality", "", "", solution.quality),
        ]
    )


def feedback_entries(feedback: Iterable[PastPair]) -> Entries:
    """What was said of published pairs."""
    return _entries(("feedback", one.mentee, one.mentor, one) for one in feedback)


def to_input(entries: Entries) -> RoundInput:
    """The input that :func:`input_entries` was made of; rows in the order of their ids."""
    found = _by_kind(entries)
    return RoundInput(
        mentees=_values(Mentee, found["mentee"]),
        mentors=_values(Mentor, found["mentor"]),
        exclusions=_values(Exclusion, found["exclusion"]),
        past=_values(PastPair, found["past"]),
        kept=_values(KeptPair, found["kept"]),
        withdrawn=_values(Withdrawn, found["withdrawn"]),
        rules=_values(RoundRules, found["rules"])[0],
        weights=_values(RoundWeights, found["weights"])[0],
        notices=tuple(found["notice"]),
    )


def to_solution(entries: Entries) -> RoundSolution | None:
    """The solution that :func:`solution_entries` was made of."""
    found = _by_kind(entries)
    if not found["quality"]:
        return None
    return RoundSolution(
        pairs=_values(Pair, found["pair"]),
        unmatched=_values(Unmatched, found["unmatched"]),
        unused=_values(UnusedMentor, found["unused"]),
        quality=_values(RoundMethods, found["quality"])[0],
        left_out=_values(RoundLeftOut, found["left_out"]),
        notices=tuple(found["told"]),
    )


def to_feedback(entries: Entries) -> tuple[PastPair, ...]:
    """The feedback that :func:`feedback_entries` was made of."""
    return _values(PastPair, _by_kind(entries)["feedback"])


def _entries(rows: Iterable[tuple[str, str, str, object]]) -> Entries:
    grouped: defaultdict[Key, list[object]] = defaultdict(list)
    for kind, one, other, value in rows:
        grouped[kind, storable(one), storable(other)].append(_encoded(value))
    return {
        key: storable(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
        for key, values in grouped.items()
    }


def _by_kind(entries: Entries) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for key in sorted(entries):
        found[key[0]] += json.loads(entries[key])
    return found


def _values(kind: type[Value], rows: Sequence[Any]) -> tuple[Value, ...]:
    return tuple(_decoded(kind, row) for row in rows)


def _encoded(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _encoded(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_encoded(one) for one in value]
    return value


def _decoded(kind: Any, value: Any) -> Any:
    """A value of a type from plain JSON; a field that an older version did not have, by default."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        known = hints.keys() & value.keys()
        return kind(**{name: _decoded(hints[name], value[name]) for name in known})
    if get_origin(kind) is tuple:
        return tuple(_decoded(get_args(kind)[0], one) for one in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
