"""What people did: who asked, who answered, on which topics, and how fast it fades."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

HALF_LIFE_DAYS = 180.0
"""Expertise halves in this time: what was answered before the last 異動 is half as good a sign.

180 days was the best of those tried on the Lean community (see docs/decisions/0003-weights.md).
"""

FULL_ANSWER_TERMS = 12
"""An answer with this many terms counts fully; a shorter one in proportion (参考になります)."""

ANSWER_SHARE = 0.3
"""A topic named in an answer counts this much of one named in the question."""

SMALLEST_TOPIC_SHARE = 0.25
"""Topics below this share of a conversation are passing remarks.

On the demo's planted topics (seed 77) shares from 0.1 on gave precision .44 and recall .78, from
0.3 on .65 and .74, from 0.5 on .85 and .60.
"""

MICROSECONDS_PER_DAY = 86_400_000_000


def fading(
    at: npt.NDArray[np.int64], as_of: int, half_life_days: float = HALF_LIFE_DAYS
) -> npt.NDArray[np.float64]:
    """Weight of something that happened ``at``, seen from ``as_of``: 0.5^(age / half-life).

    Args:
        at: Moments, microseconds since the epoch; later ones than ``as_of`` count as now.
        as_of: The moment it is looked at.
        half_life_days: Time in which the weight halves.

    Returns:
        Values in (0, 1].
    """
    age_days = np.maximum(as_of - at, 0) / MICROSECONDS_PER_DAY
    result: npt.NDArray[np.float64] = np.exp2(-age_days / half_life_days)
    return result


@dataclass(frozen=True, slots=True)
class Conversations:
    """Conversations as columns, in order of their opening.

    ``table`` has a row per conversation: ``thread_id``, ``channel``, ``opened_at``, ``last_at``,
    ``asker`` (account number, -1 when nobody known opened it), ``asks``, ``survey``, ``answers``
    (replies by members other than the asker), ``answered_at`` (0 when unanswered), ``solved``
    (by the source's mark, a sign under the opening, the asker's word that it works, or their
    thanks for an answer when they ask nothing more), ``opening`` (the post's row),
    ``has_opening``.
    ``answers`` has a row per answer: ``conversation``, ``member``, ``at``, ``amount``, ``post``.
    """

    table: pd.DataFrame
    answers: pd.DataFrame


def read_conversations(
    posts: pd.DataFrame,
    conversation: npt.NDArray[np.int32],
    *,
    is_member: npt.NDArray[np.bool_],
    solved_threads: npt.NDArray[np.bool_],
) -> Conversations:
    """Find in every conversation who asked and who answered.

    Args:
        posts: Posts in order of time (columns of the snapshot's post table).
        conversation: Number of the conversation of each post.
        is_member: Per account number, whether a member stands behind it; bots do not answer.
        solved_threads: Per thread number, whether the source marks it as resolved.
    """
    count = int(conversation.max()) + 1 if len(conversation) else 0
    opening = np.unique(conversation, return_index=True)[1]
    author = posts["author"].to_numpy()
    at = posts["at"].to_numpy()
    has_opening = posts["is_root"].to_numpy()[opening]
    asker = np.where(has_opening, author[opening], -1)
    asker = np.where((asker >= 0) & is_member[asker], asker, -1) if count else asker

    by_member = (author >= 0) & is_member[author]
    is_reply = np.ones(len(posts), dtype=bool)
    is_reply[opening[has_opening]] = False
    is_answer = is_reply & by_member & (author != asker[conversation])
    rows = np.flatnonzero(is_answer)
    terms = posts["term_count"].to_numpy()[rows]
    answers = pd.DataFrame(
        {
            "conversation": conversation[rows],
            "member": author[rows],
            "at": at[rows],
            "amount": np.minimum(terms / FULL_ANSWER_TERMS, 1.0),
            "post": rows.astype(np.int64),
        }
    )

    answered = np.bincount(answers["conversation"], minlength=count)
    first_answer = np.zeros(count, dtype=np.int64)
    firsts = answers.drop_duplicates("conversation")
    first_answer[firsts["conversation"].to_numpy()] = firsts["at"].to_numpy()

    by_asker = is_reply & (author == asker[conversation]) & (asker[conversation] >= 0)
    after_answer = (first_answer[conversation] > 0) & (at >= first_answer[conversation])
    says_solved, asks = posts["solved"].to_numpy(), posts["asks"].to_numpy()
    thanks = posts["thanks"].to_numpy() & after_answer & ~asks
    thanked = _last(by_asker & thanks, conversation, count)
    asked_on = _last(by_asker & asks & ~says_solved, conversation, count)
    told = by_asker & says_solved & ~asks
    solved = (thanked > asked_on) | (_last(told, conversation, count) >= 0)
    solved |= posts["solved_sign"].to_numpy()[opening] & has_opening
    solved |= solved_threads[posts["thread"].to_numpy()[opening]]

    last_at = np.zeros(count, dtype=np.int64)
    np.maximum.at(last_at, conversation, at)
    table = pd.DataFrame(
        {
            "thread_id": posts["thread_id"].to_numpy()[opening],
            "channel": posts["channel"].to_numpy()[opening],
            "opened_at": at[opening],
            "last_at": last_at,
            "asker": asker,
            "asks": posts["asks"].to_numpy()[opening] & has_opening,
            "survey": posts["survey"].to_numpy()[opening] & has_opening,
            "posts": np.bincount(conversation, minlength=count),
            "answers": answered,
            "answered_at": first_answer,
            "solved": solved,
            "opening": opening,
            "has_opening": has_opening,
        }
    )
    return Conversations(table, answers)


def _last(
    chosen: npt.NDArray[np.bool_], conversation: npt.NDArray[np.int32], count: int
) -> npt.NDArray[np.int64]:
    """Row of the last chosen post of each conversation, -1 where none is."""
    rows = np.flatnonzero(chosen)
    last = np.full(count, -1, dtype=np.int64)
    np.maximum.at(last, conversation[rows], rows)
    return last


def topic_shares(
    opening_topics: sparse.csr_matrix,
    answer_topics: sparse.csr_matrix,
    topic_weight: npt.NDArray[np.float64],
) -> sparse.csr_matrix:
    """How much each conversation is about each topic.

    The counts of topic words, rarer topics weighing more (``topic_weight``, an inverse document
    frequency), the opening fully and the answers by ``ANSWER_SHARE``; normalised to sum to one
    per conversation, passing remarks dropped.

    Args:
        opening_topics: conversations × topics, counts in the opening post.
        answer_topics: conversations × topics, counts in the other posts.
        topic_weight: Per topic, 0 for topics that nobody can know something of.

    Returns:
        conversations × topics, rows sum to 1 or 0.
    """
    counts = opening_topics.minimum(3) + answer_topics.minimum(3) * ANSWER_SHARE
    weighted = sparse.csr_matrix(counts.multiply(topic_weight[np.newaxis, :]))
    shares = _rows_to_one(weighted)
    strongest = np.repeat(shares.max(axis=1).toarray().ravel(), np.diff(shares.indptr))
    shares.data[shares.data < np.minimum(SMALLEST_TOPIC_SHARE, strongest)] = 0.0
    shares.eliminate_zeros()
    return _rows_to_one(shares)


def _rows_to_one(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    total = np.asarray(matrix.sum(axis=1)).ravel()
    scale = np.divide(1.0, total, out=np.zeros_like(total, dtype=float), where=total > 0)
    result = sparse.csr_matrix(sparse.diags(scale) @ matrix)
    result.sort_indices()
    return result
