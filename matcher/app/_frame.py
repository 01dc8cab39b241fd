"""Router and frame: which pages there are and what stands around each of them."""

import logging
import uuid
from collections.abc import Set
from pathlib import Path

import streamlit as st

# The charts come with the rest at the start: the first page with one would wait for their library.
from matcher.app import _copy, _map_charts  # noqa: F401
from matcher.app._components import failed
from matcher.app._state import Key, View, status
from matcher.app._text import count
from matcher.app._viewer import menu_roles, viewer_picker
from matcher.domain import CommunityStatus, MatcherError, RoleKind, day_text, minute_text

ASSETS = Path(__file__).parent / "assets"
_log = logging.getLogger("matcher.app")


def pages(roles: frozenset[RoleKind] | None) -> dict[str, list[st.Page]]:
    """The menu for who holds these roles, all of it for None.

    What is not in somebody's menu can be reached by links, as conversations and channels are.
    """
    title = _copy.Title
    organizing = {RoleKind.ORGANIZER}
    helping = {RoleKind.AMBASSADOR, RoleKind.ORGANIZER}
    filling = {RoleKind.ORGANIZER, RoleKind.ADMINISTRATOR}

    def page(view: View, title: str, url_path: str, seen_by: Set[RoleKind]) -> st.Page:
        seen = roles is None or not roles.isdisjoint(seen_by)
        return st.Page(
            view, title=title, url_path=url_path, visibility="visible" if seen else "hidden"
        )

    return {
        "": [
            st.Page(View.HOME, title=title.HOME, url_path="index", default=True),
            # Streamlit knows its default page by the bare address only; links may name it.
            st.Page(View.HOME, title=title.HOME, url_path="home", visibility="hidden"),
            st.Page(View.THREAD, title=title.THREAD, url_path="thread", visibility="hidden"),
            st.Page(View.CHANNEL, title=title.CHANNEL, url_path="channel", visibility="hidden"),
            st.Page(View.SURVEY, title=title.SURVEY, url_path="survey", visibility="hidden"),
        ],
        _copy.Frame.GROUP_MEMBERS: [
            st.Page(View.STARTER, title=title.STARTER, url_path="starter"),
            st.Page(View.ASK, title=title.ASK, url_path="ask"),
            st.Page(View.SIMILAR, title=title.SIMILAR, url_path="similar"),
            st.Page(View.TOPICS, title=title.TOPICS, url_path="topics"),
            st.Page(View.PEOPLE, title=title.PEOPLE, url_path="people"),
        ],
        _copy.Frame.GROUP_AMBASSADORS: [page(View.DESK, title.DESK, "desk", helping)],
        _copy.Frame.GROUP_ORGANIZERS: [
            page(View.MAP, title.MAP, "map", organizing),
            page(View.GRAPH, title.GRAPH, "graph", organizing),
            page(View.GAPS, title.GAPS, "gaps", organizing),
            page(View.CANDIDATES, title.CANDIDATES, "candidates", organizing),
            page(View.ROUNDS, title.ROUNDS, "rounds", organizing),
        ],
        _copy.Frame.GROUP_ADMIN: [
            page(View.IMPORT, title.IMPORT, "import", filling),
            st.Page(View.SETTINGS, title=title.SETTINGS, url_path="settings"),
        ],
    }


def draw_head(state: CommunityStatus) -> None:
    """First line: that it is the demo, and as whom it is seen."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        if state.demo:
            st.markdown(_copy.Frame.DEMO, width="content")
        if state.state == "ready":
            viewer_picker()


def draw_foot(state: CommunityStatus) -> None:
    """Last line: what the results are about and how fresh they are."""
    if state.state != "ready" or state.span is None or state.built_at is None:
        return
    built = minute_text(state.built_at)
    st.markdown(
        _copy.Frame.SPAN.format(
            first=day_text(state.span[0]),
            last=day_text(state.span[1]),
            conversations=count(state.conversations, "件"),
            built=built,
        )
    )
    if state.stale:
        st.markdown(_copy.Frame.STALE.format(built=built))


def draw_unexpected() -> None:
    """Short words for the reader, the whole story for the log."""
    number = uuid.uuid4().hex[:8]
    _log.exception("page failed unexpectedly, number %s", number)
    text = _copy.Frame.UNEXPECTED.format(number=number)
    st.error(f"**{_copy.Frame.UNEXPECTED_TITLE}**\n\n{text}", icon=":material/error:")
    st.button(_copy.Frame.RETRY, key=Key.RETRY)


def draw() -> None:
    """Draw the frame and the chosen page in it."""
    st.logo(str(ASSETS / "logo.svg"), size="medium")
    st.html(ASSETS / "frame.html", unsafe_allow_javascript=True)
    page = st.navigation(pages(menu_roles()), expanded=True)
    try:
        state = status()
        draw_head(state)
        st.title(page.title, anchor=False)
        page.run()
        draw_foot(state)
    except MatcherError as problem:
        failed(problem)
        st.button(_copy.Frame.RETRY, key=Key.RETRY)
    except Exception:
        draw_unexpected()
