"""Records as rows and back."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from matcher.domain import (
    Account,
    AccountKind,
    Batch,
    Channel,
    Membership,
    Message,
    OrganizationSource,
    Profile,
    Reaction,
    Role,
    RoleKind,
    ThreadHeading,
)

Values = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(moment: datetime) -> int:
    """Microseconds since the epoch; a naive moment raises ``TypeError``."""
    return (moment - _EPOCH) // _MICROSECOND


def to_moment(microseconds: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def storable(text: str) -> str:
    """The text with what no database can hold (NUL, half a surrogate pair) shown as U+FFFD."""
    text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        # Two halves that found each other are a character; only the lonely ones are lost.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _optional(moment: datetime | None) -> int | None:
    return None if moment is None else to_microseconds(moment)


def _json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _account(account: Account) -> Values:
    return {
        "account_id": storable(account.account_id),
        "name": storable(account.name),
        "kind": account.kind.value,
        "real_name": storable(account.real_name),
        "title": storable(account.title),
        "email": storable(account.email),
        "active": account.active,
        "first_seen_at": _optional(account.first_seen_at),
    }


def _channel(channel: Channel) -> Values:
    return {
        "channel_id": storable(channel.channel_id),
        "name": storable(channel.name),
        "purpose": storable(channel.purpose),
        "created_at": _optional(channel.created_at),
        "archived": channel.archived,
    }


def _membership(membership: Membership) -> Values:
    return {
        "channel_id": storable(membership.channel_id),
        "account_id": storable(membership.account_id),
        "joined_at": _optional(membership.joined_at),
    }


def _heading(heading: ThreadHeading) -> Values:
    return {
        "thread_id": storable(heading.thread_id),
        "channel_id": storable(heading.channel_id),
        "title": storable(heading.title),
        "resolved": heading.resolved,
    }


def _message(message: Message) -> Values:
    return {
        "message_id": storable(message.message_id),
        "channel_id": storable(message.channel_id),
        "thread_id": storable(message.thread_id),
        "account_id": None if message.account_id is None else storable(message.account_id),
        "posted_at": to_microseconds(message.posted_at),
        "text": storable(message.text),
        "reactions": _json([{"name": r.name, "count": r.count} for r in message.reactions])
        if message.reactions
        else "[]",
        "edited": message.edited,
    }


def batch_values(batch: Batch) -> Iterable[tuple[str, list[Values]]]:
    """The batch as rows, by the name of their table; tables without rows are left out."""
    rows = (
        ("accounts", [_account(account) for account in batch.accounts]),
        ("channels", [_channel(channel) for channel in batch.channels]),
        ("memberships", [_membership(membership) for membership in batch.memberships]),
        ("headings", [_heading(heading) for heading in batch.headings]),
        ("messages", [_message(message) for message in batch.messages]),
    )
    return [(name, values) for name, values in rows if values]


def profile_values(profile: Profile) -> Values:
    """A profile as a row."""
    return {
        "member_id": profile.member_id,
        "organization_code": storable(profile.organization_code),
        "department": storable(profile.department),
        "interests": _json(profile.interests),
        "solo_it": profile.solo_it,
        "hidden": profile.hidden,
        "hidden_topics": _json(profile.hidden_topics),
        "weekly_limit": profile.weekly_limit,
        "away_until": profile.away_until,
        "organization_source": profile.organization_source.value,
    }


def role_values(role: Role) -> Values:
    """A role as a row."""
    return {
        "member_id": role.member_id,
        "kind": role.kind.value,
        "starts_on": role.starts_on,
        "ends_on": role.ends_on,
    }


def to_account(row: Row[Any]) -> Account:
    """An account from its row."""
    values = row._asdict()
    first = values["first_seen_at"]
    return Account(
        **{
            **values,
            "kind": AccountKind(values["kind"]),
            "first_seen_at": None if first is None else to_moment(first),
        }
    )


def to_message(row: Row[Any]) -> Message:
    """A message from its row."""
    values = row._asdict()
    return Message(
        **{
            **values,
            "posted_at": to_moment(values["posted_at"]),
            "reactions": tuple(Reaction(**one) for one in json.loads(values["reactions"])),
        }
    )


def to_profile(row: Row[Any]) -> Profile:
    """A profile from its row."""
    values = row._asdict()
    return Profile(
        **{
            **values,
            "interests": tuple(json.loads(values["interests"])),
            "hidden_topics": tuple(json.loads(values["hidden_topics"])),
            "organization_source": OrganizationSource(values["organization_source"]),
        }
    )


def to_role(row: Row[Any]) -> Role:
    """A role from its row."""
    return Role(**{**row._asdict(), "kind": RoleKind(row.kind)})
