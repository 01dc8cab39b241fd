"""What links a node of the expertise graph to its neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.community._surroundings import Surroundings, key_of, kind_of
from matcher.domain import NodeKind
from matcher.graph import ABOUT, NEIGHBOUR, RELATED, WRITES_IN, node


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a node to a neighbour.

    Attributes:
        other: The neighbour.
        weight: How strong, comparable among neighbours of one kind only.
        count: In how many conversations it shows; 0 for facts of the reference data.
        members: How many members it is the sum of.
        last_at: When it showed last, microseconds; 0 for facts.
    """

    other: str
    weight: float
    count: int = 0
    members: int = 0
    last_at: int = 0


def links_of(around: Surroundings, node_id: str) -> list[Link]:
    """All links of a node.

    Those of the graph, and between topics and places (organizations, prefectures), which the
    graph joins through members, the sum over these members' expertise.
    """
    return [
        *_stored_links(around, node_id),
        *_expertise_links(around, node_id),
        *_staff_links(around, node_id),
    ]


def _stored_links(around: Surroundings, node_id: str) -> Iterator[Link]:
    """Links that stand in the graph and concern no member's expertise or post."""
    for other, data in around.snapshot.graph[node_id].items():
        if data["kind"] in {WRITES_IN, ABOUT} and around.has(other):
            if data["weight"] > 0:
                yield Link(other, data["weight"], data["count"], 1, data["last_at"])
        elif data["kind"] in {RELATED, NEIGHBOUR}:
            yield Link(other, data["weight"])


_BY_TOPIC = {
    NodeKind.MEMBER: (NodeKind.TOPIC,),
    NodeKind.TOPIC: (NodeKind.MEMBER, NodeKind.PREFECTURE, NodeKind.ORGANIZATION),
    NodeKind.ORGANIZATION: (NodeKind.TOPIC,),
    NodeKind.PREFECTURE: (NodeKind.TOPIC,),
    NodeKind.CHANNEL: (),
}
"""Neighbours to which expertise is added up."""


def _expertise_links(around: Surroundings, node_id: str) -> Iterator[Link]:
    for kind in _BY_TOPIC[kind_of(node_id)]:
        for other, total in around.by_topic(node_id, kind):
            yield Link(other, *total)


def _staff_links(around: Surroundings, node_id: str) -> Iterator[Link]:
    """Between members, their organizations and these organizations' prefecture."""
    kind, key = kind_of(node_id), key_of(node_id)
    members = around.snapshot.facts.members
    if kind is NodeKind.MEMBER:
        code = members["organization"].iloc[around.snapshot.member_number[key]]
        if code:
            yield Link(node(NodeKind.ORGANIZATION, code), 1.0, members=1)
    elif kind is NodeKind.ORGANIZATION:
        for other in around.snapshot.graph[node_id]:
            if kind_of(other) is NodeKind.PREFECTURE:
                yield Link(other, *around.answered(node_id))
        there = (members["organization"] == key).to_numpy() & around.shown
        for member_id in members.loc[there, "member_id"]:
            yield _answering(around, node(NodeKind.MEMBER, member_id))
    elif kind is NodeKind.PREFECTURE:
        for other in around.snapshot.graph[node_id]:
            if kind_of(other) is NodeKind.ORGANIZATION:
                yield _answering(around, other)


def _answering(around: Surroundings, other: str) -> Link:
    """Link to a member or an organization, as strong as what they answered."""
    return Link(other, *around.answered(other))
