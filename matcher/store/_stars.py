"""Channels that members starred to hear of what matters in them."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from matcher.domain import UnknownNameError
from matcher.store import _schema as schema
from matcher.store._merge import keep
from matcher.store._upsert import upsert
from matcher.store._values import to_microseconds


def star(
    dialect: str, connection: Connection, member_id: str, channel_id: str, at: datetime
) -> None:
    """Keep a star; one that is there keeps its moment.

    Raises:
        UnknownNameError: There is no such channel.
    """
    channels = schema.channels.c
    known = select(channels.channel_id).where(channels.channel_id == channel_id)
    if connection.execute(known).first() is None:
        raise UnknownNameError(
            "このチャンネルは登録されていません。",
            value=channel_id,
            remedy="チャンネルのIDを確かめてください。",
        )
    connection.execute(
        upsert(dialect, schema.starred_channels, keep),
        {"member_id": member_id, "channel_id": channel_id, "starred_at": to_microseconds(at)},
    )


def unstar(connection: Connection, member_id: str, channel_id: str) -> None:
    """Take a star back; nothing happens where there is none."""
    stars = schema.starred_channels
    connection.execute(
        delete(stars).where(stars.c.member_id == member_id, stars.c.channel_id == channel_id)
    )


def starred_in(connection: Connection, member_id: str) -> list[str]:
    """Ids of the channels that a member starred, in the order of starring."""
    stars = schema.starred_channels.c
    query = (
        select(stars.channel_id)
        .where(stars.member_id == member_id)
        .order_by(stars.starred_at, stars.channel_id)
    )
    return list(connection.execute(query).scalars())
