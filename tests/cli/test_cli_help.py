"""Help: every command and option is explained, in Japanese, at once."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import matcher.cli
from matcher.cli import app
from matcher.cli._width import cells

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
HEAVY = ("numpy", "pandas", "scipy", "sklearn", "networkx", "sqlalchemy", "sudachipy", "pyarrow")
PACKAGE = Path(matcher.cli.__file__).parents[1]


def commands() -> Iterator[tuple[str, Any]]:
    """All commands and groups by the words that reach them."""
    waiting = [("", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        yield name, command
        below = getattr(command, "commands", {})
        waiting += [(f"{name} {word}".strip(), one) for word, one in below.items()]


COMMANDS = dict(commands())


def test_commands_are_the_public_ones():
    """The commands of the public surface exist, and no others."""
    leaves = {name for name, command in COMMANDS.items() if not hasattr(command, "commands")}
    assert leaves == {
        "demo",
        "role",
        "forget",
        "import slack",
        "import roster",
        "import archive",
        "sync slack",
        "build",
        "starter",
        "ask",
        "similar",
        "outreach",
        "digest",
        "community",
        "show thread",
        "show member",
        "show channel",
        "show topic",
        "show survey",
        "place",
        "benchmark rounds",
        "round solve",
        "round show",
        "round publish",
        "round create",
        "round join",
        "export graph",
        "export survey",
        "report",
        "doctor",
        "evaluate",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_everything_has_help(name):
    """A command, an argument or an option without a Japanese explanation fails."""
    command = COMMANDS[name]
    assert JAPANESE.search(command.help or ""), name
    for parameter in command.params:
        assert JAPANESE.search(parameter.help or ""), f"{name} {parameter.name}"


@pytest.mark.parametrize(
    "name", [name for name, one in COMMANDS.items() if not hasattr(one, "commands")]
)
def test_every_command_takes_database_and_json(name):
    """Each command can be given a database and be asked for JSON."""
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {"--database", "--json"} <= options


@pytest.mark.parametrize("name", COMMANDS)
def test_help_page(run, name):
    """A help page names all that can be written, fits a terminal and has no English headings."""
    ran = run(*name.split(), "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(f"使い方: {f'matcher {name}'.strip()}")
    assert max(cells(line) for line in ran.out.splitlines()) <= 82  # a hanging mark may stand out
    assert not re.search(r"Usage|Options|Show this|required|default", ran.out)
    for parameter in COMMANDS[name].params:
        assert (parameter.metavar or parameter.opts[0]) in ran.out


def test_a_group_alone_shows_its_help(run):
    """A group without a command is wrong use and shows what there is."""
    ran = run("show")
    assert (ran.code, ran.out) == (2, "")
    assert "thread" in ran.err


def loaded_by(code: str) -> set[str]:
    """Heavy libraries that a program has loaded at its end."""
    ending = f"\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


QUIET = """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    from matcher.cli import app
    app({args!r})
"""
BARE_PACKAGE = f"""
import sys, types
sys.modules["matcher"] = types.ModuleType("matcher")
sys.modules["matcher"].__path__ = [{str(PACKAGE)!r}]
"""


@pytest.mark.parametrize("args", [["--help"], ["ask", "--help"], ["place", "府中市"]])
def test_the_command_line_itself_is_light(args):
    """Help and places answer at once: the command line loads none of the heavy libraries."""
    assert loaded_by(BARE_PACKAGE + QUIET.format(args=args)) == set()


def test_the_program_is_light():
    """The installed program answers ``--help`` without loading the heavy libraries."""
    assert loaded_by(QUIET.format(args=["--help"])) == set()
