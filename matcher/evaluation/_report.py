"""What an evaluation says: split, questions, measures of all methods, and how sure that is."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from matcher.evaluation._metrics import Values, interval

Task = Literal["people", "threads", "place", "channels", "newcomers"]
Fresh = Literal["nightly", "rolling"]
"""The index when a question is asked: that of the night before, or up to the moment."""

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Split:
    """One cut in time for everything: fitted before ``cut``, measured at and after it.

    Attributes:
        cut: The moment.
        last: The last question's moment.
        test_share: Share of the members' conversations that begin at or after the cut.
    """

    cut: datetime
    last: datetime
    test_share: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was told against what was seen, for a part of those that were judged.

    Attributes:
        count: How many.
        told: Mean of the probabilities that were told.
        seen: Share of those for whom it came true.
    """

    count: int
    told: float
    seen: float


@dataclass(frozen=True, slots=True)
class Spreading:
    """What spreading the suggestions among people costs.

    Attributes:
        near_equal: How far apart scores may be that count as equal, so that turns are taken.
        weekly_limit: How many requests a week everybody accepts; None without end.
        mrr: Mean reciprocal rank of the first one who answered.
        gini: Gini coefficient of how often each member was suggested, 0 when all alike.
        busiest_share: Share of the suggestions that fall on the busiest 1 % of the members.
    """

    near_equal: float
    weekly_limit: int | None
    mrr: float
    gini: float
    busiest_share: float


BINS = 5


def reliability(told: Values, seen: Values) -> tuple[Reliability, ...]:
    """What was told against what was seen, in parts of equal size from low to high."""
    parts = np.array_split(np.argsort(told, kind="stable"), BINS)
    return tuple(
        Reliability(len(part), float(told[part].mean()), float(seen[part].mean()))
        for part in parts
        if len(part)
    )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of one task in one variant; losses are reported like wins.

    Attributes:
        dataset: What was evaluated.
        task: people, threads, place, channels or newcomers.
        variant: What was known, such as ``channel_known``.
        split: The cut in time.
        queries: How many questions were asked.
        metrics: Mean of each measure, by method and measure.
        intervals: 95 % interval of the headline measure, by method.
        best_baseline: The baseline with the highest headline measure.
        metric: The headline measure.
        ratio: Ours divided by the best baseline's.
        difference: 95 % interval of the paired difference, ours minus the best baseline's.
        reliability: Of tasks that tell probabilities, from low to high.
        load: Of people, how suggestions spread.
        fresh: The index when a question is asked.
    """

    dataset: str
    task: Task
    variant: str
    split: Split
    queries: int
    metrics: Mapping[str, Mapping[str, float]]
    intervals: Mapping[str, tuple[float, float]]
    best_baseline: str
    metric: str
    ratio: float
    difference: tuple[float, float]
    reliability: tuple[Reliability, ...] = ()
    load: tuple[Spreading, ...] = ()
    fresh: Fresh = "nightly"


class Sheet:
    """Collects the measures of every question for all methods of one task and variant.

    Args:
        task: The task.
        variant: The variant.
        metric: The headline measure.
        fresh: The index when a question is asked.
    """

    def __init__(self, task: Task, variant: str, metric: str, fresh: Fresh = "nightly") -> None:
        self.task: Task = task
        self.variant = variant
        self.metric = metric
        self.fresh: Fresh = fresh
        self.load: tuple[Spreading, ...] = ()
        self._told: list[float] = []
        self._seen: list[float] = []
        self._values: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def note(self, method: str, measures: Mapping[str, float]) -> None:
        """Note one question's measures for a method."""
        for name, value in measures.items():
            self._values[method][name].append(value)

    def note_chance(self, told: float, seen: float) -> None:
        """Note the chance that was told for one question, and what was seen."""
        self._told.append(told)
        self._seen.append(seen)

    @property
    def queries(self) -> int:
        """How many questions were noted."""
        return len(self._values[OURS][self.metric]) if OURS in self._values else 0

    def result(self, dataset: str, split: Split) -> Evaluation:
        """Sum up."""
        headline = {name: np.array(one[self.metric]) for name, one in self._values.items()}
        baselines = {name: one.mean() for name, one in headline.items() if name != OURS}
        best = max(baselines, key=lambda name: baselines[name])
        ours = float(headline[OURS].mean())
        return Evaluation(
            dataset=dataset,
            task=self.task,
            variant=self.variant,
            split=split,
            fresh=self.fresh,
            queries=self.queries,
            metrics={
                method: {name: float(np.mean(values)) for name, values in measures.items()}
                for method, measures in self._values.items()
            },
            intervals={name: interval(values) for name, values in headline.items()},
            best_baseline=best,
            metric=self.metric,
            ratio=ours / float(baselines[best]) if baselines[best] else float("inf"),
            difference=interval(headline[OURS] - headline[best]),
            reliability=reliability(np.array(self._told), np.array(self._seen)),
            load=self.load,
        )
