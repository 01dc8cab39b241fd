"""When people write: office hours, holidays and the fiscal year, in Asia/Tokyo."""

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

FIRST_DAY = date(2023, 5, 1)
LAST_DAY = date(2024, 10, 31)

_HOLIDAY_DATES = (
    "2023-05-03 2023-05-04 2023-05-05 2023-07-17 2023-08-11 2023-09-18 2023-10-09 "
    "2023-11-03 2023-11-23 2023-12-29 2024-01-01 2024-01-02 2024-01-03 2024-01-08 "
    "2024-02-12 2024-02-23 2024-03-20 2024-04-29 2024-05-03 2024-05-06 2024-07-15 "
    "2024-08-12 2024-09-16 2024-09-23 2024-10-14"
)
_HOLIDAYS = frozenset(date.fromisoformat(day) for day in _HOLIDAY_DATES.split())

# Transfers in April, budget requests in October, councils in June, September and March.
_SEASON = (0.95, 1.1, 0.95, 0.75, 1.0, 1.15, 1.15, 0.9, 1.05, 1.2, 1.1, 0.85)
_HOURS = (0.1, 0, 0, 0, 0, 0.1, 0.3, 0.8, 5, 9, 11, 8, 10, 9, 8, 8, 9, 8, 5, 2.5, 2, 2, 1.4, 0.5)
_NIGHT_ENDS = time(7, 30)
_NIGHT_BEGINS = time(22, 30)


def is_workday(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in _HOLIDAYS and (day.month, day.day) < (12, 29)


def at_tokyo(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of a day in Asia/Tokyo, as UTC."""
    return datetime.combine(day, time(hour, minute), TOKYO).astimezone(UTC)


def tokyo_day(at: datetime) -> date:
    """The day on which something happens in Asia/Tokyo."""
    return at.astimezone(TOKYO).date()


def fiscal_year(day: date) -> int:
    """令和 number of the fiscal year (April to March): 2024-03-31 is 5, 2024-04-01 is 6."""
    return day.year - (2018 if day.month >= 4 else 2019)


FIRST_MOMENT = at_tokyo(FIRST_DAY)
LAST_MOMENT = at_tokyo(LAST_DAY, 23, 59)


def _weight(day: date) -> float:
    grown = 0.65 + 0.7 * (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days
    return _SEASON[day.month - 1] * grown * (1.0 if is_workday(day) else 0.07)


@dataclass(slots=True)
class Calendar:
    """Draws the moments at which something is written."""

    random: Random
    _days: list[date] = field(init=False)
    _sums: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._days = [
            FIRST_DAY + timedelta(days=offset) for offset in range((LAST_DAY - FIRST_DAY).days + 1)
        ]
        self._sums = list(accumulate(_weight(day) for day in self._days))

    def moment(self, first: date = FIRST_DAY, last: date = LAST_DAY) -> datetime:
        """A moment between two days (both included) with the rhythm of the office."""
        low = max(0, (first - FIRST_DAY).days)
        high = max(low, min(len(self._days) - 1, (last - FIRST_DAY).days))
        below = self._sums[low - 1] if low else 0.0
        drawn = below + self.random.random() * (self._sums[high] - below)
        day = self._days[min(bisect_left(self._sums, drawn), high)]
        hour = self.random.choices(range(24), _HOURS)[0]
        return at_tokyo(day, hour, self.random.randrange(60)) + timedelta(
            seconds=self.random.randrange(60)
        )

    def later(self, at: datetime, median_minutes: float, spread: float = 1.1) -> datetime:
        """A moment after another one: log-normal delay, then moved out of night and weekend."""
        delay = median_minutes * math.exp(self.random.gauss(0.0, spread))
        after = (at + timedelta(minutes=max(0.4, delay))).astimezone(TOKYO)
        clock = after.time()
        if clock < _NIGHT_ENDS or clock > _NIGHT_BEGINS:
            morning = after.date() + timedelta(days=1 if clock > _NIGHT_BEGINS else 0)
            after = self._office_opens(morning)
        if not is_workday(after.date()) and self.random.random() < 0.85:
            after = self._office_opens(after.date() + timedelta(days=1))
            while not is_workday(after.date()):
                after += timedelta(days=1)
        return after.astimezone(UTC)

    def _office_opens(self, day: date) -> datetime:
        seconds = self.random.randrange(8 * 3600, 12 * 3600)
        return datetime.combine(day, time(), TOKYO) + timedelta(seconds=seconds)
