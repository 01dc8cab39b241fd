"""The community's map and the expertise graph as plain values."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from matcher.domain import (
    Activity,
    AgencyOnMap,
    AnsweringMember,
    CommunityMap,
    Evidence,
    LocalGovernmentOnMap,
    MemberThere,
    NodeKind,
    NodeName,
    PlaceOnMap,
    PrefectureOnMap,
    Reason,
    ThreadSuggestion,
    Tie,
    TiesOf,
    UnknownNameError,
    Walk,
    WalkEdge,
    WalkNode,
)
from matcher.places import load_directory

NOW = datetime(2024, 10, 31, 3, 0, tzinfo=UTC)
EVIDENCE = (Evidence("C1:1.0", "thread?thread=C1%3A1.0"),)
LOWEST = "青森県"
"""The one prefecture with a lower share than all others."""


def on_map(topic: str, kind: str) -> CommunityMap:
    """Every other municipality joined, in 青森県 none."""
    directory = load_directory()
    governments = tuple(
        LocalGovernmentOnMap(
            one.code, one.name, one.kind, one.prefecture_code, one.prefecture, one.longitude,
            one.latitude, one.population, joined(place, one.prefecture),
            Activity(place % 3 + 1, 4, 3, 2, 1) if joined(place, one.prefecture) else Activity(),
        )
        for place, one in enumerate(directory.local_governments)
        if not kind or one.kind == kind
    )  # fmt: skip
    prefectures = []
    for prefecture in directory.prefectures:
        inside = [one for one in governments if one.prefecture_code == prefecture.code]
        there = [one for one in inside if one.joined]
        activity = Activity(len(there) * 2, len(there) * 4, len(there) * 3, len(there) * 2, 5)
        prefectures.append(
            PrefectureOnMap(prefecture.code, prefecture.name, len(inside), len(there), activity)
        )
    return CommunityMap(
        topic, "ガバクラ接続回線" if topic else "", kind, None, (NOW, NOW), governments,
        tuple(prefectures), (AgencyOnMap("デジタル庁", Activity(3, 1, 1, 1, 2)),),
        Activity(4, 0, 0, 0, 0),
    )  # fmt: skip


def joined(place: int, prefecture: str) -> bool:
    """Whether the made-up local government takes part."""
    return place % 2 == 0 and prefecture != LOWEST


def place(code: str, name: str, threads: tuple[ThreadSuggestion, ...]) -> PlaceOnMap:
    """Two members, one who answered, and the given threads."""
    if code and not code.isdigit():
        raise UnknownNameError("その団体はありません。", value=code)
    return PlaceOnMap(
        code, "愛媛県", Activity(3, len(threads) + 40, 6, 5, 1),
        (MemberThere("U2", name, "愛媛県上島町", NOW), MemberThere("U3", name, "愛媛県", None)),
        1, threads, threads[:1],
        (AnsweringMember("U2", name, "愛媛県上島町", 12, NOW, EVIDENCE),),
    )  # fmt: skip


NAMES = {
    "topic:gc-network": (NodeKind.TOPIC, "ガバクラ接続回線", ""),
    "member:U2": (NodeKind.MEMBER, "佐藤 みちる(架空)", "福岡県福岡市"),
    "prefecture:40": (NodeKind.PREFECTURE, "福岡県", ""),
    "organization:401307": (NodeKind.ORGANIZATION, "福岡県福岡市", ""),
    "channel:C1": (NodeKind.CHANNEL, "#標準化_ガバメントクラウド", ""),
}


def walk(middle: str, expanded: Sequence[str], name: Callable[[str], str]) -> Walk:
    """Everything is linked to everything."""
    if middle not in NAMES:
        raise UnknownNameError("グラフにありません。", value=middle)
    order = [middle, *(one for one in NAMES if one != middle)]
    nodes = tuple(
        WalkNode(key, NAMES[key][0], name(NAMES[key][1]), NAMES[key][2], x, x / 2)
        for x, key in zip((0.0, -1.0, -0.5, 0.5, 1.0), order, strict=True)
    )
    first, *others = nodes
    return Walk(
        ties_of(first, others),
        tuple(ties_of(one, [first]) for one in nodes if one.node_id in expanded),
        nodes,
        tuple(WalkEdge(middle, one.node_id, 1.0, 3, NOW, "3件回答しています。") for one in others),
        2,
    )


def ties_of(node: WalkNode, others: Sequence[WalkNode]) -> TiesOf:
    """Links with one piece of evidence each."""
    reason = Reason("tie", "3件回答しています(最近は2024年10月3日)。", EVIDENCE, 1.0)
    return TiesOf(node, tuple(Tie(other, 1.0, reason) for other in others), 7)


def nodes(kind: NodeKind, text: str) -> tuple[NodeName, ...]:
    """The node of a kind, and many more members."""
    found = [NodeName(key, *NAMES[key]) for key in NAMES if NAMES[key][0] is kind]
    if kind is NodeKind.MEMBER:
        found += [NodeName(f"member:U{n}", kind, f"{n}番 花子(架空)", "") for n in range(100, 200)]
    return tuple(one for one in found if text in one.label + one.beside)
