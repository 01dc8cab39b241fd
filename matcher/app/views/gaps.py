"""空白とつながり: pick the worst gap, with the conversations behind it."""

from collections.abc import Callable

import streamlit as st

from matcher.app import _copy
from matcher.app._choices import segments, select
from matcher.app._coverage_parts import draw_coverage
from matcher.app._departure_parts import draw_departures, draw_discovered
from matcher.app._figure_parts import draw_newcomers, draw_questions, draw_surveys
from matcher.app._gap_parts import Narrowed, draw_gaps, draw_quiet, draw_single
from matcher.app._guard import allowed, ready
from matcher.app._monthly_report import draw_monthly_report
from matcher.app._state import Key, Parameter, community
from matcher.domain import CommunityGaps, RoleKind
from matcher.places import load_directory

Copy = _copy.Gaps

Missing = Callable[[CommunityGaps, CommunityGaps, Narrowed], None]
MISSING: dict[str, Missing] = {
    "gaps": draw_gaps,
    "single": draw_single,
    "departures": draw_departures,
    "quiet": draw_quiet,
}
FIGURES: dict[str, Callable[[Narrowed], None]] = {
    "discovered": draw_discovered,
    "newcomers": draw_newcomers,
    "questions": draw_questions,
    "surveys": draw_surveys,
}


def draw() -> None:
    """What to look at, what to narrow it to, then the list."""
    if not ready() or not allowed(RoleKind.ORGANIZER):
        return
    tab = segments(Copy.TAB, Copy.TABS, key=Key.GAPS_TAB, parameter=Parameter.GAPS_TAB)
    narrowed = filter_bar()
    if tab in FIGURES:
        FIGURES[tab](narrowed)
        return
    with st.spinner(Copy.LOADING):
        everything = community().gaps()
        found = community().gaps(narrowed.topic, narrowed.prefecture) if narrowed else everything
    MISSING[tab](found, everything, narrowed)
    if tab == "gaps":
        draw_coverage(found)


def filter_bar() -> Narrowed:
    """Topic and prefecture, both in the address; the month's report beside them."""
    topics = {topic.topic_id: topic.name for topic in community().topics()}
    prefectures = {place.code: place.name for place in load_directory().prefectures}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topic = select(
            Copy.TOPIC,
            {"": Copy.ALL_TOPICS} | topics,
            key=Key.GAPS_TOPIC,
            parameter=Parameter.GAPS_TOPIC,
            width=196,
        )
        prefecture = select(
            Copy.PREFECTURE,
            {"": Copy.ALL_PREFECTURES} | prefectures,
            key=Key.GAPS_PREFECTURE,
            parameter=Parameter.GAPS_PREFECTURE,
            width=144,
        )
        draw_monthly_report()
    return Narrowed(topic, prefecture)


draw()
