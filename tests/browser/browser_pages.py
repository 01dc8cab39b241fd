"""What the tests in the browser share."""

from collections.abc import Callable

from playwright.sync_api import Page

OpenPage = Callable[..., Page]


def settled(page: Page) -> None:
    """Wait until the page is drawn."""
    page.locator("h1").first.wait_for()
    page.wait_for_function(
        """() => !document.querySelector('[data-testid="stSpinner"]')
        && !document.querySelector('[data-testid="stSkeleton"]')
        && document.querySelector('[data-testid="stApp"]').dataset.testScriptState
            !== 'running'"""
    )
