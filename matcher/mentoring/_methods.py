"""Other ways to make pairs, to compare with: greedy, first come, deferred acceptance.

All of them keep to the same permitted pairs and seats, never make a forbidden or a mutual pair
where those are not allowed, and prefer a pair that is new to any pair of an earlier round.
"""

import heapq

import numpy as np

from matcher.mentoring._edges import NOBODY, Edges, Flags, Integers, Twins

_CHUNK = 50_000


def greedy(edges: Edges, twins: Twins | None) -> Integers:
    """The best pair that is left, again and again; equals in order of the ids."""
    mentor_of = np.full(edges.mentees, NOBODY, dtype=np.int64)
    left = edges.seats.copy()
    order = np.lexsort((edges.mentor, edges.mentee, -edges.steps, edges.repeat))
    for start in range(0, len(order), _CHUNK):
        part = order[start : start + _CHUNK]
        part = part[(mentor_of[edges.mentee[part]] == NOBODY) & (left[edges.mentor[part]] > 0)]
        for mentee, mentor in zip(
            edges.mentee[part].tolist(), edges.mentor[part].tolist(), strict=True
        ):
            free = mentor_of[mentee] == NOBODY and left[mentor] > 0
            if free and not _mutual(mentor_of, twins, mentee, mentor):
                mentor_of[mentee] = mentor
                left[mentor] -= 1
        if (mentor_of != NOBODY).all():
            break
    return mentor_of


def first_come(edges: Edges, twins: Twins | None) -> Integers:
    """One mentee after the other takes the best mentor who has a seat."""
    mentor_of = np.full(edges.mentees, NOBODY, dtype=np.int64)
    left = edges.seats.copy()
    wish = _wish(edges)
    for mentee in range(edges.mentees):
        here = edges.of(mentee)
        mentors = edges.mentor[here]
        for at in np.argsort(-np.where(left[mentors] > 0, wish[here], -1), kind="stable").tolist():
            mentor = int(mentors[at])
            if left[mentor] <= 0:
                break
            if not _mutual(mentor_of, twins, mentee, mentor):
                mentor_of[mentee] = mentor
                left[mentor] -= 1
                break
    return mentor_of


def deferred_acceptance(edges: Edges, twins: Twins | None) -> Integers:
    """Stable pairs: mentees propose, mentors keep the best (Gale and Shapley 1962).

    Both sides rank by the same value, equals by their ids. Of two pairs that exclude each other
    as mutual, only the better one may be proposed: stability knows no such condition.
    """
    edges = edges.kept(_without_mirrored(edges, twins))
    mentor_of = np.full(edges.mentees, NOBODY, dtype=np.int64)
    wish = _wish(edges)
    order = np.lexsort((edges.mentor, -wish, edges.mentee))
    targets, worths = edges.mentor[order].tolist(), wish[order].tolist()
    seats = edges.seats.tolist()
    following = edges.starts[:-1].tolist()
    ends = edges.starts[1:].tolist()
    holding: list[list[tuple[int, int]]] = [[] for _ in seats]
    waiting = list(range(edges.mentees))[::-1]
    while waiting:
        mentee = waiting.pop()
        while following[mentee] < ends[mentee]:
            at = following[mentee]
            following[mentee] += 1
            held = holding[targets[at]]
            offer = (worths[at], -mentee)
            if len(held) < seats[targets[at]]:
                heapq.heappush(held, offer)
                break
            if held and held[0] < offer:
                waiting.append(-heapq.heapreplace(held, offer)[1])
                break
    for mentor, held in enumerate(holding):
        for _, negative in held:
            mentor_of[-negative] = mentor
    return mentor_of


def _wish(edges: Edges) -> Integers:
    """What a pair is worth to both: new pairs before repeated ones, then by value."""
    top = int(edges.steps.max(initial=0)) + 1
    wish: Integers = edges.steps + np.where(edges.repeat, 0, top)
    return wish


def _mutual(mentor_of: Integers, twins: Twins | None, mentee: int, mentor: int) -> bool:
    """Whether the mentor already has the mentee as a mentor, where that is not allowed."""
    if twins is None or twins.as_mentee[mentor] < 0 or twins.as_mentor[mentee] < 0:
        return False
    return bool(mentor_of[twins.as_mentee[mentor]] == twins.as_mentor[mentee])


def _without_mirrored(edges: Edges, twins: Twins | None) -> Flags:
    kept = np.ones(len(edges.mentee), dtype=bool)
    if twins is not None:
        other = twins.mirrored(edges)
        own = np.arange(len(other))
        steps = np.where(other >= 0, edges.steps[other], -1) if len(other) else other
        kept = (steps < edges.steps) | ((steps == edges.steps) & (own < other))
    return kept
