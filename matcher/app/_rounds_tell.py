"""メンタリング, step 5: what to post, files to take along, what was said weeks later."""

from collections import Counter

import streamlit as st

from matcher.api import as_csv, as_xlsx, free_mentors_table, pairs_table, waiting_table
from matcher.app import _copy
from matcher.app._choices import put
from matcher.app._components import draft, empty, heading
from matcher.app._downloads import XLSX
from matcher.app._paging import paged
from matcher.app._rounds_parts import People, attempt, next_step, people_of, press
from matcher.app._state import Key, Parameter, community
from matcher.app._text import count, escape
from matcher.domain import PairFeedback, RoundState, StoredRound, minute_text

Copy = _copy.Rounds


def draw_tell(stored: StoredRound) -> None:
    """Files, the press that publishes, a text per pair; later what was said."""
    if stored.solution is None:
        empty(Copy.NOT_SOLVED, Copy.NOT_SOLVED_BODY)
        next_step("solve")
        return
    people = people_of(stored)
    st.markdown(Copy.TELL_HELP)
    draw_publish(stored)
    draw_files(stored)
    wanted = st.text_input(
        Copy.SEARCH, key=f"{Key.ROUND_FILTER} tell", live=True, autocomplete="off", width=280
    )
    draw_texts(stored, people, wanted)
    if stored.published_at is not None:
        draw_feedback(stored, people, wanted)
        draw_end(stored)


def draw_publish(stored: StoredRound) -> None:
    """How many pairs wait to be told, and the press that notes that they were."""
    told = stored.published_pairs
    pairs = stored.solution.pairs if stored.solution is not None else ()
    new = sum((one.mentee, one.mentor) not in told for one in pairs)
    if stored.published_at is not None:
        told_of = count(len(told), "組")
        st.success(
            Copy.PUBLISHED_AT.format(when=minute_text(stored.published_at), n=told_of),
            icon=":material/check:",
        )
    if stored.state is RoundState.CLOSED:
        return
    if stored.decided:
        st.warning(Copy.PUBLISH_PENDING, icon=":material/info:")
        next_step("review")
    elif new:
        st.markdown(Copy.PUBLISH_WHAT.format(n=count(new, "組")))
        st.button(
            Copy.PUBLISH,
            key=Key.ROUND_PUBLISH,
            type="primary",
            on_click=press,
            args=(lambda: community().rounds.publish(stored.name),),
        )


def draw_files(stored: StoredRound) -> None:
    """The round as a workbook, its pairs as CSV; made only when pressed."""
    file = Copy.FILE.format(name=stored.name)
    with st.container(horizontal=True):
        st.download_button(
            Copy.XLSX,
            lambda: as_xlsx(pairs_table(stored), waiting_table(stored), free_mentors_table(stored)),
            f"{file}.xlsx",
            XLSX,
            key=f"{Key.ROUND_FILE}_xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            Copy.CSV,
            lambda: as_csv(pairs_table(stored)),
            f"{file}.csv",
            "text/csv",
            key=f"{Key.ROUND_FILE}_csv",
            on_click="ignore",
            icon=":material/download:",
        )


def draw_texts(stored: StoredRound, people: People, wanted: str) -> None:
    """A text per pair, those first that were not told yet."""
    texts = [
        one
        for one in sorted(community().rounds.texts(stored.name), key=lambda one: one.published)
        if _holds(people, (one.mentee, one.mentor), wanted)
    ]
    heading(Copy.TEXTS.format(n=count(len(texts), "組")))
    for one in paged(texts, f"{Key.ROUND_MORE} texts", "組"):
        badge = f" {Copy.PUBLISHED}" if one.published else ""
        title = Copy.PAIR.format(
            mentee=escape(people.mentee(one.mentee)), mentor=escape(people.mentor(one.mentor))
        )
        with st.expander(f"{title}{badge}"):
            draft(one.text)


def draw_feedback(stored: StoredRound, people: People, wanted: str) -> None:
    """What each published pair said."""
    heading(Copy.FEEDBACK)
    st.markdown(Copy.FEEDBACK_HELP)
    said = {(one.mentee, one.mentor): one.feedback for one in stored.feedback}
    pairs = sorted(stored.published_pairs, key=lambda pair: (people.mentee(pair[0]), pair))
    counts = Counter(said.get(pair, PairFeedback.NONE) for pair in pairs)
    st.markdown(
        Copy.SAID_COUNT.format(
            helped=count(counts[PairFeedback.HELPED], "組"),
            not_helped=count(counts[PairFeedback.NOT_HELPED], "組"),
            not_met=count(counts[PairFeedback.NOT_MET], "組"),
            none=count(counts[PairFeedback.NONE], "組"),
        )
    )
    shown = [pair for pair in pairs if _holds(people, pair, wanted)]
    for mentee, mentor in paged(shown, f"{Key.ROUND_MORE} feedback", "組"):
        now = said.get((mentee, mentor), PairFeedback.NONE)
        key = f"{Key.ROUND_FEEDBACK} {mentee} {mentor}"
        both = Copy.SAID_OF.format(
            mentee=escape(people.mentee(mentee)), mentor=escape(people.mentor(mentor))
        )
        if stored.state is RoundState.CLOSED:
            st.markdown(f"- {both}: {Copy.SAID[now]}")
            continue
        st.session_state[key] = now.value
        st.segmented_control(
            both,
            list(Copy.SAID),
            format_func=lambda one: Copy.SAID[one],
            key=key,
            required=True,
            on_change=_say,
            args=(stored.name, mentee, mentor, key),
        )


def draw_end(stored: StoredRound) -> None:
    """The next round, and the end of this one."""
    closed = stored.state is RoundState.CLOSED
    if closed:
        st.markdown(Copy.CLOSED)
    rounds = community().rounds
    with st.container(horizontal=True):
        st.button(Copy.FOLLOW, key=f"{Key.ROUND_CLOSE} follow", on_click=_follow)
        st.button(
            Copy.REOPEN if closed else Copy.CLOSE,
            key=Key.ROUND_CLOSE,
            on_click=press,
            args=(lambda: (rounds.reopen if closed else rounds.close)(stored.name),),
        )


def _holds(people: People, pair: tuple[str, str], wanted: str) -> bool:
    names = people.mentee(pair[0]) + people.mentor(pair[1])
    return "".join(wanted.split()) in "".join(names.split())


def _say(name: str, mentee: str, mentor: str, key: str) -> None:
    word = PairFeedback(st.session_state[key])
    attempt(lambda: community().rounds.feedback(name, mentee, mentor, word))


def _follow() -> None:
    put(Key.ROUND, Parameter.ROUND, "+")
    st.session_state[Key.ROUND_SOURCE] = "last"
