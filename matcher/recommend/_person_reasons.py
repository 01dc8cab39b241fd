"""Why a person is suggested: each feature that speaks for them as a sentence with evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import Evidence, Reason, day_text
from matcher.recommend._asker import Asker
from matcher.recommend._person_features import FEATURES, VOTE_SHARPNESS, VOTING_STRENGTH
from matcher.recommend._query import Query, Similar
from matcher.recommend._threads import evidence_of
from matcher.recommend._wording import people_count
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, moment

SHOWN_EVIDENCE = 3
HALF_YEAR_DAYS = 180
NEAR = 0.7
"""Conversations from this nearness on, relative to the nearest, are told as near in meaning."""


@dataclass(frozen=True)
class Asked:
    """A question and all that people were scored by.

    Attributes:
        snapshot: The community.
        query: The question.
        similar: Conversations close to it.
        channel_weights: How likely it stands in each channel.
        asker: Who asks.
    """

    snapshot: Snapshot
    query: Query
    similar: Similar
    channel_weights: npt.NDArray[np.float64]
    asker: Asker


def person_reasons(
    asked: Asked, number: int, contributions: npt.NDArray[np.float64]
) -> tuple[Reason, ...]:
    """The reasons for one account; their weights add up to its score.

    Args:
        asked: The question.
        number: The account.
        contributions: What each of the features adds to its score.
    """
    return tuple(_reasons(asked, number, dict(zip(FEATURES, contributions.tolist(), strict=True))))


def _reasons(asked: Asked, number: int, adds: dict[str, float]) -> Iterator[Reason]:
    snapshot = asked.snapshot
    if adds["similar"]:
        near = asked.similar.strongest(VOTING_STRENGTH)
        found = _answered(snapshot, near.conversations, near.strength, number)
        text = f"近い質問に{len(found)}件回答しています(最近は{_latest(snapshot, found)})。"
        yield Reason("answered_similar", text, _first_of(snapshot, found), adds["similar"])
    if adds["related"]:
        yield _related_reason(asked, number, adds["related"])
    if adds["expert"]:
        yield _topic_reason(snapshot, asked.query, number, adds["expert"])
    if adds["regular"]:
        weight = adds["regular"] + adds["focus"]
        yield _regular_reason(snapshot, asked.channel_weights, number, weight)
    yield from place_reasons(snapshot, asked.asker, number, adds["same_place"], adds["same_size"])
    yield from _helping_reasons(snapshot, number, adds)


def _answered(
    snapshot: Snapshot,
    conversations: npt.NDArray[np.int64],
    closeness: npt.NDArray[np.float64],
    number: int,
) -> npt.NDArray[np.int64]:
    """Of some conversations those that an account answered in, what counted most first."""
    by_member = snapshot.faded_answers_by_member
    own = slice(by_member.indptr[number], by_member.indptr[number + 1])
    _, close, row = np.intersect1d(
        conversations, by_member.indices[own], assume_unique=True, return_indices=True
    )
    given = np.zeros(len(conversations))
    given[close] = by_member.data[own][row]
    order = np.argsort(-given * closeness**VOTE_SHARPNESS, kind="stable")
    return conversations[order[: int((given > 0).sum())]]


def _latest(snapshot: Snapshot, conversations: npt.NDArray[np.int64]) -> str:
    at = snapshot.conversations["last_at"].to_numpy()[conversations]
    return day_text(moment(int(at.max())))


def _first_of(snapshot: Snapshot, conversations: npt.NDArray[np.int64]) -> tuple[Evidence, ...]:
    return evidence_of(snapshot, conversations[:SHOWN_EVIDENCE])


def _related_reason(asked: Asked, number: int, weight: float) -> Reason:
    snapshot, related = asked.snapshot, asked.similar.related
    found = _answered(snapshot, related.conversations, related.nearness, number)
    near = np.isin(found, related.conversations[related.nearness >= NEAR])
    text = (
        f"話題の近い会話{int(near.sum())}件に回答しています。"
        if near.any()
        else "言葉づかいの近い会話に回答しています。"
    )
    return Reason("answered_related", text, _first_of(snapshot, found), weight)


def _topic_reason(snapshot: Snapshot, query: Query, number: int, weight: float) -> Reason:
    mine = snapshot.expertise_by_member.of(number)
    topics, weights, conversations, at = (
        snapshot.expertise[column].to_numpy()[mine]
        for column in ("topic", "weight", "conversation", "at")
    )
    topic = strongest_topic(topics, np.where(np.isin(topics, list(query.topics)), weights, 0.0))
    on_topic = np.flatnonzero((topics == topic) & (weights > 0))
    strongest = on_topic[np.argsort(-weights[on_topic], kind="stable")]
    answered = pd.unique(conversations[strongest])
    name = snapshot.facts.topics["name"].iloc[topic]
    latest = day_text(moment(int(at[on_topic].max())))
    return Reason(
        "expertise",
        f"「{name}」の話題で{len(answered)}件回答しています(最近は{latest})。",
        _first_of(snapshot, answered),
        weight,
    )


def _regular_reason(
    snapshot: Snapshot, channel_weights: npt.NDArray[np.float64], number: int, weight: float
) -> Reason:
    """Where the person answers: of the channels for the question, the one that counted most."""
    regular = snapshot.regulars[number].toarray().ravel()
    channel = int(np.argmax(regular * channel_weights))
    conversations, at = _helped(snapshot, number)
    recent = pd.unique(conversations[at >= snapshot.as_of - RECENT_DAYS * DAY])
    here = recent[snapshot.conversations["channel"].to_numpy()[recent] == channel]
    name = snapshot.facts.channels["name"].iloc[channel]
    return Reason(
        "channel_regular",
        f"#{name} でこの{RECENT_DAYS}日に{len(here)}件の会話に回答しています。",
        evidence_of(snapshot, here[::-1][:SHOWN_EVIDENCE]),
        weight,
    )


def _helping_reasons(snapshot: Snapshot, number: int, adds: dict[str, float]) -> Iterator[Reason]:
    """How the person helps: lately, not everywhere, as the first."""
    conversations, at = _helped(snapshot, number)
    latest = pd.unique(conversations[::-1])
    if adds["first"]:
        opens = snapshot.first_answers.of(number)[::-1]
        text = f"質問に最初に回答することがあります({len(opens)}件)。"
        yield Reason("answers_first", text, _first_of(snapshot, opens), adds["first"])
    if adds["lately"]:
        text = f"{day_text(moment(int(at.max())))}にも回答しています。"
        yield Reason("present", text, _first_of(snapshot, latest), adds["lately"])
    if adds["selective"]:
        recent = len(pd.unique(conversations[at >= snapshot.as_of - HALF_YEAR_DAYS * DAY]))
        text = f"いつも答えている人に偏らないように選びました(この半年の回答は{recent}件)。"
        yield Reason("selective", text, _first_of(snapshot, latest), adds["selective"])


def _helped(snapshot: Snapshot, number: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The conversations of an account's answers that were of help, and their moments."""
    given = snapshot.answers_by_member.of(number)
    helpful = given[snapshot.answers["amount"].to_numpy()[given] > 0]
    conversation, at = (snapshot.answers[column].to_numpy() for column in ("conversation", "at"))
    return conversation[helpful], at[helpful]


def strongest_topic(topics: npt.NDArray[np.int32], weights: npt.NDArray[np.float64]) -> int:
    """Number of the topic on which a member's events weigh most."""
    return int(np.argmax(np.bincount(topics, weights=weights)))


def place_reasons(
    snapshot: Snapshot, asker: Asker, number: int, place: float, size: float
) -> list[Reason]:
    """Reasons of likeness in place and size, facts of the reference data."""
    if not place and not size:
        return []
    member = snapshot.facts.members.iloc[number]
    reasons = []
    if place:
        same = member["prefecture"] == asker.prefecture
        text = (
            f"同じ{member['prefecture_name']}の団体です。"
            if same
            else f"となりの{member['prefecture_name']}の団体です。"
        )
        reasons.append(Reason("same_prefecture" if same else "neighbour", text, (), place))
    if size:
        theirs, own = people_count(int(member["population"])), people_count(asker.population)
        reasons.append(
            Reason("same_size", f"人口が近い団体です({theirs}、あなたは{own})。", (), size)
        )
    return reasons
