"""The command digest: text, a file to mail, JSON."""

import json

import pytest

from matcher import open_community
from matcher.domain import to_json


@pytest.fixture(scope="module")
def a_member(demo_url: str) -> str:
    """Somebody."""
    return open_community(demo_url).find_members("")[0].member_id


def test_json_is_the_digest_of_the_library(run, demo_url, a_member):
    """Both ways of asking for JSON give the library's digest."""
    expected = json.loads(json.dumps(to_json(open_community(demo_url).digest(a_member, days=7))))
    for wanted in (["--json"], ["--format", "json"], ["--json", "--format", "json"]):
        ran = run("digest", a_member, "--days", "7", "--database", demo_url, *wanted)
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out) == expected
    assert {"member", "from", "to", "waiting", "threads", "resolved"} <= set(expected)


def test_text_holds_every_thread(run, demo_url, a_member):
    """For people: every listed conversation with its reason and where to open it."""
    found = open_community(demo_url).digest(a_member, days=7)
    ran = run("digest", a_member, "--days", "7", "--database", demo_url)
    assert ran.code == 0
    for thread in (*found.waiting, *found.resolved, *found.threads):
        assert f"・{thread.reasons[0].text}" in ran.out
        assert f"matcher show thread {thread.thread_id}" in ran.out


def test_html_is_one_document(run, demo_url, a_member):
    """HTML comes alone on standard output, with links into the app whose address was given."""
    wanted = ["--format", "html", "--app", "https://app.example", "--database", demo_url]
    ran = run("digest", a_member, "--days", "7", *wanted)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!DOCTYPE html>")
    assert ran.out.rstrip().endswith("</html>")
    assert 'href="https://app.example/thread?thread=' in ran.out


@pytest.mark.parametrize(
    "wrong",
    [
        ["--json", "--format", "html"],
        ["--format", "pdf"],
        ["--day", "昨日"],
        ["--day", "1999-01-01"],
        ["--days", "0"],
        ["--app", "javascript:alert(1)"],
    ],
)
def test_wrong_use_is_explained(run, demo_url, a_member, wrong):
    """What cannot be is told on standard error, with status 2 and nothing on standard output."""
    ran = run("digest", a_member, "--database", demo_url, *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
