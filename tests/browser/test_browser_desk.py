"""アンバサダーの机 in a real browser: from opening to claim to undo, by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from browser_pages import OpenPage, settled, tab_to
from playwright.sync_api import Locator, Page, expect

from matcher import open_community
from matcher.domain import RoleKind

ME, OTHER = "U70", "U71"
MINE = re.compile("あなたが対応中です")
TAKEN = re.compile("さんが対応中です")
Server = Callable[[str], str]


def cards(page: Page) -> Locator:
    """The cards: containers with a claim or an undo in them."""
    return page.get_by_role("button", name="対応します")


def test_by_mouse(plain_server: Server, open_page: OpenPage) -> None:
    """Open, choose a list, claim, read the text, take it back: the card is as it was."""
    page = open_page(plain_server("ready"), f"desk?as={ME}")
    page.get_by_role("radio", name="答えを待つ質問").click()
    expect(page).to_have_url(re.compile("list=question"))
    expect(page.get_by_role("heading", name="接続回線の見積").first).to_be_visible()
    settled(page)
    before = cards(page).count()
    cards(page).first.click()
    expect(page.get_by_text(MINE)).to_be_visible()
    expect(page.get_by_text("ようこそ").first).to_be_visible()
    expect(cards(page)).to_have_count(before - 1)
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_text(MINE)).to_have_count(0)
    expect(cards(page)).to_have_count(before)


def test_by_keyboard(plain_server: Server, open_page: OpenPage) -> None:
    """From the address bar Tab reaches 対応します and 元に戻す; Enter presses them."""
    page = open_page(plain_server("ready"), f"desk?as={ME}")
    tab_to(page, "対応します$")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "4px"
    page.keyboard.press("Enter")
    expect(page.get_by_text(MINE)).to_be_visible()
    settled(page)
    tab_to(page, "元に戻す$")
    page.keyboard.press("Enter")
    expect(page.get_by_text(MINE)).to_have_count(0)


def test_two_ambassadors(plain_server: Server, open_page: OpenPage) -> None:
    """What one takes on, the other sees without a button, and is refused when too late."""
    server = plain_server("ready")
    mine, theirs = open_page(server, f"desk?as={ME}"), open_page(server, f"desk?as={OTHER}")
    cards(mine).first.click()
    expect(mine.get_by_text(MINE)).to_be_visible()
    before = cards(theirs).count()
    cards(theirs).first.click()
    expect(theirs.get_by_role("alert").get_by_text(TAKEN)).to_be_visible()
    expect(cards(theirs)).to_have_count(before - 1)
    expect(theirs.get_by_role("heading", name="ほかの人が対応中")).to_be_visible()
    mine.get_by_role("button", name="元に戻す").click()
    expect(mine.get_by_text(MINE)).to_have_count(0)
    theirs.reload()
    settled(theirs)
    expect(theirs.get_by_role("heading", name="ほかの人が対応中")).to_have_count(0)


def test_done_and_back(plain_server: Server, open_page: OpenPage) -> None:
    """済み takes the card away at once; the way back stands above the lists."""
    page = open_page(plain_server("ready"), f"desk?as={ME}&list=missing")
    before = cards(page).count()
    page.get_by_role("button", name="済み").first.click()
    expect(cards(page)).to_have_count(before - 1)
    expect(page.get_by_text("を済みにしました。")).to_be_visible()
    page.get_by_role("button", name="元に戻す").click()
    expect(cards(page)).to_have_count(before)


@pytest.mark.parametrize("state", ["ready", "hostile"])
def test_nothing_scrolls_sideways(plain_server: Server, open_page: OpenPage, state: str) -> None:
    """Desk and ホーム fit the window at every width, whatever members wrote."""
    server = plain_server(state)
    page = open_page(server)
    for path in (f"desk?as={ME}", f"desk?as={ME}&list=hidden", "desk?as=U32", "?as=U60"):
        page.goto(f"{server}/{path}")
        settled(page)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            page.wait_for_timeout(150)
            main = page.locator('[data-testid="stMain"]')
            assert main.evaluate("m => m.scrollWidth - m.clientWidth") <= 0, (path, width)


def test_the_first_task_is_on_the_first_screen(plain_server: Server, open_page: OpenPage) -> None:
    """On an office PC the first card is whole, on a phone its name and reasons are."""
    server = plain_server("ready")
    page = open_page(server, f"desk?as={ME}")
    expect(cards(page).first).to_be_in_viewport(ratio=1)
    phone = open_page(server, f"desk?as={ME}", width=390, height=844)
    expect(phone.get_by_text("一人で情報システムを担当しています").first).to_be_in_viewport(ratio=1)


def test_a_star_by_keyboard(plain_server: Server, open_page: OpenPage) -> None:
    """The star of a channel is reached and given by keyboard, and taken back the same way."""
    page = open_page(plain_server("ready"), "channel?channel=C1&as=U32")
    tab_to(page, "星を付ける$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="星を外す")).to_be_visible()
    page.get_by_role("button", name="星を外す").press("Enter")
    expect(page.get_by_role("button", name="星を付ける")).to_be_visible()


def test_on_the_demo(demo_server: str, demo_database: str, open_page: OpenPage) -> None:
    """On a real community: what one claims, a second ambassador sees; then it is taken back."""
    community = open_community(demo_database)
    span = community.status().span
    assert span is not None
    one, other = sorted(
        {
            role.member_id
            for role in community.roles()
            if role.kind is RoleKind.AMBASSADOR and role.held_on(span[1].date())
        }
    )[:2]
    mine = [task.task_id for task in community.outreach(one).questions]
    theirs = [task.task_id for task in community.outreach(other).questions]
    both = next(task_id for task_id in mine if task_id in theirs)
    page = open_page(demo_server, f"desk?as={one}&list=question")
    cards(page).nth(mine.index(both)).click()
    expect(page.get_by_text(MINE)).to_be_visible()
    second = open_page(demo_server, f"desk?as={other}&list=question")
    name = community.show_member(one).name
    expect(second.get_by_text(f"{name}さんが対応中です")).to_be_visible()
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_text(MINE)).to_have_count(0)
    second.reload()
    settled(second)
    expect(second.get_by_text(TAKEN)).to_have_count(0)
    expect(cards(second)).to_have_count(len(theirs))
