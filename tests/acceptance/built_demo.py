"""A built demo community together with what is true of it."""

from dataclasses import dataclass

from matcher.api import Community
from matcher.sources.demo import DemoTruth


@dataclass(frozen=True)
class Demo:
    """A built demo community and what is true of it."""

    community: Community
    truth: DemoTruth
    openings: dict[str, str]
    """Text of each thread's opening, by thread id."""
