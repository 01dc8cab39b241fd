"""Coverage: for every topic, what each group of local governments asks, and who answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._exchange import Exchange
from matcher.community._groups import Groups
from matcher.domain import CoverageCell
from matcher.recommend import evidence_of

SHOWN_EVIDENCE = 3


@dataclass(frozen=True, eq=False)
class Coverage:
    """Demand and supply of every topic in every group of one way of grouping.

    Arrays are topics × groups.

    Attributes:
        exchange: Who asked, who was of help.
        groups: The way of grouping.
    """

    exchange: Exchange
    groups: Groups

    @cached_property
    def demand(self) -> pd.DataFrame:
        """Questions of the last year on a topic from a known group, with its ``group``."""
        exchange = self.exchange
        questions = exchange.questions
        group = self.groups.of_member[questions["asker"].to_numpy()]
        chosen = (
            (questions["at"].to_numpy() >= exchange.year_from)
            & (questions["topic"].to_numpy() >= 0)
            & (group >= 0)
        )
        result: pd.DataFrame = questions.loc[chosen].assign(
            group=group[chosen], recent=questions["at"][chosen] >= exchange.recent_from
        )
        return result

    @cached_property
    def questions(self) -> npt.NDArray[np.int64]:
        """Asked in the last 90 days."""
        return self._counted(self.demand[self.demand["recent"]])

    @cached_property
    def unanswered(self) -> npt.NDArray[np.int64]:
        """Those of them that nobody answered."""
        return self._counted(self.demand[self.demand["recent"] & ~self.demand["answered"]])

    @cached_property
    def questions_year(self) -> npt.NDArray[np.int64]:
        """Asked in the last year."""
        return self._counted(self.demand)

    @cached_property
    def unanswered_year(self) -> npt.NDArray[np.int64]:
        """Those of them that nobody answered."""
        return self._counted(self.demand[~self.demand["answered"]])

    @cached_property
    def askers(self) -> npt.NDArray[np.int64]:
        """Different people who asked in the last 90 days."""
        recent = self.demand[self.demand["recent"]]
        return self._counted(recent.drop_duplicates(["topic", "group", "asker"]))

    @cached_property
    def answerers(self) -> npt.NDArray[np.int64]:
        """Different people, from anywhere, who answered questions of the last 90 days."""
        recent = self.demand.loc[self.demand["recent"], ["conversation", "topic", "group"]]
        pairs = recent.merge(self.exchange.helps[["conversation", "member"]], on="conversation")
        return self._counted(pairs.drop_duplicates(["topic", "group", "member"]))

    @cached_property
    def people(self) -> npt.NDArray[np.int64]:
        """People of the group who answered on the topic in the last year and are still there."""
        return self._counted(self._supply.drop_duplicates(["topic", "group", "member"]))

    @cached_property
    def supply(self) -> npt.NDArray[np.float64]:
        """Their evidence, faded by age."""
        result = np.zeros(self.questions.shape)
        np.add.at(result.ravel(), self._keys(self._supply), self._supply["weight"].to_numpy())
        return result

    def cells(self) -> Iterator[CoverageCell]:
        """All cells in which anything was asked or answered."""
        table = self.exchange.snapshot.facts.topics
        ids, names = table["topic_id"].tolist(), table["name"].tolist()
        headings = table["group"].tolist()
        used = np.nonzero((self.questions_year > 0) | (self.people > 0))
        asked = [
            self.asked(topic, group)[:SHOWN_EVIDENCE]
            for topic, group in zip(*map(np.ndarray.tolist, used), strict=True)
        ]
        proof = iter(evidence_of(self.exchange.snapshot, np.concatenate([*asked, []])))
        numbers = (
            self.questions,
            self.unanswered,
            self.questions_year,
            self.unanswered_year,
            self.answerers,
            self.people,
            self.supply.round(3),
        )
        columns = [*used, *(counts[used] for counts in numbers)]
        rows = zip(*map(np.ndarray.tolist, columns), strict=True)
        for conversations, (topic, group, *counted) in zip(asked, rows, strict=True):
            shown = tuple(islice(proof, len(conversations)))
            yield CoverageCell(
                ids[topic],
                names[topic],
                headings[topic],
                self.groups.dimension,
                self.groups.names[group],
                self.groups.codes[group],
                *(*counted, shown),
            )

    def asked(self, topic: int, group: int) -> npt.NDArray[np.int64]:
        """Conversations of the year's questions of a cell: unanswered first, then newest first."""
        ordered, begins = self._ordered
        key = topic * len(self.groups.names) + group
        return ordered[begins[key] : begins[key + 1]]

    @cached_property
    def _ordered(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        keys = self._keys(self.demand)
        order = np.lexsort((-self.demand["at"].to_numpy(), self.demand["answered"], keys))
        counts = np.bincount(keys, minlength=self.questions.size)
        return (
            self.demand["conversation"].to_numpy(dtype=np.int64)[order],
            np.concatenate([[0], np.cumsum(counts)]),
        )

    @cached_property
    def _supply(self) -> pd.DataFrame:
        supply = self.exchange.supply
        group = self.groups.of_member[supply["member"].to_numpy()]
        result: pd.DataFrame = supply.loc[group >= 0].assign(group=group[group >= 0])
        return result

    def _keys(self, rows: pd.DataFrame) -> npt.NDArray[np.int64]:
        topic, group = rows["topic"].to_numpy(dtype=np.int64), rows["group"].to_numpy(np.int64)
        keys: npt.NDArray[np.int64] = topic * len(self.groups.names) + group
        return keys

    def _counted(self, rows: pd.DataFrame) -> npt.NDArray[np.int64]:
        shape = (len(self.exchange.snapshot.facts.topics), len(self.groups.names))
        return np.bincount(self._keys(rows), minlength=shape[0] * shape[1]).reshape(shape)
