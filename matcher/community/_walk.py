"""Walking on the expertise graph: one node in the middle, its strongest neighbours around it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from matcher.community._layout import place_nodes
from matcher.community._link_reasons import reason, sentence
from matcher.community._links import Link, links_of
from matcher.community._surroundings import Surroundings, kind_of
from matcher.domain import (
    NodeKind,
    NodeName,
    Reason,
    Tie,
    TiesOf,
    UnknownNameError,
    Walk,
    WalkEdge,
    WalkNode,
)
from matcher.places import folded
from matcher.snapshot import moment

MOST_NODES = 300
"""More are not drawn: the picture would say nothing, and the browser would be slow."""

TIES_PER_KIND = 8
EDGES_PER_NODE = 3
"""Links among the neighbours are drawn as long as there are not more than this times the nodes."""


def walk(
    around: Surroundings,
    middle: str,
    *,
    expanded: Sequence[str] = (),
    ties_per_kind: int = TIES_PER_KIND,
    most_nodes: int = MOST_NODES,
) -> Walk:
    """The part of the expertise graph around a node.

    Neighbours of one kind are compared with each other only: how well a member knows a topic and
    how often they write in a channel have no common scale. Pure: the same arguments give the same
    picture.

    Args:
        around: The graph, without those who hide.
        middle: Node id (``topic:gc-network``).
        expanded: Further nodes of which the neighbours are shown; those not in the picture are
            passed over.
        ties_per_kind: How many neighbours of each kind a node has at most.
        most_nodes: How many nodes are drawn at most.

    Raises:
        UnknownNameError: No such node, or its member hides or has left.
    """
    _require(around, middle)
    links = {middle: _strongest(around, middle, ties_per_kind)}
    names = dict.fromkeys([middle, *(link.other for link, _ in links[middle][0])])
    for node_id in dict.fromkeys(expanded):
        if node_id in names and node_id not in links:
            links[node_id] = _strongest(around, node_id, ties_per_kind)
            names |= dict.fromkeys(link.other for link, _ in links[node_id][0])
    kept = list(names)[:most_nodes]
    edges = _edges(around, links, kept)
    nodes = _drawn(around, kept, edges)
    first, *others = (
        _ties(around, node_id, strongest, total, nodes)
        for node_id, (strongest, total) in links.items()
    )
    return Walk(
        middle=first,
        expanded=tuple(others),
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        left_out=len(names) - len(kept),
    )


def why_linked(around: Surroundings, one: str, other: str) -> Reason:
    """Why two nodes are linked, with the latest conversations that prove it.

    Raises:
        UnknownNameError: There is no such node, or no such link.
    """
    _require(around, one)
    link = next((link for link in links_of(around, one) if link.other == other), None)
    if link is None:
        raise UnknownNameError("そのつながりはありません。", value=f"{one} {other}")
    return reason(around, one, link)


def find_nodes(
    around: Surroundings, kind: NodeKind, text: str = "", *, limit: int = 50
) -> tuple[NodeName, ...]:
    """Nodes of a kind whose name (or organization) holds a text, in the order of the graph.

    What is linked to nothing is left out.
    """
    wanted = folded(text)
    found = (one for one, compared in around.names(kind) if wanted in compared)
    return tuple(islice(found, limit))


def _require(around: Surroundings, node_id: str) -> None:
    if not around.has(node_id):
        raise UnknownNameError(
            "グラフにありません。", value=node_id, remedy="一覧から選び直してください。"
        )


def _strongest(
    around: Surroundings, node_id: str, per_kind: int
) -> tuple[list[tuple[Link, float]], int]:
    """The strongest links of each kind with their relative strength, and how many there are."""
    links = links_of(around, node_id)
    chosen = []
    for kind in NodeKind:
        alike = [link for link in links if kind_of(link.other) is kind]
        alike.sort(key=lambda link: (-link.weight, link.other))
        most = max((link.weight for link in alike), default=0.0)
        chosen += [(link, _relative(link.weight, most)) for link in alike[:per_kind]]
    return chosen, len(links)


def _relative(weight: float, most: float) -> float:
    return max(weight / most, 0.05) if most else 0.05


def _edges(
    around: Surroundings, links: dict[str, tuple[list[tuple[Link, float]], int]], kept: list[str]
) -> list[WalkEdge]:
    """The ties of the middle and the expanded nodes, then what links their neighbours."""
    shown = frozenset(kept)
    drawn: dict[frozenset[str], WalkEdge] = {}
    for node_id, (strongest, _) in links.items():
        for link, strength in strongest:
            pair = frozenset((node_id, link.other))
            if pair <= shown and pair not in drawn:
                drawn[pair] = _edge(around, node_id, link, strength)
    room = EDGES_PER_NODE * len(kept) - len(drawn)
    for node_id, link, strength in _among(around, [name for name in kept if name not in links]):
        pair = frozenset((node_id, link.other))
        if room > 0 and pair not in drawn:
            drawn[pair] = _edge(around, node_id, link, strength)
            room -= 1
    return list(drawn.values())


def _among(around: Surroundings, names: list[str]) -> Iterator[tuple[str, Link, float]]:
    """Links among neighbours, strongest first."""
    inside = frozenset(names)
    found = []
    for node_id in names:
        if kind_of(node_id) not in {NodeKind.TOPIC, NodeKind.ORGANIZATION, NodeKind.PREFECTURE}:
            continue
        alike = [link for link in links_of(around, node_id) if link.other in inside]
        most: dict[NodeKind, float] = {}
        for link in alike:
            kind = kind_of(link.other)
            most[kind] = max(most.get(kind, 0.0), link.weight)
        found += [
            (node_id, link, _relative(link.weight, most[kind_of(link.other)])) for link in alike
        ]
    return iter(sorted(found, key=lambda item: (-item[2], item[0], item[1].other)))


def _edge(around: Surroundings, node_id: str, link: Link, strength: float) -> WalkEdge:
    return WalkEdge(
        from_=node_id,
        to=link.other,
        strength=strength,
        count=link.count,
        last_at=moment(link.last_at) if link.last_at else None,
        text=sentence(around, node_id, link),
    )


def _drawn(around: Surroundings, kept: list[str], edges: list[WalkEdge]) -> dict[str, WalkNode]:
    places = place_nodes(kept, [(edge.from_, edge.to, edge.strength) for edge in edges])
    return {
        node_id: WalkNode(
            node_id,
            kind_of(node_id),
            around.label(node_id),
            around.beside(node_id),
            *places[node_id],
        )
        for node_id in kept
    }


def _ties(
    around: Surroundings,
    node_id: str,
    strongest: list[tuple[Link, float]],
    total: int,
    nodes: dict[str, WalkNode],
) -> TiesOf:
    ties = tuple(
        Tie(nodes[link.other], strength, reason(around, node_id, link))
        for link, strength in strongest
        if link.other in nodes
    )
    return TiesOf(nodes[node_id], ties, total - len(ties))
