"""What the tests in the browser share."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]

TAB_LIMIT = 120
"""Presses of Tab after which a control counts as out of reach."""

FOCUSED = """() => {
    const at = document.activeElement;
    const said = ['BODY', 'MAIN'].includes(at.tagName) ? '' : at.innerText;
    return [at.getAttribute('aria-label'), said, at.href].join('\\n').replaceAll('\\u2060', '');
}"""
"""What the control in focus says, line by line: its label, its text, its address."""

QUIET = """seconds => new Promise(resolve => {
    const drawn = () => !document.querySelector('[data-testid="stSpinner"]')
        && !document.querySelector('[data-testid="stSkeleton"]')
        && document.querySelector('[data-testid="stApp"]').dataset.testScriptState
            === 'notRunning';
    let timer;
    const observer = new MutationObserver(() => wait());
    const wait = () => { clearTimeout(timer); timer = setTimeout(look, 1000 * seconds); };
    const look = () => drawn() ? (observer.disconnect(), resolve()) : wait();
    observer.observe(document.body, {subtree: true, childList: true});
    wait();
})"""
"""Ends when the page was drawn and nothing on it was replaced for so many seconds."""

SCROLLED = """() => new Promise(resolve =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))"""
"""Ends when the page was told of the scrolling that a focus brought, which closes lists."""


def settled(page: Page, quiet: float = 0.25) -> None:
    """Wait until the page is drawn and keeps still: what is replaced loses the focus."""
    page.locator("h1").first.wait_for()
    page.evaluate(QUIET, quiet)


def tab_to(page: Page, pattern: str, *, back: bool = False) -> None:
    """Press Tab until the pattern is found in a line of what has the focus."""
    settled(page)
    for _ in range(TAB_LIMIT):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if re.search(pattern, page.evaluate(FOCUSED), re.MULTILINE):
            page.evaluate(SCROLLED)
            return
    pytest.fail(f"Tab does not reach {pattern}")
