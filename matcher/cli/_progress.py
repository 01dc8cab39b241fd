"""How far long work has come, told on standard error."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from matcher.cli._print import harmless
from matcher.cli._width import cells

REDRAW_SECONDS = 0.1
PLAIN_SECONDS = 10.0
"""How often a line goes into a log or a pipe, where it stays."""
ESTIMATE_AFTER_SECONDS = 2.0


class ProgressLine:
    """A ``Progress`` that rewrites one line on a terminal and writes sparse lines elsewhere.

    Args:
        stream: Where it is told; by default standard error.
        clock: Seconds since any moment.
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._rewrites = self._stream.isatty()
        self._pause = REDRAW_SECONDS if self._rewrites else PLAIN_SECONDS
        self._what = ""
        self._began = 0.0
        self._told = 0.0
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._wipe()

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Tell of a step; most calls are passed over."""
        now = self._clock()
        if what != self._what:
            self._what, self._began = what, now
        elif now - self._told < self._pause:
            return
        self._told = now
        line = step_text(what, done, total, now - self._began)
        if self._rewrites:
            blank = " " * max(0, self._width - cells(line))
            self._stream.write(f"\r{line}{blank}")
            self._width = cells(line)
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def tell(self, text: str) -> None:
        """Write a text that stays; on a terminal the line goes on below it."""
        self._wipe()
        self._stream.write(f"{harmless(text)}\n")
        self._stream.flush()

    def _wipe(self) -> None:
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


def step_text(what: str, done: int, total: int | None, seconds: float) -> str:
    """A step in words: 「記録しています 12,400 / 25,013件(残り約20秒)」.

    Args:
        what: The step.
        done: How many are done.
        total: Of how many, None when nobody knows.
        seconds: How long this step has lasted.
    """
    if total is None:
        return f"{what} {done:,}件" if done else f"{what}…"
    counts = f"{what} {done:,} / {total:,}件"
    if not 0 < done < total or seconds < ESTIMATE_AFTER_SECONDS:
        return counts
    return f"{counts}(残り約{_duration(seconds * (total - done) / done)})"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))}秒"
    return f"{round(seconds / 60):,}分"
