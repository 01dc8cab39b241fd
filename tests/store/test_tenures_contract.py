"""Where members worked from when to when, on every database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from store_records import community, message

from matcher.domain import (
    CommunityStateError,
    OrganizationSource,
    Profile,
    Tenure,
    UnknownNameError,
)
from matcher.store import Store, open_store

BEFORE = Tenure("U1", "383562", "総務課", None, date(2025, 4, 1), OrganizationSource.MEMBER)
NOW = Tenure("U1", "383562", "税務課", date(2025, 4, 1), None, OrganizationSource.ROSTER)


def test_all_of_a_member_are_replaced(store: Store) -> None:
    """They come back in their order; those of other members stay as they are."""
    store.import_source(community(message(1)))
    other = Tenure("U2", "", "広報課")
    store.save_profiles([Profile("U1", "383562")], tenures=[BEFORE, other, NOW])
    assert store.tenures() == {"U1": (BEFORE, NOW), "U2": (other,)}
    left = Tenure("U1", "383562", "総務課", None, date(2024, 3, 31))
    store.save_profiles([], tenures=[left])
    assert store.tenures() == {"U1": (left,), "U2": (other,)}


def test_the_revision_tells_of_a_change(store: Store) -> None:
    """A build sees them: it grows when they differ, and only then."""
    store.import_source(community(message(1)))
    before = store.revision()
    store.save_profiles([], tenures=[NOW])
    assert store.revision() == before + 1
    store.save_profiles([], tenures=[NOW])
    assert store.revision() == before + 1


def test_all_or_none(store: Store) -> None:
    """An unknown member, or a change in between, keeps profiles and tenures as they were."""
    store.import_source(community(message(1)))
    revision = store.revision()
    with pytest.raises(UnknownNameError, match="U9"):
        store.save_profiles([Profile("U1", "383562")], tenures=[NOW, Tenure("U9")])
    store.save_profile(Profile("U2", weekly_limit=1))
    with pytest.raises(CommunityStateError, match="ほかの変更"):
        store.save_profiles([Profile("U1", "383562")], tenures=[NOW], since=revision)
    assert store.tenures() == {}
    assert store.profile("U1") == Profile("U1")


def test_two_at_once_take_turns(store: Store, url: str) -> None:
    """Two processes that keep the same member's tenures end with those of one of them."""
    store.import_source(community(message(1)))
    with open_store(url) as other, ThreadPoolExecutor(2) as pool:

        def write(one: Store, department: str) -> None:
            for year in range(2000, 2010):
                lasting = Tenure("U1", "383562", department, date(year, 4, 1))
                one.save_profiles([], tenures=[BEFORE, lasting])

        for done in [pool.submit(write, store, "税務課"), pool.submit(write, other, "福祉課")]:
            done.result()
    first, last = store.tenures()["U1"]
    assert first == BEFORE
    assert last.from_ == date(2009, 4, 1)


def test_forgetting_erases_them(store: Store) -> None:
    """Of a forgotten member not even the former division stays."""
    store.import_source(community(message(1)))
    store.save_profiles([], tenures=[BEFORE, NOW, Tenure("U2", "", "広報課")])
    store.forget("U1")
    assert list(store.tenures()) == ["U2"]
