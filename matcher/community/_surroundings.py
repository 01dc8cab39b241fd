"""The expertise graph as organizers may see it: without those who hide or have left."""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

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

    def expertise_of(self, node_id: str) -> pd.DataFrame:
        """The rows of a member, a topic, an organization or a prefecture."""
        column, key = kind_of(node_id).value, self._row_key(node_id)
        rows: pd.DataFrame = self.expertise[self.expertise[column] == key]
        return rows

    def by_topic(self, node_id: str, kind: NodeKind) -> pd.DataFrame:
        """Expertise between a node and the topics, or between a topic and nodes of a kind.

        Columns as of :func:`_summed`; the index is what stands at the other end.
        """
        is_topic = kind_of(node_id) is NodeKind.TOPIC
        table = self._by_topic[kind if is_topic else kind_of(node_id)]
        level, key = ("topic" if is_topic else kind_of(node_id).value), self._row_key(node_id)
        if key not in table.index.get_level_values(level):
            return table.iloc[:0].droplevel(level)
        rows = table[table.index.get_level_values(level) == key]
        return rows.droplevel(level)

    def answers_of(self, kind: NodeKind) -> pd.DataFrame:
        """Expertise on all topics together, by member or by organization (as :meth:`by_topic`)."""
        return self._answers[kind]

    @cached_property
    def _by_topic(self) -> dict[NodeKind, pd.DataFrame]:
        kinds = (NodeKind.MEMBER, NodeKind.ORGANIZATION, NodeKind.PREFECTURE)
        return {kind: _summed(self.expertise, [kind.value, "topic"]) for kind in kinds}

    @cached_property
    def _answers(self) -> dict[NodeKind, pd.DataFrame]:
        kinds = (NodeKind.MEMBER, NodeKind.ORGANIZATION)
        return {kind: _summed(self.expertise, [kind.value]) for kind in kinds}

    def _row_key(self, node_id: str) -> int | str:
        kind, key = kind_of(node_id), key_of(node_id)
        if kind is NodeKind.MEMBER:
            return self.snapshot.member_number[key]
        return self.snapshot.topic_number[key] if kind is NodeKind.TOPIC else key

    def node_of(self, kind: NodeKind, key: int | str) -> str:
        """Node id of a row's member, topic, organization or prefecture."""
        facts = self.snapshot.facts
        if kind is NodeKind.MEMBER:
            key = facts.members["member_id"].iloc[int(key)]
        elif kind is NodeKind.TOPIC:
            key = facts.topics["topic_id"].iloc[int(key)]
        return node(kind, str(key))


def _summed(expertise: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Expertise added up per ``keys``: ``weight``, ``count`` of conversations, ``members``, …."""
    known = expertise[expertise[keys[0]].astype(bool)] if keys[0] in _PLACES else expertise
    return known.groupby(keys, sort=True).agg(
        weight=("weight", "sum"),
        count=("conversation", "nunique"),
        members=("member", "nunique"),
        last_at=("at", "max"),
    )


_PLACES = (NodeKind.ORGANIZATION, NodeKind.PREFECTURE)
