"""Who stays without a partner, why, and what would help; refusals are told to the refuser only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.domain import HELP_PREFIX, Reason, Unmatched, UnusedMentor
from matcher.mentoring._edges import Flags, Integers
from matcher.mentoring._forbidden import EXCLUDED_CODE, SELF_CODE, SUPERIOR_CODE
from matcher.mentoring._permitted import Permissions

_BLOCK = 256


@dataclass(frozen=True)
class Seats:
    """How full the mentors are in a solution.

    Attributes:
        load: Per mentor, mentees.
        capacity: Per mentor, seats; more than the load is a free seat.
        mirrored: Its pairs (numbers) with the roles exchanged, where those are not allowed.
    """

    load: Integers
    capacity: Integers
    mirrored: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def own_mentees(self) -> dict[int, list[int]]:
        """By mentee, the numbers as mentors of those whose mentor they are."""
        found: dict[int, list[int]] = {}
        for mentee, mentor in sorted(self.mirrored):
            found.setdefault(mentee, []).append(mentor)
        return found

    @property
    def free(self) -> Flags:
        """Per mentor, whether there is a free seat."""
        result: Flags = self.load < self.capacity
        return result


def unmatched(permissions: Permissions, rows: Integers, seats: Seats) -> list[Unmatched]:
    """Describe mentees (numbers) without a mentor."""
    found = []
    for start in range(0, len(rows), _BLOCK):
        part = rows[start : start + _BLOCK]
        for row, allowed in zip(part.tolist(), permissions.allowed(part), strict=True):
            reasons = _reasons(permissions, row, allowed, seats, len(rows))
            found.append(Unmatched(permissions.present.mentees[row].id, tuple(reasons)))
    return found


def _reasons(
    permissions: Permissions, row: int, allowed: Flags, seats: Seats, waiting: int
) -> list[Reason]:
    mentors = permissions.present.mentors
    if not mentors:
        return [
            Reason("no_mentors", "参加するメンターがいません。"),
            _help("mentors", "メンターを募ると組めます。"),
        ]
    own_mentees = seats.own_mentees.get(row, [])
    mutual = [_mutual(mentors[one].label) for one in own_mentees if seats.free[one]]
    banned = [*_told_bans(permissions, row), *mutual]
    with_seats = allowed & (seats.capacity > 0)
    with_seats[own_mentees] = False
    if with_seats.any():
        return _no_seat(with_seats, seats, waiting, banned)
    if not (seats.capacity > 0).any():
        return [
            Reason("no_seat", "どのメンターも定員が0人です。"),
            _help("seats", "メンターの定員を1人以上にすると組めます。"),
        ]
    reasons = [*banned]
    rules = permissions.present.input.rules
    if rules.topic_needed and permissions.values.applies[row, 0]:
        wishes = "".join(f"「{word}」" for word in permissions.present.mentees[row].topics)
        reasons.append(
            Reason("no_topic", f"希望の{wishes}を挙げている、組めるメンターがいません。")
        )
        help_ = _help("topics", "希望のテーマを広げるか、そのテーマのメンターを募ると組めます。")
    elif mutual:
        help_ = _help(
            "mentors", "ほかのメンターを募るか、お互いがメンターになる組を認めると組めます。"
        )
    elif reasons:
        help_ = _help("mentors", "ほかのメンターを募るか、組まない指定を見直すと組めます。")
    else:
        reasons.append(Reason("no_permitted", "条件に合うメンターがいません。"))
        help_ = _help("mentors", "ほかの団体や分野のメンターを募ると組めます。")
    return [*reasons, help_]


def _mutual(other: str) -> Reason:
    text = f"{other}さんのメンターになっています。お互いがメンターになる組は作らない決まりです。"
    return Reason("mutual", text)


def _no_seat(possible: Flags, seats: Seats, waiting: int, banned: Sequence[Reason]) -> list[Reason]:
    total = int(seats.capacity[possible].sum())
    count = int(possible.sum())
    if not seats.free.any():
        everyone = int(seats.capacity.sum())
        text = f"席が足りません。メンター全員の定員(合わせて{everyone:,}人)が埋まりました。"
        help_text = f"メンターの定員をあと{waiting:,}人分増やすか、メンターを募ると組めます。"
    else:
        text = f"組めるメンター{count:,}人の定員(合わせて{total:,}人)が埋まり、席が空いていません。"
        help_text = "そのメンターの定員を増やすか、ほかに組めるメンターを募ると組めます。"
    return [
        Reason("no_seat", text),
        *banned,
        _help("seats", help_text),
        _help("next_round", "次の回では、前回組めなかった方として先に組めます。"),
    ]


def _told_bans(permissions: Permissions, row: int) -> list[Reason]:
    """What may be told to a mentee of the pairs that never come about."""
    me = permissions.present.mentees[row]
    told = []
    for mentor in permissions.banned.get(row, ()):
        ban = permissions.bans[row, mentor]
        other = permissions.present.mentors[mentor].label
        if me.id in ban.hidden_from:
            continue
        if ban.code == EXCLUDED_CODE:
            why = f"(理由: {ban.reason})" if ban.reason else ""
            told.append(Reason("excluded", f"{other}さんとは、組まない指定があります{why}。"))
        elif ban.code == SUPERIOR_CODE:
            told.append(Reason("superior", f"{other}さんは上司のため、組みません。"))
        elif ban.code == SELF_CODE:
            told.append(Reason("same_person", "自分自身とは組みません。"))
    if not permissions.present.input.rules.same_organization:
        mentees, mentors = permissions.colleagues
        own = permissions.values.mentees.organization[row]
        same = int((mentors == mentees[row]).sum()) if own else 0
        if same:
            told.append(
                Reason("same_organization", f"同じ団体のメンター{same:,}人とは組まない決まりです。")
            )
    return told


def unused(permissions: Permissions, seats: Seats, left: int) -> list[UnusedMentor]:
    """Describe the mentors without a mentee.

    Args:
        permissions: What is permitted.
        seats: How full the mentors are.
        left: How many mentees stay without a mentor.
    """
    offers = permissions.values.matrices.offered
    found = []
    for number in np.flatnonzero(seats.load == 0).tolist():
        mentor = permissions.present.mentors[number]
        if not mentor.capacity:
            reason = Reason("zero_capacity", "定員が0人です。")
        elif not permissions.present.mentees:
            reason = Reason("no_mentees", "参加するメンティーがいません。")
        elif left:
            reason = Reason("no_permitted", "待っている人の中に、条件に合う人がいません。")
        elif mentor.topics and not offers[[number]].nnz:
            words = "".join(f"「{word}」" for word in mentor.topics)
            reason = Reason("no_demand", f"{words}を希望した人がいませんでした。")
        else:
            reason = Reason("all_served", "全員が、ほかのメンターと組めました。")
        found.append(UnusedMentor(mentor.id, (reason,)))
    return found


def _help(kind: str, text: str) -> Reason:
    return Reason(HELP_PREFIX + kind, text)
