"""Filling a community by the command line: demo, import, build, doctor."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from matcher import open_community
from matcher.cli._doctor import address_check, age, snapshot_checks, without_password
from matcher.domain import CommunityStatus

NOW = datetime(2025, 5, 1, tzinfo=UTC)
IMPORT_FIELDS = {
    "channels",
    "members",
    "messages",
    "threads",
    "new_messages",
    "span",
    "unknown_authors",
    "left_out",
    "skipped",
}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A Slack export of two messages."""
    folder = tmp_path / "export"
    (folder / "何でも相談").mkdir(parents=True)
    users = [{"id": "U0AAAAAAA1", "name": "a", "profile": {"real_name": "見本 いち"}}]
    channels = [{"id": "C0AAAAAAA1", "name": "何でも相談", "members": ["U0AAAAAAA1"]}]
    messages = [
        {"type": "message", "user": "U0AAAAAAA1", "ts": f"174600000{n}.000100", "text": f"相談{n}"}
        for n in (1, 2)
    ]
    for name, content in (
        ("users.json", users),
        ("channels.json", channels),
        ("何でも相談/2025-04-30.json", messages),
    ):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_demo_fills_builds_and_is_content_with_itself(run, empty_url):
    """The demo is ready at once; the same again says so and succeeds, another one is refused."""
    wanted = ("--members", "60", "--seed", "5", "--database", empty_url)
    first = run("demo", *wanted, "--json")
    assert first.code == 0
    said = json.loads(first.out)
    assert said["new"] is True
    assert said["status"]["state"] == "ready"
    assert "件" in first.err
    built_at = open_community(empty_url).status().built_at
    again = run("demo", *wanted)
    assert again.code == 0
    assert again.out.startswith("同じデモがすでに入っています。")
    assert open_community(empty_url).status().built_at == built_at
    other = run("demo", "--members", "61", "--seed", "5", "--database", empty_url)
    assert (other.code, other.out) == (1, "")
    assert "--database" in other.err


def test_demo_out_of_range(run, empty_url):
    """A number of members that cannot be is an input error that names the range."""
    ran = run("demo", "--members", "1", "--database", empty_url)
    assert (ran.code, ran.out) == (2, "")
    assert "値: 「1」" in ran.err


def test_import_then_build(run, empty_url, export):
    """An import reports by the public names; again, it changes nothing; a build makes it ready."""
    ran = run("import", "slack", str(export), "--database", empty_url, "--json")
    report = json.loads(ran.out)
    assert set(report) == IMPORT_FIELDS
    assert (report["messages"], report["new_messages"]) == (2, 2)
    again = run("import", "slack", str(export), "--database", empty_url)
    assert again.out.startswith(
        "新しい投稿0件を取り込みました。すでにある2件は変えていません。\n"
        "読んだもの: チャンネル1 ・ 参加者1人 ・ 投稿2件 ・ スレッド2件 ・ 2025年4月30日\n"
    )
    assert "matcher build" in again.out
    before = run("doctor", "--database", empty_url)
    assert before.code == 1
    assert "準備がまだです" in before.out
    built = run("build", "--database", empty_url, "--json")
    assert json.loads(built.out)["state"] == "ready"
    after = run("doctor", "--database", empty_url)
    assert (after.code, after.err) == (0, "")


def test_workspace_url_makes_links_and_asks_for_a_build(run, empty_url, export):
    """The address given at import is used in links after the next build, which doctor asks for."""
    run("import", "slack", str(export), "--database", empty_url)
    run("build", "--database", empty_url)
    assert "[注意]" in run("doctor", "--database", empty_url).out
    address = ("--workspace-url", "https://mihon.slack.com")
    run("import", "slack", str(export), *address, "--database", empty_url)
    stale = run("doctor", "--database", empty_url, "--json")
    assert stale.code == 1
    levels = {check["name"]: check["level"] for check in json.loads(stale.out)["checks"]}
    assert (levels["snapshot"], levels["links"]) == ("problem", "ok")
    run("build", "--database", empty_url)
    channel = run("show", "channel", "何でも相談", "--database", empty_url, "--json")
    permalink = json.loads(channel.out)["permalink"]
    assert permalink == "https://mihon.slack.com/archives/C0AAAAAAA1"


def test_a_broken_import_leaves_what_was_there(run, empty_url, export):
    """A damaged day ends the import with its place; nothing of the export stays."""
    (export / "何でも相談" / "2025-05-01.json").write_text('[{"ts": "174', encoding="utf-8")
    ran = run("import", "slack", str(export), "--database", empty_url)
    assert (ran.code, ran.out) == (2, "")
    assert "何でも相談/2025-05-01.json" in ran.err
    assert open_community(empty_url).status().state == "empty"


def test_import_archive_that_is_none(run, empty_url, tmp_path):
    """A folder without the archive's files is refused with a remedy."""
    ran = run("import", "archive", str(tmp_path), "--database", empty_url)
    assert (ran.code, ran.out) == (2, "")
    assert "messages.parquet" in ran.err


def test_doctor_of_an_empty_database(run, empty_url):
    """An empty database is something to be mended, and how is said."""
    ran = run("doctor", "--database", empty_url, "--json")
    said = json.loads(ran.out)
    assert ran.code == 1
    assert said["ok"] is False
    state = next(check for check in said["checks"] if check["name"] == "state")
    assert "matcher demo" in state["remedy"]


def test_doctor_of_a_database_that_cannot_be_opened(run, tmp_path):
    """A file that is no database is a finding like another, not an end of the doctor."""
    file = tmp_path / "letter.db"
    file.write_text("手紙です。" * 300, encoding="utf-8")
    ran = run("doctor", "--database", f"sqlite:///{file}")
    assert ran.code == 1
    assert "[要対応] このファイルはデータベースとして読めません。" in ran.out
    assert "sudachidict-core" in ran.out


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////home/hana/c.db", "sqlite:////home/hana/c.db"),
        ("sqlite:////home/h@na:x/c.db", "sqlite:////home/h@na:x/c.db"),
        ("postgresql://hana@db/c", "postgresql://hana@db/c"),
        ("postgresql://hana:himitsu@db:5432/c", "postgresql://hana:***@db:5432/c"),
        ("postgresql://hana:hi@mi/tsu@db/c", "postgresql://hana:***@db/c"),
        (
            "postgresql://db/c?user=h&password=himitsu&x=1",
            "postgresql://db/c?user=h&password=***&x=1",
        ),
    ],
)
def test_no_password_is_shown(url, shown):
    """The address of the database is shown without any password."""
    assert without_password(url) == shown


def test_snapshot_checks():
    """A fresh snapshot is well whatever its age; one that something came after must be rebuilt."""
    fresh = CommunityStatus("ready", False, built_at=NOW - timedelta(days=3))
    stale = CommunityStatus("ready", False, built_at=NOW - timedelta(hours=2), stale=True)
    assert [check.level for check in snapshot_checks(fresh, NOW)] == ["ok"]
    assert "3日前" in snapshot_checks(fresh, NOW)[0].text
    assert snapshot_checks(stale, NOW)[0].remedy == "matcher build を実行してください。"


def test_links_without_the_workspace_address():
    """With the workspace's id alone, links lead to Slack's own screen; with nothing, nowhere."""
    ready = CommunityStatus("ready", False)
    assert "app.slack.com" in address_check(ready, None, "T1").text
    assert "作れません" in address_check(ready, None, None).text
    assert address_check(ready, "https://a.slack.com", "T1").level == "ok"


def test_age():
    """Ages are told in the largest unit that fits; a clock that went back is no future."""
    spans = (timedelta(seconds=59), timedelta(minutes=2), timedelta(hours=30), -timedelta(days=1))
    assert [age(NOW, NOW - span) for span in spans] == [
        "たったいま",
        "2分前",
        "1日前",
        "たったいま",
    ]
