"""What members did for others in the last year: answers, guiding, thanks, newcomers, breadth."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._exchange import Exchange
from matcher.domain import ChannelKind
from matcher.snapshot import DAY, RECENT_DAYS

ANSWERED, GUIDED, THANKED, NEWCOMERS, BREADTH = 1.0, 1.0, 1.0, 0.5, 0.5
"""Weights of the logarithms of what somebody did, set by hand: answering, guiding and being
thanked say most; welcoming newcomers and breadth add to it. Being active is none of them."""

LEAST_ANSWERS, LEAST_GUIDED, LEAST_THANKED = 5, 1, 2
MINIMUM = (
    f"この1年に{LEAST_ANSWERS}件以上の質問に回答し、"
    f"既存のスレッドへの案内が{LEAST_GUIDED}件以上か、お礼が{LEAST_THANKED}人以上からある人"
)
"""What evidence a candidate needs."""

ON_TOPIC = 2
"""A topic is one of theirs from so many conversations on."""


@dataclass(frozen=True, eq=False)
class Record:
    """What every account did for others in the last year; arrays are per account.

    Attributes:
        exchange: Who asked, who was of help.
    """

    exchange: Exchange

    @cached_property
    def answers(self) -> npt.NDArray[np.int64]:
        """Conversations in which they were of help by what they said."""
        return self._per_member(self.answered)

    @cached_property
    def guided(self) -> npt.NDArray[np.int64]:
        """Conversations that they guided to an earlier thread."""
        return self._per_member(self.guidance)

    @cached_property
    def thanked(self) -> npt.NDArray[np.int64]:
        """People who thanked after their help."""
        return self._per_member(self.thanks.drop_duplicates(["member", "asker"]))

    @cached_property
    def newcomers(self) -> npt.NDArray[np.int64]:
        """Newcomers whose question or self-introduction they answered."""
        return self._per_member(self.welcomes.drop_duplicates(["member", "asker"]))

    @cached_property
    def breadth(self) -> npt.NDArray[np.int64]:
        """Topics with :data:`ON_TOPIC` conversations or more."""
        return self._per_member(self.topics)

    @cached_property
    def values(self) -> npt.NDArray[np.float64]:
        """The track record in one number; never shown. Only for choosing among candidates.

        The weighted sum of ``log(1 + count)``: the tenth answer says less than the first.
        """
        result: npt.NDArray[np.float64] = (
            ANSWERED * np.log1p(self.answers)
            + GUIDED * np.log1p(self.guided)
            + THANKED * np.log1p(self.thanked)
            + NEWCOMERS * np.log1p(self.newcomers)
            + BREADTH * np.log1p(self.breadth)
        )
        return result

    @cached_property
    def enough(self) -> npt.NDArray[np.bool_]:
        """Whether the evidence is enough for a candidate (:data:`MINIMUM`)."""
        result: npt.NDArray[np.bool_] = (self.answers >= LEAST_ANSWERS) & (
            (self.guided >= LEAST_GUIDED) | (self.thanked >= LEAST_THANKED)
        )
        return result

    @cached_property
    def answered(self) -> pd.DataFrame:
        """The year's helps that said something, of those who have not moved since."""
        helps = self._year
        return helps[~helps["guided"]]

    @cached_property
    def guidance(self) -> pd.DataFrame:
        """The year's helps that pointed to an earlier thread."""
        helps = self._year
        return helps[helps["guided"] & (helps["asker"] >= 0)]

    @cached_property
    def thanks(self) -> pd.DataFrame:
        """The year's helps after which the asker thanked or said that it is solved."""
        snapshot, posts = self.exchange.snapshot, self.exchange.snapshot.facts.posts
        author = posts["author"].to_numpy()
        asker = snapshot.conversations["asker"].to_numpy()[snapshot.conversation]
        grateful = (posts["thanks"] | posts["solved"]).to_numpy(dtype=bool)
        rows = np.flatnonzero(grateful & (author == asker) & (author >= 0))
        last = np.zeros(len(snapshot.conversations), dtype=np.int64)
        np.maximum.at(last, snapshot.conversation[rows], posts["at"].to_numpy()[rows])
        helps = self._year
        grateful_after = last[helps["conversation"].to_numpy()] > helps["at"].to_numpy()
        result: pd.DataFrame = helps.loc[grateful_after]
        return result

    @cached_property
    def welcomes(self) -> pd.DataFrame:
        """Helps for newcomers, and replies to their self-introductions, of the last year."""
        snapshot = self.exchange.snapshot
        introduces = snapshot.facts.channels["kind"].to_numpy() == ChannelKind.INTRODUCTION.value
        channel = snapshot.conversations["channel"].to_numpy()
        answers = snapshot.answers
        conversation = answers["conversation"].to_numpy()
        greeted = introduces[channel[conversation]] & (
            answers["at"].to_numpy() >= self.exchange.year_from
        )
        columns = ["conversation", "member", "at"]
        given = pd.concat([answers.loc[greeted, columns], self._year[columns]])
        numbers = given["conversation"].to_numpy(dtype=np.int64)
        asker = snapshot.conversations["asker"].to_numpy(dtype=np.int64)[numbers]
        opened = snapshot.conversations["opened_at"].to_numpy()[numbers]
        new = (asker >= 0) & (opened - self._came_at[asker] <= RECENT_DAYS * DAY)
        result: pd.DataFrame = given.assign(asker=asker).loc[new]
        return result

    @cached_property
    def topics(self) -> pd.DataFrame:
        """``member`` and ``topic`` of those who helped on it often enough, with ``helps``."""
        rows = self.answered[self.answered["topic"] >= 0]
        counts = rows.groupby(["member", "topic"], as_index=False).agg(helps=("at", "size"))
        return counts[counts["helps"] >= ON_TOPIC]

    @cached_property
    def _year(self) -> pd.DataFrame:
        helps = self.exchange.helps
        return helps[(helps["at"] >= self.exchange.year_from) & ~helps["former"]]

    @cached_property
    def _came_at(self) -> npt.NDArray[np.int64]:
        """When each account joined, or first wrote where that is not known."""
        snapshot = self.exchange.snapshot
        posts = snapshot.facts.posts
        first = np.full(len(snapshot.facts.members), snapshot.as_of, dtype=np.int64)
        author = posts["author"].to_numpy()
        known = np.flatnonzero(author >= 0)[::-1]
        first[author[known]] = posts["at"].to_numpy()[known]
        joined = snapshot.facts.members["joined_at"].to_numpy(dtype=np.int64)
        result: npt.NDArray[np.int64] = np.where(joined > 0, joined, first)
        return result

    def _per_member(self, rows: pd.DataFrame) -> npt.NDArray[np.int64]:
        return np.bincount(
            rows["member"].to_numpy(dtype=np.int64),
            minlength=len(self.exchange.snapshot.facts.members),
        )
