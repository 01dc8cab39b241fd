"""The benchmark of mentoring rounds, on small sizes."""

import json
from pathlib import Path

from matcher.evaluation import benchmark_rounds, made_up_round

RESULTS = Path(__file__).resolve().parents[2] / "docs" / "benchmarks"


def test_a_small_round_is_measured_in_its_own_process() -> None:
    """Seconds and memory of a round are told, and that the peer was not measured."""
    measured = benchmark_rounds(sizes=((30, 10),))
    (timing,) = measured.timings
    assert (timing.mentees, timing.mentors) == (30, 10)
    assert timing.seconds > 0
    assert 50 * 1024**2 < timing.peak_bytes < 2 * 1024**3
    assert measured.peer is None
    assert "--peer" in measured.notice


def test_a_peer_that_cannot_run_is_told(tmp_path: Path) -> None:
    """A wrong interpreter leaves our own times and a sentence."""
    measured = benchmark_rounds(peer_python=str(tmp_path / "python"), sizes=())
    assert measured.peer is None
    assert "動かせなかった" in measured.notice


def test_made_up_rounds_repeat() -> None:
    """The same seed makes the same round."""
    assert made_up_round(20, 8, 4) == made_up_round(20, 8, 4)
    assert made_up_round(20, 8, 4) != made_up_round(20, 8, 5)


def test_the_published_run_keeps_its_promises() -> None:
    """The committed run is within the limits that the product states, and in the document."""
    run = json.loads((RESULTS / "rounds-2026-11-25.json").read_text(encoding="utf-8"))
    by_size = {(one["mentees"], one["mentors"]): one for one in run["timings"]}
    assert by_size[3_000, 1_000]["seconds"] < 10
    assert by_size[3_000, 1_000]["peak_bytes"] < 10**9
    assert by_size[15_000, 5_000]["seconds"] < 120
    assert run["peer"]["ratio"] >= 20
    assert run["peer"]["our_total"] >= run["peer"]["peer_total"]
    text = RESULTS.with_suffix(".md").read_text(encoding="utf-8")
    for one in run["timings"]:
        assert f"{one['seconds']:.2f}" in text
    assert f"{run['peer']['ratio']}倍" in text
