"""Where the nodes of a small graph are drawn, computed before it is drawn. Deterministic."""

from collections.abc import Sequence
from math import cos, pi, sin

import networkx as nx
import numpy as np
import numpy.typing as npt

ROUNDS = 40
SEED = 1
"""Only breaks ties between nodes that start at the same place."""

NAMED_UP_TO = 70
"""So many nodes can be named in the picture; with more, names would cover each other."""

NAMED_BOX = (0.48, 0.13)
BARE_BOX = (0.10, 0.10)
"""Width and height that a node needs with its name, and without, of a picture 2 by 2."""

INNER = 0.1
"""Share of the disc around the middle that stays empty."""

SEPARATING_ROUNDS = 120
TOUCHING = 1e-9


def place_nodes(
    names: Sequence[str], edges: Sequence[tuple[str, str, float]]
) -> dict[str, tuple[float, float]]:
    """Place every node within the square from -1 to 1, the first one in its middle.

    Nodes start on a circle in the order given, so that those named together stand together, and
    are moved by the forces of Fruchterman and Reingold ("Graph drawing by force-directed
    placement", Software: Practice and Experience 21(11), 1991), the middle held in its place.
    Then boxes as large as a node with its name are pushed off each other.

    Args:
        names: The nodes; the first one is the middle.
        edges: Pairs of nodes with a strength in (0, 1].
    """
    middle, *others = names
    if not others:
        return {middle: (0.0, 0.0)}
    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from(edges)
    start = {middle: np.zeros(2)} | {
        name: np.array([cos(2 * pi * turn / len(others)), sin(2 * pi * turn / len(others))])
        for turn, name in enumerate(others)
    }
    placed = nx.spring_layout(
        graph,
        pos=start,
        fixed=[middle],
        iterations=ROUNDS,
        k=1.6 / len(names) ** 0.5,
        seed=SEED,
        method="force",
    )
    places = _filling(np.array([placed[name] for name in names]))
    box = NAMED_BOX if len(names) <= NAMED_UP_TO else BARE_BOX
    places = _separated(places, np.array(box))
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, places, strict=True)}


def _filling(places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Keep every node's direction, and set its distance by rank so that a disc is filled evenly."""
    others = places[1:]
    distance = np.hypot(*others.T)
    rank = np.empty(len(others))
    rank[np.argsort(distance, kind="stable")] = np.arange(1, len(others) + 1)
    wanted = np.sqrt(INNER + (1 - INNER) * rank / len(others))
    scale = np.divide(wanted, distance, out=np.ones_like(distance), where=distance > 0)
    return np.vstack([np.zeros((1, 2)), others * scale[:, np.newaxis]])


def _separated(
    places: npt.NDArray[np.float64], box: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Push overlapping boxes apart along the shorter way, the first one held in the middle."""
    places = places.copy()
    for _ in range(SEPARATING_ROUNDS):
        apart = places[:, np.newaxis] - places[np.newaxis]
        overlap = box - np.abs(apart)
        np.fill_diagonal(overlap[:, :, 0], 0.0)
        hit = (overlap[:, :, 0] > TOUCHING) & (overlap[:, :, 1] > TOUCHING)
        if not hit.any():
            break
        along_x = overlap[:, :, 0] / box[0] < overlap[:, :, 1] / box[1]
        push = np.where(np.stack([along_x, ~along_x], axis=2), overlap, 0.0) * hit[:, :, np.newaxis]
        earlier = np.tril(np.ones(hit.shape), -1) - np.triu(np.ones(hit.shape), 1)
        direction = np.where(apart != 0.0, np.sign(apart), earlier[:, :, np.newaxis])
        places += (push * direction).sum(axis=1) * 0.35
        places = np.clip(places, -1.0, 1.0)
        places[0] = 0.0
    return places
