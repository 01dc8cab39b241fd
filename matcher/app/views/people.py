"""人: see, and correct, what is said of a person."""

from dataclasses import replace

import streamlit as st

from matcher.app import _copy
from matcher.app._components import (
    choose,
    empty,
    evidence_list,
    heading,
    load_text,
    meta,
    open_view,
    thread_card,
)
from matcher.app._guard import ready
from matcher.app._pickers import LIMIT, member_label
from matcher.app._state import Key, Parameter, View, community, viewer
from matcher.app._text import escape
from matcher.domain import (
    MemberView,
    PastPost,
    Profile,
    Role,
    TopicOfMember,
    UnknownNameError,
    day_text,
)

Copy = _copy.People
RECENT = 5
EVIDENCE_SHOWN = 20


def draw() -> None:
    """One person when the address names them, else a search."""
    if not ready():
        return
    chosen = st.query_params.get(Parameter.MEMBER)
    if not chosen:
        draw_search()
        return
    choose(Copy.BACK, Parameter.MEMBER, "")
    own = chosen == viewer()
    try:
        with st.spinner(Copy.LOADING):
            member = community().show_member(chosen)
    except UnknownNameError:
        empty(Copy.UNKNOWN)
        return
    if member.hidden and not own:
        empty(Copy.UNKNOWN)
        return
    draw_member(member, own=own)
    st.markdown(_copy.Frame.PRIVACY)


def draw_search() -> None:
    """Find a person by name or organization; at most fifty are sent."""
    text = st.text_input(
        Copy.SEARCH, key=Key.MEMBER_SEARCH, live=True, persist_state="session", autocomplete="off"
    ).strip()
    if not text:
        return
    found = community().find_members(text, limit=LIMIT)
    if not found:
        st.markdown(Copy.NONE.format(text=escape(text)))
    for member in found:
        choose(escape(member_label(member)), Parameter.MEMBER, member.member_id)
    if len(found) == LIMIT:
        st.markdown(_copy.Picker.MANY.format(n=LIMIT))


def draw_member(member: MemberView, *, own: bool) -> None:
    """Who they are, what they answered, where they write."""
    heading(escape(member.name))
    if not member.active:
        st.warning(Copy.LEFT)
    st.markdown("  \n".join(facts(member)))
    if member.past:
        st.subheader(Copy.PAST, anchor=False)
        st.markdown("\n".join(past_lines(member)))
        st.markdown(Copy.PAST_HELP)
    if own:
        draw_own(member)
    else:
        st.subheader(Copy.TOPICS, anchor=False)
        for topic in member.topics:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(topic_text(topic), width="content")
                evidence(topic)
        if not member.topics:
            st.markdown(Copy.NO_TOPICS)
    if member.channels:
        st.subheader(Copy.CHANNELS, anchor=False)
        st.markdown("、".join(escape("#" + name) for name in member.channels))
    if member.recent_threads:
        st.subheader(Copy.RECENT, anchor=False)
        for thread in member.recent_threads[:RECENT]:
            thread_card(thread)


def facts(member: MemberView) -> list[str]:
    """Markdown lines of what is known of a person, and where from."""
    source = Copy.SOURCE.format(source=escape(member.organization_source))
    organization = escape(member.organization) + (source if member.organization_source else "")
    first = [organization if member.organization else "", *map(role_text, member.roles)]
    lines = [" ・ ".join(part for part in first if part)]
    if member.department:
        lines.append(Copy.DEPARTMENT.format(department=escape(member.department)))
    if member.solo_it:
        lines.append(Copy.SOLO_IT + Copy.SOURCE.format(source=escape(member.solo_it_source)))
    if member.interests:
        topics = "、".join(escape(name) for name in topic_names(member.interests))
        lines.append(Copy.INTERESTS.format(topics=topics))
    lines.append(meta([posts_text(member)]))
    if member.active:
        lines.append(load_text(member.load))
    return [line for line in lines if line]


def topic_names(topic_ids: tuple[str, ...]) -> list[str]:
    """Names of topics; what is not an id is shown as it is."""
    names = {topic.topic_id: topic.name for topic in community().topics()}
    return [names.get(topic_id, topic_id) for topic_id in topic_ids]


def posts_text(member: MemberView) -> str:
    """How much and when they wrote."""
    if member.first_post_at is None or member.last_post_at is None:
        return Copy.POSTS.format(n=member.posts)
    return Copy.POSTS_SPAN.format(
        n=f"{member.posts:,}",
        first=day_text(member.first_post_at),
        last=day_text(member.last_post_at),
    )


def role_text(role: Role) -> str:
    """A role with its term."""
    name = Copy.ROLE[role.kind]
    if role.ends_on is None:
        return Copy.ROLE_OPEN.format(role=name, first=day_text(role.starts_on))
    return Copy.ROLE_TERM.format(
        role=name, first=day_text(role.starts_on), last=day_text(role.ends_on)
    )


def past_lines(member: MemberView) -> list[str]:
    """Former posts, one a line; what is not known of a post is left out."""

    def line(post: PastPost) -> str:
        place = escape(f"{post.organization} {post.department}".strip())
        if not post.department and post.organization == member.organization:
            place = Copy.PAST_ELSEWHERE.format(organization=place)
        first = Copy.PAST_FROM.format(day=day_text(post.from_)) if post.from_ else ""
        last = Copy.PAST_TO.format(day=day_text(post.to)) if post.to else ""
        return f"- {place}" + (f"({first}{last})" if first or last else "")

    return [line(post) for post in member.past]


def topic_text(topic: TopicOfMember) -> str:
    """What they did on a topic, never a grade."""
    return Copy.TOPIC_LINE.format(
        name=escape(topic.name), n=topic.answers, last=day_text(topic.last_at)
    )


def evidence(topic: TopicOfMember) -> None:
    """The threads behind a topic."""
    if not topic.evidence:
        return
    with st.popover(_copy.Card.EVIDENCE.format(n=len(topic.evidence))):
        st.markdown("\n".join(evidence_list(topic.evidence[:EVIDENCE_SHOWN])))


def draw_own(member: MemberView) -> None:
    """What is said of oneself, with one press to stop it."""
    profile = community().profile(member.member_id)
    with st.container(border=True):
        st.subheader(Copy.OWN, anchor=False)
        st.markdown(Copy.OWN_HELP)
        for topic in member.topics:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(topic_text(topic), width="content")
                evidence(topic)
                topic_switch(profile, topic)
        if not member.topics:
            st.markdown(Copy.NO_TOPICS)
        if profile.hidden:
            st.markdown(Copy.HIDDEN_NOW)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                Copy.SHOW_ME if profile.hidden else Copy.HIDE_ME,
                key=Key.HIDDEN,
                on_click=keep,
                args=(
                    replace(profile, hidden=not profile.hidden),
                    Copy.SHOWN_TOAST if profile.hidden else Copy.HIDDEN_TOAST,
                ),
            )
            open_view(View.SETTINGS, _copy.Starter.PROFILE)


def topic_switch(profile: Profile, topic: TopicOfMember) -> None:
    """Stop being suggested for a topic, or take that back."""
    hidden = topic.topic_id in profile.hidden_topics
    rest = tuple(name for name in profile.hidden_topics if name != topic.topic_id)
    if hidden:
        st.markdown(Copy.HIDDEN_TOPIC)
    st.button(
        Copy.SHOW_TOPIC if hidden else Copy.HIDE_TOPIC,
        key=f"topic_{topic.topic_id}",
        on_click=keep,
        args=(
            replace(profile, hidden_topics=rest if hidden else (*rest, topic.topic_id)),
            Copy.TOPIC_SHOWN_TOAST if hidden else Copy.TOPIC_HIDDEN_TOAST,
        ),
    )


def keep(profile: Profile, said: str) -> None:
    """Store the profile and say so."""
    community().save_profile(profile)
    st.toast(said)


draw()
