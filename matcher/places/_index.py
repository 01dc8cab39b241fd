"""Every written name of a local government, ready to be found at the start of a text."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matcher.domain import Agency, LocalGovernment
from matcher.places._normalise import folded
from matcher.places._tables import FormerName, Tables, Ward


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One name under which a local government is written.

    Attributes:
        name: As it is written officially, now or then.
        prefecture: The prefecture that stands before it.
        government: Today's local government; for a ward, its city.
        origin: The former name or the ward behind it, None for today's name.
    """

    name: str
    prefecture: str
    government: LocalGovernment
    origin: FormerName | Ward | None = None


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Names found at the start of a text: all have the same letters and the same rank.

    Attributes:
        length: How many signs of the text they take.
        names: At least one.
        exact: Whether the text has an official spelling, not a variant.
    """

    length: int
    names: tuple[WrittenName, ...]
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class PlaceIndex:
    """Names by spelling. Built once by :func:`build_index`, never changed."""

    exact: Mapping[str, tuple[WrittenName, ...]]
    variants: Mapping[str, tuple[WrittenName, ...]]
    stems: Mapping[str, tuple[LocalGovernment, ...]]
    prefectures: Mapping[str, LocalGovernment]
    """Prefectures by full name (愛媛県) and by short name (愛媛)."""
    prefecture_pattern: re.Pattern[str]
    """Finds full names of prefectures; the leftmost wins: 東京都府中市 does not hold 京都府."""
    agencies: Mapping[str, Agency]
    counties: Mapping[str, str]
    codes: Mapping[str, LocalGovernment]
    wards: Mapping[str, Ward]
    """Existing wards by code."""
    wards_of: Mapping[str, tuple[Ward, ...]]
    """Wards by the code of their city, abolished ones last."""
    longest: int

    def at_start(
        self, text: str, prefecture: str | None, county: str | None = None
    ) -> NameMatch | None:
        """The longest name that the text begins with; today's names before former ones.

        Args:
            text: Normalised, without blanks.
            prefecture: Only names of this prefecture.
            county: Only towns and villages, and none that is known to lie in another county.
        """
        for spelling, table in ((text, self.exact), (folded(text), self.variants)):
            for length in range(min(self.longest, len(spelling)), 1, -1):
                names = table.get(spelling[:length])
                if names is None:
                    continue
                fitting = [
                    name
                    for name in names
                    if (prefecture is None or name.prefecture == prefecture)
                    and (county is None or self._in_county(name, county))
                ]
                if fitting:
                    return NameMatch(length, _first_rank(fitting), table is self.exact)
        return None

    def _in_county(self, name: WrittenName, county: str) -> bool:
        known = self.counties.get(name.government.code) if name.origin is None else None
        return name.name[-1] in "町村" and known in {None, county}


def _first_rank(names: list[WrittenName]) -> tuple[WrittenName, ...]:
    """Today's municipalities and all wards; former municipalities only when there are none."""
    current = tuple(name for name in names if not isinstance(name.origin, FormerName))
    return current or tuple(names)


def _short(prefecture: str) -> str:
    return prefecture if prefecture == "北海道" else prefecture[:-1]


def _by(
    spelling_of: Callable[[str], str], names: Iterable[WrittenName]
) -> dict[str, tuple[WrittenName, ...]]:
    groups: defaultdict[str, list[WrittenName]] = defaultdict(list)
    for name in names:
        groups[spelling_of(name.name)].append(name)
    return {spelling: tuple(group) for spelling, group in groups.items()}


def build_index(tables: Tables) -> PlaceIndex:
    """Collect all written names of the tables."""
    codes = {government.code: government for government in tables.local_governments}
    municipalities = [one for one in tables.local_governments if one.name != one.prefecture]
    names = [WrittenName(one.name, one.prefecture, one) for one in municipalities]
    names += [
        WrittenName(ward.name, ward.prefecture, codes[ward.city_code], ward)
        for ward in tables.wards
    ]
    names += [
        WrittenName(past.name, past.prefecture, codes[past.code], past)
        for past in tables.former_names
    ]
    stems: defaultdict[str, list[LocalGovernment]] = defaultdict(list)
    for one in municipalities:
        stems[folded(one.name[:-1])].append(one)
    wards_of: defaultdict[str, list[Ward]] = defaultdict(list)
    for ward in tables.wards:
        wards_of[ward.city_code].append(ward)
    prefectures: dict[str, LocalGovernment] = {}
    for one in tables.local_governments:
        if one.name == one.prefecture:
            prefectures[one.name] = one
            prefectures[_short(one.name)] = one
    return PlaceIndex(
        exact=_by(str, names),
        variants=_by(folded, names),
        stems={stem: tuple(group) for stem, group in stems.items()},
        prefectures=prefectures,
        prefecture_pattern=re.compile("|".join(sorted({one.name for one in prefectures.values()}))),
        agencies=tables.agencies,
        counties=tables.counties,
        codes=codes,
        wards={ward.code: ward for ward in tables.wards if ward.code},
        wards_of={code: tuple(group) for code, group in wards_of.items()},
        longest=max(len(name.name) for name in names),
    )
