"""Wherever a synchronization is killed, the next one ends where an undisturbed one would."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_server import Slack, drop, error, wait
from slack_syncing import Kept, post, ts, user

from matcher.sources.slack_api import SyncCursor, SyncCursors, ThreadCursor, Window
from matcher.sources.slack_api._cursors import in_time

QUICK = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


def test_killed_after_each_step(serve, workspace):
    """Killed once after any number of stored steps, the end is the same."""
    workspace.page = 2
    syncing = serve(workspace)
    whole = syncing()
    assert whole.steps > 25
    for stored in range(whole.steps):
        kept = syncing(syncing(stop_after=stored))
        assert kept.content == whole.content
        assert kept.entries == whole.entries
        assert not kept.vanished


def test_a_run_that_is_always_killed_still_ends(serve, workspace):
    """Runs that never come to their end get there together, without reading the past twice."""
    workspace.page = 3
    syncing = serve(workspace)
    whole = syncing()
    kept = Kept()
    asked = []
    for _ in range(8):
        calls = len(workspace.calls)
        syncing(kept, stop_after=whole.steps - 5, recheck_days=0)
        past = [params for _, params in workspace.calls[calls:] if "latest" in params]
        asked += [(params["channel"], params.get("cursor")) for params in past]
    assert kept.content == whole.content
    assert len([cursor for _, cursor in asked if cursor]) == len({c for c in asked if c[1]})


def test_a_half_read_thread_goes_on(serve, workspace):
    """Killed within a thread, the next run asks for the replies after the last stored one."""
    workspace.page = 2
    syncing = serve(workspace)
    kept = Kept()
    for step in syncing.api().steps(kept.cursors, lambda *_: None):
        kept.take(step)
        threads = kept.cursors.channels.get("C0SODAN01", SyncCursor()).unread_threads
        if any(thread.unread_after for thread in threads):
            break
    [half] = [thread for thread in threads if thread.unread_after]
    calls = len(workspace.calls)
    syncing(kept)
    asked = [(params.get("ts"), params.get("oldest")) for _, params in workspace.calls[calls:]]
    assert (half.ts, half.unread_after) in asked
    assert (half.ts, None) not in asked
    assert kept.content == syncing().content


@st.composite
def workspaces(draw) -> Slack:
    """Small workspaces: posts, threads, broadcasts, bots, joins and leaves, some archived."""
    people = ["U0AOBA001", "W0DAIKI01", "U0DARE0009", ""]
    channels, posts = [], {}
    for number in range(draw(st.integers(1, 2))):
        channel_id = f"C0{number}"
        archived = draw(st.booleans())
        channels.append(
            {
                "id": channel_id,
                "name": f"話{number}",
                "is_archived": archived,
                "created": 1672531200,
                "members": [] if archived else people[:2],
            }
        )
        minutes = draw(st.lists(st.integers(1, 200_000), unique=True, max_size=14))
        found: list[dict] = []
        for at in sorted(minutes, reverse=True):
            by = draw(st.sampled_from(people))
            item = post(ts(at), f"{at}分前", by)
            roots = [old["ts"] for old in found if "thread_ts" not in old]
            kind = draw(st.sampled_from(["root", "reply", "reply", "broadcast", "passage", "bot"]))
            if kind in {"reply", "broadcast"} and roots:
                item["thread_ts"] = draw(st.sampled_from(roots))
                item |= {"subtype": "thread_broadcast"} if kind == "broadcast" else {}
            elif kind == "passage" and archived:
                item["subtype"] = draw(st.sampled_from(["channel_join", "channel_leave"]))
            elif kind == "bot":
                item |= {"subtype": "bot_message", "username": "お知らせ"}
            found.append(item)
        posts[channel_id] = found
    members = [user("U0AOBA001", "青葉@架空市"), user("W0DAIKI01", "大企@大企市")]
    return Slack(
        members, channels, posts, page=draw(st.integers(1, 6)), with_cursors=draw(st.booleans())
    )


@settings(max_examples=40, **QUICK)
@given(
    slack=workspaces(),
    kills=st.lists(st.integers(0, 30), max_size=4),
    faults=st.dictionaries(
        st.integers(1, 60), st.sampled_from([drop, wait(5), error("fatal_error")]), max_size=3
    ),
)
def test_any_kills_any_pages(serve, slack, kills, faults):
    """The union of all stored steps is the workspace, whatever the page size and the kills."""
    whole = serve(deepcopy(slack))().content
    expected = {
        f"{channel}:{item['ts']}"
        for channel, items in slack.posts.items()
        for item in items
        if not item.get("subtype", "").startswith("channel_")
    }
    assert set(whole["messages"]) == expected
    slack.faults = dict(faults)
    syncing = serve(slack)
    kept = Kept()
    for stored in kills:
        syncing(kept, stop_after=stored)
        syncing.clock.sleep(60)
    syncing(kept)
    assert kept.content == whole
    assert not kept.vanished


@settings(max_examples=25, **QUICK)
@given(slack=workspaces(), kills=st.lists(st.integers(3, 25), max_size=3), data=st.data())
def test_talk_goes_on_between_runs(serve, slack, kills, data):
    """What is posted, answered and deleted between killed runs is right after the last one."""
    syncing = serve(slack)
    kept = Kept()
    for number, stored in enumerate([*kills, None]):
        items = slack.posts["C00"]
        now = f"{int(slack.clock.now.timestamp())}.{number + 2:06d}"
        recent = [item for item in items if float(item["ts"]) > float(ts(60 * 24 * 5))]
        lone = [
            item
            for item in recent
            if not item.get("thread_ts")
            and not any(other.get("thread_ts") == item["ts"] for other in items)
        ]
        if lone and data.draw(st.booleans()):
            items.remove(data.draw(st.sampled_from(lone)))
        items.append(post(now, "新しい"))
        items.append(post(f"{now[:-6]}9{number:05d}", "答え", thread_ts=now))
        syncing(kept, stop_after=stored)
        syncing.clock.sleep(600)
    fresh = serve(slack)()
    assert kept.messages == fresh.messages


def test_a_deletion_at_the_place_where_a_run_was_killed(serve, workspace):
    """The oldest post of the last stored page is deleted before the next run: it is noticed."""
    workspace.page = 2
    syncing = serve(workspace)
    kept = Kept()
    for step in syncing.api().steps(kept.cursors, lambda *_: None):
        kept.take(step)
        if "C0ZATSU01" in step.changed:
            break
    assert len([one for one in kept.messages.values() if one.channel_id == "C0ZATSU01"]) == 2
    del workspace.posts["C0ZATSU01"][1]
    syncing(kept)
    assert kept.vanished == ["C0ZATSU01:" + ts(40)]
    assert kept.messages == syncing().messages


CURSORS = st.builds(
    SyncCursors,
    team_id=st.text(max_size=9),
    not_before=st.none() | st.datetimes(timezones=st.just(UTC)),
    slow=st.booleans(),
    channels=st.dictionaries(
        st.from_regex(r"C[A-Z0-9]{3,8}", fullmatch=True),
        st.builds(
            SyncCursor,
            newest=st.just("1774983600.000001"),
            windows=st.lists(st.just(Window("", "1774983600.000001")), max_size=2).map(tuple),
            threads=st.lists(
                st.builds(
                    ThreadCursor,
                    st.just("1774983600.000001"),
                    st.just("1774983600.000002"),
                    st.sampled_from([None, "", "1774983600.000002"]),
                ),
                max_size=2,
            ).map(tuple),
            settled=st.lists(st.text(max_size=4), max_size=2).map(tuple),
        ),
        max_size=3,
    ),
)


@given(cursors=CURSORS)
def test_cursors_come_back_as_they_went(cursors):
    """Entries hold everything that cursors know."""
    entries = {key: cursors.entry(key) for key in cursors.keys}
    assert SyncCursors.from_entries(entries) == cursors


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"newest": "いつか", "windows": [], "threads": [], "settled": []}',
        '{"newest": "", "windows": [{"x": 1}], "threads": [], "settled": []}',
    ],
)
def test_an_unreadable_entry_counts_as_absent(text):
    """A damaged entry means that its channel is read once more."""
    assert SyncCursors.from_entries({"C0SODAN01": text}).channels == {}
    assert SyncCursors.from_entries({"workspace": text}) == SyncCursors()


def test_opening_leaves_no_gap():
    """A new window begins where everything older was read or stands in another window.

    The post at the end of another window is read again: it may have been deleted meanwhile.
    """
    now = datetime(2026, 4, 1, tzinfo=UTC)
    week = timedelta(days=7)
    cursor = SyncCursor("1774983600.000001", (Window("", "1774900000.000001"),))
    top, rest = cursor.opened(now, week).windows
    assert (top.oldest, rest.latest) == ("1774900000.000000", "1774900000.000001")
    far = SyncCursor("1774983600.000001", (Window("", "1700000000.000001"),))
    assert far.opened(now, week).windows[0].oldest == "1774378800.000001"
    assert SyncCursor().opened(now, week).windows[0].oldest == ""


STAMPS = st.integers(1, 30)


def unread(cursor: SyncCursor) -> set[int]:
    """Seconds up to 30 of which posts are still to be read."""
    newest = int(float(cursor.newest or 0))
    bounds = [(int(float(one.oldest or 0)), int(float(one.latest))) for one in cursor.windows]
    return {
        second
        for second in range(1, 31)
        if second > newest or any(oldest < second < latest for oldest, latest in bounds)
    }


@given(
    newest=st.none() | STAMPS,
    windows=st.lists(st.tuples(st.integers(0, 30), STAMPS), max_size=3),
    since=st.none() | STAMPS,
    length=st.integers(0, 30),
)
def test_an_export_spares_exactly_what_it_holds(newest, windows, since, length):
    """What is to be read after an export is what was to be read before, without its stretch."""

    def at(second: int) -> str:
        return f"{second}.000000" if second else ""

    before = SyncCursor(
        at(newest or 0), tuple(Window(at(low), at(high)) for low, high in windows if low < high)
    )
    until = (since or 0) + length
    after = before.read_elsewhere(
        None if since is None else datetime.fromtimestamp(since, UTC),
        datetime.fromtimestamp(until, UTC),
        {},
    )
    assert unread(after) == unread(before) - set(range(since or 1, until + 1))
    assert all(in_time(one.oldest) < in_time(one.latest) for one in after.windows)


def test_threads_of_an_export_are_read_on():
    """Threads that may grow are read after their last known reply; known ones stay as they are."""
    known = ThreadCursor("1.000000", "5.000000", "")
    grown = {"1.000000": datetime.fromtimestamp(6, UTC), "2.000000": datetime.fromtimestamp(7, UTC)}
    after = SyncCursor(threads=(known,)).read_elsewhere(None, datetime.fromtimestamp(9, UTC), grown)
    assert after.threads == (known, ThreadCursor("2.000000", "7.000000", "7.000000"))


def test_cursors_keep_no_ids_of_people(serve, workspace):
    """Nothing in the kept entries names an account: forgetting a member leaves no trace here."""
    workspace.page = 1
    syncing = serve(workspace)
    kept = Kept()
    marks = 0
    for step in syncing.api().steps(kept.cursors, lambda *_: None):
        kept.take(step)
        marks += any(cursor.settled for cursor in kept.cursors.channels.values())
        text = "".join(kept.entries.values())
        assert not any(account_id in text for account_id in kept.accounts)
    assert marks
