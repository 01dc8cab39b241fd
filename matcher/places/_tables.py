"""Reading the reference data of the ``data`` folder into records."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from matcher.domain import Agency, InputError, LocalGovernment, Prefecture

T = TypeVar("T")

WARDS_REARRANGED = "区の再編"
"""The kind of change whose former name is a ward, not a municipality."""


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward of a designated city (行政区): part of the city, not a local government.

    Attributes:
        code: 6-digit code of the ward, empty for a ward that was abolished.
        name: 下京区.
        city_code: Code of the city it belongs to.
        city: 京都市.
        prefecture: 京都府.
        changed_on: When it was abolished, None while it exists.
    """

    code: str
    name: str
    city_code: str
    city: str
    prefecture: str
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a municipality no longer has.

    Attributes:
        name: 浪岡町.
        prefecture: Where it lay then.
        code: Code of today's local government.
        changed_on: First day of the new name.
        change: 合併, 市制施行 or 改称.
    """

    name: str
    prefecture: str
    code: str
    changed_on: date
    change: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The reference data as read, in the order of the files.

    Attributes:
        counties: 郡 by code, for the names that occur in more than one prefecture.
        agencies: Every spelling of an agency, the official one included.
        offices: Agencies by the names of their offices.
    """

    local_governments: tuple[LocalGovernment, ...]
    prefectures: tuple[Prefecture, ...]
    wards: tuple[Ward, ...]
    former_names: tuple[FormerName, ...]
    counties: Mapping[str, str]
    agencies: Mapping[str, Agency]
    offices: Mapping[str, Agency]


def read_tables(folder: Path) -> Tables:
    """Read all tables.

    Raises:
        InputError: When a file is missing or a row cannot be used.
    """
    governments = tuple(_each(folder / "local_governments.csv", _local_government))
    cities = {government.code: government.name for government in governments}
    changes = tuple(_each(folder / "former_names.csv", _former_name))
    abolished = tuple(
        Ward("", past.name, past.code, cities[past.code], past.prefecture, past.changed_on)
        for past in changes
        if past.change == WARDS_REARRANGED
    )
    return Tables(
        local_governments=governments,
        prefectures=tuple(_each(folder / "prefectures.csv", _prefecture)),
        wards=(*_each(folder / "wards.csv", _ward), *abolished),
        former_names=tuple(past for past in changes if past.change != WARDS_REARRANGED),
        counties=dict(_each(folder / "counties.csv", lambda row: (row["code"], row["county"]))),
        agencies={
            spelling: agency
            for spellings, agency in _each(folder / "agencies.csv", _agency)
            for spelling in spellings
        },
        offices={
            office: agency
            for offices, agency in _each(folder / "agency_offices.csv", _offices)
            for office in offices
        },
    )


def _each(file: Path, record: Callable[[dict[str, str]], T]) -> Iterator[T]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                try:
                    yield record(row)
                except (KeyError, ValueError, TypeError) as error:
                    raise InputError(
                        "参照データの行を読めません。",
                        remedy="配布された data フォルダーに戻してください。",
                        file=file.name,
                        place=f"{number}行目",
                        value=str(error),
                    ) from error
    except OSError as error:
        raise InputError(
            "参照データのファイルを開けません。",
            remedy="配布された data フォルダーに戻してください。",
            file=str(file),
        ) from error


def _local_government(row: dict[str, str]) -> LocalGovernment:
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


def _prefecture(row: dict[str, str]) -> Prefecture:
    return Prefecture(
        code=row["code"],
        name=row["name"],
        kana=row["kana"],
        region=row["region"],
        neighbours=tuple(code for code in row["neighbours"].split(";") if code),
    )


def _ward(row: dict[str, str]) -> Ward:
    return Ward(row["code"], row["name"], row["city_code"], row["city"], row["prefecture"])


def _former_name(row: dict[str, str]) -> FormerName:
    return FormerName(
        name=row["name"],
        prefecture=row["prefecture"],
        code=row["code"],
        changed_on=date.fromisoformat(row["changed_on"]),
        change=row["change"],
    )


def _agency(row: dict[str, str]) -> tuple[tuple[str, ...], Agency]:
    others = tuple(name for name in row["short_names"].split(";") if name)
    return (row["name"], *others), Agency(row["name"])


def _offices(row: dict[str, str]) -> tuple[tuple[str, ...], Agency]:
    regions = row["regions"].split(";")
    return tuple(region + row["office"] for region in regions), Agency(row["agency"])
