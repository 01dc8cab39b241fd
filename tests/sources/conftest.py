"""Small exports made on the spot, and everything a source yields gathered in one value."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from matcher.domain import (
    Account,
    Channel,
    Membership,
    Message,
    Source,
    SourceNotes,
    ThreadHeading,
    no_progress,
)

MINORI = {
    "id": "U0AOBA001",
    "team_id": "T0KASOU01",
    "name": "aoba.minori",
    "deleted": False,
    "real_name": "青葉 みのり",
    "profile": {
        "display_name": "青葉@架空市",
        "title": "デジタル推進課",
        "email": "a@example.lg.jp",
    },
}
HELP = {"id": "C0SODAN01", "name": "何でも相談", "created": 1672531200, "members": ["U0AOBA001"]}


@dataclass
class Gathered:
    """All that a source yielded; a batch that names what came in no earlier one fails."""

    notes: SourceNotes
    accounts: dict[str, Account] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    headings: list[ThreadHeading] = field(default_factory=list)
    batches: int = 0

    def of_kind(self, kind: str) -> set[str]:
        """Ids of the accounts of a kind."""
        return {account.account_id for account in self.accounts.values() if account.kind == kind}

    @property
    def texts(self) -> list[str]:
        """Texts of the messages."""
        return [message.text for message in self.messages]

    @property
    def left_out(self) -> dict[str, int]:
        """Counts of what was left out."""
        return {item.what: item.count for item in self.notes.left_out}


Gather = Callable[[Source], Gathered]
WriteExport = Callable[..., Path]


@pytest.fixture(scope="session")
def gather() -> Gather:
    """Take all batches of a source and check that nobody is named before being introduced."""

    def gathered(source: Source) -> Gathered:
        found = Gathered(source.notes)
        for batch in source.batches(no_progress):
            found.batches += 1
            found.accounts |= {account.account_id: account for account in batch.accounts}
            found.channels |= {channel.channel_id: channel for channel in batch.channels}
            found.memberships += batch.memberships
            found.messages += batch.messages
            found.headings += batch.headings
            for message in batch.messages:
                assert message.channel_id in found.channels
                assert message.account_id is None or message.account_id in found.accounts
            for membership in batch.memberships:
                assert membership.channel_id in found.channels
                assert membership.account_id in found.accounts
        found.notes = source.notes
        return found

    return gathered


@pytest.fixture(scope="session")
def write_export() -> WriteExport:
    """Write an export into a folder; file contents are JSON values, or text and bytes as is."""

    def written(
        folder: Path,
        days: Mapping[str, Any] | None = None,
        *,
        users: Sequence[Any] = (MINORI,),
        channels: Sequence[Any] = (HELP,),
        more: Mapping[str, Any] | None = None,
    ) -> Path:
        files = {"users.json": list(users), "channels.json": list(channels)}
        for path, content in (files | dict(days or {}) | dict(more or {})).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                file.write_bytes(content)
            else:
                text = content if isinstance(content, str) else json.dumps(content)
                file.write_text(text, encoding="utf-8")
        return folder

    return written
