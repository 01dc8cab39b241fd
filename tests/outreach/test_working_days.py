"""Waiting is counted on the working days of Japan."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from matcher.outreach import is_working_day, working_hours

TOKYO = ZoneInfo("Asia/Tokyo")


def tokyo(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """A moment in Japan."""
    return datetime(year, month, day, hour, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 10, 11), True),
        (date(2024, 10, 12), False),  # a Saturday
        (date(2024, 10, 14), False),  # スポーツの日
        (date(2024, 9, 23), False),  # the Monday in lieu of 秋分の日
        (date(2024, 12, 27), True),
        (date(2023, 12, 29), False),  # a Friday
        (date(2024, 1, 2), False),
        (date(2024, 1, 3), False),
        (date(2024, 1, 4), True),
        (date(2019, 4, 30), False),  # between two holidays of the enthronement
    ],
)
def test_working_days(day: date, works: bool):
    """Weekends, holidays with those in lieu, and the turn of the year are no working days."""
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (tokyo(2024, 10, 10, 9), tokyo(2024, 10, 11, 9), 24),
        (tokyo(2024, 10, 11, 18), tokyo(2024, 10, 15, 9), 6 + 9),  # over a long weekend
        (tokyo(2023, 12, 28, 12), tokyo(2024, 1, 4, 12), 12 + 12),  # over the turn of the year
        (tokyo(2024, 10, 12, 9), tokyo(2024, 10, 13, 9), 0),
        (tokyo(2024, 10, 10, 9), tokyo(2024, 10, 10, 8), 0),
        # 15:30 in London is half an hour past midnight in Japan
        (datetime(2024, 10, 13, 15, 30, tzinfo=UTC), tokyo(2024, 10, 15, 1), 1),
    ],
)
def test_working_hours(start: datetime, end: datetime, hours: float):
    """All hours of working days count, none of the others, by the clock of Japan."""
    assert working_hours(start, end) == pytest.approx(hours)
