"""One month of the community in numbers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._counted import Counted
from matcher.community._questions import count_questions, question_table
from matcher.community._surveys import survey_conversations
from matcher.domain import (
    Handling,
    InputError,
    MonthFigures,
    MonthThreads,
    Survey,
    ThreadSuggestion,
)
from matcher.recommend import describe_thread
from matcher.snapshot import Snapshot, moment

MONTHS_SHOWN = 12
NEWCOMERS_SHOWN = 6
THREADS_SHOWN = 20
"""A list to look through before a meeting; the rest is counted."""


def month_figures(
    counted: Counted,
    month: str,
    read: Callable[[Sequence[int]], Iterable[Survey]],
    handlings: Iterable[Handling] = (),
) -> MonthFigures:
    """Count what happened in a month.

    What waits, waits at the snapshot's moment, not at the month's end.

    Args:
        counted: What is counted of the community.
        month: 2024-10; empty for the last one of the data.
        read: Gives the surveys among some conversations, in their order.
        handlings: What ambassadors said of their tasks.

    Raises:
        InputError: It is no month, or nobody wrote in it.
    """
    snapshot = counted.snapshot
    month = month or _month_of(moment(max(snapshot.as_of - 1, 0)))
    since, until = _bounds(month)
    posts = snapshot.facts.posts
    at = posts["at"].to_numpy()
    inside = (at >= since) & (at < until)
    if not inside.any():
        raise _nothing(snapshot, month)
    author = posts["author"].to_numpy()[inside]
    is_member = snapshot.facts.members["is_member"].to_numpy(dtype=bool)
    written = author[(author >= 0) & is_member[author]]
    by_month = [row for row in counted.questions.by_month if row.key <= month]
    before = _month_of(moment(since - 1))
    newcomers = counted.newcomers(handlings)
    path = [row for row in newcomers.months if row.month <= month]
    return MonthFigures(
        month=month,
        span=(moment(at[inside][0]), moment(at[inside][-1])),
        posts=len(written),
        writers=len(np.unique(written)),
        joined=sum(row.joined for row in path if row.month == month),
        questions=count_questions(snapshot, since=since, until=until),
        before=next((row for row in by_month if row.key == before), None),
        months=tuple(by_month[-MONTHS_SHOWN:]),
        threads=_threads(counted, since, until),
        newcomers=tuple(path[-NEWCOMERS_SHOWN:]),
        after_reach_out=newcomers.after_reach_out,
        surveys=tuple(read(_surveys_between(snapshot, since, until))),
    )


def _threads(counted: Counted, since: int, until: int) -> MonthThreads:
    snapshot = counted.snapshot
    asked = question_table(snapshot, since=since, until=until)
    newest = asked.iloc[::-1]
    first = counted.first_conversations(since, until)[::-1]
    return MonthThreads(
        questions=_described(snapshot, newest.index),
        late=_described(snapshot, newest.index[newest["judged"] & ~newest["in_time"]]),
        waiting=_described(snapshot, asked.index[asked["waiting"]]),
        resolved=_described(snapshot, newest.index[newest["resolved"]]),
        busiest=_described(snapshot, _busiest(snapshot, since, until)),
        newcomers=_described(snapshot, first),
        opened=len(first),
    )


def _busiest(snapshot: Snapshot, since: int, until: int) -> npt.NDArray[np.int64]:
    """Conversations in which members wrote, most posts first; of equals the newer one."""
    posts = snapshot.facts.posts
    at, author = posts["at"].to_numpy(), posts["author"].to_numpy()
    is_member = snapshot.facts.members["is_member"].to_numpy(dtype=bool)
    inside = (at >= since) & (at < until) & (author >= 0) & is_member[author]
    numbers, counts = np.unique(snapshot.conversation[inside], return_counts=True)
    ordered: npt.NDArray[np.int64] = numbers[np.lexsort((-numbers, -counts))]
    return ordered


def _described(
    snapshot: Snapshot, conversations: "npt.NDArray[np.int64] | pd.Index[int]"
) -> tuple[ThreadSuggestion, ...]:
    numbers = conversations[:THREADS_SHOWN].tolist()
    return tuple(describe_thread(snapshot, number) for number in numbers)


def months_with_posts(snapshot: Snapshot) -> tuple[str, ...]:
    """Months in which anybody wrote, newest first: 2024-10."""
    at = pd.to_datetime(snapshot.facts.posts["at"].to_numpy(), unit="us", utc=True)
    local = at.tz_convert("Asia/Tokyo").tz_localize(None).to_numpy()
    return tuple(str(month) for month in np.unique(local.astype("datetime64[M]"))[::-1])


def _surveys_between(snapshot: Snapshot, since: int, until: int) -> list[int]:
    """Conversations of a month that may be surveys, newest first."""
    opened = snapshot.conversations["opened_at"].to_numpy(dtype=np.int64)
    return [one for one in survey_conversations(snapshot) if since <= opened[one] < until]


def _month_of(at: datetime) -> str:
    return f"{pd.Timestamp(at).tz_convert('Asia/Tokyo'):%Y-%m}"


def _bounds(month: str) -> tuple[int, int]:
    """First moment of a month in Japan and of the next, in microseconds."""
    try:
        first = pd.Timestamp(datetime.strptime(month, "%Y-%m"), tz="Asia/Tokyo")  # noqa: DTZ007
    except ValueError as problem:
        raise InputError(
            "月を読めません。", remedy="「2024-10」のように書いてください。", value=month
        ) from problem
    after = first + pd.offsets.MonthBegin(1)
    return first.value // 1000, after.value // 1000


def _nothing(snapshot: Snapshot, month: str) -> InputError:
    if snapshot.span is None:
        return InputError(
            "投稿がまだありません。", remedy="会話を取り込んでから作ってください。", value=month
        )
    first, last = (_month_of(at) for at in snapshot.span)
    return InputError(
        "この月の投稿はありません。",
        remedy=f"データは{first}から{last}までです。この中の月を選んでください。",
        value=month,
    )
