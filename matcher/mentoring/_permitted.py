"""Which pairs are permitted, with their values: the graph that is solved."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from matcher.domain import Progress
from matcher.mentoring._assign import serving_most
from matcher.mentoring._edges import NOBODY, Edges, Flags, Integers, Twins
from matcher.mentoring._forbidden import Ban
from matcher.mentoring._present import Present
from matcher.mentoring._values import Values

MOST_PAIRS = 4_000_000
"""Rounds with at most so many possible pairs are solved on all of them (3,000 × 1,000 is)."""

BEST_MENTORS, BEST_MENTEES = 48, 16
"""In larger rounds: every mentee's best mentors and every mentor's best mentees are candidates."""

_BLOCK = 256
_PART_OF_A_STEP = 65_536


class Permissions:
    """What the rules of a round permit, pair by pair.

    Args:
        present: Who takes part.
        values: What pairs are worth.
        bans: Pairs that never come about, by ids.
        past: Pairs of earlier rounds, by ids.

    Attributes:
        free: Numbers of the mentees without a kept pair; edges number their mentees among these.
        seats: Per mentor, seats that no kept pair takes.
        bans: Why pairs never come about, by numbers.
        whole: Whether edges hold all permitted pairs, not only the candidates of a large round.
    """

    def __init__(
        self,
        present: Present,
        values: Values,
        bans: Mapping[tuple[str, str], Ban],
        past: Mapping[tuple[str, str], tuple[str, ...]],
    ) -> None:
        self.present = present
        self.values = values
        self.free = np.array(
            [one for one in range(len(present.mentees)) if one not in present.kept], dtype=np.int64
        )
        taken = np.bincount(
            np.array(list(present.kept.values()), dtype=np.int64), minlength=len(present.mentors)
        )
        capacity = np.array([one.capacity for one in present.mentors], dtype=np.int64)
        self.seats = np.maximum(capacity - taken, 0)
        self.bans = {
            key: ban for ids, ban in bans.items() if (key := self._numbers(ids)) is not None
        }
        self.banned = self._by_mentee(list(self.bans))
        self.repeats = self._by_mentee(
            [key for ids in past if (key := self._numbers(ids)) is not None]
        )
        self.whole = len(self.free) * len(present.mentors) <= MOST_PAIRS
        organizations = [values.mentees.organization, values.mentors.organization]
        _, codes = np.unique(np.concatenate(organizations).astype(str), return_inverse=True)
        self.colleagues = codes[: len(present.mentees)], codes[len(present.mentees) :]

    def _numbers(self, ids: tuple[str, str]) -> tuple[int, int] | None:
        mentee = self.present.mentee_number.get(ids[0])
        mentor = self.present.mentor_number.get(ids[1])
        return None if mentee is None or mentor is None else (mentee, mentor)

    def _by_mentee(self, pairs: list[tuple[int, int]]) -> dict[int, list[int]]:
        result: dict[int, list[int]] = {}
        for mentee, mentor in pairs:
            result.setdefault(mentee, []).append(mentor)
        return result

    @cached_property
    def twins(self) -> Twins:
        """People on both sides, the mentees among the free ones."""
        as_mentor = np.full(len(self.free), -1, dtype=np.int64)
        as_mentee = np.full(len(self.present.mentors), -1, dtype=np.int64)
        place = {row: at for at, row in enumerate(self.free.tolist())}
        for mentee, mentor in self.present.same_person:
            if mentee in place:
                as_mentor[place[mentee]] = mentor
                as_mentee[mentor] = place[mentee]
        return Twins(as_mentor, as_mentee)

    def collect(self, progress: Progress) -> Edges:
        """The permitted pairs, or in large rounds the best of them.

        Args:
            progress: Told of the mentees that are done.
        """
        keys = [np.empty(0, dtype=np.int64)]
        known_steps = [np.empty(0, dtype=np.int64)]
        best = np.full((BEST_MENTEES, len(self.present.mentors)), -1, dtype=np.int64)
        best_order = np.full(best.shape, -1.0)
        for rows, steps, allowed in self._blocks(progress):
            if self.whole:
                chosen = allowed
            else:
                order = self._ordered(rows, steps, allowed)
                chosen = allowed & _largest(order, BEST_MENTORS)
                best, best_order = _merged(best, best_order, rows, order)
            keys.append(self._keys(rows, chosen))
            known_steps.append(steps[chosen])
        if self.whole:
            return self._edges(np.concatenate(keys), np.concatenate(known_steps))
        mentor = np.broadcast_to(np.arange(best.shape[1]), best.shape)
        known = (best >= 0) & (best_order >= 0)
        keys.append(best[known] * len(self.present.mentors) + mentor[known])
        return self._widened(self._valued(np.unique(np.concatenate(keys))))

    def _blocks(self, progress: Progress) -> Iterator[tuple[Integers, Integers, Flags]]:
        """Some mentees at a time: their numbers, values in steps, and who is permitted."""
        for start in range(0, len(self.free), _BLOCK):
            rows = self.free[start : start + _BLOCK]
            progress("組の価値を計算しています", start, len(self.free))
            yield rows, *self.block(rows)

    def block(self, rows: Integers) -> tuple[Integers, Flags]:
        """Values in steps of some mentees with all mentors, and which pairs can be made."""
        steps, on_topic = self.values.steps(rows)
        return steps, self._allowed(rows, on_topic) & (self.seats > 0)

    def allowed(self, rows: Integers) -> Flags:
        """Which pairs of some mentees with all mentors the rules permit, full or not."""
        return self._allowed(rows, self.values.steps(rows)[1])

    def _allowed(self, rows: Integers, on_topic: Flags) -> Flags:
        allowed = np.ones(on_topic.shape, dtype=bool)
        rules = self.present.input.rules
        if rules.topic_needed:
            allowed &= on_topic
        if not rules.same_organization:
            mentees, mentors = self.colleagues
            known = self.values.mentees.organization[rows] != ""
            allowed &= ~((mentees[rows][:, None] == mentors[None, :]) & known[:, None])
        for at, row in enumerate(rows.tolist()):
            allowed[at, self.banned.get(row, [])] = False
        return allowed

    def _ordered(self, rows: Integers, steps: Integers, allowed: Flags) -> np.ndarray:
        """Values for choosing candidates: equals are spread over the mentors, none is favoured."""
        mentors = np.arange(steps.shape[1])
        spread = (rows[:, None] * 40_503 + mentors[None, :] * 30_011) % _PART_OF_A_STEP
        return np.where(allowed, steps + spread / _PART_OF_A_STEP, -1.0)

    def _keys(self, rows: Integers, chosen: Flags) -> Integers:
        at, mentor = np.nonzero(chosen)
        return rows[at] * len(self.present.mentors) + mentor

    def _valued(self, keys: Integers) -> Edges:
        """Chosen pairs, with their values computed once more rather than kept for all pairs."""
        mentee, mentor = np.divmod(keys, len(self.present.mentors))
        steps = np.empty(len(keys), dtype=np.int64)
        for begin in range(0, len(self.free), _BLOCK):
            rows = self.free[begin : begin + _BLOCK]
            here = slice(*np.searchsorted(mentee, [rows[0], rows[-1] + 1]).tolist())
            block, _ = self.values.steps(rows)
            steps[here] = block[np.searchsorted(rows, mentee[here]), mentor[here]]
        return self._edges(keys, steps)

    def _edges(self, keys: Integers, steps: Integers) -> Edges:
        count = len(self.present.mentors)
        mentee, mentor = np.divmod(keys, max(count, 1))
        past = [row * count + other for row, others in self.repeats.items() for other in others]
        people = self.present.mentees
        return Edges(
            mentees=len(self.free),
            mentors=count,
            mentee=np.searchsorted(self.free, mentee),
            mentor=mentor,
            steps=steps,
            repeat=np.isin(keys, np.array(past, dtype=np.int64)),
            seats=self.seats,
            waited=np.array([people[row].waited for row in self.free.tolist()], dtype=bool),
        )

    def _widened(self, edges: Edges) -> Edges:
        """The candidates with all pairs of people who would stay without, and of free seats."""
        for _ in range(3):
            mentor_of = serving_most(edges)
            served = mentor_of != NOBODY
            left = edges.seats - np.bincount(mentor_of[served], minlength=edges.mentors)
            rows = self.free[~served]
            if not len(rows) or not (left > 0).any():
                break
            keys = self.free[edges.mentee] * edges.mentors + edges.mentor
            more = [keys]
            for start in range(0, len(rows), _BLOCK):
                part = rows[start : start + _BLOCK]
                _, allowed = self.block(part)
                more.append(self._keys(part, allowed & (left > 0)))
            wider = np.unique(np.concatenate(more))
            if len(wider) == len(keys):
                break
            edges = self._valued(wider)
        return edges


def _largest(order: np.ndarray, count: int) -> Flags:
    """Whether a cell is among the largest of its row."""
    if order.shape[1] <= count:
        return np.ones(order.shape, dtype=bool)
    result = np.zeros(order.shape, dtype=bool)
    columns = np.argpartition(-order, count, axis=1)[:, :count]
    np.put_along_axis(result, columns, values=True, axis=1)
    return result


def _merged(
    best: Integers, best_order: np.ndarray, rows: Integers, order: np.ndarray
) -> tuple[Integers, np.ndarray]:
    """The best mentees of each mentor, with a block's mentees looked at."""
    people = np.vstack([best, np.broadcast_to(rows[:, None], order.shape)])
    both = np.vstack([best_order, order])
    chosen = np.argpartition(-both, len(best) - 1, axis=0)[: len(best)]
    return np.take_along_axis(people, chosen, 0), np.take_along_axis(both, chosen, 0)
