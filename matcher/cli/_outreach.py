"""The command of the ambassador's desk."""

from typing import Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show
from matcher.cli._text_outreach import outreach_text
from matcher.domain import InputError


def outreach(
    ambassador: Annotated[
        str,
        typer.Argument(metavar="AMBASSADOR", help="アンバサダーか運営の方のID、メールアドレス。"),
    ],
    claim: Annotated[
        str | None,
        typer.Option("--claim", metavar="番号", help="対応します。3日の間、ほかの人には出ません。"),
    ] = None,
    done: Annotated[
        str | None, typer.Option("--done", metavar="番号", help="済み。もう誰にも出ません。")
    ] = None,
    snooze: Annotated[
        str | None,
        typer.Option("--snooze", metavar="番号", help="あとで。3日の間、この方には出ません。"),
    ] = None,
    decline: Annotated[
        str | None,
        typer.Option("--decline", metavar="番号", help="自分ではない。この方にはもう出ません。"),
    ] = None,
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="番号", help="上の4つを取り消します。")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Whom an ambassador can help, why, and what to say; with a word on one of the tasks first."""
    community = opened(database)
    words = (
        (claim, community.claim),
        (done, community.finish),
        (snooze, community.snooze),
        (decline, community.decline),
        (undo, community.undo),
    )
    said = [(task_id, say) for task_id, say in words if task_id is not None]
    if len(said) > 1:
        raise InputError(
            "--claim、--done、--snooze、--decline、--undo は、一度に一つだけ書けます。",
            remedy="一つずつ実行してください。",
        )
    for task_id, say in said:
        say(ambassador, task_id)
    show(community.outreach(ambassador), as_json, outreach_text)
