"""Newcomers as organizers see them: how far they came, and what they did after a word to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from matcher.domain._suggestions import Evidence

LEAST_FOR_SHARE = 10
"""A share of fewer people says nothing; the counts do."""


@dataclass(frozen=True, slots=True)
class NewcomersOfMonth:
    """How far those came who joined in one month, each step among those of that month.

    Attributes:
        month: 2024-10.
        joined: How many joined.
        introduced: Introduced themselves.
        asked: Asked their first question, in any channel for matters.
        replied: Got a reply from another member to one of their posts; bots do not reply.
        wrote_again: Wrote on another day after their first post.
        wrote: Wrote anything.
        median_hours_to_reply: Hours from their first post that opened a conversation to its first
            reply, median over those who got one; None when nobody did.
        complete: Whether 90 days have passed since the month's end: later months can still grow.
        unreplied: First conversations that nobody replied to, newest first.
        conversations: First conversations, newest first.
    """

    month: str
    joined: int
    introduced: int
    asked: int
    replied: int
    wrote_again: int
    wrote: int
    median_hours_to_reply: float | None
    complete: bool
    unreplied: tuple[Evidence, ...]
    conversations: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """How many of some newcomers wrote within so many days of a moment.

    Attributes:
        people: All of them.
        wrote: Those who wrote.
        median_days: Days to their next post, median over those who wrote; None when nobody did.
        evidence: Conversations of these next posts, newest first.
    """

    people: int
    wrote: int
    median_days: float | None
    evidence: tuple[Evidence, ...]

    @property
    def share(self) -> float | None:
        """Share that wrote; None of fewer than :data:`LEAST_FOR_SHARE` people."""
        return self.wrote / self.people if self.people >= LEAST_FOR_SHARE else None


NewcomerSituation = Literal["all", "unwritten", "recent", "silent"]
"""What a newcomer was like at the moment from which is counted: had written nothing yet, wrote
within the last two weeks, or had fallen silent; or all of these together."""


@dataclass(frozen=True, slots=True)
class ReachOutRow:
    """Newcomers in the same situation, with and without a word to them."""

    situation: NewcomerSituation
    reached: Returned
    others: Returned


@dataclass(frozen=True, slots=True)
class AfterReachOut:
    """What newcomers did after an ambassador reached out to them, beside those who were left alone.

    It shows what happened, not why: ambassadors choose whom they write to, and anybody may have
    written to the others too.

    Attributes:
        days: So many days after the moment are looked at.
        reached: Newcomers of whom an ambassador said 済み.
        too_recent: Those of them whose days are not over yet; they are in no row.
        span: First and last moment of 済み among those in the rows; None without rows.
        joined: First and last moment of joining of all in the rows; None without rows.
        after_days: Whole days after joining from which is counted for those without a word: as
            many as it took with half of the others.
        rows: All together first, then by situation; empty as long as nobody's days are over.
    """

    days: int
    reached: int
    too_recent: int
    span: tuple[datetime, datetime] | None
    joined: tuple[datetime, datetime] | None
    after_days: int
    rows: tuple[ReachOutRow, ...]


@dataclass(frozen=True, slots=True)
class NewcomersByMonth:
    """The path of newcomers, by the month in which they joined.

    Attributes:
        span: First and last moment of the data.
        months: By month, oldest first; months in which nobody joined are left out.
        joined_from: In Japanese, how the moment of joining is known.
        as_first_post: For how many members it is the day of their first post.
        earlier: Members who joined before the data begin; their path cannot be seen.
        unknown: Members of whom no moment of joining is known: they never wrote.
        after_reach_out: What they did after an ambassador reached out to them.
    """

    span: tuple[datetime, datetime] | None
    months: tuple[NewcomersOfMonth, ...]
    joined_from: str
    as_first_post: int
    earlier: int
    unknown: int
    after_reach_out: AfterReachOut
