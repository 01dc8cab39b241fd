"""Questions waiting, answered and resolved, and how long the first answer takes."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import QuestionCounts, QuestionFigures
from matcher.graph import working_time
from matcher.recommend import evidence_of
from matcher.snapshot import DAY, Snapshot, moment

IN_TIME = DAY
"""An answer within 24 hours of working days is in time."""

SLOW = 0.9
"""Nine of ten answered questions had their answer by then."""

SHOWN_EVIDENCE = 5
HOUR = 3_600_000_000

_NOTHING = dict.fromkeys(("waiting", "answered", "resolved", "judged", "in_time"), 0)


def count_questions(
    snapshot: Snapshot, *, since: int | None = None, until: int | None = None
) -> QuestionCounts:
    """Count the questions of members, except in channels for introductions and practice.

    Args:
        snapshot: The community.
        since: Only questions asked at or after this moment (microseconds); None for all.
        until: Only questions asked before it.
    """
    asked = question_table(snapshot, since=since, until=until)
    on_topic = snapshot.shares[asked.index.to_numpy()].tocoo()
    off_topic = np.bincount(on_topic.row, minlength=len(asked)) == 0
    by_topic = asked.iloc[on_topic.row].assign(key=on_topic.col)
    topics = snapshot.facts.topics
    members = snapshot.facts.members.iloc[asked["asker"]]
    prefecture = members["prefecture"].to_numpy(dtype=object)
    placed = asked.assign(key=prefecture)[prefecture != ""]
    names = dict(zip(members["prefecture"], members["prefecture_name"], strict=True))
    months = asked.assign(key=month_of(asked["opened_at"].to_numpy(dtype=np.int64)))
    opened = asked["opened_at"]
    topic_figures: list[tuple[str, str, str | int]] = [
        (topics["topic_id"].iloc[key], topics["name"].iloc[key], key)
        for key in np.unique(on_topic.col).tolist()
    ]
    return QuestionCounts(
        span=(moment(opened.iloc[0]), moment(opened.iloc[-1])) if len(opened) else None,
        total=_together(snapshot, asked, "すべて"),
        by_topic=tuple(
            sorted(_figures(snapshot, by_topic, topic_figures), key=lambda row: -row.questions)
        ),
        by_prefecture=_figures(
            snapshot, placed, [(code, names[code], code) for code in sorted(set(placed["key"]))]
        ),
        by_month=_figures(
            snapshot, months, [(key, month_name(key), key) for key in sorted(set(months["key"]))]
        ),
        without_topic=_together(snapshot, asked[off_topic], "テーマの分からない質問"),
        without_prefecture=_together(
            snapshot, asked[prefecture == ""], "都道府県の分からない人の質問"
        ),
    )


def question_table(
    snapshot: Snapshot, *, since: int | None = None, until: int | None = None
) -> pd.DataFrame:
    """Members' questions by conversation number, oldest first.

    Columns: ``asker``, ``opened_at``, ``answered``, ``waiting``, ``resolved``, ``hours`` (to the
    first answer, NaN without one), ``judged``, ``in_time``.

    Args:
        snapshot: The community.
        since: Asked at or after this moment (microseconds); None for all.
        until: Asked before it.
    """
    table = snapshot.conversations
    chosen = (table["asks"] & (table["asker"] >= 0)).to_numpy(dtype=bool) & snapshot.on_matters
    opened_at = table["opened_at"].to_numpy(dtype=np.int64)
    if since is not None:
        chosen &= opened_at >= since
    if until is not None:
        chosen &= opened_at < until
    asked = table[chosen]
    opened = opened_at[chosen]
    answered = (asked["answers"] > 0).to_numpy(dtype=bool)
    first = np.where(answered, asked["answered_at"].to_numpy(dtype=np.int64), snapshot.as_of)
    waited = working_time(opened, first)
    resolved = asked["solved"].to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "asker": asked["asker"].to_numpy(),
            "opened_at": opened,
            "answered": answered,
            "waiting": ~answered & ~resolved & ~asked["archived"].to_numpy(dtype=bool),
            "resolved": resolved,
            "hours": np.where(answered, (first - opened) / HOUR, np.nan),
            "judged": answered | (waited >= IN_TIME),
            "in_time": answered & (waited < IN_TIME),
        },
        index=asked.index,
    )


def month_of(at: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """Month in Japan of moments: 2024-10."""
    local = pd.to_datetime(at, unit="us", utc=True).tz_convert("Asia/Tokyo")
    months: npt.NDArray[np.object_] = local.strftime("%Y-%m").to_numpy(dtype=object)
    return months


def month_name(month: str) -> str:
    """2024年10月 for 2024-10."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def _together(snapshot: Snapshot, asked: pd.DataFrame, name: str) -> QuestionFigures:
    """Figures of all these questions under a name."""
    return _figures(snapshot, asked.assign(key=""), [("", name, "")])[0]


def _figures(
    snapshot: Snapshot, asked: pd.DataFrame, keys: list[tuple[str, str, str | int]]
) -> tuple[QuestionFigures, ...]:
    """Figures per key, in the order of the keys: (id, name, value in the column ``key``)."""
    groups = asked.groupby("key", sort=False)
    sums = groups[list(_NOTHING)].sum().to_dict("index")
    sizes = groups.size().to_dict()
    median = groups["hours"].quantile(0.5).to_dict()
    slow = groups["hours"].quantile(SLOW).to_dict()
    latest = asked.assign(conversation=asked.index).sort_values(
        ["waiting", "opened_at"], ascending=False, kind="stable"
    )
    shown = latest.groupby("key", sort=False).head(SHOWN_EVIDENCE)
    evidence = {key: part.to_numpy() for key, part in shown.groupby("key")["conversation"]}
    return tuple(
        QuestionFigures(
            key=identifier,
            name=name,
            questions=int(sizes.get(key, 0)),
            **{str(what): int(value) for what, value in sums.get(key, _NOTHING).items()},
            median_hours=_rounded(median.get(key, np.nan)),
            slow_hours=_rounded(slow.get(key, np.nan)),
            evidence=evidence_of(snapshot, evidence.get(key, ())),
        )
        for identifier, name, key in keys
    )


def _rounded(hours: float) -> float | None:
    return None if np.isnan(hours) else round(float(hours), 1)
