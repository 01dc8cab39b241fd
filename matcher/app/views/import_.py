"""取り込み: bring a Slack export, a roster or the demo in, without ever losing what was there."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from matcher.app import _copy
from matcher.app._components import failed, heading, open_view
from matcher.app._guard import start_demo
from matcher.app._roster import draw_done, draw_roster, roster_session
from matcher.app._state import Key, View, community, status
from matcher.app._text import count, escape
from matcher.app._work import WorkState, work
from matcher.domain import CommunityStatus, ImportReport, Progress, day_text

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

Copy = _copy.Import
SKIPPED_SHOWN = 50


def draw() -> None:
    """What is there, what is going on, what can be brought in."""
    st.markdown(Copy.LEAD)
    state = work().state
    if state.running:
        draw_running()
        return
    if not draw_done():
        draw_result(state)
    now = status()
    heading(Copy.NOW)
    draw_now(now)
    unbuilt = now.state == "unbuilt" or now.stale
    if unbuilt and st.button(Copy.BUILD, key=Key.BUILD, type="primary"):
        begin(start_build())
    if now.state == "empty":
        heading(Copy.DEMO)
        st.markdown(Copy.DEMO_HELP)
        if st.button(Copy.DEMO_RUN, key=Key.DEMO, type="primary"):
            begin(start_demo())
    kind = st.segmented_control(
        Copy.KIND,
        [Copy.KIND_SLACK, Copy.KIND_ROSTER],
        default=Copy.KIND_SLACK,
        required=True,
        key=Key.IMPORT_KIND,
        persist_state="session",
    )
    if kind == Copy.KIND_ROSTER:
        draw_roster(now)
    else:
        heading(Copy.SLACK)
        draw_upload(leads=now.state == "ready" and not unbuilt)


def draw_now(now: CommunityStatus) -> None:
    """Counts of what the community holds."""
    if now.state == "empty":
        st.markdown(Copy.NOW_EMPTY)
        return
    if now.state == "unbuilt":
        st.markdown(Copy.NOW_UNBUILT)
        return
    st.markdown(
        Copy.NOW_READY.format(
            members=count(now.members, "人"),
            organizations=count(now.organizations, "団体"),
            channels=count(now.channels, "個"),
            conversations=count(now.conversations, "件"),
            messages=count(now.messages, "件"),
        )
    )
    if now.demo:
        st.markdown(Copy.NOW_DEMO)
    if now.damaged and now.built_at:
        st.warning(Copy.NOW_DAMAGED.format(day=day_text(now.built_at)))
    elif now.stale:
        st.markdown(Copy.NOW_STALE)


def draw_upload(*, leads: bool) -> None:
    """A zip of Slack's own export; the button is filled where nothing else has to come first."""
    limit = int(st.get_option("server.maxUploadSize"))
    upload = st.file_uploader(Copy.UPLOAD, type="zip", key=Key.UPLOAD)
    st.markdown(Copy.UPLOAD_HELP.format(limit=limit))
    problem = st.empty()
    workspace = st.text_input(Copy.WORKSPACE, key=Key.WORKSPACE)
    st.markdown(Copy.WORKSPACE_HELP)
    if not st.button(Copy.RUN, key=Key.IMPORT, type="primary" if leads else "secondary"):
        return
    if upload is None:
        problem.error(Copy.NO_FILE)
        return
    begin(start_slack(upload, workspace.strip()))


def begin(started: bool) -> None:
    """Show the progress; or say that other work runs."""
    if started:
        roster_session().done = None
        st.rerun()
    st.warning(Copy.BUSY)


def start_slack(upload: "UploadedFile", workspace_url: str) -> bool:
    """Import an uploaded export and build; False when other work runs."""
    opened = community()
    folder = Path(tempfile.mkdtemp(prefix="michishirube-"))
    path = folder / (Path(upload.name).name or "export.zip")
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)

    def bring_in(progress: Progress) -> ImportReport:
        try:
            report = opened.import_slack(path, workspace_url=workspace_url, progress=progress)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        opened.build(progress=progress)
        return report

    started = work().start("slack", bring_in)
    if not started:
        shutil.rmtree(folder, ignore_errors=True)
    return started


def start_build() -> bool:
    """Build the snapshot; False when other work runs."""
    opened = community()

    def build(progress: Progress) -> None:
        opened.build(progress=progress)

    return work().start("build", build)


@st.fragment(run_every="1s")
def draw_running() -> None:
    """The progress, looked at once a second."""
    state = work().state
    if not state.running:
        st.rerun()
    st.progress(progress_share(state), text=progress_text(state))
    st.markdown(Copy.RUNNING)


def progress_share(state: WorkState) -> float:
    """How far the present step is, 0 when that cannot be known."""
    return min(1.0, state.done / state.total) if state.total else 0.0


def progress_text(state: WorkState) -> str:
    """The present step in words and numbers."""
    if not state.what:
        return Copy.START
    what = escape(state.what)
    if state.total is None:
        return Copy.PROGRESS_OPEN.format(what=what, done=f"{state.done:,}")
    return Copy.PROGRESS.format(what=what, done=f"{state.done:,}", total=f"{state.total:,}")


def draw_result(state: WorkState) -> None:
    """How the last work ended."""
    if state.kind is None:
        return
    if state.problem is not None:
        failed(state.problem, title=Copy.FAILED)
        return
    if state.error_number:
        text = _copy.Frame.UNEXPECTED.format(number=state.error_number)
        st.error(f"**{Copy.FAILED}**\n\n{text}", icon=":material/error:")
        return
    if state.kind == "build":
        st.success(Copy.DONE_BUILD)
    elif state.kind == "demo":
        st.success(Copy.DONE_DEMO)
    if state.report is not None:
        draw_report(state.report, told=state.kind == "demo")
    open_view(View.ASK, Copy.NEXT)


def draw_report(report: ImportReport, *, told: bool) -> None:
    """What an import read, left out and could not read."""
    if not told:
        known = report.messages - report.new_messages
        st.success(
            Copy.DONE_IMPORT.format(new=count(report.new_messages, "件"), known=count(known, "件"))
        )
    st.markdown(
        Copy.COUNTS.format(
            members=count(report.members, "人"),
            channels=count(report.channels, "個"),
            messages=count(report.messages, "件"),
        )
    )
    if report.unknown_authors:
        st.markdown(Copy.UNKNOWN_AUTHORS.format(n=report.unknown_authors))
    if report.left_out:
        st.subheader(Copy.LEFT_OUT, anchor=False)
        lines = [
            "- "
            + Copy.LEFT_OUT_LINE.format(what=escape(item.what), n=item.count, why=escape(item.why))
            for item in report.left_out
        ]
        st.markdown("\n".join(lines))
    if report.skipped:
        with st.expander(Copy.SKIPPED.format(n=len(report.skipped))):
            st.markdown(
                "\n".join(
                    "- "
                    + Copy.SKIPPED_LINE.format(
                        place=escape(" ".join((item.file, item.place))), why=escape(item.why)
                    )
                    for item in report.skipped[:SKIPPED_SHOWN]
                )
            )


draw()
