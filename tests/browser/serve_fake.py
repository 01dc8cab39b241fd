"""Serve the app on a community of plain values: ``python serve_fake.py PORT STATE``."""

import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "app")]

import fake_community  # noqa: E402
from streamlit.web import bootstrap  # noqa: E402

import matcher  # noqa: E402
from matcher.domain import CommunityStatus  # noqa: E402


def community(state: str) -> fake_community.FakeCommunity:
    """A community in the wanted state."""
    fake = fake_community.FakeCommunity()
    if state == "empty":
        fake.state = CommunityStatus("empty", demo=False)
    elif state == "error":
        fake.problem = fake_community.failure()
    elif state == "hostile":
        fake.text = fake.name = fake_community.HOSTILE
        fake.threads = tuple(
            replace(thread, title=fake_community.HOSTILE, channel_name=fake_community.HOSTILE)
            for thread in fake.threads
        )
    return fake


def main(port: str, state: str) -> None:
    """Serve until the process is ended."""
    opened = community(state)
    matcher.open_community = lambda: opened  # type: ignore[attr-defined, unused-ignore]
    script = str(ROOT / "streamlit_app.py")
    options = {"server_port": int(port), "server_headless": True, "server_address": "127.0.0.1"}
    options["server_fileWatcherType"] = "none"  # the pages tested are those of the start
    bootstrap.load_config_options(options)
    bootstrap.run(script, False, [], options)


if __name__ == "__main__":
    main(*sys.argv[1:])
