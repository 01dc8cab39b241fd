"""A built demo community together with what is true of it."""

from typing import NamedTuple

from matcher.api import Community
from matcher.sources.demo import DemoTruth


class PlantedDemo(NamedTuple):
    """A built demo community and what is true of it."""

    seed: int
    community: Community
    truth: DemoTruth
