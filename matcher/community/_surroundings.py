"""The expertise graph as organizers may see it: without those who hide or have left."""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.community._shown_expertise import Integers, ShownExpertise, Sum, shown_expertise
from matcher.domain import NodeKind, NodeName
from matcher.graph import node
from matcher.places import folded, load_directory
from matcher.recommend import Standing, hiding, present
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

    def names(self, kind: NodeKind) -> list[tuple[NodeName, str]]:
        """Nodes of a kind that are linked to something, with what a search compares."""
        if kind not in self._names:
            found = [
                NodeName(node_id, kind, self.label(node_id), self.beside(node_id))
                for node_id, data in self.snapshot.graph.nodes(data=True)
                if data["kind"] == kind.value
                and self.snapshot.graph.degree(node_id)
                and self.has(node_id)
            ]
            self._names[kind] = [(one, folded(one.label + one.beside)) for one in found]
        return self._names[kind]

    @cached_property
    def _names(self) -> dict[NodeKind, list[tuple[NodeName, str]]]:
        return {}

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
    def expertise(self) -> ShownExpertise:
        """What those who are shown answered."""
        return shown_expertise(self.snapshot, self.standing, self.shown)

    def by_topic(self, node_id: str, kind: NodeKind) -> list[tuple[str, Sum]]:
        """Expertise between a node and the topics, or between a topic and nodes of a kind.

        Returns:
            Id of the node at the other end, and the sum.
        """
        sums = self.expertise.sums(self._rows(node_id), kind)
        return [(node(kind, key), total) for key, total in sums]

    def answered(self, node_id: str) -> Sum:
        """Expertise of a member or an organization on all topics together."""
        return self.expertise.total(self._rows(node_id))

    def conversations_of(self, node_id: str) -> Integers:
        """Conversations in which a member or an organization showed expertise."""
        return self.expertise.conversation[self._rows(node_id)]

    def conversations_on(self, node_id: str, topic: str) -> Integers:
        """The same on one topic, of a member, an organization or a prefecture."""
        both = np.intersect1d(self._rows(node_id), self._rows(topic))
        return self.expertise.conversation[both]

    def about(self, topic: str) -> Integers:
        """Conversations about a topic."""
        number = self.snapshot.topic_number[key_of(topic)]
        start, end = self._shares.indptr[number : number + 2]
        conversations: Integers = self._shares.indices[start:end].astype(np.int64)
        return conversations

    def _rows(self, node_id: str) -> Integers:
        return self.expertise.rows(kind_of(node_id), key_of(node_id))

    @cached_property
    def _shares(self) -> sparse.csc_matrix:
        return sparse.csc_matrix(self.snapshot.shares)
