"""The assignment: most people served, then the highest worst pair, then the highest total.

In full, each only among the solutions that are best in all before it:

1. the most mentees have a mentor;
2. of those who waited since the last round, the most have one;
3. the fewest pairs were together before;
4. the worst pair is as good as possible;
5. the sum of the values is as high as possible;
6. the mentors' load is as even as possible.

1 and 2 are maximum matchings (Hopcroft and Karp 1973); the sets of mentees that can be served at
the same time are the independent sets of a transversal matroid (Edmonds and Fulkerson 1965), so
serving most of those who waited never costs a place. 4 is a bottleneck assignment by threshold
(Burkard, Dell'Amico and Martello 2009, Assignment Problems, §6.2): a binary search over the
values, with one matching per step. 5 and 6 are one sparse assignment (LAPJVsp, Jonker and
Volgenant 1987), where every mentor has a column per seat and every mentee may stay without a
mentor at a price above all sums. All costs are whole numbers that a float64 holds exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from matcher.mentoring._edges import NOBODY, VALUE_STEPS, Edges, Flags, Integers

EVENED_SEATS = 15
"""Further seats of one mentor count alike when the load is evened."""

_EXACT = 2**51
"""Sums of costs stay below this, so that float64 holds them exactly."""

_THIN = 64
"""Pairs per mentee that the floor is first looked for among."""


@dataclass(frozen=True)
class Goal:
    """What is reached in the order of importance; compares as such."""

    served: int
    waited: int
    repeats: int
    floor: int
    total: int

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """Larger is better."""
        return (self.served, self.waited, -self.repeats, self.floor, self.total)


@dataclass(frozen=True)
class Assignment:
    """A matching (mentor by mentee, :data:`NOBODY` for none) and what it reaches."""

    mentor_of: Integers
    goal: Goal


def assign(edges: Edges, *, avoid_repeats: bool) -> Assignment:
    """The best matching on the permitted pairs; the same for the same pairs.

    Args:
        edges: The permitted pairs.
        avoid_repeats: Whether past pairs are avoided where nobody loses their place by it.
    """
    served, waited = most_served(edges)
    fewest = 0
    if avoid_repeats and edges.repeat.any():
        fresh = edges.kept(~edges.repeat)
        if most_served(fresh) == (served, waited):
            edges = fresh
        else:
            fewest = _repeats(edges, _cheapest(edges, edges.repeat.astype(np.int64)))
    floor = _highest_floor(edges, served, waited, fewest)
    above = edges.kept(edges.steps >= floor)
    mentor_of = _cheapest(
        above,
        VALUE_STEPS - above.steps,
        first=above.repeat if fewest else None,
        even=True,
    )
    chosen = above.chosen(mentor_of)
    return Assignment(
        mentor_of,
        Goal(
            len(chosen),
            int(above.waited[above.mentee[chosen]].sum()),
            fewest,
            int(above.steps[chosen].min(initial=VALUE_STEPS)),
            int(above.steps[chosen].sum()),
        ),
    )


def most_served(edges: Edges) -> tuple[int, int]:
    """How many mentees, and how many of those who waited, can be served at the same time."""
    served = _matching_size(edges)
    if not edges.waited.any():
        return served, 0
    return served, _matching_size(edges.kept(edges.waited[edges.mentee]))


def best_total(edges: Edges) -> Integers:
    """The matching of the highest total among those that serve the most mentees."""
    return _cheapest(edges, VALUE_STEPS - edges.steps)


def serving_most(edges: Edges) -> Integers:
    """Any matching that serves the most mentees."""
    if not edges.seats[edges.mentor].any():
        return np.full(edges.mentees, NOBODY, dtype=np.int64)
    graph, mentor_of_seat, _ = _with_seats(edges, np.ones(len(edges.mentee)))
    seat = maximum_bipartite_matching(graph, perm_type="column")
    return np.where(seat >= 0, mentor_of_seat[seat], NOBODY)


def _matching_size(edges: Edges) -> int:
    """Size of a maximum matching; most often some of the pairs already show it."""
    wanted = np.bincount(edges.mentor, minlength=edges.mentors)
    most = min(edges.with_a_pair, int(np.minimum(edges.seats, wanted).sum()))
    thin = _thinned(edges)
    for part in (edges,) if thin is edges else (thin, edges):
        size = int((serving_most(part) != NOBODY).sum())
        if size == most:
            break
    return size


def _repeats(edges: Edges, mentor_of: Integers) -> int:
    return int(edges.repeat[edges.chosen(mentor_of)].sum())


def _highest_floor(edges: Edges, served: int, waited: int, fewest: int) -> int:
    """The highest value that every pair can reach without serving fewer or repeating more."""

    def reaches(part: Edges, floor: int) -> bool:
        above = part.kept(part.steps >= floor)
        if above.with_a_pair < served or most_served(above) != (served, waited):
            return False
        if not fewest:
            return True
        return _repeats(above, _cheapest(above, above.repeat.astype(np.int64))) == fewest

    if not served:
        return 0
    values = np.unique(edges.steps)
    if served == edges.mentees:
        best = np.zeros(edges.mentees, dtype=np.int64)
        np.maximum.at(best, edges.mentee, edges.steps)
        values = values[values <= best.min()]
    low = 0
    thin = _thinned(edges)
    if len(thin.mentee) < len(edges.mentee) and reaches(thin, int(values[0])):
        # What holds among some of the pairs holds among all.
        low = _last(values, 0, len(values) - 1, lambda floor: reaches(thin, floor))
        edges = edges.kept(edges.steps >= values[low])
    width = 1
    while low + width < len(values) and reaches(edges, int(values[low + width])):
        low, width = low + width, 2 * width
    high = min(low + width, len(values)) - 1
    return int(values[_last(values, low, high, lambda floor: reaches(edges, floor))])


def _last(values: Integers, low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The last position whose value holds; it holds at ``low``, and nowhere after a failure."""
    while low < high:
        middle = (low + high + 1) // 2
        if holds(int(values[middle])):
            low = middle
        else:
            high = middle - 1
    return low


def _thinned(edges: Edges) -> Edges:
    """The best pairs of every mentee; all pairs where they are few."""
    if len(edges.mentee) <= 2 * _THIN * edges.mentees:
        return edges
    order = np.argsort((edges.mentee + 1) * (VALUE_STEPS + 1) - edges.steps, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return edges.kept(place - edges.starts[edges.mentee] < _THIN)


def _cheapest(
    edges: Edges, cost: Integers, *, first: Flags | None = None, even: bool = False
) -> Integers:
    """The matching of the lowest cost among those that serve the most (and the most who waited).

    Args:
        edges: The permitted pairs.
        cost: Whole numbers from 0 on.
        first: Pairs of which as few as possible are taken, before their cost is looked at.
        even: Among equals, spread the mentees over the mentors.
    """
    count = edges.mentees
    if not edges.seats[edges.mentor].any():
        return np.full(count, NOBODY, dtype=np.int64)
    most = int(cost.max())
    scale = EVENED_SEATS * count + 1 if even else 1
    if 3 * _price_of_nobody(count, scale * most + EVENED_SEATS, first=first is not None) > _EXACT:
        scale = 1
    weights = cost.astype(np.float64) * scale
    largest = scale * most + (EVENED_SEATS if scale > 1 else 0)
    if first is not None:
        weights += first * float(count * largest + 1)
        largest += count * largest + 1
    graph, mentor_of_seat, seat = _with_seats(edges, weights)
    if scale > 1:
        graph.data += np.minimum(seat, EVENED_SEATS)[graph.indices]
    # A weight of 0 would not count as an edge; every row pays the 1 once.
    graph.data += 1
    price = count * largest + 1.0
    nobody = sparse.diags_array(np.where(edges.waited, 2 * price, price) + 1)
    rows, columns = min_weight_full_bipartite_matching(
        sparse.csr_array(sparse.hstack([graph, nobody], format="csr"))
    )
    result = np.full(count, NOBODY, dtype=np.int64)
    served = columns < len(mentor_of_seat)
    result[rows[served]] = mentor_of_seat[columns[served]]
    return result


def _price_of_nobody(count: int, largest: int, *, first: bool) -> int:
    return count * (largest * (count + 1 if first else 1) + 1)


def _with_seats(edges: Edges, weights: np.ndarray) -> tuple[sparse.csr_array, Integers, Integers]:
    """Mentees × seats, with the mentor and the place among the mentor's seats of each column.

    More seats than a mentor has permitted mentees are of no use and are left out.
    """
    wanted = np.bincount(edges.mentor, minlength=edges.mentors)
    seats = np.minimum(edges.seats, wanted)
    first = np.concatenate([[0], np.cumsum(seats)])
    per_pair = seats[edges.mentor]
    pair = np.repeat(np.arange(len(edges.mentee)), per_pair)
    begin = np.cumsum(per_pair) - per_pair
    place = np.arange(len(pair)) - np.repeat(begin, per_pair)
    columns = first[edges.mentor[pair]] + place
    indptr = np.concatenate([[0], np.cumsum(np.bincount(edges.mentee, per_pair, edges.mentees))])
    graph = sparse.csr_array(
        (weights[pair].astype(np.float64), columns.astype(np.int32), indptr.astype(np.int32)),
        shape=(edges.mentees, int(first[-1])),
    )
    mentor_of_seat = np.repeat(np.arange(edges.mentors), seats)
    seat = np.arange(int(first[-1])) - first[mentor_of_seat]
    return graph, mentor_of_seat, seat
