"""メンタリング, step 2: who cannot be matched and why, before solving."""

import streamlit as st

from matcher.app import _copy
from matcher.app._paging import paged
from matcher.app._rounds_parts import next_step, people_of, why_lines
from matcher.app._state import Key, community
from matcher.app._text import count, escape
from matcher.domain import RoundCheck, StoredRound

Copy = _copy.Rounds


def draw_check(stored: StoredRound) -> None:
    """Seats, the most that can be served, those without anybody, those who are left out."""
    with st.spinner(Copy.CHECKING):
        check = _check(community().snapshot_id, community().url, stored.name, stored.version)
    st.markdown(
        Copy.SUM.format(
            mentees=count(check.mentees, "人"),
            mentors=count(check.mentors, "人"),
            seats=f"{check.seats:,}",
            most=count(check.most_served, "人"),
        )
    )
    if check.seats < check.mentees:
        missing = count(check.mentees - check.seats, "")
        st.warning(Copy.FEW_SEATS.format(n=missing), icon=":material/event_seat:")
    draw_impossible(check, stored)
    draw_others(check, stored)
    next_step("solve")


def draw_impossible(check: RoundCheck, stored: StoredRound) -> None:
    """Mentees with no permitted mentor, each with what would help."""
    if not check.impossible:
        enough = check.most_served == check.mentees
        text = Copy.ALL_POSSIBLE if enough else Copy.ALL_POSSIBLE_WITH_SEATS
        st.success(text, icon=":material/check:")
        return
    people = people_of(stored)
    total = len(check.impossible)
    st.subheader(Copy.IMPOSSIBLE.format(n=count(total, "人")), anchor=False)
    for one in paged(check.impossible, f"{Key.ROUND_MORE} check", "人"):
        with st.container(border=True):
            st.markdown(
                f"**{escape(people.mentee(one.mentee))}**\n\n{why_lines(one.why, one.helps)}"
            )


def draw_others(check: RoundCheck, stored: StoredRound) -> None:
    """Who is listed and does not take part, and what to know."""
    people = people_of(stored)
    if check.left_out:
        with st.expander(Copy.LEFT_OUT.format(n=count(len(check.left_out), "人"))):
            st.markdown(
                "\n".join(
                    f"- {escape(people.mentee(one.id))}: {escape(one.why)}"
                    for one in check.left_out
                )
            )
    if check.notices:
        with st.expander(Copy.NOTICES.format(n=f"{len(check.notices):,}")):
            st.markdown("\n".join(f"- {escape(one)}" for one in check.notices))


@st.cache_data(show_spinner=False, max_entries=20, ttl=60)
def _check(snapshot_id: str, url: str, name: str, version: int) -> RoundCheck:  # noqa: ARG001 (the key)
    return community().rounds.check(name)
