"""Options that commands share, and how written arguments are read."""

import re
import sys
from datetime import date
from typing import Annotated

import typer

from matcher.domain import InputError

STDIN = "-"

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="データベースのアドレス(sqlite:///ファイル、postgresql://…)。"
        "省くと環境変数 MATCHER_DATABASE、それもなければ利用者のフォルダーのファイルです。",
    ),
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help="結果をJSON一つで標準出力に書きます。進み具合は標準エラーです。"),
]


def text_or_stdin(text: str) -> str:
    """The text of an argument; ``-`` means what stands on standard input, in UTF-8.

    Raises:
        InputError: Standard input is not UTF-8.
    """
    if text != STDIN:
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise InputError(
            "標準入力の文字を読めません。",
            remedy="UTF-8の文章を渡してください。",
            file="標準入力",
            place=f"{error.start + 1}バイト目",
        ) from error


def day_or_none(text: str | None) -> date | None:
    """The day of an option such as ``2024-07-01``; None where it was left out.

    Raises:
        InputError: It is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            "日付を読めません。", remedy="2024-07-01 のように書いてください。", value=text
        ) from error


def comma_separated(text: str) -> list[str]:
    """Words of a list such as ``ガバクラ,標準化`` (、 and full-width commas serve as well)."""
    return [word.strip() for word in re.split("[,、，]", text) if word.strip()]
