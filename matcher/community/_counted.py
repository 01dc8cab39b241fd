"""What is counted of a snapshot whatever its members allow: once, however often it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._coverage import Coverage
from matcher.community._departures import Departures, Stopped
from matcher.community._discovered import discovered_topics
from matcher.community._exchange import Exchange
from matcher.community._groups import group_members
from matcher.community._holders import Holding, find_holdings
from matcher.community._newcomers import newcomer_steps, newcomers_by_month
from matcher.community._questions import count_questions, question_table
from matcher.community._record import Record
from matcher.domain import (
    CoverageCell,
    DiscoveredTopics,
    Handling,
    NewcomersByMonth,
    QuestionCounts,
)
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot


@dataclass(frozen=True, eq=False)
class Counted:
    """The parts on which conclusions for organizers stand; each is worked out if asked.

    Keep one per snapshot. What members allow or say of themselves changes nothing here.

    Attributes:
        snapshot: The community.
    """

    snapshot: Snapshot

    def newcomers(self, handlings: Iterable[Handling] = ()) -> NewcomersByMonth:
        """How far those came who joined in each month, and what they did after a word to them."""
        return newcomers_by_month(self.snapshot, handlings, steps=self._newcomer_steps)

    def first_conversations(self, since: int, until: int) -> npt.NDArray[np.int64]:
        """First conversations of those who joined between two moments (µs), oldest first."""
        steps = self._newcomer_steps
        begins = self.exchange.begin
        chosen = steps["joined_at"].between(max(since, begins), until, inclusive="left")
        numbers = steps.loc[chosen & (steps["conversation"] >= 0), "conversation"].to_numpy()
        ordered: npt.NDArray[np.int64] = np.sort(numbers)
        return ordered

    @cached_property
    def questions(self) -> QuestionCounts:
        """All questions."""
        return count_questions(self.snapshot)

    @cached_property
    def waiting(self) -> int:
        """Questions of the last 90 days that wait for an answer."""
        since = self.snapshot.as_of - RECENT_DAYS * DAY
        return int(question_table(self.snapshot, since=since)["waiting"].sum())

    @cached_property
    def discovered_topics(self) -> DiscoveredTopics:
        """What people ask about that the taxonomy has no word for."""
        return discovered_topics(self.snapshot)

    @cached_property
    def exchange(self) -> Exchange:
        """Who asked what, and who was of help."""
        return Exchange(self.snapshot)

    @cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """Demand and supply by region, prefecture, kind and size."""
        ways = group_members(self.snapshot.facts.members)
        return tuple(Coverage(self.exchange, groups) for groups in ways)

    @cached_property
    def cells(self) -> tuple[CoverageCell, ...]:
        """The same as cells, of all topics."""
        return tuple(cell for one in self.coverages for cell in one.cells())

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Topics that hang on one person."""
        return find_holdings(self.exchange)

    @cached_property
    def record(self) -> Record:
        """What everybody did for others."""
        return Record(self.exchange)

    @cached_property
    def stopped(self) -> list[Stopped]:
        """Who helped often and helps no more."""
        return Departures(self.exchange).find()

    @cached_property
    def _newcomer_steps(self) -> pd.DataFrame:
        return newcomer_steps(self.snapshot)
