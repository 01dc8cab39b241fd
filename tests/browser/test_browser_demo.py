"""The demo community in a real browser: asking, reading, starting."""

import time
from urllib.parse import quote

from browser_pages import OpenPage, settled
from playwright.sync_api import expect

QUESTION = "ガバクラの接続回線の見積をどう比べましたか"


def test_ask_and_read(demo_server: str, open_page: OpenPage) -> None:
    """A question typed on the page leads to a thread that opens and can be read."""
    page = open_page(demo_server, "ask")
    page.get_by_label("困っていること").fill(QUESTION)
    page.get_by_role("button", name="調べる").click()
    expect(page.get_by_role("heading", name="4. 下書き")).to_be_visible(timeout=20_000)
    with page.expect_popup() as opened:
        page.locator("h3 a").first.click()
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("会話")
    expect(opened.value.locator('[data-testid="stText"]').first).to_be_visible()


def test_start(demo_server: str, open_page: OpenPage) -> None:
    """The form leads to the checklist, and the address alone shows the same list."""
    page = open_page(demo_server, "starter")
    page.get_by_label("団体 ※必須").press_sequentially("上島町")
    expect(page.get_by_text("愛媛県上島町")).to_be_visible()
    page.get_by_role("button", name="始め方を見る").click()
    expect(page.get_by_text("愛媛県上島町の方への始め方です。")).to_be_visible(timeout=20_000)
    copied = open_page(demo_server, page.url.removeprefix(f"{demo_server}/"))
    expect(copied.get_by_text("愛媛県上島町の方への始め方です。")).to_be_visible()


def test_channel_button(demo_server: str, open_page: OpenPage) -> None:
    """Without Slack a channel's button leads to the channel's page in this app."""
    page = open_page(demo_server, "ask?q=" + quote(QUESTION))
    with page.expect_popup() as opened:
        page.get_by_role("link", name="を開く").first.click()
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("チャンネル")


def test_picker_answers_quickly(demo_server: str, open_page: OpenPage) -> None:
    """What is typed for a local government is answered, the browser's pause included."""
    page = open_page(demo_server, "starter")
    page.get_by_label("団体 ※必須").press_sequentially("上島町")
    started = time.monotonic()
    expect(page.get_by_text("愛媛県上島町")).to_be_visible()
    assert time.monotonic() - started < 3
