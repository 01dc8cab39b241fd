"""メンタリング, step 1 of a new round: who takes part."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from matcher.app import _copy
from matcher.app._components import failed, heading
from matcher.app._rounds_parts import attempt
from matcher.app._state import Key, Parameter, community
from matcher.app._text import count, escape
from matcher.domain import (
    MatcherError,
    PlaceWish,
    RoundCriteria,
    RoundInput,
    RoundSummary,
)
from matcher.places import load_directory

Copy = _copy.Rounds
MOST_MEGABYTES = 20


def draw_create(rounds: Sequence[RoundSummary]) -> None:
    """A form for a new round.

    Args:
        rounds: Those that are there.
    """
    heading(Copy.NEW)
    name = st.text_input(Copy.NAME, key=Key.ROUND_NAME, width=360, autocomplete="off").strip()
    st.markdown(Copy.NAME_HELP)
    source = st.segmented_control(
        Copy.SOURCE,
        list(Copy.SOURCES),
        format_func=lambda one: Copy.SOURCES[one],
        key=Key.ROUND_SOURCE,
        default="community",
        required=True,
    )
    if source == "last":
        draw_from_last(name, rounds)
        return
    found = draw_tables() if source == "tables" else draw_criteria()
    pressed = st.button(Copy.CREATE, key=Key.ROUND_CREATE, type="primary")
    if pressed and not name:
        st.error(Copy.NAME_EMPTY, icon=":material/error:")
    elif pressed and found is None:
        st.error(Copy.TABLES_MISSING, icon=":material/error:")
    elif pressed and found is not None:
        create(lambda: community().rounds.create(name, found), name)


def draw_criteria() -> RoundInput | None:
    """Whom of the community to propose; gives who that is now."""
    topics = {one.topic_id: one.name for one in community().topics()}
    prefectures = {one.code: one.name for one in load_directory().prefectures}
    left, right = st.columns(2)
    with left:
        st.subheader(Copy.SEEKING, anchor=False)
        newcomers = st.checkbox(Copy.NEWCOMERS, value=True, key=Key.ROUND_NEWCOMERS)
        solo_it = st.checkbox(Copy.SOLO_IT, value=True, key=Key.ROUND_SOLO)
        places = _several(Copy.PREFECTURES, prefectures, Key.ROUND_PREFECTURES)
        own = _several(Copy.MENTEE_TOPICS, topics, Key.ROUND_MENTEE_TOPICS)
        place = st.radio(
            Copy.PLACE,
            list(Copy.PLACES),
            format_func=lambda one: Copy.PLACES[one],
            key=Key.ROUND_PLACE,
            horizontal=True,
        )
    with right:
        st.subheader(Copy.OFFERING, anchor=False)
        ambassadors = st.checkbox(Copy.AMBASSADORS, value=True, key=Key.ROUND_AMBASSADORS)
        answering = st.checkbox(Copy.ANSWERING, value=True, key=Key.ROUND_ANSWERING)
        least = st.number_input(
            Copy.LEAST, 1, 1000, RoundCriteria().least_answers, key=Key.ROUND_LEAST
        )
        answered = _several(Copy.MENTOR_TOPICS, topics, Key.ROUND_MENTOR_TOPICS)
        capacity = st.number_input(Copy.CAPACITY, 1, 20, 2, key=Key.ROUND_CAPACITY)
        st.markdown(Copy.CAPACITY_HELP)
    with st.spinner(Copy.READING):
        found = community().rounds.gather(
            RoundCriteria(
                newcomers=newcomers,
                solo_it=solo_it,
                prefectures=places,
                mentee_topics=own,
                ambassadors=ambassadors,
                answering=answering,
                mentor_topics=answered,
                least_answers=int(least),
                capacity=int(capacity),
                place=PlaceWish(place),
            )
        )
    draw_preview(found)
    return found


def draw_preview(found: RoundInput) -> None:
    """How many would take part, or which side nobody is on."""
    if not found.mentees:
        st.warning(Copy.NOBODY_SEEKING, icon=":material/info:")
    if not found.mentors:
        st.warning(Copy.NOBODY_OFFERING, icon=":material/info:")
    st.markdown(
        Copy.PREVIEW.format(
            mentees=count(len(found.mentees), "人"),
            mentors=count(len(found.mentors), "人"),
            seats=f"{sum(one.capacity for one in found.mentors):,}",
        )
    )
    for notice in found.notices:
        st.markdown(f":small[{escape(notice)}]")


def draw_tables(key: str = "") -> RoundInput | None:
    """Tables to choose; gives the people in them, None while a table is missing or wrong.

    Args:
        key: Distinguishes the fields of several forms.
    """
    kinds = {
        "mentees": (Copy.TABLE_MENTEES, Key.ROUND_MENTEES),
        "mentors": (Copy.TABLE_MENTORS, Key.ROUND_MENTORS),
    }
    files: dict[str, tuple[str, bytes]] = {}
    for kind, (label, own) in kinds.items():
        upload = st.file_uploader(
            label, ["csv", "xlsx"], key=f"{own}{key}", max_upload_size=MOST_MEGABYTES
        )
        if upload is not None:
            files[kind] = (upload.name, upload.getvalue())
    for upload in st.file_uploader(
        Copy.TABLE_OTHERS,
        ["csv", "xlsx"],
        accept_multiple_files=True,
        key=f"{Key.ROUND_OTHERS}{key}",
        max_upload_size=MOST_MEGABYTES,
    ):
        files.setdefault(upload.name.rpartition(".")[0], (upload.name, upload.getvalue()))
    st.markdown(Copy.TABLES_HELP)
    return read_tables(files) if kinds.keys() <= files.keys() else None


def read_tables(files: Mapping[str, tuple[str, bytes]]) -> RoundInput | None:
    """The people in tables, with how many they are; None when one cannot be used."""
    try:
        with st.spinner(Copy.READING):
            found = community().rounds.read(files)
    except MatcherError as problem:
        failed(problem, title=Copy.TABLES_UNREADABLE)
        return None
    draw_preview(found)
    return found


def draw_from_last(name: str, rounds: Sequence[RoundSummary]) -> None:
    """The round after a published one."""
    told = [one.name for one in rounds if one.published_at is not None]
    if not told:
        st.markdown(Copy.NO_LAST)
        return
    last = st.selectbox(Copy.LAST, told, key=Key.ROUND_LAST, width=360)
    again = st.checkbox(Copy.SERVED_AGAIN, value=True, key=Key.ROUND_AGAIN)
    st.markdown(Copy.LAST_HELP)
    if not st.button(Copy.CREATE, key=Key.ROUND_CREATE, type="primary"):
        return
    if not name:
        st.error(Copy.NAME_EMPTY, icon=":material/error:")
        return
    create(lambda: community().rounds.follow(name, last, served_again=again), name)


def create(make: Callable[[], object], name: str) -> None:
    """Make the round and open its next step, or tell why not."""
    if attempt(make):
        st.session_state.pop(Key.ROUND, None)
        st.query_params[Parameter.ROUND] = name
        st.query_params[Parameter.STEP] = "check"
    st.rerun()


def _several(label: str, names: Mapping[str, str], key: Key) -> tuple[str, ...]:
    return tuple(
        st.multiselect(
            label,
            list(names),
            format_func=lambda one: names[one],
            key=key,
            placeholder="",
            select_all=False,
        )
    )
