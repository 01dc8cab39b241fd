"""Faults of the kinds in M01–M11 that the cases themselves do not show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from round_parts import write_folder

from matcher.domain import (
    Account,
    Exclusion,
    InputError,
    KeptPair,
    Mentee,
    Mentor,
    PairFeedback,
    PastPair,
    RoundInput,
)
from matcher.evaluation import made_up_round
from matcher.mentoring import Known, _permitted, check_round, solve_round
from matcher.sources import read_round

Rows = Sequence[Mapping[str, object]]

MENTEES: Rows = [{"id": "E1", "wants": "RPA"}, {"id": "E2", "wants": "RPA"}]
MENTORS: Rows = [
    {"id": "O1", "topics": "RPA", "capacity": 1},
    {"id": "O2", "topics": "税", "capacity": 1},
]
PUBLISHED: Rows = [{"mentee": "E1", "mentor": "O1"}, {"mentee": "E2", "mentor": "O2"}]


def folder_of(tmp_path: Path, **tables: Rows | str) -> Path:
    """Two mentees and two mentors, with other tables in their place or beside them."""
    return write_folder(tmp_path / "round", **{"mentees": MENTEES, "mentors": MENTORS, **tables})


def test_a_published_mentor_whose_account_is_deactivated(tmp_path: Path) -> None:
    """The pair of a mentor who left is told as broken; the other stays, the mentee waits."""
    left = Known(accounts={"O1": Account("U1", "退会 太郎", active=False)})
    solution = solve_round(read_round(folder_of(tmp_path, published=PUBLISHED)), left)
    assert solution.mentor_of == {"E2": "O2"}
    assert [one.mentee for one in solution.unmatched] == ["E1"]
    assert [one.id for one in solution.left_out] == ["O1"]
    assert any("E1 – O1" in one and "停止" in one for one in solution.notices)
    assert solution.quality.ours.pins_kept == 1


def test_an_exclusion_in_the_other_order_ends_a_published_pair(tmp_path: Path) -> None:
    """Whichever of the two an exclusion names first, the published pair does not go on."""
    folder = folder_of(
        tmp_path,
        mentors=[{**MENTORS[0], "capacity": 2}, MENTORS[1]],
        published=PUBLISHED,
        exclusions=[{"mentee": "O2", "mentor": "E2", "reason": ""}],
    )
    solution = solve_round(read_round(folder))
    assert solution.mentor_of == {"E1": "O1", "E2": "O1"}
    assert any("E2 – O2" in one and "外しました" in one for one in solution.notices)


def test_a_published_mentee_who_withdraws_leaves_the_seat(tmp_path: Path) -> None:
    """The seat of a mentee who does not go on is free for another."""
    folder = folder_of(
        tmp_path,
        mentors=MENTORS[:1],
        published=PUBLISHED[:1],
        withdrawn=[{"id": "Ｅ１", "reason": "産休"}],
    )
    solution = solve_round(read_round(folder))
    assert solution.mentor_of == {"E2": "O1"}
    assert [(one.id, "産休" in one.why) for one in solution.left_out] == [("E1", True)]


def test_one_mentor_with_two_capacities_is_asked_about(tmp_path: Path) -> None:
    """Two rows of one mentor that differ are refused; no capacity is chosen or added up."""
    folder = folder_of(tmp_path, mentors=[*MENTORS, {**MENTORS[0], "id": "ｏ1", "capacity": 3}])
    assert [one.capacity for one in read_round(folder).mentors] == [1, 1, 3]
    write_folder(folder, mentors=[*MENTORS, {**MENTORS[0], "id": "Ｏ1 ", "capacity": 3}])
    with pytest.raises(InputError) as caught:
        read_round(folder)
    assert caught.value.place.startswith("4行目")
    assert "2行目" in str(caught.value)


@pytest.mark.parametrize("written", ["－１", "-２人", "−1", "▲1", "△1", "(1)"])
def test_a_negative_capacity_in_any_writing_is_refused(tmp_path: Path, written: str) -> None:
    """No sign is lost on the way: a negative number never becomes a positive one."""
    folder = folder_of(tmp_path, mentors=[{"id": "O1", "capacity": written}])
    with pytest.raises(InputError) as caught:
        read_round(folder)
    assert (caught.value.file, caught.value.value) == ("mentors.csv", written)


@pytest.mark.parametrize(("written", "read"), [("１０", 10), ("２名", 2), ("　３　", 3), ("０", 0)])
def test_full_width_capacities(tmp_path: Path, written: str, read: int) -> None:
    """Full-width digits, units and blanks are numbers."""
    folder = folder_of(tmp_path, mentors=[{"id": "O1", "capacity": written}])
    assert read_round(folder).mentors[0].capacity == read


def test_one_unknown_person_does_not_void_the_other_exclusions(tmp_path: Path) -> None:
    """A row that names a stranger is told with its number; the rows around it are in force."""
    folder = folder_of(
        tmp_path,
        mentors=MENTORS[:1],
        exclusions="mentee,mentor,reason\n\nE1,O9,\n,,\nE2,O1,元上司\n",
    )
    read = read_round(folder)
    assert Exclusion("E2", "O1", "元上司") in read.exclusions
    assert any("3行目" in one and "O9" in one for one in read.notices)
    assert solve_round(read).mentor_of == {"E1": "O1"}


def test_half_an_exclusion_names_its_row(tmp_path: Path) -> None:
    """A row without one of its two people is refused: nobody would be kept apart by it."""
    folder = folder_of(tmp_path, exclusions="mentee,mentor,reason\n\nE1,,元上司\n")
    with pytest.raises(InputError) as caught:
        read_round(folder)
    assert caught.value.file == "exclusions.csv"
    assert caught.value.place.startswith("3行目")


def test_absent_files(tmp_path: Path) -> None:
    """Two lists are enough; without any, both are named; two of a kind are asked about."""
    folder = folder_of(tmp_path)
    read = read_round(folder)
    assert (read.exclusions, read.past, read.kept, read.withdrawn) == ((), (), (), ())
    assert len(solve_round(read).pairs) == 2
    (folder / "参加者.csv").write_text("id\nX\n", encoding="utf-8")
    assert read_round(folder) == read
    (folder / "MENTORS.tsv").write_text("id\tcapacity\nO3\t1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"MENTORS\.tsv"):
        read_round(folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="mentees、mentors"):
        read_round(tmp_path / "empty")


def test_m08_large_rounds_are_solved_among_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large round says so, tells how far it is, serves as many, and loses little of the value."""
    round_input = made_up_round(400, 150, seed=4)
    whole = solve_round(round_input)
    monkeypatch.setattr(_permitted, "MOST_PAIRS", 10_000)
    steps: list[tuple[str, int]] = []
    found = solve_round(round_input, progress=lambda what, done, _: steps.append((what, done)))
    assert any("候補" in one for one in found.notices)
    assert not any("候補" in one for one in whole.notices)
    assert ("組の価値を計算しています", 256) in steps
    ours, best = found.quality.ours, whole.quality.ours
    assert (ours.served, ours.worst) == (best.served, best.worst)
    assert ours.total >= 0.99 * best.total


def test_two_prefectures_are_of_one_kind_not_one_prefecture() -> None:
    """Two prefectural governments are said to be such, and never to be the same one."""
    solution = solve_round(
        RoundInput(
            mentees=(Mentee(id="E1", organization="愛媛県", same_boat=True),),
            mentors=(Mentor(id="O1", organization="長野県", capacity=1),),
        )
    )
    texts = {one.code: one.text for one in solution.pairs[0].reasons}
    assert texts["same_kind"] == "どちらも都道府県の団体です。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("放課後の児童クラブの方が困っている所", "書かれた希望の「児童クラブ」「放課後」が、"),
        ("知りたいことが多い方", "書かれた希望と同じ言葉が、"),
    ],
)
def test_only_words_that_mean_something_alone_are_shown(text: str, told: str) -> None:
    """No fragments (所, 方), verbs, or parts of another word stand in a reason."""
    solution = solve_round(
        RoundInput(
            mentees=(Mentee(id="E1", text=text),),
            mentors=(Mentor(id="O1", text=text, capacity=1),),
        )
    )
    shown = [one.text for one in solution.pairs[0].reasons if one.code == "term_match"]
    assert shown == [f"{told}メンターの紹介にもあります。"]


def test_two_refusals_of_each_other_in_any_order() -> None:
    """Two who were no help to each other, once either way, read the same in any order of rows."""
    past = tuple(
        PastPair(one, other, "1", PairFeedback.NOT_HELPED)
        for one, other in (("P", "Q"), ("Q", "P"))
    )
    first, second = (
        solve_round(
            RoundInput(
                mentees=(Mentee(id="P"), Mentee(id="Q")),
                mentors=(Mentor(id="P"), Mentor(id="Q")),
                past=rows,
            )
        )
        for rows in (past, past[::-1])
    )
    assert first == second
    assert not first.pairs


def both(*people: tuple[str, str, str]) -> RoundInput:
    """People who are mentee and mentor: their ids, wishes and topics."""
    return RoundInput(
        mentees=tuple(Mentee(id=one, name=f"{one}氏", topics=(wish,)) for one, wish, _ in people),
        mentors=tuple(Mentor(id=one, name=f"{one}氏", topics=(topic,)) for one, _, topic in people),
    )


def test_who_waits_because_of_the_mutual_rule_is_told_so() -> None:
    """Not that a seat is missing while their own mentee has one; what would help is said."""
    given = both(("甲", "税", "RPA"), ("乙", "RPA", "税"))
    kept = replace(given, kept=(KeptPair("乙", "甲", published=True),))
    for found in (solve_round(given), solve_round(kept)):
        ((pair,), (waiting,)) = found.pairs, found.unmatched
        assert waiting.mentee == pair.mentor
        told = {one.code: one.text for one in waiting.reasons}
        assert told["mutual"].startswith(f"{pair.mentee}氏さんのメンターになっています。")
        assert "no_seat" not in told
        assert "お互いがメンターになる組を認める" in told["help_mentors"]
        assert found.quality.ours.blocking_pairs == 0
    checked = check_round(kept).impossible
    assert [one.code for one in checked[0].why] == ["same_person", "mutual"]


@pytest.mark.parametrize(
    ("mentee", "mentor", "said"),
    [
        (Mentee(id="E1", superior="O1"), Mentor(id="O1"), "上司なので外しました。"),
        (Mentee(id="E1", email="a@b.jp"), Mentor(id="O1", email="A@b.jp"), "同じ人なので、"),
        (Mentee(id="E1"), Mentor(id="O1"), "組まない指定があるため外しました。"),
    ],
)
def test_why_a_pin_cannot_stay(mentee: Mentee, mentor: Mentor, said: str) -> None:
    """The notice gives the true reason: a superior, the same person, or an exclusion."""
    given = RoundInput(mentees=(mentee,), mentors=(mentor,), kept=(KeptPair("E1", "O1"),))
    if said.startswith("組まない"):
        given = replace(given, exclusions=(Exclusion("E1", "O1"),))
    found = solve_round(given)
    assert not found.pairs
    assert any(one.startswith(f"固定した組「E1 – O1」は、{said}") for one in found.notices)


def test_an_idle_mentor_whose_topics_were_wished_is_not_told_otherwise() -> None:
    """Whom a wide word stands for was wished; who lists no topic has none that nobody wished."""
    found = solve_round(
        RoundInput(
            mentees=(Mentee(id="E1", topics=("固定資産税",)),),
            mentors=(
                Mentor(id="O1", topics=("固定資産税",)),
                Mentor(id="O2", topics=("税",)),
                Mentor(id="O3", text="RPAの導入を担当しました"),
                Mentor(id="O4", topics=("RPA",)),
            ),
        )
    )
    texts = {one.mentor: one.reasons[0].text for one in found.unused}
    others = "全員が、ほかのメンターと組めました。"
    assert texts == {"O2": others, "O3": others, "O4": "「RPA」を希望した人がいませんでした。"}


def test_a_published_pair_written_the_other_way_round_stays() -> None:
    """Where the lists leave no doubt who is the mentor, the order in the row does not matter."""
    given = RoundInput(
        mentees=(Mentee(id="E1", topics=("RPA",)), Mentee(id="E2", topics=("税",))),
        mentors=(Mentor(id="O1", topics=("税",)), Mentor(id="O2", topics=("RPA",))),
        kept=(KeptPair("O1", "E1", published=True),),
    )
    found = solve_round(given)
    assert found.mentor_of == {"E1": "O1", "E2": "O2"}
    assert [one.kept for one in found.pairs] == [True, False]


@pytest.mark.parametrize(
    ("mentee", "said"),
    [
        (Mentee(id="E1"), "希望が書かれていないため、"),
        (Mentee(id="E1", text="庁舎の移転"), "希望に合うところは見つかりませんでしたが、"),
        (Mentee(id="E1", topics=("税",)), "希望のテーマとは違いますが、"),
    ],
)
def test_no_pair_is_without_a_reason(mentee: Mentee, said: str) -> None:
    """Who wished nothing, or nothing that the mentor offers, still reads why."""
    (pair,) = solve_round(RoundInput(mentees=(mentee,), mentors=(Mentor(id="O1"),))).pairs
    assert [one.text.startswith(said) for one in pair.reasons] == [True]


def test_what_stands_in_the_introduction_only_is_not_called_a_listed_topic() -> None:
    """A mentor who lists no topic is not said to list one."""
    mentees = (Mentee(id="E1", topics=("RPA",)),)
    texts = [
        solve_round(RoundInput(mentees=mentees, mentors=(mentor,))).pairs[0].reasons[0].text
        for mentor in (Mentor(id="O1", text="RPAを担当しました"), Mentor(id="O1", topics=("RPA",)))
    ]
    assert texts == [
        "希望の「RPA」を、メンターがテーマか紹介に挙げています。",
        "希望の「RPA」を、メンターがテーマに挙げています。",
    ]


NAMESAKE = Mentor(id="O1", name="山田　太郎", organization="松山市", department="情報課")


@pytest.mark.parametrize(
    ("mentee", "one_person"),
    [
        (Mentee(id="E1", name="山田 太郎", organization="松山市"), True),
        (Mentee(id="E1", name="山田 太郎", organization="松山市", department="税務課"), False),
        (Mentee(id="E1", name="山田 太郎", organization="今治市"), False),
        (Mentee(id="E1", name="山田 太郎"), False),
    ],
)
def test_who_stands_on_both_lists_with_two_ids(mentee: Mentee, one_person: bool) -> None:
    """The same name and organization is one person unless something differs, with a notice."""
    found = solve_round(RoundInput(mentees=(mentee,), mentors=(NAMESAKE,)))
    assert bool(found.pairs) is not one_person
    assert any("E1とO1" in one for one in found.notices) is one_person


def test_two_addresses_are_two_people() -> None:
    """Namesakes of one office whose addresses differ may be a pair."""
    mentee = Mentee(id="E1", name="山田 太郎", organization="松山市", email="a@b.jp")
    mentor = replace(NAMESAKE, email="c@b.jp")
    assert solve_round(RoundInput(mentees=(mentee,), mentors=(mentor,))).pairs
