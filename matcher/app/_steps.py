"""The checklist of はじめての方へ: which rows are done and which comes first."""

from collections.abc import Sequence

import streamlit as st

from matcher.domain import ChannelSuggestion

_TICKS = "ticked steps"


def tick_key(channel: ChannelSuggestion) -> str:
    """Key of a row's checkbox."""
    return f"step_{channel.step}_{channel.channel_id}"


def is_done(channel: ChannelSuggestion) -> bool:
    """Whether the community's data or the person says that the step is taken."""
    ticks: dict[str, bool] = st.session_state.get(_TICKS, {})
    return ticks.get(tick_key(channel), bool(channel.joined))


def tick(key: str) -> None:
    """Keep what the person ticked for this session."""
    ticks: dict[str, bool] = st.session_state.setdefault(_TICKS, {})
    ticks[key] = bool(st.session_state[key])


def first_undone(channels: Sequence[ChannelSuggestion]) -> ChannelSuggestion | None:
    """The next step to take, None when all are done."""
    return next((channel for channel in channels if not is_done(channel)), None)
