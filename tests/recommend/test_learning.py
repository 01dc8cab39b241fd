"""Weights are learned from who answered, none negative, and stay near what was known at first."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.recommend._learning import Example, learn_weights
from matcher.recommend._person_features import FEATURES, SHIPPED

SIZE = len(FEATURES)


def drawn(weights: dict[str, float], questions: int, seed: int = 0) -> list[Example]:
    """Questions whose answerer is drawn by the odds that the weights give."""
    rng = np.random.default_rng(seed)
    true = np.array([weights.get(name, 0.0) for name in FEATURES])
    examples = []
    for _ in range(questions):
        features = rng.exponential(size=(12, SIZE))
        odds = np.exp(features @ true)
        answered = np.zeros(12, dtype=bool)
        answered[rng.choice(12, p=odds / odds.sum())] = True
        examples.append(Example(features, answered))
    return examples


def test_the_weights_behind_the_answers_are_found() -> None:
    """From two thousand questions the weights that drew the answerers come back."""
    true = {"similar": 1.5, "regular": 0.6, "first": 0.3}
    learned = learn_weights(drawn(true, 2000), SHIPPED)
    for name in FEATURES:
        assert learned[name] == pytest.approx(true.get(name, 0.0), abs=0.2), name


def test_few_questions_leave_what_was_known() -> None:
    """A single question moves the weights a little, however clear its answer."""
    learned = learn_weights(drawn({"similar": 3.0}, 1), SHIPPED)
    for name in FEATURES:
        assert learned[name] == pytest.approx(SHIPPED[name], abs=0.6), name


def test_a_feature_that_never_varies_keeps_its_weight() -> None:
    """Where nobody has an organization, likeness in place teaches nothing."""
    examples = drawn({"similar": 1.0}, 200)
    for one in examples:
        one.features[:, FEATURES.index("same_place")] = 0.0
    assert learn_weights(examples, SHIPPED)["same_place"] == SHIPPED["same_place"]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 12))
def test_no_weight_is_negative_and_the_order_means_nothing(
    seed: int, questions: int, people: int
) -> None:
    """Whatever was answered by whom, and in whatever order it is told."""
    rng = np.random.default_rng(seed)
    examples = []
    for _ in range(questions):
        answered = rng.random(people) < 0.4
        answered[0] = True
        examples.append(Example(rng.exponential(size=(people, SIZE)), answered))
    learned = learn_weights(examples, SHIPPED)
    assert min(learned.values()) >= 0.0
    again = learn_weights(
        [Example(one.features[::-1], one.answered[::-1]) for one in reversed(examples)], SHIPPED
    )
    assert again == pytest.approx(learned, abs=0.02)
