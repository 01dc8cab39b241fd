"""空白とつながり and 次のアンバサダー in a real browser: journeys by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from browser_pages import OpenPage, settled, tab_to
from playwright.sync_api import Page, expect

from matcher import open_community
from matcher.domain import RoleKind

LISTED = """() => [...document.querySelectorAll('[data-testid="stMain"] li a')]
    .map((link) => link.href).join(' ')"""
"""Which conversations are listed: a press takes a moment until the server answers it."""


@pytest.fixture(scope="session")
def organizer(demo_database: str) -> str:
    """Somebody who may see these pages."""
    roles = open_community(demo_database).roles()
    return next(role.member_id for role in roles if role.kind is RoleKind.ORGANIZER)


def first_name(page: Page) -> str:
    """Name of the first candidate of the set."""
    return str(page.locator("h3 a").first.inner_text()).replace("\u2060", "")


def test_gaps_by_mouse(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """From nobody's view to whose answers are missed, to a conversation, to a file, and back."""
    page = open_page(demo_server, "gaps")
    page.get_by_role("button", name="デモの運営の人として見る").click()
    page.get_by_role("radio", name="異動の影響").click()
    expect(page).to_have_url(re.compile("tab=departures"))
    page.get_by_role("radio", name=re.compile("^失われる知見")).first.click()
    expect(page.get_by_text(re.compile("その後の質問")).first).to_be_visible()
    page.get_by_role("radio", name=re.compile("^書き残されている会話")).first.click()
    expect(page.get_by_text(re.compile("その後の質問"))).to_have_count(0)
    with page.expect_popup() as opened:
        page.locator('[data-testid="stMain"] li a').first.click()
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("会話")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSVで保存").click()
    assert download.value.suggested_filename == "空白とつながり_異動の影響.csv"
    head = download.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.startswith("回答していた人,団体,都道府県,変化,")


def test_gaps_by_keyboard(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """From the address bar to the waiting questions of a month without the mouse."""
    page = open_page(demo_server, f"gaps?as={organizer}")
    expect(page.get_by_text(re.compile("対象: この90日"))).to_be_visible()
    tab_to(page, "足りないテーマ")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("tab=questions"))
    expect(page.get_by_text(re.compile("^全国の質問"))).to_be_visible()
    tab_to(page, "会話を見るテーマ")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    before = page.evaluate(LISTED)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(f"before => ({LISTED})() !== before", arg=before)
    tab_to(page, "thread[?]thread=")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("会話")


def test_coverage_and_report(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """The table opens; the month's report is one file that links back to this server."""
    page = open_page(demo_server, f"gaps?as={organizer}")
    page.get_by_text("テーマと場所の表").click()
    expect(page.get_by_text(re.compile("^90日: "))).to_be_visible()
    page.get_by_role("radio", name="団体の種類").click()
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    page.get_by_role("button", name="月次レポート").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="レポートを保存する").click()
    assert re.fullmatch(r"月次レポート_\d{4}-\d\d\.html", download.value.suggested_filename)
    report = download.value.path().read_text(encoding="utf-8")
    assert f"{demo_server}/thread?thread=" in report


def test_candidates_by_mouse(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """Keep somebody out, read who comes instead, take it back, fix somebody, save the set."""
    page = open_page(demo_server, f"candidates?as={organizer}")
    expect(page.get_by_role("heading", name=re.compile("^いっしょに選んだ"))).to_be_visible()
    name = first_name(page)
    page.get_by_role("button", name="外す", exact=True).first.click()
    expect(page.get_by_text(re.compile("さんを外しました。"))).to_be_visible()
    expect(page).to_have_url(re.compile("excluded="))
    expect(page.locator("h3 a").first).not_to_contain_text(name.split("@")[0])
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator("h3 a").first).to_contain_text(name.split("@")[0])
    page.get_by_role("button", name="候補に固定").first.click()
    expect(page.get_by_text("固定をやめる")).to_be_visible()
    page.get_by_text("誘う文の下書き").first.click()
    expect(page.get_by_text(re.compile("一緒に活動しませんか")).first).to_be_visible()
    page.get_by_role("button", name="保存する").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSVで保存").first.click()
    assert name in download.value.path().read_text(encoding="utf-8-sig")
    with page.expect_download() as download:
        page.get_by_role("button", name="SVGで保存").click()
    assert download.value.path().read_bytes().startswith(b"<svg")


def test_candidates_by_keyboard(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """Move the slider, keep the first one out, undo it, all without the mouse."""
    page = open_page(demo_server, f"candidates?as={organizer}")
    tab_to(page, "地域の広がり")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"spread=0\.75"))
    settled(page)
    name = first_name(page)
    tab_to(page, "外す")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("さんを外しました。"))).to_be_visible()
    page.keyboard.press("Home")
    tab_to(page, "元に戻す", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("h3 a").first).to_contain_text(name.split("@")[0])


def test_from_home(plain_server: Callable[[str], str], open_page: OpenPage) -> None:
    """What the organizer's card counts is one press away."""
    page = open_page(plain_server("ready"), "home?as=U60")
    page.get_by_role("link", name="次のアンバサダーを選ぶ").click()
    expect(page.locator("h1")).to_have_text("次のアンバサダー")
    page.get_by_role("link", name="ホーム").click()
    page.get_by_role("link", name="一人だけのテーマを見る").click()
    expect(page.locator("h1")).to_have_text("空白とつながり")
    expect(page.get_by_role("radio", name="一人だけのテーマ")).to_be_checked()


@pytest.mark.parametrize(
    "path", ["gaps?as=U60", "gaps?as=U60&tab=departures", "candidates?as=U60&excluded=U1"]
)
@pytest.mark.parametrize("state", ["ready", "hostile"])
def test_pages_fit(
    plain_server: Callable[[str], str], open_page: OpenPage, state: str, path: str
) -> None:
    """At every width nothing scrolls sideways, and no name becomes a picture."""
    page = open_page(plain_server(state), path)
    expect(page.get_by_role("button", name=re.compile("保存")).first).to_be_visible()
    assert page.locator('[data-testid="stMain"] img').count() == 0
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(300)
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0, width
