"""Evaluation of a community on disk, apart from the one that is open."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.api._community import Community, open_community
from matcher.domain import InputError, Progress
from matcher.evaluation import Evaluation, Task, evaluate, links_of_archive


def evaluate_path(
    path: Path, *, tasks: Sequence[Task], progress: Progress
) -> tuple[Evaluation, ...]:
    """Import a community into a place of its own, build it, and evaluate it.

    Args:
        path: An archive folder (with ``channels.csv``) or a Slack export.
        tasks: What to evaluate.
        progress: Told of each part.

    Raises:
        InputError: There is nothing at the path, or it is neither.
        CommunityStateError: There are too few questions to say anything.
    """
    if not path.exists():
        raise InputError(
            "評価するデータがありません。",
            remedy="フォルダかzipの場所を確かめてください。",
            value=str(path),
        )
    with TemporaryDirectory(prefix="michishirube-evaluate-") as folder:
        community = open_community(f"sqlite:///{folder}/community.db")
        try:
            is_archive = path.is_dir() and (path / "channels.csv").is_file()
            if is_archive:
                community.import_archive(path, progress=progress)
            else:
                community.import_slack(path, progress=progress)
            community.build(progress=progress)
            return evaluate_community(
                community,
                dataset=path.name,
                links=links_of_archive(path) if is_archive else None,
                tasks=tasks,
                progress=progress,
            )
        finally:
            community.close()


def evaluate_community(
    community: Community,
    *,
    dataset: str,
    tasks: Sequence[Task],
    progress: Progress,
    links: list[tuple[str, str, str]] | None = None,
) -> tuple[Evaluation, ...]:
    """Evaluate an open community on its own past (raises as :func:`evaluate_path`)."""
    return evaluate(
        community.snapshot(), dataset=dataset, tasks=tasks, links=links, progress=progress
    )
