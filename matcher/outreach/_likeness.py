"""What an ambassador and a newcomer have in common, and how it is said."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.domain import Evidence, Reason
from matcher.graph import EXPERTISE, node
from matcher.recommend import (
    ISLAND_SHARE,
    LEAST_SIZE,
    Standing,
    evidence_of,
    people_count,
    place_likeness,
    size_likeness,
)
from matcher.snapshot import Snapshot

PLACE, ALONE, ISLAND, FIELD, SIZE = 0.35, 0.25, 0.15, 0.15, 0.10
"""What each likeness can add; chosen by hand. Place counts most: an ambassador stands for it."""

SHOWN_REASONS = 2


def likeness(
    snapshot: Snapshot,
    standing: Standing,
    helpers: npt.NDArray[np.int64],
    members: npt.NDArray[np.int64],
) -> npt.NDArray[np.float64]:
    """How alike ambassadors and members are.

    Args:
        snapshot: The community.
        standing: What members say of themselves.
        helpers: Account numbers of the ambassadors.
        members: Account numbers of the members.

    Returns:
        helpers × members × (place, alone in IT, island, same field, size), each in [0, 1].
    """
    table = snapshot.facts.members
    prefecture = table["prefecture"].to_numpy(dtype=object)
    place = [place_likeness(prefecture[members], prefecture[helper]) for helper in helpers]
    alone = _alone(snapshot, standing)
    island = np.array([ISLAND_SHARE.get(one, 0.0) for one in table["island"]])
    population = table["population"].to_numpy(dtype=float)
    size = size_likeness(population[members][np.newaxis, :], population[helpers][:, np.newaxis])
    shared = [
        [bool(topics & fields_of(snapshot, member)) for member in members.tolist()]
        for topics in (topics_of(snapshot, helper) for helper in helpers.tolist())
    ]
    return np.stack(
        [
            np.array(place).reshape(len(helpers), len(members)),
            np.outer(alone[helpers], alone[members]),
            np.outer(island[helpers], island[members]),
            np.array(shared, dtype=float).reshape(len(helpers), len(members)),
            np.where(size >= LEAST_SIZE, size, 0.0),
        ],
        axis=-1,
    )


def fit(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Weighted sum of :func:`likeness` along its last axis, in [0, 1]."""
    result: npt.NDArray[np.float64] = values @ np.array([PLACE, ALONE, ISLAND, FIELD, SIZE])
    return result


def fields_of(snapshot: Snapshot, number: int) -> frozenset[str]:
    """Ids of the topics that a member names as theirs."""
    return frozenset(snapshot.fields[number])


def topics_of(snapshot: Snapshot, number: int) -> frozenset[str]:
    """Ids of the topics that a member names as theirs or knows by the graph."""
    name = node("member", snapshot.facts.members["member_id"].iloc[number])
    known = (
        other.removeprefix("topic:")
        for other, data in snapshot.graph[name].items()
        if data["kind"] == EXPERTISE
    )
    return fields_of(snapshot, number) | frozenset(known)


def shared_topic(snapshot: Snapshot, helper: int, member: int) -> str:
    """Name of a topic that both deal with, empty when there is none."""
    shared = topics_of(snapshot, helper) & fields_of(snapshot, member)
    first = next((topic for topic in snapshot.fields[member] if topic in shared), None)
    return snapshot.facts.topics["name"].iloc[snapshot.topic_number[first]] if first else ""


def likeness_reasons(
    snapshot: Snapshot, helper: int, member: int, values: Sequence[float]
) -> tuple[Reason, ...]:
    """What they have in common as reasons told to the ambassador, the strongest first.

    Args:
        snapshot: The community.
        helper: Account number of the ambassador.
        member: Account number of the other.
        values: Their row of :func:`likeness`.
    """
    table = snapshot.facts.members
    own, other = table.iloc[helper], table.iloc[member]
    place, alone, island, field, size = values
    words = _own_words(snapshot, member)
    reasons = []
    if alone:
        text = "あなたと同じく、一人で情報システムを担当しています。"
        reasons.append(Reason("solo_it", text, words, ALONE * alone))
    if island:
        whole = own["island"] == other["island"] == "全域"
        text = "あなたと同じ全域離島の団体です。" if whole else "離島を含む団体です。"
        reasons.append(Reason("island" if whole else "partly_island", text, (), ISLAND * island))
    if place:
        same = own["prefecture"] == other["prefecture"]
        name = other["prefecture_name"]
        text = f"あなたと同じ{name}の団体です。" if same else f"となりの{name}の団体です。"
        reasons.append(Reason("same_prefecture" if same else "neighbour", text, (), PLACE * place))
    if field:
        text = f"「{shared_topic(snapshot, helper, member)}」のテーマが、あなたと同じです。"
        reasons.append(Reason("same_field", text, words, FIELD * field))
    if size:
        theirs, yours = (people_count(int(one["population"])) for one in (other, own))
        text = f"人口が近い団体です({theirs}、あなたは{yours})。"
        reasons.append(Reason("same_size", text, (), SIZE * size))
    strongest = sorted(reasons, key=lambda reason: -reason.weight)
    return tuple(strongest[:SHOWN_REASONS])


def _alone(snapshot: Snapshot, standing: Standing) -> npt.NDArray[np.float64]:
    alone = snapshot.facts.members["solo_it"].to_numpy(dtype=float, copy=True)
    for profile in standing.profiles.values():
        if profile.solo_it and profile.member_id in snapshot.member_number:
            alone[snapshot.member_number[profile.member_id]] = 1.0
    return alone


def _own_words(snapshot: Snapshot, member: int) -> tuple[Evidence, ...]:
    """The self-introduction, where there is one."""
    introduction = snapshot.facts.members["introduction"].iloc[member]
    conversation = snapshot.conversation_number.get(introduction)
    return () if conversation is None else evidence_of(snapshot, [conversation])
