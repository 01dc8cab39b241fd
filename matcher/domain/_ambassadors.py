"""Ambassadors in office, and the next ones: chosen together, with the balance of the set."""

from dataclasses import dataclass
from datetime import date

from matcher.domain._days import Span
from matcher.domain._suggestions import Reason


@dataclass(frozen=True, slots=True)
class AmbassadorTerm:
    """A present ambassador.

    Attributes:
        member_id, name, organization, region, kind: Who; empty where it is not known.
        from_, to: First and last day of the term; ``to`` is None without an end.
        days_left: Days until the last day; None without an end.
        ends_soon: Whether the term ends within 90 days.
        present: Whether they wrote in the last 90 days and have not left.
        answers, guided, thanked, newcomers: What they did in the last year, as in
            :class:`Candidate`.
    """

    member_id: str
    name: str
    organization: str
    region: str
    kind: str
    from_: date
    to: date | None
    days_left: int | None
    ends_soon: bool
    present: bool
    answers: int
    guided: int
    thanked: int
    newcomers: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who could be the next ambassador, by what they did and where they are.

    Attributes:
        member_id, name, organization, prefecture, region, kind: Who; empty where not known.
        chosen: Whether they are in the set that is proposed.
        pinned: Whether an organizer fixed them in it.
        answers, guided, thanked, newcomers, topics: In the last year: conversations in which they
            were of help, questions guided to an existing thread, people who thanked them,
            newcomers helped, topics with two or more answers.
        span: The year.
        reasons: What they did and what they would bring, with the threads.
        loses: What the proposed set loses without them, in sentences; empty when not chosen.
        instead: Member id of who would come instead; empty when nobody.
        invitation: A draft that invites them.
    """

    member_id: str
    name: str
    organization: str
    prefecture: str
    region: str
    kind: str
    chosen: bool
    pinned: bool
    answers: int
    guided: int
    thanked: int
    newcomers: int
    topics: tuple[str, ...]
    span: Span
    reasons: tuple[Reason, ...]
    loses: tuple[str, ...]
    instead: str
    invitation: str


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """How many of a region, a kind or a field there are.

    Attributes:
        name: 四国, 町村, 標準化・ガバクラ.
        share: What would be even: share of all local governments (regions, kinds) or of the
            year's questions (fields).
        present: Ambassadors at present.
        staying: Those of them whose term does not end within 90 days.
        chosen: How many the proposed set adds.
    """

    name: str
    share: float
    present: int
    staying: int
    chosen: int


@dataclass(frozen=True, slots=True)
class TradeOff:
    """One point between track record and spread.

    Attributes:
        spread: 0 = only the track record counts, 1 = only the spread.
        record: Track record of the best set, as a share of the best possible one.
        balance: Its gain in spread, as a share of an even one.
        member_ids: The set.
    """

    spread: float
    record: float
    balance: float
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """How the proposed ambassadors were chosen together.

    Attributes:
        span: The year that is looked at.
        size: How many are chosen at most.
        spread: The trade-off that was asked for, 0 to 1.
        regions, kinds, fields: How many of each there are with them.
        trade_off: What other settings would give.
        text: The balance in words: 「北海道1・東北2、町村5・市4」.
        minimum: In words, what evidence a candidate needs.
    """

    span: Span
    size: int
    spread: float
    regions: tuple[BalanceRow, ...]
    kinds: tuple[BalanceRow, ...]
    fields: tuple[BalanceRow, ...]
    trade_off: tuple[TradeOff, ...]
    text: str
    minimum: str


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The proposed next ambassadors, and others with evidence.

    Attributes:
        candidates: The chosen ones first, then the others, each by track record.
        balance: How they were chosen.
    """

    candidates: tuple[Candidate, ...]
    balance: Balance
