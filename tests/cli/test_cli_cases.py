"""Recommendation fault cases, asked through the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matcher.cli import app

ASKER, LEFT, BOT, NEWCOMER = "U0TOU00001", "U0SARI0003", "U0KIKAI005", "U0SHIN0006"


@pytest.fixture(scope="module")
def case_url(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database with the community of the cases, imported and built."""
    url = f"sqlite:///{tmp_path_factory.mktemp('cases') / 'cases.db'}"
    for args in (["import", "slack", str(cases / "recommend" / "community")], ["build"]):
        result = CliRunner().invoke(app, [*args, "--database", url])
        assert result.exit_code == 0, result.stderr
    return url


@pytest.mark.parametrize(
    "question", ["ガバメントクラウドの運用補助者の選び方", "ガバメントクラウドの回線の費用"]
)
def test_who_is_never_named(run, case_url, question):
    """R01, R02, R03: the asker, who left and the bot are not among the people."""
    ran = run("ask", question, "--as", ASKER, "--database", case_url, "--json")
    people = [person["member_id"] for person in json.loads(ran.out)["people"]]
    assert not {ASKER, LEFT, BOT} & set(people)


def test_archived_channels_are_not_offered(run, case_url):
    """R05: no archived channel to join or to post in; a thread there is marked in the text."""
    old = "ガバメントクラウド-2022"
    starter = json.loads(run("starter", NEWCOMER, "--database", case_url, "--json").out)
    asked = json.loads(run("ask", "先行事業の申込方法", "--database", case_url, "--json").out)
    assert old not in [channel["name"] for channel in starter["channels"] + asked["channels"]]
    text = run("ask", "先行事業の申込方法", "--database", case_url).out
    assert "いまは書き込めないチャンネル" in text


def test_newcomer_without_history(run, case_url):
    """R07: someone who has not joined gets channels, the fallback among them."""
    described = ["--organization", "愛媛県上島町", "--interests", "ガバクラ", "--solo-it"]
    starter = json.loads(run("starter", *described, "--database", case_url, "--json").out)
    names = [channel["name"] for channel in starter["channels"]]
    assert "愛媛県" in names
    assert all(channel["reasons"] for channel in starter["channels"])
