"""Mentoring rounds that are kept, from the command line."""

import json
from pathlib import Path

import pytest

NAME = "2026年度前期"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two mentees, two mentors."""
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "mentees.csv").write_text(
        "id,name,wants\nE1,相談 一,税\nE2,相談 二,標準化\n", encoding="utf-8"
    )
    (tables / "mentors.csv").write_text(
        "id,name,topics,capacity\nO1,助言 一,税,1\nO2,助言 二,標準化,1\n", encoding="utf-8"
    )
    return tables


def test_a_whole_round(run, empty_url: str, folder: Path) -> None:
    """Made from tables, solved, shown, published, and followed by the next one."""
    database = ("--database", empty_url)
    made = run("round", "create", NAME, "--from", str(folder), *database)
    assert made.code == 0, made.err
    assert "メンティー2人、メンター2人" in made.out
    solved = run("round", "solve", NAME, *database, "--json")
    pairs = json.loads(solved.out)["pairs"]
    assert {(one["mentee"], one["mentor"]) for one in pairs} == {("E1", "O1"), ("E2", "O2")}
    shown = json.loads(run("round", "show", NAME, *database, "--json").out)
    assert shown["solution"]["pairs"] == pairs
    assert [one["change"] for one in shown["history"]] == ["created", "solved"]
    told = run("round", "publish", NAME, *database)
    assert told.code == 0
    assert "@相談 一 さん、いちばん話したいこと" in told.out
    listed = run("round", "show", *database)
    assert f"{NAME} ・ 知らせました ・ メンティー2人" in listed.out
    after = run("round", "create", "2026年度後期", "--after", NAME, *database, "--json")
    made_after = json.loads(after.out)
    assert made_after["follows"] == NAME
    assert len(made_after["input"]["past"]) == 2


def test_late_people_join_a_published_round(run, empty_url: str, folder: Path) -> None:
    """Who comes after publishing gets the free seat; the published pairs stay as they are."""
    database = ("--database", empty_url)
    for words in (("create", NAME, "--from", str(folder)), ("solve", NAME), ("publish", NAME)):
        assert run("round", *words, *database).code == 0
    (folder / "mentees.csv").write_text("id,name,wants\nE3,相談 三,税\n", encoding="utf-8")
    (folder / "mentors.csv").write_text(
        "id,name,topics,capacity\nO2,助言 二,標準化,2\n", encoding="utf-8"
    )
    joined = run("round", "join", NAME, "--from", str(folder), *database)
    assert "メンティー3人、メンター2人" in joined.out
    solved = json.loads(run("round", "solve", NAME, *database, "--json").out)
    pairs = {(one["mentee"], one["mentor"], one["kept"]) for one in solved["pairs"]}
    assert pairs == {("E1", "O1", True), ("E2", "O2", True), ("E3", "O2", False)}
    again = run("round", "join", NAME, "--from", str(folder), *database)
    assert again.code == 2
    assert "何も変わりません" in again.err


def test_from_the_community(run, demo_url: str) -> None:
    """Without tables the community's record proposes who takes part, narrowed by free words."""
    database = ("--database", demo_url, "--json")
    everyone = json.loads(run("round", "create", "全国の回", *database).out)["input"]
    assert everyone["mentees"]
    assert everyone["mentors"]
    words = ("--topics", "ガバクラ,税", "--prefectures", "愛媛県,東京都")
    narrowed = run("round", "create", "絞った回", *words, *database)
    if narrowed.code:
        assert "一人もいません" in narrowed.err
    else:
        few = json.loads(narrowed.out)["input"]
        assert len(few["mentees"]) < len(everyone["mentees"])
    unknown = run("round", "create", "ない県の回", "--prefectures", "架空県", *database)
    assert unknown.code == 2
    assert "架空県" in unknown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("solve",), "どちらか一方"),
        (("solve", NAME, "--folder", "x"), "どちらか一方"),
        (("solve", "ない回"), "その名前の回はありません"),
        (("show", "ない回"), "その名前の回はありません"),
        (("create", NAME, "--after", "ない回"), "その名前の回はありません"),
        (("create", NAME, "--after", "前", "--topics", "税"), "絞り込みを省いて"),
    ],
)
def test_wrong_use(run, empty_url: str, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be done is told in Japanese, with status 2."""
    ran = run("round", *arguments, "--database", empty_url)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_publishing_too_early(run, empty_url: str, folder: Path) -> None:
    """A round that was not solved is not published; the remedy is told."""
    run("round", "create", NAME, "--from", str(folder), "--database", empty_url)
    ran = run("round", "publish", NAME, "--database", empty_url)
    assert ran.code == 1
    assert "まだ組み合わせていません" in ran.err
