"""The picture of 知見グラフ: kinds by shape, links by width, the middle in the middle."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from matcher.app import _copy
from matcher.app._map_charts import FONT, TEXT, Drawing
from matcher.community import NAMED_UP_TO
from matcher.domain import NodeKind, Walk, WalkNode

Copy = _copy.Graph
PICKED = "picked"
"""Name of the selection; in a layered chart it hears clicks on every layer."""

BETWEEN = "\n"
"""Stands between the two ends of a link; no id holds a line break."""

HEIGHT = 520
LABEL_LENGTH = 10
EDGE = "#9A9A9A"

_ROUNDED = "M-0.6-1H0.6Q1-1 1-0.6V0.6Q1 1 0.6 1H-0.6Q-1 1-1 0.6V-0.6Q-1-1-0.6-1Z"
_HOUSE = "M-1 1V-0.2L0-1L1-0.2V1Z"
SHAPES = {
    NodeKind.MEMBER: "circle",
    NodeKind.TOPIC: _ROUNDED,
    NodeKind.PREFECTURE: "triangle-up",
    NodeKind.ORGANIZATION: _HOUSE,
    NodeKind.CHANNEL: "diamond",
}
COLOURS = {
    NodeKind.MEMBER: "#0017C1",
    NodeKind.TOPIC: "#197A4B",
    NodeKind.PREFECTURE: "#8A5300",
    NodeKind.ORGANIZATION: "#4D4D4D",
    NodeKind.CHANNEL: "#6F23D0",
}


def walk_chart(walk: Walk) -> Drawing:
    """Draw a walk; a click on a node or on a link selects it."""
    nodes = pd.DataFrame([_row(node, walk) for node in walk.nodes])
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=(-1.12, 1.12), nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=(-1.08, 1.08), nice=False))
    kinds = [kind for kind in NodeKind if any(node.kind is kind for node in walk.nodes)]
    legend = alt.Legend(title=None, orient="bottom", symbolSize=90, columns=len(kinds))
    domain = [Copy.KINDS[kind] for kind in kinds]
    base = alt.Chart(nodes).encode(x=x, y=y)
    points = (
        base.mark_point(filled=True, opacity=1, stroke="#FFFFFF", strokeWidth=1)
        .encode(
            shape=alt.Shape(
                "種類:N",
                scale=alt.Scale(domain=domain, range=[SHAPES[kind] for kind in kinds]),
                legend=legend,
            ),
            color=alt.Color(
                "種類:N",
                scale=alt.Scale(domain=domain, range=[COLOURS[kind] for kind in kinds]),
                legend=legend,
            ),
            size=alt.condition(alt.datum["まんなか"], alt.value(420), alt.value(170)),
            description="説明:N",
            tooltip=[alt.Tooltip("説明:N", title=Copy.MIDDLE)],
        )
        .add_params(alt.selection_point(name=PICKED, fields=["key"]))
    )
    size = alt.value(alt.expr("width<420?10.5:12"))
    names = base.encode(text="名前:N", size=size)
    halo = names.mark_text(dy=16, font=FONT, stroke="#FFFFFF", strokeWidth=3, strokeJoin="round")
    labels = names.mark_text(dy=16, font=FONT, color=TEXT)
    edges = _edges(walk, x, y)
    layers = [halo, points, labels] if edges is None else [edges, halo, points, labels]
    return alt.layer(*layers).properties(height=HEIGHT)


def _row(node: WalkNode, walk: Walk) -> dict[str, object]:
    middle = node.node_id == walk.middle.node.node_id
    near = {tie.node.node_id for tie in walk.middle.ties}
    named = middle or len(walk.nodes) <= NAMED_UP_TO or node.node_id in near
    beside = f" {node.beside}" if node.beside else ""
    return {
        "key": node.node_id,
        "x": node.x,
        "y": node.y,
        "種類": Copy.KINDS[node.kind],
        "名前": _short(node.label) if named else "",
        "まんなか": middle,
        "説明": f"{Copy.KINDS[node.kind]} {node.label}{beside}",
    }


def _short(label: str) -> str:
    return label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1]}…"


def _edges(walk: Walk, x: alt.X, y: alt.Y) -> alt.Chart | None:
    if not walk.edges:
        return None
    at = {node.node_id: (node.x, node.y) for node in walk.nodes}
    ties = {walk.middle.node.node_id, *(ties.node.node_id for ties in walk.expanded)}
    rows = [
        {
            "key": BETWEEN.join((edge.from_, edge.to)),
            "x": at[edge.from_][0],
            "y": at[edge.from_][1],
            "x2": at[edge.to][0],
            "y2": at[edge.to][1],
            "太さ": 1.0 + 3.0 * edge.strength if edge.from_ in ties else 1.0,
            "近い": edge.from_ in ties,
            "説明": edge.text,
        }
        for edge in walk.edges
    ]
    drawn: alt.Chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_rule(color=EDGE)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("太さ:Q", scale=None),
            opacity=alt.condition(alt.datum["近い"], alt.value(0.9), alt.value(0.4)),
            description="説明:N",
            tooltip=[alt.Tooltip("説明:N", title=Copy.TIES)],
        )
    )
    return drawn


def picked(event: Mapping[str, Any]) -> tuple[str, ...]:
    """What was clicked on: the id of a node, the two ends of a link, or nothing."""
    hits = event.get("selection", {}).get(PICKED, [])
    return tuple(str(hits[0]["key"]).split(BETWEEN)) if hits else ()
