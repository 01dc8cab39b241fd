"""Commands that show what is stored and known."""

from typing import Annotated

import typer

from matcher.cli._commands import Command, Commands
from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database, text_or_stdin
from matcher.cli._print import show, tell
from matcher.cli._report import not_a_survey
from matcher.cli._text_known import (
    channel_view_text,
    member_text,
    place_text,
    thread_view_text,
    topic_text,
)
from matcher.cli._text_survey import survey_text
from matcher.domain import MatcherError, PlaceResolution

showing = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="スレッド・参加者・チャンネル・テーマについて、分かっていることを示します。",
)


@showing.command("thread", cls=Command, help="会話を、すべての投稿と似た会話とともに示します。")
def show_thread(
    thread_id: Annotated[
        str, typer.Argument(metavar="ID", help="スレッドのID(チャンネル:時刻の形)。")
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a conversation."""
    show(opened(database).show_thread(thread_id), as_json, thread_view_text)


@showing.command(
    "member", cls=Command, help="参加者について分かっていることを、出どころとともに示します。"
)
def show_member(
    member_id: Annotated[str, typer.Argument(metavar="ID", help="参加者のIDかメールアドレス。")],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a member."""
    show(opened(database).show_member(member_id), as_json, member_text)


@showing.command("channel", cls=Command, help="チャンネルについて分かっていることを示します。")
def show_channel(
    channel_id: Annotated[str, typer.Argument(metavar="ID", help="チャンネルのIDか名前。")],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a channel."""
    show(opened(database).show_channel(channel_id), as_json, channel_view_text)


@showing.command(
    "topic", cls=Command, help="テーマの質問、会話、回答している人、動いている団体を示します。"
)
def show_topic(
    topic_id: Annotated[
        str, typer.Argument(metavar="ID", help="テーマのIDか言葉(例: ガバクラ接続回線)。")
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a topic."""
    show(opened(database).show_topic(topic_id), as_json, topic_text)


@showing.command(
    "survey", cls=Command, help="アンケートの回答を、団体ごとの1つの表にまとめて示します。"
)
def show_survey(
    thread_id: Annotated[
        str, typer.Argument(metavar="ID", help="アンケートのスレッドのID(チャンネル:時刻の形)。")
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a survey's table."""
    survey = opened(database).survey(thread_id)
    if survey is None:
        raise not_a_survey(thread_id)
    show(survey, as_json, survey_text)


def place(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="書かれた地名や団体名。「-」なら標準入力から読みます。"
        ),
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show what a written place means."""
    from matcher.places import (  # noqa: PLC0415 (help must answer at once)
        JOINT_BODY_KIND,
        load_directory,
    )

    written = text_or_stdin(text)
    found = load_directory().resolve(written)
    if found.status == "unknown" or found.kind == JOINT_BODY_KIND:
        found = _named_by_a_roster(written, database) or found
    show(found, as_json, place_text)


def _named_by_a_roster(written: str, database: str | None) -> PlaceResolution | None:
    """What only rosters tell: the names of joint bodies. Without a database, nothing."""
    # Opening a database loads libraries for seconds: most places are found without it.
    from matcher.store import default_url, is_there  # noqa: PLC0415

    if not is_there(database or default_url()):
        return None
    try:
        return opened(database).place(written)
    except MatcherError as error:
        tell(f"データベースを開けないため、全国の一覧だけから答えます。{error}")
        return None
