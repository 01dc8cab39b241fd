"""What survives a rerun and a change of page: the community, who looks, what was submitted."""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlencode

import streamlit as st

import matcher
from matcher.app._text import is_elsewhere
from matcher.domain import CommunityStatus


class Key(StrEnum):
    """Keys of widgets, shared with the tests."""

    VIEWER = "viewer"
    VIEWER_SEARCH = "viewer_search"
    HOME_QUESTION = "home_question"
    HOME_ASK = "home_ask"
    DEMO = "demo_fill"
    BUILD = "build"
    RETRY = "retry"
    QUESTION = "question"
    ASK = "ask"
    EXAMPLE = "example"
    ORGANIZATION = "organization"
    INTERESTS = "interests"
    SOLO_IT = "solo_it"
    SHOW_STARTER = "show_starter"
    SIMILAR = "similar"
    SIMILAR_SEARCH = "similar_search"
    PERIOD = "period"
    RESOLVED = "resolved"
    MEMBER_SEARCH = "member_search"
    TOPIC_SEARCH = "topic_search"
    UPLOAD = "upload"
    WORKSPACE = "workspace"
    IMPORT = "import"
    IMPORT_KIND = "import_kind"
    ROSTER = "roster"
    ROSTER_CHOICE = "roster_choice"
    ROSTER_IMPORT = "roster_import"
    ROSTER_STOP = "roster_stop"
    OWN_ORGANIZATION = "own_organization"
    OWN_INTERESTS = "own_interests"
    OWN_SOLO_IT = "own_solo_it"
    DEPARTMENT = "department"
    WEEKLY_LIMIT = "weekly_limit"
    AWAY = "away"
    HIDDEN = "hidden"
    SAVE = "save"


class Parameter(StrEnum):
    """Names in the address; a copied address shows the same thing."""

    VIEWER = "as"
    QUESTION = "q"
    SIMILAR = "text"
    ORGANIZATION = "organization"
    INTERESTS = "interests"
    SOLO_IT = "solo_it"
    TOPIC = "topic"
    MEMBER = "member"
    THREAD = "thread"
    CHANNEL = "channel"


class View(StrEnum):
    """Files of the pages, as Streamlit names them."""

    HOME = "matcher/app/views/home.py"
    STARTER = "matcher/app/views/starter.py"
    ASK = "matcher/app/views/ask.py"
    SIMILAR = "matcher/app/views/similar.py"
    TOPICS = "matcher/app/views/topics.py"
    PEOPLE = "matcher/app/views/people.py"
    THREAD = "matcher/app/views/thread.py"
    CHANNEL = "matcher/app/views/channel.py"
    IMPORT = "matcher/app/views/import_.py"
    SETTINGS = "matcher/app/views/settings.py"


@st.cache_resource(show_spinner=False)
def _open_once() -> matcher.Community:
    """One community for the whole process: all sessions share the snapshot that it keeps."""
    return matcher.open_community()


def community() -> matcher.Community:
    """The community that this server shows."""
    return _open_once()


def status() -> CommunityStatus:
    """Its state now."""
    return community().status()


def viewer() -> str | None:
    """Member id of the person in front of the screen, None when nobody is known.

    Without sign-in it is whom the demo's picker names. This is the only place that decides it.
    """
    value = st.session_state.get(Key.VIEWER) or st.query_params.get(Parameter.VIEWER)
    return str(value) if value else None


def own_address(page: str, parameters: Mapping[str, str]) -> str:
    """Address of a page of this app, relative to the present one, for the same viewer."""
    known = viewer()
    kept = {**parameters, Parameter.VIEWER: known} if known else dict(parameters)
    return f"{page}?{urlencode(kept)}" if kept else page


def for_viewer(permalink: str) -> str:
    """A permalink to open in a new tab; pages of this app stay with the same viewer."""
    known = viewer()
    if known is None or not permalink or is_elsewhere(permalink):
        return permalink
    sign = "&" if "?" in permalink else "?"
    return f"{permalink}{sign}{urlencode({str(Parameter.VIEWER): known})}"


def address_parameters(parameters: Mapping[str, str]) -> dict[str, str]:
    """Parameters for a link inside the app, with the viewer added."""
    known = viewer()
    return {**parameters, Parameter.VIEWER: known} if known else dict(parameters)


def recall(parameter: Parameter, key: str) -> str:
    """What was submitted last in a field: the address wins, then this session.

    It is called before the field is drawn and fills it. Streamlit's ``bind`` is not used for
    these fields: leaving the page removes a bound parameter from the history, so that Back came
    to a page without its question.
    """
    slot = f"submitted {parameter}"
    address = st.query_params.get(parameter)
    stored = str(st.session_state.get(slot, ""))
    if address is not None and address != stored:
        stored = st.session_state[slot] = st.session_state[key] = address
    elif key not in st.session_state:
        st.session_state[key] = stored
    return stored


def submit(parameter: Parameter, value: str) -> None:
    """Keep what was submitted, in this session and in the address."""
    st.session_state[f"submitted {parameter}"] = value
    if value:
        st.query_params[parameter] = value
    elif parameter in st.query_params:
        del st.query_params[parameter]
