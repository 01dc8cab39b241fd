"""An archive folder (CSV lists and a message table) as batches of records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from matcher.domain import (
    Account,
    AccountKind,
    Batch,
    Channel,
    InputError,
    Message,
    Progress,
    Skipped,
    SourceNotes,
    ThreadHeading,
)
from matcher.sources._archive_messages import ArchiveRow, MessageTable
from matcher.sources._batches import (
    READING_POSTS,
    account_batches,
    channel_batches,
    chunks,
    membership_batches,
)
from matcher.sources._csv_files import csv_rows
from matcher.sources._memberships import MembershipLog
from matcher.sources._subtypes import Notice, left_out_notices, notice_of
from matcher.sources._texts import UNKNOWN_NAME, UNNAMED, UNNAMED_BOT, lines

_BOT_SUBTYPES: Final = frozenset({"bot_message", "slackbot_response"})


class Archive:
    """Reads a folder with ``channels.csv``, ``members.csv`` and ``messages.parquet``.

    ``messages.jsonl.gz`` serves as well as the Parquet file; ``threads.csv`` and
    ``memberships.csv`` are read where there are any. Memberships come last, because only the
    join messages tell since when they hold.

    Args:
        folder: The archive.

    Attributes:
        notes: What became of the input; complete when the last batch was taken.
    """

    def __init__(self, folder: Path | str) -> None:
        self.notes = SourceNotes()
        self._folder = Path(folder)

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield accounts, channels, headings, then posts as they stand, then memberships.

        Raises:
            InputError: A file or column is missing, or a value cannot be read.
        """
        self.notes = SourceNotes()
        if not self._folder.is_dir():
            raise InputError(
                "フォルダーが見つかりません。",
                remedy="channels.csv、members.csvなどを入れたフォルダーを選んでください。",
                value=str(self._folder),
            )
        table = MessageTable(self._folder)
        channels = {channel.channel_id: channel for channel in self._channels()}
        accounts = {account.account_id: account for account in self._accounts()}
        yield from account_batches(accounts.values())
        yield from channel_batches(channels.values())
        for headings in chunks(self._headings(channels)):
            yield Batch(headings=headings)
        log = self._listed_memberships(channels, accounts)
        reader = _TableReader(table, channels, accounts, log)
        yield from reader.batches(progress)
        yield from membership_batches(log.memberships())
        self.notes.unknown_authors = reader.unknown
        self.notes.left_out += left_out_notices(reader.notices)

    def _channels(self) -> Iterator[Channel]:
        required = ("channel_id", "name", "purpose")
        for row in csv_rows(self._folder / "channels.csv", required):
            yield Channel(
                channel_id=row.required("channel_id"),
                name=row.required("name").removeprefix("#"),
                purpose=lines(row.text("purpose"), row.text("topic")),
                created_at=row.moment("created_at"),
                archived=row.flag("is_archived"),
            )

    def _accounts(self) -> Iterator[Account]:
        required = ("member_id", "display_name", "first_message_at", "is_bot")
        for row in csv_rows(self._folder / "members.csv", required):
            bot = row.flag("is_bot")
            yield Account(
                account_id=row.required("member_id"),
                name=row.text("display_name") or (UNNAMED_BOT if bot else UNNAMED),
                kind=AccountKind.BOT if bot else AccountKind.MEMBER,
                active=not row.flag("is_deleted"),
                first_seen_at=row.moment("first_message_at"),
            )

    def _headings(self, channels: Mapping[str, Channel]) -> Iterator[ThreadHeading]:
        path = self._folder / "threads.csv"
        if not path.is_file():
            return
        for row in csv_rows(path, ("thread_id", "channel_id", "title", "resolved")):
            if row.required("channel_id") not in channels:
                raise row.error(
                    "channel_id",
                    "channels.csvにないチャンネルです。",
                    "channels.csvに加えてください。",
                )
            yield ThreadHeading(
                row.required("thread_id"),
                row.text("channel_id"),
                row.text("title"),
                row.flag("resolved"),
            )

    def _listed_memberships(
        self, channels: Mapping[str, Channel], accounts: Mapping[str, Account]
    ) -> MembershipLog:
        log = MembershipLog()
        path = self._folder / "memberships.csv"
        if not path.is_file():
            return log
        for row in csv_rows(path, ("channel_id", "member_id")):
            channel_id, member_id = row.required("channel_id"), row.required("member_id")
            if channel_id in channels and member_id in accounts:
                log.add_list(channel_id, {member_id: row.moment("joined_at")})
            else:
                self.notes.skipped.append(
                    Skipped(
                        path.name,
                        f"{row.number:,}行目",
                        f"{channel_id}, {member_id}",
                        "channels.csvかmembers.csvにないidです。",
                    )
                )
        return log


class _TableReader:
    """Turns the message table into batches, and gathers what it tells beside the posts."""

    def __init__(
        self,
        table: MessageTable,
        channels: Mapping[str, Channel],
        accounts: Mapping[str, Account],
        log: MembershipLog,
    ) -> None:
        self.notices: Counter[Notice] = Counter()
        self._table = table
        self._channels = channels
        self._accounts = accounts
        self._log = log
        self._found: dict[str, Account] = {}
        self._nameless = 0

    @property
    def unknown(self) -> int:
        """Persons who wrote but are not described, and posts that name nobody."""
        persons = sum(account.kind is AccountKind.UNKNOWN for account in self._found.values())
        return persons + self._nameless

    def batches(self, progress: Progress) -> Iterator[Batch]:
        done = 0
        progress(READING_POSTS, done, self._table.total)
        for rows in self._table.groups():
            known = len(self._found)
            posts = tuple(self._posts(rows))
            new = tuple(self._found.values())[known:]
            if posts:
                yield Batch(accounts=new, messages=posts)
            done += len(rows)
            progress(READING_POSTS, done, self._table.total)

    def _posts(self, rows: Sequence[ArchiveRow]) -> Iterator[Message]:
        for row in rows:
            if row.channel_id not in self._channels:
                raise InputError(
                    "channels.csvにないチャンネルの投稿です。",
                    remedy="channels.csvに加えてください。",
                    file=self._table.file,
                    place=f"{row.number:,}行目の「channel_id」列",
                    value=row.channel_id,
                )
            if notice := notice_of(row.subtype, row.text):
                self._take_notice(notice, row)
                continue
            yield Message(
                message_id=row.message_id,
                channel_id=row.channel_id,
                thread_id=row.thread_id,
                account_id=self._author(row),
                posted_at=row.posted_at,
                text=row.text,
                reactions=row.reactions,
                edited=row.edited,
            )

    def _author(self, row: ArchiveRow) -> str | None:
        if not row.member_id:
            self._nameless += 1
            return None
        if row.member_id not in self._accounts and row.member_id not in self._found:
            bot = row.subtype in _BOT_SUBTYPES
            self._found[row.member_id] = Account(
                row.member_id,
                UNNAMED_BOT if bot else UNKNOWN_NAME,
                AccountKind.BOT if bot else AccountKind.UNKNOWN,
            )
        return row.member_id

    def _take_notice(self, notice: Notice, row: ArchiveRow) -> None:
        self.notices[notice] += 1
        if notice in {Notice.JOIN, Notice.LEAVE} and row.member_id in self._accounts:
            self._log.add_event(
                row.channel_id, row.member_id, row.posted_at, joined=notice is Notice.JOIN
            )
