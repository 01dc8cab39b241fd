"""A Slack workspace, read through the Web API."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.web import WebClient

from matcher.domain import Batch, Progress, SourceNotes
from matcher.sources._json_files import text_of
from matcher.sources.slack_api._calls import RefusedError, SlackCalls
from matcher.sources.slack_api._cursors import SyncCursors
from matcher.sources.slack_api._errors import refusal
from matcher.sources.slack_api._lists import Lists, read_lists
from matcher.sources.slack_api._reading import Reading
from matcher.sources.slack_api._settings import SyncSettings
from matcher.sources.slack_api._steps import SyncStep
from matcher.sources.slack_api._waiting import Waiting


@dataclass(frozen=True, slots=True)
class Workspace:
    """The workspace that a token belongs to.

    Attributes:
        team_id: Slack's id.
        name: Its name.
        url: Its web address, for permalinks.
    """

    team_id: str
    name: str
    url: str


def _now() -> datetime:
    return datetime.now(UTC)


class SlackApi:
    """Reads the public channels of a workspace: members, posts, replies.

    The token needs the scopes ``channels:read``, ``channels:history``, ``users:read`` and, for
    addresses, ``users:read.email``. Nothing is written to Slack. A bot's token reads the channels
    that the bot was invited to, a user's token all public ones. Replies that wake a thread which
    was silent for longer than ``recheck_days`` are found when they are also shown in the channel,
    and else by a synchronization without cursors.

    Args:
        token: A bot or user token; it is never shown.
        base_url: Where the Web API is.
        settings: What is read again, and how patient to be.
        clock: The current moment, timezone-aware.
        sleep: Waits for some seconds.

    Raises:
        ConfigurationError: The token is missing or cannot be one.

    Attributes:
        notes: What became of the input; complete when the last step was taken.
        workspace: Whose token it is; known from the first step on.
    """

    def __init__(
        self,
        token: str,
        *,
        base_url: str = WebClient.BASE_URL,
        settings: SyncSettings | None = None,
        clock: Callable[[], datetime] = _now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.notes = SourceNotes()
        self.workspace: Workspace | None = None
        self._calls = SlackCalls(token, base_url)
        self._settings = settings or SyncSettings()
        self._clock = clock
        self._sleep = sleep

    def steps(self, cursors: SyncCursors, progress: Progress) -> Iterator[SyncStep]:
        """Read what the cursors leave open, in small steps.

        Store each step's batch and entries in one transaction before taking the next: then a
        stop at any moment loses and doubles nothing. Accounts and channels come first and are
        told anew every time.

        Args:
            cursors: Those of the last step stored; ``SyncCursors()`` reads everything.
            progress: Told of members, channels and posts, and of Slack's waits.

        Raises:
            ConfigurationError: Slack does not accept the token, a permission is missing, the app
                is in no channel, or the token is another workspace's.
            MatcherError: Slack cannot be reached, or asks for a longer wait than is kept.
        """
        self.notes = SourceNotes()
        waiting = Waiting(self._calls, self._settings, self._clock, self._sleep, cursors, progress)
        try:
            answer = yield from waiting.workspace()
            self.workspace = Workspace(
                team_id=text_of(answer, "team_id"),
                name=text_of(answer, "team"),
                url=text_of(answer, "url").rstrip("/"),
            )
            self.notes.team_id = self.workspace.team_id
            yield waiting.step(Batch())
            lists = Lists()
            yield from read_lists(waiting, self._settings, self.notes, progress, lists)
            reading = Reading(waiting, self._settings, lists, self.notes, progress, self._clock())
            yield from reading.steps()
        except RefusedError as error:
            raise refusal(error) from None

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Read everything, as a source that is stored all or nothing.

        Raises:
            MatcherError: As :meth:`steps`.
        """
        for step in self.steps(SyncCursors(), progress):
            if step.batch != Batch():
                yield step.batch
