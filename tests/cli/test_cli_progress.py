"""Progress on standard error: one living line on a terminal, few lines elsewhere."""

import io

from matcher.cli._progress import ProgressLine, step_text
from matcher.cli._width import cells, wrapped


class Screen(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self.terminal


class Clock:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def told(terminal: bool, seconds: float, calls: int) -> str:
    """What 1,000 items look like when their reports come at equal distances."""
    screen, clock = Screen(terminal), Clock()
    with ProgressLine(screen, clock) as progress:
        for number in range(calls + 1):
            progress("読んでいます", number * 1000 // calls, 1000)
            clock.now += seconds / calls
    return screen.getvalue()


def test_a_terminal_keeps_one_line():
    """On a terminal the line is rewritten, at most ten times a second, and wiped at the end."""
    text = told(True, 2.0, 1000)
    assert "\n" not in text
    assert text.count("\r読んでいます") <= 21
    assert text.endswith(f"\r{' ' * cells('読んでいます 950 / 1,000件')}\r")


def test_elsewhere_lines_are_few():
    """In a log there is a line at the beginning and then every ten seconds."""
    lines = told(False, 25.0, 1000).splitlines()
    assert len(lines) == 3
    assert lines[0] == "読んでいます 0 / 1,000件"
    assert lines[1] == "読んでいます 400 / 1,000件(残り約15秒)"


def test_a_new_step_is_told_at_once():
    """The next step does not wait for its turn."""
    screen = Screen(False)
    with ProgressLine(screen, Clock()) as progress:
        progress("一つ目", 0, None)
        progress("一つ目", 5, None)
        progress("二つ目", 1, None)
    assert screen.getvalue() == "一つ目…\n二つ目 1件\n"


def test_step_text():
    """The remaining time is told when it can be known: after a while and before the end."""
    assert step_text("読んでいます", 500, 1000, 0.5) == "読んでいます 500 / 1,000件"
    assert step_text("読んでいます", 250, 1000, 60) == "読んでいます 250 / 1,000件(残り約3分)"
    assert step_text("読んでいます", 1000, 1000, 60) == "読んでいます 1,000 / 1,000件"


def test_a_shorter_line_covers_a_longer_one():
    """What stood there before is blanked out, by cells and not by characters."""
    screen, clock = Screen(True), Clock()
    with ProgressLine(screen, clock) as progress:
        progress("長い名前の仕事", 0, None)
        progress("短い", 0, None)
    assert f"\r短い…{' ' * (cells('長い名前の仕事…') - cells('短い…'))}\r" in screen.getvalue()


def test_wrapping():
    """Lines keep to the width, words of Latin letters stay whole, marks do not begin a line."""
    text = "環境変数 MATCHER_DATABASE を見ます。"
    assert wrapped(text, 12) == ["環境変数", "MATCHER_DATABASE", "を見ます。"]
    assert "".join(wrapped(text, 5)).replace(" ", "") == text.replace(" ", "")
    assert wrapped("", 10) == [""]
