"""Which stretches of a channel or thread an answer holds completely, and what is left."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from matcher.sources._timestamps import SlackTimestamp
from matcher.sources.slack_api._cursors import Window, in_time
from matcher.sources.slack_api._settings import VISIBLE_DAYS
from matcher.sources.slack_api._steps import Span

_TICK: Final = timedelta(microseconds=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def span_of_channel(
    channel_id: str, window: Window, stamps: Sequence[str], *, more: bool, now: datetime
) -> Span:
    """What a page of a channel's posts holds completely.

    On the last page nothing is claimed of times that the free plan may hide, beyond the oldest
    post that is shown.

    Args:
        channel_id: The channel.
        window: What was asked for: posts between two moments, newest first.
        stamps: What the page held.
        more: Whether the window holds more.
        now: When reading began.
    """
    first = _moment(min(stamps, key=in_time)) if stamps else None
    before = _moment(window.latest)
    if more:
        return Span(channel_id, "", first or before, before)
    since = _moment(window.oldest) + _TICK if window.oldest else _EPOCH
    visible = now - timedelta(days=VISIBLE_DAYS)
    shown = min(first, visible) if first else visible
    return Span(channel_id, "", max(since, shown), before)


def span_of_thread(
    channel_id: str, root: str, read_to: str, stamps: Sequence[str], *, more: bool, now: datetime
) -> tuple[Span, ...]:
    """What a page of a thread holds completely; nothing when the answer is empty.

    Args:
        channel_id: The channel.
        root: ``ts`` of the thread's root.
        read_to: The last reply that was read before, empty on the first page.
        stamps: What the page held, the root included where Slack showed it.
        more: Whether there are more replies.
        now: When reading began.
    """
    replies = sorted((stamp for stamp in stamps if stamp != root), key=in_time)
    if read_to:
        since = _moment(read_to) + _TICK
    elif root in stamps:
        since = _moment(root)
    elif replies:
        # Where the root is hidden, older replies may be hidden as well.
        since = _moment(replies[0])
    else:
        return ()
    last = _moment(replies[-1]) + _TICK if replies else since
    return (Span(channel_id, f"{channel_id}:{root}", since, last if more else max(last, now)),)


def open_time(windows: Iterable[Window], beginning: datetime, now: datetime) -> timedelta:
    """How much time windows span.

    Args:
        windows: What is to be read.
        beginning: When the channel was made.
        now: Windows into the future end here.
    """
    total = timedelta()
    for window in windows:
        since = _moment(window.oldest) if window.oldest else beginning
        total += max(timedelta(), min(now, _moment(window.latest)) - since)
    return total


def _moment(stamp: str) -> datetime:
    return SlackTimestamp.parse(stamp).moment
