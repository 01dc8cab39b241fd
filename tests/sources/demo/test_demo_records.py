"""What the demo delivers is a community as Slack could have it."""

import csv
import re
from collections import Counter
from datetime import date

import pytest
from demo_delivery import Delivered

from matcher.domain import AccountKind, InputError, RoleKind, data_folder, no_progress
from matcher.sources.demo import DemoCommunity

_FORBIDDEN = ("元森", "熊谷", "藤田", "渡邉", "渡辺", "平田", "石塚", "隆宣", "脩哲")


def _prefectures() -> dict[str, str]:
    """Prefecture of each local government, by code."""
    file = data_folder() / "local_governments.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["prefecture"] for row in csv.DictReader(stream)}


def test_size(default: Delivered) -> None:
    """1,500 members, 60 channels, 25,000 messages over 18 months that end 2024-10-31."""
    kinds = Counter(account.kind for account in default.accounts.values())
    assert kinds == {AccountKind.MEMBER: 1500, AccountKind.BOT: 2}
    assert len(default.channels) == 60
    assert len(default.messages) == 25_000
    assert 420 <= len(default.profiles) <= 640
    days = [message.posted_at.date() for message in default.messages]
    assert date(2023, 4, 30) <= min(days) <= date(2023, 5, 3)
    assert date(2024, 10, 30) <= max(days) <= date(2024, 10, 31)


def test_everything_is_proportional() -> None:
    """A smaller community has fewer members and messages in the same proportion."""
    small = DemoCommunity(60, 5)
    batches = list(small.batches(no_progress))
    assert sum(len(batch.messages) for batch in batches) == 1000
    members = [item for item in batches[0].accounts if item.kind is AccountKind.MEMBER]
    assert len(members) == 60


def test_organizations(default: Delivered) -> None:
    """Some 700 local governments in all 47 prefectures, one in several with a single member."""
    known = _prefectures()
    codes = Counter(
        member.organization_code
        for member in default.truth.members.values()
        if member.organization_code in known
    )
    assert 650 <= len(codes) <= 750
    assert {known[code] for code in codes} == set(known.values())
    assert max(codes.values()) >= 8
    assert sum(count == 1 for count in codes.values()) > len(codes) / 3
    agencies = [m for m in default.truth.members.values() if m.organization_code not in known]
    assert 35 <= len(agencies) <= 45


def test_channels(demo: Delivered) -> None:
    """Names are unique, the prefecture of the interview is there, two channels are closed."""
    names = [channel.name for channel in demo.channels.values()]
    assert len(set(names)) == len(names)
    assert {"愛媛県", "何でも相談", "雑談", "自己紹介", "書き込み練習"} <= set(names)
    closed = {item.channel_id for item in demo.channels.values() if item.archived}
    assert len(closed) == 2
    last = max(m.posted_at for m in demo.messages if m.channel_id in closed)
    assert last.date() < date(2024, 1, 1)
    assert not closed & {item.channel_id for item in demo.memberships}


def test_ids(demo: Delivered) -> None:
    """Ids look like Slack's, are unique, and a message's id names its channel and moment."""
    assert all(re.fullmatch(r"[UB]0[A-Z0-9]{9}", item) for item in demo.accounts)
    assert all(re.fullmatch(r"C0[A-Z0-9]{9}", item) for item in demo.channels)
    ids = [message.message_id for message in demo.messages]
    assert len(set(ids)) == len(ids)
    for message in demo.messages:
        channel_id, _, ts = message.message_id.partition(":")
        assert channel_id == message.channel_id
        assert re.fullmatch(r"\d{10}\.\d{6}", ts)
        assert float(ts) == pytest.approx(message.posted_at.timestamp(), abs=1e-5)
    assert {message.channel_id for message in demo.messages} <= set(demo.channels)


def test_order_of_things(demo: Delivered) -> None:
    """Nobody writes before joining or after leaving; replies come after their roots."""
    for thread_id, messages in demo.threads.items():
        assert messages[0].message_id == thread_id
        assert all(reply.posted_at > messages[0].posted_at for reply in messages[1:])
        assert len({message.channel_id for message in messages}) == 1
    last: dict[str, date] = {}
    for message in demo.messages:
        account = demo.accounts[message.account_id or ""]
        last[account.account_id] = message.posted_at.date()
        if account.kind is AccountKind.MEMBER:
            assert account.first_seen_at is not None
            assert message.posted_at >= account.first_seen_at
        created_at = demo.channels[message.channel_id].created_at
        assert created_at is not None
        assert message.posted_at >= created_at
    gone = [account for account in demo.accounts.values() if not account.active]
    assert gone
    assert all(last.get(account.account_id, date.min) < date(2024, 10, 31) for account in gone)


def test_memberships(demo: Delivered) -> None:
    """Who wrote in an open channel is in it, and joined it no later and not before the account."""
    joined = {(item.account_id, item.channel_id): item.joined_at for item in demo.memberships}
    assert len(joined) == len(demo.memberships)
    for (account_id, _), joined_at in joined.items():
        first_seen_at = demo.accounts[account_id].first_seen_at
        assert joined_at is not None
        assert first_seen_at is not None
        assert joined_at >= first_seen_at
    for message in demo.messages:
        account = demo.accounts[message.account_id or ""]
        if account.kind is AccountKind.MEMBER and not demo.channels[message.channel_id].archived:
            joined_at = joined[account.account_id, message.channel_id]
            assert joined_at is not None
            assert joined_at <= message.posted_at


def test_names_are_fictitious(demo: Delivered) -> None:
    """Every member's names bear the mark; nobody has a name of the interview or the press."""
    members = [item for item in demo.accounts.values() if item.kind is AccountKind.MEMBER]
    for account in members:
        assert "(架空)" in account.name
        assert account.real_name.endswith("(架空)")
        assert not any(word in account.real_name for word in _FORBIDDEN)
        assert account.email.endswith("@lg.example.jp")
        assert not account.real_name.startswith("森 ")
    assert len({account.email for account in members}) == len(members)


def test_rhythm(default: Delivered) -> None:
    """People write on weekdays and in office hours, some in the evening."""
    hours = Counter((message.posted_at.hour + 9) % 24 for message in default.messages)
    weekend = sum(message.posted_at.weekday() >= 5 for message in default.messages)
    total = len(default.messages)
    assert weekend < 0.08 * total
    assert sum(hours[hour] for hour in range(8, 19)) > 0.75 * total
    assert sum(hours[hour] for hour in range(19, 24)) > 0.05 * total


def test_long_texts_seldom_repeat(default: Delivered) -> None:
    """What members write at length occurs in three messages at most, seldom in two.

    Guides, redirects and announcements repeat in real communities too.
    """
    texts = Counter(
        message.text
        for message in default.messages
        if len(message.text) > 60
        and default.accounts[message.account_id or ""].kind is AccountKind.MEMBER
        and not message.text.startswith("【")
        and "/archives/" not in message.text
        and "<#" not in message.text
    )
    assert len(texts) > 6000
    assert max(texts.values()) <= 3
    assert sum(count > 1 for count in texts.values()) < 0.03 * len(texts)


def test_roles(demo: Delivered) -> None:
    """Ambassadors hold the role at the end; organizers are of an agency."""
    today = date(2024, 10, 31)
    roles = demo.source.roles()
    held = {
        role.member_id for role in roles if role.kind is RoleKind.AMBASSADOR and role.held_on(today)
    }
    assert held == set(demo.truth.cast.ambassadors)
    assert len({(role.member_id, role.starts_on) for role in roles}) == len(roles)
    assert {role.kind for role in roles} == set(RoleKind)
    assert all(demo.accounts[role.member_id].active for role in roles)


@pytest.mark.parametrize("members", [0, 59, 15_001])
def test_members_out_of_range(members: int) -> None:
    """A number of members that cannot be made is refused with the range."""
    with pytest.raises(InputError, match="15,000"):
        DemoCommunity(members)
