"""What newcomers did after an ambassador reached out to them, beside those who were left alone."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import (
    AfterReachOut,
    Handling,
    HandlingState,
    NewcomerSituation,
    ReachOutRow,
    Returned,
    TaskKind,
    read_task_id,
)
from matcher.recommend import evidence_of
from matcher.snapshot import DAY, Snapshot, microseconds, moment

FOLLOWED_DAYS = 30
"""So long after the moment it is looked whether a newcomer writes."""

QUIET_DAYS = 14
"""Who wrote nothing for so long has fallen silent, as on the ambassadors' desk."""

ALIKE_DAYS = 30
"""Compared with those who joined so many days at most before the first or after the last one."""

SHOWN_EVIDENCE = 12
NEVER = -1
SITUATIONS: tuple[NewcomerSituation, ...] = ("unwritten", "recent", "silent")


def after_reach_out(
    snapshot: Snapshot, newcomers: pd.DataFrame, handlings: Iterable[Handling]
) -> AfterReachOut:
    """Compare newcomers of whom an ambassador said 済み with those nobody took on.

    Counted is from the moment of 済み; for the others from as many days after joining as it took
    with half of those who were reached. The others joined at about the same time. Newcomers whom
    somebody has claimed are in neither group: whether they got a word is not known.

    Args:
        snapshot: The community.
        newcomers: ``joined_at`` (µs, 0 unknown) by account number, of all members.
        handlings: All that was said of tasks.
    """
    done, claimed = _taken_on(snapshot, handlings)
    joined = newcomers["joined_at"]
    last_moment = snapshot.as_of - FOLLOWED_DAYS * DAY
    reached = joined.index[joined.index.isin(done) & (joined > 0)]
    since = np.array([done[number] for number in reached.tolist()], dtype=np.int64)
    over = since <= last_moment
    members, since = reached[over].to_numpy(), since[over]
    if not len(members):
        return AfterReachOut(FOLLOWED_DAYS, len(reached), len(reached), None, None, 0, ())
    joining = joined[members].to_numpy(dtype=np.int64)
    waited = int(np.median(since - joining)) // DAY
    others = _others(snapshot, joined.drop([*done, *claimed], errors="ignore"), joining)
    later = joined[others].to_numpy(dtype=np.int64) + waited * DAY
    others, later = others[later <= last_moment], later[later <= last_moment]
    everybody = np.concatenate([joining, joined[others].to_numpy(dtype=np.int64)])
    return AfterReachOut(
        days=FOLLOWED_DAYS,
        reached=len(reached),
        too_recent=int((~over).sum()),
        span=(moment(int(since.min())), moment(int(since.max()))),
        joined=(moment(int(everybody.min())), moment(int(everybody.max()))),
        after_days=waited,
        rows=_rows(_Followed(snapshot, members, since), _Followed(snapshot, others, later)),
    )


def _taken_on(
    snapshot: Snapshot, handlings: Iterable[Handling]
) -> tuple[dict[int, int], frozenset[int]]:
    """Account numbers of newcomers: since when they are done (µs), and who was claimed."""
    done: dict[int, int] = {}
    claimed: set[int] = set()
    for handling in handlings:
        kind, subject = read_task_id(handling.task_id)
        number = snapshot.member_number.get(subject)
        if kind is not TaskKind.NEWCOMER or number is None:
            continue
        if handling.state is HandlingState.DONE:
            done[number] = microseconds(handling.at)
        elif handling.state is HandlingState.CLAIMED:
            claimed.add(number)
    return done, frozenset(claimed)


def _others(
    snapshot: Snapshot, joined: "pd.Series[int]", joining: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Of the newcomers who were left alone, those who joined in the data and about as early."""
    begins = microseconds(snapshot.span[0]) if snapshot.span else 0
    first = max(int(joining.min()) - ALIKE_DAYS * DAY, begins, 1)
    alike = joined.between(first, int(joining.max()) + ALIKE_DAYS * DAY)
    numbers: npt.NDArray[np.int64] = joined.index[alike].to_numpy(dtype=np.int64)
    return numbers


class _Followed:
    """Members and what they wrote before and after a moment, each their own."""

    def __init__(
        self, snapshot: Snapshot, members: npt.NDArray[np.int64], since: npt.NDArray[np.int64]
    ) -> None:
        posts = snapshot.facts.posts
        author, at = posts["author"].to_numpy(), posts["at"].to_numpy(dtype=np.int64)
        moments = np.full(len(snapshot.facts.members), NEVER, dtype=np.int64)
        moments[members] = since
        own = np.flatnonzero((author >= 0) & (moments[author] != NEVER))
        later = at[own] > moments[author[own]]
        following = own[later][::-1]
        upcoming = np.full(len(moments), NEVER, dtype=np.int64)
        upcoming[author[following]] = following
        last_at = np.full(len(moments), NEVER, dtype=np.int64)
        last_at[author[own[~later]]] = at[own[~later]]
        post = upcoming[members]
        waited = at[post] - since if len(at) else np.zeros(len(members), dtype=np.int64)
        self.wrote = (post != NEVER) & (waited < FOLLOWED_DAYS * DAY)
        self._snapshot = snapshot
        self._post = post
        self._days = waited / DAY
        quiet = since - last_at[members] > QUIET_DAYS * DAY
        self._situation = np.where(last_at[members] == NEVER, 0, np.where(quiet, 2, 1))

    def returned(self, situation: int | None = None) -> Returned:
        """Those in a situation, by its number; None for all."""
        there = self._situation == situation if situation is not None else self.wrote | True
        wrote = there & self.wrote
        newest = np.sort(self._post[wrote])[::-1]
        conversations = pd.unique(self._snapshot.conversation[newest])[:SHOWN_EVIDENCE]
        return Returned(
            people=int(there.sum()),
            wrote=int(wrote.sum()),
            median_days=round(float(np.median(self._days[wrote])), 1) if wrote.any() else None,
            evidence=evidence_of(self._snapshot, conversations),
        )


def _rows(reached: _Followed, others: _Followed) -> tuple[ReachOutRow, ...]:
    return (
        ReachOutRow("all", reached.returned(), others.returned()),
        *(
            ReachOutRow(name, reached.returned(number), others.returned(number))
            for number, name in enumerate(SITUATIONS)
        ),
    )
