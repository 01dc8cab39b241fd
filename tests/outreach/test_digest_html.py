"""The digest as a file to mail: whole, harmless, well-mannered."""

import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.cli._digest import digest_text
from matcher.domain import Digest, DigestChannel, DigestScope, Reason, ThreadSuggestion
from matcher.outreach.digest import digest_html

TOKYO = ZoneInfo("Asia/Tokyo")
AT = datetime(2024, 10, 30, 9, 5, tzinfo=TOKYO)
HOSTILE = '"><img src=https://outside.invalid/x.png><script>alert(1)</script>&copy;'


def thread(
    title: str = "接続回線の見積", permalink: str = "thread?thread=C1%3A1"
) -> ThreadSuggestion:
    """A conversation with one reason."""
    reason = Reason("moved", "この日、3人が書き込みました(返信4件)。")
    return ThreadSuggestion(
        "C1:1", "C1", "標準化", permalink, title, AT, 4, False, False, 1, 0.0, (reason,)
    )


DIGEST = Digest(
    member="U1",
    name="佐藤 みちる",
    from_=datetime(2024, 10, 30, tzinfo=TOKYO),
    to=datetime(2024, 10, 31, tzinfo=TOKYO),
    days=1,
    scope=DigestScope.STARS,
    notice="",
    fields=(),
    channels=(DigestChannel("C1", "標準化", "channel?channel=C1", 1234, 5),),
    threads=(thread(),),
    waiting=(thread("待つ質問"),),
    resolved=(thread("済んだ質問"),),
    more_threads=0,
    more_waiting=3,
    more_resolved=0,
)


class Reader(HTMLParser):
    """What a mail program would see."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep tags and every attribute that could load or run something."""
        self.tags.append(tag)
        for name, value in attrs:
            assert name in {"lang", "charset", "name", "content", "style", "href"}, name
            if name == "href":
                self.addresses.append(value or "")
            if name == "style":
                assert "url(" not in (value or "")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words."""
        return "\n".join(word for word in self.words if word.strip())


def test_parts_counts_and_day() -> None:
    """Waiting first, then settled, then what people came to; counts with their units."""
    read = Reader(digest_html(DIGEST))
    for word in ("佐藤 みちる さんへのまとめ", "2024年10月30日", "ほかに3件あります。"):
        assert word in read.text
    assert "投稿1,234件(5人)" in read.text
    order = [read.text.index(word) for word in ("待つ質問", "済んだ質問", "接続回線の見積")]
    assert order == sorted(order)
    assert "2024年10月31日" not in read.text


def test_several_days_name_first_and_last() -> None:
    """A week is told from its first to its last day."""
    week = replace(DIGEST, from_=datetime(2024, 10, 24, tzinfo=TOKYO), days=7)
    assert "2024年10月24日〜2024年10月30日" in Reader(digest_html(week)).text
    assert "2024年10月24日〜2024年10月30日" in digest_text(week)


def test_pages_of_the_app_need_its_address() -> None:
    """A conversation without a web address is a link only when the app's address is known."""
    assert Reader(digest_html(DIGEST)).addresses == []
    for given_address in ("https://app.example", "https://app.example/"):
        read = Reader(digest_html(DIGEST, app_address=given_address))
        assert read.addresses[-1] == "https://app.example/thread?thread=C1%3A1"
    below = Reader(digest_html(DIGEST, app_address="https://intra.example/michi"))
    assert below.addresses[-1] == "https://intra.example/michi/thread?thread=C1%3A1"


def test_slack_addresses_stay() -> None:
    """A conversation on Slack opens on Slack, whatever the app's address."""
    slack = "https://example.slack.com/archives/C1/p1"
    told = replace(DIGEST, threads=(thread(permalink=slack),))
    assert slack in Reader(digest_html(told, app_address="https://app.example")).addresses


def test_no_script_becomes_a_link() -> None:
    """An address that is not of the web is shown as words."""
    told = replace(DIGEST, threads=(thread(permalink="javascript:alert(1)"),))
    assert Reader(digest_html(told)).addresses == []
    assert Reader(digest_html(told, app_address="https://app.example")).addresses == [
        "https://app.example/channel?channel=C1",
        "https://app.example/thread?thread=C1%3A1",
        "https://app.example/thread?thread=C1%3A1",
    ]


@given(st.text() | st.just(HOSTILE))
def test_members_words_stay_words(words: str) -> None:
    """Whatever stands in titles and names, no element, address or line comes of it."""
    told = replace(
        DIGEST,
        name=words,
        notice=words,
        threads=(replace(thread(words), channel_name=words),),
        channels=(DigestChannel("C1", words, words, 1, 1),),
    )
    plain, hostile = Reader(digest_html(DIGEST)), Reader(digest_html(told))
    assert {*hostile.tags} - {"p"} <= {*plain.tags} | {"strong"}
    assert "script" not in hostile.tags
    assert hostile.tags.count("div") == plain.tags.count("div")


def test_nothing_is_loaded() -> None:
    """The file names no other file: it opens the same without a network."""
    document = digest_html(DIGEST, app_address="https://app.example")
    assert not re.search(r"<(?:img|script|link|iframe|style|object|embed|form)\b", document)
    assert not re.search(r"@import|url\(|src=", document)


@pytest.mark.parametrize("write", [digest_html, digest_text])
def test_house_manners(write) -> None:  # type: ignore[no-untyped-def]
    """No business greeting, no 「こちら」, no score; a quiet day says that it is quiet."""
    quiet = replace(DIGEST, threads=(), waiting=(), resolved=(), more_waiting=0)
    for told in (DIGEST, quiet):
        assert not re.search("お世話に|お疲れ様|こちら|DM|スコア|個別に", write(told))
    assert "新しい動きはありませんでした" in write(quiet)
    assert "新しい動きはありませんでした" not in write(DIGEST)
