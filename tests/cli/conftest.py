"""A small real community, and two ways to run the command line: inside the test and for real."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matcher import open_community
from matcher.cli import app

MEMBERS, SEED = 120, 11
PROGRAM = [sys.executable, "-c", "from matcher.cli import main; main()"]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep logs and default databases out of the home folder."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("MATCHER_DATABASE", raising=False)
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # it would hide a missing flush
    monkeypatch.setenv("COLUMNS", "80")
    return home


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database with a built demo community."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}"
    community = open_community(url)
    community.load_demo(members=MEMBERS, seed=SEED)
    community.build()
    return url


@pytest.fixture
def empty_url(tmp_path: Path) -> str:
    """Address of a database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def run() -> Run:
    """Run a command inside the test."""

    def inside(*args: str, stdin: bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, list(args), input=stdin)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return inside


@pytest.fixture
def program_command() -> list[str]:
    """How the program is started."""
    return PROGRAM


@pytest.fixture
def run_program() -> Run:
    """Run a command as a program of its own."""

    def outside(*args: str, stdin: bytes = b"", **variables: str) -> Ran:
        done = subprocess.run(
            [*PROGRAM, *args],
            input=stdin,
            capture_output=True,
            env={**os.environ, **variables},
            timeout=200,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return outside
