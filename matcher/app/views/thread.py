"""会話: a conversation, message by message, as text."""

import streamlit as st

from matcher.app import _copy
from matcher.app._components import empty, heading, huge, meta, open_view, thread_card
from matcher.app._guard import ready
from matcher.app._state import Parameter, View, community, own_address
from matcher.app._text import escape, is_elsewhere, link
from matcher.domain import MessageView, ThreadView, UnknownNameError, minute_text

Copy = _copy.Thread
STEP = 50


def draw() -> None:
    """The conversation that the address names."""
    if not ready():
        return
    chosen = st.query_params.get(Parameter.THREAD)
    if not chosen:
        empty(Copy.NONE)
        open_view(View.ASK, _copy.Title.ASK)
        return
    try:
        with st.spinner(Copy.LOADING):
            thread = community().show_thread(chosen)
    except UnknownNameError:
        empty(Copy.UNKNOWN)
        open_view(View.ASK, _copy.Title.ASK)
        return
    draw_survey(thread.thread_id)
    draw_thread(thread)


def draw_survey(thread_id: str) -> None:
    """The way to the table of answers, when the conversation is a survey."""
    survey = community().survey(thread_id)
    if survey is None or not survey.rows:
        return
    organizations = len(survey.rows)
    st.info(_copy.Survey.IN_THREAD.format(n=organizations), icon=":material/ballot:")
    label = _copy.Survey.OPEN.format(n=organizations)
    open_view(View.SURVEY, label, {Parameter.THREAD: thread_id})


def draw_thread(thread: ThreadView) -> None:
    """Title, facts, all messages, conversations like it."""
    heading(escape(thread.title))
    facts = [escape(f"#{thread.channel_name}")]
    if is_elsewhere(thread.permalink):
        facts.append(link(Copy.OPEN, thread.permalink))
    badges = [
        _copy.Card.RESOLVED if thread.resolved else "",
        _copy.Card.ARCHIVED if thread.archived else "",
    ]
    st.markdown(" ".join([meta(facts), *filter(None, badges)]))
    st.subheader(Copy.MESSAGES.format(n=len(thread.messages)), anchor=False)
    shown = int(st.session_state.get(shown_key(thread), STEP))
    for message in thread.messages[:shown]:
        draw_message(message)
    if len(thread.messages) > shown:
        huge(shown, len(thread.messages), "件")
        more = min(STEP, len(thread.messages) - shown)
        st.button(
            _copy.Frame.MORE.format(n=f"{more}件"),
            on_click=show_more,
            args=(shown_key(thread), shown + STEP),
        )
    if thread.similar:
        st.subheader(Copy.SIMILAR, anchor=False)
        for suggestion in thread.similar:
            thread_card(suggestion)


def shown_key(thread: ThreadView) -> str:
    """Where this session keeps how many messages are shown."""
    return f"shown {thread.thread_id}"


def show_more(key: str, shown: int) -> None:
    """Show the next messages as well."""
    st.session_state[key] = shown


def draw_message(message: MessageView) -> None:
    """One message: author, time, the text as it is, reactions in number."""
    with st.container(border=True):
        author = (
            link(message.author, own_address("people", {Parameter.MEMBER: message.member_id}))
            if message.member_id
            else escape(message.author)
        )
        st.markdown(f"**{author}** :small[{minute_text(message.posted_at)}]")
        if message.text.strip():
            st.text(message.text)
        else:
            st.markdown(Copy.NO_TEXT)
        reactions = sum(reaction.count for reaction in message.reactions)
        if reactions:
            st.markdown(meta([Copy.REACTIONS.format(n=reactions)]))


draw()
