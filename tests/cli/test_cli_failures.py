"""What goes wrong: one clear message, an exit code, no traceback."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import pytest

from matcher import open_community
from matcher.cli import _suggest


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every suggestion end with an error."""

    def opened(url: str | None) -> None:
        raise error

    monkeypatch.setattr(_suggest, "opened", opened)


@pytest.mark.parametrize("question", ["", "   ", "-"])
def test_empty_question(run, demo_url, question):
    """A question without words is wrong input, also from standard input."""
    ran = run("ask", question, "--database", demo_url, stdin=b"\n")
    assert (ran.code, ran.out) == (2, "")
    assert "困っていることが書かれていません。" in ran.err


def test_unknown_member_names_the_nearest(run, demo_url):
    """An id that does not exist is answered with the ones nearest to it."""
    known = open_community(demo_url).find_members("")[0].member_id
    ran = run("ask", "回線の費用", "--as", known[:-1], "--database", demo_url, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert f"「{known}」" in ran.err


@pytest.mark.parametrize("kind", ["thread", "member", "channel", "topic"])
def test_show_unknown(run, demo_url, kind):
    """What does not exist is wrong input that quotes what was asked for."""
    ran = run("show", kind, "なにもない", "--database", demo_url)
    assert (ran.code, ran.out) == (2, "")
    assert "「なにもない」" in ran.err


def test_empty_database(run, empty_url):
    """A question to an empty database fails with the commands that fill it."""
    ran = run("ask", "回線の費用", "--database", empty_url)
    assert (ran.code, ran.out) == (1, "")
    assert "matcher demo" in ran.err
    assert "matcher import slack" in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["shwo"], "近いもの: show"),
        (["show", "threda", "x"], "近いもの: thread"),
        (["ask"], "QUESTION がありません。"),
        (["ask", "--bogus"], "「--bogus」というオプションはありません。"),
        (["ask", "回線 の", "費用"], "余分な語があります: 「費用」"),
        (["demo", "--members", "多数"], "--members の値を読めません。"),
        (["demo", "--seed"], "オプション「--seed」"),
    ],
)
def test_wrong_use(run, args, said):
    """Wrong use ends with 2, in Japanese, and names the help that tells more."""
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "--help" in ran.err


def test_unforeseen_failure_goes_to_the_log(run, monkeypatch, own_folders: Path):
    """The screen gets one line with the log's path; the log, for its owner only, has it all."""
    fail_with(monkeypatch, ZeroDivisionError("ひみつの値"))
    ran = run("ask", "回線の費用")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "ひみつ" not in ran.err
    file = Path(ran.err.rpartition(": ")[2].strip())
    assert file.is_relative_to(own_folders)
    assert "Traceback" in file.read_text(encoding="utf-8")
    assert "ZeroDivisionError: ひみつの値" in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_unforeseen_failure_without_a_place_for_the_log(run, monkeypatch, own_folders: Path):
    """Where no log can be written the failure is still told, with 1 and without a traceback."""
    blocked = own_folders / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    monkeypatch.setenv("LOCALAPPDATA", str(blocked))
    fail_with(monkeypatch, ZeroDivisionError())
    ran = run("ask", "回線の費用")
    assert ran.code == 1
    assert "ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err


def test_interrupt_inside(run, monkeypatch):
    """Ctrl-C is one line and 130."""
    fail_with(monkeypatch, KeyboardInterrupt())
    ran = run("ask", "回線の費用")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "中止しました。これまでのデータはそのままです。\n"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_interrupt_of_the_program_leaves_the_data_as_it_was(empty_url, program_command):
    """Ctrl-C in the middle of filling ends with 130, and the database is as before: empty."""
    command = [*program_command, "demo", "--members", "600", "--database", empty_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        assert "件" in program.stderr.readline().decode("utf-8")
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=100)
    assert (program.returncode, out) == (130, b"")
    assert err.decode("utf-8").endswith("中止しました。これまでのデータはそのままです。\n")
    assert "Traceback" not in err.decode("utf-8")
    assert open_community(empty_url).status().state == "empty"


def test_a_closed_pipe_is_quiet(program_command):
    """Who stops reading (head) gets no complaint."""
    command = [*program_command, "place", "府中市", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
        program.wait(timeout=60)
    assert program.returncode == 1
