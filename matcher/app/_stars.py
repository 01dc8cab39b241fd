"""The star: one button puts a channel's doings on ホーム and into the digest, and takes it back."""

from collections.abc import Callable

import streamlit as st

from matcher.app import _copy
from matcher.app._state import community, viewer
from matcher.app._text import escape
from matcher.domain import MatcherError

Stars = _copy.Stars


def starred() -> frozenset[str] | None:
    """Channels that the person in front of the screen starred; None when nobody is known."""
    known = viewer()
    return None if known is None else frozenset(community().starred(known))


def star_key(channel_id: str, place: str = "") -> str:
    """Key of a channel's star button; ``place`` tells apart several of a page."""
    return f"star_{channel_id}_{place}" if place else f"star_{channel_id}"


def star_button(
    channel_id: str, stars: frozenset[str] | None, *, name: str = "", place: str = ""
) -> None:
    """Star a channel, or take the star back; nothing is drawn when nobody is known.

    Args:
        channel_id: The channel.
        stars: What :func:`starred` gave.
        name: The channel's name, where the page does not say it beside the button.
        place: Tells several buttons of one channel apart.
    """
    if stars is None:
        return
    has_star = channel_id in stars
    channel = Stars.OF.format(name=escape(name)) if name else ""
    st.button(
        f"{channel}{Stars.REMOVE if has_star else Stars.ADD}",
        key=star_key(channel_id, place),
        icon=":material/star:" if has_star else ":material/star_border:",
        type="tertiary",
        on_click=_unstar if has_star else _star,
        args=(channel_id,),
    )


def _star(channel_id: str) -> None:
    _keep(community().star, channel_id, Stars.ADDED)


def _unstar(channel_id: str) -> None:
    _keep(community().unstar, channel_id, Stars.REMOVED)


def _keep(change: Callable[[str, str], None], channel_id: str, said: str) -> None:
    """Change the star and say so; a problem is said in the same place."""
    known = viewer()
    if known is None:
        return
    try:
        change(known, channel_id)
    except MatcherError as problem:
        st.toast(f"{escape(problem.what)} {escape(problem.remedy)}", icon=":material/error:")
    else:
        st.toast(said)
