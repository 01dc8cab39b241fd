"""Commands for mentoring rounds."""

from pathlib import Path
from typing import Annotated

import typer

from matcher.cli._commands import Command, Commands
from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show
from matcher.cli._progress import ProgressLine
from matcher.cli._text_rounds import solution_text
from matcher.domain import InputError

rounds = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="メンタリングの回: メンティーとメンターを、決まりに沿って組み合わせます。",
)


Name = Annotated[str, typer.Argument(metavar="NAME", help="回の名前。")]


@rounds.command(
    "solve",
    cls=Command,
    help="保存した回を組み合わせて保存します。--folder なら、フォルダーの表(mentees、mentors、"
    "あれば exclusions、history、published、pinned、withdrawn、rules。CSVかXLSX)から、"
    "組み合わせと理由を示すだけで、何も保存しません。",
)
def solve(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="回の名前。", show_default=False)
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="FOLDER", help="表を入れたフォルダー。"),
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Solve a round; members of the community count with what they did there."""
    if (name is None) == (folder is None):
        raise InputError(
            "組み合わせる回が決まりません。",
            remedy="回の名前か --folder の、どちらか一方を書いてください。",
        )
    if folder is None:
        kept = opened(database).rounds
        with ProgressLine() as progress:
            stored = kept.solve(str(name), progress=progress)
        show(
            stored.solution,
            as_json,
            lambda found: "" if found is None else solution_text(stored.input, found),
        )
        return
    from matcher.sources import read_round  # noqa: PLC0415 (help must answer at once)

    round_input = read_round(folder)
    community = opened(database)
    with ProgressLine() as progress:
        solution = community.solve_round(round_input, progress=progress)
    show(solution, as_json, lambda found: solution_text(round_input, found))
