"""The two pictures of Japan: a tile for every prefecture, a dot for every municipality."""

from collections.abc import Mapping, Sequence
from math import log, pi, radians, tan
from typing import Any

import altair as alt
import pandas as pd

from matcher.app import _copy
from matcher.app._measures import Classes, Measure
from matcher.app._text import count
from matcher.domain import LocalGovernmentOnMap, PrefectureOnMap

Copy = _copy.Map
Drawing = alt.LayerChart | alt.FacetChart
"""What ``altair.layer`` gives."""

SELECTION = "place"
NAMED_DOTS = 80
"""More names in one picture would cover each other."""

TILES_HEIGHT = 360
DOTS_HEIGHT = 460

COLOURS = ("#FFFFFF", "#D9E6FF", "#9DB7F9", "#264AF4", "#00118F")
DARK_FROM = 3
TEXT, OUTLINE, PRIMARY, NOTICE = "#1A1A1A", "#767676", "#0017C1", "#927200"
PHONE = "width<420"
FONT = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, BIZ UDPGothic, Yu Gothic UI, sans-serif"

_ROWS = (
    "北海道13",
    "青森13",
    "秋田12 岩手13",
    "山形12 宮城13",
    "石川9 富山10 新潟11 福島12",
    "福井8 岐阜9 長野10 群馬11 栃木12 茨城13",
    "島根5 鳥取6 京都7 滋賀8 愛知9 山梨10 埼玉11 東京12 千葉13",
    "山口4 広島5 岡山6 兵庫7 奈良8 三重9 静岡10 神奈川11",
    "長崎1 佐賀2 福岡3 大阪7 和歌山8",
    "熊本2 大分3 愛媛5 香川6",
    "鹿児島2 宮崎3 高知5 徳島6",
    "沖縄1",
)
"""Short names of the prefectures with their columns, row by row from the north."""

TILES = {
    place.rstrip("0123456789"): (row, int("".join(filter(str.isdigit, place))))
    for row, places in enumerate(_ROWS, start=1)
    for place in places.split()
}
"""Row and column of each prefecture's tile, by short name."""


def short_name(prefecture: str) -> str:
    """愛媛 for 愛媛県; 北海道 keeps its name."""
    return prefecture if prefecture == "北海道" else prefecture[:-1]


def tile_chart(
    prefectures: Sequence[PrefectureOnMap], measure: Measure, classed: Classes, chosen: str
) -> Drawing:
    """Equal tiles, so that small prefectures can be compared with large ones.

    Args:
        prefectures: All 47.
        measure: What the tiles show.
        classed: Its classes, for colours and legend.
        chosen: Code of the prefecture with a frame, or nothing.
    """
    rows = [_tile(place, measure, classed, chosen) for place in prefectures]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("列:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
        y=alt.Y("行:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
    )
    colours = COLOURS[: len(classed.names)]
    tiles = (
        base.mark_rect(cornerRadius=3)
        .encode(
            fill=alt.Fill(
                "区分:N",
                scale=alt.Scale(domain=list(classed.names), range=list(colours)),
                legend=alt.Legend(
                    title=Copy.MEASURES[measure],
                    orient="none",
                    legendX=0,
                    legendY=6,
                    symbolType="square",
                    symbolStrokeColor=OUTLINE,
                    symbolStrokeWidth=1,
                ),
            ),
            stroke=_if_chosen(TEXT, OUTLINE),
            strokeWidth=alt.condition(alt.datum["選択"], alt.value(3), alt.value(1)),
            description="説明:N",
            tooltip=[alt.Tooltip("説明:N", title=_copy.Map.PREFECTURE)],
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["code"]))
    )
    ink = alt.condition(alt.datum["濃い"], alt.value("#FFFFFF"), alt.value(TEXT))
    names = base.mark_text(dy=-6, font=FONT).encode(text="名前:N", color=ink)
    short = names.transform_filter("length(datum['名前'])<3").encode(size=_size(10.5, 12))
    long = names.transform_filter("length(datum['名前'])>=3").encode(size=_size(8.5, 11))
    values = base.mark_text(dy=7, font=FONT).encode(text="値:N", color=ink, size=_size(9, 11))
    return alt.layer(tiles, short, long, values).properties(height=TILES_HEIGHT)


def _tile(
    place: PrefectureOnMap, measure: Measure, classed: Classes, chosen: str
) -> dict[str, object]:
    name = short_name(place.name)
    row, column = TILES[name]
    value = measure.of(place)
    number = classed.of(value)
    written = measure.written(value)
    parts = ""
    if measure.is_share:
        part, total = measure.parts(place)
        parts = f"({part}/{total})"
    return {
        "code": place.code,
        "名前": name,
        "行": row,
        "列": column,
        "値": written,
        "区分": None if number is None else classed.names[number],
        "濃い": number is not None and number >= DARK_FROM,
        "選択": place.code == chosen,
        "説明": f"{place.name} {Copy.MEASURES[measure]} {written}{parts}",
    }


def _size(phone: float, desk: float) -> Any:
    return alt.value(alt.expr(f"{PHONE}?{phone}:{desk}"))


def _if_chosen(colour: str, otherwise: str) -> Any:
    return alt.condition(alt.datum["選択"], alt.value(colour), alt.value(otherwise))


X_DOMAIN = (128.4, 146.0)
"""Longitudes of the picture's edges."""

FRAME = (128.9, 39.4, 138.0, 44.6)
"""West, south, east and north of the frame for 奄美 and 沖縄."""


def mercator(latitude: float) -> float:
    """Height on a Mercator map, in degrees of longitude: 180/π · ln tan(π/4 + φ/2)."""
    return log(tan(pi / 4 + radians(latitude) / 2)) * 180 / pi


Y_DOMAIN = (mercator(30.2), mercator(45.7))
"""Its lower and upper edge."""


def drawn_at(longitude: float, latitude: float) -> tuple[float, float]:
    """Where an office is drawn: 奄美 and 沖縄 in the frame, 小笠原 nearer to the main island."""
    if latitude < 29.5 and longitude < 132.5:
        longitude, latitude = longitude + 6.4, latitude + 15.6
    elif latitude < 29.5:
        longitude, latitude = longitude - 1.2, latitude + 4.4
    return longitude, mercator(latitude)


def dot_chart(
    governments: Sequence[LocalGovernmentOnMap], measure: Measure, chosen: str
) -> Drawing:
    """A dot at every office: who joined is a filled circle, who is missing a cross.

    Args:
        governments: Those to draw; what is missing is drawn last, on top.
        measure: Whose count the circles' size shows.
        chosen: Code of a prefecture, which then is drawn alone, with names; or nothing.
    """
    shown = [one for one in governments if not chosen or one.prefecture_code == chosen]
    ordered = sorted(shown, key=lambda one: (not one.joined, -one.activity.members))
    rows = pd.DataFrame([_dot(one, measure) for one in ordered])
    wide, high = _window(rows) if chosen and len(rows) else (X_DOMAIN, Y_DOMAIN)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=wide, nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=high, nice=False))
    points = _points(rows, larger=2.5 if chosen else 1.0).encode(x=x, y=y)
    around = [_names(rows, x, y)] if chosen else _frame(x, y)
    return alt.layer(points, *around).properties(height=DOTS_HEIGHT)


def _points(rows: pd.DataFrame, *, larger: float) -> alt.Chart:
    states = [Copy.JOINED, Copy.MISSING]
    legend = alt.Legend(title=None, orient="bottom-right", symbolSize=60)
    sizes = alt.Scale(domain=(0, 40), range=(14 * larger, 220 * larger), clamp=True)
    points: alt.Chart = (
        alt.Chart(rows)
        .mark_point(filled=True, opacity=0.85)
        .encode(
            shape=alt.Shape(
                "参加:N", scale=alt.Scale(domain=states, range=["circle", "cross"]), legend=legend
            ),
            color=alt.Color(
                "参加:N", scale=alt.Scale(domain=states, range=[PRIMARY, NOTICE]), legend=legend
            ),
            size=alt.Size("大きさ:Q", scale=sizes, legend=None),
            description="説明:N",
            tooltip=[alt.Tooltip("説明:N", title=Copy.ORGANIZATION)],
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["code"]))
    )
    return points


def _window(rows: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Bounds of a picture of some dots, with room for names, as wide and high as Japan's."""
    middle = {name: (rows[name].min() + rows[name].max()) / 2 for name in ("x", "y")}
    room = 1.35 if len(rows) <= NAMED_DOTS else 1.08
    wide = max(rows["x"].max() - rows["x"].min(), 0.3) * room
    high = max(rows["y"].max() - rows["y"].min(), 0.3) * room
    ratio = (X_DOMAIN[1] - X_DOMAIN[0]) / (Y_DOMAIN[1] - Y_DOMAIN[0])
    wide, high = max(wide, high * ratio), max(high, wide / ratio)
    return (
        (middle["x"] - wide / 2, middle["x"] + wide / 2),
        (middle["y"] - high / 2, middle["y"] + high / 2),
    )


def _names(rows: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    names: alt.Chart = (
        alt.Chart(rows if len(rows) <= NAMED_DOTS else rows.iloc[:0])
        .mark_text(dy=13, font=FONT, color=TEXT)
        .encode(x=x, y=y, text="名前:N", size=_size(10, 11))
    )
    return names


def _frame(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    west, south, east, north = FRAME
    corners = pd.DataFrame(
        {
            "x": [west, east, east, west, west],
            "y": [mercator(side) for side in (north, north, south, south, north)],
            "角": range(5),
        }
    )
    # A line, not a rectangle: that would lie over the dots and catch the clicks on them.
    frame = (
        alt.Chart(corners)
        .mark_line(color=OUTLINE, strokeWidth=1, strokeDash=[4, 3])
        .encode(x=x, y=y, order="角:Q", tooltip=alt.value(None))
    )
    label = (
        alt.Chart(pd.DataFrame([{"x": west, "y": mercator(north), "名前": Copy.DOTS_FRAME}]))
        .mark_text(align="left", baseline="bottom", dy=-3, font=FONT, color=TEXT)
        .encode(x=x, y=y, text="名前:N", size=_size(11, 12))
    )
    return [frame, label]


def _dot(one: LocalGovernmentOnMap, measure: Measure) -> dict[str, object]:
    x, y = drawn_at(one.longitude, one.latitude)
    counted = measure.counted(one.activity)
    state = Copy.JOINED if one.joined else Copy.MISSING
    told = f" {size_name(measure)}{count(counted, size_unit(measure))}" if one.joined else ""
    return {
        "code": one.code,
        "x": x,
        "y": y,
        "参加": state,
        "大きさ": counted if one.joined else 3,
        "名前": one.name,
        "説明": f"{one.prefecture}{one.name} {state}{told}",
    }


def size_name(measure: Measure) -> str:
    """What the size of a dot shows."""
    if measure in {Measure.QUESTIONS, Measure.IN_TIME}:
        return Copy.MEASURES["questions"]
    return Copy.MEASURES["answering" if measure is Measure.ANSWERING else "members"]


def size_unit(measure: Measure) -> str:
    """In what it is counted."""
    return "件" if measure in {Measure.QUESTIONS, Measure.IN_TIME} else "人"


def selected_code(event: Mapping[str, Any]) -> str:
    """Code of what was clicked on, empty when nothing is."""
    hits = event.get("selection", {}).get(SELECTION, [])
    return str(hits[0]["code"]) if hits else ""


def styled(chart: Drawing) -> Drawing:
    """The same look on the page and in a file."""
    drawn: Drawing = (
        chart.configure_view(strokeWidth=0)
        .configure_legend(
            labelFont=FONT,
            titleFont=FONT,
            labelColor=TEXT,
            titleColor=TEXT,
            labelFontSize=12,
            titleFontSize=12,
        )
        .configure_title(font=FONT, color=TEXT, fontSize=16, anchor="start")
    )
    return drawn
