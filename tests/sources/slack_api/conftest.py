"""A served workspace, and what synchronizes it."""

from collections.abc import Iterator

import pytest
from slack_server import Server, Slack
from slack_syncing import Syncing, post, ts, user


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests."""
    found = Server()
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """The tests' server is on this machine, whatever proxy the machine uses."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def serve(server):
    """Serve a workspace and give what synchronizes it."""

    def served(slack: Slack) -> Syncing:
        server.slack = slack
        return Syncing(server, slack)

    return served


@pytest.fixture
def workspace() -> Slack:
    """A workspace with threads, bots, huddles, strangers, joins and an archived channel."""
    users = [
        user("U0AOBA001", "青葉@架空市"),
        user("W0DAIKI01", "大企@大企市", enterprise_user={"enterprise_id": "E0KASOU"}),
        user("U0SARI0003", "去利@見本町", deleted=True),
        user("B0USER0001", "受付", is_bot=True),
        user("U0SOTO0004", "外部@ベンダー", team_id="T0SOTO0001", is_stranger=True),
    ]
    help_ = {
        "id": "C0SODAN01",
        "name": "何でも相談",
        "created": 1672531200,
        "purpose": {"value": "困ったら"},
        "members": ["U0AOBA001", "W0DAIKI01", "U0DARE00009"],
    }
    lounge = {"id": "C0ZATSU01", "name": "雑談", "created": 1672531300, "members": ["U0AOBA001"]}
    old = {
        "id": "C0FURUI01",
        "name": "先行事業-2022",
        "created": 1672531400,
        "is_archived": True,
        "members": [],
    }
    joined = {"subtype": "channel_join", "text": "<@U0AOBA001> has joined"}
    left = {"subtype": "channel_leave", "text": "<@U0AOBA001> has left"}
    root = ts(300)
    silent = ts(60 * 24 * 200)
    posts = {
        "C0SODAN01": [
            post(ts(60 * 24 * 400), **joined),
            post(silent, "昔の質問"),
            post(ts(60 * 24 * 199), "昔の答え", "W0DAIKI01", thread_ts=silent),
            post(root, "ガバクラの回線は? <@W0DAIKI01>", reactions=[{"name": "+1", "count": 2}]),
            *(
                post(
                    ts(290 - n), f"答え{n}", "W0DAIKI01", thread_ts=root, parent_user_id="U0AOBA001"
                )
                for n in range(6)
            ),
            post(ts(280), "皆さんへ", "U0SARI0003", thread_ts=root, subtype="thread_broadcast"),
            post(ts(270), "名乗らない人", "U0DARE00009"),
            post(ts(265), "名だけの人", "U0NANO00010", user_profile={"display_name": "那乃"}),
            post(ts(260), "直した文", edited={"user": "U0AOBA001", "ts": ts(255)}),
            {
                "type": "message",
                "subtype": "bot_message",
                "username": "お知らせ",
                "text": "保守",
                "ts": ts(250),
            },
            post(ts(245), "", "USLACKBOT", subtype="huddle_thread", room={"id": "R1"}),
            post(ts(240), "ハドルのメモ", thread_ts=ts(245)),
            post(ts(235), "受け付けました", "B0USER0001", bot_id="B0UKE00001"),
            post(ts(230), "外から", "U0SOTO0004"),
        ],
        "C0ZATSU01": [post(ts(20 * n), f"雑談{n}") for n in range(1, 9)],
        "C0FURUI01": [
            post(ts(60 * 24 * 300), **joined),
            post(ts(60 * 24 * 290), by="W0DAIKI01", **joined),
            post(ts(60 * 24 * 280), "先行事業の申込方法"),
            post(ts(60 * 24 * 270), by="W0DAIKI01", **left),
        ],
    }
    return Slack(users, [help_, lounge, old], posts)
