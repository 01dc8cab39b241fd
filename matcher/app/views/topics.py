"""テーマ: threads, people and open questions of one field."""

from itertools import groupby

import streamlit as st

from matcher.app import _copy
from matcher.app._components import (
    choose,
    empty,
    heading,
    meta,
    person_card,
    thread_card,
)
from matcher.app._guard import ready
from matcher.app._stars import star_button, starred
from matcher.app._state import Key, Parameter, community, own_address
from matcher.app._text import escape, link
from matcher.domain import ChannelView, TopicSummary, TopicView, UnknownNameError

Copy = _copy.Topics
FOLDED_FROM = 5
PLACES_SHOWN = 10


def draw() -> None:
    """One topic when the address names it, else the list."""
    if not ready():
        return
    chosen = st.query_params.get(Parameter.TOPIC)
    if not chosen:
        draw_list()
        return
    choose(Copy.BACK, Parameter.TOPIC, "")
    try:
        with st.spinner(Copy.LOADING):
            topic = community().show_topic(chosen)
    except UnknownNameError as problem:
        empty(Copy.UNKNOWN, escape(problem.remedy))
        return
    draw_topic(topic)


def draw_list() -> None:
    """All topics by group, with a field that narrows them down."""
    st.markdown(Copy.LEAD)
    text = st.text_input(Copy.SEARCH, key=Key.TOPIC_SEARCH, live=True, persist_state="session")
    wanted = text.strip().casefold()
    topics = [
        topic
        for topic in community().topics()
        if wanted in topic.name.casefold() or wanted in topic.group.casefold()
    ]
    if not topics:
        st.markdown(Copy.NONE.format(text=escape(text)))
    for group, members in groupby(topics, key=lambda topic: topic.group):
        lines = list(members)
        label = Copy.GROUP.format(group=escape(group), n=len(lines))
        with st.expander(label, expanded=bool(wanted)):
            for topic in lines:
                topic_line(topic)


def topic_line(topic: TopicSummary) -> None:
    """One topic in one line."""
    line = Copy.LINE_WAITING if topic.waiting else Copy.LINE
    label = line.format(name=escape(topic.name), questions=topic.questions, waiting=topic.waiting)
    choose(label, Parameter.TOPIC, topic.topic_id)


def draw_topic(topic: TopicView) -> None:
    """What waits first, then what is worth reading, and who is on it."""
    heading(escape(topic.name))
    st.markdown(meta([Copy.META.format(group=escape(topic.group), questions=topic.questions)]))
    if topic.synonyms:
        words = "、".join(escape(word) for word in topic.synonyms)
        st.markdown(meta([Copy.SYNONYMS.format(words=words)]))
    left, right = st.columns([3, 2])
    with left:
        draw_threads(topic)
    with right:
        draw_around(topic)


def draw_threads(topic: TopicView) -> None:
    """Questions that wait and conversations worth reading."""
    st.subheader(Copy.WAITING, anchor=False)
    for thread in topic.waiting[:FOLDED_FROM]:
        thread_card(thread)
    if not topic.waiting:
        st.markdown(Copy.NO_WAITING)
    st.subheader(Copy.THREADS, anchor=False)
    for thread in topic.threads[:FOLDED_FROM]:
        thread_card(thread)
    if not topic.threads:
        st.markdown(Copy.NO_THREADS)


def draw_around(topic: TopicView) -> None:
    """People, channels, prefectures, neighbours of the topic."""
    st.subheader(Copy.PEOPLE, anchor=False)
    for person in topic.people[:FOLDED_FROM]:
        person_card(person)
    if not topic.people:
        st.markdown(Copy.NO_PEOPLE)
    if topic.channels:
        st.subheader(Copy.CHANNELS, anchor=False)
        stars = starred()
        for channel in topic.channels:
            draw_channel(channel, stars)
    st.subheader(Copy.PREFECTURES, anchor=False)
    if topic.prefectures:
        places = [
            Copy.PREFECTURE_LINE.format(prefecture=prefecture, n=number)
            for prefecture, number in topic.prefectures
        ]
        names = "、".join(places[:PLACES_SHOWN])
        rest = len(places) - PLACES_SHOWN
        st.markdown(Copy.MORE_PREFECTURES.format(names=names, n=rest) if rest > 0 else names)
    else:
        st.markdown(Copy.NO_PREFECTURES)
    if topic.related:
        st.subheader(Copy.RELATED, anchor=False)
        for neighbour in topic.related:
            topic_line(neighbour)


def draw_channel(channel: ChannelView, stars: frozenset[str] | None) -> None:
    """A channel where the topic is talked about, with its star."""
    with st.container(horizontal=True, vertical_alignment="center"):
        address = own_address("channel", {Parameter.CHANNEL: channel.channel_id})
        st.markdown(link(f"#{channel.name}", address))
        star_button(channel.channel_id, stars)


draw()
