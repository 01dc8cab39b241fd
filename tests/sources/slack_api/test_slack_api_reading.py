"""A workspace over the Web API: everything that is there, once, like an export of it."""

import json
from datetime import UTC, datetime

import pytest
from slack_server import TEAM, Slack, error
from slack_syncing import Kept, post, ts, user

from matcher.domain import AccountKind, Reaction, no_progress
from matcher.sources import SlackExport
from matcher.sources.slack_api import SyncCursor, SyncCursors


def exported(slack: Slack, write_export, folder) -> SlackExport:
    """An export of a served workspace: one file a day, replies among the rest."""
    days: dict[str, list] = {}
    for channel in slack.channels:
        for item in sorted(slack.posts[channel["id"]], key=lambda item: float(item["ts"])):
            day = datetime.fromtimestamp(float(item["ts"]), UTC).date().isoformat()
            days.setdefault(f"{channel['name']}/{day}.json", []).append(item)
    return SlackExport(write_export(folder, days, users=slack.users, channels=slack.channels))


def content_of(source) -> dict:
    """Everything a source yields, merged like a synchronization."""
    kept = Kept()
    for batch in source.batches(no_progress):
        kept.take_batch(batch)
    return kept.content


@pytest.mark.parametrize("with_cursors", [True, False])
@pytest.mark.parametrize("page", [1, 2, 7, 1000])
def test_the_same_as_an_export(serve, workspace, write_export, tmp_path, page, with_cursors):
    """Whatever the pages' size, the records are those of an export of the same workspace."""
    workspace.page, workspace.with_cursors = page, with_cursors or page == 1
    syncing = serve(workspace)
    kept = syncing()
    export = exported(workspace, write_export, tmp_path)
    assert kept.content == content_of(export)
    assert syncing.last.notes.unknown_authors == export.notes.unknown_authors == 2
    assert syncing.last.notes.left_out == export.notes.left_out
    assert syncing.last.notes.team_id == export.notes.team_id == TEAM
    assert not kept.vanished


@pytest.mark.parametrize(
    "case",
    [
        "bots-and-slackbot",
        "fields-missing",
        "huddle",
        "japan-time",
        "markup",
        "missing-users",
        "null-and-empty-profile",
        "w-ids",
    ],
)
def test_cases_read_alike(serve, cases, case):
    """What happened to others with exports is right over the Web API as well."""
    folder = cases / "slack" / case
    users, channels = (
        json.loads((folder / name).read_text(encoding="utf-8-sig"))
        for name in ("users.json", "channels.json")
    )
    posts = {
        channel["id"]: [
            item
            for file in sorted((folder / channel["name"]).glob("*.json"))
            for item in json.loads(file.read_text(encoding="utf-8-sig"))
        ]
        for channel in channels
    }
    clean = {"reply_count", "latest_reply", "replies"}
    posts = {
        key: [{k: v for k, v in item.items() if k not in clean} for item in items]
        for key, items in posts.items()
    }
    export = content_of(SlackExport(folder))
    slack = Slack(users, channels, posts)
    for entry in slack.users:
        entry["team_id"] = TEAM
    assert len(export["messages"]) > 1
    assert serve(slack)().content["messages"] == export["messages"]


def test_w_ids_are_members(serve, workspace):
    """S24: an Enterprise Grid id is a member's like any other; its mention stays as written."""
    kept = serve(workspace)()
    assert kept.accounts["W0DAIKI01"].kind is AccountKind.MEMBER
    assert ("C0SODAN01", "W0DAIKI01") in kept.memberships
    assert any("<@W0DAIKI01>" in message.text for message in kept.messages.values())
    assert kept.messages["C0SODAN01:" + ts(290)].account_id == "W0DAIKI01"


def test_bots_strangers_and_huddles(serve, workspace):
    """Bots and strangers are accounts of their kind; a huddle is no post, its replies are."""
    kept = serve(workspace)()
    kinds = {key: account.kind.value for key, account in kept.accounts.items()}
    assert kinds["bot:お知らせ"] == kinds["B0USER0001"] == "bot"
    assert kinds["U0SOTO0004"] == kinds["U0NANO00010"] == "external"
    assert kinds["U0DARE00009"] == "unknown"
    assert "C0SODAN01:" + ts(245) not in kept.messages
    assert kept.messages["C0SODAN01:" + ts(240)].thread_id == "C0SODAN01:" + ts(245)
    assert kept.messages["C0SODAN01:" + ts(300)].reactions == (Reaction("+1", 2),)


@pytest.mark.parametrize("hides_thread_roots", [True, False])
def test_replies_beyond_a_page(serve, workspace, hides_thread_roots):
    """A thread is read to its end, whether or not each page repeats its root."""
    workspace.page, workspace.hides_thread_roots = 2, hides_thread_roots
    kept = serve(workspace)()
    root = "C0SODAN01:" + ts(300)
    thread = [item for item in kept.messages.values() if item.thread_id == root]
    assert len(thread) == 8
    assert workspace.count("conversations.replies") > 4


def test_the_whole_list_of_a_channel_is_told_at_once(serve, workspace):
    """One step names all members of a channel over all pages, so that who left can be seen."""
    workspace.page = 1
    kept = serve(workspace)()
    assert kept.listed == {
        "C0SODAN01": {"U0AOBA001", "W0DAIKI01"},
        "C0ZATSU01": {"U0AOBA001"},
    }


def test_archived_channels_are_read(serve, workspace):
    """Posts of an archived channel come in; its members are those whose last passage was in."""
    kept = serve(workspace)()
    assert kept.channels["C0FURUI01"].archived
    assert "C0FURUI01:" + ts(60 * 24 * 280) in kept.messages
    inside = {account for channel, account in kept.memberships if channel == "C0FURUI01"}
    assert inside == {"U0AOBA001"}
    assert not any(
        method == "conversations.members" and params["channel"] == "C0FURUI01"
        for method, params in workspace.calls
    )


@pytest.mark.parametrize("flag", ["is_private", "is_im", "is_mpim", "is_group"])
def test_only_public_channels(serve, workspace, flag):
    """What is not public is asked for nowhere, refused when it comes, and counted."""
    workspace.channels.append({"id": "C0HIMITSU1", "name": "役員", "members": [], flag: True})
    workspace.channels.append({"id": "D0HIMITSU2", "user": "U0AOBA001"})
    workspace.posts |= {"C0HIMITSU1": [post(ts(5))], "D0HIMITSU2": [post(ts(5))]}
    syncing = serve(workspace)
    kept = syncing()
    assert set(kept.channels) == {"C0SODAN01", "C0ZATSU01", "C0FURUI01"}
    asked = {params.get("channel") for _, params in workspace.calls}
    assert not asked & {"C0HIMITSU1", "D0HIMITSU2"}
    listing = next(params for method, params in workspace.calls if method == "conversations.list")
    assert listing["types"] == "public_channel"
    assert syncing.last.notes.left_out[0].count == 2
    assert syncing.last.notes.left_out[0].why.endswith("読み込みません。")


def test_a_channel_without_the_app_is_told(serve, workspace):
    """Where the app was not invited the others are read, and the report says what to do."""
    workspace.refusals = {"conversations.history C0SODAN01": error("not_in_channel")}
    syncing = serve(workspace)
    kept = syncing()
    assert len(kept.messages) == 9
    [skipped] = syncing.last.notes.skipped
    assert (skipped.file, skipped.value) == ("#何でも相談", "not_in_channel")
    assert "/invite" in skipped.why


def test_without_a_member_list_joins_tell(serve, workspace):
    """Where Slack does not tell the members, those who joined and did not leave are in it."""
    workspace.refusals = {"conversations.members C0SODAN01": error("fetch_members_failed")}
    kept = serve(workspace)()
    inside = {account for channel, account in kept.memberships if channel == "C0SODAN01"}
    assert inside == {"U0AOBA001"}


def test_the_second_time_reads_what_is_new(serve, workspace):
    """New posts, late replies, edits and reactions come in; old history is not read again."""
    syncing = serve(workspace)
    kept = syncing()
    before = dict(kept.messages)
    calls = len(workspace.calls)
    syncing.clock.sleep(3600)
    talk = workspace.posts["C0SODAN01"]
    talk.append(post(ts(-30), "新しい質問"))
    talk.append(post(ts(-40), "遅い答え", "W0DAIKI01", thread_ts=ts(300)))
    talk[3] = talk[3] | {"text": "直した質問", "edited": {}, "reactions": []}
    syncing(kept)
    assert set(kept.messages) - set(before) == {"C0SODAN01:" + ts(-30), "C0SODAN01:" + ts(-40)}
    assert kept.messages["C0SODAN01:" + ts(300)].text == "直した質問"
    assert not kept.messages["C0SODAN01:" + ts(300)].reactions
    assert not kept.vanished
    again = [params for method, params in workspace.calls[calls:] if method.endswith("history")]
    assert all(params["oldest"] for params in again)
    assert ts(60 * 24 * 200) not in {params.get("ts") for _, params in workspace.calls[calls:]}


def test_nothing_new_changes_nothing(serve, workspace):
    """A second synchronization of an unchanged workspace leaves everything as it was."""
    syncing = serve(workspace)
    kept = syncing()
    content = {key: dict(value) for key, value in kept.content.items()}
    entries = dict(kept.entries)
    syncing(kept)
    assert kept.content == content
    assert kept.entries == entries


def test_threads_are_watched_for_some_days(serve, workspace):
    """An old thread that is talked in is read again for the named days, and then no more."""
    syncing = serve(workspace)
    talk = workspace.posts["C0SODAN01"]

    def answered(minutes: float) -> str:
        old = ts(60 * 24 * 200)
        talk.append(post(ts(minutes), "答え", "W0DAIKI01", thread_ts=old))
        return "C0SODAN01:" + ts(minutes)

    recent = answered(100)
    kept = syncing()
    assert recent in kept.messages
    in_time = answered(-1440 * 5)
    talk.append(post(ts(-1440 * 5, 2), "別の話"))
    syncing.clock.sleep(6 * 86400)
    syncing(kept, recheck_days=7)
    assert in_time in kept.messages
    syncing.clock.sleep(30 * 86400)
    too_late = answered(-1440 * 35)
    syncing(kept, recheck_days=7)
    assert too_late not in kept.messages
    kept.entries.clear()
    syncing(kept)
    assert too_late in kept.messages


def test_a_broadcast_wakes_a_silent_thread(serve, workspace):
    """A reply that is also shown in the channel brings its old thread back."""
    syncing = serve(workspace)
    kept = syncing()
    old = ts(60 * 24 * 200)
    workspace.posts["C0SODAN01"] += [
        post(ts(4), "見えない答え", "W0DAIKI01", thread_ts=old),
        post(ts(3), "見える答え", "W0DAIKI01", thread_ts=old, subtype="thread_broadcast"),
    ]
    syncing(kept)
    thread = {key for key, item in kept.messages.items() if item.thread_id == "C0SODAN01:" + old}
    assert {"C0SODAN01:" + ts(4), "C0SODAN01:" + ts(3)} < thread


def test_after_an_export_only_the_rest_is_read(serve, workspace):
    """A channel known up to a moment by other means is read from there on."""
    cursors = SyncCursors(
        channels={
            channel["id"]: SyncCursor().read_elsewhere(
                None, datetime(2026, 3, 31, 22, 50, tzinfo=UTC), {}
            )
            for channel in workspace.channels
        }
    )
    kept = Kept(entries={key: cursors.entry(key) for key in cursors.channels})
    serve(workspace)(kept, recheck_days=0)
    assert {message.text for message in kept.messages.values()} == {"雑談1", "雑談2", "雑談3"}


def test_changes_and_deletions_told_as_messages(serve, workspace):
    """message_changed gives the new text, message_deleted and tombstones erase."""
    talk = workspace.posts["C0ZATSU01"]
    syncing = serve(workspace)
    kept = syncing()
    assert kept.messages["C0ZATSU01:" + ts(20)].text == "雑談1"
    changed = post(ts(20), "直した雑談", edited={"user": "U0AOBA001"})
    talk.append({"type": "message", "subtype": "message_changed", "ts": ts(2), "message": changed})
    talk.append(
        {"type": "message", "subtype": "message_deleted", "ts": ts(1), "deleted_ts": ts(40)}
    )
    talk[2] = post(ts(60), "This message was deleted.", "USLACKBOT", subtype="tombstone")
    talk.append(post(ts(55), "残った答え", "W0DAIKI01", thread_ts=ts(60)))
    syncing(kept)
    assert kept.messages["C0ZATSU01:" + ts(20)].text == "直した雑談"
    assert kept.messages["C0ZATSU01:" + ts(20)].edited
    assert set(kept.vanished) == {"C0ZATSU01:" + ts(40), "C0ZATSU01:" + ts(60)}
    assert kept.messages["C0ZATSU01:" + ts(55)].thread_id == "C0ZATSU01:" + ts(60)


@pytest.mark.parametrize("page", [1, 3, 1000])
def test_deleted_posts_are_found(serve, workspace, page):
    """A root, a reply and a channel's newest post that are gone are told; nothing else is."""
    syncing = serve(workspace)
    kept = syncing()
    workspace.page = page
    gone = {ts(270), ts(289), ts(20)}
    for items in workspace.posts.values():
        items[:] = [item for item in items if item["ts"] not in gone]
    syncing(kept)
    assert set(kept.vanished) == {
        "C0SODAN01:" + ts(270),
        "C0SODAN01:" + ts(289),
        "C0ZATSU01:" + ts(20),
    }


def test_hidden_posts_are_not_taken_for_deleted(serve, workspace):
    """What the free plan hides after 90 days stays, also when everything is read again."""
    syncing = serve(workspace)
    kept = syncing()
    for items in workspace.posts.values():
        items[:] = [item for item in items if float(item["ts"]) > float(ts(60 * 24 * 90))]
    syncing(kept)
    kept.entries.clear()
    syncing(kept)
    assert not kept.vanished


def test_it_is_a_source(serve, workspace, gather):
    """All batches in a row introduce everybody before naming them."""
    found = gather(serve(workspace).api())
    assert len(found.messages) == len({item.message_id for item in found.messages}) + 1
    assert found.notes.team_id == TEAM


def test_workspace_is_known(serve, workspace):
    """The workspace's id, name and address come with the first step."""
    api = serve(workspace).api()
    next(api.steps(Kept().cursors, no_progress))
    known = api.workspace
    assert (known.team_id, known.name, known.url) == (TEAM, "架空", "https://kasou.slack.com")


def test_steps_are_small(serve, workspace):
    """No step holds more than a page."""
    workspace.page = 3
    syncing = serve(workspace)
    for step in syncing.api().steps(Kept().cursors, no_progress):
        assert len(step.batch.messages) <= 4
        assert len(step.batch.accounts) <= 4
        assert len(step.changed) <= 2


def test_what_has_no_time_is_told(serve, workspace):
    """S25: a message whose ts is no number is skipped and reported with its channel."""
    workspace.refusals = {
        "conversations.history C0ZATSU01": lambda handler: handler.answer(
            {"ok": True, "messages": [post("いつか"), "?", post(ts(9))], "has_more": False}, 200, {}
        )
    }
    syncing = serve(workspace)
    kept = syncing()
    assert "C0ZATSU01:" + ts(9) in kept.messages
    assert [(item.file, item.value) for item in syncing.last.notes.skipped] == [
        ("#雑談", "いつか"),
        ("#雑談", "?"),
    ]


def test_progress_counts_posts(serve, workspace):
    """Progress says what is going on and how many posts were read."""
    told = []
    serve(workspace)(progress=lambda what, done, total: told.append((what, done, total)))
    assert told[-1][0] == "投稿を読み込んでいます"
    assert told[-1][1] >= 25
    assert any("参加者の一覧" in what for what, _, _ in told)


def test_a_new_member_is_read_next_time(serve, workspace):
    """Lists are read anew every time: names, departures, new channels."""
    syncing = serve(workspace)
    kept = syncing()
    workspace.users.append(user("U0SHIN0006", "新@新市"))
    workspace.users[0]["deleted"] = True
    workspace.channels.append({"id": "C0SHIN0001", "name": "新設", "members": ["U0SHIN0006"]})
    workspace.posts["C0SHIN0001"] = [post(ts(1), "はじめまして", "U0SHIN0006")]
    syncing(kept)
    assert not kept.accounts["U0AOBA001"].active
    assert kept.memberships["C0SHIN0001", "U0SHIN0006"] is None
    assert "C0SHIN0001:" + ts(1) in kept.messages
