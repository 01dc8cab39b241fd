"""Long work runs once, beside the pages, and ends in words."""

import threading
import time
from collections.abc import Callable

import pytest
from app_pages import Open, written
from fake_community import FakeCommunity, failure

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.app._work import Work, work
from matcher.domain import CommunityStatus, Progress


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait up to ten seconds."""
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_one_at_a_time() -> None:
    """A second start while the first runs is refused; afterwards it is accepted."""
    going = threading.Event()

    def task(progress: Progress) -> None:
        progress("読んでいます", 1, 2)
        going.wait(10)

    one = Work()
    assert one.start("build", task)
    wait_for(lambda: one.state.done == 1)
    assert not one.start("demo", task)
    assert one.state.kind == "build"
    going.set()
    wait_for(lambda: not one.state.running)
    assert one.start("demo", lambda progress: None)


def test_problem_is_kept() -> None:
    """A problem with a remedy stays readable after the thread has ended."""

    def task(progress: Progress) -> None:
        raise failure()

    one = Work()
    one.start("slack", task)
    wait_for(lambda: not one.state.running)
    assert one.state.problem is not None
    assert one.state.problem.place == "12行目"


def test_unforeseen_error_gets_a_number(caplog: pytest.LogCaptureFixture) -> None:
    """An unforeseen error is logged whole under the number that the page shows."""

    def task(progress: Progress) -> None:
        raise RuntimeError("inside")

    one = Work()
    one.start("slack", task)
    wait_for(lambda: not one.state.running)
    assert one.state.error_number in caplog.text
    assert "inside" in caplog.text


def test_demo_button(fake: FakeCommunity, open_page: Open) -> None:
    """On an empty community one press fills it with the demo and makes it ready."""
    fake.state = CommunityStatus("empty", demo=False)
    app = open_page(View.HOME)
    app.button(key=Key.DEMO).click().run()
    wait_for(lambda: not work().state.running)
    app = open_page(View.IMPORT)
    assert _copy.Import.DONE_DEMO in written(app)
    assert fake.state.state == "ready"


def test_failed_import(fake: FakeCommunity, open_page: Open) -> None:
    """A failed import says what, where, how to mend it, and that the old data is kept."""
    fake.problem = failure()
    app = open_page(View.IMPORT)
    app.get("file_uploader")[0].set_value(("書き出し(令和6年度).zip", b"PK", "application/zip"))
    app.run()
    app.button(key=Key.IMPORT).click().run()
    wait_for(lambda: not work().state.running)
    text = written(open_page(View.IMPORT))
    assert _copy.Import.FAILED in text
    assert "members.csvの12行目" in text
    assert _copy.Import.KEPT in text


def test_import_counts(fake: FakeCommunity, open_page: Open) -> None:
    """A finished import says what is new and what was there."""
    app = open_page(View.IMPORT)
    app.get("file_uploader")[0].set_value(("export.zip", b"PK", "application/zip"))
    app.run()
    app.button(key=Key.IMPORT).click().run()
    wait_for(lambda: not work().state.running)
    text = written(open_page(View.IMPORT))
    assert "新しい投稿90件" in text
    assert "すでにある10件" in text


def test_no_file(fake: FakeCommunity, open_page: Open) -> None:
    """Without a file the button explains what is missing."""
    app = open_page(View.IMPORT)
    app.button(key=Key.IMPORT).click().run()
    assert app.error[0].value == _copy.Import.NO_FILE


def test_busy(fake: FakeCommunity, open_page: Open) -> None:
    """While work runs, the page shows its progress and no second button."""
    going = threading.Event()

    def task(progress: Progress) -> None:
        progress("投稿を読んでいます", 12_400, 25_013)
        going.wait(20)

    work().start("slack", task)
    wait_for(lambda: work().state.done > 0)
    app = open_page(View.IMPORT)
    assert _copy.Import.RUNNING in written(app)
    assert Key.IMPORT not in [button.key for button in app.button]
    going.set()
    wait_for(lambda: not work().state.running)
