"""Reads the posts of a workspace: what is new in every channel first, then what was left."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from matcher.domain import Batch, Channel, Membership, Progress, Skipped, SourceNotes
from matcher.sources._json_files import Raw, sequence_of
from matcher.sources._slack_accounts import Authors
from matcher.sources._subtypes import Notice, left_out_notices
from matcher.sources.slack_api._calls import RefusedError, next_cursor_of
from matcher.sources.slack_api._cursors import SyncCursor, ThreadCursor, in_time
from matcher.sources.slack_api._errors import UNREADABLE_CHANNEL, no_channel_readable, stuck
from matcher.sources.slack_api._lists import Lists
from matcher.sources.slack_api._pace import HISTORY, REPLIES
from matcher.sources.slack_api._passages import joinings, last_passages
from matcher.sources.slack_api._posts import Page, read_page
from matcher.sources.slack_api._settings import SyncSettings
from matcher.sources.slack_api._spans import open_time, span_of_channel, span_of_thread
from matcher.sources.slack_api._steps import Span, SyncStep
from matcher.sources.slack_api._waiting import Asking, Params, Steps, Waiting


class Reading:
    """One synchronization of all posts.

    Args:
        waiting: Makes the calls and holds the cursors.
        settings: What is read again.
        lists: Accounts, channels and members.
        notes: Filled as reading goes on.
        progress: Told how many posts were read.
        now: When the run begins.
    """

    def __init__(
        self,
        waiting: Waiting,
        settings: SyncSettings,
        lists: Lists,
        notes: SourceNotes,
        progress: Progress,
        now: datetime,
    ) -> None:
        self._waiting = waiting
        self._settings = settings
        self._lists = lists
        self._notes = notes
        self._progress = progress
        self._now = now
        slow = waiting.cursors.slow
        days = settings.slow_recheck_days if slow else settings.recheck_days
        self._recheck = timedelta(days=days)
        self._authors = Authors(lists.accounts, notes.team_id)
        self._notices: Counter[Notice] = Counter()
        self._known = waiting.cursors.channels
        # What this run opens is kept with a step only once a page was read.
        self._open = {
            channel_id: self._known.get(channel_id, SyncCursor()).opened(now, self._recheck)
            for channel_id in lists.channels
        }
        self._unreadable: dict[str, str] = {}
        self._to_read = self._left()
        self._roots_read: set[tuple[str, str]] = set()
        self._threads_read: set[tuple[str, str]] = set()
        self._posts = 0

    def steps(self) -> Steps:
        """Read everything that the cursors leave open."""
        channels = self._lists.channels.values()
        for channel in channels:
            if cursor := self._known.get(channel.channel_id):
                yield from self._read_channel(channel, len(cursor.windows))
        for channel in channels:
            yield from self._read_channel(channel, 0)
        if channels and len(self._unreadable) == len(channels):
            raise no_channel_readable(next(iter(self._unreadable.values())))
        self._notes.unknown_authors = self._authors.unknown
        self._notes.left_out += left_out_notices(self._notices)

    def _read_channel(self, channel: Channel, windows_left: int) -> Steps:
        """Read a channel's open threads, and its windows until so many are left."""
        if channel.channel_id in self._unreadable:
            return
        try:
            yield from self._read_threads(channel)
            yield from self._read_windows(channel, windows_left)
        except RefusedError as error:
            why = UNREADABLE_CHANNEL.get(error.code)
            if why is None:
                raise
            self._unreadable[channel.channel_id] = error.code
            self._notes.skipped.append(Skipped(f"#{channel.name}", "", error.code, why))

    def _read_windows(self, channel: Channel, windows_left: int) -> Steps:
        channel_id = channel.channel_id
        following = ""
        asked: Params = {}
        while len(self._open[channel_id].windows) > windows_left:
            before = self._open[channel_id]
            window = before.windows[0]
            if following:
                # A cursor goes on with the question that it was given for.
                asked = {**asked, "cursor": following}
            else:
                # Without one the window's end is the place; so a later run goes on as well.
                asked = {"channel": channel_id, "latest": window.latest}
                asked |= {"oldest": window.oldest} if window.oldest else {}
            size = self._page_size()
            try:
                answer = yield from self._ask(HISTORY, asked)
            except RefusedError as error:
                if error.code != "invalid_cursor" or not following:
                    raise
                following = ""
                continue
            page = self._page(channel, answer)
            cursor = next_cursor_of(answer)
            more = bool(cursor or answer.get("has_more"))
            self._waiting.pace.page(size, len(page.stamps), more=more)
            memberships, after = self._after_page(channel_id, before, page, more=more)
            if more and after.windows[0] == window and cursor in {"", following}:
                raise stuck(HISTORY)
            following = cursor
            span = span_of_channel(channel_id, window, page.stamps, more=more, now=self._now)
            yield self._step(channel_id, after, page, [span], memberships)
            yield from self._read_threads(channel)

    def _after_page(
        self, channel_id: str, before: SyncCursor, page: Page, *, more: bool
    ) -> tuple[tuple[Membership, ...], SyncCursor]:
        members = self._lists.members.get(channel_id)
        if members is None:
            memberships, marks = last_passages(
                channel_id, page.passages, self._lists.accounts, before.settled
            )
            before = before.settle(marks)
        else:
            memberships = joinings(channel_id, page.passages, members)
        shown = set(page.stamps)
        self._roots_read |= {(channel_id, root) for root in page.threads if root in shown}
        met = {
            root: last
            for root, last in page.threads.items()
            if (channel_id, root) not in self._threads_read
        }
        return memberships, before.threads_met(met).page_read(page.stamps, more=more)

    def _read_threads(self, channel: Channel) -> Steps:
        while unread := self._open[channel.channel_id].unread_threads:
            yield from self._read_thread(channel, unread[0])

    def _read_thread(self, channel: Channel, thread: ThreadCursor) -> Steps:
        channel_id = channel.channel_id
        self._threads_read.add((channel_id, thread.ts))
        asked: Params = {"channel": channel_id, "ts": thread.ts}
        without = thread.ts if (channel_id, thread.ts) in self._roots_read else ""
        read_to = thread.unread_after or ""
        following = ""
        more = True
        while more:
            if following:
                asked = {**asked, "cursor": following}
            else:
                asked = {"channel": channel_id, "ts": thread.ts}
                asked |= {"oldest": read_to} if read_to else {}
            try:
                answer = yield from self._ask(REPLIES, asked)
            except RefusedError as error:
                if error.code == "invalid_cursor" and following:
                    following = ""
                    continue
                if error.code != "thread_not_found":
                    raise
                answer = {}
            page = self._page(channel, answer, without)
            without = thread.ts
            cursor = next_cursor_of(answer)
            more = bool(cursor or answer.get("has_more"))
            spans = span_of_thread(
                channel_id, thread.ts, read_to, page.stamps, more=more, now=self._now
            )
            replies = [stamp for stamp in page.stamps if stamp != thread.ts]
            last = max([read_to, *replies], key=in_time)
            if more and last == read_to and cursor in {"", following}:
                raise stuck(REPLIES)
            read_to, following = last, cursor
            after = self._open[channel_id].thread_read(
                thread.ts, read_to, more=more, keep_since=self._now - self._recheck
            )
            yield self._step(channel_id, after, page, spans)

    def _page_size(self) -> int:
        return self._waiting.pace.page_size(self._settings.post_page_size)

    def _ask(self, method: str, params: Params) -> Asking:
        try:
            answer = yield from self._waiting.ask(method, {**params, "limit": self._page_size()})
        except RefusedError as error:
            if error.code != "invalid_limit" or self._waiting.pace.confirmed:
                raise
            self._waiting.pace.confirm()
            answer = yield from self._waiting.ask(method, {**params, "limit": self._page_size()})
        return answer

    def _page(self, channel: Channel, answer: Raw, without: str = "") -> Page:
        items = sequence_of(answer, "messages")
        page = read_page(
            items, channel.channel_id, channel.name, self._authors.author_of, without=without
        )
        self._notices += page.notices
        self._notes.skipped += page.skipped
        self._posts += len(page.posts)
        return page

    def _step(
        self,
        channel_id: str,
        after: SyncCursor,
        page: Page,
        checked: Iterable[Span],
        memberships: tuple[Membership, ...] = (),
    ) -> SyncStep:
        self._open[channel_id] = after
        self._waiting.keep(channel_id, after)
        left = self._left()
        remaining = self._waiting.pace.remaining(
            self._to_read - left, left, len(after.unread_threads), self._waiting.clock()
        )
        self._progress(self._waiting.pace.progress_text(remaining), self._posts, None)
        batch = Batch(
            accounts=self._authors.take_new(), memberships=memberships, messages=page.messages
        )
        return self._waiting.step(batch, remaining=remaining, gone=page.gone, checked=checked)

    def _left(self) -> timedelta:
        """The time that is still to be read, over all channels that can be read."""
        made = [channel.created_at for channel in self._lists.channels.values()]
        first = min((moment for moment in made if moment), default=self._now)
        return sum(
            (
                open_time(self._open[channel_id].windows, channel.created_at or first, self._now)
                for channel_id, channel in self._lists.channels.items()
                if channel_id not in self._unreadable
            ),
            timedelta(),
        )
