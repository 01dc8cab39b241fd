"""What became of what an ambassador did."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

import numpy as np

from matcher.domain import Effects, Handling, HandlingState, TaskKind, read_task_id
from matcher.snapshot import DAY, Snapshot, microseconds

WEEK = timedelta(days=7)
_FOR_SOMEONE = (TaskKind.NEWCOMER, TaskKind.QUESTION, TaskKind.HIDDEN)


def effects_of(
    snapshot: Snapshot, handlings: Iterable[Handling], number: int, *, now: datetime
) -> Effects:
    """What became of the tasks that an ambassador finished in the last seven days.

    A reply is the ambassador's first post in the conversation, or their first mention of the
    newcomer, after what it answers. The hours to it count from the claim; replies before a claim,
    or without one, have none.

    Args:
        snapshot: The community; later posts are seen once it is built anew.
        handlings: All that was said of tasks.
        number: Account number of the ambassador.
        now: The moment.
    """
    member_id = snapshot.facts.members["member_id"].iloc[number]
    finished = [
        one
        for one in handlings
        if one.member_id == member_id
        and one.state is HandlingState.DONE
        and now - WEEK <= one.at <= now
        and read_task_id(one.task_id)[0] in _FOR_SOMEONE
    ]
    replied, hours, again = 0, [], set()
    for handling in finished:
        found = _concerned(snapshot, handling)
        if found is None:
            continue
        person, rows = found
        reply = _first_reply(snapshot, number, person, rows)
        if reply is not None:
            replied += 1
            taken_on = microseconds(handling.claimed_at)
            if taken_on and reply >= taken_on:
                hours.append((reply - taken_on) / DAY * 24)
        since = reply if reply is not None else microseconds(handling.at)
        if snapshot.last_post_at[person] > since:
            again.add(person)
    return Effects(
        done=len(finished),
        replied=replied,
        wrote_again=len(again),
        median_hours=round(median(hours), 1) if hours else None,
    )


def _concerned(snapshot: Snapshot, handling: Handling) -> tuple[int, np.ndarray] | None:
    """Whom a task is for, and the posts of the conversation that it is about."""
    kind, subject = read_task_id(handling.task_id)
    posts = snapshot.facts.posts
    if kind is TaskKind.NEWCOMER:
        number = snapshot.member_number.get(subject)
        if number is None:
            return None
        own = np.flatnonzero(posts["author"].to_numpy() == number)
        conversations = np.unique(snapshot.conversation[own])
        return number, np.flatnonzero(np.isin(snapshot.conversation, conversations))
    rows = np.flatnonzero((posts["message_id"] == subject).to_numpy())
    if not len(rows) or posts["author"].iloc[rows[0]] < 0:
        return None
    same = np.flatnonzero(snapshot.conversation == snapshot.conversation[rows[0]])
    return int(posts["author"].iloc[rows[0]]), same[same > rows[0]]


def _first_reply(snapshot: Snapshot, number: int, person: int, rows: np.ndarray) -> int | None:
    """Moment of the ambassador's first post among some, or with a mention of the person."""
    posts, mentions = snapshot.facts.posts, snapshot.facts.mentions
    naming = mentions.loc[mentions["member"] == person, "post"].to_numpy(dtype=np.int64)
    candidates = np.union1d(rows, naming).astype(np.int64)
    own = candidates[posts["author"].to_numpy()[candidates] == number]
    return int(posts["at"].iloc[own[0]]) if len(own) else None
