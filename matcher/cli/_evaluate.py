"""``matcher evaluate``: how good the suggestions are, on a community's own past."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show
from matcher.cli._progress import ProgressLine
from matcher.domain import InputError

if TYPE_CHECKING:
    from matcher.evaluation import Evaluation

TASK_WORDS = {
    "people": "声をかける人(7日以内に回答した人)",
    "threads": "すでにある答え(あとで案内されたスレッド)",
    "place": "書き込むチャンネル",
    "channels": "はじめての人が加わるチャンネル",
    "newcomers": "はじめの7日のあと、書き込まなくなる人",
}


def evaluate(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            help="アーカイブのフォルダーか、Slackの書き出し。省くと、開いているコミュニティ。",
        ),
    ] = None,
    task: Annotated[
        list[str] | None,
        typer.Option(
            "--task",
            metavar="課題",
            help="people、threads、place、channels、newcomers のどれか。何度でも。",
        ),
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Measure the suggestions on the last fifth of a community's past."""
    from matcher.api import evaluate_community, evaluate_path  # noqa: PLC0415 (help answers at once)
    from matcher.evaluation import TASKS  # noqa: PLC0415

    for one in task or ():
        if one not in TASKS:
            raise InputError(
                "その課題はありません。",
                remedy=f"{'、'.join(TASKS)} から選んでください。",
                value=one,
            )
    tasks = [one for one in TASKS if not task or one in task]
    with ProgressLine() as progress:
        if path is None:
            community = opened(database)
            found = evaluate_community(
                community, dataset="community", tasks=tasks, progress=progress
            )
        else:
            found = evaluate_path(path, tasks=tasks, progress=progress)
    show(found, as_json, evaluations_text)


def evaluations_text(found: "tuple[Evaluation, ...]") -> str:
    """A table per task: every method with its measures, and how ours compares."""
    return "\n\n".join(_evaluation_text(one) for one in found) or "測れる質問がありませんでした。"


def _evaluation_text(one: "Evaluation") -> str:
    low, high = one.difference
    until = f"{one.split.cut:%Y-%m-%d}"
    index = "前の晩までの索引" if one.fresh == "nightly" else "質問した瞬間までの索引"
    lines = [
        f"{TASK_WORDS[one.task]} {one.variant} 質問{one.queries:,}件(学習は{until}まで、{index})"
    ]
    for method, measures in one.metrics.items():
        values = " ".join(f"{name} {value:.3f}" for name, value in measures.items())
        spread = "–".join(f"{bound:.3f}" for bound in one.intervals[method])
        lines.append(f"  {method}: {values}({one.metric}の95%区間 {spread})")
    lines.append(
        f"  いちばん良い比較相手({one.best_baseline})の{one.ratio:.2f}倍、"
        f"差の95%区間 {low:+.3f}〜{high:+.3f}"
    )
    lines += [
        f"  見込み{part.told:.2f} → 実際{part.seen:.2f}({part.count}人)" for part in one.reliability
    ]
    return "\n".join(lines)
