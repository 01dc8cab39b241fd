"""What the demo needs of the reference data: who exists, which topics, which channels."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matcher.domain import Agency, InputError, LocalGovernment, data_folder
from matcher.sources.demo._scenarios import TaxonomyWords

AGENCIES = tuple(
    Agency(name)
    for name in (
        "デジタル庁",
        "総務省",
        "厚生労働省",
        "こども家庭庁",
        "文部科学省",
        "内閣府",
        "経済産業省",
        "国土交通省",
        "法務省",
    )
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the taxonomy as far as the demo needs it."""

    topic_id: str
    name: str
    group: str
    channel: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardChannel:
    """A channel of the reference list."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Reference data.

    Attributes:
        folder: Where it was read.
        governments: All local governments, by code.
        regions: Region of each prefecture's name.
        topics: All topics, by id.
        channels: The standard channels.
        words: Names and synonyms of all topics.
    """

    folder: Path
    governments: dict[str, LocalGovernment]
    regions: dict[str, str]
    topics: dict[str, Topic]
    channels: tuple[StandardChannel, ...]
    words: TaxonomyWords


def load_reference(folder: Path | None = None) -> Reference:
    """Read the reference data of the project (or of another folder).

    Raises:
        InputError: A file or a column is missing.
    """
    folder = folder or data_folder()
    topics: dict[str, Topic] = {}
    words: list[str] = []
    for row in _rows(folder / "topics.csv"):
        terms = tuple(row["synonyms"].split(";"))
        topics[row["id"]] = Topic(row["id"], row["name"], row["group"], row["channel"], terms)
        words += [row["name"], *terms]
    return Reference(
        folder=folder,
        governments={
            government.code: government
            for government in map(_government, _rows(folder / "local_governments.csv"))
        },
        regions={row["name"]: row["region"] for row in _rows(folder / "prefectures.csv")},
        topics=topics,
        channels=tuple(
            StandardChannel(row["channel"], row["kind"]) for row in _rows(folder / "channels.csv")
        ),
        words=TaxonomyWords.of(words),
    )


def _government(row: dict[str, str]) -> LocalGovernment:
    return LocalGovernment(
        code=row["code"],
        name=row["name"],
        kana=row["kana"],
        kind=row["kind"],
        prefecture_code=row["prefecture_code"],
        prefecture=row["prefecture"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
        depopulated=row["depopulated"],
        island=row["island"],
    )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
    except FileNotFoundError as problem:
        raise InputError(
            "参照データがありません。",
            remedy="プロジェクトの data フォルダーを元に戻してください。",
            file=str(file),
        ) from problem
