"""Who is offered to whom, so that several ambassadors do not all greet one newcomer."""

import numpy as np
import numpy.typing as npt

OFFERED_TO = 3
"""A newcomer is offered to at most so many ambassadors at once."""

ROOM = 5
"""An ambassador is offered at most so many newcomers at once."""


def spread(
    scores: npt.NDArray[np.float64], allowed: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Offer newcomers to ambassadors, the best pairs first.

    Greedy in the order of falling scores; each row gets :data:`ROOM` columns and each column
    :data:`OFFERED_TO` rows at most. Ties go to the lower row, then the lower column, so that all
    ambassadors see the same division.

    Args:
        scores: ambassadors × newcomers.
        allowed: Pairs that may be.
    """
    offered = np.zeros(scores.shape, dtype=bool)
    room = np.full(scores.shape[0], ROOM)
    seats = np.full(scores.shape[1], OFFERED_TO)
    order = np.argsort(-scores, axis=None, kind="stable")
    columns = scores.shape[1]
    for position in order[allowed.ravel()[order]].tolist():
        row, column = divmod(position, columns)
        if room[row] and seats[column]:
            offered[row, column] = True
            room[row] -= 1
            seats[column] -= 1
    return offered
