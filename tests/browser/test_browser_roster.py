"""A roster through the page in a real browser: choose, look, decide, take in, build."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from browser_pages import OpenPage, settled
from playwright.sync_api import expect

from matcher.domain import Account, Batch, Channel, Message, Progress, SourceNotes
from matcher.store import open_store

NAME = "名簿（令和6年度）.xlsx"
ROWS = [
    ["令和6年度 名簿"],
    ["氏名", "メール", "団体コード", "団体名", "所属", "退職日", "備考"],
    ["青葉 一", "Ａ@city.example.lg.jp", "1202", "", "情報課", "", ""],
    ["見本 二", "b@fuchu.example.jp", "", "府中市", "税務課", "", "欠員"],
    ["試験 三", "c@town.example.lg.jp", "", "愛媛県上島町", "総務課", "2024/2/30", ""],
    ["見本 四", "nobody@example.lg.jp", "", "愛媛県上島町", "", "", ""],
]


class Members:
    """Three members, one of whom has asked something."""

    def __init__(self) -> None:
        self.notes = SourceNotes()

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield them at once."""
        at = datetime(2024, 10, 1, tzinfo=UTC)
        yield Batch(
            accounts=(
                Account("U1", "青葉 一", email="a@city.example.lg.jp"),
                Account("U2", "見本 二", email="b@fuchu.example.jp"),
                Account("U3", "試験 三", email="c@town.example.lg.jp"),
            ),
            channels=(Channel("C1", "何でも相談"),),
            messages=(Message("C1:1", "C1", "C1:1", "U1", at, "接続回線の見積は?"),),
        )


def test_roster_journey(
    tmp_path: Path, server_on: Callable[[str], str], open_page: OpenPage
) -> None:
    """From the file to the built community, on a wide window and at the width of a phone."""
    url = f"sqlite:///{tmp_path / 'community.sqlite'}"
    with open_store(url) as store:
        store.import_source(Members())
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.worksheets[0].append(row)
    file = tmp_path / NAME
    workbook.save(file)
    page = open_page(server_on(url), "import")
    page.get_by_role("radio", name="名簿").click()
    expect(page.get_by_role("heading", name="名簿を取り込む")).to_be_visible()
    upload = page.locator("input[type=file]")
    expect(upload).to_have_count(1)  # the zip's own field leaves the page a moment later
    upload.set_input_files(file)
    expect(page.get_by_text(NAME).first).to_be_visible()
    expect(page.get_by_text("2人の登録が変わります")).to_be_visible()
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(300)
        wide = page.locator('[data-testid="stMain"]').evaluate("m => m.scrollWidth - m.clientWidth")
        assert wide <= 0, width
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_text("広島県府中市", exact=True).click()
    expect(page.get_by_text("3人の登録が変わります")).to_be_visible()
    page.get_by_role("button", name="この内容で取り込む").click()
    expect(page.get_by_text("3人の登録を更新しました")).to_be_visible()
    with open_store(url) as store:
        assert store.profile("U2").organization_code == "342084"
    page.get_by_role("button", name="会話を探せるように整える").click()
    expect(page.get_by_text("会話を探せるように整えました。")).to_be_visible(timeout=60_000)
    page.goto(page.url.replace("/import", "/people?member=U2"))
    settled(page)
    expect(page.get_by_text("広島県府中市(出どころ: 名簿)")).to_be_visible()
