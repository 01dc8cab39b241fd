"""Groups of local governments: by region, prefecture, kind and size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import Dimension
from matcher.places import load_directory
from matcher.recommend import size_band

KINDS = {
    "都道府県": "都道府県",
    "政令指定都市": "指定都市・中核市",
    "中核市": "指定都市・中核市",
    "市": "市・特別区",
    "特別区": "市・特別区",
    "町": "町村",
    "村": "町村",
}
"""Kinds that do alike, by the directory's word."""

NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Groups:
    """One way of grouping.

    Attributes:
        dimension: Which.
        names: Of the groups, in the order in which they are shown.
        codes: Of the prefectures; empty for others.
        of_member: Per account its group; :data:`NOWHERE` when its organization is not known or
            is none of a local government.
    """

    dimension: Dimension
    names: tuple[str, ...]
    codes: tuple[str, ...]
    of_member: npt.NDArray[np.int64]


def regions() -> tuple[str, ...]:
    """The regions (地方) from north to south."""
    return tuple(dict.fromkeys(one.region for one in load_directory().prefectures))


def region_of(prefecture_code: str) -> str:
    """Region of a prefecture, empty for an empty code."""
    return load_directory().prefecture(prefecture_code).region if prefecture_code else ""


def group_names(dimension: Dimension) -> tuple[str, ...]:
    """Names of the groups of a dimension, in the order in which they are shown."""
    if dimension == "region":
        return regions()
    if dimension == "prefecture":
        return tuple(one.name for one in load_directory().prefectures)
    if dimension == "kind":
        return tuple(dict.fromkeys(KINDS.values()))
    return tuple(size_band(people) for people in (1, 10_000, 50_000, 100_000, 300_000))


def group_members(members: pd.DataFrame) -> tuple[Groups, ...]:
    """All ways of grouping.

    Args:
        members: The snapshot's member table.
    """
    prefectures = load_directory().prefectures
    codes = [one.code for one in prefectures]
    region = {one.code: one.region for one in prefectures}
    # Size counts for municipalities only: a prefecture is no large town.
    population = members["population"].where(members["organization_kind"] != "都道府県", 0)
    return (
        _groups("region", members["prefecture"].map(region)),
        _groups(
            "prefecture",
            members["prefecture_name"],
            codes,
        ),
        _groups("kind", _kinds(members)),
        _groups("size", population.map(lambda people: size_band(people) if people else "")),
    )


def _kinds(members: pd.DataFrame) -> "pd.Series[str]":
    return members["organization_kind"].map(KINDS)


def _groups(
    dimension: Dimension,
    of_member: "pd.Series[str]",
    codes: Sequence[str] = (),
) -> Groups:
    names = group_names(dimension)
    number = {name: position for position, name in enumerate(names)}
    return Groups(
        dimension,
        names,
        tuple(codes) or ("",) * len(names),
        np.asarray(of_member.map(number).fillna(NOWHERE), dtype=np.int64),
    )
