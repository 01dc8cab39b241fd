"""次のアンバサダー: compare a balanced set, and see whose term ends."""

import streamlit as st

from matcher.app import _copy
from matcher.app._candidate_choice import Wanted, controls, draw_change
from matcher.app._candidate_parts import (
    draw_candidate,
    draw_excluded,
    draw_files,
    draw_other,
    draw_present,
    draw_trade_off,
)
from matcher.app._components import empty, heading
from matcher.app._gap_parts import span_text
from matcher.app._guard import allowed, ready
from matcher.app._state import community
from matcher.app._text import escape
from matcher.domain import CandidateSet, RoleKind

Copy = _copy.Candidates


def draw() -> None:
    """What is wanted; the set beside what it is weighed against; the present ambassadors."""
    if not ready() or not allowed(RoleKind.ORGANIZER):
        return
    wanted = controls()
    if wanted.size is None:
        st.markdown(Copy.SIZE_HELP)
    with st.spinner(Copy.LOADING):
        found = community().candidates(
            size=wanted.size,
            spread=wanted.spread,
            pinned=wanted.pinned,
            excluded=wanted.excluded,
        )
        terms = community().ambassadors()
    draw_change(wanted, found)
    if found.candidates:
        draw_set(found, wanted)
    else:
        empty(Copy.NONE, Copy.NONE_BODY.format(minimum=found.balance.minimum))
        draw_excluded(wanted, found)
    draw_present(terms)
    draw_files(found, terms)


def draw_set(found: CandidateSet, wanted: Wanted) -> None:
    """The set on the left, its balance in words above it, the trade-off on the right."""
    balance = found.balance
    chosen = [one for one in found.candidates if one.chosen]
    heading(Copy.SET.format(n=len(chosen)))
    st.markdown(Copy.BALANCE.format(text=escape(balance.text)) if balance.text else Copy.NO_PLACE)
    if len(chosen) < balance.size:
        st.markdown(Copy.FEWER.format(n=len(chosen)))
    span = span_text(balance.span)
    st.markdown(Copy.MINIMUM.format(span=span, minimum=escape(balance.minimum)))
    left, right = st.columns([3, 2])
    with left:
        for one in chosen:
            draw_candidate(one, wanted, found)
        draw_excluded(wanted, found)
        others = [
            one
            for one in found.candidates
            if not one.chosen and one.member_id not in wanted.excluded
        ]
        if others:
            st.subheader(Copy.OTHERS, anchor=False)
            st.markdown(Copy.OTHERS_HELP)
        for one in others:
            draw_other(one, wanted, found)
    with right:
        draw_trade_off(found)


draw()
