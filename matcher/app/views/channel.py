"""チャンネル: what it is for and how lively it is; the way there when it is on Slack."""

import streamlit as st

from matcher.app import _copy
from matcher.app._components import empty, heading, meta, open_view
from matcher.app._guard import ready
from matcher.app._stars import star_button, starred
from matcher.app._state import Parameter, View, community
from matcher.app._text import escape, is_elsewhere
from matcher.domain import ChannelView, UnknownNameError, day_text

Copy = _copy.Channel


def draw() -> None:
    """The channel that the address names."""
    if not ready():
        return
    chosen = st.query_params.get(Parameter.CHANNEL)
    if not chosen:
        empty(Copy.NONE)
        open_view(View.STARTER, _copy.Title.STARTER)
        return
    try:
        with st.spinner(Copy.LOADING):
            channel = community().show_channel(chosen)
    except UnknownNameError:
        empty(Copy.UNKNOWN)
        open_view(View.STARTER, _copy.Title.STARTER)
        return
    draw_channel(channel)


def draw_channel(channel: ChannelView) -> None:
    """Name, kind, counts, purpose."""
    heading(escape("#" + channel.name))
    if channel.archived:
        st.warning(Copy.ARCHIVED, icon=":material/inventory_2:")
    facts = [Copy.KIND[channel.kind], Copy.MESSAGES.format(n=f"{channel.messages:,}")]
    if channel.members is not None:
        facts.append(Copy.MEMBERS.format(n=f"{channel.members:,}"))
    if channel.last_post is not None:
        facts.append(Copy.LAST.format(day=day_text(channel.last_post)))
    st.markdown(meta(facts))
    st.subheader(Copy.PURPOSE, anchor=False)
    if channel.purpose.strip():
        st.text(channel.purpose)
    else:
        st.markdown(Copy.NO_PURPOSE)
    with st.container(horizontal=True):
        if is_elsewhere(channel.permalink):
            st.link_button(Copy.OPEN, channel.permalink, type="primary")
        star_button(channel.channel_id, starred())
    open_view(View.ASK, _copy.Similar.TO_ASK)


draw()
