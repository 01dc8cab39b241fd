"""A real server and a real Chromium that may reach nothing but this server."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from browser_pages import OpenPage, settled
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder drive a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return True
    except OSError:
        return False


@dataclass
class Server:
    """A running server and what it wrote."""

    address: str
    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def stop(self) -> str:
        """End it; gives the last of what it wrote."""
        self.process.terminate()
        self.process.wait(20)
        self.log.seek(0)
        said = self.log.read().decode(errors="replace")[-2000:]
        self.log.close()
        return said


def _started(command: Callable[[int], list[str]], environment: dict[str, str]) -> Server:
    """Start a server; another process may take the free port first, so there are three tries."""
    for _ in range(3):
        port = _free_port()
        log = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the server)
        process = subprocess.Popen(
            command(port), cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        until = time.monotonic() + 90
        while process.poll() is None and time.monotonic() < until:
            if _answers(server.address):
                return server
            time.sleep(0.1)
        said = server.stop()
    pytest.fail(f"the server did not start: {said}")


@pytest.fixture(scope="session")
def plain_server() -> Iterator[Callable[[str], str]]:
    """Servers on communities of plain values, one for each state that is asked for."""
    script = str(ROOT / "tests" / "browser" / "serve_fake.py")
    running: dict[str, Server] = {}

    def address(state: str) -> str:
        if state not in running:
            running[state] = _started(lambda port: [sys.executable, script, str(port), state], {})
        return running[state].address

    yield address
    for server in running.values():
        server.stop()


def _app_command(port: int) -> list[str]:
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    options.append("--server.fileWatcherType=none")  # the pages tested are those of the start
    return [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *options]


@pytest.fixture(scope="session")
def demo_server(demo_database: str) -> Iterator[str]:
    """A server on a real demo community."""
    server = _started(_app_command, {"MATCHER_DATABASE": demo_database})
    yield server.address
    server.stop()


@pytest.fixture
def server_on() -> Iterator[Callable[[str], str]]:
    """Servers on databases of a test's own, by the database's address."""
    running: list[Server] = []

    def address(database: str) -> str:
        running.append(_started(_app_command, {"MATCHER_DATABASE": database}))
        return running[-1].address

    yield address
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    if not CHROMIUM.is_file():
        pytest.skip(f"{CHROMIUM} is not installed")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open an address in a new context; at the end, no request may have gone to another host."""
    outside: list[str] = []
    contexts = []

    def opened(server: str, path: str = "", *, width: int = 1280, height: int = 800) -> Page:
        context = browser.new_context(
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            viewport={"width": width, "height": height},
        )
        contexts.append(context)

        def note(request: Request) -> None:
            if not request.url.startswith((server, "data:", "blob:")):
                outside.append(request.url)

        context.on("request", note)
        page = context.new_page()
        page.goto(f"{server}/{path}")
        settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == [], f"requests left the server: {outside}"
