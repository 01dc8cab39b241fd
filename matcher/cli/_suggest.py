"""Commands that suggest: a starter list, answers to a question, similar threads."""

from typing import Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database, comma_separated, text_or_stdin
from matcher.cli._print import show
from matcher.cli._text import answer_text, similar_text, starter_text
from matcher.domain import InputError


def starter(
    member: Annotated[
        str | None,
        typer.Argument(metavar="MEMBER", help="参加者のID(Slackの番号)かメールアドレス。"),
    ] = None,
    organization: Annotated[
        str,
        typer.Option(
            "--organization",
            metavar="団体",
            help="参加する前の方の団体(例: 愛媛県上島町)。",
            show_default=False,
        ),
    ] = "",
    interests: Annotated[
        str,
        typer.Option(
            "--interests",
            metavar="言葉,言葉",
            help="関心のあること。「,」で区切ります(例: ガバクラ,標準化)。",
            show_default=False,
        ),
    ] = "",
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic",
            metavar="テーマ",
            help="関心のあるテーマのIDか言葉。何度でも書けます。",
            show_default=False,
        ),
    ] = None,
    solo_it: Annotated[
        bool, typer.Option("--solo-it", help="一人で情報システムを担当している方。")
    ] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Channels in steps and people in the same boat."""
    words = comma_separated(interests) + (topic or [])
    described = bool(organization or words or solo_it)
    if (member is not None) == described:
        raise InputError(
            "参加者と、参加する前の方の団体や関心は、どちらか一方だけを書いてください。"
            if described
            else "誰のための一覧かが書かれていません。",
            remedy="「matcher starter 参加者のID」か"
            "「matcher starter --organization 愛媛県上島町 --interests ガバクラ」のように"
            "書いてください。",
        )
    result = opened(database).starter(
        member, organization=organization, interests=words, solo_it=solo_it
    )
    show(result, as_json, starter_text)


def ask(
    question: Annotated[
        str,
        typer.Argument(metavar="QUESTION", help="困っていること。「-」なら標準入力から読みます。"),
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="MEMBER",
            help="聞く人のIDかメールアドレス。近い立場の人を選ぶのに使います。",
            show_default=False,
        ),
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Threads, channels, people and a draft for a question."""
    text = text_or_stdin(question)
    show(opened(database).ask(text, as_=as_), as_json, answer_text)


def similar(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="探したいことの文章か、スレッドのID。「-」なら標準入力から読みます。",
        ),
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Conversations about the same thing."""
    wanted = text_or_stdin(text)
    show(opened(database).similar(wanted), as_json, similar_text)
