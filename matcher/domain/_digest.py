"""The evening digest: what mattered in the channels that a member follows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.domain._suggestions import ThreadSuggestion


class DigestScope(StrEnum):
    """Where a digest looks."""

    STARS = "stars"
    """The channels that the member starred."""
    WORK = "work"
    """Without stars: the fields that the member deals with, and the channel of the prefecture."""
    EVERYWHERE = "everywhere"
    """Nothing of the above is known, or nothing happened there: all channels."""


@dataclass(frozen=True, slots=True)
class DigestChannel:
    """A channel that a digest looks at.

    Attributes:
        channel_id, name, permalink: The channel.
        posts: How many posts members wrote there in the span.
        people: How many members these were.
    """

    channel_id: str
    name: str
    permalink: str
    posts: int
    people: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What mattered to a member in some days; a conversation stands in one of the lists only.

    Attributes:
        member: Whose it is.
        name: How they are called.
        from_: Begin of the first day, in Japan.
        to: End of the last day, or of the data where that is earlier.
        days: How many days these are.
        scope: Where it looks.
        notice: One sentence when that is not where the member starred; else empty.
        fields: Names of the topics it looks at beside or instead of channels.
        channels: The channels it looks at, those with the most posts first.
        threads: Conversations that most people turned to.
        waiting: Questions that nobody answered yet, newest first.
        resolved: Conversations whose opener wrote in these days that it is settled, or thanked.
        more_threads, more_waiting, more_resolved: How many there are beyond those listed.
    """

    member: str
    name: str
    from_: datetime
    to: datetime
    days: int
    scope: DigestScope
    notice: str
    fields: tuple[str, ...]
    channels: tuple[DigestChannel, ...]
    threads: tuple[ThreadSuggestion, ...]
    waiting: tuple[ThreadSuggestion, ...]
    resolved: tuple[ThreadSuggestion, ...]
    more_threads: int
    more_waiting: int
    more_resolved: int

    @property
    def moved(self) -> int:
        """How many conversations moved or wait, those beyond the lists included."""
        listed = len(self.threads) + len(self.waiting) + len(self.resolved)
        return listed + self.more_threads + self.more_waiting + self.more_resolved
