"""コミュニティの地図 and 知見グラフ in a real browser: whole journeys by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from browser_pages import OpenPage, settled, tab_to
from playwright.sync_api import Page, expect

from matcher import open_community
from matcher.domain import RoleKind


@pytest.fixture(scope="session")
def organizer(demo_database: str) -> str:
    """Somebody who may see these pages."""
    roles = open_community(demo_database).roles()
    return next(role.member_id for role in roles if role.kind is RoleKind.ORGANIZER)


def choose_by_keys(page: Page, label: str, text: str) -> None:
    """Choose from a list without the mouse: Tab, type, Enter."""
    tab_to(page, f"{label}$")
    page.keyboard.type(text)
    expect(page.get_by_role("option", name=text).first).to_be_visible()
    page.keyboard.press("Enter")


def tile(page: Page, prefecture: str) -> None:
    """Click on a prefecture's tile."""
    page.locator(f'path[aria-label^="{prefecture} "]').first.click()


def test_map_by_mouse(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """From nobody's view to a prefecture, its questions, a conversation, and back to all Japan."""
    page = open_page(demo_server, "map")
    page.get_by_role("button", name="デモの運営の人として見る").click()
    expect(page.get_by_text("もっとも低いのは、")).to_be_visible()
    tile(page, "北海道")
    expect(page.get_by_role("heading", name="北海道")).to_be_visible()
    expect(page.get_by_text("まだ(")).to_be_visible()
    expect(page).to_have_url(re.compile("prefecture=01"))
    tile(page, "東京都")
    expect(page.get_by_role("heading", name="東京都")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^質問 ")).click()
    with page.expect_popup() as opened:
        page.locator("h3 a").first.click()
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("会話")
    page.get_by_role("button", name="全国に戻す").click()
    expect(page.get_by_role("heading", name="東京都")).to_have_count(0)
    tile(page, "東京都")
    expect(page.get_by_role("heading", name="東京都")).to_be_visible()


def test_map_by_keyboard(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """From the address bar to a prefecture's answers without the mouse."""
    page = open_page(demo_server, f"map?as={organizer}")
    choose_by_keys(page, "都道府県", "東京")
    expect(page.get_by_role("heading", name="東京都")).to_be_visible()
    tab_to(page, "市区町村 ")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("show=answering"))
    expect(page.get_by_text(re.compile("会話に回答しています")).first).to_be_visible()


def test_dots_and_islands(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """Every municipality is a mark that says its name; a click shows its prefecture alone."""
    page = open_page(demo_server, f"map?as={organizer}&form=dots")
    marks = page.locator('path[aria-roledescription="point"]')
    expect(page.locator('path[aria-label^="沖縄県与那国町 "]')).to_be_visible()
    assert marks.count() == 1_741
    page.locator('path[aria-label^="沖縄県与那国町 "]').click()
    expect(page.get_by_role("heading", name="沖縄県")).to_be_visible()
    expect(page.get_by_text("沖縄県だけを描いています。")).to_be_visible()
    expect(page).to_have_url(re.compile("code=473821"))


def test_files(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """Picture and table are made on this server when they are asked for."""
    page = open_page(demo_server, f"map?as={organizer}")
    page.get_by_role("button", name="保存する").click()
    starts = {}
    for name in ("PNGで保存", "SVGで保存"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        starts[download.value.suggested_filename] = download.value.path().read_bytes()[:8]
    assert starts["コミュニティの地図_都道府県のタイル.png"] == b"\x89PNG\r\n\x1a\n"
    assert starts["コミュニティの地図_都道府県のタイル.svg"].startswith(b"<svg")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSVで保存").first.click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 48
    assert lines[1].startswith("01,北海道,179,")


def test_graph_by_mouse(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """A click on a node makes it the middle, one on a line tells why, the trail leads back."""
    page = open_page(demo_server, f"graph?as={organizer}&node=prefecture:13")
    expect(page.get_by_role("heading", name="東京都")).to_be_visible()
    page.locator('path[aria-label^="都道府県 神奈川県"]').click()
    expect(page.get_by_role("heading", name="神奈川県")).to_be_visible()
    expect(page).to_have_url(re.compile("node=prefecture(:|%3A)14"))
    page.locator('line[aria-label*="となりどうしです"]').first.click(force=True)
    expect(page.get_by_text(re.compile("^「.*」と「.*」$"))).to_be_visible()
    page.get_by_role("button").filter(has_text="chevron_left東京都").click()
    expect(page.get_by_role("heading", name="東京都")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="神奈川県")).to_be_visible()


def test_graph_by_keyboard(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """Choose the middle, read why, open the evidence, step on, all without the mouse."""
    page = open_page(demo_server, f"graph?as={organizer}&node=prefecture:13")
    choose_by_keys(page, "まんなか", "北海道")
    expect(page.get_by_role("heading", name="北海道")).to_be_visible()
    tab_to(page, "青森県")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="青森県")).to_be_visible()
    tab_to(page, "根拠1")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    settled(opened.value)
    expect(opened.value.locator("h1")).to_have_text("会話")


def test_whole_graph_as_files(demo_server: str, organizer: str, open_page: OpenPage) -> None:
    """The picture and the whole graph leave in each format."""
    page = open_page(demo_server, f"graph?as={organizer}")
    page.get_by_role("button", name="保存する").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNGで保存").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    for name, sign in (("GraphML", "<graphml"), ("GEXF", "<gexf"), ("JSON", '"links"')):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"知見グラフ.{name.lower()}"
        assert sign in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["map?as=U60&prefecture=38", "map?as=U60&form=dots", "graph?as=U60"]
)
@pytest.mark.parametrize("state", ["ready", "hostile"])
def test_pages_fit(
    plain_server: Callable[[str], str], open_page: OpenPage, state: str, path: str
) -> None:
    """At every width nothing scrolls sideways, and no name becomes a picture."""
    page = open_page(plain_server(state), path)
    expect(page.locator("canvas, svg.marks").first).to_be_attached()
    assert page.locator('[data-testid="stMain"] img').count() == 0
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(300)
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0, width
