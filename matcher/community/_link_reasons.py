"""Why two nodes of the expertise graph are linked: a sentence, and the conversations behind it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.community._links import Link
from matcher.community._surroundings import Surroundings, key_of, kind_of
from matcher.domain import NodeKind, Reason, day_text
from matcher.recommend import evidence_of
from matcher.snapshot import moment

SHOWN_EVIDENCE = 3

_ORDER = {kind: place for place, kind in enumerate(NodeKind)}


def sentence(around: Surroundings, node_id: str, link: Link) -> str:
    """Why two nodes are linked, in one sentence that reads the same from both ends."""
    one, other = sorted((node_id, link.other), key=lambda name: (_ORDER[kind_of(name)], name))
    name, other_name = around.label(one), around.label(other)
    latest = f"(最近は{day_text(moment(link.last_at))})" if link.last_at else ""
    match kind_of(one), kind_of(other):
        case NodeKind.MEMBER, NodeKind.TOPIC:
            text = f"「{other_name}」の話題で{link.count}件回答しています{latest}。"
        case NodeKind.MEMBER, NodeKind.CHANNEL:
            text = f"{other_name} の{link.count}件の会話に書き込んでいます{latest}。"
        case NodeKind.MEMBER, NodeKind.ORGANIZATION:
            text = f"{other_name}の職員です{_source(around, one)}。"
        case NodeKind.TOPIC, NodeKind.TOPIC:
            text = f"「{name}」と「{other_name}」が、同じ会話で話されています。"
        case NodeKind.TOPIC, NodeKind.CHANNEL:
            text = f"「{name}」の会話{link.count}件が {other_name} にあります{latest}。"
        case NodeKind.TOPIC, _:
            text = (
                f"{other_name}の{link.members}人が、「{name}」の話題で"
                f"{link.count}件の会話に回答しています{latest}。"
            )
        case NodeKind.PREFECTURE, NodeKind.PREFECTURE:
            text = f"{name}と{other_name}は、となりどうしです。"
        case _:
            text = _organization_sentence(name, other_name, link, latest)
    return text


def _organization_sentence(prefecture: str, organization: str, link: Link, latest: str) -> str:
    if not link.count:
        return f"{organization}は{prefecture}の団体です。"
    return f"{organization}の{link.members}人が、{link.count}件の会話に回答しています{latest}。"


def _source(around: Surroundings, member: str) -> str:
    number = around.snapshot.member_number[key_of(member)]
    source = around.snapshot.facts.members["organization_source"].iloc[number]
    return f"(出どころ: {source})" if source else ""


def reason(around: Surroundings, node_id: str, link: Link) -> Reason:
    """The sentence with the latest conversations that prove it."""
    return Reason(
        f"{kind_of(node_id)}_{kind_of(link.other)}",
        sentence(around, node_id, link),
        evidence_of(around.snapshot, _proof(around, node_id, link.other)),
        link.weight,
    )


def _proof(around: Surroundings, node_id: str, other: str) -> Sequence[int]:
    """The latest conversations in which two nodes are linked."""
    snapshot = around.snapshot
    kinds = {kind_of(node_id): node_id, kind_of(other): other}
    if NodeKind.CHANNEL in kinds:
        channel = snapshot.channel_number[key_of(kinds[NodeKind.CHANNEL])]
        here = snapshot.conversations["channel"].to_numpy() == channel
        if NodeKind.MEMBER in kinds:
            member = snapshot.member_number[key_of(kinds[NodeKind.MEMBER])]
            wrote = snapshot.conversation[snapshot.facts.posts["author"].to_numpy() == member]
            return _latest(wrote[here[wrote]])
        about = around.about(kinds[NodeKind.TOPIC])
        return _latest(about[here[about]])
    if NodeKind.TOPIC not in kinds:
        if kinds.keys() == {NodeKind.ORGANIZATION, NodeKind.PREFECTURE}:
            return _latest(around.conversations_of(kinds[NodeKind.ORGANIZATION]))
        return []
    if len(kinds) == 1:
        return _latest(np.intersect1d(around.about(node_id), around.about(other)))
    topic = kinds.pop(NodeKind.TOPIC)
    return _latest(around.conversations_on(next(iter(kinds.values())), topic))


def _latest(conversations: npt.ArrayLike) -> Sequence[int]:
    latest: list[int] = np.unique(np.asarray(conversations, dtype=np.int64))[::-1].tolist()
    return latest[:SHOWN_EVIDENCE]
