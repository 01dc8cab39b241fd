"""Long work of the import page: one at a time for the whole server, beside the pages.

A page is drawn anew at every click, which would break off an import that ran inside it. The work
therefore runs in a thread of its own; pages look at its state.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from matcher.domain import ImportReport, MatcherError, Progress

_log = logging.getLogger(__name__)

Task = Callable[[Progress], ImportReport | None]
Kind = Literal["slack", "demo", "build"]


@dataclass(frozen=True, slots=True)
class WorkState:
    """What pages see of the work.

    Attributes:
        kind: What is or was done, None before the first work.
        running: Whether it still runs.
        what, done, total: The latest progress.
        report: What an import did.
        problem: Why it ended early, when that has a remedy.
        error_number: Number in the log, when it ended for an unforeseen reason.
    """

    kind: Kind | None = None
    running: bool = False
    what: str = ""
    done: int = 0
    total: int | None = None
    report: ImportReport | None = None
    problem: MatcherError | None = None
    error_number: str = ""


class Work:
    """At most one piece of long work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = WorkState()

    @property
    def state(self) -> WorkState:
        """The state at this moment."""
        return self._state

    def start(self, kind: Kind, task: Task) -> bool:
        """Start the task; False, and nothing is started, when another one runs."""
        with self._lock:
            if self._state.running:
                return False
            self._state = WorkState(kind=kind, running=True)
        threading.Thread(target=self._run, args=(task,), name=f"work-{kind}", daemon=True).start()
        return True

    def _run(self, task: Task) -> None:
        try:
            report = task(self._progress)
        except MatcherError as problem:
            self._end(problem=problem)
        except Exception:
            number = uuid.uuid4().hex[:8]
            _log.exception("work ended unexpectedly, number %s", number)
            self._end(error_number=number)
        else:
            self._end(report=report)

    def _progress(self, what: str, done: int, total: int | None) -> None:
        self._state = replace(self._state, what=what, done=done, total=total)

    def _end(
        self,
        report: ImportReport | None = None,
        problem: MatcherError | None = None,
        error_number: str = "",
    ) -> None:
        self._state = replace(
            self._state,
            running=False,
            report=report,
            problem=problem,
            error_number=error_number,
        )


@st.cache_resource(show_spinner=False)
def work() -> Work:
    """The work of this server."""
    return Work()
