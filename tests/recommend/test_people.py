"""People are named in turn, by what they did: without it they fall."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import open_community
from matcher.domain import PersonSuggestion
from matcher.recommend import (
    NOBODY,
    channel_likelihood,
    find_similar,
    in_turn,
    score_channels,
    score_people,
)
from matcher.recommend._people import NEAR_EQUAL, PeopleScores
from matcher.recommend._person_features import FEATURES
from matcher.recommend._query import understand
from matcher.snapshot import Snapshot

QUESTION = "ガバクラの接続回線の見積り、相場がわからず困っています"


def test_near_equals_take_turns() -> None:
    """Of two near-equals the one who was asked less comes first; who knows more stays ahead."""
    scores = np.array([5.0, 4.9, 4.0, -np.inf])
    assert in_turn(scores, np.array([0, 0, 0, 0])).tolist() == [0, 1, 2]
    assert in_turn(scores, np.array([3, 1, 0, 0])).tolist() == [1, 0, 2]


SCORES = st.floats(0, 20) | st.just(-np.inf)


@given(st.lists(st.tuples(SCORES, st.integers(0, 9)), min_size=1, max_size=30))
def test_turns_change_places_of_near_equals_only(people: list[tuple[float, int]]) -> None:
    """All who may be asked are there once, and nobody is passed by someone clearly worse."""
    scores = np.array([score for score, _ in people])
    order = in_turn(scores, np.array([asked for _, asked in people]))
    assert sorted(order.tolist()) == np.flatnonzero(np.isfinite(scores)).tolist()
    best_after = np.maximum.accumulate(scores[order][::-1])[::-1]
    assert np.all(best_after - scores[order] <= NEAR_EQUAL + 1e-9)


@pytest.fixture(scope="module")
def snapshot(demo_database: str) -> Snapshot:
    """A small demo community."""
    return open_community(demo_database).snapshot()


def scored_on(snapshot: Snapshot, text: str) -> PeopleScores:
    """Everybody's score on a question."""
    query = understand(snapshot, text)
    similar = find_similar(snapshot, query)
    weights = channel_likelihood(score_channels(snapshot, query, similar, NOBODY))
    everybody = np.ones(len(snapshot.facts.members), dtype=bool)
    return score_people(snapshot, query, similar, weights, everybody, NOBODY)


@pytest.fixture(scope="module")
def suggested(snapshot: Snapshot, demo_database: str) -> list[tuple[str, PersonSuggestion]]:
    """Questions of the community with the people who are suggested on them."""
    community = open_community(demo_database)
    asked = snapshot.conversations[snapshot.conversations["asks"]]["title"].tolist()[-40:]
    return [(text, person) for text in asked for person in community.ask(text).people]


@pytest.mark.parametrize(
    ("code", "feature"),
    [("answered_similar", "similar"), ("answered_related", "related"), ("answers_first", "first")],
)
def test_without_the_evidence_named_the_score_falls(
    snapshot: Snapshot, suggested: list[tuple[str, PersonSuggestion]], code: str, feature: str
) -> None:
    """What a reason points to is what it was worth: taken away, its part of the score falls.

    The whole score falls in nine of ten cases: who answers less elsewhere is more of a regular
    of the question's channel.
    """
    fell = []
    for text, person in suggested:
        number = snapshot.member_number[person.member_id]
        for reason in (one for one in person.reasons if one.code == code):
            named = [snapshot.conversation_number[one.thread_id] for one in reason.evidence]
            given = snapshot.answers
            taken = (given["member"] == number) & given["conversation"].isin(named)
            answers = given.assign(amount=np.where(taken, 0.0, given["amount"]))
            before = scored_on(snapshot, text)
            after = scored_on(replace(snapshot, answers=answers), text)
            worth = [one.contributions[number, FEATURES.index(feature)] for one in (before, after)]
            assert worth[1] < worth[0]
            fell.append(after.scores[number] < before.scores[number])
    assert len(fell) >= 3
    assert np.mean(fell) >= 0.9


def test_likelihoods_are_those_of_everybody(snapshot: Snapshot) -> None:
    """They add up to one, follow the scores, and are nobody's where nobody may be asked."""
    scored = scored_on(snapshot, QUESTION)
    assert scored.likelihood.sum() == pytest.approx(1.0)
    assert np.argmax(scored.likelihood) == np.argmax(scored.scores)
    assert 0.0 < scored.chance <= 1.0
    nobody = replace(scored, allowed=np.zeros(len(scored.allowed), dtype=bool))
    assert nobody.chance == 0.0
