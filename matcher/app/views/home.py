"""ホーム: the next step of whoever looks; three cards at most."""

from collections.abc import Callable

import streamlit as st

from matcher.app import _copy
from matcher.app._components import go, heading, open_view, reason_lines
from matcher.app._digest_card import draw_digest
from matcher.app._guard import ready
from matcher.app._home_cards import draw_decisions, draw_today
from matcher.app._state import Key, Parameter, View, community, viewer
from matcher.app._steps import first_undone
from matcher.app._text import escape
from matcher.app._viewer import viewer_roles
from matcher.domain import RoleKind, StarterList

Home = _copy.Home
TOPICS = 5


def draw() -> None:
    """Two cards side by side by what the person is trusted with, one below."""
    known = viewer()
    if known is None:
        st.markdown(Home.WHAT)
    if not ready():
        return
    first, second, below = cards(known)
    left, right = st.columns(2)
    with left:
        first()
    with right:
        second()
    below()


def cards(known: str | None) -> tuple[Callable[[], None], ...]:
    """What leads: decisions for organizers, the desk for ambassadors, else the next step."""
    if known is None:
        return draw_next_step, draw_trouble, draw_topics

    def today() -> None:
        draw_today(known)

    def stars() -> None:
        draw_digest(known)

    roles = viewer_roles()
    ambassador = RoleKind.AMBASSADOR in roles
    if RoleKind.ORGANIZER in roles:
        return draw_decisions, today if ambassador else draw_trouble, stars
    return today if ambassador else draw_next_step, draw_trouble, stars


def draw_next_step() -> None:
    """The first step that this person has not taken."""
    known = viewer()
    with st.container(border=True):
        heading(Home.NEXT)
        if known is None:
            st.markdown(Home.NEXT_NOBODY)
            label = Home.NEXT_NOBODY_BUTTON
        else:
            draw_step(community().starter(known))
            label = Home.NEXT_BUTTON
        if st.button(label, key=Key.SHOW_STARTER, type="primary"):
            go(View.STARTER)


def draw_step(starter: StarterList) -> None:
    """One step with its reasons, or that all are done."""
    step = first_undone(starter.channels)
    if step is None:
        st.markdown(Home.NEXT_DONE)
        return
    text = Home.NEXT_STEP.format(
        step=_copy.Starter.STEP[step.step or "help"], channel=escape(step.name)
    )
    st.markdown(f"{text}\n\n{reason_lines(step.reasons)}")


def draw_trouble() -> None:
    """A short way to 聞いてみる."""
    with st.container(border=True):
        heading(Home.TROUBLE)
        question = st.text_input(Home.TROUBLE_LABEL, key=Key.HOME_QUESTION)
        st.markdown(Home.TROUBLE_HELP)
        if st.button(Home.ASK, key=Key.HOME_ASK):
            go(View.ASK, {Parameter.QUESTION: question.strip()})


def draw_topics() -> None:
    """The topics that are asked about most."""
    topics = sorted(community().topics(), key=lambda topic: (-topic.questions, topic.name))
    asked = [topic for topic in topics if topic.questions][:TOPICS]
    if not asked:
        return
    with st.container(border=True):
        heading(Home.TOPICS)
        for topic in asked:
            label = Home.TOPIC_LINE.format(name=escape(topic.name), questions=topic.questions)
            open_view(View.TOPICS, label, {Parameter.TOPIC: topic.topic_id})
        open_view(View.TOPICS, Home.ALL_TOPICS)


draw()
