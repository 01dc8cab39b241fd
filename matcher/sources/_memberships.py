"""Who is in which channel, put together from member lists and from join messages."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from matcher.domain import Membership


class MembershipLog:
    """Gathers what a source tells of memberships; the truth is known when all was read.

    Where a channel has a member list, the list says who is in it and the join messages say
    since when. Where it has none (unknown, never "nobody"), those who joined and did not
    leave afterwards are in it.
    """

    def __init__(self) -> None:
        self._listed: dict[str, dict[str, datetime | None]] = {}
        self._last: dict[tuple[str, str], tuple[datetime, bool]] = {}

    def add_list(self, channel_id: str, members: Mapping[str, datetime | None]) -> None:
        """Take in (a part of) a channel's member list: since when each account is in it."""
        self._listed.setdefault(channel_id, {}).update(members)

    def add_event(self, channel_id: str, account_id: str, at: datetime, *, joined: bool) -> None:
        """Take in that someone joined or left; events may come in any order."""
        key = (channel_id, account_id)
        event = (at, joined)
        self._last[key] = max(self._last.get(key, event), event)

    @property
    def listed(self) -> tuple[str, ...]:
        """Channels whose member list names someone; an empty one may be one that was left out."""
        return tuple(channel_id for channel_id, members in self._listed.items() if members)

    def memberships(self) -> Iterator[Membership]:
        """All memberships, each once."""
        for channel_id, members in self._listed.items():
            for account_id, joined_at in members.items():
                at, joined = self._last.get((channel_id, account_id), (None, False))
                yield Membership(channel_id, account_id, joined_at or (at if joined else None))
        for (channel_id, account_id), (at, joined) in self._last.items():
            if joined and channel_id not in self._listed:
                yield Membership(channel_id, account_id, at)
