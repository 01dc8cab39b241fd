"""Cards of アンバサダーの机: whom it is about, two reasons, a text, and what to do with it."""

from collections.abc import Sequence
from functools import singledispatch

import streamlit as st

from matcher.app import _copy
from matcher.app._components import (
    REASONS,
    in_app_link,
    load_text,
    meta,
    more_reasons,
    reason_lines,
)
from matcher.app._desk_said import say, say_key, take_back
from matcher.app._state import Key, Parameter, for_viewer, own_address
from matcher.app._text import escape, link
from matcher.domain import (
    Handling,
    HandlingState,
    HiddenTask,
    MissingTask,
    NewcomerTask,
    PersonSuggestion,
    QuestionTask,
    ThreadSuggestion,
    day_text,
    minute_text,
)

Copy = _copy.Desk
Task = NewcomerTask | QuestionTask | HiddenTask | MissingTask


def draw_card(task: Task, member_id: str, *, first: bool) -> None:
    """One task of a member; the first card of a list has the filled button.

    Args:
        task: What can be done.
        member_id: Whose desk it is.
        first: Whether it is the first of its list.
    """
    claim = task.handling
    with st.container(border=True):
        st.markdown(f"### {_title_link(task)}", anchors=False)
        parts = [meta(_facts(task)), reason_lines(task.reasons, REASONS), _more(task)]
        if claim is not None:
            since = minute_text(claim.claimed_at or claim.at)
            parts.insert(0, Copy.CLAIMED.format(since=since))
        st.markdown("\n\n".join(part for part in parts if part))
        _draft(task, open_=claim is not None)
        with st.container(horizontal=True):
            _buttons(task, member_id, claim, first=first)
            more_reasons(task.reasons, REASONS)


def title_of(task: Task) -> str:
    """What a task is called: the person's name, the question, or the local government."""
    return task.thread.title if isinstance(task, QuestionTask) else task.name


def _title_link(task: Task) -> str:
    if isinstance(task, QuestionTask):
        return link(task.thread.title, for_viewer(task.thread.permalink))
    if isinstance(task, MissingTask):
        return escape(task.name)
    return _person_link(task.member_id, task.name)


def _person_link(member_id: str | None, name: str) -> str:
    if not member_id:
        return escape(name)
    return link(name, own_address("people", {Parameter.MEMBER: member_id}))


@singledispatch
def _facts(task: Task) -> Sequence[str]:
    """Small facts under the title, as markdown."""
    raise NotImplementedError(type(task))


@_facts.register
def _(task: NewcomerTask) -> Sequence[str]:
    return [
        escape(task.organization),
        Copy.JOINED.format(days=task.days) if task.days else Copy.JOINED_TODAY,
        link(Copy.OPEN_POST.format(name=task.channel_name), for_viewer(task.permalink)),
    ]


@_facts.register
def _(task: QuestionTask) -> Sequence[str]:
    place = "" if task.organization in task.name else task.organization
    who = f"{place} {task.name}".strip()
    return [
        escape(f"#{task.thread.channel_name}"),
        day_text(task.thread.posted_at),
        Copy.ASKER.format(who=_person_link(task.member_id, who)) if who else "",
        Copy.NEWCOMER if task.newcomer else "",
        in_app_link(task.thread.thread_id, task.thread.permalink),
    ]


@_facts.register
def _(task: HiddenTask) -> Sequence[str]:
    return [
        escape(task.organization),
        day_text(task.posted_at),
        link(Copy.OPEN_POST.format(name=task.thread.channel_name), for_viewer(task.permalink)),
        Copy.ASK_THERE.format(
            channel=link(f"#{task.channel.name}", for_viewer(task.channel.permalink))
        ),
    ]


@_facts.register
def _(task: MissingTask) -> Sequence[str]:
    return [
        escape(task.kind),
        Copy.POPULATION.format(n=f"{task.population:,}") if task.population else "",
    ]


def _more(task: Task) -> str:
    """What stands under the reasons: an answer that exists."""
    if isinstance(task, QuestionTask) and task.answers:
        return meta([Copy.DISCUSSED.format(thread=_thread_link(task.answers[0]))])
    return ""


def _thread_link(thread: ThreadSuggestion) -> str:
    return link(thread.title, for_viewer(thread.permalink))


def _draft(task: Task, *, open_: bool) -> None:
    outside = isinstance(task, MissingTask)
    with st.expander(Copy.DRAFT_INVITATION if outside else Copy.DRAFT, expanded=open_):
        st.markdown(Copy.DRAFT_HELP_OUTSIDE if outside else _copy.Card.DRAFT_HELP)
        st.code(task.message, language=None, wrap_lines=True)
        if isinstance(task, QuestionTask) and task.answers[1:]:
            lines = [f"- {_thread_link(thread)}" for thread in task.answers[1:]]
            st.markdown("\n".join([f"**{Copy.MORE_DISCUSSED}**", "", *lines]))
        people = task.people if isinstance(task, QuestionTask | MissingTask) else ()
        if people:
            heading = Copy.NEIGHBOURS if outside else Copy.OTHERS
            lines = [_person_line(person, with_load=not outside) for person in people]
            st.markdown("\n".join([f"**{heading}**", "", *lines]))


def _person_line(person: PersonSuggestion, *, with_load: bool) -> str:
    facts = [escape(person.organization), escape(person.reasons[0].text) if person.reasons else ""]
    if with_load:
        facts.append(load_text(person.load))
    return f"- {_person_link(person.member_id, person.name)} {meta(facts)}"


def _buttons(task: Task, member_id: str, claim: Handling | None, *, first: bool) -> None:
    if claim is None:
        _button(task, member_id, Key.DESK_CLAIM, HandlingState.CLAIMED, primary=first)
    _button(task, member_id, Key.DESK_DONE, HandlingState.DONE, primary=first and claim is not None)
    if claim is None:
        _button(task, member_id, Key.DESK_SNOOZE, HandlingState.SNOOZED)
        _button(task, member_id, Key.DESK_DECLINE, HandlingState.DECLINED)
        return
    st.button(
        Copy.UNDO,
        key=say_key(Key.DESK_BACK, task.task_id),
        icon=":material/undo:",
        on_click=take_back,
        args=(member_id, task.task_id),
    )


def _button(
    task: Task, member_id: str, key: Key, state: HandlingState, *, primary: bool = False
) -> None:
    st.button(
        Copy.SAY[state],
        key=say_key(key, task.task_id),
        type="primary" if primary else "secondary",
        on_click=say,
        args=(member_id, task.task_id, title_of(task), state),
    )
