"""What filling, building and asking a community cost on this machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchmarkStep:
    """One step, in a process of its own.

    Attributes:
        name: ``generate``, ``import``, ``import_again``, ``build`` or ``ask``.
        seconds: On the clock.
        cpu_seconds: Of the process and its workers together.
        peak_bytes: The most memory that the process had resident, libraries included.
        worker_peak_bytes: The most that one of its workers had; 0 without workers.
        written_bytes: What it left on disk.
        limit_seconds: What it should take at most at the target size; None without such a limit.
        limit_bytes: The same of the memory of the process.
        ratios: Measured over limit, by ``seconds`` and ``bytes``; above 1 is a miss.
    """

    name: str
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    worker_peak_bytes: int
    written_bytes: int
    limit_seconds: float | None
    limit_bytes: int | None
    ratios: dict[str, float]


@dataclass(frozen=True, slots=True)
class CommunityBenchmark:
    """How a generated community of a size fares.

    Attributes:
        machine: Processor cores and Python.
        members, channels, messages: The size of what was imported.
        new_again: New messages of the second import of the same export; 0 when all is well.
        steps: In the order in which they ran.
        questions: How many were asked, one after the other.
        ask_p50_seconds, ask_p95_seconds: How long an answer took, in-process.
        ask_ratio: The 95th percentile over the 0.1 seconds that it should take at most.
    """

    machine: str
    members: int
    channels: int
    messages: int
    new_again: int
    steps: tuple[BenchmarkStep, ...]
    questions: int
    ask_p50_seconds: float
    ask_p95_seconds: float
    ask_ratio: float
