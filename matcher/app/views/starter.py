"""はじめての方へ: tick the next box."""

import streamlit as st

from matcher.app import _copy
from matcher.app._components import (
    channel_button,
    empty,
    heading,
    more_reasons,
    open_view,
    person_card,
    reason_lines,
)
from matcher.app._guard import ready
from matcher.app._pickers import interests_picker, organization_picker
from matcher.app._stars import star_button, starred
from matcher.app._state import Key, Parameter, View, community, recall, submit, viewer
from matcher.app._steps import first_undone, is_done, tick, tick_key
from matcher.app._text import escape
from matcher.domain import ChannelSuggestion, StarterList

Copy = _copy.Starter
YES = "1"


def draw() -> None:
    """For a member their own list, for anyone else a short form first."""
    if not ready():
        return
    known = viewer()
    if known is not None:
        with st.spinner(Copy.LOADING):
            starter = community().starter(known)
        draw_list(starter)
        open_view(View.SETTINGS, Copy.PROFILE)
        return
    organization = recall(Parameter.ORGANIZATION, Key.ORGANIZATION)
    interests = recall_interests()
    solo_it = recall_solo_it()
    if organization:
        with st.expander(Copy.CHANGE):
            draw_form()
        with st.spinner(Copy.LOADING):
            starter = community().starter(
                organization=organization, interests=interests, solo_it=solo_it
            )
        st.markdown(Copy.FOR_ORGANIZATION.format(organization=escape(starter.organization)))
        draw_list(starter)
    else:
        st.markdown(Copy.LEAD)
        draw_form()


def recall_interests() -> list[str]:
    """Topic ids of the address or of this session."""
    ids = recall(Parameter.INTERESTS, f"{Key.INTERESTS}_address").split(",")
    existing = {topic.topic_id for topic in community().topics()}
    kept = [topic_id for topic_id in ids if topic_id in existing][:5]
    st.session_state.setdefault(Key.INTERESTS, kept)
    return kept


def recall_solo_it() -> bool:
    """Whether being alone in IT was ticked."""
    said = recall(Parameter.SOLO_IT, f"{Key.SOLO_IT}_address") == YES
    st.session_state.setdefault(Key.SOLO_IT, said)
    return said


def draw_form() -> None:
    """Three fields, nothing of which is kept."""
    organization = organization_picker(Copy.ORGANIZATION, Key.ORGANIZATION)
    problem = st.empty()
    interests = interests_picker(Key.INTERESTS, community().topics())
    solo_it = st.checkbox(Copy.SOLO_IT, key=Key.SOLO_IT)
    st.markdown(Copy.NOT_KEPT)
    if not st.button(Copy.SHOW, key=Key.SHOW_STARTER, type="primary"):
        return
    if not organization.full_name:
        problem.error(Copy.NO_ORGANIZATION)
        return
    submit(Parameter.ORGANIZATION, organization.full_name)
    submit(Parameter.INTERESTS, ",".join(interests))
    submit(Parameter.SOLO_IT, YES if solo_it else "")
    st.rerun()


def draw_list(starter: StarterList) -> None:
    """The checklist, and people in the same boat beside it."""
    if starter.notice:
        empty(starter.notice)
    left, right = st.columns([3, 2])
    with left:
        draw_steps(starter.channels)
    with right:
        heading(Copy.PEERS)
        for person in starter.peers:
            person_card(person, with_load=False)
        if not starter.peers:
            st.markdown(Copy.NO_PEERS)


def draw_steps(channels: tuple[ChannelSuggestion, ...]) -> None:
    """Progress, then the first undone row, then the others in order."""
    heading(Copy.STEPS)
    done = [channel for channel in channels if is_done(channel)]
    if channels:
        text = Copy.PROGRESS.format(total=len(channels), done=len(done))
        st.progress(len(done) / len(channels), text=text)
    following = first_undone(channels)
    if following is None and channels:
        st.success(Copy.ALL_DONE)
    numbers = {tick_key(channel): place for place, channel in enumerate(channels, start=1)}
    stars = starred()
    for channel in sorted(channels, key=lambda channel: channel is not following):
        draw_row(numbers[tick_key(channel)], channel, stars)


def draw_row(number: int, channel: ChannelSuggestion, stars: frozenset[str] | None) -> None:
    """One step; a done one takes a single line."""
    done = is_done(channel)
    step = Copy.STEP[channel.step or "help"]
    label = f"**{number}. {step}** — {escape('#' + channel.name)}"
    with st.container(border=True):
        key = tick_key(channel)
        st.session_state[key] = done
        if done:
            with st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
            ):
                st.checkbox(label, key=key, on_change=tick, args=(key,))
                star_button(channel.channel_id, stars, place=key)
            return
        st.checkbox(label, key=key, on_change=tick, args=(key,))
        st.markdown(reason_lines(channel.reasons))
        with st.container(horizontal=True):
            channel_button(channel)
            star_button(channel.channel_id, stars, place=key)
            more_reasons(channel.reasons)


draw()
