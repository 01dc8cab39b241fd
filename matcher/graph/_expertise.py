"""The expertise graph: staff, organizations, prefectures, topics and channels.

Nodes are named ``KIND:ID`` and carry ``kind`` and ``label``. Edges carry ``kind``, ``weight`` and,
where something happened on them, ``last_at`` (microseconds since the epoch) and ``count``; what
proves an edge stands in evidence tables outside the graph, keyed by the same ids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

EXPERTISE = "expertise"
WRITES_IN = "writes_in"
ABOUT = "about"
WORKS_FOR = "works_for"
LIES_IN = "lies_in"
NEIGHBOUR = "neighbour"
RELATED = "related"

SMALLEST_RELATION = 0.05
"""Topics that share less than this (cosine) of their conversations are not linked."""


def node(kind: str, identifier: str) -> str:
    """Name of a node."""
    return f"{kind}:{identifier}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where members work: organization code and prefecture code by member id, with labels."""

    organization_of: Mapping[str, str]
    organization_label: Mapping[str, str]
    prefecture_of: Mapping[str, str]
    prefecture_label: Mapping[str, str]
    neighbours: Mapping[str, Iterable[str]]


def expertise_events(
    answers: pd.DataFrame, shares: sparse.csr_matrix, faded: np.ndarray
) -> pd.DataFrame:
    """Spread every answer over the topics of its conversation.

    Args:
        answers: ``conversation``, ``member``, ``at``, ``amount`` per answer.
        shares: conversations × topics (see :func:`topic_shares`).
        faded: Fading of each answer.

    Returns:
        A row per answer and topic: ``member``, ``topic``, ``conversation``, ``at``, ``weight``.
    """
    per_answer = shares[answers["conversation"].to_numpy()].tocoo()
    rows = per_answer.row
    amount = answers["amount"].to_numpy() * faded
    return pd.DataFrame(
        {
            "member": answers["member"].to_numpy()[rows],
            "topic": per_answer.col.astype(np.int32),
            "conversation": answers["conversation"].to_numpy()[rows],
            "at": answers["at"].to_numpy()[rows],
            "weight": per_answer.data * amount[rows],
        }
    )


def summed_edges(events: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add events up per pair of ``keys``: ``weight``, ``count`` of conversations, ``last_at``."""
    if events.empty:
        return pd.DataFrame(columns=[*keys, "weight", "count", "last_at"])
    grouped = events.groupby(keys, sort=True)
    return grouped.agg(
        weight=("weight", "sum"), count=("conversation", "nunique"), last_at=("at", "max")
    ).reset_index()


def related_topics(shares: sparse.csr_matrix) -> pd.DataFrame:
    """Topics that stand in the same conversations: cosine of their columns.

    Returns:
        ``topic``, ``other`` (topic < other) and ``weight`` in [SMALLEST_RELATION, 1].
    """
    norm = np.sqrt(np.asarray(shares.multiply(shares).sum(axis=0)).ravel())
    scale = np.divide(1.0, norm, out=np.zeros_like(norm), where=norm > 0)
    unit = shares @ sparse.diags(scale)
    cosine = sparse.triu(unit.T @ unit, k=1).tocoo()
    keep = cosine.data >= SMALLEST_RELATION
    return pd.DataFrame(
        {"topic": cosine.row[keep], "other": cosine.col[keep], "weight": cosine.data[keep]}
    )


def expertise_graph(
    *,
    members: pd.DataFrame,
    channels: pd.DataFrame,
    topics: pd.DataFrame,
    expertise: pd.DataFrame,
    writing: pd.DataFrame,
    about: pd.DataFrame,
    related: pd.DataFrame,
    places: Places,
) -> nx.Graph:
    """Assemble the graph.

    Args:
        members: ``member_id`` and ``name`` by account number; only members.
        channels: ``channel_id`` and ``name`` by channel number.
        topics: ``topic_id`` and ``name`` by topic number.
        expertise: Edges ``member``, ``topic``, ``weight``, ``count``, ``last_at``.
        writing: Edges ``member``, ``channel`` likewise.
        about: Edges ``channel``, ``topic`` likewise.
        related: Edges ``topic``, ``other``, ``weight``.
        places: Who works where.
    """
    graph = nx.Graph()
    member_node = {row: node("member", key) for row, key in members["member_id"].items()}
    channel_node = {row: node("channel", key) for row, key in channels["channel_id"].items()}
    topic_node = {row: node("topic", key) for row, key in topics["topic_id"].items()}
    for nodes, kind, labels in (
        (member_node, "member", members["name"]),
        (channel_node, "channel", channels["name"]),
        (topic_node, "topic", topics["name"]),
    ):
        graph.add_nodes_from(
            (name, {"kind": kind, "label": label})
            for name, label in zip(nodes.values(), labels, strict=True)
        )
    for kind, edges, left, left_nodes, right, right_nodes in (
        (EXPERTISE, expertise, "member", member_node, "topic", topic_node),
        (WRITES_IN, writing, "member", member_node, "channel", channel_node),
        (ABOUT, about, "channel", channel_node, "topic", topic_node),
    ):
        graph.add_edges_from(
            (
                left_nodes[one],
                right_nodes[other],
                {"kind": kind, "weight": weight, "count": count, "last_at": last_at},
            )
            for one, other, weight, count, last_at in zip(
                *(edges[name].tolist() for name in (left, right, "weight", "count", "last_at")),
                strict=True,
            )
        )
    graph.add_edges_from(
        (topic_node[one], topic_node[other], {"kind": RELATED, "weight": float(weight)})
        for one, other, weight in related.itertuples(index=False)
    )
    _add_places(graph, places)
    return graph


def _add_places(graph: nx.Graph, places: Places) -> None:
    for code, label in places.prefecture_label.items():
        graph.add_node(node("prefecture", code), kind="prefecture", label=label)
    for code, neighbours in places.neighbours.items():
        for other in neighbours:
            graph.add_edge(
                node("prefecture", code), node("prefecture", other), kind=NEIGHBOUR, weight=1.0
            )
    for code, label in places.organization_label.items():
        organization = node("organization", code)
        graph.add_node(organization, kind="organization", label=label)
        if prefecture := places.prefecture_of.get(code):
            graph.add_edge(organization, node("prefecture", prefecture), kind=LIES_IN, weight=1.0)
    for member, code in places.organization_of.items():
        graph.add_edge(
            node("member", member), node("organization", code), kind=WORKS_FOR, weight=1.0
        )
