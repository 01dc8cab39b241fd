"""The expertise graph as organizers may see it: without those who hide or have left."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.community._presence import hiding, present
from matcher.domain import NodeKind
from matcher.graph import node
from matcher.places import load_directory
from matcher.recommend import Standing
from matcher.snapshot import Snapshot


def kind_of(node_id: str) -> NodeKind:
    """What a node stands for."""
    return NodeKind(node_id.partition(":")[0])


def key_of(node_id: str) -> str:
    """Id of what a node stands for."""
    return node_id.partition(":")[2]


class Sum(NamedTuple):
    """Expertise added up.

    Attributes:
        weight: Sum of the weights.
        count: In how many conversations it showed.
        members: Of how many members.
        last_at: When it showed last, microseconds.
    """

    weight: float
    count: int
    members: int
    last_at: int


NOTHING = Sum(0.0, 0, 0, 0)
_Sums = defaultdict[int | str, list[tuple[int | str, Sum]]]


@dataclass(frozen=True)
class Surroundings:
    """The expertise graph as the organizers may see it: without those who hide or have left.

    Attributes:
        snapshot: The community.
        standing: What members allow.
    """

    snapshot: Snapshot
    standing: Standing

    @cached_property
    def shown(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it is drawn: members who have not left and do not hide."""
        return present(self.snapshot, self.standing) & ~hiding(self.snapshot, self.standing)

    @cached_property
    def graph(self) -> nx.Graph:
        """The expertise graph without who is not shown and what they hide; frozen."""
        graph = self.snapshot.graph.copy()
        graph.remove_nodes_from([name for name in self.snapshot.graph if not self.has(name)])
        for profile in self.standing.profiles.values():
            member = node(NodeKind.MEMBER, profile.member_id)
            hidden = [node(NodeKind.TOPIC, key) for key in profile.hidden_topics]
            graph.remove_edges_from([(member, topic) for topic in hidden])
        return nx.freeze(graph)

    def has(self, node_id: str) -> bool:
        """Whether a node is there to be seen."""
        if not self.snapshot.graph.has_node(node_id):
            return False
        if kind_of(node_id) is not NodeKind.MEMBER:
            return True
        return bool(self.shown[self.snapshot.member_number[key_of(node_id)]])

    def label(self, node_id: str) -> str:
        """Name of a node as a reader calls it."""
        name = str(self.snapshot.graph.nodes[node_id]["label"])
        if kind_of(node_id) is NodeKind.CHANNEL:
            return f"#{name}"
        is_prefecture = name in self._prefecture_names
        return f"{name}庁" if kind_of(node_id) is NodeKind.ORGANIZATION and is_prefecture else name

    @cached_property
    def _prefecture_names(self) -> frozenset[str]:
        """Names that a prefecture shares with its own government."""
        return frozenset(one.name for one in load_directory().prefectures)

    def beside(self, node_id: str) -> str:
        """The organization of a member, empty for other nodes."""
        if kind_of(node_id) is not NodeKind.MEMBER:
            return ""
        number = self.snapshot.member_number[key_of(node_id)]
        return str(self.snapshot.facts.members["organization_name"].iloc[number])

    @cached_property
    def expertise(self) -> pd.DataFrame:
        """What those who are shown answered, a row per member, topic and conversation.

        The snapshot's expertise events with ``organization`` and ``prefecture`` of the member.
        Several answers in one conversation weigh 1 at most: knowing a matter shows in how many
        conversations one was of help.
        """
        events = self.snapshot.expertise
        kept = events[(events["weight"] > 0) & self.shown[events["member"].to_numpy()]]
        for profile in self.standing.profiles.values():
            number = self.snapshot.member_number.get(profile.member_id)
            if number is not None and profile.hidden_topics:
                topics = [self.snapshot.topic_number.get(key) for key in profile.hidden_topics]
                kept = kept[~((kept["member"] == number) & kept["topic"].isin(topics))]
        keys = ["member", "topic", "conversation"]
        once = kept.groupby(keys, sort=True).agg(weight=("weight", "sum"), at=("at", "max"))
        once = once.reset_index()
        own = once["member"].to_numpy()
        members = self.snapshot.facts.members
        expertise: pd.DataFrame = once.assign(
            weight=once["weight"].clip(upper=1.0),
            organization=members["organization"].to_numpy(dtype=object)[own],
            prefecture=members["prefecture"].to_numpy(dtype=object)[own],
        )
        return expertise

    def conversations_of(self, node_id: str) -> npt.NDArray[np.int64]:
        """Conversations in which a member or an organization showed expertise."""
        rows = self._rows[kind_of(node_id)].get(self._row_key(node_id), [])
        conversations: npt.NDArray[np.int64] = self.expertise["conversation"].to_numpy()[rows]
        return conversations

    def conversations_on(self, node_id: str, topic: str) -> npt.NDArray[np.int64]:
        """The same on one topic, of a member, an organization or a prefecture."""
        rows = self._rows[kind_of(node_id)].get(self._row_key(node_id), [])
        on_topic = self.expertise["topic"].to_numpy()[rows] == self._row_key(topic)
        conversations: npt.NDArray[np.int64] = self.expertise["conversation"].to_numpy()[rows]
        return conversations[on_topic]

    def by_topic(self, node_id: str, kind: NodeKind) -> list[tuple[str, Sum]]:
        """Expertise between a node and the topics, or between a topic and nodes of a kind.

        Returns:
            Id of the node at the other end, and the sum.
        """
        is_topic = kind_of(node_id) is NodeKind.TOPIC
        sums = self._by_topic[kind if is_topic else kind_of(node_id)][is_topic]
        return [
            (self.node_of(kind, key), total) for key, total in sums.get(self._row_key(node_id), ())
        ]

    def answered(self, kind: NodeKind, key: int | str) -> Sum:
        """Expertise of a member or an organization on all topics together."""
        return self._answered[kind].get(key, NOTHING)

    def about(self, topic: str) -> npt.NDArray[np.int64]:
        """Conversations about a topic."""
        number = self.snapshot.topic_number[key_of(topic)]
        start, end = self._shares.indptr[number : number + 2]
        conversations: npt.NDArray[np.int64] = self._shares.indices[start:end]
        return conversations

    @cached_property
    def _shares(self) -> sparse.csc_matrix:
        return sparse.csc_matrix(self.snapshot.shares)

    @cached_property
    def _rows(self) -> dict[NodeKind, dict[int | str, npt.NDArray[np.intp]]]:
        return {kind: self.expertise.groupby(kind.value).indices for kind in _SUMMED}

    @cached_property
    def _by_topic(self) -> dict[NodeKind, tuple[_Sums, _Sums]]:
        """Per kind, the sums by node of that kind, and by topic."""
        result = {}
        for kind in _SUMMED:
            by_node, by_topic = _Sums(list), _Sums(list)
            for (key, topic), *values in _summed(self.expertise, [kind.value, "topic"]):
                by_node[key].append((topic, Sum(*values)))
                by_topic[topic].append((key, Sum(*values)))
            result[kind] = (by_node, by_topic)
        return result

    @cached_property
    def _answered(self) -> dict[NodeKind, dict[int | str, Sum]]:
        return {
            kind: {key: Sum(*values) for (key,), *values in _summed(self.expertise, [kind.value])}
            for kind in (NodeKind.MEMBER, NodeKind.ORGANIZATION)
        }

    def _row_key(self, node_id: str) -> int | str:
        kind, key = kind_of(node_id), key_of(node_id)
        if kind is NodeKind.MEMBER:
            return self.snapshot.member_number[key]
        return self.snapshot.topic_number[key] if kind is NodeKind.TOPIC else key

    def node_of(self, kind: NodeKind, key: int | str) -> str:
        """Node id of a row's member, topic, organization or prefecture."""
        if kind is NodeKind.MEMBER:
            key = self._member_ids[int(key)]
        elif kind is NodeKind.TOPIC:
            key = self._topic_ids[int(key)]
        return node(kind, str(key))

    @cached_property
    def _member_ids(self) -> list[str]:
        return self.snapshot.facts.members["member_id"].tolist()

    @cached_property
    def _topic_ids(self) -> list[str]:
        return self.snapshot.facts.topics["topic_id"].tolist()


_SUMMED = (NodeKind.MEMBER, NodeKind.ORGANIZATION, NodeKind.PREFECTURE)


def _summed(expertise: pd.DataFrame, keys: list[str]) -> Iterator[tuple[Any, ...]]:
    """Expertise added up per ``keys``: these, then the values of a :class:`Sum`."""
    known = expertise[expertise[keys[0]] != ""]
    table = known.groupby(keys, sort=True).agg(
        weight=("weight", "sum"),
        count=("conversation", "nunique"),
        members=("member", "nunique"),
        last_at=("at", "max"),
    )
    columns = [table[name].tolist() for name in Sum._fields]
    index = table.index.tolist() if len(keys) > 1 else [(key,) for key in table.index.tolist()]
    yield from zip(index, *columns, strict=True)
