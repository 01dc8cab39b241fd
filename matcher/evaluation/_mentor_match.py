"""A program for the interpreter of an environment that has mentor-match, never imported here.

Makes fictitious people, scores them with the peer's own rules, solves one of its rounds, and
writes scores, seconds and total to a file: ``python _mentor_match.py SIZE SEED FILE``.
"""

import json
import random
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any


def main(size: int, seed: int, file: Path) -> None:
    """Run one round of the peer."""
    process: Any = import_module("matching.process")
    rules: Any = import_module("matching.rules.rule")
    rng = random.Random(seed)  # noqa: S311 (no secret)

    def person(kind: Any, number: int) -> Any:
        return kind(
            grade=rng.randint(1, 9),
            organisation=f"O{rng.randint(1, 60)}",
            profession=f"P{rng.randint(1, 12)}",
            email=f"{kind.__name__}{number}@example.org",
        )

    mentors = [person(process.Mentor, number) for number in range(size)]
    mentees = [person(process.Mentee, number) for number in range(size)]
    own = [
        rules.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
        rules.Grade(1, lambda one, other: one >= other, {True: 3, False: 0}),
        rules.Grade(2, lambda one, other: one == other, {True: 4, False: 0}),
        rules.Equivalent("profession", {True: 5, False: 0}),
    ]
    began = time.perf_counter()
    matches = process.generate_match_matrix(mentors, mentees, own)
    scored = time.perf_counter()
    scores: list[list[Any]] = [
        [None if one.disallowed else one.score for one in row] for row in matches
    ]
    ready = time.perf_counter()
    process.match_and_assign_participants(matches)
    solved = time.perf_counter()
    place = {id(one): number for number, one in enumerate(mentees)}
    total = sum(
        scores[row][place[id(mentee)]]
        for row, mentor in enumerate(mentors)
        for mentee in mentor.mentees
    )
    result = {
        "version": version("mentor-match"),
        "score_seconds": scored - began,
        "solve_seconds": solved - ready,
        "total": total,
        "scores": scores,
    }
    file.write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
