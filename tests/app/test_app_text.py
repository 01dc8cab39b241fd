"""Text that members wrote reaches a page as text."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.app._text import count, escape, is_web_address, link, shortened, unbroken
from matcher.domain import day_text, minute_text

SPECIAL = "\\`*_{}[]<>()#+-.!|~$:&=^@/\"'"


@pytest.mark.parametrize("character", SPECIAL)
def test_markdown_signs_are_escaped(character: str) -> None:
    """Each sign that means something in markdown comes with a backslash."""
    assert escape(f"あ{character}い").replace("\u2060", "") == f"あ\\{character}い"


@pytest.mark.parametrize("code", [":x:", ":+1:", ":streamlit:", ":material/home:", ":red[赤]"])
def test_short_codes_are_broken(code: str) -> None:
    """A colon before a name is followed by a word joiner: neither emoji, icon nor the logo."""
    assert re.search(r":(?=[\w+])", escape(code).replace("\\", "")) is None


@pytest.mark.parametrize("arrow", ["->", "<-", "--", ">=", "<="])
def test_arrows_stay(arrow: str) -> None:
    """Streamlit's typographic replacements do not match what was escaped."""
    assert arrow not in escape(arrow).replace("\\", "")


def test_line_breaks_cannot_start_a_block() -> None:
    """A list, heading, quote or code block after a line break stays in the line."""
    assert escape("一\n# 二\n    三\t四") == "一 \\# 二 三 四"


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    """Without backslashes and word joiners the words are those that were written."""
    plain = text.replace("\u2060", "")
    shown = re.sub(r"\\(.)", r"\1", escape(plain)).replace("\u2060", "")
    assert shown == " ".join(plain.split())


def test_no_link_to_a_script() -> None:
    """Only web addresses and pages of the app become links."""
    assert link("押す", "javascript:alert(1)") == "押す"
    assert link("押す", "//outside.invalid/x") == "押す"
    assert link("押す", "") == "押す"
    assert link("読む", "thread?thread=C1%3A1.0") == "[読む](thread?thread=C1%3A1.0)"
    assert link("読む", "https://example.slack.com/archives/C1/p1?x=(1)") == (
        "[読む](https://example.slack.com/archives/C1/p1?x=%281%29)"
    )


def test_broken_addresses_are_no_links() -> None:
    """What cannot be read as an address is refused, not raised."""
    assert not is_web_address("https://[broken")
    assert not is_web_address("data:image/png;base64,AAAA")


def test_dates_are_japanese() -> None:
    """Days and minutes are those of Tokyo."""
    late = datetime(2024, 9, 11, 15, 5, tzinfo=UTC)
    assert day_text(late) == "2024年9月12日"
    assert minute_text(late) == "2024年9月12日 0:05"
    assert day_text(date(2024, 4, 1)) == "2024年4月1日"


def test_short_labels_do_not_break() -> None:
    """A word joiner stands between the characters, and nothing else is added."""
    assert unbroken("根拠1件").split("\u2060") == ["根", "拠", "1", "件"]


def test_counts_have_separators() -> None:
    """Large numbers are readable and carry their unit."""
    assert count(1788, "団体") == "1,788団体"


def test_preview_says_that_there_is_more() -> None:
    """A cut text ends in 「…」, a whole one does not."""
    assert shortened("一行目\n\n二行目\n三行目", lines=2) == "一行目\n二行目…"
    assert shortened("一行目", lines=2) == "一行目"
