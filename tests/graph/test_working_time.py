"""The clock of public offices: it stops at weekends, on holidays and at the turn of the year."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.graph import is_workday, working_time

TOKYO = ZoneInfo("Asia/Tokyo")
HOUR = 3_600_000_000
MOMENTS = st.integers(1_500_000_000_000_000, 2_000_000_000_000_000)


def at(text: str) -> int:
    """A moment of Japan in microseconds."""
    moment = datetime.fromisoformat(text).replace(tzinfo=TOKYO).astimezone(UTC)
    return int(moment.timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2024-10-03T10:00", "2024-10-03T13:30", 3.5),
        ("2024-10-04T17:00", "2024-10-07T09:00", 16),
        ("2024-10-05T10:00", "2024-10-06T20:00", 0),
        ("2024-10-11T12:00", "2024-10-15T12:00", 24),
        ("2024-12-27T12:00", "2025-01-06T12:00", 24),
        ("2024-10-03T10:00", "2024-10-03T09:00", 0),
    ],
)
def test_hours(since: str, until: str, hours: float) -> None:
    """Within a day, over a weekend, within one, over a holiday, over New Year, backwards."""
    worked = working_time(np.array([at(since)]), np.array([at(until)]))
    assert worked[0] == hours * HOUR


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2024, 10, 3), True),
        (date(2024, 10, 5), False),
        (date(2024, 10, 14), False),
        (date(2024, 8, 12), False),
        (date(2019, 4, 30), False),
        (date(2024, 12, 27), True),
        (date(2024, 12, 28), False),
        (date(2023, 12, 29), False),
        (date(2024, 12, 30), False),
        (date(2024, 1, 3), False),
        (date(2024, 1, 4), True),
        (date(2025, 1, 3), False),
    ],
)
def test_days(day: date, open_: bool) -> None:
    """Weekdays are working days; weekends, holidays and the days around New Year are not.

    Holidays are also those in lieu and the day between two others.
    """
    assert is_workday(day) is open_


def test_the_day_begins_in_japan() -> None:
    """In the afternoon of a holiday in London, the next working day has begun in Japan."""
    london = datetime(2024, 10, 14, 15, 30, tzinfo=UTC)
    began = int(london.timestamp()) * 1_000_000
    worked = working_time(np.array([began - 2 * HOUR]), np.array([at("2024-10-15T01:00")]))
    assert worked[0] == HOUR


@given(MOMENTS, MOMENTS, MOMENTS)
def test_adds_up(one: int, two: int, three: int) -> None:
    """Working time adds up over a moment between, and is never more than the time that passed."""
    first, middle, last = sorted((one, two, three))
    parts = working_time(np.array([first, middle]), np.array([middle, last]))
    whole = working_time(np.array([first]), np.array([last]))
    assert parts.sum() == whole[0] <= last - first
