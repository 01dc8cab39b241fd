"""The command line as a whole."""

import typer

from matcher.cli import _fill, _kept_rounds, _known, _membership, _suggest, _sync
from matcher.cli._benchmark import benchmark
from matcher.cli._commands import Command
from matcher.cli._community import community
from matcher.cli._digest import digest
from matcher.cli._doctor import doctor
from matcher.cli._errors import Guarded
from matcher.cli._evaluate import evaluate
from matcher.cli._outreach import outreach
from matcher.cli._report import export_survey, report

PROGRAM = "matcher"

app = typer.Typer(
    name=PROGRAM,
    cls=Guarded,
    help="道しるべ: 誰に・どこで聞けばよいか、もう答えがあるかを示します。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(
    "demo", cls=Command, help="空のデータベースに架空のデモを入れ、すぐ使えるようにします。"
)(_fill.demo)
app.add_typer(_fill.importing, name="import")
app.add_typer(_sync.syncing, name="sync")
app.command("build", cls=Command, help="取り込んだ会話から、検索とおすすめの準備をします。")(
    _fill.build
)
app.command(
    "starter", cls=Command, help="はじめに見るチャンネルを順に、同じ立場の仲間とともに示します。"
)(_suggest.starter)
app.command(
    "ask", cls=Command, help="すでにある答え、書き込むチャンネル、声をかける人、下書きを示します。"
)(_suggest.ask)
app.command("similar", cls=Command, help="似た事例の会話を探します。")(_suggest.similar)
app.command(
    "outreach",
    cls=Command,
    help="アンバサダーがいま手を貸せる人、質問、団体を、理由と文面とともに示します。",
)(outreach)
app.command(
    "digest",
    cls=Command,
    help="星を付けたチャンネルで大事だったことを、読む、メールで送る、書き込む形にまとめます。",
)(digest)
app.command(
    "community",
    cls=Command,
    help="足りないテーマ、一人だけのテーマ、異動の影響、次のアンバサダーの候補などをまとめます。",
)(community)
app.add_typer(_known.showing, name="show")
app.command("place", cls=Command, help="書かれた地名や団体名が、どの地方公共団体かを示します。")(
    _known.place
)
app.add_typer(_kept_rounds.rounds, name="round")
app.add_typer(_fill.exporting, name="export")
_fill.exporting.command(
    "survey", cls=Command, help="アンケートの回答の表を、ExcelかCSVのファイルに書き出します。"
)(export_survey)
app.command(
    "report",
    cls=Command,
    help="1か月の報告を、印刷できる1つのHTMLファイルに書き出します。",
)(report)
app.command("role", cls=Command, help="参加者に役割と任期を与えます。終わらせるときは --end。")(
    _membership.role
)
app.command(
    "forget",
    cls=Command,
    help="参加者の投稿と記録を消し、学んだことからも除きます。元に戻せません。",
)(_membership.forget)
app.command(
    "evaluate",
    cls=Command,
    help="おすすめの良さを、コミュニティの過去(最後の2割)で、ほかの方法と比べて測ります。",
)(evaluate)
app.add_typer(benchmark, name="benchmark")
app.command(
    "doctor",
    cls=Command,
    help="設定と状態を調べ、足りないものと直し方を示します。することがあれば終了コードは1です。",
)(doctor)


def main() -> None:
    """Run the command line; ends the program with its exit code."""
    app(prog_name=PROGRAM)
