"""Synchronizes the served workspace into a store in miniature, each step in one go."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
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


def ts(minutes: float, number: int = 1, start: datetime = START) -> str:
    """A ts that lies some minutes before the clock's start."""
    moment = start - timedelta(minutes=minutes)
    return f"{int(moment.timestamp())}.{number:06d}"


def post(at: str, text: str = "質問です", by: str = "U0AOBA001", **more: Any) -> dict[str, Any]:
    """A message."""
    return {"type": "message", "user": by, "text": text, "ts": at} | more


def small_workspace(start: datetime = START) -> Slack:
    """A workspace with threads, bots, huddles, strangers, joins and an archived channel.

    Args:
        start: All was posted before.
    """
    at = partial(ts, start=start)
    users = [
        user("U0AOBA001", "青葉@架空市"),
        user("W0DAIKI01", "大企@大企市", enterprise_user={"enterprise_id": "E0KASOU"}),
        user("U0SARI0003", "去利@見本町", deleted=True),
        user("B0USER0001", "受付", is_bot=True),
        user("U0SOTO0004", "外部@ベンダー", team_id="T0SOTO0001", is_stranger=True),
    ]
    help_ = {
        "id": "C0SODAN01",
        "name": "何でも相談",
        "created": 1672531200,
        "purpose": {"value": "困ったら"},
        "members": ["U0AOBA001", "W0DAIKI01", "U0DARE00009"],
    }
    lounge = {"id": "C0ZATSU01", "name": "雑談", "created": 1672531300, "members": ["U0AOBA001"]}
    old = {
        "id": "C0FURUI01",
        "name": "先行事業-2022",
        "created": 1672531400,
        "is_archived": True,
        "members": [],
    }
    joined = {"subtype": "channel_join", "text": "<@U0AOBA001> has joined"}
    left = {"subtype": "channel_leave", "text": "<@U0AOBA001> has left"}
    root = at(300)
    silent = at(60 * 24 * 200)
    posts = {
        "C0SODAN01": [
            post(at(60 * 24 * 400), **joined),
            post(silent, "昔の質問"),
            post(at(60 * 24 * 199), "昔の答え", "W0DAIKI01", thread_ts=silent),
            post(root, "ガバクラの回線は? <@W0DAIKI01>", reactions=[{"name": "+1", "count": 2}]),
            *(
                post(
                    at(290 - n), f"答え{n}", "W0DAIKI01", thread_ts=root, parent_user_id="U0AOBA001"
                )
                for n in range(6)
            ),
            post(at(280), "皆さんへ", "U0SARI0003", thread_ts=root, subtype="thread_broadcast"),
            post(at(270), "名乗らない人", "U0DARE00009"),
            post(at(265), "名だけの人", "U0NANO00010", user_profile={"display_name": "那乃"}),
            post(at(260), "直した文", edited={"user": "U0AOBA001", "ts": at(255)}),
            {
                "type": "message",
                "subtype": "bot_message",
                "username": "お知らせ",
                "text": "保守",
                "ts": at(250),
            },
            post(at(245), "", "USLACKBOT", subtype="huddle_thread", room={"id": "R1"}),
            post(at(240), "ハドルのメモ", thread_ts=at(245)),
            post(at(235), "受け付けました", "B0USER0001", bot_id="B0UKE00001"),
            post(at(230), "外から", "U0SOTO0004"),
        ],
        "C0ZATSU01": [post(at(20 * n), f"雑談{n}") for n in range(1, 9)],
        "C0FURUI01": [
            post(at(60 * 24 * 300), **joined),
            post(at(60 * 24 * 290), by="W0DAIKI01", **joined),
            post(at(60 * 24 * 280), "先行事業の申込方法"),
            post(at(60 * 24 * 270), by="W0DAIKI01", **left),
        ],
    }
    return Slack(users, [help_, lounge, old], posts)


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
    listed: dict[str, set[str]] = field(default_factory=dict)
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
        for channel_id in batch.listed:
            here = {one.account_id for one in batch.memberships if one.channel_id == channel_id}
            self.listed[channel_id] = here
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
