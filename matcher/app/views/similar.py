"""似た事例: read an answer."""

from datetime import datetime, timedelta

import streamlit as st

from matcher.app import _copy
from matcher.app._components import empty, huge, open_view, thread_card
from matcher.app._guard import ready
from matcher.app._state import Key, Parameter, View, community, recall, status, submit
from matcher.app._text import shortened
from matcher.domain import ThreadSuggestion

Copy = _copy.Similar
SHOWN = 10
PREVIEWS = 5
DAYS = {Copy.ALL: None, Copy.YEAR: 365, Copy.QUARTER: 90}


def draw() -> None:
    """One field, filters, conversations with the first reply."""
    if not ready():
        return
    text = recall(Parameter.SIMILAR, Key.SIMILAR)
    st.text_input(Copy.TEXT, key=Key.SIMILAR)
    problem = st.empty()
    st.markdown(Copy.HELP)
    if st.button(Copy.SEARCH, key=Key.SIMILAR_SEARCH, type="primary"):
        text = str(st.session_state[Key.SIMILAR]).strip()
        submit(Parameter.SIMILAR, text)
        if not text:
            problem.error(Copy.EMPTY_TEXT)
    if not text:
        return
    with st.spinner(_copy.Frame.LOADING):
        threads = community().similar(text).threads
    if not threads:
        empty(Copy.NONE)
        open_view(View.ASK, Copy.TO_ASK, {Parameter.QUESTION: text})
        return
    draw_found(threads)


def draw_found(threads: tuple[ThreadSuggestion, ...]) -> None:
    """Filters and what is left of the conversations."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = st.selectbox(
            Copy.PERIOD, list(DAYS), key=Key.PERIOD, width=200, persist_state="session"
        )
        resolved = st.checkbox(Copy.RESOLVED, key=Key.RESOLVED, persist_state="session")
    since = first_moment(DAYS[period])
    kept = [thread for thread in threads if fits(thread, since, resolved_only=resolved)]
    if not kept:
        empty(Copy.NONE_FILTERED.format(n=len(threads)))
        return
    st.markdown(Copy.FOUND.format(n=len(kept)))
    for place, thread in enumerate(kept[:SHOWN]):
        thread_card(thread, first_reply(thread) if place < PREVIEWS else "")
    if len(kept) > SHOWN:
        huge(SHOWN, len(kept), "件")


def first_moment(days: int | None) -> datetime | None:
    """When a period begins that ends where the data ends; None for all there is."""
    span = status().span
    return None if days is None or span is None else span[1] - timedelta(days=days)


def fits(thread: ThreadSuggestion, since: datetime | None, *, resolved_only: bool) -> bool:
    """Whether a conversation passes the filters."""
    if resolved_only and not thread.resolved:
        return False
    return since is None or thread.posted_at >= since


def first_reply(thread: ThreadSuggestion) -> str:
    """The first two lines of the first reply, as text."""
    replies = community().show_thread(thread.thread_id).messages[1:]
    written = next((message.text for message in replies if message.text.strip()), "")
    return Copy.FIRST_REPLY.format(text=shortened(written, lines=2)) if written else ""


draw()
