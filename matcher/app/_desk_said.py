"""What is said of a task on the desk: kept at once, and taken back with one press."""

from dataclasses import dataclass

import streamlit as st

from matcher.app import _copy
from matcher.app._state import Key, community
from matcher.app._text import escape
from matcher.domain import HandlingState, MatcherError

Copy = _copy.Desk
_LAST = "desk said last"
_REFUSED = "desk refused"


@dataclass(frozen=True, slots=True)
class Said:
    """The last word of this session, as long as it can be taken back above the lists."""

    member_id: str
    task_id: str
    title: str
    state: HandlingState


def say_key(action: Key, task_id: str) -> str:
    """Key of a button of a card."""
    return f"{action} {task_id}"


def say(member_id: str, task_id: str, title: str, state: HandlingState) -> None:
    """Keep a word on a task; in callbacks only."""
    opened = community()
    keep = {
        HandlingState.CLAIMED: opened.claim,
        HandlingState.DONE: opened.finish,
        HandlingState.SNOOZED: opened.snooze,
        HandlingState.DECLINED: opened.decline,
    }[state]
    st.session_state.pop(_LAST, None)
    try:
        keep(member_id, task_id)
    except MatcherError as problem:
        st.session_state[_REFUSED] = problem
        return
    if state is not HandlingState.CLAIMED:
        st.session_state[_LAST] = Said(member_id, task_id, title, state)


def take_back(member_id: str, task_id: str) -> None:
    """Take a word back; in callbacks only."""
    st.session_state.pop(_LAST, None)
    try:
        community().undo(member_id, task_id)
    except MatcherError as problem:
        st.session_state[_REFUSED] = problem
        return
    st.toast(Copy.TAKEN_BACK)


def draw_said(member_id: str) -> None:
    """What was said last, with the way back; or why it could not be kept."""
    problem: MatcherError | None = st.session_state.pop(_REFUSED, None)
    if problem is not None:
        text = escape(f"{problem.what}{problem.remedy}")
        st.warning(text, icon=":material/info:")
    last: Said | None = st.session_state.get(_LAST)
    if last is None or last.member_id != member_id:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(Copy.SAID[last.state].format(title=escape(last.title)))
        st.button(
            Copy.UNDO,
            key=Key.DESK_UNDO,
            icon=":material/undo:",
            on_click=take_back,
            args=(member_id, last.task_id),
        )
