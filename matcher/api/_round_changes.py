"""What organizers decide in a round, as the content of its next revision: pure functions."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from matcher.domain import (
    CommunityStateError,
    Exclusion,
    InputError,
    KeptPair,
    PairFeedback,
    Participant,
    PastPair,
    RoundInput,
    StoredRound,
    UnknownNameError,
    Withdrawn,
)
from matcher.store import RoundContent

Person = TypeVar("Person", bound=Participant)

IdPair = tuple[str, str]
"""Ids of two people, the mentee first."""


def joined(stored: StoredRound, joining: RoundInput) -> RoundContent:
    """People come to it, or other rows of those who are there."""
    now = stored.input
    new = replace(
        now,
        mentees=_merged(now.mentees, joining.mentees),
        mentors=_merged(now.mentors, joining.mentors),
        exclusions=tuple(dict.fromkeys([*now.exclusions, *joining.exclusions])),
        past=tuple(dict.fromkeys([*now.past, *joining.past])),
        withdrawn=tuple(dict.fromkeys([*now.withdrawn, *joining.withdrawn])),
        notices=tuple(dict.fromkeys([*now.notices, *joining.notices])),
    )
    if new == now:
        raise InputError("何も変わりません。", remedy="新しい人か、変わった内容を入れてください。")
    return _with_input(stored, new)


def withdrawn(
    stored: StoredRound, person: str, *, why: str = "", again: bool = False
) -> RoundContent:
    """Somebody leaves the round, or comes back.

    Raises:
        UnknownNameError: They are on neither list.
    """
    _require(person, {one.id for one in (*stored.input.mentees, *stored.input.mentors)})
    others = [one for one in stored.input.withdrawn if one.id != person]
    now = others if again else [*others, Withdrawn(person, why)]
    return _with_input(stored, replace(stored.input, withdrawn=tuple(now)))


def pinned(stored: StoredRound, pair: IdPair) -> RoundContent:
    """A pair of the solution stays.

    Raises:
        UnknownNameError: The solution has no such pair.
    """
    _require_pair(stored, pair)
    kept = [*_kept_without(stored, [pair[0]]), KeptPair(*pair)]
    return _marked(_with_input(stored, replace(stored.input, kept=tuple(kept))), pair, kept=True)


def unpinned(stored: StoredRound, pair: IdPair) -> RoundContent:
    """A pinned pair is up to the solver again.

    Raises:
        CommunityStateError: It was published.
    """
    _refuse_published(stored, [pair])
    kept = tuple(one for one in stored.input.kept if (one.mentee, one.mentor) != pair)
    return _marked(_with_input(stored, replace(stored.input, kept=kept)), pair, kept=False)


def assigned(stored: StoredRound, pair: IdPair) -> RoundContent:
    """Two people will be a pair.

    Raises:
        UnknownNameError: They are not on the lists.
        CommunityStateError: The mentee is in a published pair.
        InputError: They are one person, or somebody refused.
    """
    _require(pair[0], {one.id for one in stored.input.mentees})
    _require(pair[1], {one.id for one in stored.input.mentors})
    return _with_input(stored, _keeping(stored, [pair]))


def swapped(stored: StoredRound, mentee: str, other: str) -> RoundContent:
    """Two mentees exchange their mentors.

    Raises:
        UnknownNameError: One of them has no mentor.
        CommunityStateError: One of them is in a published pair.
        InputError: A new pair is not allowed.
    """
    mentor_of = stored.solution.mentor_of if stored.solution is not None else {}
    for one in (mentee, other):
        _require(one, mentor_of)
    return _with_input(
        stored, _keeping(stored, [(mentee, mentor_of[other]), (other, mentor_of[mentee])])
    )


def forbidden(stored: StoredRound, pair: IdPair) -> RoundContent:
    """Two people are not brought together.

    Raises:
        CommunityStateError: The pair was published.
    """
    _refuse_published(stored, [pair])
    kept = tuple(one for one in stored.input.kept if (one.mentee, one.mentor) != pair)
    exclusions = dict.fromkeys([*stored.input.exclusions, Exclusion(*pair)])
    return _with_input(stored, replace(stored.input, kept=kept, exclusions=tuple(exclusions)))


def allowed(stored: StoredRound, pair: IdPair) -> RoundContent:
    """What the organizer decided against a pair is taken back; what one of the two said stays."""
    exclusions = tuple(
        one
        for one in stored.input.exclusions
        if one.refused_by or {one.mentee, one.mentor} != set(pair)
    )
    return _with_input(stored, replace(stored.input, exclusions=exclusions))


def published(stored: StoredRound) -> RoundContent:
    """All pairs of the solution are told, and stay.

    Raises:
        CommunityStateError: There is no solution, it does not know the last decisions, or nothing
            is new in it.
    """
    if stored.solution is None:
        raise CommunityStateError("まだ組み合わせていません。", remedy="先に組み合わせてください。")
    if stored.decided:
        raise CommunityStateError(
            "組み合わせた後に、人や指定が変わっています。",
            remedy="もう一度組んでから知らせてください。",
        )
    pairs = [KeptPair(one.mentee, one.mentor, published=True) for one in stored.solution.pairs]
    if {(one.mentee, one.mentor) for one in pairs} <= stored.published_pairs:
        raise CommunityStateError(
            "新しく知らせる組がありません。", remedy="人が加わったら、もう一度組んでください。"
        )
    return _with_input(stored, replace(stored.input, kept=tuple(pairs)))


def said(stored: StoredRound, pair: IdPair, word: PairFeedback) -> RoundContent:
    """What the two said of their pair, weeks later; ``NONE`` takes it back.

    Raises:
        UnknownNameError: The pair was not published.
    """
    if pair not in stored.published_pairs:
        raise UnknownNameError(
            "その組は、まだ知らせていません。",
            value=f"{pair[0]} – {pair[1]}",
            remedy="知らせた組だけに、感想を付けられます。",
        )
    others = [one for one in stored.feedback if (one.mentee, one.mentor) != pair]
    if word is not PairFeedback.NONE:
        others.append(PastPair(*pair, stored.name, word))
    return replace(_content(stored), feedback=tuple(others))


def _content(stored: StoredRound) -> RoundContent:
    return RoundContent(input=stored.input, solution=stored.solution, feedback=stored.feedback)


def _with_input(stored: StoredRound, new: RoundInput) -> RoundContent:
    return replace(_content(stored), input=new)


def _marked(content: RoundContent, pair: IdPair, *, kept: bool) -> RoundContent:
    """The solution that tells which of its pairs stay."""
    if content.solution is None:
        return content
    pairs = tuple(
        replace(one, kept=kept) if (one.mentee, one.mentor) == pair else one
        for one in content.solution.pairs
    )
    return replace(content, solution=replace(content.solution, pairs=pairs))


def _keeping(stored: StoredRound, pairs: list[IdPair]) -> RoundInput:
    """The input with these pairs pinned in place of what else was pinned of the mentees."""
    mentees = [mentee for mentee, _ in pairs]
    mine = [(one.mentee, one.mentor) for one in stored.input.kept if one.mentee in mentees]
    _refuse_published(stored, mine)
    for mentee, mentor in pairs:
        if mentee == mentor:
            raise InputError(
                "同じ人なので、組にできません。", remedy="別の人を選んでください。", value=mentee
            )
        if any({one.mentee, one.mentor} == {mentee, mentor} for one in stored.input.exclusions):
            raise InputError(
                "組まない指定がある2人です。",
                remedy="別の人を選ぶか、組まない指定を見直してください。",
                value=f"{mentee} – {mentor}",
            )
    kept = [*_kept_without(stored, mentees), *(KeptPair(*pair) for pair in pairs)]
    return replace(stored.input, kept=tuple(kept))


def _kept_without(stored: StoredRound, mentees: Iterable[str]) -> list[KeptPair]:
    gone = set(mentees)
    return [one for one in stored.input.kept if one.mentee not in gone]


def _refuse_published(stored: StoredRound, pairs: Iterable[IdPair]) -> None:
    for pair in pairs:
        if pair in stored.published_pairs:
            raise CommunityStateError(
                "もう知らせた組なので、変えられません。",
                remedy="やめるときは、辞退した人を「参加しない」にしてください。",
                value=f"{pair[0]} – {pair[1]}",
            )


def _require_pair(stored: StoredRound, pair: IdPair) -> None:
    mentor_of = stored.solution.mentor_of if stored.solution is not None else {}
    if mentor_of.get(pair[0]) != pair[1]:
        raise UnknownNameError(
            "その組はありません。",
            value=f"{pair[0]} – {pair[1]}",
            remedy="いまの組を確かめてください。",
        )


def _require(person: str, known: Iterable[str]) -> None:
    if person not in known:
        raise UnknownNameError(
            "その人は、この回にいません。", value=person, remedy="名簿のidを確かめてください。"
        )


def _merged(now: tuple[Person, ...], new: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple({one.id: one for one in (*now, *new)}.values())
