"""Two real programs at once on one database: one waits or is told so, none corrupts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from matcher.api import open_community
from matcher.snapshot import load_snapshot
from matcher.sources import LargeExport

SLOWEST_SECONDS = 180
POSTS = 3_000
PROGRAM = [sys.executable, "-c", "from matcher.cli import main; main()"]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of a few thousand posts."""
    file = tmp_path_factory.mktemp("export") / "export.zip"
    LargeExport(members=60, messages=POSTS).write(file)
    return file


def both(*commands: list[str]) -> list[tuple[int, str, str]]:
    """Exit code, output and messages of programs that are started together."""
    started = [
        subprocess.Popen(
            [*PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for command in commands
    ]
    ended = [process.communicate(timeout=SLOWEST_SECONDS) for process in started]
    return [(process.returncode, *texts) for process, texts in zip(started, ended, strict=True)]


def test_two_importers(tmp_path: Path, export: Path) -> None:
    """Whoever comes second is told so, or finds nothing new; every post is stored once."""
    url = f"sqlite:///{tmp_path / 'community.db'}"
    open_community(url).close()
    command = ["import", "slack", str(export), "--json", "--database", url]
    ran = both(command, command)
    new = [json.loads(out)["new_messages"] for code, out, _ in ran if code == 0]
    told = [err for code, _, err in ran if code != 0]
    assert sum(new) == POSTS
    assert len(new) + len(told) == 2
    assert all("別の読み込みをしています" in err and "Traceback" not in err for err in told)
    community = open_community(url)
    assert community.build().messages == POSTS
    community.close()


def test_two_who_open_a_new_database(tmp_path: Path) -> None:
    """Both make its tables at the same moment; one wins, both go on."""
    url = f"sqlite:///{tmp_path / 'community.db'}"
    ran = both(*[["doctor", "--json", "--database", url]] * 2)
    assert [code for code, _, _ in ran] == [1, 1]
    assert not [err for _, _, err in ran if "Traceback" in err or "思いがけない" in err]


def test_two_builders(tmp_path: Path, export: Path) -> None:
    """Both end well, and what is opened afterwards is whole."""
    url = f"sqlite:///{tmp_path / 'community.db'}"
    community = open_community(url)
    community.import_slack(export)
    command = ["build", "--json", "--database", url]
    ran = both(command, command)
    assert [(code, json.loads(out)["messages"]) for code, out, _ in ran] == [(0, POSTS)] * 2
    status = community.status()
    assert (status.messages, status.stale, status.damaged) == (POSTS, False, "")
    names = sorted(place.name for place in community.snapshots.iterdir())
    assert len(names) == 3
    assert "current" in names
    for name in names:
        if name != "current":
            assert len(load_snapshot(community.snapshots, name).facts.posts) == POSTS
    community.close()


def test_a_builder_and_an_importer(tmp_path: Path, export: Path) -> None:
    """The build sees the posts before the import, or all of them, never a part."""
    url = f"sqlite:///{tmp_path / 'community.db'}"
    half = tmp_path / "half.zip"
    LargeExport(members=20, messages=300, seed=2).write(half)
    community = open_community(url)
    community.import_slack(half)
    ran = both(
        ["import", "slack", str(export), "--json", "--database", url],
        ["build", "--json", "--database", url],
    )
    assert [code for code, _, _ in ran] == [0, 0]
    assert json.loads(ran[1][1])["messages"] in {300, 300 + POSTS}
    assert community.build().messages == 300 + POSTS
    community.close()
