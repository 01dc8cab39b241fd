"""``matcher sync slack`` against a local server that speaks the Web API."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_server import TOKEN, Server, Slack, wait
from slack_syncing import POSTS_IN_ALL, small_workspace

from matcher.store import open_store

COUNTS = ("new_messages", "changed", "deleted")
SLOWEST_SECONDS = 60.0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One server for all tests."""
    found = Server()
    yield found
    found.close()


@pytest.fixture
def slack(server: Server, monkeypatch: pytest.MonkeyPatch) -> Slack:
    """A served workspace whose last posts are minutes old; the environment leads to it."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("MATCHER_SLACK_TOKEN", TOKEN)
    monkeypatch.setenv("MATCHER_SLACK_API_URL", server.url)
    server.slack = small_workspace(datetime.now(UTC))
    return server.slack


@dataclass
class Pause:
    """A call that is not answered before the test says so."""

    reached: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def __call__(self, handler: Any) -> None:
        """Let the caller wait; then it gets no answer."""
        self.reached.set()
        self.over.wait(SLOWEST_SECONDS)
        handler.close_connection = True


@pytest.fixture
def stopped_at(slack: Slack, program_command: list[str]) -> Callable[..., tuple[int, str, str]]:
    """Starts the real program and sends it a signal while it waits for the answer to a call."""

    def run(call: int, kind: int, *args: str) -> tuple[int, str, str]:
        pause = Pause()
        slack.faults = {len(slack.calls) + call: pause}
        with subprocess.Popen(
            [*program_command, "sync", "slack", *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ},
        ) as program:
            assert pause.reached.wait(SLOWEST_SECONDS)
            program.send_signal(kind)
            out, err = program.communicate(timeout=SLOWEST_SECONDS)
        pause.over.set()
        return program.returncode, out.decode("utf-8"), err.decode("utf-8")

    return run


def content(url: str) -> dict[str, Any]:
    """Everything that a synchronization stored."""
    with open_store(url) as store:
        frames = {
            "accounts": store.read_accounts(),
            "channels": store.read_channels(),
            "memberships": store.read_memberships(),
        }
        rows = {
            name: frame.astype(object).where(frame.notna(), None).to_dict("records")
            for name, frame in frames.items()
        }
        messages = [
            row
            for frame in store.iter_messages()
            for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
        ]
        settings = [store.setting(key) for key in ("slack_team_id", "workspace_url")]
        return {**rows, "messages": messages, "settings": settings}


def test_sync_build_ask(run, empty_url, slack):
    """The workspace comes in, the same again brings nothing, and questions are answered from it."""
    first = run("sync", "slack", "--json", "--database", empty_url)
    assert first.code == 0
    report = json.loads(first.out)
    assert [report[name] for name in COUNTS] == [POSTS_IN_ALL, 0, 0]
    assert (report["channels"], report["finished"], report["resume_at"]) == (3, True, None)
    assert "投稿を読み込んでいます" in first.err
    again = run("sync", "slack", "--json", "--database", empty_url)
    assert [json.loads(again.out)[name] for name in COUNTS] == [0, 0, 0]
    assert run("build", "--database", empty_url).code == 0
    asked = run("ask", "ガバクラの回線はどうしていますか", "--json", "--database", empty_url)
    [found, *_] = json.loads(asked.out)["threads"]
    assert found["channel_name"] == "何でも相談"
    assert found["permalink"].startswith("https://kasou.slack.com/archives/C0SODAN01/p")
    assert found["replies"] == 7


def test_what_people_read(run, empty_url, slack):
    """Without ``--json``: counts with their units, what is left out, and what comes next."""
    first = run("sync", "slack", "--database", empty_url)
    assert first.code == 0
    assert first.out.startswith(f"新しい投稿{POSTS_IN_ALL}件を取り込みました。\n")
    assert "公開チャンネル3" in first.out
    assert "matcher build" in first.out
    again = run("sync", "slack", "--database", empty_url)
    assert again.out.startswith("新しい投稿0件を取り込みました。\n")
    assert "matcher build" not in again.out


@pytest.mark.parametrize("call", [3, 7, 11, 15])
def test_killed_and_run_again(run, empty_url, tmp_path, slack, stopped_at, call):
    """Killed with -9 wherever it is, the next run ends with the content of an undisturbed one."""
    slack.page = 4
    whole = f"sqlite:///{tmp_path / 'whole.db'}"
    assert run("sync", "slack", "--database", whole).code == 0
    assert len(slack.calls) > call
    code, out, _err = stopped_at(call, signal.SIGKILL, "--database", empty_url)
    assert (code, out) == (-signal.SIGKILL, "")
    stored = len(content(empty_url)["messages"])
    assert stored < POSTS_IN_ALL
    assert (stored > 0) == (call > 7)
    last = run("sync", "slack", "--json", "--database", empty_url)
    assert last.code == 0
    assert json.loads(last.out)["new_messages"] == POSTS_IN_ALL - stored
    assert content(empty_url) == content(whole)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_interrupt_keeps_what_was_stored(run, empty_url, slack, stopped_at):
    """Ctrl-C ends with 130, says that the next run goes on from there, and it does."""
    slack.page = 4
    code, out, err = stopped_at(14, signal.SIGINT, "--database", empty_url)
    assert (code, out) == (130, "")
    assert "続きから読み込みます" in err
    assert "Traceback" not in err
    stored = len(content(empty_url)["messages"])
    assert 0 < stored < POSTS_IN_ALL
    last = run("sync", "slack", "--json", "--database", empty_url)
    assert json.loads(last.out)["new_messages"] == POSTS_IN_ALL - stored


def test_a_wait_is_kept(run, empty_url, slack):
    """After a 429 with Retry-After: 1 the same call is made again, a second later and told so."""
    moments: list[float] = []

    def asked_to_wait(handler: Any) -> None:
        moments.append(time.monotonic())
        wait(1)(handler)

    def answered(handler: Any) -> None:
        moments.append(time.monotonic())
        handler.answer(slack.answer(*slack.calls[-1]), 200, {})

    slack.faults = {6: asked_to_wait, 7: answered}
    ran = run("sync", "slack", "--json", "--database", empty_url)
    assert (ran.code, json.loads(ran.out)["new_messages"]) == (0, POSTS_IN_ALL)
    assert moments[1] - moments[0] >= 0.99
    assert slack.calls[5] == slack.calls[6]
    assert "1秒待っています" in ran.err


def test_a_long_wait_ends_the_run(run, empty_url, slack):
    """Asked to wait for an hour the run ends with 1; the report says when to go on."""
    slack.page = 4
    slack.faults = {12: wait(3600)}
    ran = run("sync", "slack", "--json", "--database", empty_url)
    report = json.loads(ran.out)
    assert (ran.code, report["finished"]) == (1, False)
    minutes = (datetime.fromisoformat(report["resume_at"]) - datetime.now(UTC)).seconds / 60
    assert 55 < minutes <= 60
    told = run("sync", "slack", "--database", empty_url)
    assert told.code == 1
    assert "を過ぎてから、もう一度実行してください。続きから読み込みます。" in told.out
    assert len(slack.calls) == 12


def test_notices_stand_on_stderr(run, empty_url, slack):
    """That Slack cuts pages at 15 is told at once, with the faster way; stdout stays JSON."""
    slack.page = 15
    number = next(iter(slack.posts))
    first = slack.posts[number][-1]
    seconds = int(first["ts"].partition(".")[0])
    slack.posts[number] += [
        {**first, "ts": f"{seconds + more}.000001", "text": f"外から{more}"}
        for more in range(1, 31)
    ]
    ran = run("sync", "slack", "--json", "--database", empty_url)
    [notice, *_] = json.loads(ran.out)["notices"]
    assert "1分に1回" in notice
    assert notice in ran.err.splitlines()
    assert "matcher import slack" in ran.err


def test_no_token(run, empty_url, slack, monkeypatch):
    """Without a token: wrong use, with where to get it and what it must be allowed."""
    monkeypatch.delenv("MATCHER_SLACK_TOKEN")
    ran = run("sync", "slack", "--database", empty_url)
    assert (ran.code, ran.out) == (2, "")
    for word in ("MATCHER_SLACK_TOKEN", "channels:read", "channels:history", "users:read.email"):
        assert word in ran.err
    assert slack.calls == []


def test_a_wrong_token(run, empty_url, slack, monkeypatch):
    """A token that Slack refuses: 2, a remedy, nothing stored, and the token is not repeated."""
    monkeypatch.setenv("MATCHER_SLACK_TOKEN", "xoxb-9999-machigai")
    ran = run("sync", "slack", "--json", "--database", empty_url)
    assert (ran.code, ran.out) == (2, "")
    assert "MATCHER_SLACK_TOKEN" in ran.err
    assert "machigai" not in ran.err
    with open_store(empty_url) as store:
        assert store.is_empty()
        assert store.sync_entries() == {}


def test_an_address_that_is_none(run, empty_url, slack, monkeypatch):
    """An address that is no web address is refused, with the variable's name."""
    monkeypatch.setenv("MATCHER_SLACK_API_URL", "file:///etc/passwd")
    ran = run("sync", "slack", "--database", empty_url)
    assert (ran.code, ran.out) == (2, "")
    assert "MATCHER_SLACK_API_URL" in ran.err
    assert slack.calls == []


def test_the_demo_is_refused(run, demo_url, slack):
    """Real posts are not mixed into the demo."""
    ran = run("sync", "slack", "--database", demo_url)
    assert (ran.code, ran.out) == (1, "")
    assert "デモ" in ran.err
    assert "--database" in ran.err
    assert slack.calls == []


def test_two_at_once(run, empty_url, slack):
    """While one reads from Slack, another one is told so."""
    with open_store(empty_url) as store, store.syncing():
        ran = run("sync", "slack", "--database", empty_url)
    assert (ran.code, ran.out) == (1, "")
    assert "いまSlackから別の読み込みをしています。" in ran.err
    assert run("sync", "slack", "--database", empty_url).code == 0
