"""What the store guarantees for stars, on every database."""

from datetime import timedelta

import pytest
from store_records import START, account, channel, community

from matcher.domain import UnknownNameError
from matcher.store import Store


class TestStars:
    """Every database must pass these."""

    @pytest.fixture(autouse=True)
    def three_channels(self, store: Store) -> None:
        """Two members and three channels."""
        channels = (channel(1), channel(2), channel(3))
        store.import_source(community(accounts=(account(1), account(2)), channels=channels))

    def test_stars_come_in_the_order_of_starring(self, store: Store) -> None:
        """The first star comes first, whatever the channel; others' stars are theirs."""
        store.stars.add("U1", "C3", START)
        store.stars.add("U1", "C1", START + timedelta(seconds=1))
        store.stars.add("U2", "C2", START)
        assert store.stars.of("U1") == ["C3", "C1"]
        assert store.stars.of("U2") == ["C2"]

    def test_starring_again_keeps_the_place(self, store: Store) -> None:
        """A second star on the same channel changes nothing, not even the order."""
        store.stars.add("U1", "C3", START)
        store.stars.add("U1", "C1", START + timedelta(seconds=1))
        store.stars.add("U1", "C3", START + timedelta(seconds=2))
        assert store.stars.of("U1") == ["C3", "C1"]

    def test_a_star_is_taken_back(self, store: Store) -> None:
        """One star goes, the other stays; taking back what is not there does nothing."""
        store.stars.add("U1", "C1", START)
        store.stars.add("U1", "C2", START + timedelta(seconds=1))
        store.stars.remove("U1", "C1")
        store.stars.remove("U1", "C1")
        store.stars.remove("U9", "C1")
        assert store.stars.of("U1") == ["C2"]

    def test_a_build_does_not_see_stars(self, store: Store) -> None:
        """Stars leave the revision as it is: nothing has to be built again."""
        before = store.revision()
        store.stars.add("U1", "C1", START)
        store.stars.remove("U1", "C1")
        assert store.revision() == before

    @pytest.mark.parametrize(("member", "starred"), [("U9", "C1"), ("U1", "C9")])
    def test_a_star_names_what_exists(self, store: Store, member: str, starred: str) -> None:
        """An unknown member or channel is refused with its id, and nothing is kept."""
        with pytest.raises(UnknownNameError) as told:
            store.stars.add(member, starred, START)
        assert told.value.value in {"U9", "C9"}
        assert store.stars.of(member) == []

    def test_forgetting_erases_stars(self, store: Store) -> None:
        """Nothing says any more which channels a forgotten member followed."""
        store.stars.add("U1", "C1", START)
        store.stars.add("U2", "C1", START)
        store.forget("U1")
        assert store.stars.of("U1") == []
        assert store.stars.of("U2") == ["C1"]
