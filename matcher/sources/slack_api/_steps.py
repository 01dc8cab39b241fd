"""What a synchronization hands out: small parts, each to be stored in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from matcher.domain import Batch, Message
from matcher.sources.slack_api._cursors import SyncCursors


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a channel or a thread of which a step holds everything.

    A stored post inside it that the step does not bring was deleted in Slack.

    Attributes:
        channel_id: The channel.
        thread_id: The thread whose replies it is about; empty for the channel's roots.
        since: From here on (included).
        before: Up to here (not included).
    """

    channel_id: str
    thread_id: str
    since: datetime
    before: datetime

    def covers(self, message: Message) -> bool:
        """Whether a post lies in the stretch."""
        if message.channel_id != self.channel_id:
            return False
        is_root = message.thread_id == message.message_id
        concerned = (
            not is_root and message.thread_id == self.thread_id if self.thread_id else is_root
        )
        return concerned and self.since <= message.posted_at < self.before


@dataclass(frozen=True, slots=True)
class SyncNotice:
    """Something that the person should know while reading goes on.

    Attributes:
        code: ``slow_tier`` (Slack allows one call a minute) or ``long_reading``.
        text: Japanese sentences: what, how long, what is faster.
        remaining: The estimate, None when nothing is known yet.
    """

    code: Literal["slow_tier", "long_reading"]
    text: str
    remaining: timedelta | None


@dataclass(frozen=True, slots=True)
class SyncStep:
    """A part of a workspace and the cursors that are true once it is stored.

    Attributes:
        batch: Records to be merged; may be empty.
        cursors: All cursors after this step.
        changed: Keys of the entries that this step changed.
        notices: What to tell the person.
        gone: Ids of posts that Slack says were deleted.
        checked: Where nothing else exists than what the batch holds.
    """

    batch: Batch
    cursors: SyncCursors
    changed: tuple[str, ...] = ()
    notices: tuple[SyncNotice, ...] = ()
    gone: tuple[str, ...] = ()
    checked: tuple[Span, ...] = ()

    @property
    def entries(self) -> dict[str, str]:
        """What to keep with the batch, in the same transaction: text by key."""
        return {key: self.cursors.entry(key) for key in self.changed}

    def vanished(self, stored: Iterable[Message]) -> tuple[str, ...]:
        """Ids of stored posts that were deleted in Slack.

        Args:
            stored: Posts as they are stored (at least those of the channels in ``checked``).
        """
        held = {message.message_id for message in self.batch.messages}
        return tuple(
            message.message_id
            for message in stored
            if message.message_id in self.gone
            or (
                message.message_id not in held
                and any(span.covers(message) for span in self.checked)
            )
        )
