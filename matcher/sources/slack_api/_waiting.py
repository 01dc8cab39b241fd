"""Calls that wait as Slack asks, and the cursors that tell how long."""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from matcher.domain import Batch, Progress
from matcher.sources._json_files import Raw, text_of
from matcher.sources.slack_api._calls import (
    NoAnswerError,
    RateLimitedError,
    SlackCalls,
    next_cursor_of,
)
from matcher.sources.slack_api._cursors import WORKSPACE, SyncCursor, SyncCursors
from matcher.sources.slack_api._errors import other_workspace, stuck, told_to_wait, unreachable
from matcher.sources.slack_api._pace import Advice, Pace, waiting_text
from matcher.sources.slack_api._settings import SyncSettings
from matcher.sources.slack_api._steps import Span, SyncStep

Params = dict[str, str | int]
Steps = Generator[SyncStep, None, None]
Asking = Generator[SyncStep, None, Raw]
"""Yields a step for each wait, so that the wait is stored before it begins; returns the answer."""


class Waiting:
    """Makes calls, keeps Slack's waits and holds the cursors as of the last step.

    Attributes:
        cursors: As of the last step.
        pace: How fast Slack lets us read.
    """

    def __init__(
        self,
        calls: SlackCalls,
        settings: SyncSettings,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        cursors: SyncCursors,
        progress: Progress,
    ) -> None:
        self.cursors = cursors
        self.pace = Pace(slow=cursors.slow, now=clock())
        self.clock = clock
        self._advice = Advice(self.pace, settings.long_reading)
        self._calls = calls
        self._settings = settings
        self._sleep = sleep
        self._progress = progress
        self._changed: set[str] = set()

    def workspace(self) -> Asking:
        """Find out whose token it is; gives Slack's answer to ``auth.test``.

        Raises:
            ConfigurationError: The cursors are those of another workspace.
        """
        answer = yield from self.ask("auth.test", {})
        team_id = text_of(answer, "team_id")
        if self.cursors.team_id not in {"", team_id}:
            raise other_workspace(self.cursors.team_id, team_id)
        self._take(replace(self.cursors, team_id=team_id))
        return answer

    def keep(self, channel_id: str, cursor: SyncCursor) -> None:
        """Let the next step carry a channel's new cursor."""
        if self.cursors.channels.get(channel_id) != cursor:
            self.cursors = self.cursors.with_channel(channel_id, cursor)
            self._changed.add(channel_id)

    def step(
        self,
        batch: Batch,
        *,
        remaining: timedelta | None = None,
        gone: Iterable[str] = (),
        checked: Iterable[Span] = (),
    ) -> SyncStep:
        """The next step, with all that changed since the last one.

        Args:
            batch: Its records.
            remaining: How long the rest takes, where that is known.
            gone: See :class:`SyncStep`.
            checked: See :class:`SyncStep`.
        """
        if self.cursors.slow != self.pace.slow:
            self._take(replace(self.cursors, slow=self.pace.slow))
        changed = tuple(sorted(self._changed))
        self._changed.clear()
        return SyncStep(
            batch,
            self.cursors,
            changed,
            self._advice.notices(remaining),
            tuple(gone),
            tuple(checked),
        )

    def pages(
        self,
        method: str,
        params: Mapping[str, str | int],
        take: Callable[[Raw], SyncStep],
    ) -> Steps:
        """Ask for a list page by page, and yield what is made of each page."""
        following: dict[str, str] = {}
        while True:
            answer = yield from self.ask(method, {**params, **following})
            yield take(answer)
            cursor = next_cursor_of(answer)
            if not cursor:
                return
            if cursor == following.get("cursor"):
                raise stuck(method)
            following = {"cursor": cursor}

    def ask(self, method: str, params: Mapping[str, str | int]) -> Asking:
        """Call a method as soon as Slack allows, again after waits and failures.

        Raises:
            RefusedError: Slack refused.
            MatcherError: Slack cannot be reached, or asks to wait too long or too often.
        """
        refusals = failures = 0
        while True:
            self._keep_wait()
            try:
                answer = self._calls.ask(method, params)
            except RateLimitedError as limit:
                refusals += 1
                now = self.clock()
                self.pace.refused(method, now, limit.seconds)
                until = now + timedelta(seconds=limit.seconds)
                self._take(replace(self.cursors, not_before=until))
                yield self.step(Batch())
                if refusals >= self._settings.most_refusals:
                    raise told_to_wait(limit.seconds) from None
            except NoAnswerError as error:
                failures += 1
                if failures >= self._settings.attempts:
                    raise unreachable(error) from None
                self._sleep(2.0 ** (failures - 1))
            else:
                self.pace.answered(method, self.clock())
                return answer

    def _keep_wait(self) -> None:
        """Wait until Slack allows a call; what a former run was told counts as well."""
        if self.cursors.not_before is None:
            return
        seconds = (self.cursors.not_before - self.clock()).total_seconds()
        if seconds > self._settings.longest_wait_seconds:
            raise told_to_wait(seconds)
        if seconds > 0:
            self._progress(waiting_text(seconds), 0, None)
            self._sleep(seconds)
        self._take(replace(self.cursors, not_before=None))

    def _take(self, cursors: SyncCursors) -> None:
        self.cursors = cursors
        self._changed.add(WORKSPACE)
