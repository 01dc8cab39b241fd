"""Member rosters as Japanese offices keep them, and what follows from them for the members."""

from matcher.sources.roster._match import match_roster
from matcher.sources.roster._places import joint_bodies_named
from matcher.sources.roster._questions import decide_roster, roster_questions
from matcher.sources.roster._reading import read_roster

__all__ = [
    "decide_roster",
    "joint_bodies_named",
    "match_roster",
    "read_roster",
    "roster_questions",
]
