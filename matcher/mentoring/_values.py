"""The value of a pair: how far a mentee's wishes are met, aspect by aspect.

``value = Σ w_k · x_k / Σ w_k`` over the aspects ``k`` that apply to the mentee: the weights of
:class:`matcher.domain.RoundWeights` and the measures of :class:`Aspects`. An aspect that a mentee
did not wish for does not lower their value, so that values compare between mentees.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from matcher.domain import PlaceWish
from matcher.mentoring._edges import VALUE_STEPS, Flags, Floats, Integers
from matcher.mentoring._present import Present
from matcher.mentoring._sides import Matrices, Side, matrices, read_side
from matcher.recommend import (
    ALONE,
    ISLAND,
    ISLAND_SHARE,
    KIND,
    LEAST_SIZE,
    SIZE,
    place_likeness,
    size_likeness,
)

ASPECTS = ("topics", "answers", "words", "place", "same_boat")

FULL_WORDS = 0.5
"""Whoever holds half the weight of what a mentee wrote, meets the wish in full: nobody repeats
another's text."""


@dataclass(frozen=True)
class Boat:
    """Likeness of the local governments, mentees × mentors, each in [0, 1].

    The measures of the peers that the starter list shows.
    """

    solo_it: Floats
    island: Floats
    size: Floats
    kind: Floats

    @property
    def weighed(self) -> Floats:
        """Together, as a share of what can be alike at all."""
        total = ALONE * self.solo_it + ISLAND * self.island + SIZE * self.size + KIND * self.kind
        return total / (ALONE + ISLAND + SIZE + KIND)


class Values:
    """Values of the pairs of a round, computed for some mentees at a time.

    Args:
        present: Who takes part.
    """

    def __init__(self, present: Present) -> None:
        self.present = present
        self.mentees: Side = read_side(present.mentees, present.known)
        self.mentors: Side = read_side(present.mentors, present.known)
        self.matrices: Matrices = matrices(present, self.mentees, self.mentors)

    @cached_property
    def applies(self) -> Flags:
        """Mentees × aspects: what each mentee is judged by."""
        people = self.present.mentees
        topics = np.array([bool(one) for one in self.mentees.topics], dtype=bool)
        words = np.array([bool(one) for one in self.mentees.terms], dtype=bool)
        place = np.array([one.place is not PlaceWish.ANYWHERE for one in people], dtype=bool)
        place &= self.mentees.prefecture != ""
        boat = np.array([one.same_boat for one in people], dtype=bool)
        nothing = ~(topics | words | place | boat)
        members = bool((self.mentors.account >= 0).any())
        columns = [topics, topics & members, words, place, boat | nothing]
        return np.column_stack(columns).astype(bool).reshape(len(people), len(ASPECTS))

    @cached_property
    def weights(self) -> Floats:
        """Mentees × aspects: what each aspect can add to the value at most; rows sum to 1 or 0."""
        own = self.present.input.weights
        named = np.array([getattr(own, name) for name in ASPECTS], dtype=np.float64)
        weights = self.applies * named
        total = weights.sum(axis=1, keepdims=True)
        result: Floats = weights / np.where(total > 0, total, 1.0)
        return result

    def aspects(self, rows: Integers) -> tuple[Floats, ...]:
        """Every aspect of some mentees with all mentors, in [0, 1]."""
        return (
            self._product(self.matrices.wanted, self.matrices.offered, rows),
            self._product(self.matrices.wanted, self.matrices.answered, rows),
            np.minimum(
                self._product(self.matrices.asked, self.matrices.held, rows) / FULL_WORDS, 1
            ),
            self._place(rows),
            self._boat(rows),
        )

    def steps(self, rows: Integers) -> tuple[Integers, Flags]:
        """Values in steps, and whether a wished topic is met, of some mentees with all mentors."""
        parts = self.aspects(rows)
        value = np.zeros((len(rows), len(self.present.mentors)))
        for number, part in enumerate(parts):
            value += self.weights[rows, number][:, None] * part
        on_topic = (parts[0] + parts[1] > 0) | ~self.applies[rows, 0][:, None]
        return np.round(value * VALUE_STEPS).astype(np.int64), on_topic

    @staticmethod
    def _product(wish: sparse.csr_array, offer: sparse.csr_array, rows: Integers) -> Floats:
        result: Floats = np.asarray((wish[rows] @ offer.T).toarray(), dtype=np.float64)
        return result

    def _place(self, rows: Integers) -> Floats:
        result = np.zeros((len(rows), len(self.present.mentors)))
        known = self.mentors.prefecture != ""
        likeness: dict[str, Floats] = {}
        for at, row in enumerate(rows.tolist()):
            if self.applies[row, 3]:
                own = self.mentees.prefecture[row]
                if own not in likeness:
                    likeness[own] = place_likeness(self.mentors.prefecture, own)
                near = self.present.mentees[row].place is PlaceWish.NEAR
                result[at] = likeness[own] if near else (1.0 - likeness[own]) * known
        return result

    def _boat(self, rows: Integers) -> Floats:
        result = np.zeros((len(rows), len(self.present.mentors)))
        wishing = self.applies[rows, 4]
        if wishing.any():
            result[wishing] = self.boat(rows[wishing]).weighed
        return result

    @cached_property
    def _islands(self) -> tuple[Floats, Floats]:
        """How much of the local governments of mentees and of mentors lies on islands."""
        own, theirs = (
            np.array([ISLAND_SHARE.get(one, 0.0) for one in side.island], dtype=np.float64)
            for side in (self.mentees, self.mentors)
        )
        return own, theirs

    def boat(self, rows: Integers, columns: Integers | slice = slice(None)) -> Boat:
        """What is alike between the local governments of some mentees and of (all) mentors."""
        own, theirs = self.mentees, self.mentors
        size = size_likeness(theirs.population[None, columns], own.population[rows][:, None])
        kinds = own.organization_kind[rows]
        same_kind = kinds[:, None] == theirs.organization_kind[None, columns]
        return Boat(
            solo_it=np.outer(own.solo_it[rows], theirs.solo_it[columns]).astype(np.float64),
            island=np.outer(self._islands[0][rows], self._islands[1][columns]),
            size=np.where(size >= LEAST_SIZE, size, 0.0),
            kind=(same_kind & (kinds != "")[:, None]).astype(np.float64),
        )
