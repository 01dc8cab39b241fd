"""The next round from the last one: new pairs, those who waited first, weights from what was said.

The rule for the weights is simple enough to tell. With at least :data:`LEAST_SAID` pairs that were
helped and as many that were not, each aspect is looked at: where it made up a larger part of the
value of the pairs that were helped (by :data:`LEAST_DIFFERENCE` at least), its weight is raised by
a fifth; where it made up a smaller part, it is lowered by a sixth, which undoes a raise. Pairs that
never met say nothing about the fit and do not count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from matcher.domain import (
    Mentee,
    Pair,
    PairFeedback,
    PastPair,
    RoundInput,
    RoundWeights,
    StoredRound,
)

LEAST_SAID = 5
LEAST_DIFFERENCE = 0.05
STEP = 1.2
HEAVIEST = 10.0

ASPECTS: Sequence[tuple[str, tuple[str, ...], frozenset[str]]] = (
    ("テーマと回答", ("topics", "answers"), frozenset({"mentor_fit"})),
    ("書かれた言葉", ("words",), frozenset({"term_match"})),
    ("地域", ("place",), frozenset({"far", "same_prefecture", "neighbour"})),
    (
        "団体の似かた",
        ("same_boat",),
        frozenset({"solo_it", "island", "same_size", "same_kind"}),
    ),
)
"""What a pair's reasons are summed up by: its name, its weights, the codes of its reasons."""


def following_round(
    last: StoredRound, joining: RoundInput | None = None, *, served_again: bool = True
) -> RoundInput:
    """People, rules and weights of the round after ``last``.

    Args:
        last: The last round, as it ended.
        joining: The new lists; None takes those of the last round, without who withdrew.
        served_again: Whether mentees who had a mentor take part again; only without ``joining``.
    """
    pairs = last.solution.pairs if last.solution is not None else ()
    told = [pair for pair in pairs if (pair.mentee, pair.mentor) in last.published_pairs]
    served = {pair.mentee for pair in told}
    gone = {one.id for one in last.input.withdrawn}
    waiting = {one.id for one in last.input.mentees} - served - gone
    weights, learned = learned_weights(last.input.weights, told, last.feedback)
    if joining is None:
        joining = RoundInput(
            mentees=tuple(
                replace(one, waited=False)
                for one in last.input.mentees
                if one.id not in gone and (served_again or one.id not in served)
            ),
            mentors=tuple(one for one in last.input.mentors if one.id not in gone),
        )
    said = {(one.mentee, one.mentor): one.feedback for one in last.feedback}
    return replace(
        joining,
        mentees=tuple(_waiting(one, waiting) for one in joining.mentees),
        exclusions=tuple(dict.fromkeys([*last.input.exclusions, *joining.exclusions])),
        past=tuple(
            dict.fromkeys(
                [
                    *last.input.past,
                    *joining.past,
                    *(
                        PastPair(
                            pair.mentee,
                            pair.mentor,
                            last.name,
                            said.get((pair.mentee, pair.mentor), PairFeedback.NONE),
                        )
                        for pair in told
                    ),
                ]
            )
        ),
        rules=last.input.rules,
        weights=weights,
        notices=(*joining.notices, *learned),
    )


def learned_weights(
    weights: RoundWeights, pairs: Iterable[Pair], feedback: Iterable[PastPair]
) -> tuple[RoundWeights, tuple[str, ...]]:
    """Weights for the next round, and what was changed in Japanese; see this module's rule.

    Args:
        weights: Those of the last round.
        pairs: Its published pairs.
        feedback: What was said of them.
    """
    said = {(one.mentee, one.mentor): one.feedback for one in feedback}
    helped, not_helped = (
        [pair for pair in pairs if said.get((pair.mentee, pair.mentor)) is wanted]
        for wanted in (PairFeedback.HELPED, PairFeedback.NOT_HELPED)
    )
    if min(len(helped), len(not_helped)) < LEAST_SAID:
        return weights, ()
    changes: dict[str, float] = {}
    words = []
    for name, fields, codes in ASPECTS:
        difference = _part(helped, codes) - _part(not_helped, codes)
        if abs(difference) < LEAST_DIFFERENCE:
            continue
        factor = STEP if difference > 0 else 1 / STEP
        for field in fields:
            changes[field] = round(min(HEAVIEST, getattr(weights, field) * factor), 2)
        words.append(f"「{name}」を{'重く' if difference > 0 else '軽く'}")
    if not changes:
        return weights, ()
    told = (
        f"前の回の声(役に立った{len(helped):,}組、立たなかった{len(not_helped):,}組)から、"
        f"{'、'.join(words)}しました。決まりの画面で戻せます。"
    )
    return replace(weights, **changes), (told,)


def _part(pairs: list[Pair], codes: frozenset[str]) -> float:
    """The part of the pairs' value that comes from an aspect, on average; 0 where there is none."""
    parts = [
        sum(one.weight for one in pair.reasons if one.code in codes) / pair.value
        for pair in pairs
        if pair.value > 0
    ]
    return sum(parts) / len(parts) if parts else 0.0


def _waiting(mentee: Mentee, waiting: set[str]) -> Mentee:
    return replace(mentee, waited=mentee.waited or mentee.id in waiting)
