"""Slack's limits are kept and told; what the network loses is asked for again."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_server import POSTS, Slack, drop, error, html, wait
from slack_syncing import POSTS_IN_ALL, Kept, post, ts, user

from matcher.domain import MatcherError, no_progress
from matcher.sources.slack_api import SyncSettings
from matcher.sources.slack_api._pace import HISTORY, REPLIES, Pace, duration_text

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def busy() -> Slack:
    """A channel of 100 posts in as many hours, made when it began."""
    channel = {"id": "C0ISOGASHI", "name": "忙", "members": [], "created": int(float(ts(6000)))}
    posts = [post(ts(60 * n), f"{n}件目") for n in range(1, 101)]
    return Slack([user("U0AOBA001", "青葉@架空市")], [channel], {"C0ISOGASHI": posts})


def test_waits_as_told(serve, workspace):
    """429 with Retry-After: that long is slept, told, and the same call made again."""
    workspace.faults = {2: wait(7), 7: wait(30)}
    told = []
    syncing = serve(workspace)
    kept = syncing(progress=lambda what, *_: told.append(what))
    assert len(kept.messages) == POSTS_IN_ALL
    assert syncing.clock.sleeps == [7, 30]
    assert workspace.calls[1] == workspace.calls[2]
    assert workspace.calls[6] == workspace.calls[7]
    assert "Slackの制限により、30秒待っています" in told
    assert not kept.notices


def test_the_wait_holds_after_a_restart(serve, workspace):
    """Killed while waiting, the next run waits for the rest before its first call."""
    workspace.faults = {7: wait(60)}
    syncing = serve(workspace)
    kept = Kept()
    for step in syncing.api().steps(kept.cursors, no_progress):
        kept.take(step)
        if kept.cursors.not_before is not None:
            break
    assert syncing.clock.sleeps == []
    syncing.clock.now += timedelta(seconds=25)
    calls = len(workspace.calls)
    syncing(kept)
    assert syncing.clock.sleeps == [35]
    assert workspace.called_at[calls] - workspace.called_at[calls - 1] == timedelta(seconds=60)
    assert len(kept.messages) == POSTS_IN_ALL
    assert kept.cursors.not_before is None


def test_no_wait_beyond_patience(serve, workspace):
    """A wait of hours ends the run with the time to come back, and holds for the next run."""
    workspace.faults = {7: wait(7200)}
    syncing = serve(workspace)
    kept = Kept()
    with pytest.raises(MatcherError, match="およそ120分後に") as raised:
        syncing(kept)
    assert raised.value.exit_code == 1
    calls = len(workspace.calls)
    with pytest.raises(MatcherError, match="続きから読み込みます"):
        syncing(kept)
    assert len(workspace.calls) == calls
    assert syncing.clock.sleeps == []
    syncing.clock.sleep(7201)
    assert len(syncing(kept).messages) == POSTS_IN_ALL


def test_endless_refusal_ends(serve, workspace):
    """A server that never lets a call through is left after some tries."""
    workspace.refusals = {"users.list": wait(3)}
    syncing = serve(workspace)
    with pytest.raises(MatcherError, match="待つように言われました"):
        syncing(most_refusals=4)
    assert workspace.count("users.list") == 4


def test_s22_the_slow_tier(serve, busy):
    """S22: one call a minute, 15 posts a call: read to the end, told with an estimate."""
    busy.page, busy.per_minute = 15, 1
    told = []
    syncing = serve(busy)
    kept = syncing(progress=lambda what, *_: told.append(what))
    assert len(kept.messages) == 100
    assert sum(syncing.clock.sleeps) == 6 * 60
    [notice] = kept.notices
    assert notice.code == "slow_tier"
    assert timedelta(minutes=5) < notice.remaining < timedelta(minutes=7)
    for words in ("1分に1回、15件ずつ", "残りは約6分", "matcher import slack", "続きから"):
        assert words in notice.text
    assert "投稿を読み込んでいます(Slackの制限により1分に1回、15件ずつ、残り約4分)" in told
    asked = [int(params["limit"]) for method, params in busy.calls if method == HISTORY]
    assert asked[0] == 200
    assert set(asked[1:]) == {15}
    assert kept.cursors.slow


@pytest.mark.parametrize("stored", [5, 8, 10, 12])
def test_s22_goes_on_after_a_restart(serve, busy, stored):
    """S22: killed in the slow tier, the next run goes on where it stood, at the same pace."""
    busy.page, busy.per_minute = 15, 1
    syncing = serve(busy)
    kept = syncing(stop_after=stored)
    syncing(kept)
    assert len(kept.messages) == 100
    assert sum(syncing.clock.sleeps) <= 9 * 60
    assert kept.notices[-1].code == "slow_tier"


def test_the_slow_tier_known_by_waits(serve, busy):
    """Told to wait a minute after a single call, the tier is named at once, the estimate later."""
    busy.page, busy.per_minute = 15, 1
    busy.posts["C0ISOGASHI"] += [
        post(ts(6000 - n), "答え", thread_ts=ts(6000)) for n in range(1, 30)
    ]
    busy.faults = {5: wait(60)}
    kept = serve(busy)()
    assert [notice.code for notice in kept.notices] == ["slow_tier", "slow_tier"]
    assert [notice.remaining is None for notice in kept.notices] == [True, False]
    assert "約67分" in kept.notices[0].text
    assert len(kept.messages) == 129


def test_the_slow_tier_where_large_pages_are_refused(serve, busy):
    """A refused page size is asked for again in the size that Slack allows."""
    busy.page = 15
    busy.faults = {5: error("invalid_limit")}
    kept = serve(busy)()
    assert len(kept.messages) == 100
    assert kept.notices[0].code == "slow_tier"


def test_a_lifted_limit_is_seen(serve, busy):
    """Once pages are large again nothing is said of the limit any more."""
    busy.page, busy.per_minute = 15, 1
    syncing = serve(busy)
    kept = syncing()
    busy.page, busy.per_minute = 1000, None
    kept.notices.clear()
    syncing.clock.sleep(60)
    syncing(kept)
    assert not kept.notices
    assert not kept.cursors.slow


def test_long_readings_are_told(serve, busy):
    """At the ordinary pace, too, an estimate of hours names the export as the faster way."""
    busy.page, busy.per_minute = 2, 2
    kept = serve(busy)(long_reading=timedelta(minutes=10))
    [notice] = kept.notices
    assert notice.code == "long_reading"
    assert notice.remaining >= timedelta(minutes=10)
    assert "matcher import slack" in notice.text
    assert not kept.cursors.slow


@pytest.mark.parametrize("number", [1, 2, 4, 6, 7, 9])
@pytest.mark.parametrize("fault", [drop, html, error("internal_error")])
def test_a_lost_answer_is_asked_for_again(serve, workspace, number, fault):
    """A connection that ends in the middle of any answer costs a second, not a post."""
    workspace.faults = {number: fault}
    syncing = serve(workspace)
    assert len(syncing().messages) == POSTS_IN_ALL
    assert syncing.clock.sleeps == [1]


@pytest.mark.parametrize("fault", [drop, html, error("service_unavailable")])
def test_a_dead_connection_ends_with_a_remedy(serve, workspace, fault):
    """Without any answer the run ends in words, and the next goes on from there."""
    workspace.refusals = {HISTORY: fault}
    syncing = serve(workspace)
    kept = Kept()
    with pytest.raises(MatcherError, match="続きから読み込みます") as raised:
        syncing(kept)
    assert raised.value.exit_code == 1
    assert syncing.clock.sleeps == [1, 2, 4, 8]
    assert set(kept.channels) == {"C0SODAN01", "C0ZATSU01", "C0FURUI01"}
    workspace.refusals = {}
    assert len(syncing(kept).messages) == POSTS_IN_ALL


def test_nobody_listens(serve, workspace):
    """A server that is not there is told in words."""
    syncing = serve(workspace)
    api = syncing.api()
    api._calls._client.base_url = "http://127.0.0.1:9/api/"
    with pytest.raises(MatcherError, match="つながりません"):
        list(api.steps(Kept().cursors, no_progress))


@pytest.mark.parametrize("method", POSTS)
def test_pace_tells_tiers_apart(method):
    """A minute's wait after one call is the slow tier; after fifty calls it is the usual limit."""
    pace = Pace(slow=False, now=NOW)
    for _ in range(50):
        pace.answered(method, NOW)
    pace.refused(method, NOW, 60)
    assert not pace.slow
    pace.refused("users.list", NOW, 60)
    assert not pace.slow
    later = NOW + timedelta(minutes=2)
    pace.answered(method, later)
    pace.refused(method, later, 30)
    assert not pace.slow
    pace.refused(method, later, 60)
    assert pace.slow


def test_pace_reads_page_sizes():
    """Exactly 15 of 200 with more to come is the slow tier; other sizes are not."""
    pace = Pace(slow=False, now=NOW)
    for wanted, got, more in ((200, 15, False), (200, 14, True), (15, 15, True)):
        pace.page(wanted, got, more=more)
        assert not pace.slow
    pace.page(200, 15, more=True)
    assert pace.slow
    assert pace.page_size(200) == 15
    pace.page(200, 16, more=True)
    assert not pace.slow


def test_remaining_goes_by_calls_and_days():
    """10 calls for 5 of 20 days: 30 more, and one for each waiting thread, a minute each."""
    pace = Pace(slow=True, now=NOW)
    for _ in range(10):
        pace.answered(REPLIES, NOW)
    days = timedelta(days=1)
    assert pace.remaining(5 * days, 15 * days, 3, NOW) == timedelta(minutes=33)
    assert pace.remaining(0 * days, 20 * days, 0, NOW) is None
    assert Pace(slow=True, now=NOW).remaining(5 * days, days, 0, NOW) is None


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0.1, "約1分"),
        (67, "約67分"),
        (95, "約2時間"),
        (60 * 47, "約47時間"),
        (60 * 24 * 46, "約46日"),
    ],
)
def test_durations_in_words(minutes, text):
    """Durations are told in the unit that fits."""
    assert duration_text(timedelta(minutes=minutes)) == text


def test_default_settings_are_slacks():
    """Pages stay within what Slack recommends and accepts."""
    settings = SyncSettings()
    assert settings.post_page_size <= 200
    assert settings.list_page_size < 1000
