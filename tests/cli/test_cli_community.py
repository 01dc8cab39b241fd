"""The organizers' report on the command line."""

import json

PARTS = {
    "span",
    "members",
    "organizations",
    "ambassadors",
    "coverage",
    "gaps",
    "candidates",
    "newcomers",
    "succession",
    "questions",
    "surveys",
    "single_holders",
    "quiet_topics",
    "discovered_topics",
}


def test_one_json_document(run, demo_url):
    """All parts of the public surface are there, and nothing else is on standard output."""
    ran = run("community", "--database", demo_url, "--json")
    assert ran.code == 0
    report = json.loads(ran.out)
    assert report.keys() >= PARTS
    assert report["members"] == 120
    for term in report["ambassadors"]:
        assert {"member_id", "name", "from", "to"} <= term.keys()
    for cell in report["coverage"]:
        assert cell["unanswered"] <= cell["questions"] <= cell["questions_year"]


def test_text_for_people(run, demo_url):
    """The report names its data span, and says so where there is nothing to tell."""
    ran = run("community", "--database", demo_url)
    assert ran.code == 0
    assert "対象: 2023年5月" in ran.out
    for title in (
        "足りないテーマ",
        "一人だけのテーマ",
        "異動・退会の影響",
        "次のアンバサダーの候補",
    ):
        assert f"■ {title}" in ran.out
    assert "None" not in ran.out


def test_narrowed_by_names(run, demo_url):
    """A topic by its name and a prefecture by its short name narrow the report."""
    ran = run(
        "community",
        "--topic",
        "書かない窓口",
        "--prefecture",
        "東京",
        "--database",
        demo_url,
        "--json",
    )
    report = json.loads(ran.out)
    assert (report["topic"], report["prefecture"]) == ("書かない窓口", "東京都")
    assert {cell["place"] for cell in report["coverage"]} <= {"東京都"}
    assert {row["key"] for row in report["questions"]["by_topic"]} <= {"mado-kakanai"}


def test_unknown_names(run, demo_url):
    """A prefecture or topic that does not exist ends with status 2 and the nearest names."""
    ran = run("community", "--prefecture", "愛媛件", "--database", demo_url)
    assert ran.code == 2
    assert "愛媛県" in ran.err
    assert run("community", "--topic", "存在しない話", "--database", demo_url).code == 2


def test_progress_is_told_beside_the_document(run, demo_url):
    """What takes long is told on standard error; standard output stays one document."""
    ran = run("community", "--database", demo_url, "--json")
    assert "コミュニティ全体を調べています" in ran.err
    assert json.loads(ran.out)["members"] == 120
