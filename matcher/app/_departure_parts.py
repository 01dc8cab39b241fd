"""Parts of 空白とつながり: whose answers will be missed, and topics that have no name yet."""

import streamlit as st

from matcher.api import departures_table, discovered_table
from matcher.app import _copy
from matcher.app._components import empty, meta
from matcher.app._downloads import download_table
from matcher.app._gap_parts import (
    Narrowed,
    draw_evidence,
    draw_people,
    draw_thread_lines,
    nothing,
    opened,
    person_link,
    save,
    span_text,
)
from matcher.app._paging import paged
from matcher.app._state import Key, community, status
from matcher.app._text import count, escape
from matcher.domain import CommunityGaps, Departure, DiscoveredTopic, TopicLeft, day_text

Copy = _copy.Gaps


def draw_departures(found: CommunityGaps, everything: CommunityGaps, narrowed: Narrowed) -> None:
    """Whose answers will be missed, and what can be kept of them."""
    span = status().span
    if span is None:
        empty(Copy.NO_POSTS, Copy.NO_POSTS_BODY)
        return
    st.markdown(Copy.DEPARTURES_LEAD.format(span=span_text(span)))
    if not found.succession:
        nothing(Copy.NO_DEPARTURES, narrowed, len(everything.succession), "人")
        return
    for one in paged(found.succession, f"{Key.GAPS_MORE} departures", "人"):
        with st.container(border=True):
            draw_departure(one)
    table = departures_table(found.succession)
    download_table(table, save(Copy.TABS["departures"]), key="departures")


def draw_departure(one: Departure) -> None:
    """Who, what happened, then what is lost, who could take over, what is written down."""
    name = person_link(one.member_id, one.name) or escape(Copy.SINGLE_HIDDEN)
    first, last = (day_text(at) for at in one.span)
    facts = [
        escape(one.organization),
        Copy.ANSWERED_SPAN.format(n=one.answers, first=first, last=last),
    ]
    st.markdown(f"**{name}** {Copy.CHANGE[one.change]}  \n{escape(one.text)}\n\n{meta(facts)}")
    show = opened(
        f"departure {one.member_id}",
        one.text,
        {
            "topics": Copy.LOST.format(n=len(one.topics)),
            "people": Copy.TAKE_OVER.format(n=len(one.successors)),
            "threads": Copy.WRITTEN.format(n=len(one.threads)),
        },
    )
    if show == "topics":
        for topic in one.topics:
            draw_topic_left(topic)
    elif show == "people":
        draw_people(one.successors, Copy.NO_SUCCESSORS)
    elif show == "threads":
        draw_thread_lines(one.threads)


def draw_topic_left(topic: TopicLeft) -> None:
    """What was answered on a topic, what was asked since, what can be read."""
    line = Copy.TOPIC_LEFT if topic.people else Copy.TOPIC_LEFT_ALONE
    told = line.format(
        topic=escape(topic.topic_name),
        answers=topic.answers,
        last=day_text(topic.last_at),
        people=topic.people,
    )
    since = (
        Copy.TOPIC_SINCE.format(n=topic.questions_since, m=topic.unanswered_since)
        if topic.questions_since
        else Copy.TOPIC_NOT_ASKED
    )
    st.markdown(f"{told}{since}")
    draw_evidence(topic.evidence)


def draw_discovered(narrowed: Narrowed) -> None:
    """What people talk about that the taxonomy has no word for."""
    with st.spinner(Copy.LOADING):
        found = community().discovered_topics()
    if found.span is not None:
        lead = Copy.DISCOVERED_LEAD.format(
            span=span_text(found.span), n=count(found.conversations, "件")
        )
        st.markdown(lead)
    if narrowed:
        st.markdown(Copy.NOT_NARROWED)
    if not found.topics:
        empty(escape(found.notice) or Copy.NO_DISCOVERED)
        return
    for place, topic in enumerate(found.topics):
        with st.container(border=True):
            draw_discovered_topic(topic, place)
    download_table(discovered_table(found), save(Copy.TABS["discovered"]), key="discovered")


def draw_discovered_topic(topic: DiscoveredTopic, place: int) -> None:
    """Its words, how much and where it is talked about, its conversations."""
    facts = Copy.DISCOVERED_FACTS.format(
        conversations=topic.conversations,
        members=topic.members,
        first=day_text(topic.first_at),
        last=day_text(topic.last_at),
    )
    lines = [Copy.TERMS.format(terms="、".join(map(escape, topic.terms)))]
    if topic.nearest_name:
        lines.append(Copy.NEAREST.format(name=escape(topic.nearest_name)))
    if topic.channels:
        lines.append(Copy.CHANNELS.format(names=counted("#", topic.channels)))
    if topic.prefectures:
        lines.append(Copy.PREFECTURES.format(names=counted("", topic.prefectures)))
    listed = "\n".join(f"- {line}" for line in lines)
    st.markdown(f"**{escape(topic.name)}** {meta([facts])}\n\n{listed}")
    if opened(
        f"discovered {place} {topic.name}",
        topic.name,
        {"threads": Copy.SEE_THREADS.format(n=len(topic.threads))},
    ):
        draw_thread_lines(topic.threads)


def counted(sign: str, pairs: tuple[tuple[str, int], ...]) -> str:
    """「#標準化 12件、#雑談 3件」."""
    return "、".join(
        Copy.COUNT.format(name=escape(sign + name), n=number) for name, number in pairs
    )
