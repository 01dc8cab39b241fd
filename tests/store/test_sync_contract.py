"""What the store guarantees for synchronizations, on every kind of database."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from store_records import START, Batches, account, channel, community, content, membership, message

from matcher.domain import Batch, CommunityStateError, InputError, Message
from matcher.sources.slack_api import Span, SyncCursor, SyncCursors, SyncStep, Window
from matcher.store import KeptStep, Store, open_store

PEOPLE = Batch(accounts=(account(1), account(2)), channels=(channel(1), channel(2)))
CURSOR = SyncCursor("1711962000.000001", (Window("", "1711962000.000001"),))
HOLD = """
import sys
from matcher.store import open_store
with open_store(sys.argv[1]) as store, store.syncing():
    print("held", flush=True)
    sys.stdin.read()
"""


def step(*messages: Message, cursors: SyncCursors | None = None, **others: Any) -> SyncStep:
    """A step with these messages; ``cursors`` are all told as changed."""
    known = cursors or SyncCursors()
    changed = known.keys if cursors else ()
    return SyncStep(Batch(messages=messages), known, changed, **others)


def kept(store: Store, *steps: SyncStep) -> list[KeptStep]:
    """Keep steps in a synchronization of their own."""
    with store.syncing() as syncing:
        return [syncing.keep(one) for one in (SyncStep(PEOPLE, SyncCursors()), *steps)][1:]


def channel_span(since: int, before: int, channel_id: str = "C1") -> Span:
    """The roots of a channel between two minutes."""
    return Span(channel_id, "", START + timedelta(minutes=since), START + timedelta(minutes=before))


class TestSyncing:
    """Every database must pass these."""

    def test_a_new_store_was_never_synchronized(self, store: Store) -> None:
        """There are no entries, in the store as in a synchronization."""
        assert store.sync_entries() == {}
        with store.syncing() as syncing:
            assert syncing.entries == {}

    def test_a_step_is_stored_with_its_entries(self, store: Store) -> None:
        """Records and entries come back; later entries of a key replace the former ones."""
        cursors = SyncCursors("T1", datetime(2026, 4, 1, tzinfo=UTC), channels={"C1": CURSOR})
        [first] = kept(store, step(message(1), message(2), cursors=cursors))
        assert first == KeptStep(2, 0, 0)
        assert SyncCursors.from_entries(store.sync_entries()) == cursors
        later = cursors.with_channel("C1", SyncCursor("1711969999.000001"))
        kept(store, SyncStep(Batch(), later, ("C1",)))
        assert SyncCursors.from_entries(store.sync_entries()) == later
        assert store.thread_messages("C1:2") == [message(2)]

    def test_steps_merge_as_imports_do(self, store: Store) -> None:
        """Steps and an import of the same records end in the same content."""
        batches = [
            Batch(accounts=(account(1), account(2)), channels=(channel(1),)),
            Batch(messages=(message(1), message(2)), memberships=(membership(),)),
            Batch(messages=(message(1, text="直した", edited=True),)),
            Batch(messages=(message(1), message(2, account_id=None))),
            Batch(accounts=(account(2, name="別名", email="b@example.jp"),)),
            Batch(accounts=(account(2, name="別名"),), memberships=(membership(joined_at=START),)),
        ]
        store.import_source(Batches(batches))
        wanted = content(store)
        store.import_source(Batches([]))
        with open_store(self.second_url) as other:
            with other.syncing() as syncing:
                counts = [syncing.keep(SyncStep(batch, SyncCursors())) for batch in batches]
            assert content(other) == wanted
        assert [(one.new_messages, one.changed) for one in counts] == [
            (0, 0),
            (2, 0),
            (0, 1),
            (0, 0),
            (0, 0),
            (0, 0),
        ]

    @pytest.fixture(autouse=True)
    def _second(self, new_url: Callable[[], str]) -> None:
        self.second_url = new_url()

    def test_the_revision_tells_of_changes_only(self, store: Store) -> None:
        """A step that brings nothing new moves its entries, and no build becomes stale."""
        kept(store, step(message(1)))
        revision = store.revision()
        cursors = SyncCursors("T1", channels={"C1": CURSOR})
        assert kept(store, step(message(1), cursors=cursors)) == [KeptStep(0, 0, 0)]
        assert store.revision() == revision
        assert set(store.sync_entries()) == {"workspace", "C1"}
        assert kept(store, step(message(1, text="直した", edited=True))) == [KeptStep(0, 1, 0)]
        assert store.revision() == revision + 1

    def test_what_vanished_is_deleted(self, store: Store) -> None:
        """Gone are what is named, and what is missing where a step holds everything."""
        other = message(3, message_id="C2:3", thread_id="C2:3", channel_id="C2")
        reply = message(5, thread_id="C1:2")
        kept(store, step(*map(message, (1, 2, 3, 4)), reply, other))
        [done] = kept(store, step(message(2), checked=(channel_span(2, 4),), gone=("C1:1", "C1:9")))
        assert done == KeptStep(0, 0, 2)
        left = {row["message_id"] for row in content(store)["messages"]}
        assert left == {"C1:2", "C1:4", "C1:5", "C2:3"}
        thread = Span("C1", "C1:2", START, START + timedelta(minutes=9))
        assert kept(store, step(checked=(thread,))) == [KeptStep(0, 0, 1)]
        assert store.thread_messages("C1:2") == [message(2)]

    def test_a_deletion_makes_a_build_stale(self, store: Store) -> None:
        """The revision grows when messages vanish."""
        kept(store, step(message(1)))
        revision = store.revision()
        kept(store, step(gone=("C1:1",)))
        assert store.revision() == revision + 1
        assert store.counts().messages == 0

    def test_a_failing_step_changes_nothing(self, store: Store) -> None:
        """A record that names a stranger: neither records nor entries nor deletions stay."""
        kept(store, step(message(1)))
        before = (content(store), store.revision())
        wrong = step(
            message(2),
            message(3, account_id="U9"),
            cursors=SyncCursors("T1"),
            gone=("C1:1",),
        )
        with pytest.raises(InputError, match="U9"):
            kept(store, wrong)
        assert (content(store), store.revision()) == before
        assert store.sync_entries() == {}

    def test_forgotten_members_stay_away(self, store: Store) -> None:
        """Neither the account nor its posts, memberships and mentions come back with a step."""
        kept(store, step(message(1), message(2, account_id="U2")))
        store.forget("U2")
        batch = Batch(
            accounts=(account(2),),
            memberships=(membership(account_id="U2"),),
            messages=(message(3, account_id="U2"), message(4, text="<@U2> さん、青葉2 さんは?")),
        )
        assert kept(store, SyncStep(batch, SyncCursors())) == [KeptStep(1, 0, 0)]
        assert store.account("U2") is None
        assert content(store)["memberships"] == []
        [stored] = store.thread_messages("C1:4")
        assert stored.text == "<@forgotten> さん、<@forgotten> さんは?"

    def test_forgetting_drops_what_tells_of_the_members_posts(self, store: Store) -> None:
        """Entries of the channels that the member wrote in or was in go; others stay."""
        channels = dict.fromkeys(("C1", "C2", "C3"), CURSOR)
        batch = Batch(
            channels=(channel(3),),
            memberships=(membership(channel_id="C2", account_id="U2"),),
        )
        kept(
            store,
            step(message(1), message(2, account_id="U2")),
            SyncStep(batch, SyncCursors("T1", channels=channels), ("workspace", "C1", "C2", "C3")),
        )
        store.forget("U2")
        assert set(store.sync_entries()) == {"workspace", "C3"}

    def test_forgetting_ends_a_running_synchronization(self, store: Store) -> None:
        """Its cursors may tell of the member's posts: it ends, and the next one goes on."""
        with store.syncing() as syncing:
            syncing.keep(SyncStep(PEOPLE, SyncCursors()))
            syncing.keep(step(message(1), message(2, account_id="U2")))
            store.forget("U2")
            with pytest.raises(CommunityStateError, match="消されました") as caught:
                syncing.keep(step(message(3), cursors=SyncCursors(channels={"C1": CURSOR})))
        assert "続きから" in caught.value.remedy
        assert store.sync_entries() == {}
        assert store.counts().messages == 1


def test_a_second_synchronization_is_told_so(store: Store, url: str) -> None:
    """Whoever comes second is told at once, in whatever process; then the place is free."""
    with (
        open_store(url) as other,
        store.syncing(),
        pytest.raises(CommunityStateError, match="別の読み込み") as caught,
        other.syncing(),
    ):
        pass
    assert "もう一度" in caught.value.remedy
    with open_store(url) as other, other.syncing() as syncing:
        syncing.keep(SyncStep(PEOPLE, SyncCursors()))


def test_two_communities_do_not_wait_for_each_other(new_url: Callable[[], str]) -> None:
    """The lock is that of one community, also where several share a server's database."""
    with open_store(new_url()) as one, open_store(new_url()) as two, one.syncing():
        assert kept(two, step(message(1))) == [KeptStep(1, 0, 0)]


def test_a_killed_holder_frees_the_place(store: Store, url: str) -> None:
    """The lock of a process that was killed is gone with it."""
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(CommunityStateError), store.syncing():
            pass
        holder.kill()
        holder.wait(timeout=30)
    for _attempt in range(100):
        with suppress(CommunityStateError):  # a server notices a moment later
            kept(store, step(message(1)))
            break
        time.sleep(0.05)
    assert store.counts().messages == 1


def test_a_synchronization_and_imports_take_turns(store: Store, url: str) -> None:
    """Steps and imports of overlapping records at once, in opposite orders: nothing is lost."""
    messages = [message(number) for number in range(1, 301)]
    store.import_source(community())

    def synchronize() -> int:
        parts = [messages[start : start + 10] for start in range(0, 300, 10)]
        return sum(one.new_messages for one in kept(store, *(step(*part) for part in parts)))

    with open_store(url) as other, ThreadPoolExecutor(2) as pool:
        first = pool.submit(synchronize)
        second = [
            other.import_source(community(*reversed(messages[start:]))).new_messages
            for start in (200, 100, 0)
        ]
        assert first.result() + sum(second) == 300
    assert store.counts().messages == 300


def test_a_step_without_a_turn_gives_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that waited in vain says so; what was stored before it stays."""
    monkeypatch.setattr("matcher.store._engine.LOCK_TIMEOUT_SECONDS", 0.1)
    with open_store(url) as store, store.syncing() as syncing:
        syncing.keep(SyncStep(PEOPLE, SyncCursors()))
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.execute(text("UPDATE counters SET value = value"))
            with pytest.raises(CommunityStateError, match="書き込んでいるため"):
                syncing.keep(step(message(1)))
        engine.dispose()
        assert syncing.keep(step(message(1))) == KeptStep(1, 0, 0)


def test_threads_that_grew(store: Store) -> None:
    """Threads with a reply since a moment are told with the last one; roots alone are not."""
    replies = [message(number, thread_id="C1:1") for number in (3, 5)]
    old = message(4, message_id="C1:0.4", thread_id="C1:2", posted_at=START)
    store.import_source(community(message(1), message(2), message(6), *replies, old))
    with store.reading() as reading:
        found = reading.grown_threads(START + timedelta(minutes=1))
    assert found == [("C1", "C1:1", START + timedelta(minutes=5))]
