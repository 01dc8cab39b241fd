"""Folders of tables as organizers keep them: what is read, what is told, what is refused."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from round_parts import write_folder
from typer.testing import CliRunner

from matcher.cli import app
from matcher.domain import (
    Exclusion,
    InputError,
    KeptPair,
    Mentee,
    Mentor,
    PairFeedback,
    PlaceWish,
    RoundInput,
    to_json,
)
from matcher.mentoring import check_round, difference, solve_round
from matcher.sources import read_round

MENTEES: list[dict[str, object]] = [{"id": "E1", "name": "架空 一", "wants": "RPA"}]
MENTORS: list[dict[str, object]] = [{"id": "O1", "name": "架空 二", "topics": "RPA", "capacity": 1}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Japanese headers and values are read in every usual encoding."""
    mentees = "番号,氏名,団体名,希望するテーマ\r\nＥ１,髙橋 架空,愛媛県上島町,税、RPA\r\n"
    folder = write_folder(tmp_path / "round", mentees=mentees.encode(encoding), mentors=MENTORS)
    (person,) = read_round(folder).mentees
    assert (person.id, person.name) == ("E1", "髙橋 架空")
    assert person.topics == ("税", "RPA")


def test_workbooks(tmp_path: Path) -> None:
    """Excel workbooks are read as CSV files are; numbers are ids and capacities as well."""
    folder = write_folder(tmp_path / "round", mentees=MENTEES)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["メンター一覧"],
        [],
        ["id", "topics", "定員"],
        [7, "RPA", 2],
        [],
        ["x ", "税", None],
    ):
        sheet.append(row)
    sheet.delete_rows(1, 2)
    book.save(folder / "mentors.xlsx")
    mentors = read_round(folder).mentors
    assert [(one.id, one.capacity) for one in mentors] == [("7", 2), ("x", 1)]


@pytest.mark.parametrize(
    ("written", "read"), [("３", 3), ("2人", 2), (" 1 ", 1), ("2.0", 2), ("", 1), ("0", 0)]
)
def test_capacities(tmp_path: Path, written: str, read: int) -> None:
    """Full-width numbers, units and empty cells are capacities."""
    folder = write_folder(
        tmp_path / "round", mentees=MENTEES, mentors=[{"id": "O1", "capacity": written}]
    )
    assert read_round(folder).mentors[0].capacity == read


@pytest.mark.parametrize("written", ["-1", "たくさん", "1.5", "1e3"])
def test_impossible_capacities_name_the_cell(tmp_path: Path, written: str) -> None:
    """An impossible capacity is refused with file, row, value and remedy."""
    folder = write_folder(
        tmp_path / "round",
        mentees=MENTEES,
        mentors=[*MENTORS, {"id": "O2", "capacity": written}],
    )
    with pytest.raises(InputError) as caught:
        read_round(folder)
    assert caught.value.file == "mentors.csv"
    assert caught.value.place.startswith("3行目")
    assert caught.value.value == written
    assert caught.value.remedy


def test_the_same_person_twice(tmp_path: Path) -> None:
    """Two equal rows are one person with a notice; two people of one id are refused."""
    folder = write_folder(tmp_path / "round", mentees=MENTEES * 2, mentors=MENTORS)
    read = read_round(folder)
    assert len(read.mentees) == 1
    assert any("同じ" in one for one in read.notices)
    write_folder(folder, mentees=[*MENTEES, {"id": "Ｅ１ ", "wants": "税"}])
    with pytest.raises(InputError, match="3行目"):
        read_round(folder)


def test_blank_rows_and_spaces(tmp_path: Path) -> None:
    """Blank rows are passed over, and ids with blanks meet those without."""
    folder = write_folder(
        tmp_path / "round",
        mentees="id,wants\n,\n E1 ,RPA\n　,　\n",
        mentors="id,topics,capacity\n\nO1,RPA,1\n",
        exclusions="mentee,mentor,reason\n\n Ｅ１,O1 ,\n",
    )
    read = read_round(folder)
    assert [one.id for one in read.mentees] == ["E1"]
    assert read.exclusions == (Exclusion("E1", "O1"),)


@pytest.mark.parametrize(
    ("missing", "content"), [("mentees", "name,wants\n架空 一,RPA\n"), ("mentors", "topics\n税\n")]
)
def test_a_missing_id_column_is_named(tmp_path: Path, missing: str, content: str) -> None:
    """Without ids nothing can be said of people; the error names the file and the column."""
    tables: dict[str, object] = {"mentees": MENTEES, "mentors": MENTORS, missing: content}
    folder = write_folder(tmp_path / "round", **tables)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="id") as caught:
        read_round(folder)
    assert caught.value.file == f"{missing}.csv"


def test_missing_files_and_empty_files(tmp_path: Path) -> None:
    """Both lists must be there; an empty one is an empty list, and is solved."""
    with pytest.raises(InputError, match="フォルダー"):
        read_round(tmp_path / "nowhere")
    folder = write_folder(tmp_path / "round", mentees=MENTEES)
    with pytest.raises(InputError, match="mentors"):
        read_round(folder)
    for empty in ("", "id,topics,capacity\n"):
        write_folder(folder, mentors=empty, history="", exclusions="\ufeff")
        solution = solve_round(read_round(folder))
        assert solution.unmatched[0].why[0].code == "no_mentors"
    write_folder(folder, mentees="", mentors=MENTORS)
    assert solve_round(read_round(folder)).quality.ours.coverage == 1.0


def test_unknown_people_in_other_tables(tmp_path: Path) -> None:
    """Exclusions and withdrawals of strangers are told; history of strangers is normal."""
    folder = write_folder(
        tmp_path / "round",
        mentees=MENTEES,
        mentors=MENTORS,
        exclusions=[{"mentee": "E9", "mentor": "O1", "reason": ""}],
        withdrawn=[{"id": "X"}],
        history=[{"round": 1, "person_a": "Q1", "person_b": "E1"}],
        published=[{"mentee": "E1", "mentor": "O8"}],
    )
    solution = solve_round(read_round(folder))
    assert solution.mentor_of == {"E1": "O1"}
    told = " ".join(solution.notices)
    assert all(name in told for name in ("E9", "X", "O8"))
    assert "Q1" not in told


def test_names_instead_of_ids(tmp_path: Path) -> None:
    """Other tables may write a name that only one person has."""
    folder = write_folder(
        tmp_path / "round",
        mentees=MENTEES,
        mentors=MENTORS,
        exclusions=[{"mentee": "架空　一", "mentor": "架空 二", "reason": ""}],
    )
    assert read_round(folder).exclusions == (Exclusion("E1", "O1"),)


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"withdrawn": [{"id": "O1", "reason": "異動"}]}, "異動"),
        ({"exclusions": [{"mentee": "E1", "mentor": "O1", "reason": ""}]}, "組まない指定"),
        ({"mentors": [{"id": "O2", "topics": "RPA", "capacity": 1}]}, "名簿にありません"),
    ],
)
def test_published_pairs_that_cannot_stay(
    tmp_path: Path, tables: dict[str, list[dict[str, object]]], told: str
) -> None:
    """A published pair whose mentor is gone or now excluded is told, and the mentee placed anew."""
    base: dict[str, list[dict[str, object]]] = {
        "mentees": [*MENTEES],
        "mentors": [*MENTORS, {"id": "O2", "topics": "税", "capacity": 1}],
        "published": [{"mentee": "E1", "mentor": "O1"}],
    }
    solution = solve_round(read_round(write_folder(tmp_path / "round", **(base | tables))))
    assert solution.mentor_of == {"E1": "O2"}
    assert any("E1 – O1" in one and told in one for one in solution.notices)


def test_more_published_pairs_than_seats(tmp_path: Path) -> None:
    """Published pairs beyond the capacity stay and are told; nobody is added to them."""
    folder = write_folder(
        tmp_path / "round",
        mentees=[{"id": f"E{number}"} for number in range(3)],
        mentors=MENTORS,
        published=[{"mentee": "E0", "mentor": "O1"}, {"mentee": "E1", "mentor": "O1"}],
    )
    solution = solve_round(read_round(folder))
    assert solution.mentor_of == {"E0": "O1", "E1": "O1"}
    assert any("定員の1人を超えています" in one for one in solution.notices)
    assert [one.mentee for one in solution.unmatched] == ["E2"]


def test_one_mentee_is_published_twice(tmp_path: Path) -> None:
    """Of two published mentors of one mentee one stays, and the other is told."""
    folder = write_folder(
        tmp_path / "round",
        mentees=MENTEES,
        mentors=[*MENTORS, {"id": "O2", "topics": "RPA", "capacity": 1}],
        published=[{"mentee": "E1", "mentor": "O2"}, {"mentee": "E1", "mentor": "O1"}],
    )
    solution = solve_round(read_round(folder))
    assert solution.mentor_of == {"E1": "O1"}
    assert any("E1 – O2" in one for one in solution.notices)


def test_rules_and_weights(tmp_path: Path) -> None:
    """Rules are named in English or Japanese; an unknown one is refused with the nearest."""
    folder = write_folder(
        tmp_path / "round",
        mentees=MENTEES,
        mentors=MENTORS,
        rules=[
            {"rule": "mutual_pairs", "value": "はい"},
            {"rule": "同じ団体", "value": "いいえ"},
            {"rule": "default_capacity", "value": "２"},
            {"rule": "weight_topics", "value": "0.5"},
        ],
    )
    read = read_round(folder)
    assert read.rules.mutual_pairs
    assert not read.rules.same_organization
    assert read.rules.default_capacity == 2
    assert read.weights.topics == 0.5
    write_folder(folder, rules=[{"rule": "mutual_pair", "value": "はい"}])
    with pytest.raises(InputError, match="mutualpairs"):
        read_round(folder)


@pytest.mark.parametrize(
    ("reason", "column", "side"),
    [
        ("元上司", "", ""),
        ("運営の希望", "", ""),
        ("助言者側の希望", "", "mentor"),
        ("メンティーが辞退", "", "mentee"),
        ("本人の希望", "", "either"),
        ("メンター側NG", "", "mentor"),
        ("助言者側からの要望", "", "mentor"),
        ("mentor does not want", "", "mentor"),
        ("相談者が避けたい", "", "mentee"),
        ("相性が悪い", "", "either"),
        ("親族", "", ""),
        ("manager of the meeting", "", ""),
        ("", "双方", "either"),
        ("元上司", "O1", "mentor"),
        ("元上司", "相談者", "mentee"),
        ("助言者側の希望", "運営", ""),
    ],
)
def test_who_refuses(tmp_path: Path, reason: str, column: str, side: str) -> None:
    """The refusing side is read from its column, else from the reason; in doubt it is both."""
    row = {"mentee": "E1", "mentor": "O1", "reason": reason, "refused_by": column}
    folder = write_folder(tmp_path / "round", mentees=MENTEES, mentors=MENTORS, exclusions=[row])
    assert read_round(folder).exclusions[0].refused_by == side


@pytest.mark.parametrize("header", ["定員", "定員(人)", "上限人数 ", "Capacity", "人数（名）"])
def test_headers_as_offices_write_them(tmp_path: Path, header: str) -> None:
    """Headers may hold units, blanks and capitals."""
    folder = write_folder(
        tmp_path / "round", mentees=MENTEES, mentors=[{"メンターID": "O1", header: "4"}]
    )
    assert read_round(folder).mentors[0].capacity == 4


def test_wishes_are_read(tmp_path: Path) -> None:
    """Near or far, the same boat, waiting, and what was said of earlier pairs."""
    folder = write_folder(
        tmp_path / "round",
        mentees=[{"id": "E1", "place": "近い", "同じ立場": "○", "waited": "はい"}],
        mentors=MENTORS,
        history=[{"mentee": "E1", "mentor": "O1", "feedback": "合わなかった"}],
    )
    read = read_round(folder)
    (person,) = read.mentees
    assert (person.place, person.same_boat, person.waited) == (PlaceWish.NEAR, True, True)
    assert read.past[0].feedback is PairFeedback.NOT_HELPED
    assert not solve_round(read).pairs


def some_round(order: int) -> RoundInput:
    """A round with ties and every kind of rule, its rows turned by some places."""

    def turned(rows: list[object]) -> tuple[object, ...]:
        return tuple(rows[order % len(rows) :] + rows[: order % len(rows)])

    mentees = [
        Mentee(id=f"P{number}", topics=("RPA", "税")[number % 2 :], waited=number == 3)
        for number in range(7)
    ]
    mentors = [
        Mentor(id=f"P{number}", topics=("RPA",), capacity=number % 3) for number in range(4, 9)
    ]
    return RoundInput(
        mentees=turned([*mentees]),  # type: ignore[arg-type]
        mentors=turned([*mentors]),  # type: ignore[arg-type]
        exclusions=turned([Exclusion("P0", "P4"), Exclusion("P1", "P5", refused_by="mentor")]),  # type: ignore[arg-type]
        kept=(KeptPair("P2", "P5"),),
    )


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 20))
def test_the_order_of_rows_means_nothing(order: int) -> None:
    """Any order of the rows gives the same answer, reasons and comparison included."""
    assert solve_round(some_round(order)) == solve_round(some_round(0))


def test_the_hash_seed_means_nothing(cases: Path, tmp_path: Path) -> None:
    """The command prints the same document in a process with a hash seed of its own."""
    arguments = [
        *("round", "solve", "--json", "--folder", str(cases / "rounds/not-enough-seats")),
        *("--database", f"sqlite:///{tmp_path / 'none.db'}"),
    ]
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    printed = subprocess.run(
        [sys.executable, "-c", "from matcher.cli import main; main()", *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert printed == CliRunner().invoke(app, arguments).stdout
    assert json.loads(printed)["pairs"]


def test_pinned_pairs_stay_and_forbidden_ones_never_come() -> None:
    """A pin is kept against a better value; a swap of it is not among the solver's choices."""
    solution = solve_round(some_round(0))
    assert solution.mentor_of["P2"] == "P5"
    assert solution.mentor_of.get("P0") != "P4"
    assert solution.mentor_of.get("P1") != "P5"
    assert all(mentee != mentor for mentee, mentor in solution.mentor_of.items())
    pair = next(one for one in solution.pairs if one.mentee == "P2")
    assert pair.kept
    assert pair.reasons[0].code == "kept_pin"


def test_reasons_add_up_to_the_value() -> None:
    """What the reasons add is the value of the pair."""
    for pair in solve_round(some_round(0)).pairs:
        assert sum(reason.weight for reason in pair.reasons) == pytest.approx(pair.value, abs=1e-4)


def test_check_before_solving() -> None:
    """Who has no permitted mentor is told before solving, with the seats and the most served."""
    checked = check_round(
        RoundInput(
            mentees=(Mentee(id="E1", superior="架空 二"), Mentee(id="E2")),
            mentors=(Mentor(id="O1", name="架空 二", capacity=3),),
        )
    )
    assert (checked.mentees, checked.mentors, checked.seats, checked.most_served) == (2, 1, 3, 1)
    assert [one.mentee for one in checked.impossible] == ["E1"]
    assert checked.impossible[0].why[0].code == "superior"


def test_difference_between_two_solutions() -> None:
    """Only who has another mentor is listed, with both pairs."""
    first = solve_round(some_round(0))
    second = solve_round(replace(some_round(0), kept=(KeptPair("P2", "P7"),)))
    found = difference(first, second)
    assert found.unchanged + len(found.changes) >= len(first.pairs)
    changed = {one.mentee: one for one in found.changes}
    assert changed["P2"].before is not None
    assert changed["P2"].before.mentor == "P5"
    assert difference(first, first).changes == ()
    json.dumps(to_json(found), allow_nan=False)
