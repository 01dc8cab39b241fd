"""A served workspace, and what synchronizes it."""

from collections.abc import Iterator

import pytest
from slack_server import Server, Slack
from slack_syncing import Syncing, small_workspace


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests."""
    found = Server()
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """The tests' server is on this machine, whatever proxy the machine uses."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def serve(server):
    """Serve a workspace and give what synchronizes it."""

    def served(slack: Slack) -> Syncing:
        server.slack = slack
        return Syncing(server, slack)

    return served


@pytest.fixture
def workspace() -> Slack:
    """A workspace with threads, bots, huddles, strangers, joins and an archived channel."""
    return small_workspace()
