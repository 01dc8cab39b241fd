"""The frame in a real browser: language, titles, history, focus, widths, nothing from outside."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from browser_pages import OpenPage, settled
from playwright.sync_api import Page, expect

PAGES = {
    "": "ホーム",
    "home": "ホーム",
    "starter": "はじめての方へ",
    "ask": "聞いてみる",
    "similar": "似た事例",
    "topics": "テーマ",
    "people": "人",
    "thread?thread=C1:1.0": "会話",
    "channel?channel=C1": "チャンネル",
    "desk": "アンバサダーの机",
    "import": "取り込み",
    "settings": "設定",
}
FULL = [
    "?as=U2",
    "starter?as=U2",
    "ask?q=" + quote("接続回線の見積をどう比べましたか"),
    "similar?text=" + quote("接続回線"),
    "topics?topic=gc-network",
    "people?member=U2&as=U2",
    "thread?thread=C1:1.0",
    "channel?channel=C1",
    "import",
    "settings?as=U2",
]
Server = Callable[[str], str]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate(
            """() => {
                const main = document.querySelector('[data-testid="stMain"]');
                return main.scrollWidth - main.clientWidth;
            }"""
        )
    )


def test_language_and_titles(plain_server: Server, open_page: OpenPage) -> None:
    """Each link opened on a fresh session has its page, title and language."""
    server = plain_server("ready")
    page = open_page(server)
    for path, title in PAGES.items():
        page.goto(f"{server}/{path}")
        expect(page).to_have_title(title)
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator("html")).to_have_attribute("lang", "ja")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_unknown_page(plain_server: Server, open_page: OpenPage) -> None:
    """An address that is no page says so in Japanese, over ホーム."""
    page = open_page(plain_server("ready"), "nopage")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("そのページはありません")
    assert not re.search("[A-Za-z]{4,}", dialog.inner_text())


@pytest.mark.parametrize("state", ["ready", "empty", "error", "hostile"])
def test_pages_fit_in_every_state(plain_server: Server, open_page: OpenPage, state: str) -> None:
    """In every state, at every width, each page fits and shows no picture of members' making."""
    server = plain_server(state)
    page = open_page(server)
    for path in FULL:
        page.goto(f"{server}/{path}")
        settled(page)
        assert page.locator('[data-testid="stMain"] img').count() == 0, path
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            page.wait_for_timeout(150)
            assert sideways(page) <= 0, (path, width)


def test_members_words_stay_words(plain_server: Server, open_page: OpenPage) -> None:
    """A title and a message full of markup read exactly as they were written."""
    hostile = "![x](https://outside.invalid/x.png) :streamlit: <b>太字</b> $x$ *強調* # 1. ~~ | `c`"
    page = open_page(plain_server("hostile"), "thread?thread=C1:1.0")
    shown = page.locator("h2").first.inner_text().replace("\u2060", "")
    assert shown == hostile
    texts = page.locator('[data-testid="stText"]').all_inner_texts()
    assert hostile in texts


def test_back_and_forward(plain_server: Server, open_page: OpenPage) -> None:
    """Three pages through the menu, twice Back, once Forward: the right page each time."""
    page = open_page(plain_server("ready"))
    for title in ("聞いてみる", "テーマ", "設定"):
        page.get_by_role("link", name=title, exact=True).click()
        expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator("h1")).to_have_text("テーマ")
    page.go_back()
    expect(page.locator("h1")).to_have_text("聞いてみる")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("テーマ")


def test_question_and_position_survive(plain_server: Server, open_page: OpenPage) -> None:
    """Typed, asked, left and come back: question, answer, address and position are there."""
    page = open_page(plain_server("ready"), "ask")
    page.get_by_label("困っていること").fill("接続回線の見積は")
    page.get_by_role("button", name="調べる").click()
    expect(page.get_by_role("heading", name="4. 下書き")).to_be_visible()
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(800)
    main = page.locator('[data-testid="stMain"]')
    before = main.evaluate("main => main.scrollTop")
    assert before > 500
    page.get_by_role("link", name="設定", exact=True).click()
    expect(page.locator("h1")).to_have_text("設定")
    page.go_back()
    expect(page.get_by_role("heading", name="4. 下書き")).to_be_attached()
    assert page.get_by_label("困っていること").input_value() == "接続回線の見積は"
    page.wait_for_timeout(1500)
    assert abs(main.evaluate("main => main.scrollTop") - before) < 50
    page.reload()
    settled(page)
    expect(page.get_by_label("困っていること")).to_have_value("接続回線の見積は")
    expect(page.get_by_role("heading", name="4. 下書き")).to_be_attached()


def test_results_open_beside(plain_server: Server, open_page: OpenPage) -> None:
    """A thread opens in a tab of its own, as the same person; the answer stays where it was."""
    page = open_page(plain_server("ready"), "ask?as=U2&q=" + quote("接続回線の見積は"))
    with page.expect_popup() as opened:
        page.get_by_role("link", name="接続回線の見積、相場が知りたいです").first.click()
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("会話")
    assert "as=U2" in opened.value.url


def test_keyboard_reaches_the_question(plain_server: Server, open_page: OpenPage) -> None:
    """From the address bar Tab reaches field and button, each with a visible black ring."""
    page = open_page(plain_server("ready"), "ask")
    rings = {}
    for _ in range(30):
        page.keyboard.press("Tab")
        name, ring = page.evaluate(
            """() => {
                const at = document.activeElement;
                const style = getComputedStyle(at);
                return [at.getAttribute('aria-label') || at.innerText,
                        `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`];
            }"""
        )
        rings[name] = ring
        if name == "調べる":
            break
    assert rings["調べる"] == "solid 4px rgb(0, 0, 0)"
    assert any("困っていること" in name for name in rings)


def test_jump_links(plain_server: Server, open_page: OpenPage) -> None:
    """On the phone the link 下書き brings the draft into view."""
    question = "ask?q=" + quote("接続回線の見積は")
    page = open_page(plain_server("ready"), question, width=390, height=844)
    draft = page.get_by_role("heading", name="4. 下書き")
    assert not draft.is_visible() or draft.bounding_box()["y"] > 844
    link = page.get_by_role("link", name="下書き")
    link.focus()
    page.keyboard.press("Enter")
    expect(draft).to_be_in_viewport()


def test_typing_a_name(plain_server: Server, open_page: OpenPage) -> None:
    """Typing finds one person of 15,000; choosing them closes the list and tells their name."""
    page = open_page(plain_server("ready"))
    page.get_by_role("button", name="見る人を選ぶ").click()
    page.get_by_label("見る人をさがす").press_sequentially("14999番")
    page.get_by_role("combobox", name="この人として見る").click()
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("option").click()
    expect(page).to_have_url(re.compile("as=U14999"))
    expect(page.get_by_role("button", name=re.compile("^見る人: ."))).to_be_visible()
    expect(page.get_by_label("見る人をさがす")).to_be_hidden()


@pytest.mark.parametrize(
    ("who", "seen", "missing"),
    [
        ("", ["アンバサダーの机", "メンタリング", "取り込み"], []),
        ("?as=U32", ["聞いてみる", "設定"], ["アンバサダーの机", "メンタリング", "取り込み"]),
        ("?as=U70", ["アンバサダーの机"], ["メンタリング", "取り込み"]),
        ("?as=U60", ["アンバサダーの机", "メンタリング", "取り込み"], []),
    ],
)
def test_the_menu_by_role(
    plain_server: Server, open_page: OpenPage, who: str, seen: list[str], missing: list[str]
) -> None:
    """The menu holds what somebody's role needs, and everything while nobody is known."""
    menu = open_page(plain_server("ready"), who).get_by_test_id("stSidebarNav")
    for title in seen:
        expect(menu.get_by_role("link", name=title, exact=True)).to_be_visible()
    for title in missing:
        expect(menu.get_by_role("link", name=title, exact=True)).to_have_count(0)


def test_no_english_in_widgets(plain_server: Server, open_page: OpenPage) -> None:
    """Streamlit's own words in its fields are read in Japanese."""
    page = open_page(plain_server("ready"), "import")
    expect(page.get_by_role("button", name="ファイルを選ぶ")).to_be_visible()
    expect(page.get_by_text("1つ500MBまで")).to_be_visible()
    page = open_page(plain_server("ready"), "starter")
    page.get_by_role("combobox", name="関心のあるテーマ").fill("無いテーマ")
    expect(page.get_by_text("合うものはありません")).to_be_visible()
