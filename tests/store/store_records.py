"""Small records and sources to store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from matcher.domain import (
    Account,
    Batch,
    Channel,
    InputError,
    Membership,
    Message,
    Progress,
    SourceNotes,
    ThreadHeading,
)
from matcher.store import Store

START = datetime(2024, 4, 1, 9, tzinfo=UTC)


@dataclass
class Batches:
    """A source of given batches; ``failure`` is raised after the last one."""

    parts: Sequence[Batch]
    notes: SourceNotes = field(default_factory=SourceNotes)
    failure: InputError | None = None

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield the parts, then fail if that was asked for."""
        yield from self.parts
        if self.failure is not None:
            raise self.failure


def account(number: int = 1, **others: Any) -> Account:
    """Account ``U1``, ``U2`` …."""
    return Account(**{"account_id": f"U{number}", "name": f"青葉 {number}", **others})


def channel(number: int = 1, **others: Any) -> Channel:
    """Channel ``C1``, ``C2`` …."""
    return Channel(**{"channel_id": f"C{number}", "name": f"何でも相談{number}", **others})


def message(number: int = 1, **others: Any) -> Message:
    """Message ``C1:1``, ``C1:2`` …: a minute apart, each a thread of one, by ``U1``."""
    message_id = f"C1:{number}"
    values = {
        "message_id": message_id,
        "channel_id": "C1",
        "thread_id": message_id,
        "account_id": "U1",
        "posted_at": START + timedelta(minutes=number),
        "text": f"標準化の期限について {number}",
    }
    return Message(**{**values, **others})


def membership(**others: Any) -> Membership:
    """``U1`` in ``C1``."""
    return Membership(**{"channel_id": "C1", "account_id": "U1", **others})


def heading(number: int = 1, **others: Any) -> ThreadHeading:
    """Heading of the thread of message ``number``."""
    values = {"thread_id": f"C1:{number}", "channel_id": "C1", "title": f"期限 {number}"}
    return ThreadHeading(**{**values, **others})


def community(*messages: Message, **others: Any) -> Batches:
    """``U1`` and ``U2`` in ``C1`` with these messages."""
    values: dict[str, Any] = {
        "accounts": (account(1), account(2)),
        "channels": (channel(1),),
        **others,
    }
    return Batches([Batch(**values), Batch(messages=messages)])


def content(store: Store) -> dict[str, Any]:
    """Everything that imports and people put into a store, without the revision."""
    frames = {
        "accounts": store.read_accounts(),
        "channels": store.read_channels(),
        "memberships": store.read_memberships(),
        "headings": store.read_headings(),
    }
    rows: dict[str, Any] = {
        name: frame.astype(object).where(frame.notna(), None).to_dict("records")
        for name, frame in frames.items()
    }
    rows["messages"] = [
        row
        for frame in store.iter_messages()
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]
    return {**rows, "profiles": store.profiles(), "roles": store.roles()}
