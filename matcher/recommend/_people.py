"""Members to mention in the channel: who answered such questions, knows the topic, is there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.domain import PersonSuggestion, Reason
from matcher.recommend._asker import Asker
from matcher.recommend._channels import ChannelScores, channel_likelihood
from matcher.recommend._likelihood import likelihood
from matcher.recommend._person_features import KNOWS, person_features, weights_of
from matcher.recommend._person_reasons import Asked, person_reasons
from matcher.recommend._query import Query, Similar
from matcher.recommend._standing import Standing, askable, burden, load_of, suggestible
from matcher.snapshot import Snapshot

NEAR_EQUAL = 0.25
"""Scores less than this apart are near-equal: the odds of a good answer differ by a quarter."""


SUGGESTED = 5
LEAST_CHANCE = 0.05
"""With a smaller chance than one in twenty that one of those suggested answers, nobody is named.

The chance is that of the learned weights, see the reliability table in docs/evaluation.md. On the
demo (default seed) nine of ten questions on cooking or football lie below it or have no close
conversation, and none of nine on local government with an answer in it.
"""


@dataclass(frozen=True)
class PeopleScores:
    """Score of every account as someone to ask.

    Attributes:
        contributions: accounts × :data:`~matcher.recommend._person_features.FEATURES`, what each
            adds to the score, none negative.
        allowed: Who may be asked.
    """

    contributions: npt.NDArray[np.float64]
    allowed: npt.NDArray[np.bool_]

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """Their sum; minus infinity for those who may not be asked or did nothing to show."""
        shown = self.allowed & (self.contributions[:, KNOWS].sum(axis=1) > 0)
        result: npt.NDArray[np.float64] = np.where(shown, self.contributions.sum(axis=1), -np.inf)
        return result

    @property
    def chance(self) -> float:
        """How likely someone among the best few answers."""
        return float(np.sort(self.likelihood)[-SUGGESTED:].sum())

    @property
    def likelihood(self) -> npt.NDArray[np.float64]:
        """How likely each account is to be the one who answers, as the learned weights see it."""
        return likelihood(self.scores)


@dataclass(frozen=True)
class PeopleFound:
    """Whom to mention on a question.

    Attributes:
        people: The best of those who are free now.
        unclear: Whether it is unclear who could answer, be they free now or not.
    """

    people: tuple[PersonSuggestion, ...] = ()
    unclear: bool = False


def score_people(
    snapshot: Snapshot,
    query: Query,
    similar: Similar,
    channel_weights: npt.NDArray[np.float64],
    allowed: npt.NDArray[np.bool_],
    asker: Asker,
) -> PeopleScores:
    """Score every account for a question: the weighted sum of what speaks for it.

    Args:
        snapshot: The community.
        query: The question.
        similar: Conversations close to it; those who answered there get their votes.
        channel_weights: How likely the question stands in each channel (one-hot when known).
        allowed: Who may be asked (see :func:`matcher.recommend._standing.askable`).
        asker: Whose likeness in place and size counts a little.
    """
    features = person_features(snapshot, query, similar, channel_weights, asker)
    return PeopleScores(features * weights_of(snapshot), allowed)


def in_turn(
    scores: npt.NDArray[np.float64],
    asked: npt.NDArray[np.int64],
    near_equal: float = NEAR_EQUAL,
) -> npt.NDArray[np.int64]:
    """Accounts with a score, best first; among near-equals those come first who were asked less.

    Args:
        scores: Per account, minus infinity for those who may not be asked.
        asked: Per account, how often it was asked in seven days.
        near_equal: Width of the bands, from the best score down, in which scores count as equal;
            above zero.
    """
    order = np.argsort(-scores, kind="stable")[: int(np.isfinite(scores).sum())]
    behind = scores[order[:1]] - scores[order]
    return order[np.lexsort((behind, asked[order], behind // near_equal))]


def suggest_people(
    snapshot: Snapshot,
    query: Query,
    similar: Similar,
    scored_channels: ChannelScores,
    standing: Standing,
    asker: Asker,
    *,
    limit: int = SUGGESTED,
    without: Iterable[int] = (),
) -> PeopleFound:
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
    known = suggestible(snapshot, standing, without=own)
    free = askable(snapshot, standing, topics=topic_ids, without=[*own, *without])
    weights = channel_likelihood(scored_channels)
    scored = score_people(snapshot, query, similar, weights, free, asker)
    scores = scored.scores
    asked = Asked(snapshot, query, similar, weights, asker)
    best = in_turn(scores, burden(snapshot, standing))[:limit].tolist()
    people = tuple(
        describe_person(
            snapshot,
            standing,
            number,
            score=float(scores[number]),
            reasons=person_reasons(asked, number, scored.contributions[number]),
        )
        for number in best
    )
    return PeopleFound(people, 0.0 < replace(scored, allowed=known).chance < LEAST_CHANCE)


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
