"""The community as its organizers see it: coverage, gaps, succession, candidates together."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.community._ambassadors import present_ambassadors
from matcher.community._candidates import CandidateRequest, Candidates
from matcher.community._coverage import Coverage
from matcher.community._exchange import Exchange
from matcher.community._gaps import find_gaps
from matcher.community._groups import group_members
from matcher.community._holders import Holding, find_holdings, quiet_topics, single_holders
from matcher.community._people import People
from matcher.community._record import Record
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


@dataclass(frozen=True, eq=False)
class Analysis:
    """What is concluded of a snapshot for its organizers; each part is worked out once, if asked.

    Keep one per snapshot and standing: the parts share what they count.

    Attributes:
        snapshot: The community.
        standing: What members allow, and their roles.
    """

    snapshot: Snapshot
    standing: Standing

    def gaps_report(self, scope: Scope = EVERYTHING) -> CommunityGaps:
        """What is missing and what hangs by a thread."""
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
        return self._exchange.span_from(self._exchange.recent_from) if self._wrote else None

    @property
    def year(self) -> Span | None:
        """The last year likewise."""
        return self._exchange.span_from(self._exchange.year_from) if self._wrote else None

    def coverage(self, scope: Scope = EVERYTHING) -> tuple[CoverageCell, ...]:
        """Topics by region, prefecture, kind and size; of one prefecture only that."""
        topics = self._topics(scope)
        if not scope.prefecture:
            return tuple(cell for one in self._coverages for cell in one.cells(topics))
        by_prefecture = next(one for one in self._coverages if one.groups.dimension == "prefecture")
        return tuple(
            cell for cell in by_prefecture.cells(topics) if cell.place_code == scope.prefecture
        )

    def gaps(self, scope: Scope = EVERYTHING) -> tuple[Gap, ...]:
        """Where questions of the last 90 days stay without an answer, most first."""
        return find_gaps(
            self._coverages,
            self._people,
            self._topics(scope),
            {holding.topic for holding in self._holdings},
            prefecture=scope.prefecture,
        )

    def single_holders(self, scope: Scope = EVERYTHING) -> tuple[SingleHolder, ...]:
        """Topics that hang on one person (of the prefecture), most asked first."""
        places = self.snapshot.facts.members["prefecture"]
        holdings = tuple(
            holding
            for holding in self._holdings
            if not scope.prefecture or places.iloc[holding.member] == scope.prefecture
        )
        return single_holders(holdings, self._people, self._topics(scope))

    def quiet_topics(self, scope: Scope = EVERYTHING) -> tuple[QuietTopic, ...]:
        """Topics nobody asks about any more; of a prefecture alone there is nothing to say."""
        return () if scope.prefecture else quiet_topics(self._exchange, self._topics(scope))

    def succession(self, scope: Scope = EVERYTHING) -> tuple[Departure, ...]:
        """Whose answers will be missed, the most missed first."""
        if scope == EVERYTHING:
            return self._departures
        finder = Succession(self._people)
        return finder.find(self._topics(scope), prefecture=scope.prefecture)

    def ambassadors(self, scope: Scope = EVERYTHING) -> tuple[AmbassadorTerm, ...]:
        """The present ambassadors; those whose term ends first come first."""
        return present_ambassadors(self._record, self.standing, prefecture=scope.prefecture)

    def candidates(self, request: CandidateRequest | None = None) -> CandidateSet:
        """The next ambassadors, chosen together."""
        single: defaultdict[int, list[int]] = defaultdict(list)
        for holding in self._holdings:
            single[holding.member].append(holding.topic)
        return Candidates(
            people=self._people,
            record=self._record,
            ambassadors=self.ambassadors(),
            single=dict(single),
            departures=self._departures,
            request=request or CandidateRequest(),
        ).choose()

    @property
    def _wrote(self) -> bool:
        return self.snapshot.span is not None

    def _topics(self, scope: Scope) -> npt.NDArray[np.bool_]:
        count = len(self.snapshot.facts.topics)
        if scope.topic is None:
            return np.ones(count, dtype=bool)
        result: npt.NDArray[np.bool_] = np.arange(count) == scope.topic
        return result

    @cached_property
    def _exchange(self) -> Exchange:
        return Exchange(self.snapshot)

    @cached_property
    def _people(self) -> People:
        return People(self._exchange, self.standing)

    @cached_property
    def _coverages(self) -> tuple[Coverage, ...]:
        ways = group_members(self.snapshot.facts.members)
        return tuple(Coverage(self._exchange, groups) for groups in ways)

    @cached_property
    def _holdings(self) -> tuple[Holding, ...]:
        return find_holdings(self._exchange)

    @cached_property
    def _record(self) -> Record:
        return Record(self._exchange)

    @cached_property
    def _departures(self) -> tuple[Departure, ...]:
        return Succession(self._people).find(self._topics(EVERYTHING))
