"""Everything that can go wrong because of what a person gave us.

MatcherError                  root: something the person in front of the screen can act on
├── InputError                a file, a row or a value that cannot be used
│   └── UnknownNameError      an id, a name or a place that does not exist, with the nearest ones
├── CommunityStateError       the database is not in the state that the request needs
└── ConfigurationError        a setting is missing or contradicts another

The parts are kept as attributes, so that every surface can word them its own way;
nobody parses a message.
"""

from collections.abc import Sequence
from typing import Any


class MatcherError(Exception):
    """A problem that has a remedy, told in Japanese: what happened, where, how to mend it.

    Args:
        what: One sentence: what could not be done and why.
        remedy: One sentence: what the person can do about it.
        file: The file's name as the person knows it.
        place: Where in the file: 「12行目」, 「317文字目」, a member of a zip.
        value: The value that could not be used.
    """

    exit_code = 1

    def __init__(
        self, what: str, *, remedy: str, file: str = "", place: str = "", value: str = ""
    ) -> None:
        self.what = what
        self.remedy = remedy
        self.file = file
        self.place = place
        self.value = value
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross from one process to another with all parts."""
        return _restored, (type(self), dict(self.__dict__))

    def __str__(self) -> str:
        where = "の".join(part for part in (self.file, self.place) if part)
        value = f"(値: 「{self.value}」)" if self.value else ""
        return f"{where + ': ' if where else ''}{self.what}{value}\n{self.remedy}"


def _restored(kind: type[MatcherError], parts: dict[str, Any]) -> MatcherError:
    error = kind.__new__(kind)
    error.__dict__.update(parts)
    Exception.__init__(error, str(error))
    return error


class InputError(MatcherError):
    """A file, a row or a value that cannot be used."""

    exit_code = 2


class UnknownNameError(InputError):
    """An id, a name or a place that does not exist.

    Args:
        what: As in :class:`MatcherError`.
        value: The name that was asked for.
        nearest: Existing names that look like it, best first.
        remedy: As in :class:`MatcherError`; by default it offers the nearest names.
    """

    def __init__(
        self, what: str, *, value: str, nearest: Sequence[str] = (), remedy: str = ""
    ) -> None:
        self.nearest = tuple(nearest)
        offered = "、".join(f"「{name}」" for name in self.nearest)
        default = f"近い名前: {offered}" if offered else "つづりを確かめてください。"
        super().__init__(what, remedy=remedy or default, value=value)


class CommunityStateError(MatcherError):
    """The database is not in the state that the request needs (empty, not built, not empty)."""


class ConfigurationError(MatcherError):
    """A setting is missing or contradicts another."""

    exit_code = 2
