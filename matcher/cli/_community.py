"""The command that shows the community as its organizers see it."""

from typing import Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show
from matcher.cli._progress import ProgressLine
from matcher.cli._text_community import community_text


def community(
    topic: Annotated[
        str,
        typer.Option(
            "--topic",
            metavar="テーマ",
            help="このテーマだけを見ます(IDか名前)。",
            show_default=False,
        ),
    ] = "",
    prefecture: Annotated[
        str,
        typer.Option(
            "--prefecture",
            metavar="都道府県",
            help="この都道府県だけを見ます(愛媛県、または38)。",
            show_default=False,
        ),
    ] = "",
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Coverage, gaps, succession, candidates, newcomers, questions, surveys."""
    with ProgressLine() as progress:
        report = opened(database).community(topic, prefecture, progress=progress)
    show(report, as_json, community_text)
