"""メンタリング, step 1 of a round that is there: its people, its rules, who comes later."""

from dataclasses import asdict, replace

import streamlit as st

from matcher.app import _copy
from matcher.app._pickers import LIMIT, member_label
from matcher.app._rounds_create import draw_tables
from matcher.app._rounds_parts import attempt, next_step, people_of, pick_person, press
from matcher.app._state import Key, Parameter, community
from matcher.app._text import count, escape
from matcher.domain import (
    Mentee,
    Mentor,
    PlaceWish,
    RoundRules,
    RoundState,
    RoundWeights,
    StoredRound,
)

Copy = _copy.Rounds
HEAVIEST = 10.0


def draw_prepare(stored: StoredRound) -> None:
    """How many take part, and what can be changed of it."""
    seats = sum(one.capacity for one in stored.input.mentors)
    st.markdown(
        Copy.PEOPLE.format(
            mentees=count(len(stored.input.mentees), "人"),
            mentors=count(len(stored.input.mentors), "人"),
            seats=f"{seats:,}",
        )
    )
    for notice in stored.input.notices:
        st.info(escape(notice), icon=":material/info:")
    if stored.state is not RoundState.CLOSED:
        with st.expander(Copy.EDIT):
            draw_edit(stored)
        with st.expander(Copy.ADD):
            draw_add(stored)
        with st.expander(Copy.RULES):
            draw_rules(stored)
    with st.expander(Copy.DROP):
        st.markdown(Copy.DROP_HELP)
        st.button(Copy.DROP_BUTTON, key=Key.ROUND_DROP, on_click=drop, args=(stored.name,))
    next_step("check")


def drop(name: str) -> None:
    """Erase the round and look at the others; in callbacks."""
    if attempt(lambda: community().rounds.drop(name)):
        st.session_state.pop(Key.ROUND, None)
        st.query_params.pop(Parameter.ROUND, None)


def draw_edit(stored: StoredRound) -> None:
    """One person's row."""
    people = people_of(stored)
    side = st.segmented_control(
        Copy.SIDE,
        list(Copy.SIDES),
        format_func=lambda one: Copy.SIDES[one],
        key=Key.ROUND_SIDE,
        default="mentee",
        required=True,
    )
    if side == "mentee":
        names = {one: people.mentee(one) for one in people.mentees}
    else:
        names = {one: people.mentor(one) for one in people.mentors}
    person = pick_person(names, key=f"{Key.ROUND_WHO} {side}")
    if person is None:
        return
    gone = person in {one.id for one in stored.input.withdrawn}
    if gone:
        st.markdown(Copy.WITHDRAWN)
        st.button(
            Copy.READMIT,
            key=f"{Key.ROUND_SAVE} back",
            on_click=press,
            args=(lambda: community().rounds.readmit(stored.name, person),),
        )
        return
    if side == "mentee":
        edit_mentee(stored, people.mentees[person])
    else:
        edit_mentor(stored, people.mentors[person])
    st.button(
        Copy.WITHDRAW,
        key=f"{Key.ROUND_SAVE} gone",
        on_click=press,
        args=(lambda: community().rounds.withdraw(stored.name, person),),
    )


def edit_mentee(stored: StoredRound, mentee: Mentee) -> None:
    """What a mentee wishes."""
    own = f"{mentee.id} {stored.version}"
    with st.form(f"{Key.ROUND_SAVE} {own}"):
        topics = st.text_input(Copy.TOPICS, "、".join(mentee.topics), autocomplete="off")
        text = st.text_area(Copy.TEXT, mentee.text)
        place = st.radio(
            Copy.PLACE,
            list(Copy.PLACES),
            index=list(Copy.PLACES).index(mentee.place.value),
            format_func=lambda one: Copy.PLACES[one],
            horizontal=True,
        )
        same_boat = st.checkbox(Copy.SAME_BOAT, mentee.same_boat)
        saved = st.form_submit_button(Copy.SAVE)
    if saved:
        changed = replace(
            mentee,
            topics=_words(topics),
            text=text,
            place=PlaceWish(place),
            same_boat=same_boat,
        )
        attempt(lambda: community().rounds.save_people(stored.name, mentees=[changed]))
        st.rerun()


def edit_mentor(stored: StoredRound, mentor: Mentor) -> None:
    """What a mentor offers."""
    own = f"{mentor.id} {stored.version}"
    with st.form(f"{Key.ROUND_SAVE} {own}"):
        topics = st.text_input(Copy.MENTOR_OWN_TOPICS, "、".join(mentor.topics), autocomplete="off")
        text = st.text_area(Copy.TEXT, mentor.text)
        capacity = st.number_input(Copy.SEATS, 0, 1000, mentor.capacity)
        saved = st.form_submit_button(Copy.SAVE)
    if saved:
        changed = replace(mentor, topics=_words(topics), text=text, capacity=int(capacity))
        attempt(lambda: community().rounds.save_people(stored.name, mentors=[changed]))
        st.rerun()


def draw_add(stored: StoredRound) -> None:
    """Somebody who comes later, from the community or from tables."""
    st.markdown(Copy.ADD_HELP)
    ways = {"member": Copy.ADD_MEMBER, "tables": Copy.ADD_TABLES}
    way = st.segmented_control(
        Copy.SOURCE,
        list(ways),
        format_func=lambda one: ways[one],
        key=f"{Key.ROUND_ADD} way",
        default="member",
        required=True,
    )
    if way == "tables":
        found = draw_tables(" later")
        if st.button(Copy.ADD_BUTTON, key=Key.ROUND_ADD) and found is not None:
            attempt(lambda: community().rounds.join(stored.name, found))
            st.rerun()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            Copy.SEARCH, key=f"{Key.ROUND_ADD} search", live=True, autocomplete="off", width=280
        ).strip()
        members = {
            one.member_id: member_label(one) for one in community().find_members(text, limit=LIMIT)
        }
        person = st.selectbox(
            Copy.WHO,
            list(members),
            index=None,
            format_func=lambda one: members.get(one, one),
            key=f"{Key.ROUND_ADD} who",
            placeholder="",
            width=360,
        )
    side = st.radio(
        Copy.SIDE,
        list(Copy.SIDES),
        format_func=lambda one: Copy.SIDES[one],
        key=f"{Key.ROUND_ADD} side",
        horizontal=True,
    )
    if st.button(Copy.ADD_BUTTON, key=Key.ROUND_ADD) and person is not None:
        attempt(lambda: join_member(stored.name, person, as_mentor=side == "mentor"))
        st.rerun()


def join_member(name: str, person: str, *, as_mentor: bool) -> None:
    """Add a member with what the community knows of them."""
    rounds = community().rounds
    rounds.join(name, rounds.member(person, as_mentor=as_mentor))


def draw_rules(stored: StoredRound) -> None:
    """What is allowed, and what counts how much."""
    with st.form(f"{Key.ROUND_RULES} {stored.version}", border=False):
        rules = {
            name: st.checkbox(label, getattr(stored.input.rules, name))
            for name, label in Copy.RULE_NAMES.items()
        }
        st.markdown(Copy.WEIGHTS_HELP)
        weights = {
            name: st.slider(label, 0.0, HEAVIEST, float(getattr(stored.input.weights, name)), 0.1)
            for name, label in Copy.WEIGHT_NAMES.items()
        }
        saved = st.form_submit_button(Copy.SAVE)
    if saved:
        now = {**asdict(stored.input.rules), **rules}
        attempt(
            lambda: community().rounds.set_rules(
                stored.name, RoundRules(**now), RoundWeights(**weights)
            )
        )
        st.rerun()


def _words(text: str) -> tuple[str, ...]:
    """Topics of a field, each once."""
    parts = text.replace(",", "、").replace("，", "、").split("、")
    return tuple(dict.fromkeys(word for part in parts if (word := part.strip())))
