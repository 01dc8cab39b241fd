"""Which newcomers are likely to fall silent: plain features, so that the reasons can be said."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.snapshot import DAY, Facts

FIRST_WEEK_DAYS = 7
"""When a newcomer is looked at by those who measure; earlier there is too little to see."""

SILENT_FROM_DAY, SILENT_TO_DAY = 8, 60
"""Who writes nothing in these days after joining has fallen silent."""

INTERCEPT, PER_DAY_OF_SILENCE, PER_LOG_POST = -0.52, 0.28, -0.27
"""Logistic regression on the 2,275 newcomers of the Lean community's first 80 % whose 60th day
lies in it (65 % of them fell silent). On the 488 of the last 20 % its AUC is .649, that of recency
alone .654 and of the count alone .620, and its quarters from low to high were right in
.42/.48, .68/.58, .75/.76 and .78/.73 (told/seen)."""


@dataclass(frozen=True, slots=True)
class SilenceFeatures:
    """What is seen of some newcomers at a moment of each one's own.

    Attributes:
        recency_days: Days since their last post, since joining for those who have not written.
        posts: How often they wrote.
    """

    recency_days: npt.NDArray[np.float64]
    posts: npt.NDArray[np.int64]


def joining_moments(facts: Facts) -> npt.NDArray[np.int64]:
    """Per account, when it joined (microseconds): as the source says, else its first post.

    0 where neither is known.
    """
    author = facts.posts["author"].to_numpy()
    known = author >= 0
    never = np.iinfo(np.int64).max
    first_post = np.full(len(facts.members), never)
    np.minimum.at(first_post, author[known], facts.posts["at"].to_numpy()[known])
    joined = facts.members["joined_at"].to_numpy(dtype=np.int64)
    wrote: npt.NDArray[np.int64] = np.where(first_post == never, 0, first_post)
    return np.where(joined > 0, joined, wrote)


def silence_features(
    facts: Facts, members: npt.NDArray[np.int64], at: npt.NDArray[np.int64]
) -> SilenceFeatures:
    """Look at members, each at a moment; only what was posted before it counts.

    Args:
        facts: The community.
        members: Account numbers.
        at: Moment of each, microseconds; after their joining.
    """
    joined = joining_moments(facts)[members]
    last = joined.copy()
    posts = np.zeros(len(members), dtype=np.int64)
    written = _moments_by_author(facts, members)
    for row, moment in enumerate(at.tolist()):
        before = written[row][: int(np.searchsorted(written[row], moment))]
        posts[row] = len(before)
        if len(before):
            last[row] = before[-1]
    return SilenceFeatures((at - last) / DAY, posts)


def silence_risk(features: SilenceFeatures) -> npt.NDArray[np.float64]:
    """Probability that a newcomer who looks so on day 7 falls silent; never shown to anyone.

    ``1 / (1 + exp(−(a + b · recency_days + c · ln(1 + posts))))`` with the weights above. At other
    moments than day 7 it still orders newcomers, but is no calibrated probability.
    """
    score = (
        INTERCEPT
        + PER_DAY_OF_SILENCE * features.recency_days
        + PER_LOG_POST * np.log1p(features.posts)
    )
    result: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(-score))
    return result


def _moments_by_author(facts: Facts, members: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Moments of the posts of each member, in order of time."""
    author = facts.posts["author"].to_numpy()
    rows = np.flatnonzero(np.isin(author, members))
    order = rows[np.argsort(author[rows], kind="stable")]
    at = facts.posts["at"].to_numpy()[order]
    first = np.searchsorted(author[order], members, side="left")
    end = np.searchsorted(author[order], members, side="right")
    return [at[start:stop] for start, stop in zip(first.tolist(), end.tolist(), strict=True)]
