"""The expertise graph on small named communities, edge by edge."""

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from stories import START, Story, build

from matcher.graph import (
    ABOUT,
    EXPERTISE,
    LIES_IN,
    NEIGHBOUR,
    RELATED,
    WORKS_FOR,
    WRITES_IN,
    Places,
    expertise_events,
    expertise_graph,
    related_topics,
    summed_edges,
)
from matcher.graph._expertise import SMALLEST_RELATION
from matcher.snapshot import microseconds

NO_PLACES = Places({}, {}, {}, {}, {})


def edges_of(graph: nx.Graph, kind: str) -> dict[frozenset[str], dict[str, Any]]:
    """The edges of a kind by their two nodes."""
    return {
        frozenset((one, other)): data
        for one, other, data in graph.edges(data=True)
        if data["kind"] == kind
    }


def answers(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    """Answers as (conversation, member, at, amount)."""
    return pd.DataFrame(rows, columns=["conversation", "member", "at", "amount"])


def test_an_answer_is_spread_over_the_topics_of_its_conversation() -> None:
    """Weight = amount x fading x the topic's share; an answer on no topic leaves nothing."""
    shares = sparse.csr_matrix([[0.75, 0.25, 0.0], [0.0, 0.0, 0.0]])
    events = expertise_events(
        answers((0, 7, 100, 1.0), (1, 7, 200, 1.0), (0, 8, 300, 0.5)),
        shares,
        np.array([0.5, 1.0, 1.0]),
    )
    assert events.to_dict("records") == [
        {"member": 7, "topic": 0, "conversation": 0, "at": 100, "weight": 0.375},
        {"member": 7, "topic": 1, "conversation": 0, "at": 100, "weight": 0.125},
        {"member": 8, "topic": 0, "conversation": 0, "at": 300, "weight": 0.375},
        {"member": 8, "topic": 1, "conversation": 0, "at": 300, "weight": 0.125},
    ]


def test_edges_add_events_up() -> None:
    """Weights add up, conversations count once, the latest moment stays."""
    events = pd.DataFrame(
        {
            "member": [1, 1, 1],
            "topic": [0, 0, 2],
            "conversation": [5, 5, 6],
            "at": [30, 20, 10],
            "weight": [0.5, 0.25, 1.0],
        }
    )
    assert summed_edges(events, ["member", "topic"]).to_dict("records") == [
        {"member": 1, "topic": 0, "weight": 0.75, "count": 1, "last_at": 30},
        {"member": 1, "topic": 2, "weight": 1.0, "count": 1, "last_at": 10},
    ]
    assert summed_edges(events.iloc[:0], ["member", "topic"]).empty


def test_topics_of_the_same_conversations_are_related() -> None:
    """The cosine of their columns: 1 for the same conversations, none below the smallest."""
    apart = sparse.csr_matrix([[1.0, 0.0], [0.0, 1.0]])
    assert related_topics(apart).empty
    together = sparse.csr_matrix([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])
    assert related_topics(together).to_dict("records") == [
        {"topic": 0, "other": 1, "weight": pytest.approx(1.0)}
    ]
    half = sparse.csr_matrix([[0.6, 0.4], [1.0, 0.0]])
    (edge,) = related_topics(half).to_dict("records")
    assert edge["weight"] == pytest.approx(0.6 / np.hypot(0.6, 1.0))
    rare = sparse.csr_matrix(np.vstack([[[0.5, 0.5]], np.eye(2)[[0] * 200]]))
    assert 0.5 / np.hypot(0.5, np.sqrt(200)) < SMALLEST_RELATION
    assert related_topics(rare).empty


def test_a_graph_of_two_members_and_one_topic() -> None:
    """Nodes and edges are exactly what was given, named KIND:ID, with weight, count and date."""
    graph = expertise_graph(
        members=pd.DataFrame({"member_id": ["A", "B"], "name": ["青葉", "紅葉"]}, index=[0, 2]),
        channels=pd.DataFrame({"channel_id": ["C1"], "name": ["防災"]}),
        topics=pd.DataFrame({"topic_id": ["t1", "t2"], "name": ["無線", "訓練"]}),
        expertise=pd.DataFrame(
            [{"member": 2, "topic": 0, "weight": 0.5, "count": 1, "last_at": 7}]
        ),
        writing=pd.DataFrame(
            [{"member": 0, "channel": 0, "weight": 2.0, "count": 2, "last_at": 9}]
        ),
        about=pd.DataFrame([{"channel": 0, "topic": 1, "weight": 1.0, "count": 1, "last_at": 8}]),
        related=pd.DataFrame([{"topic": 0, "other": 1, "weight": 0.3}]),
        places=NO_PLACES,
    )
    assert dict(graph.nodes(data=True)) == {
        "member:A": {"kind": "member", "label": "青葉"},
        "member:B": {"kind": "member", "label": "紅葉"},
        "channel:C1": {"kind": "channel", "label": "防災"},
        "topic:t1": {"kind": "topic", "label": "無線"},
        "topic:t2": {"kind": "topic", "label": "訓練"},
    }
    expected = {
        ("member:B", "topic:t1"): {"kind": EXPERTISE, "weight": 0.5, "count": 1, "last_at": 7},
        ("member:A", "channel:C1"): {"kind": WRITES_IN, "weight": 2.0, "count": 2, "last_at": 9},
        ("channel:C1", "topic:t2"): {"kind": ABOUT, "weight": 1.0, "count": 1, "last_at": 8},
        ("topic:t1", "topic:t2"): {"kind": RELATED, "weight": 0.3},
    }
    assert graph.number_of_edges() == len(expected)
    for pair, data in expected.items():
        assert graph.edges[pair] == data


def test_places_hang_together() -> None:
    """Member - organization - prefecture - neighbouring prefecture; an agency lies nowhere."""
    columns = ["member", "channel", "topic", "other", "weight", "count", "last_at"]
    empty = pd.DataFrame(columns=columns)
    graph = expertise_graph(
        members=pd.DataFrame({"member_id": ["A", "B"], "name": ["青葉", "紅葉"]}),
        channels=pd.DataFrame({"channel_id": [], "name": []}),
        topics=pd.DataFrame({"topic_id": [], "name": []}),
        expertise=empty,
        writing=empty,
        about=empty,
        related=empty,
        places=Places(
            organization_of={"A": "383562", "B": "総務省"},
            organization_label={"383562": "愛媛県上島町", "総務省": "総務省"},
            prefecture_of={"383562": "38", "総務省": ""},
            prefecture_label={"38": "愛媛県", "39": "高知県"},
            neighbours={"38": ("39",), "39": ("38",)},
        ),
    )
    assert {kind: set(edges_of(graph, kind)) for kind in (WORKS_FOR, LIES_IN, NEIGHBOUR)} == {
        WORKS_FOR: {
            frozenset(("member:A", "organization:383562")),
            frozenset(("member:B", "organization:総務省")),
        },
        LIES_IN: {frozenset(("organization:383562", "prefecture:38"))},
        NEIGHBOUR: {frozenset(("prefecture:38", "prefecture:39"))},
    }


def test_a_story_becomes_its_edges() -> None:
    """Two questions on the cloud's network, answered by A and B; C only asks."""
    story = Story()
    clouds = story.channel("標準化_ガバメントクラウド")
    for name, title in (("A", "愛媛県上島町"), ("B", ""), ("C", "")):
        story.member(name, title=title)
    long = "帯域 冗長 切替 期間 工程 夜間 週末 午前 午後 隣町 海底 山間 半島"
    story.question("C", clouds, "接続回線はどこにしましたか", ("A", long), day=0)
    story.question("C", clouds, "接続回線の帯域はどう決めましたか", ("A", long), ("B", long), day=2)
    snapshot = build(story)
    graph = snapshot.graph

    expertise = edges_of(graph, EXPERTISE)
    assert set(expertise) == {
        frozenset(("member:A", "topic:gc-network")),
        frozenset(("member:B", "topic:gc-network")),
    }
    minutes = 2 * 1440
    by_a = expertise[frozenset(("member:A", "topic:gc-network"))]
    by_b = expertise[frozenset(("member:B", "topic:gc-network"))]
    assert (by_a["count"], by_b["count"]) == (2, 1)
    # Seen from the last post (2 days and 2 minutes after the start), A's first answer is older.
    first_age_days = (minutes + 2 - 1) / 1440
    second_age_days = 1 / 1440
    assert by_a["weight"] == pytest.approx(
        0.5 ** (first_age_days / 180) + 0.5 ** (second_age_days / 180), rel=1e-6
    )
    assert by_b["weight"] == pytest.approx(1.0, rel=1e-6)
    assert by_a["last_at"] == microseconds(START) + (minutes + 1) * 60_000_000 + 3

    assert {pair: data["count"] for pair, data in edges_of(graph, WRITES_IN).items()} == {
        frozenset(("member:A", "channel:C1")): 2,
        frozenset(("member:B", "channel:C1")): 1,
        frozenset(("member:C", "channel:C1")): 2,
    }
    assert edges_of(graph, ABOUT).keys() == {frozenset(("channel:C1", "topic:gc-network"))}
    assert edges_of(graph, WORKS_FOR).keys() == {frozenset(("member:A", "organization:383562"))}


def test_bots_are_no_nodes() -> None:
    """A bot neither stands in the graph nor makes its channel one of a topic by answering."""
    story = Story()
    channel = story.channel("何でも相談")
    story.member("A")
    story.bot("案内係")
    story.question("A", channel, "どうしますか", ("案内係", "接続回線の運用管理補助者はこちら"))
    graph = build(story).graph
    assert "member:案内係" not in graph
    assert edges_of(graph, EXPERTISE) == {}
    assert edges_of(graph, ABOUT) == {}


def test_who_moved_to_other_work_keeps_no_weight() -> None:
    """What was answered before the move weighs nothing; what came after counts."""
    story = Story()
    clouds = story.channel("標準化_ガバメントクラウド")
    story.member("A", title="税務課(2024年5月に情報課から異動)")
    story.member("B")
    answer = "接続回線の見積りは専用線で取りました"
    story.question("B", clouds, "接続回線の見積りはどう取りましたか", ("A", answer), day=1)
    story.question("B", clouds, "接続回線の帯域はどう決めましたか", ("A", answer), day=60)
    amounts = build(story).answers["amount"].tolist()
    assert amounts[0] == 0.0
    assert amounts[1] > 0.0
