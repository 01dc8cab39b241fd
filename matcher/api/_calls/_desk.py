"""What an ambassador does, and what a member follows: tasks, stars, digests."""

from datetime import UTC, date, datetime

from matcher.api._calls._state import CommunityState
from matcher.api._digests import digest_of, star_channel, unstar_channel
from matcher.api._outreach import LastFindings, handle, outreach_of, take_back
from matcher.domain import (
    Digest,
    Handling,
    HandlingState,
    Outreach,
)
from matcher.store import Store


class Desk(CommunityState):
    """Tasks of ambassadors, and the channels that members follow."""

    def __init__(self, url: str, store: Store) -> None:
        super().__init__(url, store)
        self._findings = LastFindings()

    def outreach(self, ambassador: str) -> Outreach:
        """Whom an ambassador can help now, why, and what to say.

        Args:
            ambassador: Member id or e-mail address of an ambassador or organizer.

        Raises:
            UnknownNameError: No such member.
            InputError: They are neither.
        """
        snapshot = self.snapshot()
        findings = self._findings.of(self._store, snapshot)
        standing = self._standing(snapshot)
        return outreach_of(self._store, findings, standing, ambassador, now=datetime.now(UTC))

    def claim(self, ambassador: str, task_id: str) -> Handling:
        """Take a task on (対応します); nobody else is offered it until the claim lapses.

        Args:
            ambassador: Member id or e-mail address of an ambassador or organizer.
            task_id: The task, as :meth:`outreach` names it.

        Raises:
            UnknownNameError: No such member.
            InputError: They have no desk, or it is no task.
            CommunityStateError: Someone else is doing it or has done it; it says who and when.
        """
        return self._handle(ambassador, task_id, HandlingState.CLAIMED)

    def finish(self, ambassador: str, task_id: str) -> Handling:
        """Say that a task is done (済み); nobody is offered it again. Raises as :meth:`claim`."""
        return self._handle(ambassador, task_id, HandlingState.DONE)

    def snooze(self, ambassador: str, task_id: str) -> Handling:
        """Put a task off (あとで) for three days; a claim of it ends. Raises as :meth:`claim`."""
        return self._handle(ambassador, task_id, HandlingState.SNOOZED)

    def decline(self, ambassador: str, task_id: str) -> Handling:
        """Leave a task to others (自分ではない); a claim of it ends. Raises as :meth:`claim`."""
        return self._handle(ambassador, task_id, HandlingState.DECLINED)

    def undo(self, ambassador: str, task_id: str) -> None:
        """Take back what an ambassador said of a task; it is offered as before.

        Raises:
            UnknownNameError: No such member.
            InputError: It is no task.
        """
        take_back(self._store, ambassador, task_id)

    def _handle(self, ambassador: str, task_id: str, state: HandlingState) -> Handling:
        standing = self._standing(self.snapshot())
        return handle(self._store, standing, ambassador, task_id, state, now=datetime.now(UTC))

    def star(self, member: str, channel: str) -> None:
        """Star a channel for a member: what matters in it is in their digest.

        Args:
            member: Member id or e-mail address.
            channel: Id or name of the channel.

        Raises:
            UnknownNameError: No such member or channel.
        """
        star_channel(self._store, self.snapshot(), member, channel, at=datetime.now(UTC))

    def unstar(self, member: str, channel: str) -> None:
        """Take a star back; where there is none, nothing happens.

        Raises:
            UnknownNameError: No such member or channel.
        """
        unstar_channel(self._store, self.snapshot(), member, channel)

    def starred(self, member_id: str) -> tuple[str, ...]:
        """Ids of the channels that a member starred, in the order of starring."""
        return tuple(self._store.stars.of(member_id))

    def digest(self, member: str, *, day: date | None = None, days: int = 1) -> Digest:
        """What mattered to a member: in the channels that they starred, else in their work.

        Args:
            member: Member id or e-mail address.
            day: The last day that is told of, in Japan; by default the last one of the data.
            days: How many days are told of, up to 31.

        Raises:
            UnknownNameError: No such member.
            InputError: There is no conversation on that day, or the days are out of range.
        """
        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        return digest_of(
            self._store,
            snapshot,
            standing,
            member,
            day=day,
            days=days,
            findings=lambda: self._findings.of(self._store, snapshot),
        )
