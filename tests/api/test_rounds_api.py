"""Whole mentoring rounds through the library, in a small community and from tables."""

import csv
import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from stories import Story, community_of

from matcher.api import (
    Community,
    as_csv,
    as_xlsx,
    free_mentors_table,
    open_community,
    pairs_table,
    waiting_table,
)
from matcher.domain import (
    CommunityStateError,
    Exclusion,
    InputError,
    Mentee,
    Mentor,
    PairFeedback,
    Profile,
    Role,
    RoleKind,
    RoundChange,
    RoundCriteria,
    RoundInput,
    RoundState,
    RoundWeights,
    StoredRound,
    UnknownNameError,
)

NAME = "2025年度前期"
QUESTION = "ガバクラの接続回線の見積を教えてください。"
ANSWER = "ガバクラの接続回線は、閉域の見積を三社から取りました。"


def mentees(*ids: str, **others: object) -> tuple[Mentee, ...]:
    """Mentees who wish to talk about taxes."""
    return tuple(
        Mentee(**{"id": one, "name": f"相談 {one}", "topics": ("税",), **others})  # type: ignore[arg-type]
        for one in ids
    )


def mentors(*ids: str, **others: object) -> tuple[Mentor, ...]:
    """Mentors who offer it."""
    return tuple(
        Mentor(**{"id": one, "name": f"助言 {one}", "topics": ("税",), **others})  # type: ignore[arg-type]
        for one in ids
    )


THREE = RoundInput(mentees=mentees("E1", "E2", "E3"), mentors=mentors("O1", "O2", "O3"))


@pytest.fixture
def empty(tmp_path: Path) -> Community:
    """A community of which nothing is known."""
    return open_community(f"sqlite:///{tmp_path / 'rounds.db'}")


@pytest.fixture
def solved(empty: Community) -> Community:
    """Three mentees and three mentors, solved."""
    empty.rounds.create(NAME, THREE)
    empty.rounds.solve(NAME)
    return empty


def pairs_of(stored: StoredRound) -> dict[str, str]:
    """Mentor by mentee."""
    assert stored.solution is not None
    return dict(stored.solution.mentor_of)


class TestGathering:
    """Who of a community is proposed."""

    @pytest.fixture
    def community(self, tmp_path: Path) -> Community:
        """One who answers often, an ambassador, a newcomer, one alone in IT, and some others."""
        story = Story()
        channel = story.channel("標準化_ガバメントクラウド")
        old = datetime(2023, 1, 1, tzinfo=UTC)
        for name in ("答える人", "アンバサダー", "一人の人", "隠れる人", "忙しい人", "古い人"):
            story.member(name, first_seen_at=old)
        story.member("新しい人", first_seen_at=datetime(2024, 7, 1, tzinfo=UTC))
        story.member("休む人", first_seen_at=datetime(2024, 7, 1, tzinfo=UTC))
        for day in range(60, 100, 10):
            for who in ("答える人", "隠れる人", "忙しい人"):
                story.question("古い人", channel, QUESTION, (who, ANSWER), day=float(day))
        story.post("アンバサダー", channel, "見ています。", day=101)
        story.question("新しい人", channel, QUESTION, day=102)
        for number in range(3):
            story.post("古い人", channel, f"<@忙しい人> {number}をお願いします。", day=103 + number)
        story.profiles = [
            Profile("一人の人", solo_it=True, organization_code="383562"),
            Profile("隠れる人", hidden=True, solo_it=True),
            Profile("忙しい人", weekly_limit=3),
            Profile("休む人", away_until=date(2099, 1, 1)),
            Profile("答える人", weekly_limit=1),
        ]
        story.roles = [Role("アンバサダー", RoleKind.AMBASSADOR, date(2024, 1, 1))]
        return community_of(story, tmp_path)

    def test_by_situation_and_by_what_they_did(self, community: Community) -> None:
        """Newcomers and those alone seek; who answered and ambassadors offer; no one else."""
        found = community.rounds.gather(RoundCriteria(least_answers=4))
        assert {one.id for one in found.mentees} == {"新しい人", "一人の人"}
        assert {one.id: one.capacity for one in found.mentors} == {"答える人": 1, "アンバサダー": 2}
        by_id = {one.id: one for one in found.mentees}
        assert by_id["新しい人"].text.startswith("ガバクラの接続回線")
        assert by_id["一人の人"].organization == "愛媛県上島町"
        assert by_id["一人の人"].same_boat
        assert found.notices

    def test_narrowed_down(self, community: Community) -> None:
        """By prefecture and topic, by name or by code; an unknown name is told."""
        gather = community.rounds.gather
        for place in ("愛媛県", "38"):
            found = gather(RoundCriteria(prefectures=(place,), mentor_topics=("gc-network",)))
            assert [one.id for one in found.mentees] == ["一人の人"]
        only = gather(RoundCriteria(mentor_topics=("gc-network",), least_answers=2))
        assert [one.id for one in only.mentors] == ["答える人"]
        with pytest.raises(UnknownNameError):
            gather(RoundCriteria(mentor_topics=("ない話題ですよ",)))

    def test_a_pair_rests_on_answers(self, community: Community) -> None:
        """A pair's reason leads to the conversations that the mentor answered."""
        rounds = community.rounds
        one = replace(rounds.member("新しい人", as_mentor=False).mentees[0], topics=("ガバクラ",))
        other = rounds.member("答える人", as_mentor=True)
        rounds.create(NAME, replace(other, mentees=(one,)))
        stored = rounds.solve(NAME)
        assert stored.solution is not None
        [pair] = stored.solution.pairs
        assert any(reason.evidence for reason in pair.reasons)

    def test_nothing_is_built(self, empty: Community) -> None:
        """Without a snapshot tables are the way, and the error says so."""
        with pytest.raises(CommunityStateError, match="表"):
            empty.rounds.gather(RoundCriteria())


class TestTables:
    """People from files."""

    def test_a_folder_and_uploads_are_alike(self, empty: Community, cases: Path) -> None:
        """A folder, and the same tables as uploads with names of their own, give one round."""
        folder = cases / "rounds" / "repeat-pairs"
        uploads = {
            kind: (f"{kind}(令和7年度).csv", (folder / f"{kind}.csv").read_bytes())
            for kind in ("mentees", "mentors", "history")
        }
        assert empty.rounds.read(uploads) == empty.rounds.read(folder)

    def test_an_error_names_the_file_as_people_know_it(self, empty: Community) -> None:
        """What is wrong with an upload is told with the upload's own name."""
        good = ("助言者.csv", "id,name,topics,capacity\nO1,助言,税,1\n".encode())
        bad = ("相談者.csv", "id,name,wants\n,相談,税\n".encode())
        with pytest.raises(InputError) as told:
            empty.rounds.read({"mentees": bad, "mentors": good})
        assert told.value.file == "相談者.csv"

    def test_an_empty_side_is_refused(self, empty: Community) -> None:
        """A round without mentors is not made."""
        with pytest.raises(InputError, match="メンター"):
            empty.rounds.create(NAME, replace(THREE, mentors=()))
        assert empty.rounds.all() == ()


class TestDecisions:
    """What organizers change, and what follows."""

    def test_check_then_solve(self, empty: Community) -> None:
        """Who can have nobody is known before solving, with what would help."""
        apart = tuple(Exclusion("E1", one) for one in ("O1", "O2", "O3"))
        empty.rounds.create(NAME, replace(THREE, exclusions=apart))
        check = empty.rounds.check(NAME)
        [impossible] = check.impossible
        assert impossible.mentee == "E1"
        assert impossible.helps
        stored = empty.rounds.solve(NAME)
        assert stored.state is RoundState.SOLVED
        assert set(pairs_of(stored)) == {"E2", "E3"}

    def test_a_pinned_pair_stays(self, solved: Community) -> None:
        """Pinned, the pair is in every later solution; unpinned, it is up to the solver again."""
        before = pairs_of(solved.rounds.show(NAME))
        pair = ("E1", before["E1"])
        stored = solved.rounds.pin(NAME, *pair)
        assert stored.decided == ()
        rules = stored.input.rules
        solved.rounds.set_rules(NAME, rules, RoundWeights(topics=0.0, words=9.0))
        stored = solved.rounds.solve(NAME)
        assert pairs_of(stored)["E1"] == pair[1]
        assert next(one.kept for one in stored.solution.pairs if one.mentee == "E1")  # type: ignore[union-attr]
        assert not solved.rounds.unpin(NAME, *pair).input.kept

    def test_a_forbidden_pair_is_parted(self, solved: Community) -> None:
        """Forbidden, it waits for the next solution, and the difference tells what changed."""
        before = pairs_of(solved.rounds.show(NAME))
        stored = solved.rounds.forbid(NAME, "E1", before["E1"])
        assert [one.change for one in stored.decided] == [RoundChange.FORBIDDEN]
        with pytest.raises(CommunityStateError, match="もう一度組"):
            solved.rounds.publish(NAME)
        after = pairs_of(solved.rounds.solve(NAME))
        assert after["E1"] != before["E1"]
        told = solved.rounds.changes(NAME)
        assert told is not None
        assert {one.mentee for one in told.changes} == {
            one for one in before if before[one] != after[one]
        }
        assert not solved.rounds.allow(NAME, "E1", before["E1"]).input.exclusions

    def test_two_exchange_their_mentors(self, solved: Community) -> None:
        """After the next solution each has the other's mentor, and the third pair is as it was."""
        before = pairs_of(solved.rounds.show(NAME))
        solved.rounds.swap(NAME, "E1", "E2")
        after = pairs_of(solved.rounds.solve(NAME))
        assert after == {**before, "E1": before["E2"], "E2": before["E1"]}

    def test_what_a_person_refused_stays_refused(self, empty: Community) -> None:
        """An organizer cannot pin what somebody refused, nor take the refusal back."""
        refusal = Exclusion("E1", "O1", "本人の希望", "mentor")
        empty.rounds.create(NAME, replace(THREE, exclusions=(refusal,)))
        with pytest.raises(InputError, match="組まない"):
            empty.rounds.assign(NAME, "E1", "O1")
        assert empty.rounds.allow(NAME, "E1", "O1").input.exclusions == (refusal,)

    def test_every_change_is_undone(self, solved: Community) -> None:
        """One press each, back to the creation; nothing else is touched."""
        rounds = solved.rounds
        seen = [rounds.show(NAME)]
        pair = seen[0].solution.pairs[0]  # type: ignore[union-attr]
        changes = (
            lambda: rounds.pin(NAME, pair.mentee, pair.mentor),
            lambda: rounds.forbid(NAME, "E2", "O1"),
            lambda: rounds.swap(NAME, "E1", "E3"),
            lambda: rounds.withdraw(NAME, "O2", "異動"),
            lambda: rounds.solve(NAME),
            lambda: rounds.save_people(NAME, mentors=mentors("O1", capacity=3)),
        )
        seen += [change() for change in changes]
        for before in reversed(seen[:-1]):
            now = rounds.undo(NAME)
            assert (now.input, now.solution) == (before.input, before.solution)
        rounds.undo(NAME)
        with pytest.raises(CommunityStateError):
            rounds.undo(NAME)

    @pytest.mark.parametrize(
        "change",
        [
            lambda rounds: rounds.withdraw(NAME, "X9"),
            lambda rounds: rounds.pin(NAME, "E1", "X9"),
            lambda rounds: rounds.assign(NAME, "X9", "O1"),
            lambda rounds: rounds.swap(NAME, "E1", "X9"),
            lambda rounds: rounds.feedback(NAME, "E1", "O1", PairFeedback.HELPED),
            lambda rounds: rounds.solve("ない回"),
        ],
    )
    def test_unknown_names(self, solved: Community, change) -> None:  # type: ignore[no-untyped-def]
        """Who or what does not exist is told, and nothing is kept."""
        with pytest.raises(UnknownNameError):
            change(solved.rounds)
        assert len(solved.rounds.show(NAME).history) == 2

    def test_solving_again_is_quick(self, empty: Community) -> None:
        """412 mentees and 130 mentors with texts are solved again in processor time below 2 s."""
        words = ("税", "標準化", "防災", "子育て", "窓口", "ガバクラ")
        many = RoundInput(
            mentees=tuple(
                Mentee(id=f"E{n}", topics=(words[n % 6],), text=f"{words[n % 5]}の相談")
                for n in range(412)
            ),
            mentors=tuple(
                Mentor(id=f"O{n}", topics=(words[n % 6], words[n % 4]), capacity=1 + n % 5)
                for n in range(130)
            ),
        )
        empty.rounds.create(NAME, many)
        first = empty.rounds.solve(NAME)
        empty.rounds.forbid(NAME, "E0", pairs_of(first)["E0"])
        begin = time.process_time()
        empty.rounds.solve(NAME)
        assert time.process_time() - begin < 2.0


class TestPublishing:
    """What is told, to whom, and what comes later."""

    def test_late_people_do_not_tear_published_pairs(self, solved: Community) -> None:
        """A newcomer gets the free seat, every published pair stays, only the new one is told."""
        before = pairs_of(solved.rounds.publish(NAME))
        solved.rounds.join(
            NAME, RoundInput(mentees=mentees("E0"), mentors=mentors("O1", "O2", capacity=2))
        )
        after = solved.rounds.solve(NAME)
        assert pairs_of(after).items() >= before.items()
        assert set(pairs_of(after)) == {"E0", "E1", "E2", "E3"}
        new = [text for text in solved.rounds.texts(NAME) if not text.published]
        assert [text.mentee for text in new] == ["E0"]
        solved.rounds.publish(NAME)
        assert all(text.published for text in solved.rounds.texts(NAME))

    def test_a_published_pair_cannot_be_changed(self, solved: Community) -> None:
        """Nothing undoes, forbids, swaps or unpins what people were told."""
        stored = solved.rounds.publish(NAME)
        pair = stored.solution.pairs[0]  # type: ignore[union-attr]
        for change in (
            lambda: solved.rounds.undo(NAME),
            lambda: solved.rounds.forbid(NAME, pair.mentee, pair.mentor),
            lambda: solved.rounds.unpin(NAME, pair.mentee, pair.mentor),
            lambda: solved.rounds.swap(NAME, "E1", "E2"),
            lambda: solved.rounds.publish(NAME),
        ):
            with pytest.raises(CommunityStateError):
                change()
        assert pairs_of(solved.rounds.show(NAME)) == pairs_of(stored)

    def test_texts_obey_the_house_rules(self, solved: Community) -> None:
        """Each speaks of a channel's way: no DM, no greeting, ends with a request, is short."""
        for one in solved.rounds.texts(NAME):
            lines = one.text.splitlines()
            assert len(lines) <= 8
            assert lines[-1].endswith("ください。")
            for word in ("お世話にな", "突然のご連絡", "DM", "個別に", "ダイレクト"):
                assert word not in one.text
            assert NAME in one.text
            assert f"@相談 {one.mentee}" in one.text

    def test_texts_tell_nobody_that_nothing_fits(self, empty: Community) -> None:
        """That a wish was not met, or not written, is for organizers; the two are not told."""
        people = RoundInput(mentees=(Mentee(id="E1"),), mentors=(Mentor(id="O1"),))
        empty.rounds.create("合わない回", people)
        solved = empty.rounds.solve("合わない回").solution
        assert solved is not None
        assert [one.code for one in solved.pairs[0].reasons] == ["open_seat"]
        (told,) = empty.rounds.texts("合わない回")
        assert "希望" not in told.text

    def test_files_are_safe_in_excel(self, empty: Community) -> None:
        """Codes keep their zeros, no cell becomes a formula, who waits has a sheet."""
        evil = mentees("00123", name='=HYPERLINK("https://outside.invalid")', organization="+1")
        waiting = mentees("E2")
        apart = (Exclusion("E2", "0456"),)
        empty.rounds.create(
            NAME,
            RoundInput(
                mentees=(*evil, *waiting), mentors=mentors("0456", "O2", name="@SUM(A1)"),
                exclusions=(*apart, Exclusion("E2", "O2"), Exclusion("00123", "O2")),
            ),
        )  # fmt: skip
        stored = empty.rounds.solve(NAME)
        rows = list(csv.reader(io.StringIO(as_csv(pairs_table(stored)).decode("utf-8-sig"))))
        assert rows[1][0] == "00123"
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in rows[1])
        content = as_xlsx(pairs_table(stored), waiting_table(stored), free_mentors_table(stored))
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheetnames == ["組", "待っている人", "相手のいないメンター"]
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} == {"s"}
        assert book["組"]["A2"].value == "00123"
        assert book["待っている人"]["A2"].value == "E2"
        assert book["待っている人"]["G2"].value


class TestNextRound:
    """What a round learns from the one before."""

    def test_past_pairs_are_avoided_and_who_waited_comes_first(self, empty: Community) -> None:
        """Two seats for three: who stayed without one gets one, and no pair comes again."""
        first = replace(THREE, mentors=mentors("O1", "O2"))
        empty.rounds.create(NAME, first)
        before = pairs_of(empty.rounds.solve(NAME))
        [left] = {"E1", "E2", "E3"} - before.keys()
        with pytest.raises(CommunityStateError, match="知らせて"):
            empty.rounds.follow("後期", NAME)
        empty.rounds.publish(NAME)
        made = empty.rounds.follow("後期", NAME)
        assert made.follows == NAME
        after = pairs_of(empty.rounds.solve("後期"))
        assert left in after
        assert not set(after.items()) & set(before.items())

    def test_only_those_who_wait_take_part_again(self, solved: Community) -> None:
        """Where those who had a mentor stay out, nobody is left of a round that served all."""
        solved.rounds.publish(NAME)
        with pytest.raises(InputError, match="メンティー"):
            solved.rounds.follow("後期", NAME, served_again=False)

    def test_what_was_said_changes_the_weights(self, empty: Community) -> None:
        """Pairs of a topic helped, pairs of words did not: topics get heavier, and it is told."""
        people = [Mentee(id=f"E{n}", topics=("税",), text="庁舎移転") for n in range(12)]
        rows = RoundInput(
            mentees=tuple(people),
            mentors=tuple(
                Mentor(id=f"O{n}", topics=("税",)) if n < 6 else Mentor(id=f"O{n}", text="庁舎移転")
                for n in range(12)
            ),
        )  # fmt: skip
        empty.rounds.create(NAME, rows)
        pairs = pairs_of(empty.rounds.solve(NAME))
        empty.rounds.publish(NAME)
        for mentee, mentor in pairs.items():
            of_topic = int(mentor.removeprefix("O")) < 6
            word = PairFeedback.HELPED if of_topic else PairFeedback.NOT_HELPED
            empty.rounds.feedback(NAME, mentee, mentor, word)
        made = empty.rounds.follow("後期", NAME)
        old, new = rows.weights, made.input.weights
        assert new.topics == pytest.approx(old.topics * 1.2)
        assert new.words == pytest.approx(old.words / 1.2, abs=0.01)
        assert (new.place, new.same_boat) == (old.place, old.same_boat)
        assert any("役に立った6組" in notice for notice in made.input.notices)

    def test_few_words_change_nothing(self, solved: Community) -> None:
        """Three pairs are too few to learn from."""
        for mentee, mentor in pairs_of(solved.rounds.publish(NAME)).items():
            solved.rounds.feedback(NAME, mentee, mentor, PairFeedback.NOT_HELPED)
        made = solved.rounds.follow("後期", NAME)
        assert made.input.weights == RoundWeights()

    def test_a_word_is_taken_back(self, solved: Community) -> None:
        """Feedback can be changed and taken back; a closed round keeps what it has."""
        mentor = pairs_of(solved.rounds.publish(NAME))["E1"]
        for word in (PairFeedback.HELPED, PairFeedback.NOT_MET, PairFeedback.NONE):
            stored = solved.rounds.feedback(NAME, "E1", mentor, word)
        assert stored.feedback == ()
        assert solved.rounds.close(NAME).state is RoundState.CLOSED
        with pytest.raises(CommunityStateError, match="終わ"):
            solved.rounds.feedback(NAME, "E1", mentor, PairFeedback.HELPED)
        assert solved.rounds.reopen(NAME).state is RoundState.PUBLISHED


def test_forgetting_a_member_takes_them_out_of_rounds(tmp_path: Path) -> None:
    """Nothing in a kept round names a forgotten member; the others can be solved again."""
    story = Story()
    channel = story.channel("何でも相談")
    for name in ("U1", "U2", "U3"):
        story.member(name, name=f"見本 {name}")
        story.post(name, channel, "こんにちは。")
    community = community_of(story, tmp_path)
    rows = RoundInput(mentees=mentees("U1", "U2"), mentors=mentors("U3", capacity=2))
    community.rounds.create(NAME, rows)
    community.rounds.solve(NAME)
    community.forget("U1")
    stored = community.rounds.show(NAME)
    assert "U1" not in repr(stored)
    assert pairs_of(community.rounds.solve(NAME)) == {"U2": "U3"}
