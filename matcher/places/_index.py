"""Every written name of a local government, ready to be found at the start of a text."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from matcher.domain import Agency, JointBody, LocalGovernment
from matcher.places._normalise import normalised, place_key
from matcher.places._tables import FormerName, Tables, Ward

_NAME_END = re.compile("[市区區町村]")
"""No name in the index is without such an end: most of a text is passed over quickly."""


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
    """Prefectures by the keys of full name (愛媛県) and short name (愛媛)."""
    prefecture_pattern: re.Pattern[str]
    """Finds keys of full names; the leftmost wins: 東京都府中市 does not hold 京都府."""
    agencies: Mapping[str, Agency]
    offices: Mapping[str, Agency]
    """Agencies by the names of their own offices (四国総合通信局)."""
    agency_starts: frozenset[str]
    """The first three signs of all agencies and offices, to pass over other texts quickly."""
    counties: Mapping[str, str]
    codes: Mapping[str, LocalGovernment]
    wards: Mapping[str, Ward]
    """Existing wards by code."""
    wards_of: Mapping[str, tuple[Ward, ...]]
    """Wards by the code of their city, abolished ones last."""
    longest: int
    joint_bodies: Mapping[str, tuple[JointBody, ...]] = field(default_factory=dict)
    """Bodies of several municipalities that rosters named, by the keys of their names."""

    def at_start(
        self, text: str, prefecture: str | None, county: str | None = None
    ) -> NameMatch | None:
        """The longest name that the text begins with; today's names before former ones.

        Args:
            text: Normalised, without blanks.
            prefecture: Only names of this prefecture.
            county: Only towns and villages, and none that is known to lie in another county.
        """
        start = text[: self.longest]
        if not _NAME_END.search(start):
            return None
        for spelling, table in ((start, self.exact), (place_key(start), self.variants)):
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
                if not fitting:
                    continue
                ranked = _first_rank(fitting)
                alone = county is not None and prefecture is None
                if alone and not set(ranked) & set(_first_rank(list(names))):
                    # A county of none of today's may be that of a former one, or wrong.
                    ranked = names
                return NameMatch(length, ranked, table is self.exact)
        return None

    def prefecture(self, written: str) -> LocalGovernment | None:
        """The prefecture that is written with or without 都道府県, in whatever kanji."""
        return self.prefectures.get(place_key(written))

    def prefectures_in(self, text: str) -> frozenset[str]:
        """Full names of the prefectures that a text names with 都道府県, wherever."""
        found = self.prefecture_pattern.findall(place_key(normalised(text)))
        return frozenset(self.prefectures[key].name for key in found)

    def agency(self, written: str) -> Agency | None:
        """The agency that is written, or that an office belongs to."""
        return self.agencies.get(written) or self.offices.get(written)

    def bodies_at_start(self, signs: str) -> tuple[int, tuple[JointBody, ...]] | None:
        """The known joint bodies of the longest name that signs begin with, and its length."""
        key = place_key(signs)
        longest = max(map(len, self.joint_bodies), default=0)
        for length in range(min(longest, len(key)), 1, -1):
            bodies = self.joint_bodies.get(key[:length])
            if bodies is not None:
                return length, bodies
        return None

    def body(self, code: str) -> JointBody | None:
        """The known joint body with a six-digit code."""
        every = (body for bodies in self.joint_bodies.values() for body in bodies)
        return next((body for body in every if body.code[:6] == code), None)

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
        stems[place_key(one.name[:-1])].append(one)
    wards_of: defaultdict[str, list[Ward]] = defaultdict(list)
    for ward in tables.wards:
        wards_of[ward.city_code].append(ward)
    prefectures: dict[str, LocalGovernment] = {}
    for one in tables.local_governments:
        if one.name == one.prefecture:
            prefectures[place_key(one.name)] = one
            prefectures[place_key(_short(one.name))] = one
    return PlaceIndex(
        exact=_by(str, names),
        variants=_by(place_key, names),
        stems={stem: tuple(group) for stem, group in stems.items()},
        prefectures=prefectures,
        prefecture_pattern=re.compile(
            "|".join(sorted({place_key(one.name) for one in prefectures.values()}))
        ),
        agencies=tables.agencies,
        offices=tables.offices,
        agency_starts=frozenset(name[:3] for name in (*tables.agencies, *tables.offices)),
        counties=tables.counties,
        codes=codes,
        wards={ward.code: ward for ward in tables.wards if ward.code},
        wards_of={code: tuple(group) for code, group in wards_of.items()},
        longest=max(len(name.name) for name in names),
    )
