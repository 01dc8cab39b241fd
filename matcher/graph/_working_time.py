"""Time that passes while public offices are open: weekends and holidays stop the clock."""

from datetime import date, timedelta
from functools import cache

import holidays
import numpy as np
import numpy.typing as npt

DAY_MICROSECONDS = 86_400_000_000
TOKYO_OFFSET = 9 * 3_600_000_000
"""Japan has no summer time."""

_EPOCH = date(1970, 1, 1)
_FIRST_YEAR, _AFTER_LAST_YEAR = 2000, 2051


def working_time(
    since: npt.NDArray[np.int64], until: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Microseconds between two moments in which the calendar shows a working day in Japan.

    All 24 hours of a working day count; Saturdays, Sundays, holidays and 29 December to 3 January
    (行政機関の休日に関する法律) do not. A question from Friday 17:00 answered on Monday 9:00 waited
    16 hours.

    Args:
        since: Moments, microseconds since the epoch.
        until: Later moments, of the same shape.

    Returns:
        Microseconds, 0 where ``until`` is not later.
    """
    result: npt.NDArray[np.int64] = np.maximum(_worked_before(until) - _worked_before(since), 0)
    return result


def is_workday(day: date) -> bool:
    """Whether public offices are open on a day."""
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not new_year and day not in _holidays(day.year)


def _worked_before(at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Working time from the calendar's beginning to each moment."""
    first, working, days_before = _calendar()
    day, within = np.divmod(at + TOKYO_OFFSET, DAY_MICROSECONDS)
    place = np.clip(day - first, 0, len(working) - 1)
    result: npt.NDArray[np.int64] = days_before[place] * DAY_MICROSECONDS + within * working[place]
    return result


@cache
def _calendar() -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """First day (days since the epoch), per day 1 if it is a working day, and how many before."""
    first = date(_FIRST_YEAR, 1, 1)
    days = (date(_AFTER_LAST_YEAR, 1, 1) - first).days
    working = np.array([is_workday(first + timedelta(n)) for n in range(days)], dtype=np.int64)
    return (first - _EPOCH).days, working, np.cumsum(working) - working


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("JP", years=year))
