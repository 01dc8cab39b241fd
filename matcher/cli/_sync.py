"""Commands that take in what is new, through an interface of the place where people talk."""

import os

import typer

from matcher.cli._commands import Command, Commands
from matcher.cli._errors import STOPPED
from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show, tell
from matcher.cli._progress import ProgressLine
from matcher.cli._text_sync import stopped_text, sync_text
from matcher.domain import ConfigurationError

TOKEN = "MATCHER_SLACK_TOKEN"  # noqa: S105 (the name of the variable)
ADDRESS = "MATCHER_SLACK_API_URL"
UNFINISHED = 1

syncing = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="新しい会話を、つながったまま読み込みます(SlackのWeb API)。",
)


@syncing.command(
    "slack",
    cls=Command,
    help="Slackの公開チャンネルの新しい投稿を、Web APIで読み込みます。"
    "トークンは環境変数 MATCHER_SLACK_TOKEN で渡します。止めても、次に続きから読み込みます。"
    "Slackの制限で途中までになったときは、終了コードは1です。",
)
def sync_slack(database: Database = None, as_json: AsJson = False) -> None:
    """Take in what is new in a Slack workspace."""
    token, address = os.environ.get(TOKEN, ""), _address(os.environ.get(ADDRESS, ""))
    community = opened(database)
    try:
        with ProgressLine() as progress:
            report = community.sync_slack(
                token, base_url=address, progress=progress, notices=progress.tell
            )
    except KeyboardInterrupt as stopped:
        tell(stopped_text())
        raise typer.Exit(STOPPED) from stopped
    show(report, as_json, sync_text)
    if not report.finished:
        raise typer.Exit(UNFINISHED)


def _address(written: str) -> str:
    """The address of the Web API as the environment gives it, empty for Slack's own.

    Raises:
        ConfigurationError: It is no web address.
    """
    address = written.strip()
    if address and not address.startswith(("https://", "http://")):
        raise ConfigurationError(
            f"環境変数 {ADDRESS} の値は、Web APIのアドレスではありません。",
            remedy=f"「https://…/api/」の形で設定するか、{ADDRESS} を取り除いてください。",
            value=address,
        )
    return address
