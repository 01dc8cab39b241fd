"""A Slack export (zip or folder) as batches of records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from matcher.domain import Batch, Message, Progress, Skipped, SourceNotes
from matcher.sources._batches import (
    BATCH_SIZE,
    READING_POSTS,
    account_batches,
    channel_batches,
    membership_batches,
)
from matcher.sources._export_files import ExportFiles, ReadingLimits, open_export
from matcher.sources._export_layout import export_root, layout_of, refuse_dump
from matcher.sources._json_files import Raw, array_items, excerpt_of, text_of
from matcher.sources._memberships import MembershipLog
from matcher.sources._slack_accounts import Authors, account_id_of
from matcher.sources._slack_lists import ExportLists, read_lists
from matcher.sources._slack_messages import notice_in, post_of
from matcher.sources._subtypes import Notice, left_out_notices
from matcher.sources._timestamps import SlackTimestamp


class SlackExport:
    """Reads a Slack export, day file by day file.

    Memberships come last, because only the join messages tell since when they hold.

    Args:
        path: The zip, its unpacked folder, or a folder that holds that folder.
        limits: What an export may be at most.

    Attributes:
        notes: What became of the input; complete when the last batch was taken.
    """

    def __init__(self, path: Path | str, limits: ReadingLimits | None = None) -> None:
        self.notes = SourceNotes()
        self._path = Path(path)
        self._limits = limits or ReadingLimits()

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield accounts and channels, then posts by channel and day, then memberships.

        Raises:
            InputError: It is no Slack export, is damaged, or passes a limit.
        """
        self.notes = SourceNotes()
        with open_export(self._path, self._limits) as files:
            root = export_root(files, self._path.name)
            lists = read_lists(files, root)
            self.notes.team_id = lists.team_id
            self.notes.as_of = lists.as_of
            self.notes.skipped += lists.skipped
            channels = [listed.channel for listed in lists.channels]
            layout = layout_of(files.sizes, root, channels, lists.private)
            if not layout.days:
                refuse_dump(files, self._path.name)
            self.notes.left_out += layout.left_out
            self.notes.skipped += layout.skipped
            yield from account_batches(lists.accounts.values())
            yield from channel_batches(channels)
            reader = _DayReader(files, root, lists, self.notes)
            yield from reader.batches(layout.days, progress)
        yield from membership_batches(reader.log.memberships())
        yield Batch(listed=reader.log.listed)


class _DayReader:
    """Turns day files into batches, and gathers what they tell beside the posts."""

    def __init__(
        self, files: ExportFiles, root: str, lists: ExportLists, notes: SourceNotes
    ) -> None:
        self.log = MembershipLog()
        self._files = files
        self._root = root
        self._accounts = lists.accounts
        self._notes = notes
        self._authors = Authors(lists.accounts, lists.team_id)
        self._notices: Counter[Notice] = Counter()
        for listed in lists.channels:
            if listed.members is not None:
                self.log.add_list(
                    listed.channel.channel_id,
                    dict.fromkeys(name for name in listed.members if name in lists.accounts),
                )

    def batches(self, days: Mapping[str, Sequence[str]], progress: Progress) -> Iterator[Batch]:
        total = sum(map(len, days.values()))
        done = 0
        progress(READING_POSTS, done, total)
        posts: list[Message] = []
        for channel_id, paths in days.items():
            for path in paths:
                for post in self._posts(path, channel_id):
                    posts.append(post)
                    if len(posts) >= BATCH_SIZE:
                        yield Batch(accounts=self._authors.take_new(), messages=tuple(posts))
                        posts.clear()
                done += 1
                progress(READING_POSTS, done, total)
        if posts:
            yield Batch(accounts=self._authors.take_new(), messages=tuple(posts))
        self._notes.unknown_authors = self._authors.unknown
        self._notes.left_out += left_out_notices(self._notices)

    def _posts(self, path: str, channel_id: str) -> Iterator[Message]:
        file = path.removeprefix(self._root)
        for number, item in enumerate(array_items(self._files.read(path), file), start=1):
            if not isinstance(item, dict):
                self._skip(file, number, item, "投稿の形をしていないため、読み込めません。")
                continue
            try:
                timestamp = SlackTimestamp.parse(item.get("ts"))
            except ValueError:
                self._skip(file, number, item.get("ts"), "投稿の時刻(ts)を読めません。")
                continue
            if notice := notice_in(item):
                self._take_notice(notice, item, channel_id, timestamp)
            else:
                yield post_of(item, timestamp, channel_id, self._authors.author_of)

    def _take_notice(
        self, notice: Notice, message: Raw, channel_id: str, timestamp: SlackTimestamp
    ) -> None:
        self._notices[notice] += 1
        account_id = account_id_of(text_of(message, "user"))
        if notice in {Notice.JOIN, Notice.LEAVE} and account_id in self._accounts:
            self.log.add_event(
                channel_id, account_id, timestamp.moment, joined=notice is Notice.JOIN
            )

    def _skip(self, file: str, number: int, value: object, why: str) -> None:
        self._notes.skipped.append(Skipped(file, f"{number:,}件目", excerpt_of(value), why))
