"""The community in pictures: the map, the expertise graph, the file of it."""

from collections.abc import Sequence
from pathlib import Path

import networkx as nx

from matcher.api._calls._state import CommunityState
from matcher.api._export import export_graph, graph_file
from matcher.api._map import LastSurroundings, map_request
from matcher.community import (
    Surroundings,
    community_map,
    find_nodes,
    place_on_map,
    walk,
    why_linked,
)
from matcher.domain import (
    CommunityMap,
    NodeKind,
    NodeName,
    PlaceOnMap,
    Reason,
    Walk,
)
from matcher.store import Store


class Exploring(CommunityState):
    """Map and graph, without those who hide or have left."""

    def __init__(self, url: str, store: Store) -> None:
        super().__init__(url, store)
        self._surroundings = LastSurroundings()

    def map(self, *, topic: str = "", days: int | None = None, kind: str = "") -> CommunityMap:
        """Who takes part where: every local government and prefecture, missing ones included.

        Args:
            topic: Id or name of a topic that questions and answers are counted on.
            days: Only the last so many days of the data are counted; None for all.
            kind: Only local governments of this kind (町, 中核市 …); empty for all.

        Raises:
            UnknownNameError: No such topic.
            InputError: No such kind.
        """
        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        return community_map(map_request(snapshot, standing, topic=topic, days=days, kind=kind))

    def map_place(
        self, code: str, *, topic: str = "", days: int | None = None, kind: str = ""
    ) -> PlaceOnMap:
        """Members and conversations behind the numbers of one place of the map.

        Args:
            code: Two digits of a prefecture, a local government's code, an agency's name, or
                nothing for those whose organization is not known.
            topic: As for :meth:`map`.
            days: As for :meth:`map`.
            kind: As for :meth:`map`.

        Raises:
            UnknownNameError: No such place or topic.
            InputError: No such kind.
        """
        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        request = map_request(snapshot, standing, topic=topic, days=days, kind=kind)
        return place_on_map(request, code)

    def walk(self, middle: str, *, expanded: Sequence[str] = ()) -> Walk:
        """The expertise graph around a node, with the reason of each link.

        Args:
            middle: Node id (``topic:gc-network``, ``member:U07…``, ``prefecture:38``).
            expanded: Ids of further nodes of which the neighbours are shown.

        Raises:
            UnknownNameError: No such node; who hides or has left is not in the graph.
        """
        return walk(self._around(), middle, expanded=expanded)

    def why_linked(self, one: str, other: str) -> Reason:
        """Why two nodes of the expertise graph are linked.

        Raises:
            UnknownNameError: No such node or link.
        """
        return why_linked(self._around(), one, other)

    def find_nodes(
        self, kind: NodeKind, text: str = "", *, limit: int = 50
    ) -> tuple[NodeName, ...]:
        """Nodes of the expertise graph of a kind, whose name or organization holds a text."""
        return find_nodes(self._around(), kind, text, limit=limit)

    def _around(self) -> Surroundings:
        snapshot = self.snapshot()
        return self._surroundings.of(snapshot, self._standing(snapshot))

    def graph(self) -> nx.Graph:
        """The expertise graph without those who hide or have left; shared, not to be changed."""
        return self._around().graph

    def export_graph(self, file: Path) -> None:
        """Write the expertise graph as GraphML, GEXF or JSON, by the file's ending.

        Raises:
            InputError: Another ending, or the folder does not exist.
        """
        export_graph(self.graph(), file)

    def graph_file(self, name: str) -> bytes:
        """Content of the file that :meth:`export_graph` would write under a name."""
        return graph_file(self.graph(), name)
