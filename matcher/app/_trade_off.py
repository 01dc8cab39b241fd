"""What is given up for what: track record against spread, as a picture and as a table."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from matcher.app import _copy
from matcher.app._map_charts import FONT, OUTLINE, PRIMARY, TEXT, Drawing
from matcher.domain import Balance, TradeOff

Copy = _copy.Candidates
HEIGHT = 260
MARGIN = 6.0
CLOSE = 0.09
"""Of the picture's height: names of points that are nearer would cover each other."""

LINE = 16
"""Height of a name, in pixels."""


def trade_off_chart(balance: Balance) -> Drawing:
    """Spread to the right, track record upwards; the present setting is a filled diamond."""
    points = pd.DataFrame(_points(balance))
    base = alt.Chart(points).encode(
        x=alt.X(
            "広がり:Q",
            title=Copy.BREADTH,
            scale=alt.Scale(domain=_domain(points["広がり"]), nice=False),
            axis=_axis(),
        ),
        y=alt.Y(
            "実績:Q",
            title=Copy.RECORD,
            scale=alt.Scale(domain=_domain(points["実績"]), nice=False),
            axis=_axis(),
        ),
    )
    marks = base.mark_point(size=140, filled=True, opacity=1, stroke=PRIMARY, strokeWidth=2).encode(
        shape=alt.Shape(
            "印:N",
            title=None,
            scale=alt.Scale(domain=[Copy.NOW, Copy.OTHER], range=["diamond", "circle"]),
            legend=alt.Legend(orient="top"),
        ),
        fill=alt.Fill(
            "印:N",
            title=None,
            scale=alt.Scale(domain=[Copy.NOW, Copy.OTHER], range=[PRIMARY, "#FFFFFF"]),
            legend=alt.Legend(orient="top"),
        ),
        description="説明:N",
        tooltip=[alt.Tooltip("説明:N", title=Copy.SETTING)],
    )
    line = base.mark_line(color=OUTLINE, strokeWidth=1).encode(order="広がり:Q")
    left = _names(base, "left", 12).transform_filter("!datum['右']")
    right = _names(base, "right", -12).transform_filter("datum['右']")
    return alt.layer(marks, line, left, right).properties(height=HEIGHT)


def _names(base: alt.Chart, align: Literal["left", "right"], dx: int) -> alt.Chart:
    """Names beside their points, moved up or down where two would cover each other."""
    names: alt.Chart = base.mark_text(
        align=align, dx=dx, dy=alt.expr("datum['ずれ']"), font=FONT, fontSize=12, color=TEXT
    ).encode(text="名前:N")
    return names


def trade_off_table(balance: Balance, chosen: Sequence[str]) -> pd.DataFrame:
    """The same as a table.

    Args:
        balance: How the set was chosen.
        chosen: Ids of its members.
    """
    return pd.DataFrame(
        {
            Copy.SETTING: [Copy.SPREADS[str(point.spread)] for point in balance.trade_off],
            Copy.RECORD_SHORT: [percent(point.record) for point in balance.trade_off],
            Copy.BREADTH_SHORT: [percent(point.balance) for point in balance.trade_off],
            Copy.CHANGED: [len(set(point.member_ids) - set(chosen)) for point in balance.trade_off],
        }
    )


def setting(balance: Balance) -> TradeOff | None:
    """The point of the present setting."""
    return next((one for one in balance.trade_off if one.spread == balance.spread), None)


def percent(share: float) -> int:
    """In whole percent."""
    return round(share * 100)


def _points(balance: Balance) -> list[dict[str, object]]:
    """One point per result: settings that give the same set share it."""
    settings: dict[tuple[int, int], list[TradeOff]] = {}
    for one in balance.trade_off:
        settings.setdefault((percent(one.balance), percent(one.record)), []).append(one)
    middle = sum(place for place, _ in settings) / max(len(settings), 1)
    records = [record for _, record in settings]
    shifts = label_shifts(records)
    rows = []
    for ((spread, record), same), shift in zip(settings.items(), shifts, strict=True):
        names = "・".join(Copy.SPREADS[str(one.spread)] for one in same)
        now = any(one.spread == balance.spread for one in same)
        rows.append(
            {
                "広がり": spread,
                "実績": record,
                "名前": names,
                "印": Copy.NOW if now else Copy.OTHER,
                "右": spread > middle,
                "ずれ": shift,
                "説明": Copy.TOLD.format(name=names, record=record, balance=spread),
            }
        )
    return rows


def label_shifts(records: Sequence[int]) -> list[int]:
    """Pixels by which names are moved apart, downwards positive.

    Args:
        records: Heights of the points, in percent, in the order of the line.
    """
    span = max(records, default=0) - min(records, default=0) + 2 * MARGIN
    shifts = [0] * len(records)
    for place in range(1, len(records)):
        if abs(records[place] - records[place - 1]) < CLOSE * span:
            shifts[place - 1] = shifts[place - 1] or -LINE // 2
            shifts[place] = LINE // 2 if shifts[place - 1] < 0 else -LINE // 2
    return shifts


def _domain(values: "pd.Series[int]") -> list[float]:
    return [float(values.min()) - MARGIN, float(values.max()) + MARGIN]


def _axis() -> alt.Axis:
    return alt.Axis(
        labelFont=FONT,
        titleFont=FONT,
        labelColor=TEXT,
        titleColor=TEXT,
        labelFontSize=12,
        titleFontSize=12,
        titleFontWeight="normal",
        tickCount=5,
        gridColor="#E6E6E6",
    )
