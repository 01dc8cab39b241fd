"""Small rounds for tests, written briefly."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from matcher.mentoring._edges import VALUE_STEPS, Edges


def write_folder(folder: Path, **tables: Sequence[Mapping[str, object]] | str | bytes) -> Path:
    """Write the tables of a round: rows as UTF-8 CSV, or the text or bytes of the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tables.items():
        path = folder / f"{name}.csv"
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(
                    file, list(dict.fromkeys(k for row in content for k in row))
                )
                writer.writeheader()
                writer.writerows(content)
    return folder


def edges_of(
    values: Sequence[Sequence[float | None]],
    seats: Iterable[int],
    *,
    repeat: Iterable[tuple[int, int]] = (),
    waited: Iterable[int] = (),
) -> Edges:
    """Permitted pairs from a table of values, None where a pair never comes about."""
    table = np.array(
        [[-1.0 if one is None else one for one in row] for row in values], dtype=np.float64
    )
    mentee, mentor = np.nonzero(table >= 0)
    past, first = set(repeat), set(waited)
    return Edges(
        mentees=len(table),
        mentors=table.shape[1],
        mentee=mentee,
        mentor=mentor,
        steps=np.round(table[mentee, mentor] * VALUE_STEPS).astype(np.int64),
        repeat=np.array(
            [key in past for key in zip(mentee.tolist(), mentor.tolist(), strict=True)], dtype=bool
        ),
        seats=np.array(list(seats), dtype=np.int64),
        waited=np.array([one in first for one in range(len(table))], dtype=bool),
    )
