"""Parts of 知見グラフ: links as sentences, and the way from one node to the next."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from matcher.app import _copy
from matcher.app._components import heading, links_to, meta, open_view
from matcher.app._state import Parameter, View
from matcher.app._text import escape
from matcher.domain import NodeKind, Reason, Tie, TiesOf, WalkNode

Copy = _copy.Graph
FIRST = 3
"""Ties of each kind that are shown before the rest is unfolded."""

TRAIL = "trail of the graph"
TRAIL_LENGTH = 6


def move(node_id: str, before: WalkNode | None) -> None:
    """Make a node the middle and remember where one came from; in callbacks only."""
    trail = [step for step in known_trail() if step[0] != node_id]
    if before is not None and before.node_id != node_id:
        step = (before.node_id, before.label)
        trail = [*(one for one in trail if one != step), step]
    st.session_state[TRAIL] = trail[-TRAIL_LENGTH:]
    st.query_params[Parameter.NODE] = node_id


def known_trail() -> list[tuple[str, str]]:
    """Ids and names of the nodes that were the middle before, the last one at the end."""
    trail: list[tuple[str, str]] = st.session_state.get(TRAIL, [])
    return trail


def draw_trail(middle: WalkNode | None) -> None:
    """Where one came from, each step a way back."""
    trail = [step for step in known_trail() if middle is None or step[0] != middle.node_id]
    if not trail:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(Copy.TRAIL)
        for node_id, label in trail:
            st.button(
                escape(label),
                key=f"trail {node_id}",
                type="tertiary",
                icon=":material/chevron_left:",
                on_click=move,
                args=(node_id, middle),
            )


def draw_ties(ties: TiesOf) -> None:
    """The links of a node by kind of neighbour, each with its reason and the way there."""
    heading(escape(ties.node.label))
    st.markdown(meta([Copy.KINDS[ties.node.kind], escape(ties.node.beside)]))
    draw_page_link(ties.node)
    st.subheader(Copy.TIES, anchor=False)
    if not ties.ties:
        st.markdown(Copy.NO_TIES)
        return
    st.markdown(f"{Copy.TIES_HELP} {Copy.TO_PICTURE}")
    for kind, group in groupby(ties.ties, key=lambda tie: tie.node.kind):
        alike = list(group)
        st.markdown(f"**{Copy.KINDS[kind]}**")
        draw_tie_lines(ties, alike[:FIRST])
        rest = alike[FIRST:]
        if rest:
            with st.expander(Copy.SHOW_MORE.format(kind=Copy.KINDS[kind], n=len(rest))):
                draw_tie_lines(ties, rest)
    if ties.more:
        st.markdown(Copy.MORE.format(n=ties.more))


def draw_tie_lines(ties: TiesOf, shown: Sequence[Tie]) -> None:
    """One link in two lines: the neighbour as a button, the sentence with its evidence."""
    for tie in shown:
        with st.container(gap="xxsmall"):
            st.button(
                escape(f"{tie.node.label} {tie.node.beside}".strip()),
                key=f"tie {ties.node.node_id} {tie.node.node_id}",
                type="tertiary",
                icon=":material/chevron_right:",
                on_click=move,
                args=(tie.node.node_id, ties.node),
            )
            st.markdown(reason_line(tie.reason))


def reason_line(reason: Reason) -> str:
    """Markdown of a link's sentence with all its evidence."""
    return " ".join([escape(reason.text), *links_to(reason.evidence)])


def draw_page_link(node: WalkNode) -> None:
    """To the page of a person, a topic or a channel."""
    key = node.node_id.partition(":")[2]
    if node.kind is NodeKind.MEMBER:
        open_view(View.PEOPLE, Copy.OPEN_MEMBER, {Parameter.MEMBER: key})
    elif node.kind is NodeKind.TOPIC:
        open_view(View.TOPICS, Copy.OPEN_TOPIC, {Parameter.TOPIC: key})
    elif node.kind is NodeKind.CHANNEL:
        open_view(View.CHANNEL, Copy.OPEN_CHANNEL, {Parameter.CHANNEL: key})
