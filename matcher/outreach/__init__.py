"""Whom an ambassador can help now, why, and what to say."""

from matcher.outreach._desk import desk
from matcher.outreach._findings import Findings, find_all
from matcher.outreach._silence import (
    FIRST_WEEK_DAYS,
    SILENT_FROM_DAY,
    SILENT_TO_DAY,
    SilenceFeatures,
    joining_moments,
    silence_features,
    silence_risk,
)

__all__ = [
    "FIRST_WEEK_DAYS",
    "SILENT_FROM_DAY",
    "SILENT_TO_DAY",
    "Findings",
    "SilenceFeatures",
    "desk",
    "find_all",
    "joining_moments",
    "silence_features",
    "silence_risk",
]
