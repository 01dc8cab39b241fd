"""Where a community comes from: readers of the outside world that validate and do not decide."""

from matcher.sources._archive import Archive
from matcher.sources._export_files import ReadingLimits
from matcher.sources._slack_export import SlackExport
from matcher.sources.demo import DEMO_TEAM_ID, DemoCommunity, LargeExport
from matcher.sources.roster import (
    decide_roster,
    joint_bodies_named,
    match_roster,
    read_roster,
    roster_questions,
)
from matcher.sources.rounds import read_round

__all__ = [
    "DEMO_TEAM_ID",
    "Archive",
    "DemoCommunity",
    "LargeExport",
    "ReadingLimits",
    "SlackExport",
    "decide_roster",
    "joint_bodies_named",
    "match_roster",
    "read_roster",
    "read_round",
    "roster_questions",
]
