"""What members said of tasks, as the store keeps it."""

from matcher.domain import Handling
from matcher.store import _handlings
from matcher.store._accounts import require_account
from matcher.store._engine import Database


class KeptTasks:
    """Tasks of ambassadors; no build sees them, so ``revision`` of the store stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def handlings(self) -> list[Handling]:
        """What members said of tasks, lapsed ones too, in the order in which they said it."""
        with self._database.reading() as connection:
            return _handlings.handlings_in(connection)

    def keep(self, handling: Handling) -> None:
        """Keep a member's word on a task in place of their former one.

        Of several who take the same task on at the same moment one wins, the others are told so.

        Raises:
            UnknownNameError: There is no such account.
            CommunityStateError: They take on what someone else is doing, or has done; it names
                whom, and since when. A claim that lapsed does not count.
        """
        with self._database.writing() as connection:
            require_account(connection, handling.member_id)
            _handlings.keep_handling(self._database.dialect, connection, handling)

    def take_back(self, task_id: str, member_id: str) -> None:
        """Forget what a member said of a task; where they said nothing, nothing happens."""
        with self._database.writing() as connection:
            _handlings.take_back(connection, task_id, member_id)
