"""知見グラフ: why things are linked, and a way from one to the next."""

from functools import partial

import streamlit as st

from matcher.app import _copy
from matcher.app._components import empty, heading
from matcher.app._graph_chart import picked, walk_chart
from matcher.app._graph_parts import (
    draw_tie_lines,
    draw_ties,
    draw_trail,
    move,
    reason_line,
)
from matcher.app._guard import allowed, ready
from matcher.app._map_charts import styled
from matcher.app._pictures import download_picture
from matcher.app._state import Key, Parameter, community
from matcher.app._text import escape
from matcher.domain import (
    NodeKind,
    NodeName,
    RoleKind,
    UnknownNameError,
    Walk,
    WalkNode,
    day_text,
)

Copy = _copy.Graph
LIMIT = 50
ALL = 2_000
MOST_EXPANDED = 8
"""More would draw a picture in which nothing can be read."""

FORMATS = {
    "GraphML": "application/graphml+xml",
    "GEXF": "application/gexf+xml",
    "JSON": "application/json",
}
SEARCHED = (NodeKind.MEMBER, NodeKind.ORGANIZATION)
"""Kinds with more nodes than a list can hold."""


def draw() -> None:
    """Choose the middle; its ties as sentences, and as a picture beside them."""
    if not ready() or not allowed(RoleKind.ORGANIZER):
        return
    st.markdown(f"{Copy.LEAD}  \n{span_of_links()}")
    asked = st.query_params.get(Parameter.NODE) or default_node()
    with st.spinner(Copy.LOADING):
        walk = walk_from(asked)
    middle = walk.middle.node if walk else None
    draw_picker(middle)
    draw_trail(middle)
    if walk is None:
        empty(Copy.UNKNOWN if asked else Copy.NO_TIES)
        return
    left, right = st.columns([2, 3])
    with left:
        draw_ties(walk.middle)
        for ties in walk.expanded:
            with st.expander(Copy.EXPANDED.format(name=escape(ties.node.label))):
                draw_tie_lines(ties, ties.ties)
    with right:
        heading(Copy.PICTURE, anchor="picture")
        draw_picture(walk)
    draw_files(walk)


def span_of_links() -> str:
    """From which days the links are read."""
    span = community().status().span
    if span is None:
        return ""
    return Copy.SPAN.format(first=day_text(span[0]), last=day_text(span[1]))


def walk_from(node_id: str) -> Walk | None:
    """The surroundings of a node with what was expanded; None when there is no such node."""
    expanded = tuple(st.session_state.get(f"{Key.GRAPH_EXPANDED} {node_id}", ()))
    try:
        return community().walk(node_id, expanded=expanded)
    except UnknownNameError:
        return None


def default_node() -> str:
    """The topic that is asked about most; nothing in a community without topics."""
    topics = sorted(community().topics(), key=lambda topic: (-topic.questions, topic.name))
    return f"{NodeKind.TOPIC}:{topics[0].topic_id}" if topics else ""


def draw_picker(middle: WalkNode | None) -> None:
    """Kind first, then which one: from a list, or by a search where there are thousands."""
    here = middle.node_id if middle else ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = NodeKind(
            st.segmented_control(
                Copy.KIND,
                list(Copy.KINDS),
                default=(middle.kind if middle else NodeKind.TOPIC).value,
                format_func=lambda value: Copy.KINDS[value],
                key=f"{Key.GRAPH_KIND} {here}",
                required=True,
                wrap=True,
            )
        )
        text = ""
        if kind in SEARCHED:
            text = st.text_input(
                Copy.SEARCH, key=Key.GRAPH_SEARCH, live=True, autocomplete="off", width=240
            ).strip()
        names = {one.node_id: shown_name(one) for one in found(kind, text)}
        if middle and middle.kind is kind:
            names = {here: shown_name(middle)} | names
        key = f"{Key.GRAPH_MIDDLE} {kind} {here}"
        st.selectbox(
            Copy.MIDDLE,
            list(names),
            index=list(names).index(here) if here in names else None,
            format_func=lambda node_id: names[node_id],
            key=key,
            placeholder=Copy.CHOOSE,
            width=320,
            on_change=move_to_chosen,
            args=(key, middle),
        )
    if text and not names:
        st.markdown(Copy.NONE.format(text=escape(text)))
    elif len(names) >= LIMIT and kind in SEARCHED:
        st.markdown(Copy.MANY.format(n=LIMIT))


def found(kind: NodeKind, text: str) -> tuple[NodeName, ...]:
    """Nodes to choose from."""
    return community().find_nodes(kind, text, limit=LIMIT if kind in SEARCHED else ALL)


def shown_name(one: NodeName | WalkNode) -> str:
    """Name with what tells it apart."""
    return f"{one.label} {one.beside}".strip()


def move_to_chosen(key: str, before: WalkNode | None) -> None:
    """The selectbox chooses the middle."""
    chosen = st.session_state[key]
    if chosen:
        move(str(chosen), before)


def draw_picture(walk: Walk) -> None:
    """The picture, what to expand, and the reason of the link that was clicked on."""
    middle = walk.middle.node
    key = f"{Key.GRAPH_CHART} {middle.node_id}"
    st.altair_chart(
        styled(walk_chart(walk)),
        width="stretch",
        theme=None,
        key=key,
        alt=picture_alt(walk),
        on_select=lambda: follow(key, middle),
    )
    st.markdown(Copy.PICTURE_HELP)
    ends = picked(st.session_state.get(key) or {})
    if len(ends) == 2:
        draw_edge(walk, *ends)
    if walk.left_out:
        st.markdown(Copy.LEFT_OUT.format(n=len(walk.nodes), left=walk.left_out))
    neighbours = {tie.node.node_id: tie.node.label for tie in walk.middle.ties}
    st.multiselect(
        Copy.EXPAND,
        list(neighbours),
        format_func=lambda node_id: neighbours[node_id],
        key=f"{Key.GRAPH_EXPANDED} {middle.node_id}",
        placeholder="",
        max_selections=MOST_EXPANDED,
        select_all=False,
    )


def follow(key: str, before: WalkNode) -> None:
    """A click on a node makes it the middle."""
    ends = picked(st.session_state[key])
    if len(ends) == 1 and ends[0] != before.node_id:
        move(ends[0], before)


def draw_edge(walk: Walk, one: str, other: str) -> None:
    """Why two nodes are linked."""
    labels = {node.node_id: node.label for node in walk.nodes}
    try:
        reason = community().why_linked(one, other)
    except UnknownNameError:
        return
    names = Copy.WHY.format(one=labels.get(one, ""), other=labels.get(other, ""))
    st.markdown(f"**{escape(names)}**\n\n{reason_line(reason)}")


def picture_alt(walk: Walk) -> str:
    """What the picture says, in a sentence."""
    strongest = [tie.node.label for tie in walk.middle.ties if tie.strength == 1.0]
    finding = Copy.ALT_MOST.format(names="、".join(strongest)) if strongest else Copy.NO_TIES
    return Copy.ALT.format(name=walk.middle.node.label, finding=finding)


def draw_files(walk: Walk) -> None:
    """The picture, and the whole graph for other programs; made when they are asked for."""
    with st.popover(Copy.SAVE, icon=":material/download:"):
        st.markdown(f"**{Copy.SAVE_PICTURE}**")
        download_picture(partial(walk_chart, walk), picture_title(walk), Copy.FILE)
        st.markdown(f"**{Copy.SAVE_WHOLE}**")
        with st.container(horizontal=True):
            for ending, mime in FORMATS.items():
                name = f"{Copy.FILE}.{ending.lower()}"
                st.download_button(
                    ending,
                    data=partial(community().graph_file, name),
                    file_name=name,
                    mime=mime,
                    on_click="ignore",
                    icon=":material/download:",
                )
        st.markdown(Copy.SAVE_HELP)


def picture_title(walk: Walk) -> str:
    """What the picture shows when it stands alone."""
    span = community().status().span
    last = day_text(span[1]) if span else ""
    return Copy.PICTURE_TITLE.format(name=walk.middle.node.label, last=last)


draw()
