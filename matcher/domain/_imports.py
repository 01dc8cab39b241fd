"""What an import reports, so that a person or a program can check what became of the input."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from matcher.domain._records import Batch

Progress = Callable[[str, int, int | None], None]
"""Called as ``progress(what, done, total)``; ``total`` is None when it cannot be known."""


def no_progress(what: str, done: int, total: int | None) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A kind of content that is not read on purpose."""

    what: str
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A single item that could not be read."""

    file: str
    place: str
    value: str
    why: str


@dataclass(slots=True)
class SourceNotes:
    """What a source has to say once all its batches were read."""

    unknown_authors: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    team_id: str = ""
    """Slack's id of the workspace, where the source names it (for permalinks)."""
    as_of: datetime | None = None
    """The latest change of an account that the source tells of, where it tells any."""


class Source(Protocol):
    """Something that delivers a community in batches.

    ``batches`` validates as it goes and raises ``InputError``; the caller stores all or nothing.
    ``notes`` is complete when the last batch was taken.
    """

    notes: SourceNotes

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield the community's parts, accounts and channels first, in a bounded memory."""
        ...


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a synchronization with Slack did.

    Attributes:
        channels: Public channels that Slack named.
        new_messages: Messages that the store did not have.
        changed: Messages that were stored otherwise.
        deleted: Messages that were deleted in Slack, and so from the store.
        notices: Japanese sentences that were told on the way.
        unknown_authors: Authors that Slack does not describe.
        left_out: What is not read on purpose, with counts.
        skipped: What could not be read, one by one.
        finished: Whether everything was read; else the next run goes on from there.
        resume_at: When Slack allows that next run; None when everything was read.
    """

    channels: int
    new_messages: int
    changed: int
    deleted: int
    notices: tuple[str, ...]
    unknown_authors: int
    left_out: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]
    finished: bool
    resume_at: datetime | None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        channels, members, messages, threads: What the source holds.
        new_messages: What the store did not have.
        span: First and last moment of the messages in the source, None when there are none.
        unknown_authors: Authors that the source does not describe.
        left_out: What is not read on purpose, with counts.
        skipped: What could not be read, one by one.
    """

    channels: int
    members: int
    messages: int
    threads: int
    new_messages: int
    span: tuple[datetime, datetime] | None
    unknown_authors: int
    left_out: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]
