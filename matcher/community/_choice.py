"""Choosing a set whose members are good each, and balanced together: an exact optimisation.

Every dimension (region, kind, field) has groups with a weight, the share of seats that would be
even. The ``k``-th person of a group is worth ``weight / (2k − 1)``, the quotients of
Sainte-Laguë's method: with everybody available their sum is greatest for an apportionment in
proportion to the weights, and they fall so that a second person of the same region adds less than
a first one of another. The sum of concave functions of counts is monotone and submodular, so that
a greedy choice would reach at least 1 − 1/e of the best. It is solved exactly all the same, as a
mixed-integer linear program: it takes hundredths of a second at this size, and only with exact
optima do "what the set loses without someone" and "who comes instead" mean what they say.

References:
    Balinski, Young (2001), "Fair Representation"; Nemhauser, Wolsey, Fisher (1978), "An analysis
    of approximations for maximizing submodular set functions I".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass(frozen=True, eq=False)
class Dimension:
    """One way in which the set is to be balanced.

    Attributes:
        weights: Per group, the share that would be even; they sum to one.
        belongs: candidates × groups, whether they are of the group.
        seated: Per group, how many are there whatever is chosen.
    """

    weights: npt.NDArray[np.float64]
    belongs: npt.NDArray[np.bool_]
    seated: npt.NDArray[np.int64]

    def quotients(self, group: int, most: int) -> npt.NDArray[np.float64]:
        """What the next people of a group are worth."""
        ranks = self.seated[group] + np.arange(1, most + 1)
        result: npt.NDArray[np.float64] = self.weights[group] / (2.0 * ranks - 1.0)
        return result

    def even(self, size: int) -> float:
        """The greatest worth that ``size`` more people could have, if there were such people."""
        ranks = self.seated[:, np.newaxis] + np.arange(1, size + 1)
        worth = self.weights[:, np.newaxis] / (2.0 * ranks - 1.0)
        return float(np.sort(worth.ravel())[::-1][:size].sum())

    def gain(self, chosen: Sequence[int]) -> float:
        """What chosen candidates are worth."""
        counts = self.belongs[list(chosen)].sum(axis=0)
        return float(
            sum(self.quotients(g, int(count)).sum() for g, count in enumerate(counts) if count)
        )


@dataclass(frozen=True, eq=False)
class Choice:
    """The problem of choosing at most ``size`` candidates.

    Attributes:
        record: Per candidate, the track record, positive.
        dimensions: In which the set is to be balanced.
        size: How many are chosen; fewer where there are not so many.
        spread: How much balance counts against the track record, from 0 to 1.
        pinned: Candidates that are in the set in any case.
        excluded: Candidates that are not.
    """

    record: npt.NDArray[np.float64]
    dimensions: tuple[Dimension, ...]
    size: int
    spread: float
    pinned: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()

    def solve(self) -> tuple[int, ...]:
        """The best set, as candidates in ascending order. Of equal sets always the same one."""
        count = len(self.record)
        places = min(self.size, count - len(self.excluded))
        if places <= 0:
            return ()
        gains, rows = self._steps(places)
        objective = np.concatenate([self._record_worth(), *gains])
        lower, upper = np.zeros(len(objective)), np.ones(len(objective))
        lower[list(self.pinned)] = 1.0
        upper[list(self.excluded)] = 0.0
        seats = np.concatenate([np.ones(count), np.zeros(len(objective) - count)])
        solved = milp(
            -objective,
            integrality=seats,
            bounds=Bounds(lower, upper),
            constraints=[
                LinearConstraint(seats, 0, max(places, len(self.pinned))),
                *([LinearConstraint(rows, -np.inf, 0)] if rows is not None else []),
            ],
            options={"mip_rel_gap": 0.0},
        )
        taken = np.asarray(solved.x)[:count] > 0.5
        return tuple(np.flatnonzero(taken).tolist())

    def record_share(self, chosen: Sequence[int]) -> float:
        """Track record of a set, as a share of the greatest one that a set can have."""
        best = np.sort(self.record)[::-1][: self.size].sum()
        return float(self.record[list(chosen)].sum() / best) if best else 0.0

    def balance_share(self, chosen: Sequence[int]) -> float:
        """What a set adds to the balance, as a share of an even one's; mean of the dimensions."""
        shares = [
            dimension.gain(chosen) / even
            for dimension in self.dimensions
            if (even := dimension.even(self.size))
        ]
        return float(np.mean(shares)) if shares else 0.0

    def _record_worth(self) -> npt.NDArray[np.float64]:
        best = np.sort(self.record)[::-1][: self.size].sum()
        # The least bit more for earlier candidates decides between equal sets.
        first = np.linspace(1e-9, 0.0, len(self.record))
        worth: npt.NDArray[np.float64] = (1.0 - self.spread) * self.record / max(best, 1e-12)
        return worth + first

    def _steps(self, places: int) -> tuple[list[npt.NDArray[np.float64]], sparse.csr_matrix | None]:
        """A variable in [0, 1] for each next person of a group, bounded by the group's count.

        What they are worth falls, so that the solver fills them in order without integrality.
        """
        gains: list[npt.NDArray[np.float64]] = []
        entries: list[tuple[npt.NDArray[np.int64], float]] = []
        column = len(self.record)
        for dimension in self.dimensions:
            scale = self.spread / len(self.dimensions) / max(dimension.even(self.size), 1e-12)
            for group in np.flatnonzero(dimension.belongs.any(axis=0)).tolist():
                members = np.flatnonzero(dimension.belongs[:, group])
                most = min(max(places, len(self.pinned)), len(members))
                gains.append(scale * dimension.quotients(group, most))
                entries += [(members, -1.0), (np.arange(column, column + most), 1.0)]
                column += most
        if not gains:
            return [], None
        columns = np.concatenate([where for where, _ in entries])
        values = np.concatenate([np.full(len(where), value) for where, value in entries])
        # Each group has two entries: its members and its steps.
        row = np.concatenate([np.full(len(w), n // 2) for n, (w, _) in enumerate(entries)])
        return gains, sparse.csr_matrix((values, (row, columns)), (len(gains), column))
