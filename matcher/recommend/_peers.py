"""People in the same boat: likeness, not expertise. Near in kind when nobody is near in place."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import Evidence, PersonSuggestion, Reason
from matcher.graph import WRITES_IN, node
from matcher.recommend._asker import Asker, kind_features, place_features
from matcher.recommend._people import describe_person
from matcher.recommend._person_reasons import place_reasons, strongest_topic
from matcher.recommend._standing import Standing, hiding, suggestible
from matcher.recommend._threads import evidence_of
from matcher.snapshot import Snapshot, thread_permalink

ALONE, ISLAND, FIELD, SIZE, PLACE, KIND = 0.35, 0.20, 0.15, 0.15, 0.10, 0.05
"""What each likeness can add to a peer's score at most. Being alone in IT weighs most: it is what
people in the interview said they lack company in."""

ISLAND_SHARE = {"全域": 1.0, "一部": 0.3}
"""How much of a local government lies on islands."""

FROM_ONE_PREFECTURE = 2
"""At most so many peers from one prefecture, so that one sees that one is not alone in Japan."""

LEAST_SIZE = 0.5
"""A weaker likeness in size (more than twice as large) is not 「人口が近い」."""


@dataclass(frozen=True)
class PeerScores:
    """Likeness of every account to someone.

    Attributes:
        values: accounts × (alone in IT, island, same field, size, place, kind), each in [0, 1].
        allowed: Who may be suggested.
    """

    values: npt.NDArray[np.float64]
    allowed: npt.NDArray[np.bool_]

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """Weighted sum; minus infinity for those who may not be suggested or are not alike."""
        total = self.values @ np.array([ALONE, ISLAND, FIELD, SIZE, PLACE, KIND])
        alike = self.values[:, :5].sum(axis=1) > 0
        result: npt.NDArray[np.float64] = np.where(self.allowed & alike, total, -np.inf)
        return result


def score_peers(snapshot: Snapshot, standing: Standing, asker: Asker) -> PeerScores:
    """Score every account for likeness.

    Being alone in IT counts only where both say so of themselves; islands only where both
    organizations are on one.
    """
    members = snapshot.facts.members
    solo = members["solo_it"].to_numpy(dtype=bool).astype(float)
    for profile in standing.profiles.values():
        if profile.solo_it and profile.member_id in snapshot.member_number:
            solo[snapshot.member_number[profile.member_id]] = 1.0
    island = members["island"].to_numpy(dtype=object)
    island_likeness = np.array([ISLAND_SHARE.get(one, 0.0) for one in island])
    size = kind_features(snapshot, asker)
    kind = (members["organization_kind"] == asker.organization_kind).to_numpy(dtype=float)
    values = np.column_stack(
        [
            solo * asker.solo_it,
            island_likeness * ISLAND_SHARE.get(asker.island, 0.0),
            _same_field(snapshot, standing, asker),
            np.where(size >= LEAST_SIZE, size, 0.0),
            place_features(snapshot, asker),
            kind * bool(asker.organization_kind),
        ]
    )
    without = [] if asker.number is None else [asker.number]
    return PeerScores(values, suggestible(snapshot, standing, without=without))


def suggest_peers(
    snapshot: Snapshot, standing: Standing, asker: Asker, scored: PeerScores, *, limit: int = 5
) -> tuple[PersonSuggestion, ...]:
    """People in the same boat, not all from one prefecture, each with what is alike."""
    scores = scored.scores
    prefectures = snapshot.facts.members["prefecture"].to_numpy(dtype=object)
    chosen: list[int] = []
    taken: dict[str, int] = {}
    for number in np.lexsort((-snapshot.last_post_at, -scores)).tolist():
        if len(chosen) == limit or not np.isfinite(scores[number]):
            break
        prefecture = prefectures[number]
        if prefecture and taken.get(prefecture, 0) >= FROM_ONE_PREFECTURE:
            continue
        taken[prefecture] = taken.get(prefecture, 0) + 1
        chosen.append(number)
    return tuple(
        describe_person(
            snapshot,
            standing,
            number,
            score=float(scores[number]),
            reasons=_reasons(snapshot, standing, scored, asker, number),
            peer=True,
        )
        for number in chosen
    )


def _same_field(snapshot: Snapshot, standing: Standing, asker: Asker) -> npt.NDArray[np.float64]:
    """Share of the asker's topics that a member names as theirs or knows by the graph.

    Topics that a member opted out of do not count.
    """
    result = np.zeros(len(snapshot.facts.members))
    if not asker.topics:
        return result
    topic_ids = snapshot.facts.topics["topic_id"]
    for topic, share in asker.topics.items():
        topic_id = topic_ids.iloc[topic]
        does = np.array([topic_id in fields for fields in snapshot.fields], dtype=bool)
        known_by = snapshot.topic_experts[topic]
        does[known_by.indices[known_by.data > 0]] = True
        result += share * (does & ~hiding(snapshot, standing, [topic_id]))
    return np.minimum(result, 1.0)


def _reasons(
    snapshot: Snapshot, standing: Standing, scored: PeerScores, asker: Asker, number: int
) -> tuple[Reason, ...]:
    alone, island, field, size, place, kind = scored.values[number].tolist()
    member = snapshot.facts.members.iloc[number]
    proof = _own_words(snapshot, number)
    reasons = []
    if alone:
        text = "一人で情報システムを担当していると書いています。"
        reasons.append(Reason("solo_it", text, proof, ALONE * alone))
    if island:
        whole = member["island"] == "全域" and asker.island == "全域"
        text = "同じ全域離島の団体です。" if whole else "離島を含む団体です。"
        reasons.append(Reason("island" if whole else "partly_island", text, (), ISLAND * island))
    if field:
        hidden = standing.profile(member["member_id"]).hidden_topics
        ids = snapshot.facts.topics["topic_id"]
        shared = [topic for topic in asker.topics if ids.iloc[topic] not in hidden]
        reasons.append(_field_reason(snapshot, shared, number, FIELD * field))
    reasons.extend(place_reasons(snapshot, asker, number, PLACE * place, SIZE * size))
    if kind:
        text = f"同じ{member['organization_kind']}です。"
        reasons.append(Reason("same_kind", text, (), KIND * kind))
    if not any(reason.evidence for reason in reasons):
        reasons.append(Reason("active", "この90日に書き込んでいます。", proof))
    return tuple(reasons)


def _field_reason(snapshot: Snapshot, topics: list[int], number: int, weight: float) -> Reason:
    events = snapshot.expertise.iloc[snapshot.expertise_by_member.of(number)]
    mine = events[events["topic"].isin(topics) & (events["weight"] > 0)]
    if not mine.empty:
        topic = strongest_topic(mine["topic"].to_numpy(), mine["weight"].to_numpy())
        on_topic = mine.loc[mine["topic"] == topic, "conversation"].drop_duplicates()
        name = snapshot.facts.topics["name"].iloc[topic]
        proof = evidence_of(snapshot, on_topic[::-1][:2])
        return Reason(
            "same_field", f"「{name}」の会話に{len(on_topic)}件加わっています。", proof, weight
        )
    named = snapshot.fields[number]
    topic = next(one for one in topics if snapshot.facts.topics["topic_id"].iloc[one] in named)
    name = snapshot.facts.topics["name"].iloc[topic]
    return Reason(
        "same_field", f"同じ「{name}」に関心があります。", _own_words(snapshot, number), weight
    )


def _own_words(snapshot: Snapshot, number: int) -> tuple[Evidence, ...]:
    """Where a member speaks of themselves: the self-introduction, else the latest own thread."""
    introduction = snapshot.facts.members["introduction"].iloc[number]
    if introduction:
        channel_id = introduction.partition(":")[0]
        address = snapshot.header.address
        return (Evidence(introduction, thread_permalink(address, channel_id, introduction)),)
    own = snapshot.posts_by_author.of(number)
    return evidence_of(snapshot, snapshot.conversation[own[-1:]])


def writers_alike(
    snapshot: Snapshot, scored: PeerScores, *, limit: int = 200
) -> list[tuple[int, frozenset[str]]]:
    """The most alike accounts with the ids of the channels they write in, by the graph."""
    scores = scored.scores
    best = [int(n) for n in np.argsort(-scores, kind="stable")[:limit] if np.isfinite(scores[n])]
    member_ids = snapshot.facts.members["member_id"]
    return [
        (
            number,
            frozenset(
                other.removeprefix("channel:")
                for other, data in snapshot.graph[node("member", member_ids.iloc[number])].items()
                if data["kind"] == WRITES_IN
            ),
        )
        for number in best
    ]
