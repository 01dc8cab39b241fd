"""The record of truth: what was imported and what people said, on SQLite or PostgreSQL."""

from matcher.store._import import TEAM_ID
from matcher.store._reading import Reading, StoreCounts
from matcher.store._rounds import RoundContent
from matcher.store._store import Store, default_url, is_there, open_store
from matcher.store._sync import KeptStep, Syncing

__all__ = [
    "TEAM_ID",
    "KeptStep",
    "Reading",
    "RoundContent",
    "Store",
    "StoreCounts",
    "Syncing",
    "default_url",
    "is_there",
    "open_store",
]
