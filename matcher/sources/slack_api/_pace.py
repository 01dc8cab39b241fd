"""How fast Slack lets us read, how long the rest takes, and how that is said."""

from collections import defaultdict, deque
from datetime import datetime, timedelta
from typing import Final

from matcher.sources._batches import READING_POSTS
from matcher.sources.slack_api._settings import SLOW_PAGE, SLOW_SECONDS
from matcher.sources.slack_api._steps import SyncNotice

HISTORY: Final = "conversations.history"
REPLIES: Final = "conversations.replies"
_RESTRICTED: Final = frozenset({HISTORY, REPLIES})
_MINUTE: Final = timedelta(minutes=1)

_FASTER: Final = (
    "Slackの書き出し(エクスポート)を「matcher import slack」で取り込むほうが、"
    "ずっと速く終わります。"
)
_CONTINUES: Final = "途中で止めても、次は続きから読み込みます。"


class Pace:
    """Finds out how fast posts can be read.

    Slack allows apps that are distributed outside its Marketplace one call a minute and 15 posts
    a call. That shows when a page of more is cut at exactly 15, or when after at most one call
    in the last minute Slack asks to wait for a whole one.

    Args:
        slow: What the last synchronization found.
        now: When reading begins.
    """

    def __init__(self, *, slow: bool, now: datetime) -> None:
        self.slow = slow
        self.confirmed = False
        self._calls = 0
        self._began = now
        self._recent: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def page_size(self, wanted: int) -> int:
        """How many posts to ask for at once."""
        return min(wanted, SLOW_PAGE) if self.confirmed else wanted

    def answered(self, method: str, at: datetime) -> None:
        """Take in that a call was answered."""
        if method in _RESTRICTED:
            self._calls += 1
            self._recent[method].append(at)

    def refused(self, method: str, at: datetime, seconds: float) -> None:
        """Take in that Slack asked to wait."""
        recent = self._recent[method]
        while recent and at - recent[0] >= _MINUTE:
            recent.popleft()
        if method in _RESTRICTED and seconds >= SLOW_SECONDS and len(recent) <= 1:
            self.confirm()

    def page(self, wanted: int, got: int, *, more: bool) -> None:
        """Take in how full a page of a channel's posts was."""
        if got > SLOW_PAGE:
            self.slow = self.confirmed = False
        elif wanted > SLOW_PAGE == got and more:
            self.confirm()

    def confirm(self) -> None:
        """Go by the slow pace from now on."""
        self.slow = self.confirmed = True

    def remaining(
        self, covered: timedelta, left: timedelta, threads: int, now: datetime
    ) -> timedelta | None:
        """How long the rest takes: as many calls per day of talk as until now.

        Args:
            covered: The time that the posts read span, over all channels.
            left: The time that is still to be read.
            threads: Threads that wait to be read.
            now: The moment.

        Returns:
            None while nothing was read that it could be reckoned from.
        """
        if not self._calls or covered <= timedelta():
            return None
        calls = self._calls * (left / covered) + threads
        seconds = (now - self._began).total_seconds() / self._calls
        return timedelta(seconds=min(calls * (SLOW_SECONDS if self.slow else seconds), 1e9))

    def progress_text(self, remaining: timedelta | None) -> str:
        """What is going on, as progress tells it."""
        if not self.confirmed:
            return READING_POSTS
        rest = f"、残り{duration_text(remaining)}" if remaining is not None else ""
        return f"{READING_POSTS}(Slackの制限により1分に1回、{SLOW_PAGE}件ずつ{rest})"


class Advice:
    """Tells once that reading takes long, and once more when it can be said how long.

    Args:
        pace: What is known of the pace.
        long_reading: From which estimate on it is told.
    """

    def __init__(self, pace: Pace, long_reading: timedelta) -> None:
        self._pace = pace
        self._long_reading = long_reading
        self._told: set[tuple[str, bool]] = set()

    def notices(self, remaining: timedelta | None) -> tuple[SyncNotice, ...]:
        """What to tell now.

        Args:
            remaining: The estimate.
        """
        if self._pace.confirmed:
            notice = SyncNotice("slow_tier", slow_tier_text(remaining), remaining)
        elif remaining is not None and remaining >= self._long_reading:
            notice = SyncNotice("long_reading", long_reading_text(remaining), remaining)
        else:
            return ()
        with_estimate = (notice.code, True)
        if {(notice.code, remaining is not None), with_estimate} & self._told:
            return ()
        self._told.add((notice.code, remaining is not None))
        return (notice,)


def slow_tier_text(remaining: timedelta | None) -> str:
    """What to tell when Slack allows one call a minute."""
    thousand = timedelta(seconds=1_000 / SLOW_PAGE * SLOW_SECONDS)
    return "".join(
        (
            f"Slackの制限により、このアプリでは投稿を1分に1回、{SLOW_PAGE}件ずつしか読み込めません。",
            f"1,000件に{duration_text(thousand)}かかります。",
            f"残りは{duration_text(remaining)}の見込みです。" if remaining is not None else "",
            _FASTER,
            "自分たちのワークスペースだけで使うアプリを作れば、この制限はかかりません。",
            _CONTINUES,
        )
    )


def long_reading_text(remaining: timedelta) -> str:
    """What to tell when reading takes long at Slack's ordinary pace."""
    rest = f"投稿の読み込みは、残り{duration_text(remaining)}の見込みです。"
    return rest + _FASTER + _CONTINUES


def waiting_text(seconds: float) -> str:
    """What is going on while Slack's wait is kept."""
    return f"Slackの制限により、{max(1, round(seconds)):,}秒待っています"


def duration_text(duration: timedelta) -> str:
    """A duration in words, in the unit that fits: 約40分, 約3時間, 約12日."""
    minutes = duration.total_seconds() / 60
    if minutes < 90:
        return f"約{max(1, round(minutes))}分"
    if minutes < 48 * 60:
        return f"約{round(minutes / 60)}時間"
    return f"約{round(minutes / (24 * 60)):,}日"
