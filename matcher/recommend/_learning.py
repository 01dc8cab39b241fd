"""Learning from the community's own past how much each feature of people says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import optimize

from matcher.domain import Progress
from matcher.recommend._asker import Asker
from matcher.recommend._channels import channel_likelihood, score_channels
from matcher.recommend._person_features import FEATURES, KNOWS, SHIPPED, person_features
from matcher.recommend._query import find_similar, query_of_opening
from matcher.snapshot import DAY, Snapshot, conclude

REPLY_DAYS = 7
"""Who answers within this time answered the question."""

NIGHTS, PERIOD_DAYS = 10, 180
"""Moments of the last half year at which past questions are asked again."""

QUESTIONS_A_NIGHT, DAYS_A_NIGHT = 40, 7
"""Questions after each of them, and how late they may come: later ones would be asked of a
community that has changed since."""

FEWEST = 100
"""With fewer examples than this, two to a question, the shipped weights are the better guess."""

REMEMBERED = 120_000
"""Posts before each moment that are looked at: older ones have faded, and time and memory are
bounded."""

RIVALS = 150
"""Of those who did not answer, how many of the best scored are told apart from those who did."""

TRUST = 5.0
"""How many examples' worth the shipped weights count as what is known beforehand."""


@dataclass(frozen=True)
class Example:
    """A question of the past with the people it could have been put to.

    Attributes:
        features: people × :data:`FEATURES`.
        answered: Which of them answered; at least one did.
    """

    features: npt.NDArray[np.float64]
    answered: npt.NDArray[np.bool_]


def with_learned_weights(snapshot: Snapshot, progress: Progress) -> Snapshot:
    """A snapshot whose weights are learned from who answered in its past.

    Questions of the last half year are asked again, each of the community as it was before; the
    weights are those under which the people who then answered come first. Too short a past leaves
    the shipped weights.

    Args:
        snapshot: A community, just built.
        progress: Told after each of the moments.
    """
    examples = list(_past_questions(snapshot, progress))
    if len(examples) < FEWEST:
        return snapshot
    return replace(snapshot, people=learn_weights(examples, SHIPPED))


def learn_weights(examples: Iterable[Example], known: Mapping[str, float]) -> dict[str, float]:
    """Weights, none negative, under which those who answered are likely to have been chosen.

    A conditional logit (McFadden 1974): who answers is drawn with ``p(i) ∝ exp(w · x_i)``; where
    several answered each counts in equal parts. What is known beforehand is a normal prior around
    the given weights, in units of each feature's spread.

    Args:
        examples: Past questions.
        known: Weights known beforehand; features that never vary keep theirs.

    Returns:
        A weight of three decimals for each feature.
    """
    asked = list(examples)
    features = np.concatenate([one.features for one in asked])
    answered = np.concatenate([one.answered / one.answered.sum() for one in asked])
    sizes = np.array([len(one.answered) for one in asked])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    spread = features.std(axis=0)
    scaled = features / np.where(spread > 0, spread, 1.0)
    before = np.array([known[name] for name in FEATURES]) * np.where(spread > 0, spread, 1.0)
    chosen = scaled.T @ answered

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = scaled @ weights
        highest = np.maximum.reduceat(scores, starts)
        odds = np.exp(scores - np.repeat(highest, sizes))
        total = np.add.reduceat(odds, starts)
        expected = scaled.T @ (odds / np.repeat(total, sizes))
        away = weights - before
        value = float((np.log(total) + highest).sum() - weights @ chosen)
        return value + TRUST * float(away @ away) / 2, expected - chosen + TRUST * away

    found = optimize.minimize(
        loss, before, jac=True, bounds=[(0.0, None)] * len(FEATURES), method="L-BFGS-B"
    )
    weights = np.where(spread > 0, found.x / np.where(spread > 0, spread, 1.0), before)
    return {name: round(float(w), 3) for name, w in zip(FEATURES, weights, strict=True)}


def repliers(snapshot: Snapshot) -> dict[int, frozenset[int]]:
    """Who answered each conversation within seven days, by conversation; unanswered ones lack."""
    answers = snapshot.answers
    opened = snapshot.conversations["opened_at"].to_numpy(dtype=np.int64)
    waited = answers["at"].to_numpy() - opened[answers["conversation"].to_numpy()]
    soon = answers[waited <= REPLY_DAYS * DAY]
    return {
        int(number): frozenset(members.tolist())
        for number, members in soon.groupby("conversation")["member"]
    }


def seen_before(snapshot: Snapshot, asker: int) -> npt.NDArray[np.bool_]:
    """Members who wrote before, without the one who asks: whom a past question could be put to."""
    seen: npt.NDArray[np.bool_] = snapshot.facts.members["is_member"].to_numpy(dtype=bool) & (
        snapshot.last_post_at > 0
    )
    seen[asker] = False
    return seen


def _past_questions(snapshot: Snapshot, progress: Progress) -> Iterator[Example]:
    table = snapshot.conversations
    opened = table["opened_at"].to_numpy(dtype=np.int64)
    askable = (table["asker"].to_numpy() >= 0) & snapshot.on_matters
    answered_by = repliers(snapshot)
    for night in range(NIGHTS, 0, -1):
        as_of = snapshot.as_of - night * PERIOD_DAYS * DAY // NIGHTS
        within = askable & (opened >= as_of) & (opened < as_of + DAYS_A_NIGHT * DAY)
        asked = [number for number in np.flatnonzero(within).tolist() if number in answered_by]
        yield from _asked_again(snapshot, as_of, asked[:QUESTIONS_A_NIGHT], answered_by)
        progress("だれが答えてきたかから学んでいます", NIGHTS - night + 1, NIGHTS)


def _asked_again(
    snapshot: Snapshot, as_of: int, asked: list[int], answered_by: dict[int, frozenset[int]]
) -> Iterator[Example]:
    """Questions put to the community of a moment, which is let go before the next one is made."""
    if asked:
        facts = snapshot.facts.before(as_of).latest(REMEMBERED)
        then = conclude(facts, snapshot.header, as_of=as_of, fitted=snapshot.fitted)
        for number in asked:
            yield from _examples(snapshot, then, number, answered_by[number])


def _examples(
    snapshot: Snapshot, then: Snapshot, number: int, repliers: frozenset[int]
) -> Iterator[Example]:
    """A question as it was asked: once with its channel known, once with it to be guessed."""
    row = snapshot.conversations.iloc[number]
    seen = seen_before(then, int(row["asker"]))
    answered = np.zeros(len(seen), dtype=bool)
    answered[list(repliers)] = True
    query = query_of_opening(snapshot, then, number)
    similar = find_similar(then, query)
    asker = Asker(number=int(row["asker"]))
    known = np.zeros(len(then.facts.channels))
    known[int(row["channel"])] = 1.0
    guessed = channel_likelihood(score_channels(then, query, similar, asker))
    for channel_weights in (known, guessed):
        features = person_features(then, query, similar, channel_weights, asker)
        shown = np.flatnonzero(seen & (features[:, KNOWS].sum(axis=1) > 0))
        if not answered[shown].any():
            return
        scores = features[shown] @ np.array(list(SHIPPED.values()))
        rivals = np.argsort(-np.where(answered[shown], np.inf, scores), kind="stable")
        kept = shown[rivals[: RIVALS + int(answered[shown].sum())]]
        yield Example(features[kept], answered[kept])
