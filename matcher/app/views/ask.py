"""聞いてみる: reach Slack with the right text."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from matcher.app import _copy
from matcher.app._components import (
    channel_card,
    draft,
    empty,
    heading,
    open_view,
    person_card,
    thread_card,
)
from matcher.app._guard import ready
from matcher.app._state import Key, Parameter, View, community, recall, submit, viewer
from matcher.app._text import escape
from matcher.domain import Answer, ChannelKind, ThreadSuggestion

Copy = _copy.Ask
THREADS_SHOWN = 3
PEOPLE_SHOWN = 3
SURVEY_CODE = "survey_before"


def draw() -> None:
    """The question, and below it what the community already knows."""
    if not ready():
        return
    question = recall(Parameter.QUESTION, Key.QUESTION)
    st.text_area(Copy.QUESTION, key=Key.QUESTION, height=96)
    problem = st.empty()
    st.markdown(Copy.HELP)
    with st.container(horizontal=True):
        asked = st.button(Copy.ASK, key=Key.ASK, type="primary")
        st.button(Copy.EXAMPLE, key=Key.EXAMPLE, on_click=put_example)
    if asked:
        question = str(st.session_state[Key.QUESTION]).strip()
        submit(Parameter.QUESTION, question)
        if not question:
            problem.error(Copy.EMPTY)
    if question:
        with st.spinner(_copy.Frame.LOADING):
            answer = community().ask(question, as_=viewer())
        draw_answer(answer)
    st.markdown(_copy.Frame.PRIVACY)
    open_view(View.SETTINGS, _copy.Frame.TO_SETTINGS)


def put_example() -> None:
    """Fill the field with a question that shows how to write one."""
    st.session_state[Key.QUESTION] = Copy.EXAMPLE_QUESTION


def draw_answer(answer: Answer) -> None:
    """What was understood, jump links, two columns, the draft over the full width."""
    tables: dict[str, int] = {}
    topics = "・".join(escape(topic) for topic in answer.topics)
    st.markdown(Copy.UNDERSTOOD.format(topics=topics) if topics else Copy.UNDERSTOOD_NOTHING)
    if answer.thin and answer.threads:
        st.warning(
            f"**{Copy.THIN}**\n\n{escape(answer.notice)}" if answer.notice else Copy.THIN,
            icon=":material/warning:",
        )
    surveys = [thread for thread in answer.threads if is_survey(thread)] if answer.survey else []
    others = [thread for thread in answer.threads if thread not in surveys]
    if answer.survey:
        tables = {thread.thread_id: answers_in(thread) for thread in surveys}
        known = Copy.SURVEY_TABLES if any(tables.values()) else Copy.SURVEY_BEFORE
        told = known.format(n=len(surveys)) if surveys else Copy.SURVEY
        st.info(told, icon=":material/ballot:")
    st.markdown(jump_links(answer, surveys, others))
    left, right = st.columns([3, 2])
    with left:
        draw_threads(surveys, others, answer.notice, tables)
    with right:
        draw_channels(answer)
        people = draw_people(answer)
    heading(Copy.NUMBERED_DRAFT.format(n=4 if people else 3), "draft")
    draft(answer.draft)


def is_survey(thread: ThreadSuggestion) -> bool:
    """Whether the reasons call this thread a survey on the same thing."""
    return any(reason.code == SURVEY_CODE for reason in thread.reasons)


def jump_links(
    answer: Answer, surveys: Sequence[ThreadSuggestion], others: Sequence[ThreadSuggestion]
) -> str:
    """Links to the parts of the answer, for the phone and the keyboard."""
    parts = []
    if surveys:
        parts.append(f"[{Copy.JUMP_SURVEYS.format(n=len(surveys))}](#threads)")
    elif others:
        parts.append(f"[{Copy.JUMP_THREADS.format(n=len(others))}](#threads)")
    parts.append(f"[{Copy.JUMP_CHANNELS.format(n=len(answer.channels))}](#channels)")
    if answer.people:
        shown = min(PEOPLE_SHOWN, len(answer.people))
        parts.append(f"[{Copy.JUMP_PEOPLE.format(n=shown)}](#people)")
    parts.append(f"[{Copy.JUMP_DRAFT}](#draft)")
    return " ・ ".join(parts)


def draw_threads(
    surveys: Sequence[ThreadSuggestion],
    others: Sequence[ThreadSuggestion],
    notice: str,
    tables: Mapping[str, int],
) -> None:
    """Surveys first when there are any; else the nearest conversations."""
    if not surveys and not others:
        heading(Copy.NO_THREADS_HEADING, "threads")
        empty(escape(notice) or Copy.NO_THREADS)
        return
    if surveys:
        heading(Copy.SURVEYS.format(n=len(surveys)), "threads")
        draw_some(surveys, tables)
    if others:
        title = Copy.OTHER_THREADS if surveys else Copy.THREADS
        heading(title.format(n=len(others)), None if surveys else "threads")
        draw_some(others)


def answers_in(thread: ThreadSuggestion) -> int:
    """How many local governments stand in the table of a survey; 0 when it has none."""
    survey = community().survey(thread.thread_id)
    return len(survey.rows) if survey else 0


def draw_some(
    threads: Sequence[ThreadSuggestion], tables: Mapping[str, int] = MappingProxyType({})
) -> None:
    """The first few, the rest folded away; below a survey the way to its table."""
    for thread in threads[:THREADS_SHOWN]:
        draw_thread(thread, tables)
    rest = threads[THREADS_SHOWN:]
    if rest:
        with st.expander(Copy.MORE_THREADS.format(n=len(rest))):
            for thread in rest:
                draw_thread(thread, tables)


def draw_thread(thread: ThreadSuggestion, tables: Mapping[str, int]) -> None:
    """A conversation, and the table of its answers when it is a survey."""
    thread_card(thread)
    if organizations := tables.get(thread.thread_id, 0):
        label = _copy.Survey.OPEN.format(n=organizations)
        open_view(View.SURVEY, label, {Parameter.THREAD: thread.thread_id})


def draw_channels(answer: Answer) -> None:
    """Where to post: the first channel, the others folded away.

    Where no conversation is near, the place for questions without a place leads.
    """
    heading(Copy.CHANNELS, "channels")
    channels = list(answer.channels)
    if not answer.threads:
        channels.sort(key=lambda channel: channel.kind is not ChannelKind.HELP)
    for channel in channels[:1]:
        channel_card(channel)
    if rest := channels[1:]:
        with st.expander(Copy.MORE_CHANNELS.format(n=len(rest))):
            for channel in rest:
                channel_card(channel)


def draw_people(answer: Answer) -> bool:
    """Whom to mention; nothing is drawn, and False given, where evidence is thin."""
    if answer.thin and not answer.people:
        return False
    heading(Copy.PEOPLE, "people")
    if not answer.people:
        st.markdown(escape(answer.notice) if answer.notice else Copy.NO_PEOPLE)
        return True
    st.markdown(Copy.PEOPLE_HELP)
    for person in answer.people[:PEOPLE_SHOWN]:
        person_card(person)
    return True


draw()
