"""The permitted pairs of a round as numbers: what the solver and the other methods work on."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

VALUE_STEPS = 100_000
"""Values are whole steps of 1/100,000: sums are exact, so that ties are ties on every machine."""

NOBODY = -1
"""Stands for the mentor of a mentee who has none."""


@dataclass(frozen=True)
class Edges:
    """Permitted pairs, sorted by mentee, then mentor. A forbidden pair is simply not there.

    Attributes:
        mentees, mentors: How many people stand on each side.
        mentee, mentor: Numbers of the two people of each pair.
        steps: Value of each pair in steps (see :data:`VALUE_STEPS`).
        repeat: Whether they were a pair before.
        seats: How many mentees each mentor still takes.
        waited: Per mentee, whether they come first.
    """

    mentees: int
    mentors: int
    mentee: Integers
    mentor: Integers
    steps: Integers
    repeat: Flags
    seats: Integers
    waited: Flags

    @property
    def values(self) -> Floats:
        """Value of each pair, from 0 to 1."""
        return self.steps / VALUE_STEPS

    @cached_property
    def starts(self) -> Integers:
        """Where each mentee's pairs begin, and where the last one's end."""
        return np.searchsorted(self.mentee, np.arange(self.mentees + 1))

    @property
    def with_a_pair(self) -> int:
        """How many mentees have a permitted pair at all."""
        return int((np.diff(self.starts) > 0).sum())

    def of(self, mentee: int) -> slice:
        """Where a mentee's pairs stand."""
        return slice(int(self.starts[mentee]), int(self.starts[mentee + 1]))

    def find(self, mentee: Integers, mentor: Integers) -> Integers:
        """Positions of pairs, -1 for those that are not permitted."""
        keys = self.mentee * self.mentors + self.mentor
        wanted = mentee * self.mentors + mentor
        at = np.searchsorted(keys, wanted)
        found = at < len(keys)
        found[found] = keys[at[found]] == wanted[found]
        return np.where(found, at, -1)

    def kept(self, chosen: Flags) -> "Edges":
        """Only some of the pairs."""
        return Edges(
            self.mentees,
            self.mentors,
            self.mentee[chosen],
            self.mentor[chosen],
            self.steps[chosen],
            self.repeat[chosen],
            self.seats,
            self.waited,
        )

    def chosen(self, mentor_of: Integers) -> Integers:
        """Positions of the pairs of a matching."""
        served = np.flatnonzero(mentor_of != NOBODY)
        return self.find(served, mentor_of[served])


@dataclass(frozen=True)
class Twins:
    """People who are on both sides.

    Attributes:
        as_mentor: Per mentee, their number as a mentor, -1 for none.
        as_mentee: Per mentor, their number as a mentee, -1 for none.
    """

    as_mentor: Integers
    as_mentee: Integers

    def mirrored(self, edges: Edges) -> Integers:
        """Per pair, the position of the pair with the roles exchanged, -1 for none."""
        mentee, mentor = self.as_mentee[edges.mentor], self.as_mentor[edges.mentee]
        result = np.full(len(edges.mentee), -1, dtype=np.int64)
        both = np.flatnonzero((mentee >= 0) & (mentor >= 0))
        result[both] = edges.find(mentee[both], mentor[both])
        return result
