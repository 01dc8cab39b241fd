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
    VIEWER_OPEN = "viewer_open"
    VIEWER_CHOSEN = "viewer_chosen"
    VIEWER_AS = "viewer_as"
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
    SURVEY_KIND = "survey_kind"
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
    AS_ORGANIZER = "as_organizer"
    MAP_MEASURE = "map_measure"
    MAP_TOPIC = "map_topic"
    MAP_PERIOD = "map_period"
    MAP_KIND = "map_kind"
    MAP_FORM = "map_form"
    MAP_PREFECTURE = "map_prefecture"
    MAP_ORGANIZATION = "map_organization"
    MAP_DETAIL = "map_detail"
    MAP_CHART = "map_chart"
    MAP_TABLE = "map_table"
    MAP_LIST = "map_list"
    MAP_BACK = "map_back"
    MAP_AGENCIES = "map_agencies"
    MAP_OUTSIDE = "map_outside"
    MAP_AGENCY = "map_agency"
    GRAPH_KIND = "graph_kind"
    GRAPH_SEARCH = "graph_search"
    GRAPH_MIDDLE = "graph_middle"
    GRAPH_EXPANDED = "graph_expanded"
    GRAPH_CHART = "graph_chart"
    REST = "rest"
    OPEN_DESK = "open_desk"
    DESK_KIND = "desk_kind"
    DESK_UNDO = "desk_undo"
    DESK_CLAIM = "desk_claim"
    DESK_DONE = "desk_done"
    DESK_SNOOZE = "desk_snooze"
    DESK_DECLINE = "desk_decline"
    DESK_BACK = "desk_back"
    ROUND = "round"
    ROUND_STEP = "round_step"
    ROUND_NAME = "round_name"
    ROUND_SOURCE = "round_source"
    ROUND_NEWCOMERS = "round_newcomers"
    ROUND_SOLO = "round_solo"
    ROUND_PREFECTURES = "round_prefectures"
    ROUND_MENTEE_TOPICS = "round_mentee_topics"
    ROUND_PLACE = "round_place"
    ROUND_AMBASSADORS = "round_ambassadors"
    ROUND_ANSWERING = "round_answering"
    ROUND_LEAST = "round_least"
    ROUND_MENTOR_TOPICS = "round_mentor_topics"
    ROUND_CAPACITY = "round_capacity"
    ROUND_MENTEES = "round_mentees"
    ROUND_MENTORS = "round_mentors"
    ROUND_OTHERS = "round_others"
    ROUND_LAST = "round_last"
    ROUND_AGAIN = "round_again"
    ROUND_CREATE = "round_create"
    ROUND_SIDE = "round_side"
    ROUND_SEARCH = "round_search"
    ROUND_WHO = "round_who"
    ROUND_SAVE = "round_save"
    ROUND_ADD = "round_add"
    ROUND_RULE = "round_rule"
    ROUND_WEIGHT = "round_weight"
    ROUND_RULES = "round_rules"
    ROUND_DROP = "round_drop"
    ROUND_NEXT = "round_next"
    ROUND_SOLVE = "round_solve"
    ROUND_UNDO = "round_undo"
    ROUND_SHOW = "round_show"
    ROUND_ORDER = "round_order"
    ROUND_FILTER = "round_filter"
    ROUND_MORE = "round_more"
    ROUND_PARTNER = "round_partner"
    ROUND_PUBLISH = "round_publish"
    ROUND_FILE = "round_file"
    ROUND_FEEDBACK = "round_feedback"
    ROUND_CLOSE = "round_close"
    GAPS_TAB = "gaps_tab"
    GAPS_TOPIC = "gaps_topic"
    GAPS_PREFECTURE = "gaps_prefecture"
    GAPS_ALL = "gaps_all"
    GAPS_OPEN = "gaps_open"
    GAPS_MORE = "gaps_more"
    COVERAGE = "coverage"
    COVERAGE_BY = "coverage_by"
    COVERAGE_NUMBER = "coverage_number"
    COVERAGE_TOPIC = "coverage_topic"
    COVERAGE_PLACE = "coverage_place"
    NEWCOMERS_MONTH = "newcomers_month"
    QUESTIONS_BY = "questions_by"
    QUESTIONS_OF = "questions_of"
    REPORT_MONTH = "report_month"
    REPORT = "report"
    CANDIDATE_SIZE = "candidate_size"
    CANDIDATE_SPREAD = "candidate_spread"
    CANDIDATE_PINNED = "candidate_pinned"
    CANDIDATE_EXCLUDED = "candidate_excluded"
    CANDIDATE_PIN = "candidate_pin"
    CANDIDATE_UNPIN = "candidate_unpin"
    CANDIDATE_EXCLUDE = "candidate_exclude"
    CANDIDATE_RESTORE = "candidate_restore"
    CANDIDATE_UNDO = "candidate_undo"
    CANDIDATE_CHANGE = "candidate_change"


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
    MEASURE = "measure"
    MAP_TOPIC = "on"
    PERIOD = "days"
    KIND = "kind"
    FORM = "form"
    PREFECTURE = "prefecture"
    GOVERNMENT = "code"
    DETAIL = "show"
    NODE = "node"
    DESK_KIND = "list"
    ROUND = "round"
    STEP = "step"
    GAPS_TAB = "tab"
    GAPS_TOPIC = "gap_topic"
    GAPS_PREFECTURE = "gap_prefecture"
    SIZE = "size"
    SPREAD = "spread"
    PINNED = "pinned"
    EXCLUDED = "excluded"


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
    SURVEY = "matcher/app/views/survey.py"
    MAP = "matcher/app/views/map.py"
    GRAPH = "matcher/app/views/graph.py"
    DESK = "matcher/app/views/desk.py"
    GAPS = "matcher/app/views/gaps.py"
    CANDIDATES = "matcher/app/views/candidates.py"
    ROUNDS = "matcher/app/views/rounds.py"
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
    value = st.session_state.get(Key.VIEWER_CHOSEN) or st.query_params.get(Parameter.VIEWER)
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
