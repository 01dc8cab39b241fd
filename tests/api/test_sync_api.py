"""Synchronizing a workspace into a store: counts, waits, other workspaces, exports before it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_server import START, TEAM, TOKEN, Server, Slack, drop, wait
from slack_syncing import POSTS_IN_ALL, Syncing, post, small_workspace, ts

from matcher.api import Community, open_community
from matcher.api._sync import import_export, sync_slack
from matcher.domain import (
    CommunityStateError,
    ConfigurationError,
    ImportReport,
    MatcherError,
    SyncReport,
    no_progress,
)
from matcher.sources import SlackExport
from matcher.store import Store, open_store

Sync = Callable[..., SyncReport]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One server for all tests."""
    found = Server()
    yield found
    found.close()


@pytest.fixture
def slack(server: Server, monkeypatch: pytest.MonkeyPatch) -> Slack:
    """A served workspace, reached without any proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    server.slack = small_workspace()
    return server.slack


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Address of a database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'community.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Its store."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def sync(server: Server, slack: Slack) -> Sync:
    """Synchronizes the workspace into a store, by the workspace's clock."""

    def run(store: Store, told: list[str] | None = None, **settings: Any) -> SyncReport:
        syncing = Syncing(server, slack)
        return sync_slack(
            store,
            syncing.api(**settings),
            progress=no_progress,
            notices=(told if told is not None else []).append,
            clock=slack.clock,
        )

    return run


def messages(store: Store) -> list[dict[str, Any]]:
    """All stored messages."""
    return [
        row
        for frame in store.iter_messages()
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def export_of(slack: Slack, folder: Path, until: datetime, since: datetime | None = None) -> Path:
    """Write a Slack export of what was posted up to a moment (and since another one)."""
    folder.mkdir()
    (folder / "users.json").write_text(json.dumps(slack.users), encoding="utf-8")
    (folder / "channels.json").write_text(json.dumps(slack.channels), encoding="utf-8")
    for channel in slack.channels:
        place = folder / channel["name"]
        place.mkdir()
        days: dict[str, list[dict[str, Any]]] = {}
        for item in sorted(slack.posts[channel["id"]], key=lambda one: float(one["ts"])):
            moment = datetime.fromtimestamp(float(item["ts"]), UTC)
            if moment <= until and (since is None or moment >= since):
                days.setdefault(f"{moment:%Y-%m-%d}", []).append(item)
        for day, items in days.items():
            (place / f"{day}.json").write_text(json.dumps(items), encoding="utf-8")
    return folder


def imported(store: Store, export: Path) -> ImportReport:
    """Import an export."""
    return import_export(store, SlackExport(export), no_progress)


def test_everything_comes_in_and_then_nothing_new(store: Store, sync: Sync) -> None:
    """The first run brings the workspace and its address, the second one changes nothing."""
    first = sync(store)
    assert (first.channels, first.new_messages, first.changed) == (3, POSTS_IN_ALL, 0)
    assert (first.finished, first.resume_at, first.deleted) == (True, None, 0)
    assert store.setting("slack_team_id") == TEAM
    assert store.setting("workspace_url") == "https://kasou.slack.com"
    assert store.counts().messages == POSTS_IN_ALL
    revision = store.revision()
    second = sync(store)
    assert (second.new_messages, second.changed, second.deleted) == (0, 0, 0)
    assert second.finished
    assert store.revision() == revision


def test_changes_and_deletions_are_counted(store: Store, sync: Sync, slack: Slack) -> None:
    """Edited, deleted and new posts are each counted once, and stand in the store."""
    sync(store)
    talk = slack.posts["C0ZATSU01"]
    talk[0] = post(ts(20), "直した雑談", edited={"user": "U0AOBA001", "ts": ts(1)})
    del talk[1]
    talk.append(post(ts(2), "新しい雑談"))
    report = sync(store)
    assert (report.new_messages, report.changed, report.deleted) == (1, 1, 1)
    texts = {row["message_id"]: row["text"] for row in messages(store)}
    assert texts[f"C0ZATSU01:{ts(20)}"] == "直した雑談"
    assert f"C0ZATSU01:{ts(40)}" not in texts
    assert texts[f"C0ZATSU01:{ts(2)}"] == "新しい雑談"


def test_a_long_wait_ends_the_run_with_the_time_to_go_on(
    store: Store, sync: Sync, slack: Slack
) -> None:
    """Slack asks for more than the program stays: what was read stays, the rest comes later."""
    slack.page = 3
    slack.faults = {12: wait(3600)}
    report = sync(store)
    assert not report.finished
    assert report.resume_at == slack.clock.now + timedelta(hours=1)
    assert 0 < report.new_messages < POSTS_IN_ALL
    calls = len(slack.calls)
    again = sync(store)
    assert (again.finished, again.resume_at) == (False, report.resume_at)
    assert len(slack.calls) == calls
    slack.clock.sleep(3600)
    last = sync(store)
    assert last.finished
    assert report.new_messages + last.new_messages == POSTS_IN_ALL


def test_the_slow_tier_is_told(store: Store, sync: Sync, slack: Slack) -> None:
    """One call a minute: told in words while it goes on, and again in the report."""
    slack.page, slack.per_minute = 15, 1
    slack.posts["C0ZATSU01"] += [post(ts(200 + number), "雑談") for number in range(40)]
    told: list[str] = []
    report = sync(store, told)
    assert report.finished
    assert tuple(told) == report.notices
    assert any("1分に1回" in text and "matcher import slack" in text for text in told)


def test_a_lost_connection_keeps_what_was_stored(store: Store, sync: Sync, slack: Slack) -> None:
    """The network fails for good: an error, and the next run brings only the rest."""
    slack.page = 3
    slack.faults = dict.fromkeys(range(12, 17), drop)
    with pytest.raises(MatcherError, match="途中で切れました") as caught:
        sync(store)
    assert "続きから" in caught.value.remedy
    before = store.counts().messages
    assert before > 0
    assert sync(store).new_messages == POSTS_IN_ALL - before


def test_another_workspace_is_refused(store: Store, sync: Sync) -> None:
    """The store knows a workspace from an export: another one's token changes nothing."""
    store.set_setting("slack_team_id", "T0BETSU001")
    revision = store.revision()
    with pytest.raises(ConfigurationError, match="T0BETSU001"):
        sync(store)
    assert store.is_empty()
    assert (store.revision(), store.sync_entries()) == (revision, {})


def test_the_demo_is_refused(demo_database: str, server: Server, slack: Slack) -> None:
    """Real posts never come to the demo's; Slack is not even asked."""
    community = open_community(demo_database)
    with pytest.raises(CommunityStateError, match="デモ"):
        community.sync_slack(TOKEN, base_url=server.url)
    community.close()
    assert slack.calls == []


def test_a_token_that_is_none(url: str) -> None:
    """Without a token the variable, where to find it, and what it must be allowed are named."""
    community = Community(url, open_store(url))
    with pytest.raises(ConfigurationError) as caught:
        community.sync_slack("")
    community.close()
    for word in ("MATCHER_SLACK_TOKEN", "channels:history", "users:read.email"):
        assert word in caught.value.remedy


def test_an_import_is_told_of_a_running_synchronization(
    store: Store, slack: Slack, tmp_path: Path
) -> None:
    """Only one reads from Slack at a time, by an export or by the Web API."""
    export = export_of(slack, tmp_path / "export", START)
    with store.syncing(), pytest.raises(CommunityStateError, match="別の読み込み"):
        imported(store, export)
    assert imported(store, export).new_messages == POSTS_IN_ALL


@pytest.mark.parametrize("since", [None, START - timedelta(days=199.5)])
@pytest.mark.parametrize("begun", [None, 9, 14])
def test_after_an_export_only_the_rest_is_read(
    store: Store,
    sync: Sync,
    slack: Slack,
    tmp_path: Path,
    since: datetime | None,
    begun: int | None,
) -> None:
    """Export, then synchronization: as if all had been read by the Web API, with fewer calls.

    Also when a synchronization had begun before, and when the export leaves out the oldest days.
    """
    slack.page = 2
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        sync(other)
        wanted = messages(other)
    whole = len(slack.calls)
    if begun is not None:
        slack.faults = {whole + begun: wait(3600)}
        assert not sync(store).finished
        slack.clock.sleep(3600)
    imported(store, export_of(slack, tmp_path / "export", START - timedelta(minutes=120), since))
    before = len(slack.calls)
    report = sync(store, recheck_days=0)
    assert report.finished
    assert report.deleted == 0
    assert messages(store) == wanted
    asked = [params for _, params in slack.calls[before:] if "latest" in params]
    assert len(asked) < sum("latest" in params for _, params in slack.calls[:whole])


def test_a_thread_that_grew_after_the_export(
    store: Store, sync: Sync, slack: Slack, tmp_path: Path
) -> None:
    """An old question that was answered last week is asked about again after an export."""
    old = ts(60 * 24 * 200)
    slack.posts["C0SODAN01"].append(post(ts(60 * 24 * 3), "最近の答え", "W0DAIKI01", thread_ts=old))
    imported(store, export_of(slack, tmp_path / "export", START))
    slack.posts["C0SODAN01"].append(post(ts(1), "書き出しのあとの答え", thread_ts=old))
    report = sync(store)
    assert report.new_messages == 1
    assert store.thread_messages(f"C0SODAN01:{old}")[-1].text == "書き出しのあとの答え"


def test_forgotten_members_stay_away(store: Store, sync: Sync) -> None:
    """After forgetting, a synchronization reads the channels again and brings nothing back."""
    sync(store)
    store.forget("W0DAIKI01")
    before = messages(store)
    report = sync(store)
    assert (report.new_messages, report.deleted) == (0, 0)
    assert messages(store) == before
    assert store.account("W0DAIKI01") is None
