"""Slack's ``ts``: an identifier and a time at once."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

_SHAPE = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,9}))?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_END = int((datetime.max.replace(tzinfo=UTC) - _EPOCH).total_seconds())


@dataclass(frozen=True, slots=True, order=True)
class SlackTimestamp:
    """Seconds since 1970 with six decimals, kept as text: as a float it would lose digits.

    Attributes:
        text: As Slack writes it: ``1744243200.000001``.
    """

    text: str

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read a ``ts`` that arrives as text or as a whole number.

        Decimals of a JSON number must have been kept as text by the caller. Missing decimals
        are filled with zeros, so that every form of one instant is one identifier.

        Raises:
            ValueError: The value is missing, no number, not after 1970 or beyond the calendar.
        """
        match = _SHAPE.fullmatch(str(value)) if isinstance(value, str | int) else None
        if match is None:
            raise ValueError("not a timestamp")
        seconds = int(match[1])
        if not 0 < seconds < _END:
            raise ValueError("outside the calendar")
        return cls(f"{seconds}.{(match[2] or '').ljust(6, '0')}")

    @classmethod
    def at(cls, moment: datetime) -> Self:
        """The timestamp of a timezone-aware moment, to the microsecond."""
        passed = moment - _EPOCH
        return cls(f"{passed.days * 86400 + passed.seconds}.{passed.microseconds:06d}")

    @property
    def moment(self) -> datetime:
        """The instant in UTC; digits beyond the microsecond only serve to tell messages apart."""
        seconds, _, decimals = self.text.partition(".")
        return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(decimals[:6]))
