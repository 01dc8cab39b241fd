"""A mentoring round in a real browser: a whole one by mouse, the main path by keyboard."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pytest
from browser_pages import OpenPage, settled, tab_to
from playwright.sync_api import Page, expect

from matcher import Community, open_community
from matcher.domain import Mentee, Mentor, RoleKind, RoundInput, RoundState

NAME = "2026年度前期"


@pytest.fixture
def community(demo_database: str, tmp_path: Path) -> Community:
    """A demo community of the test's own."""
    folder = Path(demo_database.removeprefix("sqlite:///")).parent
    shutil.copytree(folder, tmp_path / "demo")
    return open_community(f"sqlite:///{tmp_path / 'demo' / 'community.sqlite'}")


@pytest.fixture
def address(community: Community) -> str:
    """The page, as an organizer sees it."""
    who = next(one.member_id for one in community.roles() if one.kind is RoleKind.ORGANIZER)
    return f"rounds?as={who}"


def press(page: Page, name: str) -> None:
    """Click the first button of that name and wait for what follows."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_timeout(200)
    settled(page)


def nothing_sideways(page: Page) -> None:
    """At the width of a phone, and narrower, nothing has to be scrolled sideways."""
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(300)
        wide = page.locator('[data-testid="stMain"]').evaluate("m => m.scrollWidth - m.clientWidth")
        assert wide <= 0, width
    page.set_viewport_size({"width": 1280, "height": 800})


def test_whole_round_by_mouse(
    community: Community, address: str, server_on: Callable[[str], str], open_page: OpenPage
) -> None:
    """Made, checked, solved, changed with undo, told, taken along, heard of, followed."""
    page = open_page(server_on(community.url), address)
    page.get_by_label("回の名前").fill(NAME)
    field = page.get_by_label("回答した会話の数")
    field.fill("1")
    field.press("Tab")
    expect(page.get_by_text("の席)が候補です。")).to_be_visible()
    nothing_sideways(page)
    press(page, "この内容で作る")
    expect(page.get_by_text("同時に組めるのは、最大で")).to_be_visible()
    press(page, "次へ: 3 組み合わせる")
    press(page, "組み合わせる")
    expect(page.get_by_text("人が組めました。")).to_be_visible()
    expect(page.get_by_role("columnheader", name="受入保留法")).to_be_visible()
    nothing_sideways(page)
    press(page, "次へ: 4 見直す")
    expect(page.get_by_role("button", name="固定する").first).to_be_visible()
    nothing_sideways(page)
    press(page, "固定する")
    expect(page.get_by_text("を固定(")).to_be_visible()
    press(page, "元に戻す")
    expect(page.get_by_text("を固定(")).to_have_count(0)
    press(page, "組まない")
    expect(page.get_by_text("まだ組み直していない変更が1件あります")).to_be_visible()
    press(page, "もう一度組む")
    expect(page.get_by_text("変わったのは")).to_be_visible()
    press(page, "次へ: 5 知らせる")
    with page.expect_download() as download:
        page.get_by_role("button", name="Excelで保存").click()
    assert download.value.suggested_filename == f"メンタリング_{NAME}.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    pairs = len(community.rounds.show(NAME).input.mentees)
    assert book["組"].max_row - 1 + book["待っている人"].max_row - 1 == pairs
    press(page, "知らせたことを記録する")
    expect(page.get_by_text("を知らせました。")).to_be_visible()
    assert community.rounds.show(NAME).state is RoundState.PUBLISHED
    nothing_sideways(page)
    page.get_by_role("radio", name="役に立った").first.click()
    expect(page.get_by_text("役に立った1組")).to_be_visible()
    press(page, "次の回を作る")
    page.get_by_label("回の名前").fill("2026年度後期")
    page.get_by_label("回の名前").press("Tab")
    settled(page)
    press(page, "この内容で作る")
    expect(page.get_by_text("同時に組めるのは、最大で")).to_be_visible()
    assert community.rounds.show("2026年度後期").follows == NAME


def test_main_path_by_keyboard(
    community: Community, address: str, server_on: Callable[[str], str], open_page: OpenPage
) -> None:
    """From the address to told pairs without a mouse; each step is reached with Tab."""
    rows = RoundInput(
        mentees=tuple(Mentee(id=f"E{n}", name=f"相談 {n}", topics=("税",)) for n in range(3)),
        mentors=tuple(Mentor(id=f"O{n}", name=f"助言 {n}", topics=("税",)) for n in range(3)),
    )
    community.rounds.create(NAME, rows)
    page = open_page(server_on(community.url), f"{address}&round={quote(NAME)}&step=check")
    for name in (
        "次へ: 3 組み合わせる",
        "組み合わせる",
        "次へ: 4 見直す",
        "固定する",
        "次へ: 5 知らせる",
        "知らせたことを記録する",
    ):
        expect(page.get_by_role("button", name=name, exact=True).first).to_be_visible()
        tab_to(page, f"^{name}$")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        settled(page)
    expect(page.get_by_text("3組を知らせました。")).to_be_visible()
    # Its state stands beside its name; the address goes on naming the round alone.
    page.get_by_role("radio", name="4 見直す").click()
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["round"] == [NAME]
    stored = community.rounds.show(NAME)
    assert len(stored.published_pairs) == 3
