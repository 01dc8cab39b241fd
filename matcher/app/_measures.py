"""What the map shows of a place: one number, how it is written, and the class it falls into."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from matcher.app import _copy
from matcher.app._text import count
from matcher.domain import Activity, PrefectureOnMap

Copy = _copy.Map
SHARE_STEPS = (20, 40, 60, 80)
"""Borders of the classes of a share, in per cent."""

LEAST_JUDGED = 5
"""A share of fewer questions says nothing of a prefecture in the sentence above the map."""


class Measure(StrEnum):
    """What can be looked at."""

    JOINED = "joined"
    MEMBERS = "members"
    QUESTIONS = "questions"
    IN_TIME = "in_time"
    ANSWERING = "answering"

    @property
    def is_share(self) -> bool:
        """Whether it is a share, of which the lowest is worth a look; else the highest is."""
        return self in {Measure.JOINED, Measure.IN_TIME}

    @property
    def unit(self) -> str:
        """What is counted."""
        if self.is_share:
            return "%"
        return "件" if self is Measure.QUESTIONS else "人"

    def of(self, place: PrefectureOnMap) -> float | None:
        """The number for a prefecture, shares in per cent; None when there is nothing to tell."""
        if self is Measure.JOINED:
            return _percent(place.share_joined)
        if self is Measure.IN_TIME:
            return _percent(place.activity.share_in_time)
        return self.counted(place.activity)

    def counted(self, activity: Activity) -> int:
        """The count behind it: members, questions or those who answered."""
        if self in {Measure.QUESTIONS, Measure.IN_TIME}:
            return activity.questions
        return activity.answering if self is Measure.ANSWERING else activity.members

    def parts(self, place: PrefectureOnMap) -> tuple[int, int]:
        """Of a share: how many of how many."""
        if self is Measure.JOINED:
            return place.joined, place.local_governments
        return place.activity.in_time, place.activity.judged

    def written(self, value: float | None) -> str:
        """A number with its unit, 「–」 for none."""
        return Copy.NO_DATA if value is None else count(round(value), self.unit)


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of a measure, lowest first.

    Attributes:
        names: As the legend calls them.
        limits: Lowest value of each class but the first.
    """

    names: tuple[str, ...]
    limits: tuple[int, ...]

    def of(self, value: float | None) -> int | None:
        """Number of the class that a value falls into."""
        return None if value is None else int(np.searchsorted(self.limits, value, side="right"))


def classes(measure: Measure, values: Sequence[float | None]) -> Classes:
    """Five classes at most: fixed steps for shares; for counts 0 and the quartiles of the rest."""
    if measure.is_share:
        return _named(SHARE_STEPS, measure.unit)
    positive = sorted(int(value) for value in values if value)
    if not positive:
        return Classes((Copy.NONE_YET.format(unit=measure.unit),), ())
    quartiles = [positive[len(positive) * part // 4] for part in (1, 2, 3)]
    return _named(tuple(sorted({1, *quartiles})), measure.unit)


def _named(limits: tuple[int, ...], unit: str) -> Classes:
    first = Copy.NONE_YET.format(unit=unit) if limits[0] == 1 else None
    names = [first or Copy.BELOW.format(limit=f"{limits[0]:,}{unit}")]
    for low, following in pairwise(limits):
        high = following if unit == "%" else following - 1
        one = f"{low:,}{unit}"
        between = Copy.BETWEEN.format(low=f"{low:,}", high=f"{high:,}{unit}")
        names.append(one if low == high else between)
    names.append(Copy.FROM.format(limit=f"{limits[-1]:,}{unit}"))
    return Classes(tuple(names), limits)


def finding(measure: Measure, prefectures: Sequence[PrefectureOnMap]) -> str:
    """One sentence: where a share is lowest, or where there is most."""
    told = [(measure.of(place), place) for place in prefectures]
    known = [(value, place) for value, place in told if value is not None]
    if measure is Measure.IN_TIME:
        known = [(value, at) for value, at in known if at.activity.judged >= LEAST_JUDGED]
    counts_nothing = not measure.is_share and not any(value for value, _ in known)
    if not known or counts_nothing:
        return Copy.NOTHING_COUNTED
    extreme = (min if measure.is_share else max)(value for value, _ in known)
    places = [place for value, place in known if value == extreme]
    value = measure.written(extreme)
    if measure.is_share and len(places) == 1:
        part, total = measure.parts(places[0])
        value = Copy.PARTS.format(part=part, total=total, unit=_COUNTED[measure])
    sentence = {
        Measure.JOINED: Copy.LOWEST_JOINED,
        Measure.IN_TIME: Copy.LOWEST_IN_TIME,
    }.get(measure, Copy.MOST)
    return sentence.format(
        what=Copy.MEASURES[measure],
        names=_joined_names([place.name for place in places]),
        least=LEAST_JUDGED,
        value=value,
    )


_COUNTED = {Measure.JOINED: "団体", Measure.IN_TIME: "件"}


def _joined_names(names: Sequence[str]) -> str:
    shown = "と".join(names[:2])
    if len(names) <= 2:
        return shown
    return Copy.AND_OTHERS.format(names=shown, n=count(len(names) - 2, "都道府県"))
