"""What the store guarantees for words on tasks, on every database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from store_records import START, account, community, message

from matcher.domain import CommunityStateError, Handling, HandlingState, UnknownNameError
from matcher.store import Store, open_store

TASK = "newcomer:U3"
DAYS = timedelta(days=3)


def claim(member_id: str = "U1", **others: Any) -> Handling:
    """A claim of three days at the start."""
    at = others.get("at", START)
    values = {
        "task_id": TASK,
        "member_id": member_id,
        "state": HandlingState.CLAIMED,
        "at": at,
        "until": at + DAYS,
        "claimed_at": at,
    }
    return Handling(**{**values, **others})


def done(member_id: str = "U1", **others: Any) -> Handling:
    """A task done a day after the start."""
    values = {"state": HandlingState.DONE, "at": START + timedelta(days=1)}
    return claim(member_id, **{**values, "until": None, "claimed_at": None, **others})


@pytest.fixture
def known(store: Store) -> Store:
    """A store with three members and a message of the third."""
    people = (account(1), account(2), account(3))
    store.import_source(community(message(7, account_id="U3"), accounts=people))
    return store


class TestHandlings:
    """Every database must pass these."""

    def test_a_claim_is_kept_as_it_was_given(self, known: Store) -> None:
        """What goes in comes out, and no build is told to run for it."""
        before = known.revision()
        known.tasks.keep(claim())
        assert known.tasks.handlings() == [claim()]
        assert known.revision() == before

    def test_the_second_is_told_who_was_first(self, known: Store) -> None:
        """Someone else's claim holds: the second hears the name and the time in Japan."""
        known.tasks.keep(claim())
        with pytest.raises(CommunityStateError) as caught:
            known.tasks.keep(claim("U2", at=START + timedelta(hours=2)))
        assert "青葉 1さんが対応中です(2024年4月1日 18:00から)" in caught.value.what
        assert known.tasks.handlings() == [claim()]

    def test_a_claim_lapses(self, known: Store) -> None:
        """At its end, and not before, a claim is free for others."""
        known.tasks.keep(claim())
        with pytest.raises(CommunityStateError):
            known.tasks.keep(claim("U2", at=START + DAYS - timedelta(seconds=1)))
        late = claim("U2", at=START + DAYS)
        known.tasks.keep(late)
        assert known.tasks.handlings() == [late]

    def test_what_is_done_stays_done(self, known: Store) -> None:
        """Who finishes keeps the moment of the claim; nobody else takes it on, even much later."""
        known.tasks.keep(claim())
        known.tasks.keep(done())
        assert known.tasks.handlings() == [done(claimed_at=START)]
        with pytest.raises(CommunityStateError, match="対応しました"):
            known.tasks.keep(claim("U2", at=START + timedelta(days=400)))

    def test_what_others_do_cannot_be_finished(self, known: Store) -> None:
        """Only who claimed a task can say that it is done."""
        known.tasks.keep(claim())
        with pytest.raises(CommunityStateError):
            known.tasks.keep(done("U2"))

    def test_a_claim_after_another_ones_keeps_its_own_moment(self, known: Store) -> None:
        """Who takes over a lapsed claim took it on then, not when the first did."""
        known.tasks.keep(claim())
        known.tasks.keep(done("U2", at=START + 2 * DAYS, claimed_at=START + 2 * DAYS))
        assert known.tasks.handlings()[0].claimed_at == START + 2 * DAYS

    def test_setting_aside_is_everyones_own(self, known: Store) -> None:
        """One puts off, another declines, a third claims: all is kept, none is in the way."""
        later = claim(state=HandlingState.SNOOZED, claimed_at=None)
        never = claim("U2", state=HandlingState.DECLINED, until=None, claimed_at=None)
        for one in (later, never, claim("U3")):
            known.tasks.keep(one)
        assert sorted(known.tasks.handlings(), key=lambda one: one.member_id) == [
            later,
            never,
            claim("U3"),
        ]

    def test_a_new_word_replaces_the_old_one(self, known: Store) -> None:
        """Putting off gives a claim back; claiming ends the putting off."""
        known.tasks.keep(claim())
        later = claim(state=HandlingState.SNOOZED, claimed_at=None)
        known.tasks.keep(later)
        assert known.tasks.handlings() == [later]
        known.tasks.keep(claim())
        assert known.tasks.handlings() == [claim()]

    def test_taking_back(self, known: Store) -> None:
        """Undo leaves nothing of one's own, and everything of others."""
        never = claim("U2", state=HandlingState.DECLINED, until=None, claimed_at=None)
        known.tasks.keep(claim())
        known.tasks.keep(never)
        known.tasks.take_back(TASK, "U1")
        known.tasks.take_back(TASK, "U1")
        assert known.tasks.handlings() == [never]

    def test_unknown_members_say_nothing(self, known: Store) -> None:
        """A word of nobody is refused."""
        with pytest.raises(UnknownNameError):
            known.tasks.keep(claim("U9"))
        assert known.tasks.handlings() == []

    def test_claims_are_counted_from_a_moment(self, known: Store) -> None:
        """What was taken on since, finished or not; what was set aside is no load."""
        known.tasks.keep(claim(at=START - timedelta(seconds=1)))
        known.tasks.keep(claim(task_id="question:C1:7"))
        known.tasks.keep(done(task_id="missing:383562"))
        known.tasks.keep(claim("U2", task_id="hidden:C1:7", state=HandlingState.SNOOZED))
        with known.reading() as reading:
            assert reading.claims(START) == {"U1": 2}

    def test_of_two_at_once_one_wins(self, known: Store, url: str) -> None:
        """Three members press again and again, in stores of their own: one of them has it."""

        def press(member_id: str) -> bool:
            with open_store(url) as own:
                try:
                    own.tasks.keep(claim(member_id))
                except CommunityStateError:
                    return False
            return True

        with ThreadPoolExecutor(2) as pool:
            won = list(pool.map(press, ["U1", "U2", "U3"] * 3))
        winner = known.tasks.handlings()[0].member_id
        assert len(known.tasks.handlings()) == 1
        assert [one for one, has in zip(["U1", "U2", "U3"] * 3, won, strict=True) if has] == [
            winner
        ] * 3

    def test_forgetting_erases_words_and_what_is_about_them(self, known: Store) -> None:
        """Gone are their own words and those on tasks about them or their posts."""
        known.tasks.keep(claim("U3", task_id="missing:383562"))
        known.tasks.keep(claim(task_id=TASK))
        known.tasks.keep(claim(task_id="question:C1:7"))
        known.tasks.keep(claim("U2", task_id="hidden:C1:7", state=HandlingState.DECLINED))
        known.tasks.keep(claim("U2", task_id="missing:382019"))
        known.forget("U3")
        assert [one.task_id for one in known.tasks.handlings()] == ["missing:382019"]

    def test_texts_by_id(self, known: Store) -> None:
        """Texts come by id; an unknown id is left out."""
        with known.reading() as reading:
            assert reading.texts(["C1:7", "C1:8"]) == {"C1:7": message(7).text}
