"""What organizers see of a community as a whole."""

from dataclasses import dataclass

from matcher.domain._ambassadors import (
    AmbassadorTerm,
    Balance,
    Candidate,
)
from matcher.domain._community_questions import DiscoveredTopics, QuestionCounts, Survey
from matcher.domain._days import Span
from matcher.domain._gaps import (
    CoverageCell,
    Departure,
    Gap,
    QuietTopic,
    SingleHolder,
)
from matcher.domain._newcomers import NewcomersByMonth


@dataclass(frozen=True, slots=True)
class CommunityGaps:
    """What is missing, and what hangs by a thread.

    Attributes:
        recent, year: The last 90 days and the last year, cut at the data's begin; None when
            nobody wrote.
        coverage: Topics by region, prefecture, kind and size, where anything was asked or
            answered.
        gaps: Where questions stay without an answer, most first.
        single_holders: Topics that hang on one person, most asked first.
        quiet_topics: Topics nobody asks about any more.
        succession: Whose answers will be missed, the most missed first.
    """

    recent: Span | None
    year: Span | None
    coverage: tuple[CoverageCell, ...]
    gaps: tuple[Gap, ...]
    single_holders: tuple[SingleHolder, ...]
    quiet_topics: tuple[QuietTopic, ...]
    succession: tuple[Departure, ...]


@dataclass(frozen=True, slots=True)
class CommunityReport:
    """The community as its organizers see it.

    Attributes:
        span: First and last moment of the data; None when nobody wrote.
        recent, year: The last 90 days and the last year, cut at the data's begin.
        topic, prefecture: Names of what it was narrowed to; empty for all.
        members, organizations: Members, and local governments and agencies they work for.
        ambassadors: Those at present, with their terms.
        coverage: Topics by region, prefecture, kind and size, where anything was asked or
            answered.
        gaps: Where questions stay without an answer, most first.
        single_holders: Topics that hang on one person.
        quiet_topics: Topics nobody asks about any more.
        candidates: Next ambassadors: the proposed set first.
        balance: How the set was chosen.
        newcomers: Newcomers by month.
        succession: Whose answers will be missed.
        questions: Questions waiting, answered, resolved.
        surveys: Surveys with their tables.
        discovered_topics: What people talk about that the taxonomy lacks.
    """

    span: Span | None
    recent: Span | None
    year: Span | None
    topic: str
    prefecture: str
    members: int
    organizations: int
    ambassadors: tuple[AmbassadorTerm, ...]
    coverage: tuple[CoverageCell, ...]
    gaps: tuple[Gap, ...]
    single_holders: tuple[SingleHolder, ...]
    quiet_topics: tuple[QuietTopic, ...]
    candidates: tuple[Candidate, ...]
    balance: Balance
    newcomers: NewcomersByMonth
    succession: tuple[Departure, ...]
    questions: QuestionCounts
    surveys: tuple[Survey, ...]
    discovered_topics: DiscoveredTopics
