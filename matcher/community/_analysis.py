"""The community as its organizers see it: coverage, gaps, succession, candidates together."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from matcher.community._ambassadors import present_ambassadors
from matcher.community._candidate_reasons import CandidateReasons
from matcher.community._candidates import CandidateRequest, Candidates
from matcher.community._counted import Counted
from matcher.community._gaps import find_gaps
from matcher.community._holders import quiet_topics, single_holders
from matcher.community._people import People
from matcher.community._succession import Succession
from matcher.domain import (
    AmbassadorTerm,
    CandidateSet,
    CommunityGaps,
    CoverageCell,
    Departure,
    Gap,
    QuietTopic,
    SingleHolder,
    Span,
)
from matcher.recommend import Standing
from matcher.snapshot import Snapshot


@dataclass(frozen=True)
class Scope:
    """What the organizers look at.

    Attributes:
        topic: Number of the only topic; None for all.
        prefecture: Code of the only prefecture; empty for all.
    """

    topic: int | None = None
    prefecture: str = ""


EVERYTHING = Scope()
SETS_KEPT = 16
"""So many sets of candidates are kept for going back and forth between them."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """What is concluded of a snapshot for its organizers; each part is worked out once, if asked.

    Keep one per standing: the parts share what they conclude.

    Attributes:
        counted: What is counted of the community.
        standing: What members allow, and their roles.
    """

    counted: Counted
    standing: Standing

    @property
    def snapshot(self) -> Snapshot:
        """The community."""
        return self.counted.snapshot

    def gaps_report(self, scope: Scope = EVERYTHING) -> CommunityGaps:
        """What is missing and what hangs by a thread."""
        return self._gaps_report if scope == EVERYTHING else self._narrowed(scope)

    @cached_property
    def _gaps_report(self) -> CommunityGaps:
        return self._narrowed(EVERYTHING)

    def _narrowed(self, scope: Scope) -> CommunityGaps:
        return CommunityGaps(
            recent=self.recent,
            year=self.year,
            coverage=self.coverage(scope),
            gaps=self.gaps(scope),
            single_holders=self.single_holders(scope),
            quiet_topics=self.quiet_topics(scope),
            succession=self.succession(scope),
        )

    @property
    def recent(self) -> Span | None:
        """The last 90 days, cut at the data's begin; None when nobody wrote."""
        return self._span_from(self.counted.exchange.recent_from)

    @property
    def year(self) -> Span | None:
        """The last year likewise."""
        return self._span_from(self.counted.exchange.year_from)

    def coverage(self, scope: Scope = EVERYTHING) -> tuple[CoverageCell, ...]:
        """Topics by region, prefecture, kind and size; of one prefecture only that."""
        cells = self.counted.cells
        if scope.topic is not None:
            topic_id = self.snapshot.facts.topics["topic_id"].iloc[scope.topic]
            cells = tuple(cell for cell in cells if cell.topic_id == topic_id)
        if scope.prefecture:
            cells = tuple(
                cell
                for cell in cells
                if cell.dimension == "prefecture" and cell.place_code == scope.prefecture
            )
        return cells

    def gaps(self, scope: Scope = EVERYTHING) -> tuple[Gap, ...]:
        """Where questions of the last 90 days stay without an answer, most first."""
        return find_gaps(
            self.counted.coverages,
            self._people,
            self._topics(scope),
            {holding.topic for holding in self.counted.holdings},
            prefecture=scope.prefecture,
        )

    def single_holders(self, scope: Scope = EVERYTHING) -> tuple[SingleHolder, ...]:
        """Topics that hang on one person (of the prefecture), most asked first."""
        places = self.snapshot.facts.members["prefecture"]
        holdings = tuple(
            holding
            for holding in self.counted.holdings
            if not scope.prefecture or places.iloc[holding.member] == scope.prefecture
        )
        return single_holders(holdings, self._people, self._topics(scope))

    def quiet_topics(self, scope: Scope = EVERYTHING) -> tuple[QuietTopic, ...]:
        """Topics nobody asks about any more; of a prefecture alone there is nothing to say."""
        return () if scope.prefecture else quiet_topics(self.counted.exchange, self._topics(scope))

    def succession(self, scope: Scope = EVERYTHING) -> tuple[Departure, ...]:
        """Whose answers will be missed, the most missed first."""
        if scope == EVERYTHING:
            return self._departures
        return self._succession.find(self._topics(scope), prefecture=scope.prefecture)

    def ambassadors(self, scope: Scope = EVERYTHING) -> tuple[AmbassadorTerm, ...]:
        """The present ambassadors; those whose term ends first come first."""
        return present_ambassadors(self.counted.record, self.standing, prefecture=scope.prefecture)

    def candidates(self, request: CandidateRequest | None = None) -> CandidateSet:
        """The next ambassadors, chosen together."""
        return self._chosen(request or CandidateRequest())

    @cached_property
    def _chosen(self) -> Callable[[CandidateRequest], CandidateSet]:
        """Pages ask for the same set at every press."""
        return lru_cache(maxsize=SETS_KEPT)(self._choose)

    def _choose(self, request: CandidateRequest) -> CandidateSet:
        return Candidates(
            people=self._people,
            record=self.counted.record,
            ambassadors=self.ambassadors(),
            reasons=self._candidate_reasons,
            request=request,
        ).choose()

    @cached_property
    def _candidate_reasons(self) -> CandidateReasons:
        single: defaultdict[int, list[int]] = defaultdict(list)
        for holding in self.counted.holdings:
            single[holding.member].append(holding.topic)
        return CandidateReasons(self.counted.record, single, self._departures)

    def _span_from(self, begin: int) -> Span | None:
        return None if self.snapshot.span is None else self.counted.exchange.span_from(begin)

    def _topics(self, scope: Scope) -> npt.NDArray[np.bool_]:
        count = len(self.snapshot.facts.topics)
        if scope.topic is None:
            return np.ones(count, dtype=bool)
        result: npt.NDArray[np.bool_] = np.arange(count) == scope.topic
        return result

    @cached_property
    def _people(self) -> People:
        return People(self.counted.exchange, self.standing)

    @cached_property
    def _succession(self) -> Succession:
        return Succession(self._people, self.counted.stopped)

    @cached_property
    def _departures(self) -> tuple[Departure, ...]:
        return self._succession.find(self._topics(EVERYTHING))
