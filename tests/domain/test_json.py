"""Results as JSON."""

from datetime import UTC, date, datetime

from matcher.domain import to_json


def test_times_are_those_of_japan():
    """S19: the day that a program reads is the Japanese one, whatever the server's time zone."""
    moment = datetime(2025, 3, 31, 15, 30, tzinfo=UTC)
    assert to_json(moment) == "2025-04-01T00:30:00+09:00"
    assert to_json({"at": (moment, date(2025, 4, 1))}) == {
        "at": ["2025-04-01T00:30:00+09:00", "2025-04-01"]
    }
