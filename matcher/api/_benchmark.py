"""Measures a generated community from the export to the answer, each step in its own process."""

import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from matcher.api._community import open_community
from matcher.domain import BenchmarkStep, CommunityBenchmark, ImportReport, Progress, no_progress
from matcher.sources import LargeExport

QUESTIONS: Final = 100
ASK_LIMIT_SECONDS: Final = 0.1

_GIGABYTE: Final = 1024**3
_LIMITS: Final[dict[str, tuple[float | None, int | None]]] = {
    "import": (None, _GIGABYTE),
    "build": (300.0, 2 * _GIGABYTE),
    "ask": (None, 2 * _GIGABYTE),
}
_SHOWN: Final = {
    "generate": "書き出しを作っています",
    "import": "取り込んでいます",
    "import_again": "もう一度取り込んでいます",
    "build": "検索とおすすめの準備をしています",
    "ask": "質問しています",
}


@dataclass(frozen=True, slots=True)
class _Measured:
    result: Any
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    worker_peak_bytes: int


def benchmark_community(
    *, members: int = 15_000, messages: int = 1_000_000, progress: Progress = no_progress
) -> CommunityBenchmark:
    """Generate an export, import it twice, build and ask; everything is thrown away afterwards.

    The default is the target size. A message takes about 2 KB of disk meanwhile.

    Args:
        members: How many members the export lists.
        messages: How many posts it holds.
        progress: Told which step is going on.

    Raises:
        InputError: The sizes are too small.
        MatcherError: As the steps raise it.
    """
    with TemporaryDirectory(prefix="matcher-benchmark-") as folder:
        place = Path(folder)
        export, url = place / "export.zip", f"sqlite:///{place / 'community.db'}"
        generated = LargeExport(members, messages)
        steps: list[BenchmarkStep] = []

        def run(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
            progress(_SHOWN[name], len(steps), len(_SHOWN))
            before = _bytes_in(place)
            context = get_context("spawn")
            with ProcessPoolExecutor(1, mp_context=context) as process:
                measured: _Measured = process.submit(_measured, work, *arguments).result()
            steps.append(_step(name, measured, _bytes_in(place) - before))
            return measured.result

        run("generate", generated.write, export)
        first: ImportReport = run("import", _import, url, export)
        again: ImportReport = run("import_again", _import, url, export)
        run("build", _build, url)
        took: list[float] = run("ask", _ask, url)
    p50, p95 = (float(one) for one in np.percentile(took, [50, 95]))
    return CommunityBenchmark(
        machine=f"{os.cpu_count()}コア、{platform.machine()}、Python {platform.python_version()}",
        members=first.members,
        channels=first.channels,
        messages=first.messages,
        new_again=again.new_messages,
        steps=tuple(steps),
        questions=len(took),
        ask_p50_seconds=p50,
        ask_p95_seconds=p95,
        ask_ratio=p95 / ASK_LIMIT_SECONDS,
    )


def _step(name: str, measured: _Measured, written: int) -> BenchmarkStep:
    limit_seconds, limit_bytes = _LIMITS.get(name, (None, None))
    ratios = {}
    if limit_seconds is not None:
        ratios["seconds"] = measured.seconds / limit_seconds
    if limit_bytes is not None:
        ratios["bytes"] = measured.peak_bytes / limit_bytes
    return BenchmarkStep(
        name=name,
        seconds=measured.seconds,
        cpu_seconds=measured.cpu_seconds,
        peak_bytes=measured.peak_bytes,
        worker_peak_bytes=measured.worker_peak_bytes,
        written_bytes=written,
        limit_seconds=limit_seconds,
        limit_bytes=limit_bytes,
        ratios=ratios,
    )


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _measured(work: Callable[..., Any], *arguments: Any) -> _Measured:
    began = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - began
    own, workers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return _Measured(
        result=result,
        seconds=seconds,
        cpu_seconds=own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime,
        peak_bytes=own.ru_maxrss * unit,
        worker_peak_bytes=workers.ru_maxrss * unit,
    )


def _import(url: str, export: Path) -> ImportReport:
    community = open_community(url)
    try:
        return community.import_slack(export)
    finally:
        community.close()


def _build(url: str) -> None:
    community = open_community(url)
    community.build()
    community.close()


def _ask(url: str) -> list[float]:
    """How long each of a hundred questions of the community took, after one to warm up."""
    community = open_community(url)
    snapshot = community.snapshot()
    titles = snapshot.conversations["title"]
    chosen = np.linspace(0, len(titles) - 1, QUESTIONS + 1).astype(int)
    took = []
    for question in titles.iloc[chosen]:
        began = time.perf_counter()
        community.ask(question)
        took.append(time.perf_counter() - began)
    community.close()
    return took[1:]
