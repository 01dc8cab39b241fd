"""What was said of tasks, as one ambassador sees it at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from matcher.domain import Handling, HandlingState


@dataclass(frozen=True)
class Handled:
    """What still counts of all that was said.

    Attributes:
        member_id: The ambassador who looks.
        claimed: Claims that hold, by task.
        done: Tasks that are done.
        aside: Who put off or declined which task.
    """

    member_id: str
    claimed: dict[str, Handling]
    done: frozenset[str]
    aside: frozenset[tuple[str, str]]

    def own(self, task_id: str) -> Handling | None:
        """The ambassador's own claim of a task."""
        claim = self.claimed.get(task_id)
        return claim if claim and claim.member_id == self.member_id else None

    def by_other(self, task_id: str) -> Handling | None:
        """Someone else's claim of a task."""
        claim = self.claimed.get(task_id)
        return claim if claim and claim.member_id != self.member_id else None

    def is_open(self, task_id: str, member_id: str = "") -> bool:
        """Whether a task may be offered to a member, by default the ambassador who looks."""
        taken = task_id in self.claimed or task_id in self.done
        return not taken and (member_id or self.member_id, task_id) not in self.aside


def handled_at(handlings: Iterable[Handling], member_id: str, now: datetime) -> Handled:
    """What counts at a moment, for an ambassador."""
    holding = [one for one in handlings if one.holds_at(now)]

    def said(*states: HandlingState) -> list[Handling]:
        return [one for one in holding if one.state in states]

    return Handled(
        member_id=member_id,
        claimed={one.task_id: one for one in said(HandlingState.CLAIMED)},
        done=frozenset(one.task_id for one in said(HandlingState.DONE)),
        aside=frozenset(
            (one.member_id, one.task_id)
            for one in said(HandlingState.SNOOZED, HandlingState.DECLINED)
        ),
    )
