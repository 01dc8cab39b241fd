"""Who stands on both lists of a round: told by ids and addresses, else by name and organization."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from matcher.domain import Account, Participant, RoundInput
from matcher.mentoring._forbidden import plain_name

IdPair = tuple[str, str]
"""Ids of two rows, the mentee's first."""


@dataclass(frozen=True)
class SamePeople:
    """Rows of one person on both lists.

    Attributes:
        sure: Told by an id, an address or an account.
        by_name: Told by nothing but name and organization; an organizer should know.
    """

    sure: frozenset[IdPair]
    by_name: frozenset[IdPair]

    @property
    def all(self) -> list[IdPair]:
        """Both, by id."""
        return sorted(self.sure | self.by_name)


def same_people(round_input: RoundInput, accounts: Mapping[str, Account]) -> SamePeople:
    """Find who is mentee and mentor.

    Args:
        round_input: The round.
        accounts: Account by the participant's id, for those who have one.
    """

    def account(person: Participant) -> str:
        known = accounts.get(person.id)
        return "" if known is None else known.account_id

    def signs(person: Participant) -> Iterator[Hashable]:
        yield person.id
        yield from filter(None, (person.email.casefold(), account(person)))

    def name_signs(person: Participant) -> Iterator[Hashable]:
        if person.name and person.organization:
            yield plain_name(person.name), plain_name(person.organization)

    def may_be_one(one: Participant, other: Participant) -> bool:
        """Whether nothing known of both differs."""
        facts = (
            (one.email.casefold(), other.email.casefold()),
            (plain_name(one.department), plain_name(other.department)),
            (account(one), account(other)),
        )
        return all(own == theirs for own, theirs in facts if own and theirs)

    sides = round_input.mentees, round_input.mentors
    sure = {(one.id, other.id) for one, other in _sharing(*sides, signs)}
    namesakes = {
        (one.id, other.id) for one, other in _sharing(*sides, name_signs) if may_be_one(one, other)
    }
    return SamePeople(frozenset(sure), frozenset(namesakes - sure))


def _sharing(
    mentees: Iterable[Participant],
    mentors: Iterable[Participant],
    signs: Callable[[Participant], Iterable[Hashable]],
) -> Iterator[tuple[Participant, Participant]]:
    """Mentees and mentors who have a sign in common."""
    with_sign: dict[Hashable, list[Participant]] = {}
    for mentor in mentors:
        for sign in signs(mentor):
            with_sign.setdefault(sign, []).append(mentor)
    for mentee in mentees:
        for sign in signs(mentee):
            yield from ((mentee, mentor) for mentor in with_sign.get(sign, ()))
