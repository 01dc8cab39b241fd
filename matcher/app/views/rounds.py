"""メンタリング: make a round, check it, solve it, look at it, tell people."""

import streamlit as st

from matcher.app import _copy
from matcher.app._choices import segments, select
from matcher.app._guard import allowed, ready
from matcher.app._rounds_check import draw_check
from matcher.app._rounds_create import draw_create
from matcher.app._rounds_parts import draw_last_change, draw_problem
from matcher.app._rounds_prepare import draw_prepare
from matcher.app._rounds_review import draw_review
from matcher.app._rounds_solve import draw_solve
from matcher.app._rounds_tell import draw_tell
from matcher.app._state import Key, Parameter, community
from matcher.domain import RoleKind

Copy = _copy.Rounds
NEW = "+"
STEPS = {
    "prepare": draw_prepare,
    "check": draw_check,
    "solve": draw_solve,
    "review": draw_review,
    "tell": draw_tell,
}


def draw() -> None:
    """The round, the steps, the last change with its undo, and the chosen step."""
    if not ready() or not allowed(RoleKind.ORGANIZER):
        return
    rounds = community().rounds.all()
    if not rounds:
        st.markdown(Copy.LEAD)
        draw_problem()
        draw_create(rounds)
        return
    options = {
        one.name: Copy.OPTION.format(name=one.name, state=Copy.STATES[one.state]) for one in rounds
    }
    chosen = select(
        Copy.ROUND,
        {**options, NEW: Copy.NEW},
        key=Key.ROUND,
        parameter=Parameter.ROUND,
        width=360,
    )
    if chosen == NEW:
        draw_problem()
        draw_create(rounds)
        return
    step = segments(Copy.STEP, Copy.STEPS, key=Key.ROUND_STEP, parameter=Parameter.STEP)
    draw_problem()
    stored = community().rounds.show(chosen)
    draw_last_change(stored)
    STEPS[step](stored)


draw()
