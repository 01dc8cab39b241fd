"""Days as the community counts and writes them: those of Japan."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

Span = tuple[datetime, datetime]
"""From (included) and to (not included): what lies between is counted."""


def day_in_japan(moment: datetime) -> date:
    """The day of a moment in Japan."""
    return moment.astimezone(TOKYO).date()


def day_text(day: date | datetime) -> str:
    """2024年10月3日; of a moment, its day in Japan."""
    day = day_in_japan(day) if isinstance(day, datetime) else day
    return f"{day.year}年{day.month}月{day.day}日"


def minute_text(moment: datetime) -> str:
    """2024年9月12日 9:05, in Japan."""
    local = moment.astimezone(TOKYO)
    return f"{day_text(local)} {local.hour}:{local.minute:02d}"
