"""Several readers and writers at once, on every kind of database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text
from store_records import Batches, account, channel, community, content, message

from matcher.domain import Batch, CommunityStateError, Profile, Progress, SourceNotes
from matcher.store import Store, _engine, open_store


class Interrupted:
    """A source in the middle of which someone else writes."""

    def __init__(self, store: Store) -> None:
        self.notes = SourceNotes()
        self._store = store

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield a community, and write beside it on the way."""
        yield Batch(accounts=(account(1),), channels=(channel(1),))
        self._store.set_setting("workspace_url", "https://example.jp")
        yield Batch(messages=(message(1),))
        self._store.save_profile(Profile("U2", department="総務課"))


def test_an_import_keeps_nobody_waiting(store: Store) -> None:
    """While a source is read, others write at once, and nothing of either is lost."""
    store.import_source(community())
    store.import_source(Interrupted(store))
    assert store.setting("workspace_url") == "https://example.jp"
    assert store.profile("U2").department == "総務課"
    assert store.counts().messages == 1


def test_writers_take_turns(store: Store, url: str) -> None:
    """Two threads, one of them with a store of its own: no write and no revision is lost."""
    store.import_source(community())
    before = store.revision()
    with open_store(url) as other, ThreadPoolExecutor(2) as pool:

        def write(one: Store, member_id: str) -> None:
            for limit in range(20):
                one.save_profile(Profile(member_id, weekly_limit=limit + 10))

        for done in [pool.submit(write, store, "U1"), pool.submit(write, other, "U2")]:
            done.result()
    assert [profile.weekly_limit for profile in store.profiles()] == [29, 29]
    assert store.revision() == before + 40


def test_imports_take_turns(store: Store, url: str) -> None:
    """Two imports of the same messages at once, in opposite orders: each counted once as new."""
    messages = [message(number) for number in range(1, 301)]
    with open_store(url) as other, ThreadPoolExecutor(2) as pool:
        imports = [
            pool.submit(store.import_source, community(*messages)),
            pool.submit(other.import_source, community(*reversed(messages))),
        ]
        new = [done.result().new_messages for done in imports]
    assert sorted(new) == [0, 300]
    assert store.counts().messages == 300


def test_a_reading_sees_one_state(store: Store) -> None:
    """An import in the middle of a reading is not seen before the reading ends."""
    store.import_source(community(message(1), message(2)))
    with store.reading() as reading:
        before = reading.revision()
        frames = reading.iter_messages(chunk=1)
        next(frames)
        store.import_source(community(message(3), accounts=(account(1, name="別名"),)))
        assert sum(len(frame) for frame in frames) == 1
        assert reading.read_accounts()["name"].tolist() == ["青葉 1", "青葉 2"]
        assert reading.revision() == before
    assert store.revision() == before + 1
    assert store.counts().messages == 3


def test_a_writer_without_a_turn_gives_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that waited in vain says so, with a remedy; readers are not concerned."""
    monkeypatch.setattr(_engine, "LOCK_TIMEOUT_SECONDS", 0.1)
    with open_store(url) as store:
        store.import_source(community(message(1)))
        before = (content(store), store.revision())
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.execute(text("UPDATE counters SET value = value"))
            with pytest.raises(CommunityStateError, match="書き込んでいるため") as caught:
                store.set_setting("workspace_url", "https://example.jp")
            with pytest.raises(CommunityStateError):
                store.import_source(Batches([Batch(messages=(message(2),))]))
            assert (content(store), store.revision()) == before
        engine.dispose()
        assert "もう一度" in caught.value.remedy
        store.set_setting("workspace_url", "https://example.jp")
        assert store.setting("workspace_url") == "https://example.jp"
