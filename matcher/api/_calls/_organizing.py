"""What organizers see and decide: numbers, gaps, candidates, surveys, reports."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from matcher.api._calls._state import CommunityState
from matcher.api._decisions import decisions_of
from matcher.api._names import (
    conversation_number,
)
from matcher.api._organizers import (
    KnownAnalysis,
    community_report,
    questions_in,
    scope_named,
    state_now,
    surveys_in,
)
from matcher.api._surveys import KnownSurveys
from matcher.community import (
    CandidateRequest,
    Scope,
    month_figures,
    months_with_posts,
)
from matcher.domain import (
    AmbassadorTerm,
    CandidateSet,
    CommunityGaps,
    CommunityReport,
    Decisions,
    DiscoveredTopics,
    NewcomersByMonth,
    Progress,
    QuestionCounts,
    Survey,
    no_progress,
)
from matcher.recommend import (
    Standing,
)
from matcher.snapshot import (
    Snapshot,
)
from matcher.store import Store


class Organizing(CommunityState):
    """The community as a whole, for those who organize it."""

    def __init__(self, url: str, store: Store) -> None:
        super().__init__(url, store)
        self._analysis = KnownAnalysis()
        self._surveys = KnownSurveys(store)

    def community(
        self,
        topic: str = "",
        prefecture: str = "",
        *,
        as_of: datetime | None = None,
        progress: Progress = no_progress,
    ) -> CommunityReport:
        """The community as its organizers see it: coverage, gaps, succession, candidates ….

        Args:
            topic: Id or name of the only topic that is looked at; empty for all.
            prefecture: Code or name of the only prefecture; empty for all.
            as_of: The moment it is looked at; by default the end of the data.
            progress: Told of each part.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot(as_of)
        standing = self._standing(snapshot)
        scope = scope_named(snapshot, topic, prefecture)
        surveys = self._surveys_in(snapshot, standing, scope, progress)
        progress("コミュニティ全体を調べています", 0, None)
        handlings = [
            one for one in self._store.tasks.handlings() if as_of is None or one.at <= as_of
        ]
        return community_report(self._analysis.of(snapshot, standing), scope, surveys, handlings)

    def gaps(self, topic: str = "", prefecture: str = "") -> CommunityGaps:
        """What is missing: coverage, gaps, single holders, quiet topics, succession.

        Args:
            topic: Id or name of the only topic that is looked at; empty for all.
            prefecture: Code or name of the only prefecture; empty for all.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot()
        scope = scope_named(snapshot, topic, prefecture)
        return self._analysis.of(snapshot, self._standing(snapshot)).gaps_report(scope)

    def candidates(
        self,
        *,
        size: int | None = None,
        spread: float = 0.5,
        pinned: Sequence[str] = (),
        excluded: Sequence[str] = (),
    ) -> CandidateSet:
        """The next ambassadors, chosen together.

        Args:
            size: How many; None for as many as terms end within 90 days, but five at least.
            spread: 0 = only the track record counts, 1 = only the balance over regions, kinds of
                local governments and fields.
            pinned: Ids of members who are in the set in any case, where they have the evidence.
            excluded: Ids of members who are not.

        Raises:
            InputError: Size or spread is out of range.
        """
        snapshot = self.snapshot()
        request = CandidateRequest(size, spread, tuple(pinned), tuple(excluded))
        return self._analysis.of(snapshot, self._standing(snapshot)).candidates(request)

    def ambassadors(self) -> tuple[AmbassadorTerm, ...]:
        """The present ambassadors; those whose term ends first come first."""
        snapshot = self.snapshot()
        return self._analysis.of(snapshot, self._standing(snapshot)).ambassadors()

    def decisions(self) -> Decisions:
        """What organizers have to decide, in numbers."""
        snapshot = self.snapshot()
        return decisions_of(self._analysis.of(snapshot, self._standing(snapshot)))

    def questions(self, topic: str = "", prefecture: str = "") -> QuestionCounts:
        """Questions waiting, answered, resolved, by topic, prefecture of the asker and month.

        Args:
            topic: Id or name of the only topic among the rows by topic; empty for all.
            prefecture: Code or name of the only prefecture among those rows; empty for all.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot()
        counted = self._analysis.of(snapshot, self._standing(snapshot)).counted
        return questions_in(counted, scope_named(snapshot, topic, prefecture))

    def newcomers(self) -> NewcomersByMonth:
        """How far those came who joined in each month, and what followed a word to them."""
        snapshot = self.snapshot()
        counted = self._analysis.of(snapshot, self._standing(snapshot)).counted
        return counted.newcomers(self._store.tasks.handlings())

    def discovered_topics(self) -> DiscoveredTopics:
        """What people talk about that the taxonomy has no word for."""
        snapshot = self.snapshot()
        return self._analysis.of(snapshot, self._standing(snapshot)).counted.discovered_topics

    def months(self) -> tuple[str, ...]:
        """Months in which anybody wrote, newest first: 2024-10."""
        return months_with_posts(self.snapshot())

    def monthly_report(self, month: str = "", *, address: str = "") -> str:
        """A month's report as one HTML file that loads nothing.

        Args:
            month: 2024-10; empty for the last month of the data.
            address: Web address of this app, for links to its pages; without it, links lead to
                Slack only.

        Raises:
            InputError: It is no month, or nobody wrote in it.
        """
        from matcher.api._monthly_report import monthly_report  # noqa: PLC0415 (seldom needed)

        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        analysis = self._analysis.of(snapshot, standing)
        read = partial(self._surveys.among, snapshot, standing)
        figures = month_figures(analysis.counted, month, read, self._store.tasks.handlings())
        return monthly_report(
            figures, state_now(analysis), address=address, demo=snapshot.header.demo
        )

    def survey(self, thread_id: str) -> Survey | None:
        """A survey's replies in one table by local government; None when it is no survey.

        Raises:
            UnknownNameError: No such thread.
        """
        snapshot = self.snapshot()
        conversation = conversation_number(snapshot, thread_id)
        return self._surveys.one(snapshot, self._standing(snapshot), conversation)

    def surveys(self, topic: str = "", prefecture: str = "") -> tuple[Survey, ...]:
        """All surveys with their tables, newest first.

        Args:
            topic: Id or name of the only topic; empty for all.
            prefecture: Code or name of the only prefecture of those who asked; empty for all.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot()
        scope = scope_named(snapshot, topic, prefecture)
        return self._surveys_in(snapshot, self._standing(snapshot), scope)

    def survey_threads(self, topic: str = "", prefecture: str = "") -> tuple[str, ...]:
        """Threads of the surveys that :meth:`surveys` gives, without reading their tables."""
        snapshot = self.snapshot()
        scope = scope_named(snapshot, topic, prefecture)
        numbers = self._surveys.numbers(snapshot, self._standing(snapshot))
        return tuple(snapshot.thread_ids[number] for number in surveys_in(snapshot, scope, numbers))

    def _surveys_in(
        self,
        snapshot: Snapshot,
        standing: Standing,
        scope: Scope,
        progress: Progress = no_progress,
    ) -> tuple[Survey, ...]:
        numbers = surveys_in(snapshot, scope, self._surveys.numbers(snapshot, standing))
        return self._surveys.among(snapshot, standing, numbers, progress)
