"""Who takes part in a round: the lists without those who left, with the pairs that stay."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
from matcher.mentoring._forbidden import SELF_CODE, SUPERIOR_CODE, Ban
from matcher.mentoring._same_person import IdPair, SamePeople
from matcher.recommend import Standing, load_of
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot

SHOWN_NAMES = 5

_WHY_BROKEN = {SELF_CODE: "同じ人なので、組にしません。", SUPERIOR_CODE: "上司なので外しました。"}
_FORBIDDEN = "組まない指定があるため外しました。"


@dataclass(frozen=True)
class Known:
    """What the community knows of the participants; nothing by default.

    Attributes:
        accounts: Account by the participant's id, for those who have one.
        strangers: Ids of participants that are written like a member's and are nobody's.
        snapshot, standing: The community, where it is built.
    """

    accounts: Mapping[str, Account] = field(default_factory=dict)
    strangers: frozenset[str] = frozenset()
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
        same: Rows of one person on both lists, by ids.
        left_out, notices: See :class:`matcher.domain.RoundSolution`.
    """

    input: RoundInput
    known: Known
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    kept: Mapping[int, int]
    published: frozenset[int]
    same: tuple[IdPair, ...]
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
        return sorted(
            (self.mentee_number[mentee], self.mentor_number[mentor])
            for mentee, mentor in self.same
            if mentee in self.mentee_number and mentor in self.mentor_number
        )


def present(
    round_input: RoundInput,
    known: Known,
    same: SamePeople,
    forbidden: Mapping[IdPair, Ban],
) -> Present:
    """Decide who takes part and which pairs stay.

    Args:
        round_input: The round.
        known: What the community knows.
        same: Who stands on both lists.
        forbidden: Why pairs never come about, by the ids of mentee and mentor.
    """
    why = _absent(round_input, known)
    mentees = sorted(
        (one for one in round_input.mentees if one.id not in why), key=lambda one: one.id
    )
    no_mentor = why | _not_offering(round_input, known, why)
    if not round_input.rules.both_roles:
        seeking = {one.id for one in mentees}
        both = {mentor for mentee, mentor in same.all if mentee in seeking}
        text = "両方の名簿にあるため、メンターとしては加わりません。"
        no_mentor = dict.fromkeys(both, text) | no_mentor
    mentors = sorted(
        (one for one in round_input.mentors if one.id not in no_mentor), key=lambda one: one.id
    )
    kept, broken = _kept(round_input, mentees, mentors, forbidden, no_mentor)
    notices = [
        *round_input.notices,
        *_namesakes(same),
        *_strangers((*mentees, *mentors), known),
        *_silent(mentors, known),
        *_at_limit(mentors, known),
        *broken,
        *_overfull(kept, mentors),
    ]
    mentee_number = {one.id: number for number, one in enumerate(mentees)}
    mentor_number = {one.id: number for number, one in enumerate(mentors)}
    return Present(
        round_input,
        known,
        tuple(mentees),
        tuple(mentors),
        {mentee_number[pair.mentee]: mentor_number[pair.mentor] for pair in kept},
        frozenset(mentee_number[pair.mentee] for pair in kept if pair.published),
        tuple(same.all),
        tuple(RoundLeftOut(id_, text) for id_, text in sorted(no_mentor.items())),
        tuple(dict.fromkeys(notices)),
    )


def _absent(round_input: RoundInput, known: Known) -> dict[str, str]:
    """Why listed people do not take part at all, by id."""
    withdrawn = {one.id: one.why for one in round_input.withdrawn}
    left = known.standing.left if known.standing is not None else frozenset()
    why = {}
    for one in (*round_input.mentees, *round_input.mentors):
        account = known.accounts.get(one.id)
        if one.id in withdrawn:
            said = withdrawn[one.id]
            why[one.id] = f"辞退しています({said})。" if said else "辞退しています。"
        elif account is not None and not account.active:
            why[one.id] = "アカウントが停止されています(退会、異動など)。"
        elif account is not None and account.account_id in left:
            why[one.id] = "名簿では、参加をやめています。"
    return why


def _not_offering(
    round_input: RoundInput, known: Known, absent: Mapping[str, str]
) -> dict[str, str]:
    """Why listed mentors who are there are not to be suggested to anyone, by id."""
    why: dict[str, str] = {}
    if known.standing is None:
        return why
    for one in round_input.mentors:
        account = known.accounts.get(one.id)
        if account is None or one.id in absent:
            continue
        profile = known.standing.profile(account.account_id)
        if profile.hidden:
            why[one.id] = "おすすめに出ない設定にしています。"
        elif profile.away_until is not None and profile.is_away(known.standing.today):
            why[one.id] = f"{day_text(profile.away_until)}まで休みの設定です。"
    return why


def _namesakes(same: SamePeople) -> Iterator[str]:
    """People who were taken for one by their names; an organizer should look."""
    if same.by_name:
        pairs = sorted(same.by_name)
        shown = "、".join(f"{one}と{other}" for one, other in pairs[:SHOWN_NAMES])
        more = "など" if len(pairs) > SHOWN_NAMES else ""
        yield (
            f"名前と団体が同じ{len(pairs):,}組({shown}{more})は、それぞれ同じ人と見て、"
            "自分自身とは組みません。別の人なら、両方の表にメールアドレスを書いてください。"
        )


def _strangers(people: Iterable[Participant], known: Known) -> Iterator[str]:
    """Participants whom the records do not know; they have left, or came since the last import."""
    if ids := sorted({one.id for one in people} & known.strangers):
        shown = "、".join(ids[:SHOWN_NAMES]) + ("など" if len(ids) > SHOWN_NAMES else "")
        yield (
            f"{len(ids):,}人({shown})は、取り込んだ記録にいません。退会した人か、取り込みの後に"
            "参加した人です。知らせる前に確かめてください。"
        )


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


def _at_limit(mentors: Iterable[Mentor], known: Known) -> Iterator[str]:
    """Mentors who do not want to be asked any more this week."""
    if known.snapshot is None or known.standing is None:
        return
    for mentor in mentors:
        number = known.number(mentor)
        if number is None or not mentor.capacity:
            continue
        load = load_of(known.snapshot, known.standing, number)
        if load.asked_this_week >= load.weekly_limit:
            yield (
                f"メンターの{mentor.label}さんは、今週の依頼が{load.asked_this_week:,}件で、"
                f"上限の{load.weekly_limit:,}件に達しています。"
                "知らせる前に、引き受けられるか確かめてください。"
            )


def _kept(
    round_input: RoundInput,
    mentees: Iterable[Mentee],
    mentors: Iterable[Mentor],
    forbidden: Mapping[IdPair, Ban],
    why: Mapping[str, str],
) -> tuple[list[KeptPair], list[str]]:
    """The pairs that stay, published ones first, and what to say of the others."""
    mentee_ids = {one.id for one in mentees}
    mentor_ids = {one.id for one in mentors}
    listed = {one.id for one in round_input.mentees}, {one.id for one in round_input.mentors}
    kept: dict[str, KeptPair] = {}
    broken = []
    for pair in sorted(
        (_turned(one, *listed) for one in round_input.kept),
        key=lambda pair: (not pair.published, pair.mentee, pair.mentor),
    ):
        what = "公開済みの組" if pair.published else "固定した組"
        names = f"{what}「{pair.mentee} – {pair.mentor}」"
        if pair.mentee not in mentee_ids or pair.mentor not in mentor_ids:
            gone = pair.mentor if pair.mentor not in mentor_ids else pair.mentee
            reason = why.get(gone, "名簿にありません。").removesuffix("。")
            broken.append(f"{names}は続けられません。{gone}さんが加わらないためです({reason})。")
        elif ban := forbidden.get((pair.mentee, pair.mentor)):
            broken.append(f"{names}は、{_WHY_BROKEN.get(ban.code, _FORBIDDEN)}")
        elif pair.mentee in kept:
            if kept[pair.mentee].mentor != pair.mentor:
                broken.append(
                    f"{names}は外しました。{pair.mentee}さんには"
                    f"{kept[pair.mentee].mentor}さんとの組がすでにあります。"
                )
        else:
            kept[pair.mentee] = pair
    return list(kept.values()), broken


def _turned(pair: KeptPair, mentees: Collection[str], mentors: Collection[str]) -> KeptPair:
    """A pair the right way round where the lists leave no doubt that it was written the other."""
    as_written = pair.mentee in mentees or pair.mentor in mentors
    if not as_written and pair.mentee in mentors and pair.mentor in mentees:
        return replace(pair, mentee=pair.mentor, mentor=pair.mentee)
    return pair


def _overfull(kept: Iterable[KeptPair], mentors: Iterable[Mentor]) -> Iterator[str]:
    taken = Counter(pair.mentor for pair in kept)
    for mentor in mentors:
        if taken[mentor.id] > mentor.capacity:
            yield (
                f"メンターの{mentor.label}さんは、残す組が{taken[mentor.id]}組で、"
                f"定員の{mentor.capacity}人を超えています。組はそのままにしました。"
            )
