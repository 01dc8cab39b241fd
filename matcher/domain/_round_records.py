"""A mentoring round as it is kept: its draft with every change, its publishing, what followed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.domain._rounds import PastPair, PlaceWish, RoundInput, RoundSolution


class RoundState(StrEnum):
    """How far a round has come."""

    DRAFT = "draft"
    SOLVED = "solved"
    PUBLISHED = "published"
    CLOSED = "closed"


class RoundChange(StrEnum):
    """What made a revision of a round."""

    CREATED = "created"
    PEOPLE = "people"
    RULES = "rules"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    ASSIGNED = "assigned"
    SWAPPED = "swapped"
    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    SOLVED = "solved"
    PUBLISHED = "published"
    FEEDBACK = "feedback"


DECISIONS = frozenset(
    {
        RoundChange.PEOPLE,
        RoundChange.RULES,
        RoundChange.ASSIGNED,
        RoundChange.SWAPPED,
        RoundChange.FORBIDDEN,
        RoundChange.ALLOWED,
    }
)
"""Changes that a solution from before does not know. To pin a pair that it has, is none."""


@dataclass(frozen=True, slots=True)
class RoundRevision:
    """One change of a round.

    Attributes:
        number: 1 for the creation, then counting up.
        at: When it was made.
        change: What was done.
        mentee, mentor: The pair it is about, where it is about one.
    """

    number: int
    at: datetime
    change: RoundChange
    mentee: str = ""
    mentor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRound:
    """A round as of one of its revisions.

    Attributes:
        name: Unique.
        follows: Name of the round before it; empty for a first one.
        version: Changes with every write; who writes says which one they looked at.
        created_at: When it was made.
        published_at: When pairs were told last; None before.
        published_revision: The revision that was published last; 0 before. Nothing up to it can
            be undone.
        closed_at: When it was closed; None while it is not.
        history: All revisions up to the present one, first to last.
        input: People, rules and decisions.
        solution: What was solved last; None before.
        feedback: What was said of published pairs.
    """

    name: str
    follows: str
    version: int
    created_at: datetime
    published_at: datetime | None
    published_revision: int
    closed_at: datetime | None
    history: tuple[RoundRevision, ...]
    input: RoundInput
    solution: RoundSolution | None
    feedback: tuple[PastPair, ...] = ()

    @property
    def state(self) -> RoundState:
        """How far it has come."""
        if self.closed_at is not None:
            return RoundState.CLOSED
        if self.published_at is not None:
            return RoundState.PUBLISHED
        return RoundState.DRAFT if self.solution is None else RoundState.SOLVED

    @property
    def undoable(self) -> RoundRevision | None:
        """The last change, when it can be undone."""
        last = self.history[-1]
        return last if last.number > max(self.published_revision, 1) else None

    @property
    def decided(self) -> tuple[RoundRevision, ...]:
        """Changes since the last solution, which it does not know yet; first to last."""
        solved = max(
            (one.number for one in self.history if one.change is RoundChange.SOLVED), default=0
        )
        return tuple(one for one in self.history if one.number > solved and one.change in DECISIONS)

    @property
    def published_pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs that were told, mentee first."""
        return frozenset((one.mentee, one.mentor) for one in self.input.kept if one.published)


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round in a list: its name, how far it has come, and how many take part."""

    name: str
    state: RoundState
    mentees: int
    mentors: int
    pairs: int
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCriteria:
    """Who of the community is proposed for a round; an empty tuple stands for all.

    Attributes:
        newcomers: Mentees are those who joined in the last 90 days,
        solo_it: and those who say that they are alone in charge of IT;
        prefectures: of them, those from these (codes),
        mentee_topics: who name one of these topics as theirs (ids).
        ambassadors: Mentors are ambassadors,
        answering: and those who answered in at least ``least_answers`` conversations
        mentor_topics: on one of these topics (ids).
        least_answers: At least 1.
        capacity: How many mentees a mentor gets at most; their own weekly limit stays above it.
        place: Where mentees' mentors should be from.
    """

    newcomers: bool = True
    solo_it: bool = True
    prefectures: tuple[str, ...] = ()
    mentee_topics: tuple[str, ...] = ()
    ambassadors: bool = True
    answering: bool = True
    mentor_topics: tuple[str, ...] = ()
    least_answers: int = 10
    capacity: int = 2
    place: PlaceWish = PlaceWish.ANYWHERE


@dataclass(frozen=True, slots=True)
class PairText:
    """What is posted, in a channel or a group, to tell two people that they are a pair.

    Attributes:
        mentee, mentor: Ids.
        published: Whether the pair was told before.
        text: To paste.
    """

    mentee: str
    mentor: str
    published: bool
    text: str
