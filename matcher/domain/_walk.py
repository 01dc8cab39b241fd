"""A part of the expertise graph, with one node in its middle, to look at and to walk on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.domain._suggestions import Reason


class NodeKind(StrEnum):
    """What a node of the expertise graph stands for."""

    MEMBER = "member"
    TOPIC = "topic"
    PREFECTURE = "prefecture"
    ORGANIZATION = "organization"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class WalkNode:
    """One node of the picture.

    Attributes:
        node_id: ``KIND:ID`` as in the graph.
        kind: What it stands for.
        label: Its name.
        beside: What tells it apart from others of that name (a member's organization); may be
            empty.
        x, y: Where it is drawn; the middle is at 0, 0 and no node is farther than 1 from it in
            either direction.
    """

    node_id: str
    kind: NodeKind
    label: str
    beside: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class WalkEdge:
    """A link between two nodes of the picture.

    Attributes:
        from_, to: Their ids.
        strength: In (0, 1], relative to the strongest link of the same kinds around ``from_``.
        count: In how many conversations it shows; 0 for facts of the reference data.
        last_at: When it showed last.
        text: One sentence that says why it is there.
    """

    from_: str
    to: str
    strength: float
    count: int
    last_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A strong link of the node in the middle (or of one that was expanded), with its reason."""

    node: WalkNode
    strength: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class TiesOf:
    """The strongest links of one node, by kind of neighbour and then by strength.

    ``more`` is how many further neighbours it has.
    """

    node: WalkNode
    ties: tuple[Tie, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Walk:
    """The part of the expertise graph around one node.

    Attributes:
        middle: The node in the middle with its ties.
        expanded: The nodes that were expanded too, with theirs.
        nodes: All nodes of the picture, the middle first.
        edges: All links of the picture.
        left_out: How many nodes did not fit into the picture.
    """

    middle: TiesOf
    expanded: tuple[TiesOf, ...]
    nodes: tuple[WalkNode, ...]
    edges: tuple[WalkEdge, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class NodeName:
    """Enough of a node to choose it from a list."""

    node_id: str
    kind: NodeKind
    label: str
    beside: str
