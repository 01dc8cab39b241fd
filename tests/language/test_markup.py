"""Slack's markup is read as a person reads it."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from matcher.language import (
    linked_threads,
    links,
    mentioned_members,
    render_markup,
    words_of_markup,
)

NAMES = {"U1": "見本@見本町", "W2": "大企@大企市"}
CHANNELS = {"C1": "何でも相談"}


def test_references_are_named() -> None:
    """Mentions, channels and groups are shown by name, with or without a label."""
    text = "<!here> <@U1> <@W2|daiki> <#C1|古い名> <!subteam^S1|@dx-team> <@U9> <#C9>"
    assert render_markup(text, NAMES, CHANNELS) == (
        "@here @見本@見本町 @大企@大企市 #何でも相談 @dx-team @不明な参加者 #不明なチャンネル"
    )


def test_links_show_their_label_and_keep_their_address() -> None:
    """A labelled link reads as its label; its address stays available, entities resolved."""
    text = "<https://example.jp/?a=1&amp;b=2|手引き> と <https://example.jp/x>"
    assert render_markup(text, {}, {}) == "手引き と https://example.jp/x"
    assert links(text) == ("https://example.jp/?a=1&b=2", "https://example.jp/x")


def test_markup_gives_no_words() -> None:
    """Names, channels and addresses are not the writer's words; labels are."""
    text = "<@U1> <#C1|何でも相談> <https://example.jp/税|手引き> 標準化 &amp; 税"
    assert words_of_markup(text).split() == ["手引き", "標準化", "&", "税"]


def test_mentions_and_thread_links_are_found() -> None:
    """Members of both id kinds are found once each; a link to a reply names its root."""
    assert mentioned_members("<@U1> <@W2|x> <@U1>") == ("U1", "W2")
    link = "https://x.slack.com/archives/C0A1/p1715299200000001"
    assert linked_threads(f"<{link}>") == ("C0A1:1715299200.000001",)
    reply = f"{link}?thread_ts=1715290000.000100&amp;cid=C0A1"
    assert linked_threads(f"<{reply}|こちら>") == ("C0A1:1715290000.000100",)


def test_case_s18_reads_as_written(cases: Path) -> None:
    """The real case S18: the sentence that a reader sees."""
    folder = cases / "slack" / "markup"
    users = json.loads((folder / "users.json").read_text(encoding="utf-8"))
    names = {
        user["id"]: user["profile"].get("display_name") or user["profile"]["real_name"]
        for user in users
    }
    channels = {
        channel["id"]: channel["name"]
        for channel in json.loads((folder / "channels.json").read_text(encoding="utf-8"))
    }
    texts = [
        render_markup(message.get("text", ""), names, channels)
        for file in sorted(folder.glob("*/*.json"))
        for message in json.loads(file.read_text(encoding="utf-8"))
    ]
    wanted = (
        "@here @channel @dx-ambassador @見本@見本町 さん、#何でも相談 の 手引き を見てください。"
        "標準化 & ガバクラ、費用は 5 < 10 です。"
    )
    assert any(wanted in " ".join(text.split()) or wanted in text for text in texts), texts


@given(st.text(alphabet=st.characters(blacklist_characters="<>&"), max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    """Text without markup is shown unchanged, emoji and full-width signs included."""
    assert render_markup(text, NAMES, CHANNELS) == text


def test_a_user_group_without_its_name_is_one():
    """No word of the markup itself is shown."""
    assert render_markup("<!subteam^S1> の皆さん", {}, {}) == "@ユーザーグループ の皆さん"
