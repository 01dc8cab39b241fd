"""From scores to probabilities: the scores of people and channels are those of a logit."""

import numpy as np
import numpy.typing as npt


def likelihood(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How likely each alternative is chosen, by a conditional logit (McFadden 1974).

    ``exp(score) / Σ exp(score)``; an alternative of minus infinity cannot be chosen. All zero when
    there is none that can.
    """
    if not np.isfinite(scores).any():
        return np.zeros(len(scores))
    odds = np.exp(scores - scores.max())
    likely: npt.NDArray[np.float64] = odds / odds.sum()
    return likely
