"""The app's router and frame: which pages there are and what stands around each of them."""

import logging
import uuid
from pathlib import Path

import streamlit as st

from matcher.app import _copy
from matcher.app._components import failed
from matcher.app._pickers import viewer_picker
from matcher.app._state import Key, View, status
from matcher.app._text import count, day, minute
from matcher.domain import CommunityStatus, MatcherError

ASSETS = Path(__file__).parent / "matcher" / "app" / "assets"
_log = logging.getLogger("matcher.app")


def pages() -> dict[str, list[st.Page]]:
    """The menu; conversations and channels have pages reached by links only."""
    title = _copy.Title
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
        _copy.Frame.GROUP_AMBASSADORS: [
            st.Page(View.DESK, title=title.DESK, url_path="desk"),
        ],
        _copy.Frame.GROUP_ORGANIZERS: [
            st.Page(View.MAP, title=title.MAP, url_path="map"),
            st.Page(View.GRAPH, title=title.GRAPH, url_path="graph"),
            st.Page(View.GAPS, title=title.GAPS, url_path="gaps"),
            st.Page(View.CANDIDATES, title=title.CANDIDATES, url_path="candidates"),
            st.Page(View.ROUNDS, title=title.ROUNDS, url_path="rounds"),
        ],
        _copy.Frame.GROUP_ADMIN: [
            st.Page(View.IMPORT, title=title.IMPORT, url_path="import"),
            st.Page(View.SETTINGS, title=title.SETTINGS, url_path="settings"),
        ],
    }


def draw_foot(state: CommunityStatus) -> None:
    """Last line: what the results are about and how fresh they are."""
    if state.state != "ready" or state.span is None or state.built_at is None:
        return
    built = minute(state.built_at)
    st.markdown(
        _copy.Frame.SPAN.format(
            first=day(state.span[0]),
            last=day(state.span[1]),
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


def main() -> None:
    """Draw the frame and the chosen page in it."""
    st.set_page_config(page_icon=str(ASSETS / "favicon.png"), layout="wide")
    st.logo(str(ASSETS / "logo.svg"), size="medium")
    st.html(ASSETS / "frame.html", unsafe_allow_javascript=True)
    page = st.navigation(pages(), expanded=True)
    try:
        state = status()
        if state.state == "ready":
            with st.sidebar:
                viewer_picker()
        if state.demo:
            st.markdown(_copy.Frame.DEMO)
        st.title(page.title, anchor=False)
        page.run()
        draw_foot(state)
    except MatcherError as problem:
        failed(problem)
        st.button(_copy.Frame.RETRY, key=Key.RETRY)
    except Exception:
        draw_unexpected()


main()
