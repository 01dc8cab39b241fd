"""Who is in a channel now, where a source names all of them, on every database."""

import pytest
from store_records import START, Batches, account, channel, community, membership, message

from matcher.domain import Batch, InputError
from matcher.sources.slack_api import SyncCursors, SyncStep
from matcher.store import Store

EVERYONE = (membership(joined_at=START), membership(account_id="U2"))


def telling(*members: str, at: int = 1, listed: tuple[str, ...] = ("C1",)) -> Batches:
    """A source with a message of that minute, which names these as members of ``C1``."""
    named = tuple(membership(account_id=member) for member in members)
    parts = community(message(at)).parts
    return Batches([*parts, Batch(memberships=named), Batch(listed=listed)])


def members(store: Store) -> list[str]:
    """Who is in ``C1``."""
    return store.read_memberships()["account_id"].tolist()


class TestLists:
    """Every database must pass these."""

    def test_who_left_is_taken_out(self, store: Store) -> None:
        """Who stays keeps the moment of joining; other channels keep their members."""
        elsewhere = membership(channel_id="C2", account_id="U2")
        store.import_source(
            community(
                message(1),
                channels=(channel(1), channel(2)),
                memberships=(*EVERYONE, elsewhere),
            )
        )
        revision = store.revision()
        store.import_source(telling("U1"))
        kept = store.read_memberships()
        assert kept[["channel_id", "account_id"]].values.tolist() == [["C1", "U1"], ["C2", "U2"]]
        assert kept["joined_at"].iloc[0] == START
        assert store.revision() == revision + 1

    def test_the_same_again_changes_nothing(self, store: Store) -> None:
        """Neither the rows nor the revision."""
        store.import_source(telling("U1", "U2"))
        store.import_source(telling("U1"))
        revision = store.revision()
        store.import_source(telling("U1"))
        assert (members(store), store.revision()) == (["U1"], revision)

    def test_without_a_list_everyone_stays(self, store: Store) -> None:
        """A source that does not know who left takes nobody out."""
        store.import_source(community(message(1), memberships=EVERYONE))
        store.import_source(telling("U1", listed=()))
        assert members(store) == ["U1", "U2"]

    def test_an_older_list_is_history(self, store: Store) -> None:
        """It takes nobody out and brings nobody back, but fills in what was not known."""
        store.import_source(telling("U1", at=9))
        store.import_source(telling("U2", at=2))
        assert members(store) == ["U1"]
        store.import_source(
            Batches(
                [
                    *community(message(3)).parts,
                    Batch(memberships=(membership(joined_at=START),), listed=("C1",)),
                ]
            )
        )
        assert store.read_memberships()["joined_at"].tolist() == [START]

    def test_an_older_list_of_an_unknown_channel_counts(self, store: Store) -> None:
        """It is the best that is known."""
        store.import_source(community(message(9)))
        store.import_source(telling("U1", "U2", at=2))
        assert members(store) == ["U1", "U2"]

    def test_a_failing_import_takes_nobody_out(self, store: Store) -> None:
        """All or nothing, as for everything else."""
        store.import_source(telling("U1", "U2"))
        source = telling("U1")
        source.failure = InputError("壊れています。", remedy="書き出し直してください。")
        with pytest.raises(InputError):
            store.import_source(source)
        assert members(store) == ["U1", "U2"]

    def test_a_synchronization_takes_out_who_left(self, store: Store) -> None:
        """In the step that holds the whole list; the step again changes nothing."""
        store.import_source(community(message(1), memberships=EVERYONE))
        listing = SyncStep(Batch(memberships=(membership(),), listed=("C1",)), SyncCursors())
        with store.syncing() as syncing:
            syncing.keep(listing)
            assert members(store) == ["U1"]
            revision = store.revision()
            syncing.keep(listing)
        assert store.revision() == revision
        assert store.read_memberships()["joined_at"].tolist() == [START]

    def test_many_members(self, store: Store) -> None:
        """More than fit into one statement."""
        people = tuple(account(number) for number in range(1, 1202))
        everyone = tuple(membership(account_id=one.account_id) for one in people)
        store.import_source(community(message(1), accounts=people, memberships=everyone))
        with store.syncing() as syncing:
            step = Batch(memberships=everyone[:1], listed=("C1",))
            syncing.keep(SyncStep(step, SyncCursors()))
        assert members(store) == ["U1"]
