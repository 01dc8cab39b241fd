"""Who takes part in a round: the lists without those who left, with the pairs that stay."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from matcher.domain import (
    Account,
    KeptPair,
    Mentee,
    Mentor,
    Participant,
    RoundInput,
    RoundLeftOut,
    day_text,
)
from matcher.recommend import Standing
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot


@dataclass(frozen=True)
class Known:
    """What the community knows of the participants; nothing by default.

    Attributes:
        accounts: Account by the participant's id, for those who have one.
        snapshot, standing: The community, where it is built.
    """

    accounts: Mapping[str, Account] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    standing: Standing | None = None

    def number(self, participant: Participant) -> int | None:
        """Row of a participant in the snapshot's member table."""
        account = self.accounts.get(participant.id)
        if self.snapshot is None or account is None:
            return None
        return self.snapshot.member_number.get(account.account_id)


@dataclass(frozen=True)
class Present:
    """Those who take part, sorted by id; numbers are positions in these lists.

    Attributes:
        input: The round as it was given.
        known: What the community knows.
        mentees, mentors: Who takes part.
        kept: Mentor's number by mentee's number, of the pairs that stay.
        published: Numbers of mentees whose kept pair was published.
        left_out, notices: See :class:`matcher.domain.RoundSolution`.
    """

    input: RoundInput
    known: Known
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    kept: Mapping[int, int]
    published: frozenset[int]
    left_out: tuple[RoundLeftOut, ...]
    notices: tuple[str, ...]

    @cached_property
    def mentee_number(self) -> dict[str, int]:
        """Position of each mentee, by id."""
        return {one.id: number for number, one in enumerate(self.mentees)}

    @cached_property
    def mentor_number(self) -> dict[str, int]:
        """Position of each mentor, by id."""
        return {one.id: number for number, one in enumerate(self.mentors)}

    @cached_property
    def same_person(self) -> list[tuple[int, int]]:
        """Mentee and mentor numbers of the people who are both."""
        found: dict[str, list[int]] = {}
        for number, mentor in enumerate(self.mentors):
            for sign in signs_of(mentor, self.known):
                found.setdefault(sign, []).append(number)
        pairs = {
            (number, other)
            for number, mentee in enumerate(self.mentees)
            for sign in signs_of(mentee, self.known)
            for other in found.get(sign, ())
        }
        return sorted(pairs)


def signs_of(participant: Participant, known: Known) -> Iterator[str]:
    """What tells that rows on both lists are one person: id, address, account."""
    yield participant.id
    if participant.email:
        yield participant.email.casefold()
    if participant.id in known.accounts:
        yield known.accounts[participant.id].account_id


def present(
    round_input: RoundInput, known: Known, forbidden: Collection[tuple[str, str]]
) -> Present:
    """Decide who takes part and which pairs stay.

    Args:
        round_input: The round.
        known: What the community knows.
        forbidden: Ids of people who never come together, mentee first.
    """
    why = _absent(round_input, known)
    left_out = [RoundLeftOut(id_, text) for id_, text in sorted(why.items())]
    mentees = [one for one in round_input.mentees if one.id not in why]
    mentors = [one for one in round_input.mentors if one.id not in why]
    if not round_input.rules.both_roles:
        seeking = {sign for one in mentees for sign in signs_of(one, known)}
        both = [one for one in mentors if seeking.intersection(signs_of(one, known))]
        left_out += [
            RoundLeftOut(one.id, "両方の名簿にあるため、メンターとしては加わりません。")
            for one in sorted(both, key=lambda one: one.id)
        ]
        mentors = [one for one in mentors if one not in both]
    mentees.sort(key=lambda one: one.id)
    mentors.sort(key=lambda one: one.id)
    notices = [*round_input.notices, *_silent(mentors, known)]
    kept, broken = _kept(round_input, mentees, mentors, forbidden, why)
    notices += broken
    notices += _overfull(kept, mentors)
    mentee_number = {one.id: number for number, one in enumerate(mentees)}
    mentor_number = {one.id: number for number, one in enumerate(mentors)}
    return Present(
        round_input,
        known,
        tuple(mentees),
        tuple(mentors),
        {mentee_number[pair.mentee]: mentor_number[pair.mentor] for pair in kept},
        frozenset(mentee_number[pair.mentee] for pair in kept if pair.published),
        tuple(left_out),
        tuple(dict.fromkeys(notices)),
    )


def _absent(round_input: RoundInput, known: Known) -> dict[str, str]:
    """Why listed people do not take part, by id."""
    listed = [*round_input.mentees, *round_input.mentors]
    withdrawn = {one.id: one.why for one in round_input.withdrawn}
    offering = {one.id for one in round_input.mentors}
    why = {}
    for one in listed:
        account = known.accounts.get(one.id)
        if one.id in withdrawn:
            said = withdrawn[one.id]
            why[one.id] = f"辞退しています({said})。" if said else "辞退しています。"
        elif account is not None and not account.active:
            why[one.id] = "アカウントが停止されています(退会、異動など)。"
        elif account is not None and known.standing is not None and one.id in offering:
            profile = known.standing.profile(account.account_id)
            if profile.hidden:
                why[one.id] = "おすすめに出ない設定にしています。"
            elif profile.away_until is not None and profile.away_until > known.standing.today:
                until = profile.away_until
                why[one.id] = f"{day_text(until)}まで休みの設定です。"
    return why


def _silent(mentors: Iterable[Mentor], known: Known) -> Iterator[str]:
    """Mentors who may never answer; an organizer should ask them before publishing."""
    snapshot = known.snapshot
    if snapshot is None:
        return
    since = snapshot.as_of - RECENT_DAYS * DAY
    for mentor in mentors:
        number = known.number(mentor)
        if number is not None and snapshot.last_post_at[number] < since:
            yield (
                f"メンターの{mentor.label}さんは、この{RECENT_DAYS}日に書き込みがありません。"
                "知らせる前に、続けられるか確かめてください。"
            )


def _kept(
    round_input: RoundInput,
    mentees: Iterable[Mentee],
    mentors: Iterable[Mentor],
    forbidden: Collection[tuple[str, str]],
    why: Mapping[str, str],
) -> tuple[list[KeptPair], list[str]]:
    """The pairs that stay, published ones first, and what to say of the others."""
    mentee_ids = {one.id for one in mentees}
    mentor_ids = {one.id for one in mentors}
    kept: dict[str, KeptPair] = {}
    broken = []
    for pair in sorted(
        round_input.kept, key=lambda pair: (not pair.published, pair.mentee, pair.mentor)
    ):
        what = "公開済みの組" if pair.published else "固定した組"
        names = f"{what}「{pair.mentee} – {pair.mentor}」"
        if pair.mentee not in mentee_ids or pair.mentor not in mentor_ids:
            gone = pair.mentor if pair.mentor not in mentor_ids else pair.mentee
            reason = why.get(gone, "名簿にありません。").removesuffix("。")
            broken.append(f"{names}は続けられません。{gone}さんが加わらないためです({reason})。")
        elif pair.mentee == pair.mentor:
            broken.append(f"{names}は同じ人なので、組にしません。")
        elif (pair.mentee, pair.mentor) in forbidden:
            broken.append(f"{names}は、組まない指定があるため外しました。")
        elif pair.mentee in kept:
            if kept[pair.mentee].mentor != pair.mentor:
                broken.append(
                    f"{names}は外しました。{pair.mentee}さんには"
                    f"{kept[pair.mentee].mentor}さんとの組がすでにあります。"
                )
        else:
            kept[pair.mentee] = pair
    return list(kept.values()), broken


def _overfull(kept: Iterable[KeptPair], mentors: Iterable[Mentor]) -> Iterator[str]:
    taken = Counter(pair.mentor for pair in kept)
    for mentor in mentors:
        if taken[mentor.id] > mentor.capacity:
            yield (
                f"メンターの{mentor.label}さんは、残す組が{taken[mentor.id]}組で、"
                f"定員の{mentor.capacity}人を超えています。組はそのままにしました。"
            )
