"""A roster on the import page: choose a file, look at what it says, take it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from matcher.app._components import empty, failed, heading
from matcher.app._copy_roster import Roster as Copy
from matcher.app._roster_parts import (
    draw_columns,
    draw_file,
    draw_others,
    draw_problems,
    draw_questions,
    draw_repairs,
)
from matcher.app._state import Key, community
from matcher.app._text import count, escape
from matcher.domain import CommunityStatus, MatcherError, RosterPreview

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MOST_MEGABYTES = 50


@dataclass
class RosterSession:
    """What one visitor is doing with a roster; survives a change of page.

    Attributes:
        file_id: Of the upload that was read.
        read: The roster as it was read, nothing chosen; None before a file was.
        choices, preview: What was chosen last, and what follows from it.
        round: Grows with each file that is done with, which empties the upload field.
        done: What was taken in last, until something else begins.
        stored: How many profiles that changed.
    """

    file_id: str = ""
    read: RosterPreview | None = None
    choices: Mapping[int, str] = field(default_factory=dict)
    preview: RosterPreview | None = None
    round: int = 0
    done: RosterPreview | None = None
    stored: int = 0

    def leave(self) -> None:
        """Be done with the present file; nothing of it is kept."""
        self.file_id, self.read, self.preview, self.choices = "", None, None, {}

    def take_in(self) -> None:
        """Store what is shown, once.

        A second click breaks a page off at its next access to Streamlit's state. Everything here
        is a plain attribute, so that what was stored is never forgotten.

        Raises:
            MatcherError: It could not be stored; the preview is made anew.
        """
        preview, self.preview = self.preview, None
        if preview is None:
            return
        self.stored = community().import_roster(preview)
        self.done = preview
        self.leave()
        self.round += 1


def roster_session() -> RosterSession:
    """The session's one."""
    if "roster_session" not in st.session_state:
        st.session_state["roster_session"] = RosterSession()
    session: RosterSession = st.session_state["roster_session"]
    return session


def draw_roster(now: CommunityStatus) -> None:
    """The steps for a roster, as far as they have come."""
    heading(Copy.HEADING)
    st.markdown(Copy.LEAD)
    if now.state == "empty":
        empty(Copy.EMPTY_TITLE, Copy.EMPTY)
        return
    session = roster_session()
    steps = st.empty()
    upload = st.file_uploader(
        Copy.UPLOAD,
        type=["csv", "xlsx"],
        key=f"{Key.ROSTER}_{session.round}",
        max_upload_size=MOST_MEGABYTES,
        on_change=session.leave,
    )
    st.markdown(Copy.UPLOAD_HELP)
    if upload is not None and upload.file_id != session.file_id:
        read(session, upload)
    steps.markdown(Copy.CHOOSE if session.read is None else Copy.LOOK)
    if session.read is not None:
        draw_preview(session, session.read)


def read(session: RosterSession, upload: "UploadedFile") -> None:
    """Read the upload; what is wrong with the file as a whole is told."""
    try:
        with st.spinner(Copy.READING):
            found = community().read_roster(upload.getvalue(), name=upload.name)
    except MatcherError as problem:
        failed(problem, title=Copy.UNREADABLE)
        return
    session.file_id, session.done = upload.file_id, None
    session.read = session.preview = found
    session.choices = {}


def draw_preview(session: RosterSession, roster: RosterPreview) -> None:
    """What the roster says, what can be chosen, and the two ways on."""
    summary = st.container()
    choices = draw_questions(roster.questions, f"{Key.ROSTER_CHOICE}_{session.file_id}")
    if session.preview is None or session.choices != choices:
        with summary, st.spinner(Copy.READING):
            session.preview = community().decide_roster(roster.reading, choices)
        session.choices = choices
    with summary:
        draw_file(session.preview)
    draw_problems(roster.reading)
    draw_repairs(roster.reading)
    draw_columns(roster.reading)
    draw_others(session.preview)
    st.markdown(Copy.NOT_STORED)
    with st.container(horizontal=True):
        taken = st.button(Copy.RUN, key=Key.ROSTER_IMPORT, type="primary")
        st.button(Copy.STOP, key=Key.ROSTER_STOP, on_click=stop, args=(session,))
    if taken:
        take_in(session)


def take_in(session: RosterSession) -> None:
    """Store it and draw the page anew, or say why not."""
    try:
        with st.spinner(Copy.STORING):
            session.take_in()
    except MatcherError as problem:
        failed(problem, title=Copy.FAILED)
        return
    st.rerun()


def stop(session: RosterSession) -> None:
    """Take nothing in and empty the field."""
    session.leave()
    session.round += 1


def draw_done() -> bool:
    """What was taken in last; False when nothing was."""
    session = roster_session()
    if session.done is None:
        return False
    plan = session.done.plan
    done = Copy.DONE if session.stored else Copy.DONE_NOTHING
    counts = Copy.DONE_COUNTS.format(
        matched=count(plan.matched, "人"),
        unchanged=count(plan.unchanged, "人"),
        not_found=count(len(plan.not_found), "行"),
    )
    file = escape(session.done.reading.file)
    lines = [done.format(file=file, n=count(session.stored, "人")), counts]
    if session.stored:
        lines.append(Copy.DONE_NEXT)
    st.success("\n\n".join(lines))
    return True
