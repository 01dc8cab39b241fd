"""How members help: lately, usually, and how often as the first."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.graph import fading

LATELY_HALF_LIFE_DAYS = 7.0
USUAL_HALF_LIFE_DAYS = 180.0
FIRST_HALF_LIFE_DAYS = 90.0
FEW = 3.0
"""Conversations that a share of first answers is drawn towards zero by: one says nothing yet."""


@dataclass(frozen=True, slots=True)
class Helping:
    """Per account, how it helps.

    Attributes:
        lately: Conversations it helped in, halved every week.
        usually: The same, halved every 180 days.
        first: Share of the conversations it helped in where it answered first, in [0, 1).
    """

    lately: npt.NDArray[np.float64]
    usually: npt.NDArray[np.float64]
    first: npt.NDArray[np.float64]


def helping(answers: pd.DataFrame, as_of: int, accounts: int) -> Helping:
    """Count the conversations each account helped in, faded from its last answer there.

    Args:
        answers: Row per answer in order of time (see :class:`matcher.graph.Conversations`); those
            of no amount are no help.
        as_of: The moment it is looked at (microseconds).
        accounts: How many there are.
    """
    helped = answers[answers["amount"] > 0]
    pairs = helped.drop_duplicates(["conversation", "member"], keep="last")

    def faded(rows: pd.DataFrame, half_life_days: float) -> npt.NDArray[np.float64]:
        weight = fading(rows["at"].to_numpy(dtype=np.int64), as_of, half_life_days)
        counted: npt.NDArray[np.float64] = np.bincount(
            rows["member"], weights=weight, minlength=accounts
        ).astype(np.float64)
        return counted

    first = faded(helped.drop_duplicates("conversation"), FIRST_HALF_LIFE_DAYS)
    return Helping(
        lately=faded(pairs, LATELY_HALF_LIFE_DAYS),
        usually=faded(pairs, USUAL_HALF_LIFE_DAYS),
        first=first / (faded(pairs, FIRST_HALF_LIFE_DAYS) + FEW),
    )
