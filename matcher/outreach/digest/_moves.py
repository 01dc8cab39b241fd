"""What moved in some days: who came to which conversation, what waits, what was settled."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import ChannelKind
from matcher.snapshot import DAY, Snapshot

WAITING_DAYS = 30
"""An older question is on its topic's page; told every evening it would only tire."""

Conversations = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Span:
    """Moments in microseconds since the epoch: ``start`` belongs to it, ``end`` does not."""

    start: int
    end: int


def moves(snapshot: Snapshot, span: Span) -> pd.DataFrame:
    """What happened in the span, by conversation: ``people``, ``replies``, ``reactions``.

    ``people`` counts members who wrote, ``replies`` what members wrote below the opening,
    ``reactions`` those that stand under what was written in the span, by whomever: a reaction
    carries no date of its own.
    """
    rows = _rows_in(snapshot, span)
    posts = snapshot.facts.posts.iloc[rows]
    conversation = snapshot.conversation[rows].astype(np.int64)
    author = posts["author"].to_numpy()
    by_member = (author >= 0) & snapshot.facts.members["is_member"].to_numpy(dtype=bool)[author]
    opens = rows == snapshot.conversations["opening"].to_numpy(dtype=np.int64)[conversation]
    opens &= snapshot.conversations["has_opening"].to_numpy(dtype=bool)[conversation]
    table = pd.DataFrame(
        {
            "conversation": conversation,
            "people": np.where(by_member, author, -1),
            "replies": by_member & ~opens,
            "reactions": posts["reactions"].to_numpy(dtype=np.int64),
        }
    )
    grouped = table.groupby("conversation")
    return pd.DataFrame(
        {
            "people": table[by_member].groupby("conversation")["people"].nunique(),
            "replies": grouped["replies"].sum(),
            "reactions": grouped["reactions"].sum(),
        }
    ).fillna(0).astype(np.int64)  # fmt: skip


def busiest(moved: pd.DataFrame) -> Conversations:
    """Conversations that somebody turned to, most people first.

    Those who wrote and the reactions count alike, as both are people who turned to it; replies
    decide ties, then the newer conversation.
    """
    turned_to = moved[(moved["replies"] > 0) | (moved["reactions"] > 0)]
    came = (turned_to["people"] + turned_to["reactions"]).to_numpy()
    number = turned_to.index.to_numpy(dtype=np.int64)
    return number[np.lexsort((-number, -turned_to["replies"].to_numpy(), -came))]


def waiting(snapshot: Snapshot, end: int) -> npt.NDArray[np.bool_]:
    """Per conversation, whether it is a question of the last days that nobody answered yet.

    In a lounge people ask each other how they are; that is not counted as waiting.

    Args:
        snapshot: The community; "yet" is its moment.
        end: Only questions asked before this moment.
    """
    table = snapshot.conversations
    opened = table["opened_at"].to_numpy(dtype=np.int64)
    asked = table["asks"] & (table["asker"] >= 0) & ~table["archived"]
    unanswered = (table["answers"] == 0) & ~table["solved"]
    recent = (opened >= end - WAITING_DAYS * DAY) & (opened < end)
    result: npt.NDArray[np.bool_] = (
        (asked & unanswered).to_numpy(dtype=bool) & recent & _on_work(snapshot)
    )
    return result


def settled(snapshot: Snapshot, span: Span, among: npt.NDArray[np.bool_]) -> dict[int, bool]:
    """Conversations that were settled in the span, latest first.

    One is settled when whoever opened it first writes that it is, or thanks, after an answer.
    Where only a sign or the source's mark says so, which carry no date, it counts as settled with
    its last post.

    Args:
        snapshot: The community.
        span: The moments looked at.
        among: Per conversation, whether it is looked at.

    Returns:
        By conversation, whether the opener's own words say it.
    """
    table = snapshot.conversations
    last_at = table["last_at"].to_numpy(dtype=np.int64)
    solved = table["solved"].to_numpy(dtype=bool) & _on_work(snapshot)
    candidate = among & solved & (last_at >= span.start)
    rows = np.flatnonzero(candidate[snapshot.conversation])
    posts = snapshot.facts.posts.iloc[rows]
    conversation = snapshot.conversation[rows]
    at = posts["at"].to_numpy(dtype=np.int64)
    answered_at = table["answered_at"].to_numpy(dtype=np.int64)[conversation]
    by_asker = posts["author"].to_numpy() == table["asker"].to_numpy()[conversation]
    says = (posts["solved"] | posts["thanks"]).to_numpy(dtype=bool)
    settles = by_asker & says & (answered_at > 0) & (at >= answered_at)
    said_at: dict[int, int] = {}
    for number, moment in zip(conversation[settles].tolist(), at[settles].tolist(), strict=True):
        said_at.setdefault(number, moment)
    settled_at = {
        number: said_at.get(number, int(last_at[number]))
        for number in np.flatnonzero(candidate).tolist()
    }
    within = [n for n, moment in settled_at.items() if span.start <= moment < span.end]
    return {n: n in said_at for n in sorted(within, key=lambda n: (-settled_at[n], n))}


def posts_by_channel(snapshot: Snapshot, span: Span) -> tuple[Conversations, Conversations]:
    """Per channel, how many posts members wrote in the span, and how many members these were."""
    rows = _rows_in(snapshot, span)
    posts = snapshot.facts.posts.iloc[rows]
    author = posts["author"].to_numpy()
    by_member = (author >= 0) & snapshot.facts.members["is_member"].to_numpy(dtype=bool)[author]
    pairs = posts.loc[by_member, ["channel", "author"]]
    count = len(snapshot.facts.channels)
    return (
        np.bincount(pairs["channel"], minlength=count),
        np.bincount(pairs.drop_duplicates()["channel"], minlength=count),
    )


def _on_work(snapshot: Snapshot) -> npt.NDArray[np.bool_]:
    """Per conversation, whether it is about work: no greetings, no practice, no small talk."""
    lounges = snapshot.channels_of_kind(ChannelKind.LOUNGE)
    lounge = np.isin(snapshot.conversations["channel"].to_numpy(), lounges)
    result: npt.NDArray[np.bool_] = snapshot.on_matters & ~lounge
    return result


def _rows_in(snapshot: Snapshot, span: Span) -> Conversations:
    at = snapshot.facts.posts["at"].to_numpy()
    first, last = np.searchsorted(at, [span.start, span.end], side="left")
    return np.arange(first, last, dtype=np.int64)
