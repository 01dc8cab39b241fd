"""The assignment against brute force and networkx on small rounds."""

import itertools
from collections import Counter

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from round_parts import edges_of

from matcher.mentoring._apart import assign_apart
from matcher.mentoring._assign import assign, best_total
from matcher.mentoring._edges import NOBODY, VALUE_STEPS, Edges, Twins
from matcher.mentoring._methods import deferred_acceptance, first_come, greedy
from matcher.mentoring._quality import quality

Goal = tuple[int, int, int, int, int]


@st.composite
def small_rounds(draw: st.DrawFn) -> Edges:
    """Up to 5 mentees and 4 mentors of 0 to 2 seats, with ties, bans, past pairs and waiting."""
    mentees, mentors = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    value = st.one_of(st.none(), st.integers(0, 4).map(lambda one: one / 4))
    row = st.lists(value, min_size=mentors, max_size=mentors)
    values = draw(st.lists(row, min_size=mentees, max_size=mentees))
    seats = draw(st.lists(st.integers(0, 2), min_size=mentors, max_size=mentors))
    pairs = list(itertools.product(range(mentees), range(mentors)))
    repeat = draw(st.sets(st.sampled_from(pairs), max_size=5))
    waited = draw(st.sets(st.integers(0, mentees - 1), max_size=2))
    return edges_of(values, seats, repeat=repeat, waited=waited)


def all_goals(edges: Edges, *, apart: Twins | None = None) -> Goal:
    """The best goal of all matchings, by trying every one."""
    choices = [
        [None, *range(edges.of(mentee).start, edges.of(mentee).stop)]
        for mentee in range(edges.mentees)
    ]
    mirrored = apart.mirrored(edges) if apart is not None else None
    best: Goal = (-1, 0, 0, 0, 0)
    for chosen in itertools.product(*choices):
        taken = [one for one in chosen if one is not None]
        load = Counter(int(edges.mentor[one]) for one in taken)
        if any(count > edges.seats[mentor] for mentor, count in load.items()):
            continue
        if mirrored is not None and any(int(mirrored[one]) in taken for one in taken):
            continue
        steps = [int(edges.steps[one]) for one in taken]
        waited = sum(bool(edges.waited[edges.mentee[one]]) for one in taken)
        repeats = sum(bool(edges.repeat[one]) for one in taken)
        best = max(
            best, (len(taken), waited, -repeats, min(steps, default=VALUE_STEPS), sum(steps))
        )
    return best


@settings(deadline=None, max_examples=150)
@given(small_rounds())
def test_nothing_is_better_in_the_stated_order(edges: Edges) -> None:
    """No matching serves more, then more who waited, then repeats less, then has a higher worst."""
    assert assign(edges, avoid_repeats=True).goal.rank == all_goals(edges)


@settings(deadline=None, max_examples=150)
@given(small_rounds())
def test_only_permitted_pairs_within_the_seats(edges: Edges) -> None:
    """Every method keeps to the permitted pairs and to the seats."""
    for matching in (
        assign(edges, avoid_repeats=True).mentor_of,
        greedy(edges, None),
        first_come(edges, None),
        deferred_acceptance(edges, None),
    ):
        assert (edges.chosen(matching) >= 0).all()
        load = np.bincount(matching[matching != NOBODY], minlength=edges.mentors)
        assert (load <= edges.seats).all()


@settings(deadline=None, max_examples=100)
@given(small_rounds())
def test_coverage_is_that_of_a_maximum_matching(edges: Edges) -> None:
    """As many are served as a maximum flow serves."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for mentee, mentor in zip(edges.mentee.tolist(), edges.mentor.tolist(), strict=True):
        graph.add_edge("source", ("mentee", mentee), capacity=1)
        graph.add_edge(("mentee", mentee), ("mentor", mentor), capacity=1)
        graph.add_edge(("mentor", mentor), "sink", capacity=int(edges.seats[mentor]))
    flow, _ = nx.maximum_flow(graph, "source", "sink")
    assert assign(edges, avoid_repeats=True).goal.served == flow


@settings(deadline=None, max_examples=100)
@given(small_rounds())
def test_swapping_two_pairs_never_raises_the_total(edges: Edges) -> None:
    """In the solution of the highest total, no two mentees gain by exchanging their mentors."""
    matching = best_total(edges)
    steps = {
        (mentee, mentor): value
        for mentee, mentor, value in zip(
            edges.mentee.tolist(), edges.mentor.tolist(), edges.steps.tolist(), strict=True
        )
    }
    served = np.flatnonzero(matching != NOBODY).tolist()
    for one, other in itertools.combinations(served, 2):
        mine, theirs = int(matching[one]), int(matching[other])
        if (one, theirs) in steps and (other, mine) in steps:
            swapped = steps[one, theirs] + steps[other, mine]
            assert swapped <= steps[one, mine] + steps[other, theirs]


@settings(deadline=None, max_examples=60)
@given(small_rounds())
def test_no_mutual_pair_and_nothing_better_without_one(edges: Edges) -> None:
    """Where mentee i is mentor i as well, the best matching without mutual pairs is found."""
    both = min(edges.mentees, edges.mentors)
    twins = Twins(
        np.array([one if one < both else -1 for one in range(edges.mentees)]),
        np.array([one if one < both else -1 for one in range(edges.mentors)]),
    )
    edges = edges.kept(twins.as_mentor[edges.mentee] != edges.mentor)
    found = assign_apart(edges, twins, avoid_repeats=True)
    assert found.exact
    assert found.assignment.goal.rank == all_goals(edges, apart=twins)


def test_equal_pairs_are_spread_over_the_mentors() -> None:
    """Six mentees whom everything suits equally are two for each of three mentors of five seats."""
    matching = assign(edges_of([[0.5] * 3] * 6, [5, 5, 5]), avoid_repeats=True).mentor_of
    assert np.bincount(matching).tolist() == [2, 2, 2]


def test_the_numbers_of_a_matching_by_hand() -> None:
    """Coverage, mean, worst, rank, blocking pairs and load of a matching that is easy to see."""
    edges = edges_of([[0.9, 0.1], [0.8, 0.7], [None, 0.2]], [1, 2])
    none = edges.kept(np.zeros(len(edges.mentee), dtype=bool))
    nobody_kept = Edges(
        0, 2, none.mentee, none.mentor, none.steps, none.repeat, edges.seats, none.waited[:0]
    )
    found = quality(edges, np.array([1, 0, 1]), kept=nobody_kept, capacity=edges.seats, keep=0)
    assert (found.served, found.coverage, found.repeats) == (3, 1.0, 0)
    assert (found.worst, found.p10, found.total) == (0.1, 0.1, 1.1)
    assert found.worst_rank == 2
    assert found.blocking_pairs == 1  # the first mentee and the first mentor
    assert found.gini == 0.0


def test_methods_differ_as_they_should() -> None:
    """Greedy takes the best pair and pays for it; ours lifts the worst; stable pairs block none."""
    edges = edges_of([[1.0, 0.9], [0.9, 0.0]], [1, 1])
    assert greedy(edges, None).tolist() == [0, 1]
    assert first_come(edges, None).tolist() == [0, 1]
    assert deferred_acceptance(edges, None).tolist() == [0, 1]
    assert assign(edges, avoid_repeats=True).mentor_of.tolist() == [1, 0]
