"""One month of the community in numbers."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd

from matcher.community._newcomers import newcomers_by_month
from matcher.community._questions import count_questions, question_table
from matcher.domain import InputError, MonthFigures, Survey
from matcher.recommend import describe_thread
from matcher.snapshot import Snapshot, moment

MONTHS_SHOWN = 12
NEWCOMERS_SHOWN = 6
WAITING_SHOWN = 10


def month_figures(snapshot: Snapshot, month: str, surveys: Iterable[Survey]) -> MonthFigures:
    """Count what happened in a month.

    What waits, waits at the snapshot's moment, not at the month's end.

    Args:
        snapshot: The community.
        month: 2024-10; empty for the last one of the data.
        surveys: All surveys of the community.

    Raises:
        InputError: It is no month, or nobody wrote in it.
    """
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
    everything = count_questions(snapshot, until=until)
    by_month = [row for row in everything.by_month if row.key <= month]
    before = _month_of(moment(since - 1))
    path = [row for row in newcomers_by_month(snapshot).months if row.month <= month]
    asked = question_table(snapshot, since=since, until=until)
    waiting = asked.index[asked["waiting"]][:WAITING_SHOWN].tolist()
    return MonthFigures(
        month=month,
        span=(moment(at[inside][0]), moment(at[inside][-1])),
        posts=len(written),
        writers=len(np.unique(written)),
        joined=sum(row.joined for row in path if row.month == month),
        questions=count_questions(snapshot, since=since, until=until),
        before=next((row for row in by_month if row.key == before), None),
        months=tuple(by_month[-MONTHS_SHOWN:]),
        waiting=tuple(describe_thread(snapshot, number) for number in waiting),
        newcomers=tuple(path[-NEWCOMERS_SHOWN:]),
        surveys=tuple(one for one in surveys if _month_of(one.posted_at) == month),
    )


def months_with_posts(snapshot: Snapshot) -> tuple[str, ...]:
    """Months in which anybody wrote, newest first: 2024-10."""
    at = pd.to_datetime(snapshot.facts.posts["at"].to_numpy(), unit="us", utc=True)
    local = at.tz_convert("Asia/Tokyo").tz_localize(None).to_numpy()
    return tuple(str(month) for month in np.unique(local.astype("datetime64[M]"))[::-1])


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
