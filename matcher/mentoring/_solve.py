"""A round, checked and solved: pure functions of the round and of what the community knows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.domain import (
    PairChange,
    Progress,
    RoundCheck,
    RoundDifference,
    RoundInput,
    RoundMethods,
    RoundQuality,
    RoundSolution,
    no_progress,
)
from matcher.mentoring._apart import assign_apart
from matcher.mentoring._assign import best_total, most_served
from matcher.mentoring._edges import NOBODY, Edges, Integers
from matcher.mentoring._forbidden import Ban, forbidden_pairs, past_pairs
from matcher.mentoring._methods import deferred_acceptance, first_come, greedy
from matcher.mentoring._permitted import Permissions
from matcher.mentoring._present import Known, Present, present
from matcher.mentoring._quality import quality
from matcher.mentoring._reasons import PairReasons
from matcher.mentoring._same_person import same_people
from matcher.mentoring._unplaced import Seats, unmatched, unused
from matcher.mentoring._values import Values

NOTHING_KNOWN = Known()
MUTUAL_CODE = "mutual"
SHOWN_PAIRS = 5


@dataclass(frozen=True)
class _Prepared:
    present: Present
    values: Values
    permissions: Permissions
    past: dict[tuple[str, str], tuple[str, ...]]
    edges: Edges


def solve_round(
    round_input: RoundInput,
    known: Known = NOTHING_KNOWN,
    *,
    progress: Progress = no_progress,
) -> RoundSolution:
    """Bring mentees and mentors together.

    Most people served, then the highest worst pair, then the highest total; in between come those
    who waited since the last round and the wish for new pairs (see
    :mod:`matcher.mentoring._assign`). The same round gives the same answer, however its rows are
    ordered.

    Args:
        round_input: The round.
        known: What the community knows of the participants.
        progress: Told of the steps.
    """
    ready = _prepared(round_input, known, progress)
    who, edges = ready.present, ready.edges
    rules = round_input.rules
    progress("組み合わせています", 0, None)
    twins = None if rules.mutual_pairs else ready.permissions.twins
    found = assign_apart(edges, twins, avoid_repeats=rules.avoid_repeats)
    mentor_of = _with_kept(ready, found.assignment.mentor_of)
    progress("ほかの方法と比べています", 0, None)
    kept = _kept_edges(ready)
    capacity = _capacity(who)

    def measured(matching: Integers) -> RoundQuality:
        return quality(
            edges, matching, twins, kept=kept, capacity=capacity, keep=len(round_input.kept)
        )

    methods = RoundMethods(
        ours=measured(found.assignment.mentor_of),
        greedy=measured(greedy(edges, twins)),
        first_come=measured(first_come(edges, twins)),
        deferred_acceptance=measured(deferred_acceptance(edges, twins)),
    )
    served = np.flatnonzero(mentor_of != NOBODY)
    load = np.bincount(mentor_of[served], minlength=len(who.mentors))
    mirrored = _mirrored(who, mentor_of)
    seats = Seats(load, capacity, frozenset() if rules.mutual_pairs else mirrored)
    waiting = np.flatnonzero(mentor_of == NOBODY)
    reasons = PairReasons(who, ready.values, ready.past, mirrored)
    return RoundSolution(
        pairs=tuple(reasons.describe(served, mentor_of[served])),
        unmatched=tuple(unmatched(ready.permissions, waiting, seats)),
        unused=tuple(unused(ready.permissions, seats, len(waiting))),
        quality=methods,
        left_out=who.left_out,
        notices=(
            *who.notices,
            *_since_published(who, mentor_of),
            *_notices(ready.permissions, exact=found.exact),
        ),
    )


def check_round(
    round_input: RoundInput,
    known: Known = NOTHING_KNOWN,
    *,
    progress: Progress = no_progress,
) -> RoundCheck:
    """Tell before solving who cannot have a mentor under the rules, and how many seats there are.

    Args:
        round_input: The round.
        known: What the community knows of the participants.
        progress: Told of the steps.
    """
    ready = _prepared(round_input, known, progress)
    who, edges = ready.present, ready.edges
    without = ready.permissions.free[np.diff(edges.starts) == 0]
    kept = _with_kept(ready, np.full(len(ready.permissions.free), NOBODY, dtype=np.int64))
    load = np.bincount(kept[kept != NOBODY], minlength=len(who.mentors))
    mirrored = frozenset() if round_input.rules.mutual_pairs else _mirrored(who, kept)
    seats = Seats(load, _capacity(who), mirrored)
    return RoundCheck(
        mentees=len(who.mentees),
        mentors=len(who.mentors),
        seats=int(_capacity(who).sum()),
        most_served=most_served(edges)[0] + len(who.kept),
        impossible=tuple(unmatched(ready.permissions, without, seats)),
        left_out=who.left_out,
        notices=who.notices,
    )


def best_total_of_scores(scores: Sequence[Sequence[int | None]]) -> list[tuple[int, int]]:
    """The pairs of the highest total of scores among those that serve the most, one to one.

    Args:
        scores: By row and column, whole numbers from 0 to 100,000; None for pairs that never come
            about.

    Returns:
        Row and column of each pair.
    """
    steps = np.array([[-1 if one is None else one for one in row] for row in scores])
    row, column = np.nonzero(steps >= 0)
    count, width = steps.shape
    edges = Edges(
        mentees=count,
        mentors=width,
        mentee=row,
        mentor=column,
        steps=steps[row, column],
        repeat=np.zeros(len(row), dtype=bool),
        seats=np.ones(width, dtype=np.int64),
        waited=np.zeros(count, dtype=bool),
    )
    found = best_total(edges)
    return [(at, int(found[at])) for at in np.flatnonzero(found != NOBODY).tolist()]


def difference(before: RoundSolution, after: RoundSolution) -> RoundDifference:
    """What changed from one solution to another, by mentee."""
    old = {pair.mentee: pair for pair in before.pairs}
    new = {pair.mentee: pair for pair in after.pairs}
    changes = []
    unchanged = 0
    for mentee in sorted(old.keys() | new.keys()):
        one, other = old.get(mentee), new.get(mentee)
        if one is not None and other is not None and one.mentor == other.mentor:
            unchanged += 1
        else:
            changes.append(PairChange(mentee, one, other))
    return RoundDifference(tuple(changes), unchanged)


def _prepared(round_input: RoundInput, known: Known, progress: Progress) -> _Prepared:
    same = same_people(round_input, known.accounts)
    bans = dict(forbidden_pairs(round_input, same.all))
    who = present(round_input, known, same, bans)
    if not round_input.rules.mutual_pairs:
        for key in _against_kept(who):
            bans.setdefault(key, Ban(MUTUAL_CODE))
    past = dict(past_pairs(round_input))
    values = Values(who)
    permissions = Permissions(who, values, bans, past)
    return _Prepared(who, values, permissions, past, permissions.collect(progress))


def _against_kept(who: Present) -> list[tuple[str, str]]:
    """Kept pairs with the roles exchanged, by ids."""
    kept = np.full(len(who.mentees), NOBODY, dtype=np.int64)
    kept[list(who.kept)] = list(who.kept.values())
    return [(who.mentees[one].id, who.mentors[other].id) for one, other in _mirrored(who, kept)]


def _mirrored(who: Present, mentor_of: Integers) -> frozenset[tuple[int, int]]:
    """The pairs of a matching (mentor by mentee) with the roles exchanged, by numbers."""
    as_mentor = dict(who.same_person)
    as_mentee = {mentor: mentee for mentee, mentor in who.same_person}
    return frozenset(
        (as_mentee[mentor], as_mentor[mentee])
        for mentee, mentor in enumerate(mentor_of.tolist())
        if mentor in as_mentee and mentee in as_mentor
    )


def _with_kept(ready: _Prepared, mentor_of: Integers) -> Integers:
    """The matching over all mentees."""
    result = np.full(len(ready.present.mentees), NOBODY, dtype=np.int64)
    result[ready.permissions.free] = mentor_of
    for mentee, mentor in ready.present.kept.items():
        result[mentee] = mentor
    return result


def _kept_edges(ready: _Prepared) -> Edges:
    who = ready.present
    mentee = np.array(sorted(who.kept), dtype=np.int64)
    mentor = np.array([who.kept[one] for one in mentee.tolist()], dtype=np.int64)
    steps = np.empty(len(mentee), dtype=np.int64)
    for start in range(0, len(mentee), 256):
        part = slice(start, start + 256)
        values, _ = ready.values.steps(mentee[part])
        steps[part] = values[np.arange(len(values)), mentor[part]]
    ids = [(who.mentees[one].id, who.mentors[who.kept[one]].id) for one in mentee.tolist()]
    repeat = np.array([key in ready.past for key in ids], dtype=bool)
    nothing = np.zeros(len(who.mentees), dtype=bool)
    return Edges(
        len(who.mentees), len(who.mentors), mentee, mentor, steps, repeat, _capacity(who), nothing
    )


def _capacity(who: Present) -> Integers:
    return np.array([one.capacity for one in who.mentors], dtype=np.int64)


def _since_published(who: Present, mentor_of: Integers) -> list[str]:
    """What a late solution adds to the published pairs."""
    if not who.published:
        return []
    new = [one for one in np.flatnonzero(mentor_of != NOBODY).tolist() if one not in who.published]
    shown = "、".join(
        f"{who.mentees[one].id} – {who.mentors[mentor_of[one]].id}" for one in new[:SHOWN_PAIRS]
    )
    more = "など" if len(new) > SHOWN_PAIRS else ""
    added = f"新しく加わった組は{len(new):,}組です({shown}{more})。" if new else ""
    return [f"公開済みの{len(who.published):,}組はそのままです。{added}"]


def _notices(permissions: Permissions, *, exact: bool) -> list[str]:
    notices = []
    if not permissions.whole:
        notices.append(
            "人数が多いため、メンティーごとに合うメンターの上位と、メンターごとに合うメンティーの"
            "上位を候補にし、その中で最もよい組み合わせを求めました。"
        )
    if not exact:
        notices.append(
            "互いにメンターになる組を避ける条件が多く、その条件だけは最もよい答えとは限りません。"
        )
    return notices
