"""Refuses records that name what nobody described."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sqlalchemy import Column, Connection, select

from matcher.domain import InputError
from matcher.store import _schema as schema

_IDS_AT_ONCE = 500


def in_parts(ids: AbstractSet[str]) -> Iterator[list[str]]:
    """Ids in order, in lists that are short enough for one statement."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _IDS_AT_ONCE):
        yield ordered[start : start + _IDS_AT_ONCE]


def stored(connection: Connection, key: Column[str], ids: AbstractSet[str]) -> set[str]:
    """Which of some keys are in their table."""
    return {
        found
        for some in in_parts(ids)
        for found in connection.execute(select(key).where(key.in_(some))).scalars()
    }


def refuse_undescribed(
    connection: Connection, *, channels: AbstractSet[str], accounts: AbstractSet[str]
) -> None:
    """Let pass only what the store describes.

    Args:
        connection: In the transaction that stores the records.
        channels: Ids of channels that the records name and do not describe.
        accounts: The same of accounts.

    Raises:
        InputError: Something is described nowhere.
    """
    for what, named, key in (
        ("チャンネル", channels, schema.channels.c.channel_id),
        ("参加者", accounts, schema.accounts.c.account_id),
    ):
        missing = named - stored(connection, key, named)
        if missing:
            raise InputError(
                f"投稿などに書かれた{what}の説明が、取り込むデータにありません。",
                remedy=f"{what}の一覧を含む、もとのデータ全体を取り込んでください。",
                value=min(missing),
            )
