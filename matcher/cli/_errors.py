"""Everything that can go wrong becomes one clear message on standard error and an exit code."""

import errno
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, NoReturn

import typer

from matcher.cli._commands import Commands
from matcher.cli._help import parameter_name
from matcher.cli._print import speak_utf8, tell
from matcher.domain import MatcherError

WRONG_USE = 2
FAILED = 1
STOPPED = 130
LOG_BYTES = 1_000_000

# Typer names these two only by their subclass.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
_ShownError: type[Exception] = typer.BadParameter.__mro__[2]


class Guarded(Commands):
    """The group of all commands: no exception leaves it, only exit codes.

    ====  ==================================================================
    code  meaning
    ====  ==================================================================
    0     done
    1     the state of the community, or an unforeseen failure (see the log)
    2     wrong use or input
    130   stopped by Ctrl-C
    ====  ==================================================================
    """

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command line and end the program with its exit code."""
        speak_utf8()
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except _UsageError as error:
            tell(usage_text(error))
            sys.exit(WRONG_USE)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what goes wrong in it is told here."""
        try:
            return super().invoke(ctx)
        except MatcherError as problem:
            tell(str(problem))
            raise typer.Exit(problem.exit_code) from problem
        except KeyboardInterrupt as stopped:
            tell(_after_mark("中止しました。これまでのデータはそのままです。"))
            raise typer.Exit(STOPPED) from stopped
        except (_ShownError, typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader has seen enough; Typer ends quietly
            tell(_unforeseen_text(error))
            raise typer.Exit(FAILED) from error


def _after_mark(text: str) -> str:
    """On a terminal the pressed ^C stands before the text."""
    return f"\n{text}" if sys.stderr.isatty() else text


def usage_text(error: Any) -> str:
    """Wrong use in Japanese; each parameter's own help says what it takes.

    Args:
        error: Typer's usage error; told apart by what it carries, since Typer exports few classes.
    """
    context = getattr(error, "ctx", None)
    parameter = getattr(error, "param", None)
    option = getattr(error, "option_name", "")
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    if parameter is not None:
        name = parameter_name(parameter)
        missing = type(error).__name__ == "MissingParameter"
        what = f"{name} がありません。" if missing else f"{name} の値を読めません。"
        what = f"{what}\n{name}: {parameter.help or ''}"
    elif option and hasattr(error, "possibilities"):
        near = "、".join(sorted(error.possibilities or ()))
        what = f"「{option}」というオプションはありません。" + (f"近いもの: {near}" if near else "")
    elif option:
        what = f"オプション「{option}」の使い方が正しくありません。"
    else:
        what = str(error.format_message())
    command = context.command_path if context is not None else "matcher"
    return f"{what}\n使い方は「{command} --help」で見られます。"


def log_file() -> Path:
    """File that holds the tracebacks of unforeseen failures."""
    from platformdirs import user_log_path  # noqa: PLC0415 (only when something failed)

    return user_log_path("michishirube", appauthor=False) / "matcher.log"


def _unforeseen_text(error: Exception) -> str:
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return (
            f"思いがけない失敗です({type(error).__name__})。"
            f"記録も書けませんでした。フォルダーに書き込めるか確かめてください: {file.parent}"
        )
    if os.name == "posix":
        file.chmod(0o600)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record = logging.LogRecord(
        __name__,
        logging.ERROR,
        __file__,
        0,
        "unforeseen failure",
        None,
        (type(error), error, error.__traceback__),
    )
    handler.emit(record)
    handler.close()
    return f"思いがけない失敗です({type(error).__name__})。詳しい記録: {file}"
