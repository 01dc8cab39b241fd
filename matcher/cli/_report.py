"""Files for organizers to take along: the monthly report, a survey's table."""

from pathlib import Path
from typing import Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show
from matcher.cli._text_filling import Exported
from matcher.domain import InputError

PAGES = (".html", ".htm")
TABLES = (".xlsx", ".csv")


def report(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="書き出すファイル。名前の終わりは .html。")
    ],
    month: Annotated[
        str,
        typer.Option(
            "--month",
            metavar="YYYY-MM",
            help="どの月か(例: 2024-10)。省くとデータの最後の月です。",
            show_default=False,
        ),
    ] = "",
    address: Annotated[
        str,
        typer.Option(
            "--address",
            metavar="URL",
            help="道しるべの画面のアドレス。書くと、Slackのない会話にもリンクが付きます。",
            show_default=False,
        ),
    ] = "",
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Write a month's report as one HTML file."""
    _require_ending(file, PAGES)
    text = opened(database).monthly_report(month, address=address)
    _write(file, text.encode())
    show(Exported(str(file)), as_json, _written_text)


def export_survey(
    thread_id: Annotated[
        str, typer.Argument(metavar="ID", help="アンケートのスレッドのID(チャンネル:時刻の形)。")
    ],
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="書き出すファイル。名前の終わりは .xlsx か .csv。"),
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Write a survey's table into a file."""
    from matcher.api import as_csv, as_xlsx, survey_table  # noqa: PLC0415 (help must answer at once)

    _require_ending(file, TABLES)
    survey = opened(database).survey(thread_id)
    if survey is None:
        raise not_a_survey(thread_id)
    table = survey_table(survey)
    _write(file, as_csv(table) if file.suffix.lower() == ".csv" else as_xlsx(table))
    show(Exported(str(file)), as_json, _written_text)


def not_a_survey(thread_id: str) -> InputError:
    """What to say of a conversation that is no survey."""
    return InputError(
        "この会話は、多くの団体に聞くアンケートではありません。",
        remedy="会話そのものは「matcher show thread ID」で読めます。",
        value=thread_id,
    )


def _written_text(written: Exported) -> str:
    return f"書き出しました: {written.file}"


def _require_ending(file: Path, endings: tuple[str, ...]) -> None:
    if file.suffix.lower() not in endings:
        raise InputError(
            "この名前のファイルには書き出せません。",
            remedy=f"名前の終わりを {' か '.join(endings)} にしてください。",
            value=file.name,
        )


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as problem:
        raise InputError(
            f"ファイルに書けません({problem.strerror})。",
            remedy="書き込めるフォルダーの中の名前を書いてください。",
            value=str(file),
        ) from problem
