"""The channel to post a question in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind, ChannelSuggestion, Reason
from matcher.graph import fading, is_for_everybody
from matcher.places import load_directory
from matcher.recommend import _wording as wording
from matcher.recommend._asker import Asker
from matcher.recommend._channel_words import (
    asks_usually,
    likeness_to_channels,
    own_questions_reason,
    words_reason,
)
from matcher.recommend._likelihood import likelihood
from matcher.recommend._query import Query, Similar
from matcher.recommend._threads import evidence_of
from matcher.recommend._topic_channels import TopicChannels, topic_channels, topic_reason
from matcher.snapshot import RECENT_DAYS, Snapshot, channel_permalink

VOTES, WORDS, OWN = 1.15, 14.0, 0.65
"""Weights learned from the Lean community before its test period (docs/decisions/0003)."""

ABOUT_TOPIC, STANDARD, PLACE, BUSY = 2.4, 1.2, 4.0, 0.8
"""Weights chosen by hand: that community has neither a taxonomy nor prefectures."""

VOTE_UNIT = 0.01
"""Votes count by the logarithm of one plus their share in units of this."""

VOTE_SHARPNESS, VOTE_HALF_LIFE_DAYS = 4.0, 365.0
"""How a conversation's vote grows with its closeness and fades; measured in docs/decisions/0003."""

FOR_QUESTIONS = (ChannelKind.TOPIC, ChannelKind.HELP, ChannelKind.PREFECTURE)
LOCAL_WORDS = ("県内", "近隣", "道内", "府内", "都内", "同じ県", "近くの", "隣の")
SHOWN_EVIDENCE = 3


@dataclass(frozen=True)
class ChannelScores:
    """Score of every channel as a place for a question.

    Attributes:
        values: channels × (votes, words, own, about, standard, place, busy), none negative.
            ``votes``: log(1 + share of the close conversations' votes / VOTE_UNIT); ``words``:
            cosine between the question's and the channel's words; ``own``: log of the asker's
            own questions there; the others in [0, 1].
        allowed: Channels that a question may be posted in.
        topics: The channels of the question's topics.
        query, asker: The question, and who asks it.
    """

    values: npt.NDArray[np.float64]
    allowed: npt.NDArray[np.bool_]
    topics: TopicChannels
    query: Query
    asker: Asker

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """Weighted sum; minus infinity for channels that are not for questions."""
        weights = [VOTES, WORDS, OWN, ABOUT_TOPIC, STANDARD, PLACE, BUSY]
        total = self.values @ np.array(weights)
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
        asker: Where they usually ask counts, and their prefecture when the question is about
            the neighbourhood.
    """
    channels = snapshot.facts.channels
    kinds = [ChannelKind(kind) for kind in channels["kind"]]
    open_ = ~channels["archived"].to_numpy(dtype=bool)
    place = _place_named(query, asker)
    is_place = (channels["prefecture"] == place).to_numpy(dtype=bool) & bool(place)
    allowed = open_ & np.array([kind in FOR_QUESTIONS for kind in kinds], dtype=bool)
    other_place = np.array([kind is ChannelKind.PREFECTURE for kind in kinds]) & ~is_place
    topics = topic_channels(snapshot, query.topics)
    values = np.column_stack(
        [
            np.log1p(_votes(snapshot, similar) / VOTE_UNIT),
            likeness_to_channels(snapshot, query),
            asks_usually(snapshot, asker),
            topics.about.sum(axis=0),
            topics.standard.sum(axis=0),
            is_place.astype(float),
            _responsive_share(snapshot),
        ]
    )
    return ChannelScores(values, allowed & ~other_place, topics, query, asker)


def channel_likelihood(scored: ChannelScores) -> npt.NDArray[np.float64]:
    """How likely a question stands in each channel, of those it may be posted in."""
    return likelihood(scored.scores)


def suggest_channels(
    snapshot: Snapshot, similar: Similar, scored: ChannelScores, *, limit: int = 3
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
            reasons=_reasons(snapshot, similar, scored, number),
        )
        for number in good
    ]
    if fallback is None:
        return tuple(suggestions)
    reasons = (
        *_reasons(snapshot, similar, scored, fallback),
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
    names = channels["name"].tolist()
    open_ = np.flatnonzero(~channels["archived"].to_numpy(dtype=bool)).tolist()
    help_ = snapshot.channels_of_kind(ChannelKind.HELP)
    wanted = (
        [number for number in help_ if "何でも" in names[number] or "なんでも" in names[number]]
        or help_
        or [number for number in open_ if is_for_everybody(names[number])]
        or sorted(number for kind in FOR_QUESTIONS for number in snapshot.channels_of_kind(kind))
        or open_
    )
    return max(wanted, key=lambda number: snapshot.posts_per_channel[number], default=None)


def fallback_reason(snapshot: Snapshot, number: int) -> Reason:
    """Why the fallback is offered, proved by threads that were answered there."""
    table = snapshot.conversations
    here = snapshot.conversations_by_channel.of(number)
    answered = here[table["asks"].to_numpy()[here] & (table["answers"].to_numpy()[here] > 0)]
    latest = np.argsort(-table["opened_at"].to_numpy()[answered], kind="stable")
    proof = evidence_of(snapshot, answered[latest[:SHOWN_EVIDENCE]])
    return Reason("fallback_help", wording.FALLBACK, proof)


def _reasons(
    snapshot: Snapshot, similar: Similar, scored: ChannelScores, number: int
) -> tuple[Reason, ...]:
    votes, words, own, about, standard, place, busy = scored.values[number].tolist()
    reasons = []
    if votes:
        reasons.append(_votes_reason(snapshot, similar, number, VOTES * votes))
    if words:
        reasons.append(words_reason(snapshot, scored.query, number, WORDS * words))
    if own:
        reasons.append(own_questions_reason(snapshot, scored.asker, number, OWN * own))
    topical = ABOUT_TOPIC * about + STANDARD * standard
    if reason := topic_reason(snapshot, scored.topics, number, topical):
        reasons.append(reason)
    if place:
        name = snapshot.facts.channels["name"].iloc[number]
        reasons.append(Reason("your_prefecture", f"{name}の話をする場所です。", (), PLACE * place))
    if busy:
        reasons.append(_responsive(snapshot, number, BUSY * busy))
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


def _responsive(snapshot: Snapshot, number: int, weight: float) -> Reason:
    asked = snapshot.recent_questions.of(number)
    in_time = snapshot.answered_in_a_day.of(number)
    text = (
        f"この{RECENT_DAYS}日の質問{len(asked)}件のうち{len(in_time)}件に、"
        "24時間以内に回答がありました。"
    )
    return Reason(
        "channel_responsive",
        text,
        evidence_of(snapshot, in_time[::-1][:SHOWN_EVIDENCE]),
        weight,
    )


def _responsive_share(snapshot: Snapshot) -> npt.NDArray[np.float64]:
    """Share of these days' questions answered within a day that stand in each channel."""
    counts = np.diff(snapshot.answered_in_a_day.starts).astype(float)
    return counts / counts.sum() if counts.sum() else counts


def _votes(snapshot: Snapshot, similar: Similar) -> npt.NDArray[np.float64]:
    """Where close conversations stand: closer and newer ones count more; sums to one."""
    table = snapshot.conversations
    opened = table["opened_at"].to_numpy(dtype=np.int64)[similar.conversations]
    votes: npt.NDArray[np.float64] = np.bincount(
        table["channel"].to_numpy()[similar.conversations],
        weights=similar.strength**VOTE_SHARPNESS
        * fading(opened, snapshot.as_of, VOTE_HALF_LIFE_DAYS),
        minlength=len(snapshot.facts.channels),
    ).astype(np.float64)
    return votes / votes.sum() if votes.sum() else votes


def _place_named(query: Query, asker: Asker) -> str:
    """Code of the prefecture that a question is about, if it is about a neighbourhood."""
    for prefecture in load_directory().prefectures:
        if prefecture.name in query.text:
            return prefecture.code
    return asker.prefecture if any(word in query.text for word in LOCAL_WORDS) else ""
