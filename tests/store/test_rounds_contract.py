"""What the store guarantees for mentoring rounds, on every database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_records import START, account, community, message
from store_rounds import FIRST, INPUT, NAME, SOLUTION, SOLVED

from matcher.domain import (
    CommunityStateError,
    Evidence,
    Exclusion,
    InputError,
    KeptPair,
    Mentee,
    Pair,
    PairFeedback,
    PastPair,
    Reason,
    RoundChange,
    RoundState,
    RoundWeights,
    UnknownNameError,
)
from matcher.store import RoundContent, Store, open_store


def revise(store: Store, change: RoundChange, content: RoundContent, *about: str) -> None:
    """Keep the next revision of the round as it is now."""
    stored = store.rounds.get(NAME)
    at = START + timedelta(minutes=len(stored.history))
    pair = (about[0], about[1]) if about else ("", "")
    store.rounds.revise(NAME, change, content, at=at, version=stored.version, about=pair)


def undo(store: Store) -> None:
    """Undo the last revision of the round as it is now."""
    store.rounds.undo(NAME, version=store.rounds.get(NAME).version)


class TestRounds:
    """Every database must pass these."""

    @pytest.fixture(autouse=True)
    def a_round(self, store: Store) -> None:
        """A new round."""
        store.rounds.create(NAME, FIRST, at=START, follows="2024年度")

    def test_what_goes_in_comes_out(self, store: Store) -> None:
        """People, rules, decisions, pairs with reasons and evidence come back as they were."""
        revise(store, RoundChange.SOLVED, SOLVED)
        stored = store.rounds.get(NAME)
        assert stored.input == INPUT
        assert stored.solution == SOLUTION
        assert (stored.name, stored.follows, stored.created_at) == (NAME, "2024年度", START)

    def test_states(self, store: Store) -> None:
        """A draft is solved, published and closed, and a closed one can be opened again."""
        assert store.rounds.get(NAME).state is RoundState.DRAFT
        revise(store, RoundChange.SOLVED, SOLVED)
        assert store.rounds.get(NAME).state is RoundState.SOLVED
        revise(store, RoundChange.PUBLISHED, SOLVED)
        assert store.rounds.get(NAME).state is RoundState.PUBLISHED
        store.rounds.close(NAME, at=START, version=store.rounds.get(NAME).version)
        assert store.rounds.get(NAME).state is RoundState.CLOSED
        with pytest.raises(CommunityStateError):
            revise(store, RoundChange.FEEDBACK, SOLVED)
        store.rounds.close(NAME, at=None, version=store.rounds.get(NAME).version)
        [listed] = store.rounds.all()
        assert listed.state is RoundState.PUBLISHED
        assert (listed.mentees, listed.mentors, listed.pairs) == (2, 2, 1)

    def test_every_change_of_a_draft_is_undone(self, store: Store) -> None:
        """Step by step back, each revision is again what it was, to the creation."""
        steps = [FIRST]
        fewer = replace(INPUT, mentees=INPUT.mentees[:1], weights=RoundWeights(words=9.0))
        for change, content in (
            (RoundChange.SOLVED, SOLVED),
            (RoundChange.PEOPLE, RoundContent(input=fewer, solution=SOLUTION)),
            (RoundChange.FORBIDDEN, RoundContent(input=replace(fewer, kept=(), exclusions=()))),
            (RoundChange.SOLVED, SOLVED),
        ):
            revise(store, change, content)
            steps.append(content)
        for number, content in enumerate(steps, start=1):
            then = store.rounds.get(NAME, number)
            assert (then.input, then.solution) == (content.input, content.solution)
        for content in reversed(steps[:-1]):
            undo(store)
            stored = store.rounds.get(NAME)
            assert (stored.input, stored.solution) == (content.input, content.solution)
        assert stored.undoable is None
        with pytest.raises(CommunityStateError, match="元に戻せる"):
            undo(store)

    def test_another_way_after_an_undo(self, store: Store) -> None:
        """What is done instead of an undone change is kept, the undone one is gone."""
        revise(store, RoundChange.SOLVED, SOLVED)
        undo(store)
        other = RoundContent(input=replace(INPUT, kept=()))
        revise(store, RoundChange.UNPINNED, other, "E1", "O1")
        stored = store.rounds.get(NAME)
        assert (stored.input, stored.solution) == (other.input, None)
        assert [one.change for one in stored.history] == ["created", "unpinned"]
        assert (stored.history[-1].mentee, stored.history[-1].mentor) == ("E1", "O1")

    def test_nothing_published_is_undone(self, store: Store) -> None:
        """What came after publishing can be undone, the publishing cannot."""
        revise(store, RoundChange.SOLVED, SOLVED)
        revise(store, RoundChange.PUBLISHED, SOLVED)
        said = (PastPair("E1", "O1", NAME, PairFeedback.NOT_MET),)
        revise(store, RoundChange.FEEDBACK, replace(SOLVED, feedback=said))
        assert store.rounds.get(NAME).feedback == said
        undo(store)
        stored = store.rounds.get(NAME)
        assert (stored.feedback, stored.undoable) == ((), None)
        assert stored.published_at == START + timedelta(minutes=2)
        with pytest.raises(CommunityStateError):
            undo(store)

    def test_who_comes_second_is_told(self, store: Store) -> None:
        """Two look at the same version; the second one's change would undo the first one's."""
        seen = store.rounds.get(NAME).version
        revise(store, RoundChange.SOLVED, SOLVED)
        with pytest.raises(CommunityStateError, match="ほかの人"):
            store.rounds.revise(NAME, RoundChange.RULES, FIRST, at=START, version=seen)
        undo(store)
        with pytest.raises(CommunityStateError, match="ほかの人"):
            store.rounds.undo(NAME, version=seen)
        assert len(store.rounds.get(NAME).history) == 1

    def test_of_two_at_once_one_wins(self, store: Store) -> None:
        """Eight write from the same version at the same moment; one revision is kept."""
        seen = store.rounds.get(NAME).version

        def write(_number: int) -> bool:
            try:
                store.rounds.revise(NAME, RoundChange.SOLVED, SOLVED, at=START, version=seen)
            except CommunityStateError:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            kept = list(pool.map(write, range(8)))
        assert sum(kept) == 1
        assert len(store.rounds.get(NAME).history) == 2

    def test_names(self, store: Store) -> None:
        """A second round of the same name, one without a name, and an unknown name are told."""
        with pytest.raises(InputError, match="同じ名前"):
            store.rounds.create(NAME, FIRST, at=START)
        with pytest.raises(InputError, match="空"):
            store.rounds.create(" ", FIRST, at=START)
        with pytest.raises(UnknownNameError) as told:
            store.rounds.get("2025年度")
        assert told.value.nearest == (NAME,)

    def test_a_round_is_dropped(self, store: Store) -> None:
        """Nothing of it stays, the other one does, and its name is free again."""
        store.rounds.create("次の回", FIRST, at=START + timedelta(days=1))
        assert [one.name for one in store.rounds.all()] == ["次の回", NAME]
        store.rounds.drop(NAME)
        assert [one.name for one in store.rounds.all()] == ["次の回"]
        store.rounds.create(NAME, SOLVED, at=START)

    def test_a_build_does_not_see_rounds(self, store: Store) -> None:
        """Rounds leave the revision as it is: nothing has to be built again."""
        revise(store, RoundChange.SOLVED, SOLVED)
        assert store.revision() == 0


class TestForgettingInRounds:
    """Every database must pass these."""

    @pytest.fixture(autouse=True)
    def members(self, store: Store) -> None:
        """Two members who wrote."""
        accounts = (account(1), account(2, name="忘川みちる", email="wasure@example.lg.jp"))
        store.import_source(community(message(1), message(2, account_id="U2"), accounts=accounts))

    @pytest.mark.parametrize(
        "row",
        [
            Mentee(id="U2"),
            Mentee(id="E7", email="Wasure@example.lg.jp"),
            Mentee(id="wasure@example.lg.jp"),
            Mentee(id="E7", name="忘川 みちる"),
        ],
    )
    def test_the_member_is_gone_from_every_revision(self, store: Store, row: Mentee) -> None:
        """By id, address or bare name: no list, pair, decision or history names them."""
        content = _with(row)
        store.rounds.create(NAME, RoundContent(input=content.input), at=START)
        revise(store, RoundChange.SOLVED, content)
        revise(store, RoundChange.PINNED, content, row.id, "O1")
        store.forget("U2")
        stored = store.rounds.get(NAME)
        told = "".join(repr(store.rounds.get(NAME, one.number)) for one in stored.history)
        for trace in (repr(row.id), "忘川", "asure@"):
            assert trace not in told, trace
        assert [one.id for one in stored.input.mentees] == ["E1"]
        assert stored.solution is None

    def test_published_pairs_of_others_stay(self, store: Store) -> None:
        """Only the member's pair and the way to what they wrote are gone."""
        content = _with(Mentee(id="U2"))
        store.rounds.create(NAME, content, at=START)
        revise(store, RoundChange.PUBLISHED, content)
        store.forget("U2")
        stored = store.rounds.get(NAME)
        assert stored.state is RoundState.PUBLISHED
        assert stored.solution is not None
        [kept] = stored.solution.pairs
        assert (kept.mentee, kept.reasons[0].evidence) == ("E1", ())
        assert stored.solution.notices == ()

    def test_a_namesake_with_another_address_stays(self, store: Store) -> None:
        """A row that bears the name and somebody else's address is somebody else's."""
        row = Mentee(id="E7", name="忘川 みちる", email="other@example.lg.jp")
        store.rounds.create(NAME, _with(row), at=START)
        store.forget("U2")
        stored = store.rounds.get(NAME)
        assert row in stored.input.mentees
        assert stored.solution is not None

    def test_a_later_list_does_not_bring_them_back(self, store: Store) -> None:
        """The tombstone holds for rounds too, and who looked before must look again."""
        store.rounds.create(NAME, _with(Mentee(id="U2")), at=START)
        seen = store.rounds.get(NAME).version
        store.forget("U2")
        content = _with(Mentee(id="U2"))
        with pytest.raises(CommunityStateError):
            store.rounds.revise(NAME, RoundChange.PEOPLE, content, at=START, version=seen)
        revise(store, RoundChange.PEOPLE, content)
        assert "U2" not in repr(store.rounds.get(NAME).input)


def test_the_file_holds_no_trace(tmp_path: Path) -> None:
    """On SQLite not even free pages hold the words of a forgotten participant."""
    file = tmp_path / "community.db"
    with open_store(f"sqlite:///{file}") as store:
        store.import_source(community(accounts=(account(1), account(2, email="w@example.jp"))))
        row = Mentee(id="E7", email="w@example.jp", text="秘密の悩み")
        store.rounds.create(NAME, _with(row), at=START)
        store.forget("U2")
        for part in tmp_path.iterdir():
            assert "秘密の悩み".encode() not in part.read_bytes(), part.name


def _with(row: Mentee) -> RoundContent:
    """A solved round with one more mentee, about whom others wrote, in a pair with O1."""
    reasons = (Reason("mentor_fit", "合います", (Evidence("C1:2", "t?thread=C1:2"),), 0.5),)
    others = INPUT.mentees[0]
    about = replace(others, text="忘川みちるさんの紹介", superior="忘川みちる")
    if row.email.startswith("other"):
        about = others
    return RoundContent(
        input=replace(
            INPUT,
            mentees=(about, row),
            exclusions=(Exclusion(row.id, "O2", "同期"),),
            past=(PastPair(row.id, "O1"),),
            kept=(KeptPair(row.id, "O1"),),
        ),
        solution=replace(
            SOLUTION,
            pairs=(
                Pair("E1", "O1", 0.5, False, reasons),
                Pair(row.id, "O1", 0.5, True, reasons),
            ),
            unmatched=(),
            notices=(f"{row.id}さんの組は固定しました。",),
        ),
    )
