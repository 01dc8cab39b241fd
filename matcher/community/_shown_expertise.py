"""Who of those who may be shown answered on what: summed up around any node, when it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import NodeKind
from matcher.recommend import Standing
from matcher.snapshot import Snapshot

Integers = npt.NDArray[np.int64]


class Sum(NamedTuple):
    """Expertise added up.

    Attributes:
        weight: Sum of the weights.
        conversations: In how many it showed.
        members: Of how many members.
        last_at: When it showed last, microseconds.
    """

    weight: float
    conversations: int
    members: int
    last_at: int


NOTHING = Sum(0.0, 0, 0, 0)


@dataclass(frozen=True)
class ShownExpertise:
    """Answers by those who may be shown with them, a row per member, topic and conversation.

    Several answers in one conversation weigh 1 at most: knowing a matter shows in how many
    conversations one was of help.

    Attributes:
        conversation, at, weight: Of each row; ``at`` in microseconds.
        number: Per kind of node, which one of ``ids`` each row belongs to; -1 for none.
        ids: Per kind of node, the ids without the kind.
    """

    conversation: Integers
    at: Integers
    weight: npt.NDArray[np.float64]
    number: Mapping[NodeKind, Integers]
    ids: Mapping[NodeKind, Sequence[str]]

    def rows(self, kind: NodeKind, key: str) -> Integers:
        """Rows of a member, topic, organization or prefecture."""
        order, sorted_numbers = self._order[kind]
        number = self._number_of[kind].get(key, -2)
        start, end = np.searchsorted(sorted_numbers, [number, number + 1])
        return order[start:end]

    def total(self, rows: Integers) -> Sum:
        """Some rows together."""
        if not len(rows):
            return NOTHING
        members = self.number[NodeKind.MEMBER][rows]
        return Sum(
            float(self.weight[rows].sum()),
            len(np.unique(self.conversation[rows])),
            len(np.unique(members)),
            int(self.at[rows].max()),
        )

    def sums(self, rows: Integers, kind: NodeKind) -> list[tuple[str, Sum]]:
        """Some rows by what they belong to of a kind, in the order of ``ids``."""
        rows = rows[self.number[kind][rows] >= 0]
        found, group = np.unique(self.number[kind][rows], return_inverse=True)
        weight = np.bincount(group, weights=self.weight[rows], minlength=len(found))
        last_at = np.zeros(len(found), dtype=np.int64)
        np.maximum.at(last_at, group, self.at[rows])
        conversations = _distinct(group, self.conversation[rows], len(found))
        members = _distinct(group, self.number[NodeKind.MEMBER][rows], len(found))
        ids = self.ids[kind]
        return [
            (ids[number], Sum(*values))
            for number, *values in zip(
                *(part.tolist() for part in (found, weight, conversations, members, last_at)),
                strict=True,
            )
        ]

    @cached_property
    def _order(self) -> dict[NodeKind, tuple[Integers, Integers]]:
        """Per kind, the rows in the order of their numbers, and these numbers."""
        result = {}
        for kind, number in self.number.items():
            order = np.argsort(number, kind="stable")
            result[kind] = (order, number[order])
        return result

    @cached_property
    def _number_of(self) -> dict[NodeKind, dict[str, int]]:
        return {
            kind: {key: number for number, key in enumerate(of)} for kind, of in self.ids.items()
        }


def shown_expertise(
    snapshot: Snapshot, standing: Standing, shown: npt.NDArray[np.bool_]
) -> ShownExpertise:
    """The snapshot's expertise events, without what is not to be shown.

    Args:
        snapshot: The community.
        standing: Says who does not want to be shown on which topic.
        shown: Per account, whether it is shown at all.
    """
    events = snapshot.expertise
    kept = events[(events["weight"] > 0) & shown[events["member"].to_numpy()]]
    for profile in standing.profiles.values():
        number = snapshot.member_number.get(profile.member_id)
        if number is not None and profile.hidden_topics:
            topics = [snapshot.topic_number.get(key) for key in profile.hidden_topics]
            kept = kept[~((kept["member"] == number) & kept["topic"].isin(topics))]
    keys = ["member", "topic", "conversation"]
    once = kept.groupby(keys, sort=True).agg(weight=("weight", "sum"), at=("at", "max"))
    once = once.reset_index()
    member = once["member"].to_numpy().astype(np.int64)
    members = snapshot.facts.members
    organization, organizations = _numbered(members["organization"])
    prefecture, prefectures = _numbered(members["prefecture"])
    return ShownExpertise(
        conversation=once["conversation"].to_numpy().astype(np.int64),
        at=once["at"].to_numpy().astype(np.int64),
        weight=np.minimum(once["weight"].to_numpy(dtype=np.float64), 1.0),
        number={
            NodeKind.MEMBER: member,
            NodeKind.TOPIC: once["topic"].to_numpy().astype(np.int64),
            NodeKind.ORGANIZATION: organization[member],
            NodeKind.PREFECTURE: prefecture[member],
        },
        ids={
            NodeKind.MEMBER: members["member_id"].tolist(),
            NodeKind.TOPIC: snapshot.facts.topics["topic_id"].tolist(),
            NodeKind.ORGANIZATION: organizations,
            NodeKind.PREFECTURE: prefectures,
        },
    )


def _numbered(codes: "pd.Series[str]") -> tuple[Integers, list[str]]:
    """Number of each code, -1 for an empty one, and the codes by number."""
    known = codes.where(codes != "")
    numbers, found = pd.factorize(known, sort=True)
    return numbers.astype(np.int64), [str(code) for code in found]


def _distinct(group: Integers, values: Integers, groups: int) -> Integers:
    """How many different values each group has."""
    span = int(values.max(initial=0)) + 1
    pairs = np.unique(group.astype(np.int64) * span + values)
    return np.bincount(pairs // span, minlength=groups).astype(np.int64)
