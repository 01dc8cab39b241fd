"""Worries in the small talk and in self-introductions that are real questions."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind
from matcher.outreach._answered import helpful_replies
from matcher.outreach._matters import Matters
from matcher.outreach._questions import ReadTexts
from matcher.outreach._worries import asking_sentences
from matcher.snapshot import DAY, Snapshot, shared_analyzer

HIDDEN_DAYS = 30
"""Small talk of longer ago is not taken up again."""

LEAST_OF_POST, LEAST_OF_QUOTE = 0.0, 0.3
"""Least scores for being on a matter, of a lounge post as a whole and of what asks in it.

On the demo's planted posts (seeds 1 and 2) 0.3 found 85 % of them and 6 % of what it found was
small talk; with 0.6 it was 82 % and 5 %, with 0 90 % and 10 %.
"""


@dataclass(frozen=True, slots=True)
class HiddenQuestion:
    """A worry among small talk.

    Attributes:
        post: Its row.
        quote: The sentence that asks, with the one before it.
        score: How much it is on a matter.
    """

    post: int
    quote: str
    score: float


def find_hidden(
    snapshot: Snapshot,
    talk: ChannelKind,
    matters: Matters | None,
    read: ReadTexts,
    *,
    days: int = HIDDEN_DAYS,
) -> tuple[HiddenQuestion, ...]:
    """Posts that hide a question and got no help, newest first.

    Args:
        snapshot: The community.
        talk: Where to look: the lounge, or the self-introductions.
        matters: Tells matters from the small talk there; without it nothing is found.
        read: Reads the texts of the posts.
        days: How long ago a post may be.
    """
    if matters is None:
        return ()
    posts, members = snapshot.facts.posts, snapshot.facts.members
    author = posts["author"].to_numpy()
    here = np.isin(posts["channel"].to_numpy(), snapshot.channels_of_kind(talk))
    here &= posts["is_root"].to_numpy() & (author >= 0)
    here &= posts["at"].to_numpy() >= snapshot.as_of - days * DAY
    here &= members["is_member"].to_numpy(dtype=bool)[author]
    if talk is ChannelKind.INTRODUCTION:
        here &= posts["asks"].to_numpy(dtype=bool)
    rows = np.flatnonzero(here)
    if talk is ChannelKind.LOUNGE:
        rows = rows[matters.scores(snapshot.facts.terms[rows]) >= LEAST_OF_POST]
    rows = rows[~_helped(snapshot, rows)]
    message_ids = posts["message_id"].to_numpy()[rows]
    texts = read([str(one) for one in message_ids])
    found = [
        _strongest(snapshot, int(row), texts.get(str(message_id), ""), talk, matters)
        for row, message_id in zip(rows, message_ids, strict=True)
    ]
    return tuple(one for one in reversed(found) if one and one.score >= LEAST_OF_QUOTE)


def _strongest(
    snapshot: Snapshot, post: int, text: str, talk: ChannelKind, matters: Matters
) -> HiddenQuestion | None:
    """The post with the sentence that asks most about a matter; None when none asks."""
    number = snapshot.term_number
    outright = talk is ChannelKind.INTRODUCTION
    found = []
    for quote in asking_sentences(text, outright=outright):
        terms = dict.fromkeys(shared_analyzer().terms(quote))
        score = matters.score(number[term] for term in terms if term in number)
        found.append(HiddenQuestion(post, quote, score))
    return max(found, key=lambda one: one.score, default=None)


def _helped(snapshot: Snapshot, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Per post, whether another member helped later in its conversation.

    Where people answer in threads, a post of its own is the next one's small talk, and helps only
    whom it mentions.
    """
    posts, mentions = snapshot.facts.posts, snapshot.facts.mentions
    author, channel = posts["author"].to_numpy(), posts["channel"].to_numpy()
    is_root = posts["is_root"].to_numpy(dtype=bool)
    threading = np.isin(channel, np.unique(channel[~is_root]))
    mentioned = set(zip(mentions["post"].tolist(), mentions["member"].tolist(), strict=True))
    replies = helpful_replies(snapshot)
    replies = replies[np.isin(snapshot.conversation[replies], snapshot.conversation[rows])]
    where = snapshot.conversation[replies]

    def is_help(row: int, reply: int) -> bool:
        to_them = not is_root[reply] or not threading[reply] or (reply, author[row]) in mentioned
        return to_them and author[reply] != author[row]

    return np.array(
        [
            any(
                is_help(row, reply)
                for reply in replies[where == snapshot.conversation[row]].tolist()
                if reply > row
            )
            for row in rows.tolist()
        ],
        dtype=bool,
    )
