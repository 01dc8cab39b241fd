"""An ambassador in front of the desk: what they may be offered, and how it is picked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from matcher.domain import Handling, TakenTask, TaskKind
from matcher.outreach._findings import Findings
from matcher.outreach._handlings import Handled
from matcher.outreach._silence import joining_moments
from matcher.recommend import Asker, Standing, away, hiding, member_as_asker, present
from matcher.snapshot import Snapshot

T = TypeVar("T")
Task = TypeVar("Task")

SHOWN = 5
"""「ここまでです」: a list is never longer."""


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """Something that could be offered.

    Attributes:
        task_id: Name of the task.
        title: What it is called in one line.
        about: What it is.
    """

    task_id: str
    title: str
    about: T


@dataclass(frozen=True)
class Perspective:
    """What one ambassador sees.

    Attributes:
        findings: What can be done for anybody.
        standing: What members allow.
        handled: What was said of tasks.
        number: Account number of the ambassador.
        now: The moment.
    """

    findings: Findings
    standing: Standing
    handled: Handled
    number: int
    now: datetime

    @property
    def snapshot(self) -> Snapshot:
        """The community."""
        return self.findings.snapshot

    @cached_property
    def asker(self) -> Asker:
        """The ambassador, as the recommenders know someone."""
        profile = self.standing.profile(self.handled.member_id)
        return member_as_asker(self.snapshot, self.number, profile)

    @cached_property
    def joined_at(self) -> npt.NDArray[np.int64]:
        """Per account, when it joined."""
        return joining_moments(self.snapshot.facts)

    @cached_property
    def nameable(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it may be named: members who are there and do not hide."""
        return present(self.snapshot, self.standing) & ~hiding(self.snapshot, self.standing)

    @cached_property
    def away(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it is away today."""
        return away(self.snapshot, self.standing)

    def pick(
        self,
        candidates: Iterable[Candidate[T]],
        describe: Callable[[Candidate[T], Handling | None], Task],
    ) -> tuple[Task, ...]:
        """The ambassador's own claims, then what is open, in the order given; five at most."""
        known = list(candidates)
        own = [one for one in known if self.handled.own(one.task_id)]
        open_ = [one for one in known if self.handled.is_open(one.task_id)]
        return tuple(describe(one, self.handled.own(one.task_id)) for one in [*own, *open_][:SHOWN])

    def taken(self, kind: TaskKind, candidates: Iterable[Candidate[T]]) -> list[TakenTask]:
        """What others are doing of the candidates that would have been offered."""
        names = self.snapshot.facts.members["name"]
        found = []
        for one in list(candidates)[:SHOWN]:
            claim = self.handled.by_other(one.task_id)
            number = self.snapshot.member_number.get(claim.member_id) if claim else None
            if claim is None or number is None or claim.until is None:
                continue
            found.append(
                TakenTask(one.task_id, kind, one.title, names.iloc[number], claim.at, claim.until)
            )
        return found
