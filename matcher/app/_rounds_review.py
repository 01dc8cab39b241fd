"""メンタリング, step 4: every pair with its reasons, who waits, and what organizers decide."""

from collections.abc import Callable

import streamlit as st

from matcher.app import _copy
from matcher.app._components import empty, meta, more_reasons, reason_lines
from matcher.app._paging import paged
from matcher.app._rounds_partner import choose_mentor, choose_swap
from matcher.app._rounds_parts import (
    People,
    change_text,
    next_step,
    people_of,
    press,
    why_lines,
)
from matcher.app._rounds_solve import result_text, solve
from matcher.app._state import Key, community
from matcher.app._text import count, escape
from matcher.domain import (
    Exclusion,
    Pair,
    PairChange,
    RoundChange,
    RoundSolution,
    RoundState,
    StoredRound,
)

Copy = _copy.Rounds
LATEST = 10
CHANGES = 5


def draw_review(stored: StoredRound) -> None:
    """What changed, what waits to be solved again, then people and pairs to look at."""
    solution = stored.solution
    if solution is None:
        empty(Copy.NOT_SOLVED, Copy.NOT_SOLVED_BODY)
        next_step("solve")
        return
    people = people_of(stored)
    st.markdown(result_text(solution))
    draw_pending(stored, people)
    draw_changes(stored, people)
    shown = draw_filter(stored, solution)
    if shown == "pairs":
        draw_pairs(stored, solution, people)
    elif shown == "waiting":
        draw_waiting(stored, solution, people)
    elif shown == "free":
        draw_free(solution, people)
    else:
        draw_excluded(stored, people)
    next_step("tell", main=not stored.decided)


def draw_pending(stored: StoredRound, people: People) -> None:
    """Decisions that the solution does not know yet, and the press that takes them in."""
    if not stored.decided:
        return
    with st.container(border=True):
        known = stored.history.index
        lines = [f"- {change_text(stored, people, known(one))}" for one in stored.decided]
        total = Copy.PENDING.format(n=count(len(lines), "件"))
        st.markdown("\n".join([total, "", *lines[-LATEST:]]))
        if stored.state is not RoundState.CLOSED and st.button(
            Copy.SOLVE_AGAIN, key=Key.ROUND_SOLVE, type="primary"
        ):
            solve(stored)


def draw_changes(stored: StoredRound, people: People) -> None:
    """What the last solution changed, old and new with the reasons."""
    if stored.history[-1].change is not RoundChange.SOLVED:
        return
    changed = community().rounds.changes(stored.name)
    if changed is None:
        return
    total = len(changed.changes)
    with st.container(border=True):
        if not total:
            st.markdown(Copy.UNCHANGED)
            return
        same = count(changed.unchanged, "組")
        st.markdown(Copy.CHANGED.format(n=count(total, "組"), same=same))
        with st.expander(Copy.SHOW_CHANGES, expanded=total <= CHANGES):
            for one in paged(changed.changes, f"{Key.ROUND_MORE} changes", "組"):
                draw_change(one, people)


def draw_change(one: PairChange, people: People) -> None:
    """One mentee's mentor before and after, each with the reasons."""
    before, after = (
        Copy.NO_PAIR if pair is None else escape(people.mentor(pair.mentor))
        for pair in (one.before, one.after)
    )
    mentee = escape(people.mentee(one.mentee))
    lines = [Copy.CHANGE.format(mentee=mentee, before=before, after=after)]
    if one.before is not None and one.before.reasons:
        told = escape("".join(reason.text for reason in one.before.reasons[:2]))
        lines.append(Copy.WHY_BEFORE.format(reasons=told))
    if one.after is not None:
        lines.append(reason_lines(one.after.reasons, 2))
    st.markdown("\n\n".join(lines))


def draw_filter(stored: StoredRound, solution: RoundSolution) -> str:
    """What to look at: pairs, who waits, free mentors, who is kept apart."""
    numbers = {
        "pairs": count(len(solution.pairs), "組"),
        "waiting": count(len(solution.unmatched), "人"),
        "free": count(len(solution.unused), "人"),
        "excluded": count(len(stored.input.exclusions), "件"),
    }
    return str(
        st.segmented_control(
            Copy.SHOW,
            list(Copy.SHOWN),
            format_func=lambda one: Copy.SHOWN[one].format(n=numbers[one]),
            key=Key.ROUND_SHOW,
            default="pairs",
            required=True,
        )
    )


def draw_pairs(stored: StoredRound, solution: RoundSolution, people: People) -> None:
    """Pairs to look at, ten at a time."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            Copy.SEARCH, key=Key.ROUND_FILTER, live=True, autocomplete="off", width=280
        )
        order = st.selectbox(
            Copy.ORDER,
            list(Copy.ORDERS),
            format_func=lambda one: Copy.ORDERS[one],
            key=Key.ROUND_ORDER,
            width=240,
        )
    wanted = "".join(text.split())

    def names(pair: Pair) -> str:
        return f"{people.mentee(pair.mentee)} {people.mentor(pair.mentor)}"

    found = [one for one in solution.pairs if wanted in "".join(names(one).split())]
    if order == "weak":
        found.sort(key=lambda one: (one.value, one.mentee))
    else:
        found.sort(key=lambda one: (names(one), one.mentee))
    if not found:
        st.markdown(Copy.NO_ONE)
    for pair in paged(found, f"{Key.ROUND_MORE} pairs", "組"):
        with st.container(border=True):
            draw_pair(stored, pair, people)


def draw_pair(stored: StoredRound, pair: Pair, people: People) -> None:
    """A pair, why it is one, and what can be decided of it."""
    both = (pair.mentee, pair.mentor)
    told = both in stored.published_pairs
    parted = any({one.mentee, one.mentor} == set(both) for one in stored.input.exclusions)
    badges = [
        badge
        for badge, applies in (
            (Copy.PUBLISHED, told),
            (Copy.PINNED, pair.kept and not told),
            (Copy.TO_BE_PARTED, parted and not told),
        )
        if applies
    ]
    one, other = people.mentees.get(pair.mentee), people.mentors.get(pair.mentor)
    title = Copy.PAIR.format(
        mentee=escape(one.label if one else pair.mentee),
        mentor=escape(other.label if other else pair.mentor),
    )
    st.markdown(f"### {title}", anchors=False)
    places = Copy.PAIR.format(
        mentee=escape(one.organization if one else "") or Copy.NO_PLACE,
        mentor=escape(other.organization if other else "") or Copy.NO_PLACE,
    )
    facts = " ".join([meta([places]), *badges])
    why = reason_lines(pair.reasons) or f"- {Copy.NO_REASON}"
    st.markdown(f"{facts}\n\n{why}")
    more_reasons(pair.reasons)
    if told or stored.state is RoundState.CLOSED:
        return
    name, rounds = stored.name, community().rounds
    with st.container(horizontal=True):
        if pair.kept:
            _button(Copy.UNPIN, both, lambda: rounds.unpin(name, *both))
        else:
            _button(Copy.PIN, both, lambda: rounds.pin(name, *both))
        if parted:
            _button(Copy.ALLOW, both, lambda: rounds.allow(name, *both))
        else:
            _button(Copy.FORBID, both, lambda: rounds.forbid(name, *both))
        st.button(
            Copy.SWAP,
            key=f"{Copy.SWAP} {both}",
            on_click=_open_partner,
            args=(pair.mentee,),
        )
    if st.session_state.get(Key.ROUND_PARTNER) == pair.mentee:
        choose_swap(stored, pair, people)


def draw_waiting(stored: StoredRound, solution: RoundSolution, people: People) -> None:
    """Mentees without a mentor: why, what would help, and the organizer's own choice."""
    if not solution.unmatched:
        st.markdown(Copy.NOBODY_WAITS)
    for one in paged(solution.unmatched, f"{Key.ROUND_MORE} waiting", "人"):
        with st.container(border=True):
            st.markdown(f"### {escape(people.mentee(one.mentee))}", anchors=False)
            st.markdown(why_lines(one.why, one.helps))
            if stored.state is RoundState.CLOSED:
                continue
            st.button(
                Copy.ASSIGN,
                key=f"{Copy.ASSIGN} {one.mentee}",
                on_click=_open_partner,
                args=(one.mentee,),
            )
            if st.session_state.get(Key.ROUND_PARTNER) == one.mentee:
                choose_mentor(stored, one.mentee, people)


def draw_free(solution: RoundSolution, people: People) -> None:
    """Mentors without a mentee, and why."""
    if not solution.unused:
        st.markdown(Copy.NO_ONE)
    for one in paged(solution.unused, f"{Key.ROUND_MORE} free", "人"):
        mentor = people.mentors.get(one.mentor)
        topics = "、".join(mentor.topics) if mentor is not None else ""
        with st.container(border=True):
            st.markdown(f"**{escape(people.mentor(one.mentor))}** {meta([escape(topics)])}")
            st.markdown(why_lines(one.reasons))


def draw_excluded(stored: StoredRound, people: People) -> None:
    """Who is not brought together, and whose decision it is; refusals are the person's own."""
    if not stored.input.exclusions:
        st.markdown(Copy.NO_ONE)
    for one in paged(stored.input.exclusions, f"{Key.ROUND_MORE} excluded", "件"):
        with st.container(border=True):
            draw_exclusion(stored, one, people)


def draw_exclusion(stored: StoredRound, one: Exclusion, people: People) -> None:
    """Two people who are kept apart."""
    both = (one.mentee, one.mentor)
    title = Copy.PAIR.format(
        mentee=escape(people.mentee(one.mentee)), mentor=escape(people.mentor(one.mentor))
    )
    whose = Copy.REFUSED if one.refused_by else Copy.DECIDED
    st.markdown(f"**{title}**\n\n{whose} {escape(one.reason)}")
    if not one.refused_by and stored.state is not RoundState.CLOSED:
        rounds = community().rounds
        _button(Copy.ALLOW, both, lambda: rounds.allow(stored.name, *both))


def _button(label: str, about: tuple[str, str], change: Callable[[], object]) -> None:
    st.button(label, key=f"{label} {about}", on_click=press, args=(change,))


def _open_partner(mentee: str) -> None:
    st.session_state[Key.ROUND_PARTNER] = mentee
