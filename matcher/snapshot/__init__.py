"""The read-only result of a build: facts, indexes and the expertise graph, on disk and opened."""

from matcher.snapshot._build import build_snapshot, empty_store
from matcher.snapshot._facts import Facts
from matcher.snapshot._files import (
    DamagedSnapshotError,
    current_snapshot_id,
    load_snapshot,
    open_newest_whole,
)
from matcher.snapshot._fitted import Fitted
from matcher.snapshot._index import Fit, LexicalIndex
from matcher.snapshot._members import FROM_PROFILE, microseconds, organization_facts
from matcher.snapshot._permalinks import channel_permalink, message_permalink, thread_permalink
from matcher.snapshot._publishing import KEPT, UnfinishedSnapshot, save_snapshot
from matcher.snapshot._snapshot import DAY, RECENT_DAYS, Header, Snapshot, conclude, moment
from matcher.snapshot._texts import shared_analyzer

__all__ = [
    "DAY",
    "FROM_PROFILE",
    "KEPT",
    "RECENT_DAYS",
    "DamagedSnapshotError",
    "Facts",
    "Fit",
    "Fitted",
    "Header",
    "LexicalIndex",
    "Snapshot",
    "UnfinishedSnapshot",
    "build_snapshot",
    "channel_permalink",
    "conclude",
    "current_snapshot_id",
    "empty_store",
    "load_snapshot",
    "message_permalink",
    "microseconds",
    "moment",
    "open_newest_whole",
    "organization_facts",
    "save_snapshot",
    "shared_analyzer",
    "thread_permalink",
]
