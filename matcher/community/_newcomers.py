"""The path of newcomers by month of joining: introduced, asked, answered, wrote again."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._after_reach_out import after_reach_out
from matcher.community._questions import HOUR, month_of
from matcher.domain import Handling, NewcomersByMonth, NewcomersOfMonth
from matcher.recommend import evidence_of
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, microseconds

WINDOW = RECENT_DAYS * DAY
"""Only what happens so soon after joining counts: else the first months would have had longest."""

SHOWN_EVIDENCE, SHOWN_CONVERSATIONS = 5, 10
FROM_JOINING = "参加した日"
FROM_FIRST_POST = "はじめての投稿の日"
TOKYO_OFFSET = 9 * HOUR


def newcomers_by_month(
    snapshot: Snapshot, handlings: Iterable[Handling] = (), *, steps: pd.DataFrame | None = None
) -> NewcomersByMonth:
    """How far newcomers came within 90 days, by the month in which they joined.

    The moment of joining is what the source says, else the first post. A reply is one by another
    member: bots do not reply. Members who left since count as well.

    Args:
        snapshot: The community.
        handlings: What ambassadors said of their tasks, for what came after reaching out.
        steps: What :func:`newcomer_steps` gives of the snapshot, where it is known already.
    """
    newcomers = newcomer_steps(snapshot) if steps is None else steps
    joined = newcomers["joined_at"]
    begins = microseconds(snapshot.span[0]) if snapshot.span else 0
    path = newcomers[joined >= max(begins, 1)]
    months = month_of(path["joined_at"].to_numpy(dtype=np.int64))
    as_first_post = int((path["from_post"]).sum())
    return NewcomersByMonth(
        span=snapshot.span,
        months=tuple(
            _month(snapshot, str(month), part) for month, part in path.groupby(months, sort=True)
        ),
        joined_from=_joined_from(len(path), as_first_post),
        as_first_post=as_first_post,
        earlier=int(((joined > 0) & (joined < begins)).sum()),
        unknown=int((joined == 0).sum()),
        after_reach_out=after_reach_out(snapshot, newcomers, handlings),
    )


def _joined_from(known: int, as_first_post: int) -> str:
    if not as_first_post:
        return FROM_JOINING
    return FROM_FIRST_POST if as_first_post == known else f"{FROM_JOINING}か、{FROM_FIRST_POST}"


def newcomer_steps(snapshot: Snapshot) -> pd.DataFrame:
    """By account number of each member: when they joined (µs, 0 unknown), how far they came."""
    members = snapshot.facts.members
    count = len(members)
    posts = snapshot.facts.posts
    author = posts["author"].to_numpy()
    at = posts["at"].to_numpy()
    written = author >= 0
    first_post = _first(author[written], at[written], count)
    told = members["joined_at"].to_numpy(dtype=np.int64)
    joined = np.where(told > 0, told, first_post)
    # A source's day of joining may lie after the first post, where it only knows the last rejoin.
    joined = np.where((first_post > 0) & (first_post < joined), first_post, joined)
    in_window = written & (at < joined[np.maximum(author, 0)] + WINDOW)
    day = (at + TOKYO_OFFSET) // DAY
    first_day = (first_post + TOKYO_OFFSET) // DAY
    again = in_window & (day > first_day[np.maximum(author, 0)])

    table = snapshot.conversations
    opened = table[(table["asker"] >= 0).to_numpy(dtype=bool)]
    asker = opened["asker"].to_numpy()
    opened_at = opened["opened_at"].to_numpy(dtype=np.int64)
    soon = opened_at < joined[asker] + WINDOW
    asks = opened["asks"].to_numpy(dtype=bool) & snapshot.on_matters[opened.index.to_numpy()]
    replied = opened["answers"].to_numpy() > 0
    firsts = opened[soon].drop_duplicates("asker")
    first_conversation = np.full(count, -1, dtype=np.int64)
    first_conversation[firsts["asker"].to_numpy()] = firsts.index.to_numpy()
    introduced = members["introduced_at"].to_numpy(dtype=np.int64)
    frame = pd.DataFrame(
        {
            "joined_at": joined,
            "from_post": (told == 0) & (joined > 0),
            "introduced": (introduced > 0) & (introduced < joined + WINDOW),
            "asked": _marked(asker[soon & asks], count),
            "replied": _marked(asker[soon & replied], count),
            "wrote": _marked(author[in_window], count),
            "wrote_again": _marked(author[again], count),
            "conversation": first_conversation,
        }
    )
    return frame[members["is_member"].to_numpy(dtype=bool)]


def _month(snapshot: Snapshot, month: str, path: pd.DataFrame) -> NewcomersOfMonth:
    opened = path.loc[path["conversation"] >= 0, "conversation"].to_numpy()
    first = snapshot.conversations.iloc[opened]
    answered = (first["answers"] > 0).to_numpy(dtype=bool)
    hours = (first["answered_at"] - first["opened_at"]).to_numpy()[answered] / HOUR
    unreplied = np.sort(opened[~answered])[::-1][:SHOWN_EVIDENCE]
    month_end = pd.Timestamp(month, tz="Asia/Tokyo") + pd.offsets.MonthBegin(1)
    return NewcomersOfMonth(
        month=month,
        joined=len(path),
        introduced=int(path["introduced"].sum()),
        asked=int(path["asked"].sum()),
        replied=int(path["replied"].sum()),
        wrote_again=int(path["wrote_again"].sum()),
        wrote=int(path["wrote"].sum()),
        median_hours_to_reply=round(float(np.median(hours)), 1) if len(hours) else None,
        complete=month_end.value // 1000 + WINDOW <= snapshot.as_of,
        unreplied=evidence_of(snapshot, unreplied),
        conversations=evidence_of(snapshot, np.sort(opened)[::-1][:SHOWN_CONVERSATIONS]),
    )


def _first(
    who: npt.NDArray[np.int32], at: npt.NDArray[np.int64], count: int
) -> npt.NDArray[np.int64]:
    """The first moment of each account; 0 for those without one. ``at`` goes up."""
    first = np.zeros(count, dtype=np.int64)
    first[who[::-1]] = at[::-1]
    return first


def _marked(who: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.bool_]:
    marked = np.zeros(count, dtype=bool)
    marked[who] = True
    return marked
