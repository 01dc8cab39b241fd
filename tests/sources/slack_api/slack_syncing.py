"""Synchronizes the served workspace into a store in miniature, each step in one go."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from slack_server import START, TEAM, TOKEN, Clock, Server, Slack

from matcher.domain import Account, AccountKind, Channel, Message, no_progress
from matcher.sources.slack_api import SlackApi, SyncCursors, SyncNotice, SyncSettings

POSTS_IN_ALL = 26
"""Posts of the workspace that the fixture makes."""


def user(user_id: str, name: str, **more: Any) -> dict[str, Any]:
    """An entry of users.list."""
    profile = {"display_name": name, "real_name": name, "title": "", "email": ""}
    return {"id": user_id, "team_id": TEAM, "deleted": False, "profile": profile} | more


def ts(minutes: float, number: int = 1) -> str:
    """A ts that lies some minutes before the clock's start."""
    moment = START - timedelta(minutes=minutes)
    return f"{int(moment.timestamp())}.{number:06d}"


def post(at: str, text: str = "質問です", by: str = "U0AOBA001", **more: Any) -> dict[str, Any]:
    """A message."""
    return {"type": "message", "user": by, "text": text, "ts": at} | more


@dataclass
class Kept:
    """What a store would hold: the steps' batches and entries, merged by the store's rules."""

    accounts: dict[str, Account] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    memberships: dict[tuple[str, str], Any] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    notices: list[SyncNotice] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    steps: int = 0

    @property
    def cursors(self) -> SyncCursors:
        """Where to go on."""
        return SyncCursors.from_entries(self.entries)

    @property
    def content(self) -> dict[str, Any]:
        """All records, for comparing."""
        return {
            "accounts": self.accounts,
            "channels": self.channels,
            "memberships": self.memberships,
            "messages": self.messages,
        }

    def take_batch(self, batch) -> None:
        """Merge records; what is named has to be known."""
        for account in batch.accounts:
            old = self.accounts.get(account.account_id)
            if old is None or account.kind is not AccountKind.UNKNOWN:
                self.accounts[account.account_id] = account
        self.channels |= {channel.channel_id: channel for channel in batch.channels}
        for item in batch.memberships:
            assert item.channel_id in self.channels
            assert item.account_id in self.accounts
            key = (item.channel_id, item.account_id)
            told = [at for at in (self.memberships.get(key), item.joined_at) if at is not None]
            self.memberships[key] = min(told, default=None)
        for message in batch.messages:
            assert message.channel_id in self.channels
            assert message.account_id is None or message.account_id in self.accounts
            old = self.messages.get(message.message_id)
            if old is None or not old.edited or message.edited:
                self.messages[message.message_id] = message

    def take(self, step) -> None:
        """Keep a step: all of it."""
        self.steps += 1
        gone = step.vanished(self.messages.values())
        self.take_batch(step.batch)
        for message_id in gone:
            del self.messages[message_id]
        self.vanished += gone
        self.entries |= step.entries
        self.notices += step.notices


@dataclass
class Syncing:
    """Synchronizes the served workspace into something kept."""

    server: Server
    slack: Slack

    @property
    def clock(self) -> Clock:
        """The clock that both sides go by."""
        return self.slack.clock

    def api(self, token: str = TOKEN, **settings: Any) -> SlackApi:
        """A source on the served workspace."""
        return SlackApi(
            token,
            base_url=self.server.url,
            settings=SyncSettings(**settings),
            clock=self.clock,
            sleep=self.clock.sleep,
        )

    def __call__(
        self,
        kept: Kept | None = None,
        *,
        stop_after: int | None = None,
        progress=no_progress,
        **settings: Any,
    ) -> Kept:
        """Synchronize; with ``stop_after`` the program is killed after so many stored steps."""
        kept = kept or Kept()
        self.last = self.api(**settings)
        for number, step in enumerate(self.last.steps(kept.cursors, progress)):
            if number == stop_after:
                break
            kept.take(step)
        return kept
