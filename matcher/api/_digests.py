"""Stars, and the digest of what mattered in the starred channels."""

from collections.abc import Callable
from datetime import date, datetime

from matcher.api._names import account_named, channel_number, member_number
from matcher.domain import ChannelKind, Digest, InputError, day_in_japan
from matcher.outreach import Findings
from matcher.outreach.digest import MOST_DAYS, member_digest
from matcher.recommend import Standing
from matcher.snapshot import Snapshot, moment
from matcher.store import Store


def star_channel(
    store: Store, snapshot: Snapshot, member: str, channel: str, *, at: datetime
) -> None:
    """Keep a star (raises as :meth:`matcher.api.Community.star`)."""
    store.stars.add(account_named(store, member), _channel_id(snapshot, channel), at)


def unstar_channel(store: Store, snapshot: Snapshot, member: str, channel: str) -> None:
    """Take a star back (raises as :meth:`matcher.api.Community.unstar`)."""
    store.stars.remove(account_named(store, member), _channel_id(snapshot, channel))


def digest_of(
    store: Store,
    snapshot: Snapshot,
    standing: Standing,
    member: str,
    *,
    day: date | None,
    days: int,
    findings: Callable[[], Findings],
) -> Digest:
    """A member's digest (raises as :meth:`matcher.api.Community.digest`).

    ``findings`` is only asked for when a lounge is starred: looking for questions hidden in small
    talk takes long.
    """
    number = member_number(snapshot, store, member)
    starred = store.stars.of(snapshot.facts.members["member_id"].iloc[number])
    if not 1 <= days <= MOST_DAYS:
        raise InputError(
            "まとめる日数が範囲の外です。",
            remedy=f"1から{MOST_DAYS}までの日数にしてください。",
            value=str(days),
        )
    lounges = {snapshot.channel_ids[n] for n in snapshot.channels_of_kind(ChannelKind.LOUNGE)}
    hidden = _hidden(findings()) if lounges & {*starred} else {}
    last = _day_within(snapshot, day)
    return member_digest(snapshot, standing, number, starred, day=last, days=days, hidden=hidden)


def _hidden(findings: Findings) -> dict[int, str]:
    """Conversations that hide a question, with what asks in them; the first post counts."""
    conversation = findings.snapshot.conversation
    return {int(conversation[one.post]): one.quote for one in reversed(findings.hidden)}


def _channel_id(snapshot: Snapshot, channel: str) -> str:
    return snapshot.channel_ids[channel_number(snapshot, channel)]


def _day_within(snapshot: Snapshot, day: date | None) -> date:
    """The day, by default the last one of the data."""
    if snapshot.span is None:
        return day or day_in_japan(moment(snapshot.as_of))
    first, last = map(day_in_japan, snapshot.span)
    if day is not None and not first <= day <= last:
        raise InputError(
            "その日の会話はありません。",
            remedy=f"{first.isoformat()}から{last.isoformat()}までの日にしてください。",
            value=day.isoformat(),
        )
    return day or last
