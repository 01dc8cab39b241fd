"""The record of truth: what was imported and what people said, on SQLite or PostgreSQL."""

from matcher.store._reading import Reading, StoreCounts
from matcher.store._store import Store, default_url, open_store

__all__ = ["Reading", "Store", "StoreCounts", "default_url", "open_store"]
