"""kill -9 in the middle of real work: afterwards everything is as before, or complete."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from matcher.api import Community, open_community
from matcher.sources import LargeExport
from matcher.store import open_store

SLOWEST_SECONDS = 120
POSTS = 3_000

STOPPED = """
import sys, threading
from pathlib import Path
from sqlalchemy import Engine, event
from matcher.api import open_community
from matcher.snapshot import _files, _publishing

def stop():
    print("here", flush=True)
    threading.Event().wait()

work, at, url, export = sys.argv[1:]

def progress(what, done, total):
    if at == f"{what} {done}":
        stop()

@event.listens_for(Engine, "after_cursor_execute")
def executed(connection, cursor, statement, parameters, context, executemany):
    if statement.startswith(at):
        stop()

def stopping(module, name):
    goes_on = getattr(module, name)
    def stops(*arguments):
        result = goes_on(*arguments)
        if at == name:
            stop()
        return result
    setattr(module, name, stops)

for name in ("_write_table", "_save_matrix", "_checksums"):
    stopping(_files, name)
stopping(_publishing, "_point_to")
community = open_community(url)
if work == "import":
    community.import_slack(Path(export), progress=progress)
else:
    community.build(progress=progress)
print("finished", flush=True)
"""


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of a few thousand posts."""
    file = tmp_path_factory.mktemp("export") / "export.zip"
    LargeExport(members=60, messages=POSTS).write(file)
    return file


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smaller one, of other people, that is there before."""
    file = tmp_path_factory.mktemp("half") / "export.zip"
    LargeExport(members=20, messages=300, seed=2).write(file)
    return file


def killed(work: str, at: str, url: str, export: Path) -> None:
    """Start the work in a process of its own and kill it when it gets to a point."""
    command = [sys.executable, "-c", STOPPED, work, at, url, str(export)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait(SLOWEST_SECONDS) == -signal.SIGKILL


def content(url: str) -> dict[str, Any]:
    """What is stored."""
    with open_store(url) as store, store.reading() as reading:
        return {
            "revision": reading.revision(),
            "counts": reading.counts(),
            "accounts": reading.accounts(),
            "memberships": reading.read_memberships().to_dict("list"),
        }


@pytest.mark.parametrize(
    "at",
    [
        "投稿を読み込んでいます 1000",
        "データベースに記録 0",
        "INSERT INTO accounts",
        "INSERT INTO messages",
        "INSERT INTO counters",
    ],
)
def test_a_killed_import_leaves_what_was_there(
    tmp_path: Path, export: Path, half: Path, at: str
) -> None:
    """Nothing of it is stored, the lock is free, and the next import is complete."""
    url = f"sqlite:///{tmp_path / 'community.db'}"
    community = open_community(url)
    community.import_slack(half)
    community.close()
    before = content(url)
    killed("import", at, url, export)
    assert content(url) == before
    community = open_community(url)
    assert community.import_slack(export).new_messages == POSTS
    community.close()


@pytest.fixture
def built(tmp_path: Path, half: Path, export: Path) -> Community:
    """A community with a snapshot and something that came after it."""
    community = open_community(f"sqlite:///{tmp_path / 'community.db'}")
    community.import_slack(half)
    community.build()
    community.import_slack(export)
    return community


@pytest.mark.parametrize(
    ("at", "complete"),
    [
        ("文章を読んでいます 3300", False),
        ("知見グラフを作っています 0", False),
        ("_write_table", False),
        ("_save_matrix", False),
        ("_checksums", False),
        ("_point_to", True),
    ],
)
def test_a_killed_build_leaves_the_snapshot_before(
    built: Community, at: str, complete: bool
) -> None:
    """It is opened as if nothing had happened, and the next build tidies up."""
    before = built.snapshot_id
    killed("build", at, built.url, Path())
    assert (built.snapshot_id != before) == complete
    status = Community(built.url, built._store).status()
    assert (status.state, status.damaged) == ("ready", "")
    assert (status.messages == 300 + POSTS) == complete
    assert built.build().messages == 300 + POSTS
    left = [place.name for place in built.snapshots.iterdir() if place.name.startswith(".")]
    assert left == []
