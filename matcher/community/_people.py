"""Members as organizers see them: who may be asked on a topic, and who may be shown at all."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from matcher.community._exchange import Exchange
from matcher.domain import PersonSuggestion, Reason, day_text
from matcher.recommend import Standing, askable, describe_person, evidence_of, hiding
from matcher.snapshot import moment

SHOWN_PEOPLE = 3
SHOWN_EVIDENCE = 12


@dataclass(frozen=True, eq=False, slots=True)
class _Helped:
    """Someone's help on a topic in the last year; the conversations newest first."""

    member: int
    weight: float
    helps: int
    latest: int
    conversations: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class People:
    """Who may be asked, and who wants to be shown.

    Attributes:
        exchange: Who asked, who was of help.
        standing: What members allow.
    """

    exchange: Exchange
    standing: Standing

    @cached_property
    def hidden(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it does not want to be shown."""
        return hiding(self.exchange.snapshot, self.standing)

    def shows(self, member: int, topic_id: str = "") -> bool:
        """Whether a member may be named (on a topic)."""
        profile = self.standing.profile(self.member_id(member))
        return not self.hidden[member] and topic_id not in profile.hidden_topics

    def member_id(self, member: int) -> str:
        """Id of an account."""
        return self._member_ids[member]

    def name(self, member: int) -> str:
        """Name of an account."""
        return str(self.exchange.snapshot.facts.members["name"].iloc[member])

    def askable_on(
        self, topic: int, *, without: Collection[int] = (), limit: int = SHOWN_PEOPLE
    ) -> tuple[PersonSuggestion, ...]:
        """Those who were of help on a topic in the last year and may be asked now."""
        topic_id = self.exchange.topic_names(topic)[0]
        fitting = (
            row
            for row in self._rows_on(topic)
            if self._askable[row.member]
            and row.member not in without
            and self.shows(row.member, topic_id)
        )
        return tuple(self._answering(topic, row) for row in islice(fitting, limit))

    def count_on(self, topic: int, *, without: int) -> int:
        """How many others were of help on a topic in the last year and are still there."""
        return sum(row.member != without for row in self._rows_on(topic))

    def _answering(self, topic: int, row: "_Helped") -> PersonSuggestion:
        key = topic, row.member
        if key not in self._told:
            self._told[key] = self._suggested(topic, row)
        return self._told[key]

    @cached_property
    def _told(self) -> dict[tuple[int, int], PersonSuggestion]:
        """Many gaps and departures name the same few."""
        return {}

    def _suggested(self, topic: int, row: "_Helped") -> PersonSuggestion:
        name = self.exchange.topic_names(topic)[1]
        text = (
            f"「{name}」の話題で、この1年に{row.helps}件回答しています"
            f"(最近は{day_text(moment(row.latest))})。"
        )
        proof = evidence_of(self.exchange.snapshot, row.conversations[:SHOWN_EVIDENCE])
        reason = Reason("expertise", text, proof, row.weight)
        return self.described(row.member, row.weight, (reason,))

    def _rows_on(self, topic: int) -> "list[_Helped]":
        return self._helped.get(topic, [])

    @cached_property
    def _helped(self) -> "dict[int, list[_Helped]]":
        """Per topic who was of help in the last year, most evidence first."""
        supply = self.exchange.supply.sort_values(
            ["topic", "member", "at"], ascending=[True, True, False], kind="stable"
        )
        conversations = supply["conversation"].to_numpy(dtype=np.int64)
        pairs = supply.groupby(["topic", "member"], as_index=False).agg(
            weight=("weight", "sum"), helps=("at", "size"), latest=("at", "first")
        )
        ends = pairs["helps"].cumsum().to_numpy()
        pairs = pairs.assign(begin=ends - pairs["helps"].to_numpy(), end=ends)
        pairs = pairs.sort_values("weight", ascending=False, kind="stable")
        result: dict[int, list[_Helped]] = {}
        for topic, member, weight, helps, latest, begin, end in pairs.itertuples(index=False):
            helped = _Helped(member, weight, helps, latest, conversations[begin:end])
            result.setdefault(topic, []).append(helped)
        return result

    def described(self, member: int, score: float, reasons: tuple[Reason, ...]) -> PersonSuggestion:
        """A member as a suggestion."""
        known = self._described.get(member)
        if known is None:
            known = describe_person(
                self.exchange.snapshot, self.standing, member, score=0.0, reasons=()
            )
            self._described[member] = known
        return replace(known, score=score, reasons=reasons)

    @cached_property
    def _member_ids(self) -> list[str]:
        return self.exchange.snapshot.facts.members["member_id"].tolist()

    @cached_property
    def _described(self) -> dict[int, PersonSuggestion]:
        return {}

    @cached_property
    def _askable(self) -> npt.NDArray[np.bool_]:
        return askable(self.exchange.snapshot, self.standing)
