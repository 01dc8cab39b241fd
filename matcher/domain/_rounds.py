"""Mentoring rounds: who takes part and under which rules, and who is brought together and why.

A :class:`RoundInput` is all that a solver needs, wherever it comes from (a folder of tables, the
store, a form). People are known by the ids that the organizer uses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from matcher.domain._suggestions import Reason

Side = Literal["", "mentee", "mentor", "either"]
"""Who refuses: one of the two, one of them without saying which, or the organizer (empty)."""

HELP_PREFIX = "help_"
"""Codes of reasons that say what would help begin with it."""


class PlaceWish(StrEnum):
    """Where a mentor should be from."""

    ANYWHERE = ""
    NEAR = "near"
    FAR = "far"


class PairFeedback(StrEnum):
    """What was said of a pair some weeks after it was published."""

    NONE = ""
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """What is known of someone on either side of a round.

    Attributes:
        id: The organizer's id; a member id or an e-mail address of the community links the
            participant to what is known of the member.
        name: For people to read; the id when empty.
        organization: As written (松山市, 愛媛県上島町), or a code.
        department: Division in its own words.
        prefecture: As written; that of the organization when empty.
        email: Address, empty when unknown.
        superior: Id or name of the superior, who is no mentor of theirs.
        topics: What a mentee wants to talk about, what a mentor knows: words or topic ids.
        text: Free words on the same.
        solo_it: Says that they are alone in charge of IT.
    """

    id: str
    name: str = ""
    organization: str = ""
    department: str = ""
    prefecture: str = ""
    email: str = ""
    superior: str = ""
    topics: tuple[str, ...] = ()
    text: str = ""
    solo_it: bool = False

    @property
    def label(self) -> str:
        """What people read: the name, else the id."""
        return self.name or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Participant):
    """Someone who looks for a mentor.

    Attributes:
        place: Near, far, or anywhere.
        same_boat: Wishes someone of a similar local government.
        waited: Was left without a mentor last time, and comes first this time.
    """

    place: PlaceWish = PlaceWish.ANYWHERE
    same_boat: bool = False
    waited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Participant):
    """Someone who offers to help.

    Attributes:
        capacity: How many mentees at most, kept pairs included; 0 or more.
    """

    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two people who are not brought together, whichever of them is the mentor.

    Attributes:
        mentee, mentor: Their ids.
        reason: In the organizer's words.
        refused_by: The side that refused; it is never shown to the other side, and to neither
            when it is not known which. Empty for a decision of the organizer, which both may
            know.
    """

    mentee: str
    mentor: str
    reason: str = ""
    refused_by: Side = ""


@dataclass(frozen=True, slots=True)
class PastPair:
    """Two people who were a pair before, whichever of them was the mentor."""

    mentee: str
    mentor: str
    round: str = ""
    feedback: PairFeedback = PairFeedback.NONE


@dataclass(frozen=True, slots=True)
class KeptPair:
    """A pair that stays: published already, or pinned by the organizer."""

    mentee: str
    mentor: str
    published: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Someone who is listed and does not take part after all."""

    id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RoundRules:
    """What is allowed in a round.

    Attributes:
        both_roles: One person may be mentee and mentor. If not, people on both lists are mentees.
        mutual_pairs: Two people may be each other's mentor.
        avoid_repeats: Past pairs only where somebody would stay without a mentor otherwise.
        same_organization: Colleagues may be a pair.
        superiors: A superior may be the mentor.
        topic_needed: Only pairs with a wished topic; mentees who wish none may be anyone's.
        default_capacity: For mentors who gave no number.
    """

    both_roles: bool = True
    mutual_pairs: bool = False
    avoid_repeats: bool = True
    same_organization: bool = True
    superiors: bool = False
    topic_needed: bool = False
    default_capacity: int = 1


@dataclass(frozen=True, slots=True)
class RoundWeights:
    """How much each aspect counts in the value of a pair; only their proportions matter.

    Attributes:
        topics: Share of the wished topics that the mentor offers.
        answers: What the mentor did on them in the community.
        words: Likeness of the free texts.
        place: The wish for near or far, where there is one.
        same_boat: Likeness of the local governments, where it is wished.
    """

    topics: float = 5.0
    answers: float = 2.0
    words: float = 2.0
    place: float = 1.5
    same_boat: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundInput:
    """All that a solver needs. The order of rows means nothing.

    Attributes:
        mentees, mentors: Ids are unique within each list.
        exclusions: Pairs that never come about.
        past: Pairs of earlier rounds.
        kept: Pairs that stay.
        withdrawn: Listed people who do not take part.
        rules: What is allowed.
        weights: What counts how much.
        notices: Japanese sentences on how the input was read.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    exclusions: tuple[Exclusion, ...] = ()
    past: tuple[PastPair, ...] = ()
    kept: tuple[KeptPair, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    rules: RoundRules = field(default_factory=RoundRules)
    weights: RoundWeights = field(default_factory=RoundWeights)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentee and a mentor.

    Attributes:
        mentee, mentor: Ids.
        value: How far the mentee's wishes are met, from 0 to 1.
        kept: Whether it was published or pinned before, and so was not up to the solver.
        reasons: Why; both people may read them. Their weights add up to ``value``.
    """

    mentee: str
    mentor: str
    value: float
    kept: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mentee without a mentor; nothing here tells of a mentor's refusal.

    Attributes:
        mentee: Id.
        reasons: First why (:attr:`why`), then what would help (:attr:`helps`).
    """

    mentee: str
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> tuple[Reason, ...]:
        """Why there is no mentor."""
        return tuple(one for one in self.reasons if not one.code.startswith(HELP_PREFIX))

    @property
    def helps(self) -> tuple[Reason, ...]:
        """What would help."""
        return tuple(one for one in self.reasons if one.code.startswith(HELP_PREFIX))


@dataclass(frozen=True, slots=True)
class UnusedMentor:
    """A mentor without a mentee, and why; nothing here tells of a mentee's refusal."""

    mentor: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RoundLeftOut:
    """A listed person who does not take part, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class RoundQuality:
    """How good a set of pairs is, in plain numbers. All pairs count, kept ones included.

    Attributes:
        served: How many mentees have a mentor.
        coverage: Their share of all mentees who take part; 1 when there are none.
        mean, worst, p10: Average, lowest and 10th percentile of the pairs' values; 0 without pairs.
        total: Sum of the pairs' values.
        worst_rank: How far down their own list of permitted mentors the least lucky mentee got (1 =
            the first choice; equal values share the better rank); 0 without pairs.
        blocking_pairs: Permitted pairs where both would be better off together than with (one of)
            whom they got, or with a free seat.
        gini: Of the mentors' load (mentees ÷ capacity), over mentors with a capacity; 0 = all
            equally busy.
        repeats: How many pairs were together before.
        pins_kept: How many of the pairs to keep are there.
    """

    served: int
    coverage: float
    mean: float
    worst: float
    p10: float
    total: float
    worst_rank: int
    blocking_pairs: int
    gini: float
    repeats: int
    pins_kept: int


@dataclass(frozen=True, slots=True)
class RoundMethods:
    """The quality of the solution and of three other ways, on the same values and rules.

    Attributes:
        ours: Most people served, then the highest worst pair, then the highest total.
        greedy: The best pair that is left, again and again.
        first_come: One mentee after the other (in order of their ids) takes the best free mentor.
        deferred_acceptance: Gale and Shapley, mentees proposing; no blocking pairs.
    """

    ours: RoundQuality
    greedy: RoundQuality
    first_come: RoundQuality
    deferred_acceptance: RoundQuality


@dataclass(frozen=True, slots=True)
class RoundSolution:
    """The outcome of a round, sorted by ids.

    Attributes:
        pairs: Who is brought together.
        unmatched: Mentees without a mentor.
        unused: Mentors without a mentee.
        quality: Ours and other methods beside each other.
        left_out: Listed people who do not take part.
        notices: Japanese sentences on what the organizer should know.
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    unused: tuple[UnusedMentor, ...]
    quality: RoundMethods
    left_out: tuple[RoundLeftOut, ...]
    notices: tuple[str, ...]

    @property
    def mentor_of(self) -> Mapping[str, str]:
        """Mentor by mentee."""
        return {pair.mentee: pair.mentor for pair in self.pairs}


@dataclass(frozen=True, slots=True)
class RoundCheck:
    """What can be known before solving.

    Attributes:
        mentees, mentors: How many take part.
        seats: How many mentees all mentors together take.
        most_served: How many mentees can have a mentor at the same time, under all rules.
        impossible: Mentees with no permitted mentor at all, and why.
        left_out: Listed people who do not take part.
        notices: Japanese sentences on what the organizer should know.
    """

    mentees: int
    mentors: int
    seats: int
    most_served: int
    impossible: tuple[Unmatched, ...]
    left_out: tuple[RoundLeftOut, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairChange:
    """A mentee whose mentor differs between two solutions; None where there is no pair."""

    mentee: str
    before: Pair | None
    after: Pair | None


@dataclass(frozen=True, slots=True)
class RoundDifference:
    """What changed between two solutions.

    Attributes:
        changes: By mentee.
        unchanged: How many pairs are in both.
    """

    changes: tuple[PairChange, ...]
    unchanged: int
