"""How long mentoring rounds take and how much memory: ours, and beside a peer's solver."""

import json
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from matcher.domain import (
    Exclusion,
    Mentee,
    Mentor,
    PastPair,
    PlaceWish,
    Progress,
    RoundInput,
    no_progress,
)
from matcher.language import load_taxonomy
from matcher.mentoring import best_total_of_scores, solve_round
from matcher.places import load_directory

SIZES: Final = ((500, 500), (3_000, 1_000), (15_000, 5_000))
PEER_SIZE: Final = 500
PEER: Final = "mentor-match 7.0.1"
_PEER_PROGRAM: Final = Path(__file__).with_name("_mentor_match.py")
_WORDS: Final = (
    *("窓口", "申請", "更新", "費用", "契約", "職員", "研修", "予算", "議会", "住民", "説明"),
    *("調達", "手順", "移行", "保守", "端末", "回線", "台帳", "共有", "様式", "相談", "計画"),
)


@dataclass(frozen=True, slots=True)
class RoundTiming:
    """One round, solved in a process of its own.

    Attributes:
        mentees, mentors, seats: How many.
        seconds: For values, solving, the three other methods and all reasons.
        peak_bytes: The most memory that the process had, libraries included.
        served, mean, worst: See :class:`matcher.domain.RoundQuality`.
    """

    mentees: int
    mentors: int
    seats: int
    seconds: float
    peak_bytes: int
    served: int
    mean: float
    worst: float


@dataclass(frozen=True, slots=True)
class PeerTiming:
    """A peer's solver and ours on the peer's own scores, one mentee for each mentor.

    Attributes:
        peer: Name and version.
        size: Mentees, and mentors.
        peer_score_seconds: For the peer's scores, which ours are given.
        peer_seconds, our_seconds: For solving alone.
        ratio: How many times faster ours is.
        peer_total, our_total: Sum of the scores of the pairs.
    """

    peer: str
    size: int
    peer_score_seconds: float
    peer_seconds: float
    our_seconds: float
    ratio: float
    peer_total: int
    our_total: int


@dataclass(frozen=True, slots=True)
class RoundsBenchmark:
    """All measurements of one run; ``peer`` is None when it is not installed (``notice``)."""

    machine: str
    seed: int
    timings: tuple[RoundTiming, ...]
    peer: PeerTiming | None
    notice: str


def benchmark_rounds(
    *,
    peer_python: str = "",
    sizes: Sequence[tuple[int, int]] = SIZES,
    seed: int = 1,
    progress: Progress = no_progress,
) -> RoundsBenchmark:
    """Measure made-up rounds.

    Args:
        peer_python: Interpreter of an environment in which mentor-match is installed; the two
            never share one.
        sizes: Mentees and mentors of each round.
        seed: Of the made-up rounds.
        progress: Told of the rounds.
    """
    peer, notice = None, "比べる相手(mentor-match)は、--peer に指定がないため測っていません。"
    if peer_python:
        progress(f"{PEER}と比べています", 0, None)
        peer, notice = _beside_peer(peer_python, seed)
    timings = []
    for number, (mentees, mentors) in enumerate(sizes):
        progress("架空の回を組んでいます", number, len(sizes))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            timings.append(apart.submit(_time_round, mentees, mentors, seed).result())
    return RoundsBenchmark(_machine(), seed, tuple(timings), peer, notice)


def made_up_round(mentees: int, mentors: int, seed: int) -> RoundInput:
    """A round of fictitious people: capacities 1–5, all kinds of wishes, some rules."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    places = [(one.name, one.prefecture) for one in load_directory().local_governments]
    topics = [one.topic_id for one in load_taxonomy() if one.is_knowledge]

    def common(id_: str, most: int) -> dict[str, Any]:
        organization, prefecture = rng.choice(places)
        return {
            "id": id_,
            "organization": organization,
            "prefecture": prefecture,
            "topics": tuple(rng.sample(topics, rng.randint(1, most))),
            "text": "の".join(rng.sample(_WORDS, 4)) if rng.random() < 0.5 else "",
            "solo_it": rng.random() < 0.1,
        }

    people = tuple(
        Mentee(
            **common(f"E{number:05}", 4),
            place=rng.choice((PlaceWish.ANYWHERE, PlaceWish.NEAR, PlaceWish.FAR)),
            same_boat=rng.random() < 0.3,
            waited=rng.random() < 0.05,
        )
        for number in range(mentees)
    )
    offering = tuple(
        Mentor(**common(f"O{number:05}", 8), capacity=rng.randint(1, 5))
        for number in range(mentors)
    )
    chance = [
        (rng.choice(people).id, rng.choice(offering).id)
        for _ in range(mentees // 5 if mentors else 0)
    ]
    return RoundInput(
        mentees=people,
        mentors=offering,
        exclusions=tuple(Exclusion(*one) for one in chance[::2]),
        past=tuple(PastPair(*one, "1") for one in chance[1::2]),
    )


def _time_round(mentees: int, mentors: int, seed: int) -> RoundTiming:
    round_input = made_up_round(mentees, mentors, seed)
    began = time.perf_counter()
    solution = solve_round(round_input)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours = solution.quality.ours
    return RoundTiming(
        mentees=mentees,
        mentors=mentors,
        seats=sum(one.capacity for one in round_input.mentors),
        seconds=round(seconds, 3),
        peak_bytes=peak * (1 if sys.platform == "darwin" else 1024),
        served=ours.served,
        mean=ours.mean,
        worst=ours.worst,
    )


def _beside_peer(python: str, seed: int) -> tuple[PeerTiming | None, str]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "scores.json"
        try:
            done = subprocess.run(  # noqa: S603 (the interpreter that the caller named)
                [python, str(_PEER_PROGRAM), str(PEER_SIZE), str(seed), str(result)],
                capture_output=True,
                text=True,
                check=False,
            )
            problem = done.stderr.strip().splitlines()[-1:] if done.returncode else []
        except OSError as error:
            problem = [str(error)]
        if problem or not result.exists():
            why = "".join(problem)[:120]
            return None, f"{PEER}を動かせなかったため、こちらの時間だけを測りました({why})。"
        measured = json.loads(result.read_text(encoding="utf-8"))
    _time_ours([[1, 2], [2, 1]])  # loads the library's code, as the peer's was loaded
    seconds, total = _time_ours(measured["scores"])
    return (
        PeerTiming(
            peer=f"mentor-match {measured['version']}",
            size=PEER_SIZE,
            peer_score_seconds=round(measured["score_seconds"], 3),
            peer_seconds=round(measured["solve_seconds"], 3),
            our_seconds=round(seconds, 4),
            ratio=round(measured["solve_seconds"] / seconds, 1),
            peer_total=measured["total"],
            our_total=total,
        ),
        "",
    )


def _time_ours(scores: list[list[int | None]]) -> tuple[float, int]:
    began = time.perf_counter()
    pairs = best_total_of_scores(scores)
    seconds = time.perf_counter() - began
    return seconds, sum(scores[mentor][mentee] or 0 for mentor, mentee in pairs)


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
