"""The assignment where two people may not be each other's mentor: best first, branch by branch.

Without that rule the assignment is solved at once. Where its solution holds a mutual pair, one of
the two pairs is struck in each of two branches; as a branch can only get worse, the first
solution without a mutual pair, looking at the best branch first, is the best of all.
"""

import heapq
from dataclasses import dataclass

import numpy as np

from matcher.mentoring._assign import Assignment, assign
from matcher.mentoring._edges import Edges, Flags, Integers, Twins

MOST_BRANCHES = 64
"""Then the pair of lower value is struck, of all mutual pairs at once."""


@dataclass(frozen=True)
class Apart:
    """A matching without mutual pairs; ``exact`` when it is known that none is better."""

    assignment: Assignment
    exact: bool


def assign_apart(edges: Edges, twins: Twins | None, *, avoid_repeats: bool) -> Apart:
    """The best matching without mutual pairs.

    Args:
        edges: The permitted pairs.
        twins: People on both sides; None where mutual pairs are allowed.
        avoid_repeats: As in :func:`matcher.mentoring._assign.assign`.
    """
    first = assign(edges, avoid_repeats=avoid_repeats)
    if twins is None:
        return Apart(first, exact=True)
    mirrored = twins.mirrored(edges)
    branches = [(_worth(first), 0, np.ones(len(edges.mentee), dtype=bool), first)]
    made = 1
    while True:
        _, _, open_, best = heapq.heappop(branches)
        clashes = _clashes(edges, mirrored, best.mentor_of)
        if not len(clashes):
            return Apart(best, exact=True)
        if made > MOST_BRANCHES:
            struck = _struck(edges, mirrored, open_, best, avoid_repeats)
            # What is as good as without the rule cannot be bettered.
            return Apart(struck, exact=struck.goal == first.goal)
        for at in (int(clashes[0]), int(mirrored[clashes[0]])):
            rest = open_.copy()
            rest[at] = False
            other = assign(edges.kept(rest), avoid_repeats=avoid_repeats)
            heapq.heappush(branches, (_worth(other), made, rest, other))
            made += 1


def _worth(assignment: Assignment) -> tuple[int, ...]:
    return tuple(-part for part in assignment.goal.rank)


def _clashes(edges: Edges, mirrored: Integers, mentor_of: Integers) -> Integers:
    """Positions of chosen pairs that are chosen with the roles exchanged as well."""
    chosen = edges.chosen(mentor_of)
    is_chosen = np.zeros(len(edges.mentee), dtype=bool)
    is_chosen[chosen] = True
    other = mirrored[chosen]
    return chosen[(other >= 0) & is_chosen[other]]


def _struck(
    edges: Edges, mirrored: Integers, open_: Flags, best: Assignment, avoid_repeats: bool
) -> Assignment:
    rest = open_.copy()
    while len(clashes := _clashes(edges, mirrored, best.mentor_of)):
        for at in clashes.tolist():
            other = int(mirrored[at])
            rest[min(at, other, key=lambda one: (int(edges.steps[one]), one))] = False
        best = assign(edges.kept(rest), avoid_repeats=avoid_repeats)
    return best
