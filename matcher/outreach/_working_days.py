"""How long someone has waited while offices were open."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

TOKYO = ZoneInfo("Asia/Tokyo")
_SATURDAY = 5
_YEAR_END, _NEW_YEAR = (12, 29), (1, 3)


@cache
def is_working_day(day: date) -> bool:
    """Whether public offices of Japan are open on a day.

    Closed are Saturdays, Sundays, national holidays (国民の祝日, with those in lieu) and 29
    December to 3 January. Source: 行政機関の休日に関する法律 (Act No. 91 of 1988), Article 1,
    which local governments follow by their ordinances.
    """
    month_and_day = (day.month, day.day)
    return (
        day.weekday() < _SATURDAY
        and _NEW_YEAR < month_and_day < _YEAR_END
        and day not in _national_holidays(day.year)
    )


def working_hours(start: datetime, end: datetime) -> float:
    """Hours between two moments, all 24 of each working day in Japan and none of other days.

    0 when the end is not after the start.
    """
    start, end = start.astimezone(TOKYO), end.astimezone(TOKYO)
    total = timedelta()
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time.min, TOKYO)
        if is_working_day(start.date()):
            total += min(midnight, end) - start
        start = midnight
    return total / timedelta(hours=1)


@cache
def _national_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("JP", years=year))
