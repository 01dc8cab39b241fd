"""Commands that fill a community and build what answers are taken from."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli._commands import Command, Commands
from matcher.cli._open import opened
from matcher.cli._options import STDIN, AsJson, Database
from matcher.cli._print import show
from matcher.cli._progress import ProgressLine
from matcher.cli._text_filling import (
    Demo,
    Exported,
    built_text,
    demo_text,
    exported_text,
    import_and_next_text,
)
from matcher.cli._text_roster import roster_text
from matcher.domain import to_json

importing = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="会話や名簿を取り込みます(Slackの書き出し、名簿、アーカイブ)。",
)
exporting = typer.Typer(
    cls=Commands, no_args_is_help=True, help="ほかの道具で使うファイルを書き出します。"
)

Members = Annotated[
    int, typer.Option("--members", metavar="人数", help="架空の参加者の人数(整数)。")
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="数",
        help="乱数の種(整数)。同じ数なら同じデモになります。",
        show_default=False,
    ),
]


def demo(
    members: Members = 1500, seed: Seed = None, database: Database = None, as_json: AsJson = False
) -> None:
    """Fill an empty database with the demo community and build."""
    community = opened(database)
    with ProgressLine() as progress:
        report = community.load_demo(members=members, seed=seed, progress=progress)
        status = community.status()
        new = report.new_messages > 0 or status.state != "ready" or status.stale
        if new:
            status = community.build(progress=progress)
    show(Demo(new, report, status), as_json, demo_text)


def build(database: Database = None, as_json: AsJson = False) -> None:
    """Build what answers are taken from."""
    community = opened(database)
    with ProgressLine() as progress:
        status = community.build(progress=progress)
    show(status, as_json, built_text)


@importing.command(
    "slack",
    cls=Command,
    help="Slackの書き出しを取り込みます。同じものをもう一度取り込んでも変わりません。",
)
def import_slack(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="Slackの書き出し(zipかフォルダー)。")
    ],
    workspace_url: Annotated[
        str,
        typer.Option(
            "--workspace-url",
            metavar="URL",
            help="ワークスペースのアドレス(https://….slack.com)。投稿へのリンクに使います。",
            show_default=False,
        ),
    ] = "",
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Take in a Slack export."""
    community = opened(database)
    with ProgressLine() as progress:
        report = community.import_slack(path, workspace_url=workspace_url, progress=progress)
    show(report, as_json, import_and_next_text)


@importing.command(
    "roster",
    cls=Command,
    help="名簿(CSVかXLSX)を読み、参加者の団体・所属・関心を更新します。"
    "行に問題があっても、読めた行は使います。",
)
def import_roster(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="名簿のファイル(CSVかXLSX)。「-」なら標準入力から読みます。"
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="何が変わるかを示すだけで、保存しません。")
    ] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Take in a member roster."""
    community = opened(database)
    with ProgressLine() as progress:
        progress("名簿を読んでいます", 0, None)
        if str(file) == STDIN:
            preview = community.read_roster(sys.stdin.buffer.read(), name="標準入力")
        else:
            preview = community.read_roster(file)
    if not dry_run:
        community.import_roster(preview)
    document = {**to_json(preview.reading), "plan": preview.plan, "stored": not dry_run}
    show(document, as_json, lambda _: roster_text(preview, stored=not dry_run))


@importing.command("archive", cls=Command, help="表の形で保存した会話(アーカイブ)を取り込みます。")
def import_archive(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="channels.csv、members.csv、messages.parquet(か .jsonl.gz)の入ったフォルダー。",
        ),
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Take in a community in the archive layout."""
    community = opened(database)
    with ProgressLine() as progress:
        report = community.import_archive(folder, progress=progress)
    show(report, as_json, import_and_next_text)


@exporting.command(
    "graph", cls=Command, help="知見グラフ(人・団体・テーマ・チャンネルのつながり)を書き出します。"
)
def export_graph(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="書き出すファイル。名前の終わりは .graphml、.gexf、.json のどれか。",
        ),
    ],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Write the expertise graph into a file."""
    opened(database).export_graph(file)
    show(Exported(str(file)), as_json, exported_text)
