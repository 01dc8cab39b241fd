"""Commands that measure how fast the product is on this machine."""

from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli._commands import Command, Commands
from matcher.cli._options import AsJson
from matcher.cli._print import show
from matcher.cli._progress import ProgressLine

if TYPE_CHECKING:
    from matcher.domain import CommunityBenchmark
    from matcher.evaluation import RoundsBenchmark

benchmark = typer.Typer(
    cls=Commands,
    help="この計算機での速さとメモリーを、架空のコミュニティで測ります"
    "(生成・取り込み・準備・質問。目標の大きさでは10分ほど)。",
)


@benchmark.callback(invoke_without_command=True)
def community(
    context: typer.Context,
    members: Annotated[
        int, typer.Option("--members", metavar="人数", help="架空の参加者の人数。")
    ] = 15_000,
    messages: Annotated[
        int, typer.Option("--messages", metavar="件数", help="架空の投稿の件数。")
    ] = 1_000_000,
    as_json: AsJson = False,
) -> None:
    """Measure a generated community from the export to the answer."""
    if context.invoked_subcommand is not None:
        return
    from matcher.api import benchmark_community  # noqa: PLC0415 (help must answer at once)

    with ProgressLine() as progress:
        measured = benchmark_community(members=members, messages=messages, progress=progress)
    show(measured, as_json, community_text)


STEPS = {
    "generate": "書き出しを作る",
    "import": "取り込む",
    "import_again": "もう一度取り込む",
    "build": "準備する(build)",
    "ask": "開いて質問する",
}


def community_text(measured: "CommunityBenchmark") -> str:
    """A line per step, with what is allowed at the target size."""
    people = f"参加者{measured.members:,}人、チャンネル{measured.channels:,}"
    lines = [f"{measured.machine}: {people}、投稿{measured.messages:,}件"]
    for one in measured.steps:
        parts = [f"{one.seconds:.1f}秒(CPU {one.cpu_seconds:.1f}秒)"]
        parts.append(f"メモリー最大 {_megabytes(one.peak_bytes)}")
        if one.worker_peak_bytes:
            parts.append(f"作業の子 {_megabytes(one.worker_peak_bytes)}")
        parts.append(f"ディスク {_megabytes(one.written_bytes)}")
        parts += [
            f"{'時間' if name == 'seconds' else 'メモリー'}は上限の{ratio:.2f}倍"
            for name, ratio in one.ratios.items()
        ]
        lines.append(f"  {STEPS[one.name]}: {'、'.join(parts)}")
    lines.append(
        f"  質問{measured.questions:,}件: 中央値{measured.ask_p50_seconds * 1000:.0f}ミリ秒、"
        f"95%点{measured.ask_p95_seconds * 1000:.0f}ミリ秒(上限の{measured.ask_ratio:.2f}倍)"
    )
    if measured.new_again:
        lines.append(f"  同じ書き出しの2度目に、新しい投稿が{measured.new_again:,}件ありました。")
    return "\n".join(lines)


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f}MB"


@benchmark.command(
    "rounds",
    cls=Command,
    help="メンタリングの組み合わせの速さを、架空の3つの回で測ります(数分)。"
    "--peer を付けると、mentor-matchとも比べます。",
)
def rounds(
    peer: Annotated[
        str,
        typer.Option(
            "--peer",
            metavar="PYTHON",
            envvar="MATCHER_MENTOR_MATCH",
            help="mentor-matchを入れた別の環境のPython(例: /tmp/peer/bin/python)。",
            show_default=False,
        ),
    ] = "",
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="架空の回の種。")] = 1,
    database: Annotated[  # noqa: ARG001 (every command takes it; the rounds are made up)
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            help="ほかのコマンドと同じ形で書けますが、架空の回だけを測ります。",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure mentoring rounds."""
    from matcher.evaluation import benchmark_rounds  # noqa: PLC0415 (help must answer at once)

    with ProgressLine() as progress:
        measured = benchmark_rounds(peer_python=peer, seed=seed, progress=progress)
    show(measured, as_json, rounds_text)


def rounds_text(measured: "RoundsBenchmark") -> str:
    """A line per round, and the comparison."""
    lines = [measured.machine]
    lines += [
        f"  {one.mentees:,}人 × {one.mentors:,}人(席 {one.seats:,}): {one.seconds:.1f}秒、"
        f"メモリー最大 {one.peak_bytes / 1024**2:,.0f}MB、組めた人 {one.served:,}人、"
        f"平均 {one.mean:.2f}、最低 {one.worst:.2f}"
        for one in measured.timings
    ]
    if peer := measured.peer:
        lines.append(
            f"  {peer.peer} と {peer.size:,}人 × {peer.size:,}人で比べて: "
            f"{peer.peer_seconds:.2f}秒 と {peer.our_seconds:.3f}秒({peer.ratio:.0f}倍速い)、"
            f"合計 {peer.peer_total:,} と {peer.our_total:,}"
        )
    if measured.notice:
        lines.append(f"  {measured.notice}")
    return "\n".join(lines)
