"""Counts with honesty about small numbers."""

import numpy as np
import numpy.typing as npt

CONFIDENCE_Z = 1.96
"""Two-sided 95 %."""


def least_share(
    hits: npt.NDArray[np.int64], total: npt.NDArray[np.int64], z: float = CONFIDENCE_Z
) -> npt.NDArray[np.float64]:
    """What share can be claimed of few cases: the lower end of Wilson's score interval.

    With ``p = hits / total``:
    ``(p + z²/2n − z·sqrt(p(1 − p)/n + z²/4n²)) / (1 + z²/n)``.

    Args:
        hits: How often it happened.
        total: Out of how many; where 0, the result is 0.
        z: Quantile of the normal distribution.

    References:
        Wilson (1927), "Probable inference, the law of succession, and statistical inference",
        JASA 22.
    """
    n = np.maximum(total, 1).astype(float)
    p = hits / n
    low = (p + z * z / (2 * n) - z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (
        1 + z * z / n
    )
    result: npt.NDArray[np.float64] = np.where(total > 0, np.clip(low, 0.0, p), 0.0)
    return result


def chance_of_silence(events: int, active_days: float, silent_days: float) -> float:
    """How likely someone of this rhythm is silent for so long by chance.

    For events with exponential intervals of an unknown rate, ``n`` of them over ``T`` days, the
    next one lets wait longer than ``g`` with the probability ``(T / (T + g))^(n − 1)`` (the
    predictive distribution under the prior 1/rate): few events prove little.

    Args:
        events: How many there were, first and last included; below 2 the result is 1.
        active_days: From the first to the last.
        silent_days: Since the last.
    """
    if events < 2 or active_days <= 0:
        return 1.0
    return float((active_days / (active_days + silent_days)) ** (events - 1))
