"""Stars of channels, as the store keeps them."""

from datetime import datetime

from matcher.store import _stars
from matcher.store._accounts import require_account
from matcher.store._engine import Database


class KeptStars:
    """Channels that members starred; no build sees them, so ``revision`` of the store stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, member_id: str) -> list[str]:
        """Ids of the channels that a member starred, in the order of starring."""
        with self._database.reading() as connection:
            return _stars.starred_in(connection, member_id)

    def add(self, member_id: str, channel_id: str, at: datetime) -> None:
        """Keep that a member starred a channel.

        Raises:
            UnknownNameError: There is no such account or channel.
        """
        with self._database.writing() as connection:
            require_account(connection, member_id)
            _stars.star(self._database.dialect, connection, member_id, channel_id, at)

    def remove(self, member_id: str, channel_id: str) -> None:
        """Take a star back; where there is none, nothing happens."""
        with self._database.writing() as connection:
            _stars.unstar(connection, member_id, channel_id)
