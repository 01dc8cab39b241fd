"""The command that tells what mattered, for reading, mailing or posting."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database, day_or_none
from matcher.cli._print import show
from matcher.cli._text import heading, sections, thread_text
from matcher.domain import Digest, InputError, ThreadSuggestion, day_text


class Format(StrEnum):
    """How a digest is written."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def digest(
    member: Annotated[
        str, typer.Argument(metavar="MEMBER", help="参加者のID、またはメールアドレス。")
    ],
    on: Annotated[
        str | None,
        typer.Option(
            "--day", metavar="日付", help="まとめる日(2024-10-31)。省くとデータの最後の日。"
        ),
    ] = None,
    days: Annotated[int, typer.Option("--days", metavar="日数", help="その日までの何日分か。")] = 1,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="形式",
            help="text(省いたとき)、html(メールにそのまま使える一つの文書)、json のどれか。",
        ),
    ] = None,
    app_address: Annotated[
        str,
        typer.Option(
            "--app",
            metavar="URL",
            help="この画面のアドレス(https://…)。htmlで、Slackのアドレスを持たない会話の行き先に"
            "します。",
            show_default=False,
        ),
    ] = "",
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """What mattered to a member in some days."""
    if as_json and format_ not in {None, Format.JSON}:
        raise InputError(
            "--json と --format が別の形式です。", remedy="どちらか一方だけを書いてください。"
        )
    if app_address and not app_address.startswith(("https://", "http://")):
        raise InputError(
            "画面のアドレスを読めません。",
            remedy="https:// から書いてください。",
            value=app_address,
        )
    found = opened(database).digest(member, day=day_or_none(on), days=days)
    show(found, as_json or format_ is Format.JSON, _writer(format_, app_address))


def _writer(format_: Format | None, app_address: str) -> Callable[[Digest], str]:
    if format_ is not Format.HTML:
        return digest_text
    from matcher.outreach.digest import digest_html  # noqa: PLC0415 (help must answer at once)

    return partial(digest_html, app_address=app_address)


def digest_text(found: Digest) -> str:
    """A digest for reading or posting."""
    last = found.to - timedelta(microseconds=1)
    when = day_text(last) if found.days == 1 else f"{day_text(found.from_)}〜{day_text(last)}"
    channels = [f"#{one.name} 投稿{one.posts:,}件({one.people:,}人)" for one in found.channels]
    return sections(
        f"{found.name} さんへのまとめ({when})",
        found.notice,
        "\n".join(channels),
        _part("答えを待つ質問", found.waiting, found.more_waiting),
        _part("解決やお礼が書かれた会話", found.resolved, found.more_resolved),
        _part("人が集まった会話", found.threads, found.more_threads),
        "" if found.moved else "この間に、新しい動きはありませんでした。",
    )


def _part(title: str, threads: tuple[ThreadSuggestion, ...], more: int) -> str:
    if not threads:
        return ""
    rest = f"ほかに{more:,}件あります。" if more else ""
    return sections(heading(title), *map(thread_text, threads), rest)
