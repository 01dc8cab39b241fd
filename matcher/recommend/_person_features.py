"""What speaks for a person as someone to ask: named features, none negative, and their weights."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from matcher.recommend._asker import Asker, kind_features, place_features
from matcher.recommend._query import Query, Similar
from matcher.snapshot import Snapshot

SHIPPED: Mapping[str, float] = {
    "similar": 0.38,
    "related": 0.71,
    "expert": 0.60,
    "regular": 0.52,
    "focus": 1.04,
    "lately": 0.51,
    "selective": 0.74,
    "first": 2.24,
    "same_place": 0.30,
    "same_size": 0.20,
}
"""Weight of each feature where a community's own past is too short to learn from.

Learned from who answered in the Lean community's years before its test period; ``expert`` and the
last two are set by hand, as that community has neither taxonomy nor places (docs/decisions/0003).
"""

FEATURES = tuple(SHIPPED)
KNOWS = [FEATURES.index(name) for name in ("similar", "related", "expert", "regular")]
"""Who has none of these did nothing to show."""

VOTE_SCALE = 10.0
"""Votes are counted in tenths before the logarithm: a single answer to a close question is 10."""

VOTE_SHARPNESS = 4.0
"""Power of a conversation's strength in a vote: closer ones count more than proportionally."""

VOTING_STRENGTH = 0.3
"""Conversations weaker than this have no vote: it would be below a hundredth of the best one's."""

BARELY, SELDOM = 0.3, 0.6
"""Conversations helped in that count as none, lately and usually, so that nobody is at zero."""


def person_features(
    snapshot: Snapshot,
    query: Query,
    similar: Similar,
    channel_weights: npt.NDArray[np.float64],
    asker: Asker,
) -> npt.NDArray[np.float64]:
    """What speaks for every account on a question.

    ``similar``, ``related``: log(1 + 10 · votes) of the conversations close in words, and in
    meaning, that they answered in; ``expert``: log(1 + 10 · expertise on the question's topics);
    ``regular``: log(1 + conversations they helped in these days in the question's channels);
    ``focus``: share of their helping that goes to those channels; ``lately``: log(1 + n / 0.3)
    of the conversations they helped in lately; ``selective``: how much less they usually answer
    than whoever answers most, log((most + 0.6) / (n + 0.6)); ``first``: share in which they
    answered first; ``same_place``, ``same_size``: likeness to the asker.

    Args:
        snapshot: The community.
        query: The question.
        similar: Conversations close to it.
        channel_weights: How likely the question stands in each channel (one-hot when known).
        asker: Whose likeness in place and size counts a little.

    Returns:
        accounts × :data:`FEATURES`, none negative.
    """
    near = similar.strongest(VOTING_STRENGTH)
    regular = snapshot.regulars @ channel_weights
    overall = np.asarray(snapshot.regulars.sum(axis=1)).ravel()
    helping = snapshot.helping
    usually = helping.usually + SELDOM
    return np.column_stack(
        [
            np.log1p(VOTE_SCALE * votes(snapshot, near.conversations, near.strength)),
            np.log1p(
                VOTE_SCALE
                * votes(snapshot, similar.related.conversations, similar.related.nearness)
            ),
            np.log1p(VOTE_SCALE * _topic_expertise(snapshot, query)),
            np.log1p(regular),
            regular / (overall + 1.0),
            np.log1p(helping.lately / BARELY),
            np.log(usually.max(initial=SELDOM) / usually),
            helping.first,
            place_features(snapshot, asker),
            kind_features(snapshot, asker),
        ]
    )


def votes(
    snapshot: Snapshot,
    conversations: npt.NDArray[np.int64],
    closeness: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Votes of close conversations for those who answered in them, per account."""
    given: npt.NDArray[np.float64] = (
        snapshot.faded_answers[conversations].T @ closeness**VOTE_SHARPNESS
    )
    return given


def weights_of(snapshot: Snapshot) -> npt.NDArray[np.float64]:
    """Weight of each of :data:`FEATURES` in a community: its own where it has learned them."""
    return np.array([snapshot.people.get(name, SHIPPED[name]) for name in FEATURES])


def _topic_expertise(snapshot: Snapshot, query: Query) -> npt.NDArray[np.float64]:
    """Weight of the graph's expertise edges to the question's topics, by the topics' shares."""
    edges = snapshot.topic_experts[list(query.topics)]
    result: npt.NDArray[np.float64] = edges.T @ np.array(list(query.topics.values()), dtype=float)
    return result
