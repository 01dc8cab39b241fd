"""The channel to post a question in."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind, ChannelSuggestion, Reason
from matcher.graph import ABOUT, is_for_everybody, node
from matcher.language import normalise
from matcher.places import load_directory
from matcher.recommend import _wording as wording
from matcher.recommend._asker import Asker
from matcher.recommend._query import Query, Similar
from matcher.recommend._threads import evidence_of
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, channel_permalink

VOTES, ABOUT_TOPIC, STANDARD, PLACE, BUSY = 0.55, 0.25, 0.12, 0.40, 0.08
"""What each feature can add to a channel's score at most; chosen by hand, see docs/decisions."""

FOR_QUESTIONS = (ChannelKind.TOPIC, ChannelKind.HELP, ChannelKind.PREFECTURE)
LOCAL_WORDS = ("県内", "近隣", "道内", "府内", "都内", "同じ県", "近くの", "隣の")
SHOWN_EVIDENCE = 3


@dataclass(frozen=True)
class ChannelScores:
    """Score of every channel as a place for a question.

    Attributes:
        values: channels × (votes, about, standard, place, busy), each in [0, 1].
        allowed: Channels that a question may be posted in.
    """

    values: npt.NDArray[np.float64]
    allowed: npt.NDArray[np.bool_]

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """Weighted sum; minus infinity for channels that are not for questions."""
        total = self.values @ np.array([VOTES, ABOUT_TOPIC, STANDARD, PLACE, BUSY])
        result: npt.NDArray[np.float64] = np.where(self.allowed, total, -np.inf)
        return result


def score_channels(
    snapshot: Snapshot, query: Query, similar: Similar, asker: Asker
) -> ChannelScores:
    """Score every channel for a question.

    Args:
        snapshot: The community.
        query: The question.
        similar: Conversations that share its terms; they vote for where they stand.
        asker: Whose prefecture counts when the question is about the neighbourhood.
    """
    channels = snapshot.facts.channels
    kinds = [ChannelKind(kind) for kind in channels["kind"]]
    open_ = ~channels["archived"].to_numpy(dtype=bool)
    place = _place_named(query, asker)
    is_place = (channels["prefecture"] == place).to_numpy(dtype=bool) & bool(place)
    allowed = open_ & np.array([kind in FOR_QUESTIONS for kind in kinds], dtype=bool)
    other_place = np.array([kind is ChannelKind.PREFECTURE for kind in kinds]) & ~is_place
    values = np.column_stack(
        [
            _votes(snapshot, similar),
            _about(snapshot, query),
            _standard(snapshot, query),
            is_place.astype(float),
            _busy(snapshot),
        ]
    )
    return ChannelScores(values, allowed & ~other_place)


def suggest_channels(
    snapshot: Snapshot, query: Query, similar: Similar, scored: ChannelScores, *, limit: int = 3
) -> tuple[ChannelSuggestion, ...]:
    """The best channels for a question; the last one is always the fallback."""
    scores = scored.scores
    fallback = fallback_channel(snapshot)
    good = [
        int(number)
        for number in np.argsort(-scores, kind="stable")[:limit]
        if scores[number] > BUSY and number != fallback
    ]
    suggestions = [
        describe_channel(
            snapshot,
            number,
            score=float(scores[number]),
            reasons=_reasons(snapshot, query, similar, scored, number),
        )
        for number in good
    ]
    if fallback is None:
        return tuple(suggestions)
    reasons = (
        *_reasons(snapshot, query, similar, scored, fallback),
        fallback_reason(snapshot, fallback),
    )
    score = float(max(scores[fallback], 0.0)) if np.isfinite(scores[fallback]) else 0.0
    return (*suggestions, describe_channel(snapshot, fallback, score=score, reasons=reasons))


def describe_channel(
    snapshot: Snapshot, number: int, *, score: float, reasons: tuple[Reason, ...]
) -> ChannelSuggestion:
    """A channel as a suggestion."""
    channel = snapshot.facts.channels.iloc[number]
    return ChannelSuggestion(
        channel_id=channel["channel_id"],
        name=channel["name"],
        kind=ChannelKind(channel["kind"]),
        permalink=channel_permalink(snapshot.header.address, channel["channel_id"]),
        score=score,
        reasons=reasons,
    )


def fallback_channel(snapshot: Snapshot) -> int | None:
    """Where one goes when in doubt: 何でも相談, else what stands for it.

    A channel of the kind ``HELP``, the busiest of them; else the one that everybody is in; else
    the busiest that questions may be posted in; None only when there is no open channel.
    """
    channels = snapshot.facts.channels
    busy = _posts_per_channel(snapshot)
    open_ = ~channels["archived"].to_numpy(dtype=bool)
    is_help = (channels["kind"] == ChannelKind.HELP.value).to_numpy(dtype=bool)
    is_any_help = channels["name"].map(lambda name: "何でも" in name or "なんでも" in name)
    everybody = channels["name"].map(is_for_everybody).to_numpy(dtype=bool)
    usable = channels["kind"].isin([kind.value for kind in FOR_QUESTIONS]).to_numpy(dtype=bool)
    for wanted in (is_help & is_any_help.to_numpy(dtype=bool), is_help, everybody, usable, open_):
        numbers = np.flatnonzero(wanted & open_)
        if len(numbers):
            return int(numbers[np.argmax(busy[numbers])])
    return None


def fallback_reason(snapshot: Snapshot, number: int) -> Reason:
    """Why the fallback is offered, proved by threads that were answered there."""
    table = snapshot.conversations
    answered = table[(table["channel"] == number) & table["asks"] & (table["answers"] > 0)]
    latest = answered.sort_values("opened_at", ascending=False, kind="stable").index
    proof = evidence_of(snapshot, latest[:SHOWN_EVIDENCE])
    return Reason("fallback_help", wording.FALLBACK, proof)


def _reasons(
    snapshot: Snapshot, query: Query, similar: Similar, scored: ChannelScores, number: int
) -> tuple[Reason, ...]:
    votes, about, standard, place, busy = scored.values[number]
    reasons = []
    if votes:
        reasons.append(_votes_reason(snapshot, similar, number, VOTES * votes))
    if (about or standard) and query.topics:
        reasons.append(
            _topic_reason(snapshot, query, number, ABOUT_TOPIC * about + STANDARD * standard)
        )
    if place:
        name = snapshot.facts.channels["name"].iloc[number]
        reasons.append(Reason("your_prefecture", f"{name}の話をする場所です。", (), PLACE * place))
    if reasons and (responsive := _responsive(snapshot, number, BUSY * busy)):
        reasons.append(responsive)
    return tuple(reasons)


def _votes_reason(snapshot: Snapshot, similar: Similar, number: int, weight: float) -> Reason:
    """How many of the close questions stand here; of all close talk where nobody asked here."""
    table = snapshot.conversations
    asked = similar.conversations[table["asks"].to_numpy(dtype=bool)[similar.conversations]]
    channel = table["channel"].to_numpy()
    asked_here = asked[channel[asked] == number]
    what, close = ("質問", asked) if len(asked_here) else ("会話", similar.conversations)
    here = close[channel[close] == number]
    text = f"近い{what}{len(close)}件のうち{len(here)}件がここです。"
    proof = evidence_of(snapshot, here[:SHOWN_EVIDENCE])
    return Reason("similar_asked_here", text, proof, weight)


def _topic_reason(snapshot: Snapshot, query: Query, number: int, weight: float) -> Reason:
    table = snapshot.conversations
    topic = max(query.topics, key=lambda key: query.topics[key])
    name = snapshot.facts.topics["name"].iloc[topic]
    on_topic = (snapshot.shares[:, topic].toarray().ravel() > 0) & table["asks"].to_numpy(
        dtype=bool
    )
    here = np.flatnonzero(on_topic & (table["channel"].to_numpy() == number))
    if not len(here):
        return Reason("standard_channel", f"「{name}」の話をする場所です。", (), weight)
    return Reason(
        "channel_for_topic",
        f"「{name}」の質問{int(on_topic.sum())}件のうち{len(here)}件がここです。",
        evidence_of(snapshot, here[::-1][:SHOWN_EVIDENCE]),
        weight,
    )


def _responsive(snapshot: Snapshot, number: int, weight: float) -> Reason | None:
    table = snapshot.conversations
    recent = table["opened_at"] >= snapshot.as_of - RECENT_DAYS * DAY
    asked = table[recent & table["asks"] & (table["channel"] == number)]
    in_time = asked[(asked["answers"] > 0) & (asked["answered_at"] - asked["opened_at"] <= DAY)]
    if in_time.empty:
        return None
    return Reason(
        "channel_responsive",
        f"この{RECENT_DAYS}日の質問{len(asked)}件のうち{len(in_time)}件に、24時間以内に回答がありました。",
        evidence_of(snapshot, in_time.index[::-1][:SHOWN_EVIDENCE]),
        weight,
    )


def _votes(snapshot: Snapshot, similar: Similar) -> npt.NDArray[np.float64]:
    channel = snapshot.conversations["channel"].to_numpy()[similar.conversations]
    votes: npt.NDArray[np.float64] = np.bincount(
        channel, weights=similar.strength**2, minlength=len(snapshot.facts.channels)
    ).astype(np.float64)
    return votes / votes.sum() if votes.sum() else votes


def _about(snapshot: Snapshot, query: Query) -> npt.NDArray[np.float64]:
    """Share of each topic's talk that stands in each channel, from the graph's edges."""
    result = np.zeros(len(snapshot.facts.channels))
    topic_ids = snapshot.facts.topics["topic_id"]
    for topic, share in query.topics.items():
        name = node("topic", topic_ids.iloc[topic])
        edges = {
            other.removeprefix("channel:"): data["weight"]
            for other, data in snapshot.graph[name].items()
            if data["kind"] == ABOUT
        }
        total = sum(edges.values())
        for channel_id, weight in edges.items():
            result[snapshot.channel_number[channel_id]] += share * weight / total
    return result


def _standard(snapshot: Snapshot, query: Query) -> npt.NDArray[np.float64]:
    standard: defaultdict[str, float] = defaultdict(float)
    for topic, share in query.topics.items():
        standard[normalise(snapshot.facts.topics["channel"].iloc[topic])] += share
    return np.array([standard[normalise(name)] for name in snapshot.facts.channels["name"]])


def _posts_per_channel(snapshot: Snapshot) -> npt.NDArray[np.float64]:
    return np.bincount(
        snapshot.facts.posts["channel"], minlength=len(snapshot.facts.channels)
    ).astype(float)


def _busy(snapshot: Snapshot) -> npt.NDArray[np.float64]:
    table = snapshot.conversations
    recent = table[(table["opened_at"] >= snapshot.as_of - RECENT_DAYS * DAY) & table["asks"]]
    counts = np.bincount(recent["channel"], minlength=len(snapshot.facts.channels)).astype(float)
    return counts / counts.sum() if counts.sum() else counts


def _place_named(query: Query, asker: Asker) -> str:
    """Code of the prefecture that a question is about, if it is about a neighbourhood."""
    for prefecture in load_directory().prefectures:
        if prefecture.name in query.text:
            return prefecture.code
    return asker.prefecture if any(word in query.text for word in LOCAL_WORDS) else ""
