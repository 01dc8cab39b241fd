"""Conversations that may already answer a question."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import Evidence, Reason, ThreadSuggestion, day_text
from matcher.graph import fading
from matcher.language import is_plain
from matcher.recommend._query import Query, Similar
from matcher.recommend._wording import size_band
from matcher.snapshot import Snapshot, moment, thread_permalink

TEXT, TOPIC, ANSWERED, RESOLVED, LIVELY = 1.0, 0.15, 0.30, 0.02, 0.30
"""What each feature can add to a thread's score at most; see docs/decisions/0003-weights.md."""

LIVELY_HALF_LIFE_DAYS = 90.0
FULLY_ANSWERED = 5
"""From this many answers on a thread counts as fully answered; fewer count by their logarithm."""

WEAKEST = 0.2
"""Conversations with less than this share of the best lexical score are not shown."""

LEAST_COVERAGE, LEAST_COVERAGE_WHEN_THIN = 0.12, 0.25
"""Conversations with less of the question's weight in terms share only passing words with it."""

COPY_OVERLAP, COPY_OVERLAP_OF_LONGER = 0.7, 0.4
"""Threads are one entry when their openings share this much of the shorter's terms and of the
longer's: the same question with other particulars, not a short one inside a long one."""

NAMED_TERMS = 3


@dataclass(frozen=True)
class _Features:
    conversations: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    """conversations × (text, topic, answered, resolved, lively), each in [0, 1]."""

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        result: npt.NDArray[np.float64] = self.values @ np.array(
            [TEXT, TOPIC, ANSWERED, RESOLVED, LIVELY]
        )
        return result


def suggest_threads(
    snapshot: Snapshot, query: Query, similar: Similar, *, limit: int = 5
) -> tuple[ThreadSuggestion, ...]:
    """The best conversations on a question, near-copies folded into one.

    Args:
        snapshot: The community.
        query: The question.
        similar: Conversations that share its terms.
        limit: How many at most.
    """
    features = _features(snapshot, query, similar)
    scores = features.scores
    opened = snapshot.conversations["opened_at"].to_numpy()[features.conversations]
    order = np.lexsort((-opened, -scores))
    chosen: list[tuple[int, int]] = []
    openings: list[tuple[str, frozenset[int]]] = []
    titles = snapshot.conversations["title"].array
    for rank in order[: limit * 6]:
        number = int(features.conversations[rank])
        opening = (titles[number], _opening_terms(snapshot, number))
        copy_of = next((i for i, other in enumerate(openings) if _is_copy(opening, other)), None)
        if copy_of is not None:
            chosen[copy_of] = (chosen[copy_of][0], chosen[copy_of][1] + 1)
        elif len(chosen) < limit:
            chosen.append((int(rank), 1))
            openings.append(opening)
    return tuple(
        describe_thread(
            snapshot,
            int(features.conversations[rank]),
            score=float(scores[rank]),
            copies=copies,
            reasons=_reasons(snapshot, query, features, rank),
        )
        for rank, copies in chosen
    )


def score_threads(
    snapshot: Snapshot, query: Query, similar: Similar
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Conversations worth showing on a question, with their scores, in no order."""
    features = _features(snapshot, query, similar)
    return features.conversations, features.scores


def describe_thread(
    snapshot: Snapshot,
    conversation: int,
    *,
    score: float = 0.0,
    copies: int = 1,
    reasons: tuple[Reason, ...] = (),
) -> ThreadSuggestion:
    """A conversation as a suggestion."""
    row = snapshot.conversations.iloc[conversation]
    channel = snapshot.facts.channels.iloc[row["channel"]]
    return ThreadSuggestion(
        thread_id=row["thread_id"],
        channel_id=channel["channel_id"],
        channel_name=channel["name"],
        permalink=permalink_of(snapshot, conversation),
        title=row["title"] or "(言葉のない投稿)",
        posted_at=moment(row["opened_at"]),
        replies=int(row["posts"]) - int(row["has_opening"]),
        resolved=bool(row["solved"]),
        archived=bool(row["archived"]),
        copies=copies,
        score=score,
        reasons=reasons,
    )


def permalink_of(snapshot: Snapshot, conversation: int) -> str:
    """Address of a conversation's thread."""
    channel_id = snapshot.channel_ids[snapshot.conversation_channels[conversation]]
    return thread_permalink(snapshot.header.address, channel_id, snapshot.thread_ids[conversation])


def evidence_of(snapshot: Snapshot, conversations: npt.ArrayLike) -> tuple[Evidence, ...]:
    """Conversations as evidence, in the order given."""
    return tuple(
        Evidence(snapshot.thread_ids[number], permalink_of(snapshot, number))
        for number in np.asarray(conversations, dtype=np.int64).tolist()
    )


def _features(snapshot: Snapshot, query: Query, similar: Similar) -> _Features:
    least = LEAST_COVERAGE_WHEN_THIN if similar.thin else LEAST_COVERAGE
    shown = (similar.strength >= WEAKEST) & (similar.coverage >= least)
    numbers = similar.conversations[shown]
    answers, solved, last_at = (
        snapshot.conversations[column].to_numpy()[numbers]
        for column in ("answers", "solved", "last_at")
    )
    topic = np.zeros(len(numbers))
    for number, share in query.topics.items():
        topic += share * (snapshot.shares[numbers, number].toarray().ravel() > 0)
    values = np.column_stack(
        [
            similar.strength[shown],
            topic,
            np.minimum(np.log1p(answers) / np.log1p(FULLY_ANSWERED), 1.0),
            solved,
            fading(last_at, snapshot.as_of, LIVELY_HALF_LIFE_DAYS),
        ]
    )
    return _Features(numbers, values)


def _opening_terms(snapshot: Snapshot, conversation: int) -> frozenset[int]:
    post, terms = int(snapshot.conversations["opening"].iloc[conversation]), snapshot.facts.terms
    return frozenset(terms.indices[terms.indptr[post] : terms.indptr[post + 1]].tolist())


def _is_copy(one: tuple[str, frozenset[int]], other: tuple[str, frozenset[int]]) -> bool:
    """Whether two openings (title and terms) ask the same thing."""
    (title, terms), (other_title, other_terms) = one, other
    if title and title == other_title:
        return True
    shorter, longer = sorted((len(terms), len(other_terms)))
    needed = max(COPY_OVERLAP * shorter, COPY_OVERLAP_OF_LONGER * longer, 1)
    return len(terms & other_terms) >= needed


def _reasons(
    snapshot: Snapshot, query: Query, features: _Features, rank: int
) -> tuple[Reason, ...]:
    conversation = int(features.conversations[rank])
    text, topic, answered, resolved, lively = features.values[rank].tolist()
    proof = evidence_of(snapshot, [conversation])
    words = _shared_words(snapshot, query, conversation)
    named = "".join(f"「{query.as_written(word)}」" for word in words)
    reasons = [
        Reason(
            "term_match",
            f"質問の言葉{named}が同じです。" if named else "質問と同じ言葉が使われています。",
            proof,
            TEXT * text,
        )
    ]
    if topic:
        names = [
            snapshot.facts.topics["name"].iloc[number]
            for number in query.topics
            if snapshot.shares[conversation, number] > 0
        ]
        reasons.append(
            Reason("topic_match", f"「{'」「'.join(names[:2])}」の話題です。", proof, TOPIC * topic)
        )
    if answered:
        reasons.append(
            Reason(
                "answered", _answers_sentence(snapshot, conversation), proof, ANSWERED * answered
            )
        )
    if resolved:
        reasons.append(Reason("resolved", "解決した、助かったと記されています。", proof, RESOLVED))
    last = moment(int(snapshot.conversations["last_at"].iloc[conversation]))
    reasons.append(
        Reason(
            "recency",
            f"最後の書き込みは{day_text(last)}です(最近の会話を上にしています)。",
            proof,
            LIVELY * lively,
        )
    )
    return tuple(reasons)


def _answers_sentence(snapshot: Snapshot, conversation: int) -> str:
    answers = snapshot.answers_by_conversation.of(conversation)
    members = pd.unique(snapshot.answers["member"].to_numpy()[answers])
    populations = snapshot.facts.members["population"].to_numpy()[members].tolist()
    bands = [size_band(size) for size in populations if size]
    if bands:
        common = max(dict.fromkeys(bands), key=bands.count)
        return f"{len(answers)}件の回答があります(人口{common}の団体から{bands.count(common)}人)。"
    return f"{len(answers)}件の回答があります。"


def _shared_words(snapshot: Snapshot, query: Query, conversation: int) -> list[str]:
    terms = query.terms.tolist()
    adds = snapshot.index.contributions(conversation, terms)
    strongest = [terms[i] for i in np.argsort(-adds, kind="stable") if adds[i] > 0]
    words = [snapshot.facts.vocabulary[term] for term in strongest]
    plain = [word for word in words if is_plain(word) and len(word) > 1]
    named: list[str] = []
    for word in plain:
        if not any(word in other for other in named):
            named.append(word)
    return named[:NAMED_TERMS]
