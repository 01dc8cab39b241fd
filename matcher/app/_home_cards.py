"""Cards of ホーム for those who look after others: ambassadors and organizers."""

from collections.abc import Iterable

import streamlit as st

from matcher.app import _copy
from matcher.app._components import go, heading, meta, open_view
from matcher.app._requests import draw_requests
from matcher.app._state import Key, Parameter, View, community, own_address
from matcher.app._text import link
from matcher.domain import Decisions, Outreach, day_text

Home = _copy.Home
TERMS_SHOWN = 3


def draw_today(member_id: str) -> None:
    """What an ambassador can do now, in counts, and the way to the desk; then their own load."""
    with st.spinner(Home.TODAY_LOADING):
        outreach = community().outreach(member_id)
    with st.container(border=True):
        heading(Home.TODAY)
        st.markdown(_today(outreach) or Home.TODAY_NOTHING)
        if st.button(Home.OPEN_DESK, key=Key.OPEN_DESK, type="primary"):
            go(View.DESK)
        draw_requests(member_id, outreach.load)


def _today(outreach: Outreach) -> str:
    return _list(
        (
            (Home.TODAY_QUESTIONS, len(outreach.questions)),
            (Home.TODAY_NEWCOMERS, len(outreach.newcomers)),
            (Home.TODAY_HIDDEN, len(outreach.hidden)),
            (Home.TODAY_MISSING, len(outreach.missing)),
        )
    )


def draw_decisions() -> None:
    """What organizers have to decide, in numbers with the way to what is behind them."""
    with st.container(border=True):
        heading(Home.DECISIONS)
        with st.spinner(Home.DECISIONS_LOADING):
            decisions = community().decisions()
        st.markdown(_decisions(decisions) or Home.NO_DECISIONS)
        if decisions.single_holders:
            open_view(View.GAPS, Home.OPEN_GAPS, {Parameter.GAPS_TAB: "single"})
        if decisions.waiting:
            open_view(View.GAPS, Home.OPEN_QUESTIONS, {Parameter.GAPS_TAB: "questions"})
        if decisions.missing:
            open_view(View.MAP, Home.OPEN_MAP)
        if decisions.ending_terms:
            open_view(View.CANDIDATES, Home.OPEN_CANDIDATES)


def _decisions(decisions: Decisions) -> str:
    terms = decisions.ending_terms
    lines = _list(
        (
            (Home.SINGLE_HOLDERS, decisions.single_holders),
            (Home.WAITING_QUESTIONS, decisions.waiting),
            (Home.MISSING, decisions.missing),
            (Home.ENDING_TERMS, len(terms)),
        )
    )
    names = [
        f"{link(one.name, own_address('people', {Parameter.MEMBER: one.member_id}))}"
        f"({Home.UNTIL.format(day=day_text(one.to))})"
        for one in terms[:TERMS_SHOWN]
        if one.to is not None
    ]
    if len(terms) > TERMS_SHOWN:
        names.append(Home.OTHERS.format(n=len(terms) - TERMS_SHOWN))
    return f"{lines}\n\n{meta(['、'.join(names)])}" if names else lines


def _list(lines: Iterable[tuple[str, int]]) -> str:
    return "\n".join(f"- {text.format(n=f'{n:,}')}" for text, n in lines if n)
