"""How far a workspace was read: values that the store keeps beside what was read.

All transitions are pure. A post's ``ts`` stands here as text, as Slack writes it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from matcher.sources._timestamps import SlackTimestamp

WORKSPACE: Final = "workspace"
"""Key of the entry that is about the whole workspace; all others are channel ids."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
_CLOCK_MARGIN: Final = timedelta(hours=1)
"""How slow our clock may be without hiding the newest posts."""


def in_time(ts: str) -> tuple[int, str]:
    """Sorts timestamps by time, whatever their number of digits."""
    seconds, _, decimals = ts.partition(".")
    return int(seconds or 0), decimals


@dataclass(frozen=True, slots=True)
class Window:
    """Posts that are still to be read: those between two moments, neither included.

    Attributes:
        oldest: Everything up to here is read; empty for the channel's beginning.
        latest: Everything from here on is read.
    """

    oldest: str
    latest: str


@dataclass(frozen=True, slots=True)
class ThreadCursor:
    """A thread whose replies are to be read, now or again at the next synchronization.

    Attributes:
        ts: Of its root.
        last: Its last reply that is known of (its root where there is none).
        unread_after: Replies after this one are to be read, empty for all; None when all were read.
    """

    ts: str
    last: str
    unread_after: str | None = None


@dataclass(frozen=True, slots=True)
class SyncCursor:
    """How far a channel was read.

    Attributes:
        newest: The latest post read; what is neither after it nor in a window was read.
        windows: What is still to be read up to ``newest``, newest first.
        threads: Threads to be read, and those that may still grow.
        settled: Marks of those whose last joining or leaving was seen, while an archived channel
            is being read: Slack tells no members of it. Hashes, so that no id stays behind.
    """

    newest: str = ""
    windows: tuple[Window, ...] = ()
    threads: tuple[ThreadCursor, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def unread_threads(self) -> tuple[ThreadCursor, ...]:
        """Threads whose replies are to be read now."""
        return tuple(thread for thread in self.threads if thread.unread_after is not None)

    def opened(self, now: datetime, recheck: timedelta) -> "SyncCursor":
        """The cursor at the start of a synchronization, with everything to be read opened.

        What lies between ``newest`` and now comes first, together with the time before ``newest``
        that is read again; then what former synchronizations left.
        """
        oldest = ""
        if self.newest:
            oldest = _earlier(self.newest, recheck)
            if self.windows:
                # The post at the window's end was read, but lies in no window: it is read again.
                oldest = max(oldest, _earlier(self.windows[0].latest, _TICK), key=in_time)
        top = Window(oldest, SlackTimestamp.at(now + _CLOCK_MARGIN).text)
        threads = (
            thread if thread.unread_after is not None else replace(thread, unread_after="")
            for thread in self.threads
            if thread.unread_after is not None or _is_since(thread.last, now - recheck)
        )
        return replace(self, windows=(top, *self.windows), threads=tuple(threads))

    def read_elsewhere(
        self, since: datetime | None, until: datetime, grown: Mapping[str, datetime]
    ) -> "SyncCursor":
        """The cursor once an export that holds a stretch of the channel was stored.

        Args:
            since: The first moment that the export covers; None for the channel's beginning.
            until: The last one.
            grown: Threads that may have grown since then: last known reply by root.
        """
        first = SlackTimestamp.at(since).text if since else ""
        last = SlackTimestamp.at(until).text
        pieces = [Window(self.newest, first)]
        for window in self.windows:
            pieces.append(Window(max(window.oldest, last, key=in_time), window.latest))
            pieces.append(Window(window.oldest, min(window.latest, first, key=in_time)))
        windows = tuple(one for one in pieces if in_time(one.oldest) < in_time(one.latest))
        known = {thread.ts for thread in self.threads}
        stamps = {ts: SlackTimestamp.at(moment).text for ts, moment in grown.items()}
        new = [ThreadCursor(ts, at, at) for ts, at in stamps.items() if ts not in known]
        return SyncCursor(
            newest=max(self.newest, last, key=in_time),
            windows=windows,
            threads=(*self.threads, *new),
            settled=self.settled if windows else (),
        )

    def page_read(self, stamps: Sequence[str], *, more: bool) -> "SyncCursor":
        """The cursor once a page of the first window was read.

        Args:
            stamps: Of all that the page held.
            more: Whether the window holds more.
        """
        newest = max([self.newest, *stamps], key=in_time)
        windows = self.windows[1:]
        if more:
            top = self.windows[0]
            position = min([top.latest, *stamps], key=in_time)
            windows = (Window(top.oldest, position), *windows)
        return replace(
            self, newest=newest, windows=windows, settled=self.settled if windows else ()
        )

    def threads_met(self, met: Mapping[str, str]) -> "SyncCursor":
        """The cursor with threads opened that a page named: last reply by root."""
        others = [thread for thread in self.threads if thread.ts not in met]
        new = [ThreadCursor(ts, last, "") for ts, last in met.items()]
        return replace(self, threads=(*others, *new))

    def thread_read(
        self, ts: str, read_to: str, *, more: bool, keep_since: datetime
    ) -> "SyncCursor":
        """The cursor once a page of a thread was read.

        Args:
            ts: Of the root.
            read_to: The last reply read, empty when there was none.
            more: Whether there are more replies.
            keep_since: A thread that is older is not read again.
        """
        threads = []
        for thread in self.threads:
            if thread.ts != ts:
                threads.append(thread)
                continue
            last = max(thread.last, read_to, key=in_time)
            if more:
                threads.append(ThreadCursor(ts, last, read_to or thread.unread_after))
            elif _is_since(last, keep_since):
                threads.append(ThreadCursor(ts, last))
        return replace(self, threads=tuple(threads))

    def settle(self, marks: Iterable[str]) -> "SyncCursor":
        """The cursor with more accounts whose last joining or leaving was seen."""
        return replace(self, settled=tuple(sorted({*self.settled, *marks})))


@dataclass(frozen=True, slots=True)
class SyncCursors:
    """How far a workspace was read; empty before the first synchronization.

    Attributes:
        team_id: The workspace that was read.
        not_before: When Slack allows the next call.
        slow: Slack allowed one call a minute at the last synchronization.
        channels: Cursors by channel id.
    """

    team_id: str = ""
    not_before: datetime | None = None
    slow: bool = False
    channels: Mapping[str, SyncCursor] = field(default_factory=dict)

    @classmethod
    def from_entries(cls, entries: Mapping[str, str]) -> Self:
        """The cursors whose entries were kept.

        An entry that cannot be read counts as absent: its channel is read once more, which
        changes nothing in the store.
        """
        channels = {}
        for key, text in entries.items():
            if key != WORKSPACE and (cursor := _cursor(text)) is not None:
                channels[key] = cursor
        try:
            raw = json.loads(entries.get(WORKSPACE, "{}"))
            moment = raw.get("not_before")
            not_before = datetime.fromisoformat(moment).astimezone(UTC) if moment else None
            return cls(str(raw.get("team_id", "")), not_before, bool(raw.get("slow")), channels)
        except (AttributeError, TypeError, ValueError):
            return cls(channels=channels)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all entries."""
        return (WORKSPACE, *self.channels)

    def entry(self, key: str) -> str:
        """One entry as text, to be kept under its key."""
        if key != WORKSPACE:
            return json.dumps(asdict(self.channels[key]))
        moment = self.not_before.isoformat() if self.not_before else None
        return json.dumps({"team_id": self.team_id, "not_before": moment, "slow": self.slow})

    def with_channel(self, channel_id: str, cursor: SyncCursor) -> "SyncCursors":
        """These cursors with a channel's cursor replaced."""
        return replace(self, channels={**self.channels, channel_id: cursor})


def _cursor(text: str) -> SyncCursor | None:
    try:
        raw = json.loads(text)
        cursor = SyncCursor(
            newest=raw["newest"],
            windows=tuple(Window(**window) for window in raw["windows"]),
            threads=tuple(ThreadCursor(**thread) for thread in raw["threads"]),
            settled=tuple(raw["settled"]),
        )
        # Refuses what only looks like a cursor.
        cursor.opened(_EPOCH, timedelta())
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return cursor


def _earlier(ts: str, by: timedelta) -> str:
    moment = SlackTimestamp.parse(ts).moment - by
    return SlackTimestamp.at(moment).text if moment > _EPOCH else ""


def _is_since(ts: str, moment: datetime) -> bool:
    return SlackTimestamp.parse(ts).moment >= moment
