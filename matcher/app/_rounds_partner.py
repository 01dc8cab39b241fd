"""Choosing somebody's partner by hand: two mentees exchange mentors, or a waiting one gets one."""

from collections import Counter
from collections.abc import Callable, Mapping

import streamlit as st

from matcher.app import _copy
from matcher.app._rounds_parts import People, attempt, pick_person
from matcher.app._state import Key, community
from matcher.domain import Pair, StoredRound

Copy = _copy.Rounds


def choose_swap(stored: StoredRound, pair: Pair, people: People) -> None:
    """With whom a mentee exchanges mentors; published pairs stay out of it."""
    pairs = stored.solution.pairs if stored.solution is not None else ()
    options = {
        one.mentee: Copy.SWAP_OPTION.format(
            mentee=people.mentee(one.mentee), mentor=people.mentor(one.mentor)
        )
        for one in pairs
        if one.mentor != pair.mentor and (one.mentee, one.mentor) not in stored.published_pairs
    }
    _choose(
        Copy.SWAP_WITH,
        options,
        lambda other: community().rounds.swap(stored.name, pair.mentee, other),
    )


def choose_mentor(stored: StoredRound, mentee: str, people: People) -> None:
    """Which mentor a waiting mentee gets; how many they have already is said."""
    pairs = stored.solution.pairs if stored.solution is not None else ()
    load = Counter(one.mentor for one in pairs)
    options = {
        one.id: Copy.ASSIGN_OPTION.format(
            mentor=people.mentor(one.id), load=load[one.id], capacity=one.capacity
        )
        for one in stored.input.mentors
        if one.id != mentee
    }
    _choose(
        Copy.ASSIGN_WITH,
        options,
        lambda mentor: community().rounds.assign(stored.name, mentee, mentor),
    )


def _choose(label: str, options: Mapping[str, str], change: Callable[[str], object]) -> None:
    chosen = pick_person(options, key=f"{Key.ROUND_PARTNER} who", label=label)
    with st.container(horizontal=True):
        st.button(
            Copy.CHOOSE,
            key=f"{Key.ROUND_PARTNER} choose",
            on_click=_take,
            args=(change, chosen),
        )
        st.button(Copy.CANCEL, key=f"{Key.ROUND_PARTNER} cancel", on_click=_leave)


def _take(change: Callable[[str], object], chosen: str | None) -> None:
    if chosen is not None and attempt(lambda: change(chosen)):
        _leave()


def _leave() -> None:
    st.session_state.pop(Key.ROUND_PARTNER, None)
