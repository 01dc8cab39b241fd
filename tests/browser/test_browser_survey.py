"""From a survey question to the table of past answers, and out into a file."""

from pathlib import Path
from urllib.parse import quote

import openpyxl
from browser_pages import OpenPage, settled
from playwright.sync_api import expect

QUESTION = "学校の端末のスペックと更新サイクルを、皆さんの団体の状況で教えてください"


def test_survey_journey(demo_server: str, open_page: OpenPage, tmp_path: Path) -> None:
    """Asking shows past surveys; their table opens, fits the phone, and is saved for Excel."""
    page = open_page(demo_server, "ask?q=" + quote(QUESTION))
    page.get_by_role("link", name="回答の表を見る").first.click()
    settled(page)
    expect(page.locator("h1")).to_have_text("アンケート")
    expect(page.get_by_role("heading", name="団体ごとの回答")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Excel(XLSX)で保存").click()
    file = tmp_path / "表.xlsx"
    saved.value.save_as(file)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet["A1"].value == "団体コード"
    assert sheet.max_row > 1
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(300)
        wide = page.locator('[data-testid="stMain"]').evaluate("m => m.scrollWidth - m.clientWidth")
        assert wide <= 0, width


def test_survey_by_keyboard(demo_server: str, open_page: OpenPage) -> None:
    """Without a mouse the table can be read as text, and leads to the conversation."""
    page = open_page(demo_server, "ask?q=" + quote(QUESTION))
    page.get_by_role("link", name="回答の表を見る").first.focus()
    page.keyboard.press("Enter")
    settled(page)
    words = page.locator("summary", has_text="文章で読む")
    words.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("さんの返信").first).to_be_visible()
    page.get_by_role("link", name="元の会話を読む").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("h1")).to_have_text("会話")
