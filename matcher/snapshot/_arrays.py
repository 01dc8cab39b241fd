"""Large arrays, put together without holding much twice."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", bound=np.generic)


def used_up(parts: list[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """One array of all parts; the list is empty afterwards, so that the parts can be freed."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole
