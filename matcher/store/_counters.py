"""Counters: what takes turns, and what tells that something changed."""

from sqlalchemy import Connection

from matcher.store import _schema as schema
from matcher.store._merge import count_up
from matcher.store._upsert import upsert


def advance(dialect: str, connection: Connection, counter: str) -> None:
    """Count up; until the transaction ends nobody else can advance the same counter."""
    connection.execute(upsert(dialect, schema.counters, count_up), {"name": counter, "value": 1})
