"""The fictitious demo community, generated from hand-written scenarios and a seed."""

from matcher.sources.demo._cast import Cast
from matcher.sources.demo._community import DEMO_TEAM_ID, DemoCommunity
from matcher.sources.demo._expertise import Expertise
from matcher.sources.demo._large_export import LargeExport
from matcher.sources.demo._truth import DemoTruth, MemberTruth, Planted

__all__ = [
    "DEMO_TEAM_ID",
    "Cast",
    "DemoCommunity",
    "DemoTruth",
    "Expertise",
    "LargeExport",
    "MemberTruth",
    "Planted",
]
