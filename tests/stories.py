"""Small communities told as stories: who asked what where, and who answered.

A story is a source like any other; it is imported into a real store and built from there.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from matcher.api import Community
from matcher.domain import (
    Account,
    AccountKind,
    Batch,
    Channel,
    Membership,
    Message,
    Profile,
    Progress,
    Reaction,
    Role,
    SourceNotes,
    ThreadHeading,
    no_progress,
)
from matcher.recommend import Standing
from matcher.snapshot import Snapshot, build_snapshot, moment
from matcher.store import Store, open_store

START = datetime(2024, 4, 1, tzinfo=UTC)
BUILT_AT = datetime(2024, 12, 1, tzinfo=UTC)


@dataclass
class Story:
    """A community in the making. Days count from :data:`START`; a post without a day is next."""

    accounts: dict[str, Account] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    headings: list[ThreadHeading] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    team_id: str = ""
    day: float = 0.0

    def __post_init__(self) -> None:
        self.notes = SourceNotes(team_id=self.team_id)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """How Hypothesis shows a story that went wrong: line by line."""
        for one in self.messages:
            printer.text(f"{one.message_id} <{one.thread_id} {one.account_id}: {one.text}\n")
        for profile in self.profiles:
            printer.text(f"{profile}\n")

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Accounts and channels, then what is said."""
        yield Batch(
            accounts=tuple(self.accounts.values()),
            channels=tuple(self.channels.values()),
            memberships=tuple(self.memberships),
            headings=tuple(self.headings),
        )
        yield Batch(messages=tuple(self.messages))

    def member(self, member_id: str, **others: Any) -> str:
        """Someone who can write; the id is also the name where none is given."""
        values = {"account_id": member_id, "name": member_id, **others}
        self.accounts[member_id] = Account(**values)
        return member_id

    def bot(self, name: str) -> str:
        """A program that writes."""
        return self.member(name, kind=AccountKind.BOT)

    def channel(self, name: str, **others: Any) -> str:
        """A channel; its id counts up: C1, C2 …."""
        channel_id = f"C{len(self.channels) + 1}"
        self.channels[channel_id] = Channel(**{"channel_id": channel_id, "name": name, **others})
        return channel_id

    def post(
        self,
        by: str | None,
        channel: str,
        text: str,
        *,
        day: float | None = None,
        thread: str | None = None,
        signs: tuple[str, ...] = (),
    ) -> str:
        """A post, a minute after the last one or on a day; gives its id."""
        self.day = self.day + 1 / 1440 if day is None else day
        posted_at = START + timedelta(days=self.day, microseconds=len(self.messages))
        seconds, micros = divmod(round(posted_at.timestamp() * 1_000_000), 1_000_000)
        message_id = f"{channel}:{seconds}.{micros:06d}"
        self.messages.append(
            Message(
                message_id=message_id,
                channel_id=channel,
                thread_id=thread or message_id,
                account_id=by,
                posted_at=posted_at,
                text=text,
                reactions=tuple(Reaction(sign, 1) for sign in signs),
            )
        )
        return message_id

    def reply(self, by: str | None, thread: str, text: str, **others: Any) -> str:
        """A post in a thread."""
        return self.post(by, thread.partition(":")[0], text, thread=thread, **others)

    def question(
        self, by: str | None, channel: str, text: str, *answers: tuple[str, str], **others: Any
    ) -> str:
        """A question with its answers, each (by whom, text); gives the thread's id."""
        thread = self.post(by, channel, text, **others)
        for who, answer in answers:
            self.reply(who, thread, answer)
        return thread


@cache
def _empty_database() -> Path:
    """A migrated database to copy: migrating takes ten times as long as copying."""
    file = Path(mkdtemp()) / "empty.db"
    with open_store(f"sqlite:///{file}"):
        pass
    return file


def store_of(story: Story, folder: Path) -> Store:
    """The story in a store of its own."""
    file = folder / "story.db"
    shutil.copy(_empty_database(), file)
    store = open_store(f"sqlite:///{file}")
    store.import_source(story)
    for profile in story.profiles:
        store.save_profile(profile)
    for role in story.roles:
        store.save_role(role)
    return store


def build(story: Story) -> Snapshot:
    """The story as a snapshot."""
    with TemporaryDirectory() as folder, store_of(story, Path(folder)) as store:
        return build_snapshot(store, no_progress, now=BUILT_AT)


def community_of(story: Story, folder: Path) -> Community:
    """The story as an opened and built community."""
    community = Community(f"sqlite:///{folder / 'story.db'}", store_of(story, folder))
    community.build()
    return community


def standing_of(story: Story, snapshot: Snapshot) -> Standing:
    """What the story's members allow."""
    return Standing(
        profiles={profile.member_id: profile for profile in story.profiles},
        roles=tuple(story.roles),
        today=moment(snapshot.as_of).date(),
    )
