"""Accounts that others' records name."""

from sqlalchemy import Connection, select

from matcher.domain import UnknownNameError
from matcher.store import _schema as schema


def require_account(connection: Connection, account_id: str) -> None:
    """Make sure that there is an account.

    Raises:
        UnknownNameError: There is none of that id.
    """
    query = select(schema.accounts.c.account_id).where(schema.accounts.c.account_id == account_id)
    if connection.execute(query).first() is None:
        raise UnknownNameError(
            "この参加者は登録されていません。",
            value=account_id,
            remedy="参加者のIDを確かめるか、先にSlackのデータを取り込んでください。",
        )
