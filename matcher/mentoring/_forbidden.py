"""Pairs that never come about, and what may be said of it to whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from matcher.domain import PairFeedback, RoundInput
from matcher.language import normalise

SELF_CODE = "same_person"
EXCLUDED_CODE = "excluded"
SUPERIOR_CODE = "superior"


@dataclass(frozen=True, slots=True)
class Ban:
    """Why two people never come together.

    Attributes:
        code: Kind of the reason.
        reason: The organizer's words.
        hidden_from: Ids of those who are not told.
    """

    code: str
    reason: str = ""
    hidden_from: frozenset[str] = frozenset()


def forbidden_pairs(
    round_input: RoundInput, same_people: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], Ban]:
    """Why pairs never come about, by the ids of mentee and mentor.

    Args:
        round_input: The round.
        same_people: Rows of one person on both lists, by the ids of mentee and mentor.
    """
    mentees = {one.id for one in round_input.mentees}
    mentors = {one.id for one in round_input.mentors}
    bans = {key: Ban(SELF_CODE) for key in same_people}
    for first, second, why in _between(round_input):
        for mentee, mentor in ((first, second), (second, first)):
            if mentee in mentees and mentor in mentors:
                known = bans.setdefault((mentee, mentor), why)
                # What both may be told wins: it hides nothing and reveals nothing.
                if known.hidden_from and not why.hidden_from:
                    bans[mentee, mentor] = why
    if not round_input.rules.superiors:
        for key in _under_superiors(round_input):
            bans.setdefault(key, Ban(SUPERIOR_CODE))
    return bans


def _between(round_input: RoundInput) -> Iterator[tuple[str, str, Ban]]:
    """People who are not brought together in either order."""
    for one in sorted(round_input.exclusions, key=astuple):
        hidden_from = {
            "mentee": {one.mentor},
            "mentor": {one.mentee},
            "either": {one.mentee, one.mentor},
        }.get(one.refused_by, set())
        yield one.mentee, one.mentor, Ban(EXCLUDED_CODE, one.reason, frozenset(hidden_from))
    for past in sorted(round_input.past, key=astuple):
        if past.feedback is PairFeedback.NOT_HELPED:
            yield past.mentee, past.mentor, Ban(EXCLUDED_CODE, hidden_from=frozenset({past.mentor}))


def _under_superiors(round_input: RoundInput) -> Iterator[tuple[str, str]]:
    by_name: dict[str, list[str]] = {}
    for mentor in round_input.mentors:
        for name in {mentor.id, plain_name(mentor.name), mentor.email.casefold()} - {""}:
            by_name.setdefault(name, []).append(mentor.id)
    for mentee in round_input.mentees:
        if mentee.superior:
            names = {mentee.superior, plain_name(mentee.superior), mentee.superior.casefold()}
            for name in names:
                yield from ((mentee.id, mentor) for mentor in by_name.get(name, ()))


def plain_name(name: str) -> str:
    """A name as it is compared: one width, no blanks."""
    return "".join(normalise(name).split())


def past_pairs(round_input: RoundInput) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Names of the rounds in which two people were a pair, in either order of their ids."""
    rounds: dict[tuple[str, str], dict[str, None]] = {}
    for one in round_input.past:
        for key in ((one.mentee, one.mentor), (one.mentor, one.mentee)):
            rounds.setdefault(key, {})[one.round] = None
    return {key: tuple(sorted(names)) for key, names in rounds.items()}
