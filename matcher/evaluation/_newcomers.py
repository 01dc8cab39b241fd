"""Task newcomers: on day 7, who will be silent from day 8 to day 60."""

import numpy as np
import numpy.typing as npt

from matcher.evaluation._metrics import RESAMPLES
from matcher.evaluation._nights import FEWEST, TestPeriod
from matcher.evaluation._report import OURS, Evaluation, Split, reliability
from matcher.outreach import (
    FIRST_WEEK_DAYS,
    SILENT_FROM_DAY,
    SILENT_TO_DAY,
    joining_moments,
    silence_features,
    silence_risk,
)
from matcher.snapshot import DAY, Snapshot

FIRST_FEW = 20

Values = npt.NDArray[np.float64]
Silent = npt.NDArray[np.bool_]


def who_falls_silent(period: TestPeriod, dataset: str, split: Split) -> Evaluation | None:
    """Order the newcomers of the test period by how likely they fall silent.

    Newcomers joined at or after the cut, wrote at least once in their first week, and the data
    holds their first 60 days. The logistic baseline is fitted on those before the cut. None with
    too few, or when all or none fell silent.
    """
    members, joined = _newcomers(period.whole, since=period.cut)
    silent = _fell_silent(period.whole, members, joined)
    if len(members) < FEWEST or silent.all() or not silent.any():
        return None
    seen = silence_features(period.whole.facts, members, joined + FIRST_WEEK_DAYS * DAY)
    methods: dict[str, Values] = {
        OURS: silence_risk(seen),
        "recency": seen.recency_days,
        "post_count": -seen.posts.astype(float),
    }
    if (fitted := _logistic(period, np.column_stack([seen.recency_days, seen.posts]))) is not None:
        methods["logistic_recency_count"] = fitted
    drawn = np.random.default_rng(0).integers(0, len(members), (RESAMPLES, len(members)))
    areas = {name: _areas(scores, silent, drawn) for name, scores in methods.items()}
    whole = {name: area(scores, silent) for name, scores in methods.items()}
    best = max((name for name in methods if name != OURS), key=lambda name: whole[name])
    return Evaluation(
        dataset=dataset,
        task="newcomers",
        variant="day_7",
        split=split,
        queries=len(members),
        metrics={
            name: {"auc": whole[name], "precision_at_20": _precision(scores, silent)}
            for name, scores in methods.items()
        },
        intervals={name: _middle(values) for name, values in areas.items()},
        best_baseline=best,
        metric="auc",
        ratio=whole[OURS] / whole[best],
        difference=_middle(areas[OURS] - areas[best]),
        reliability=reliability(methods[OURS], silent.astype(float)),
    )


def area(scores: Values, positive: Silent) -> float:
    """Area under the ROC curve: how often a positive stands above a negative (Hanley 1982)."""
    from scipy.stats import rankdata  # noqa: PLC0415 (takes long to load)

    count = int(positive.sum())
    above = rankdata(scores)[positive].sum() - count * (count + 1) / 2
    return float(above / (count * (len(positive) - count)))


def _newcomers(
    whole: Snapshot, *, since: int = 0, until: int | None = None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Numbers and joining moments of those whose first 60 days lie in the stretch."""
    posts = whole.facts.posts
    end = int(posts["at"].iloc[-1]) if until is None else until
    joined = joining_moments(whole.facts)
    first_week = silence_features(
        whole.facts, np.arange(len(joined)), joined + FIRST_WEEK_DAYS * DAY
    )
    chosen = whole.facts.members["is_member"].to_numpy(dtype=bool)
    chosen = chosen & (joined >= max(since, 1)) & (joined + SILENT_TO_DAY * DAY <= end)
    members = np.flatnonzero(chosen & (first_week.posts > 0))
    return members, joined[members]


def _fell_silent(
    whole: Snapshot, members: npt.NDArray[np.int64], joined: npt.NDArray[np.int64]
) -> Silent:
    until_eight = silence_features(whole.facts, members, joined + SILENT_FROM_DAY * DAY)
    until_sixty = silence_features(whole.facts, members, joined + SILENT_TO_DAY * DAY)
    result: Silent = until_sixty.posts == until_eight.posts
    return result


def _logistic(period: TestPeriod, features: Values) -> Values | None:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (takes seconds to load)

    members, joined = _newcomers(period.whole, until=period.cut)
    silent = _fell_silent(period.whole, members, joined)
    if len(members) < FEWEST or silent.all() or not silent.any():
        return None
    seen = silence_features(period.whole.facts, members, joined + FIRST_WEEK_DAYS * DAY)
    fitted = LogisticRegression().fit(np.column_stack([seen.recency_days, seen.posts]), silent)
    result: Values = fitted.predict_proba(features)[:, 1]
    return result


def _areas(scores: Values, silent: Silent, drawn: npt.NDArray[np.int64]) -> Values:
    mixed = [rows for rows in drawn if silent[rows].any() and not silent[rows].all()]
    return np.array([area(scores[rows], silent[rows]) for rows in mixed])


def _precision(scores: Values, silent: Silent) -> float:
    return float(silent[np.argsort(-scores, kind="stable")[:FIRST_FEW]].mean())


def _middle(values: Values) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return (float(low), float(high))
