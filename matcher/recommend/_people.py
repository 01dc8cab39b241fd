"""Members to mention in the channel: who answered such questions, knows the topic, is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import PersonSuggestion, Reason
from matcher.graph import EXPERTISE, fading, node
from matcher.recommend._asker import Asker, kind_features, place_features
from matcher.recommend._channels import ChannelScores
from matcher.recommend._query import Query, Similar
from matcher.recommend._standing import Standing, askable, load_of
from matcher.recommend._threads import evidence_of
from matcher.recommend._wording import day, people_count
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, moment

SIMILAR, EXPERT, REGULAR, FOCUS, PRESENT = 0.96, 0.60, 0.45, 1.5, 1.0
"""Weights of what people did, never negative. Learned from who answered in the Lean community's
years before its test period, with ``PRESENT`` held down: there a few people answer nearly
everything, and being around said more than knowing (docs/decisions/0003). ``EXPERT`` is set by
hand, as that community has no taxonomy."""

SAME_PLACE, SAME_SIZE = 0.30, 0.20
"""Weights of likeness, set by hand: they decide among those who know alike."""

VOTE_SCALE = 10.0
"""Votes are counted in tenths before the logarithm: a single answer to a close question is 10."""

PRESENT_HALF_LIFE_DAYS = 30.0
SHOWN_EVIDENCE = 3
VOTE_SHARPNESS = 4.0
"""Power of the lexical strength in a vote: closer conversations count more than proportionally."""

VOTING_STRENGTH = 0.3
"""Conversations weaker than this have no vote: it would be below a hundredth of the best one's."""


@dataclass(frozen=True)
class PeopleScores:
    """Score of every account as someone to ask.

    Attributes:
        values: accounts × (similar, expert, regular, focus, present, same place, same size), none
            negative. ``similar``: log(1 + votes of the close conversations they answered in);
            ``expert``: log(1 + expertise on the question's topics); ``regular``: log(1 + faded
            conversations they helped in, in the question's channels); ``focus``: share of their
            helping that goes to those channels; ``present``: how recently they wrote, faded.
        allowed: Who may be asked.
    """

    values: npt.NDArray[np.float64]
    allowed: npt.NDArray[np.bool_]

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """Weighted sum; minus infinity for those who may not be asked or did nothing to show."""
        weights = np.array([SIMILAR, EXPERT, REGULAR, FOCUS, PRESENT, SAME_PLACE, SAME_SIZE])
        shown = self.allowed & (self.values[:, :3].sum(axis=1) > 0)
        result: npt.NDArray[np.float64] = np.where(shown, self.values @ weights, -np.inf)
        return result


def score_people(
    snapshot: Snapshot,
    query: Query,
    similar: Similar,
    channel_weights: npt.NDArray[np.float64],
    allowed: npt.NDArray[np.bool_],
    asker: Asker,
) -> PeopleScores:
    """Score every account for a question.

    Args:
        snapshot: The community.
        query: The question.
        similar: Conversations that share its terms; those who answered there get their votes.
        channel_weights: How likely the question stands in each channel (one-hot when known).
        allowed: Who may be asked (see :func:`matcher.recommend._standing.askable`).
        asker: Whose likeness in place and size counts a little.
    """
    near = similar.strongest(VOTING_STRENGTH)
    votes = snapshot.faded_answers[near.conversations].T @ near.strength**VOTE_SHARPNESS
    regular = snapshot.regulars @ channel_weights
    helping = np.asarray(snapshot.regulars.sum(axis=1)).ravel()
    values = np.column_stack(
        [
            np.log1p(VOTE_SCALE * votes),
            np.log1p(VOTE_SCALE * _topic_expertise(snapshot, query)),
            np.log1p(regular),
            regular / (helping + 1.0),
            np.where(
                snapshot.last_post_at > 0,
                fading(snapshot.last_post_at, snapshot.as_of, PRESENT_HALF_LIFE_DAYS),
                0.0,
            ),
            place_features(snapshot, asker),
            kind_features(snapshot, asker),
        ]
    )
    return PeopleScores(values, allowed)


def suggest_people(
    snapshot: Snapshot,
    query: Query,
    similar: Similar,
    scored_channels: ChannelScores,
    standing: Standing,
    asker: Asker,
    *,
    limit: int = 5,
    without: Iterable[int] = (),
) -> tuple[PersonSuggestion, ...]:
    """The best people to mention on a question, with what they did as reasons.

    Args:
        snapshot: The community.
        query: The question.
        similar: Conversations that share its terms.
        scored_channels: Where the question stands or could stand.
        standing: What members allow.
        asker: Who asks; they are not suggested themselves.
        limit: How many at most.
        without: Account numbers of others who are not suggested.
    """
    topic_ids = [snapshot.facts.topics["topic_id"].iloc[number] for number in query.topics]
    own = [] if asker.number is None else [asker.number]
    allowed = askable(snapshot, standing, topics=topic_ids, without=[*own, *without])
    weights = channel_likelihood(scored_channels)
    scored = score_people(snapshot, query, similar, weights, allowed, asker)
    scores = scored.scores
    best = [int(n) for n in np.argsort(-scores, kind="stable")[:limit] if np.isfinite(scores[n])]
    return tuple(
        describe_person(
            snapshot,
            standing,
            number,
            score=float(scores[number]),
            reasons=_reasons(snapshot, query, similar, scored, weights, asker, number),
        )
        for number in best
    )


def channel_likelihood(scored: ChannelScores) -> npt.NDArray[np.float64]:
    """How likely a question stands in each channel: the scores are those of a conditional logit.

    ``p(c) = exp(score(c)) / Σ exp(score)`` over the channels that questions may be posted in; all
    zero when there is none.
    """
    scores = scored.scores
    if not scored.allowed.any():
        return np.zeros(len(scores))
    odds = np.exp(scores - scores.max())
    likely: npt.NDArray[np.float64] = odds / odds.sum()
    return likely


def describe_person(
    snapshot: Snapshot,
    standing: Standing,
    number: int,
    *,
    score: float,
    reasons: tuple[Reason, ...],
    peer: bool = False,
) -> PersonSuggestion:
    """An account as a suggestion."""
    member = snapshot.facts.members.iloc[number]
    is_ambassador = member["member_id"] in standing.ambassadors
    return PersonSuggestion(
        member_id=member["member_id"],
        name=member["name"],
        organization=member["organization_name"],
        prefecture=member["prefecture_name"],
        role="ambassador" if is_ambassador else "peer" if peer else "expert",
        score=score,
        load=load_of(snapshot, standing, number),
        reasons=reasons,
    )


def _topic_expertise(snapshot: Snapshot, query: Query) -> npt.NDArray[np.float64]:
    """Weight of the graph's expertise edges to the question's topics, by the topics' shares."""
    result = np.zeros(len(snapshot.facts.members))
    for topic, share in query.topics.items():
        for number, weight in members_on_topic(snapshot, topic):
            result[number] += share * weight
    return result


def members_on_topic(snapshot: Snapshot, topic: int) -> Iterator[tuple[int, float]]:
    """Accounts that the graph links to a topic by expertise, with the edges' weights."""
    topic_id = snapshot.facts.topics["topic_id"].iloc[topic]
    for other, data in snapshot.graph[node("topic", topic_id)].items():
        if data["kind"] == EXPERTISE:
            yield snapshot.member_number[other.removeprefix("member:")], data["weight"]


def _reasons(
    snapshot: Snapshot,
    query: Query,
    similar: Similar,
    scored: PeopleScores,
    channel_weights: npt.NDArray[np.float64],
    asker: Asker,
    number: int,
) -> tuple[Reason, ...]:
    votes, expertise, regular, focus, present, place, size = scored.values[number].tolist()
    reasons = []
    if votes:
        reasons.append(_similar_reason(snapshot, similar, number, SIMILAR * votes))
    if expertise:
        reasons.append(_topic_reason(snapshot, query, number, EXPERT * expertise))
    if regular:
        weight = REGULAR * regular + FOCUS * focus
        reasons.append(_regular_reason(snapshot, channel_weights, number, weight))
    reasons.extend(place_reasons(snapshot, asker, number, SAME_PLACE * place, SAME_SIZE * size))
    reasons.append(_present_reason(snapshot, number, PRESENT * present))
    return tuple(reasons)


def _similar_reason(snapshot: Snapshot, similar: Similar, number: int, weight: float) -> Reason:
    near = similar.strongest(VOTING_STRENGTH)
    given = snapshot.faded_answers[near.conversations, number].toarray().ravel()
    votes = given * near.strength**VOTE_SHARPNESS
    answered = near.conversations[np.argsort(-votes, kind="stable")[: int((given > 0).sum())]]
    close = answered[:SHOWN_EVIDENCE]
    latest = moment(int(snapshot.conversations["last_at"].to_numpy()[answered].max()))
    return Reason(
        "answered_similar",
        f"近い質問に{len(answered)}件回答しています(最近は{day(latest)})。",
        evidence_of(snapshot, close),
        weight,
    )


def _topic_reason(snapshot: Snapshot, query: Query, number: int, weight: float) -> Reason:
    events = snapshot.expertise
    mine = events[
        (events["member"] == number)
        & events["topic"].isin(list(query.topics))
        & (events["weight"] > 0)
    ]
    topic = strongest_topic(mine)
    on_topic = mine[mine["topic"] == topic].sort_values("weight", ascending=False, kind="stable")
    conversations = on_topic["conversation"].drop_duplicates()
    name = snapshot.facts.topics["name"].iloc[topic]
    latest = day(moment(int(on_topic["at"].max())))
    return Reason(
        "expertise",
        f"「{name}」の話題で{len(conversations)}件回答しています(最近は{latest})。",
        evidence_of(snapshot, conversations[:SHOWN_EVIDENCE]),
        weight,
    )


def _present_reason(snapshot: Snapshot, number: int, weight: float) -> Reason:
    last = int(np.flatnonzero(snapshot.facts.posts["author"].to_numpy() == number)[-1])
    text = f"{day(moment(int(snapshot.last_post_at[number])))}にも書き込んでいます。"
    return Reason("present", text, evidence_of(snapshot, snapshot.conversation[[last]]), weight)


def strongest_topic(events: pd.DataFrame) -> int:
    """Number of the topic on which a member's events weigh most."""
    weight = np.bincount(events["topic"], weights=events["weight"])
    return int(np.argmax(weight))


def _regular_reason(
    snapshot: Snapshot, channel_weights: npt.NDArray[np.float64], number: int, weight: float
) -> Reason:
    """Where the person answers: of the channels for the question, the one that counted most."""
    regular = snapshot.regulars[number].toarray().ravel()
    channel = int(np.argmax(regular * channel_weights))
    recent = snapshot.answers[
        (snapshot.answers["member"] == number)
        & (snapshot.answers["amount"] > 0)
        & (snapshot.answers["at"] >= snapshot.as_of - RECENT_DAYS * DAY)
    ]
    here = recent[snapshot.conversations["channel"].to_numpy()[recent["conversation"]] == channel][
        "conversation"
    ].drop_duplicates()
    name = snapshot.facts.channels["name"].iloc[channel]
    return Reason(
        "channel_regular",
        f"#{name} でこの{RECENT_DAYS}日に{len(here)}件の会話に回答しています。",
        evidence_of(snapshot, here[::-1][:SHOWN_EVIDENCE]),
        weight,
    )


def place_reasons(
    snapshot: Snapshot, asker: Asker, number: int, place: float, size: float
) -> list[Reason]:
    """Reasons of likeness in place and size, facts of the reference data."""
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
