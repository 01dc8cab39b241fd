"""Finding organizations while a person types, for pickers that search on the server."""

from dataclasses import dataclass

import jaconv

from matcher.domain import Agency, LocalGovernment, Organization
from matcher.places._index import PlaceIndex, WrittenName
from matcher.places._normalise import folded, normalised
from matcher.places._reading import read

_NAME, _START, _FULL_NAME_START, _INSIDE, _KANA_INSIDE = range(5)


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One organization as a picker searches it: name, full name and reading, folded."""

    organization: Organization
    name: str
    full_name: str
    kana: str
    prefecture: str


def search_entries(index: PlaceIndex) -> tuple[SearchEntry, ...]:
    """All local governments by code, then the agencies."""
    governments = [_entry(one) for one in index.codes.values()]
    names: dict[str, list[str]] = {}
    for spelling, agency in index.agencies.items():
        names.setdefault(agency.name, []).append(folded(spelling))
    agencies = [
        SearchEntry(Agency(name), folded(name), " ".join(spellings), "", "")
        for name, spellings in names.items()
    ]
    return (*governments, *agencies)


def _entry(one: LocalGovernment) -> SearchEntry:
    return SearchEntry(
        one, folded(one.name), folded(one.full_name), folded(one.kana), folded(one.prefecture)
    )


def find(
    index: PlaceIndex, entries: tuple[SearchEntry, ...], text: str, limit: int
) -> tuple[Organization, ...]:
    """The best matches, best first. See ``Directory.find``."""
    words = [folded(jaconv.kata2hira(word)) for word in normalised(text).split(" ") if word]
    plain = [folded(word) for word in normalised(text).split(" ") if word]
    if not words or limit < 1:
        return ()
    ranked = []
    for position, entry in enumerate(entries):
        ranks = [_rank(entry, a, b) for a, b in zip(plain, words, strict=True)]
        if None not in ranks:
            rank = max(rank for rank in ranks if rank is not None)
            # つ: 津市 before つがる市; but a prefecture's municipalities in the usual order.
            ranked.append((rank, len(entry.kana) if rank == _START else 0, position))
    ranked.sort()
    found = dict.fromkeys(entries[position].organization for *_, position in ranked)
    if len(found) < limit:  # former names, wards, whole addresses
        reading = read(index, text, prefecture=None, strict=False)
        found |= dict.fromkeys(_governments(reading.names))
    return tuple(found)[:limit]


def _governments(names: tuple[WrittenName, ...]) -> list[LocalGovernment]:
    return sorted((name.government for name in names), key=lambda one: one.code)


def _rank(entry: SearchEntry, word: str, kana: str) -> int | None:
    ranks = (
        (_NAME, word in {entry.name, entry.full_name}),
        (_START, entry.name.startswith(word) or entry.kana.startswith(kana)),
        (_FULL_NAME_START, entry.full_name.startswith(word)),
        (_INSIDE, word in entry.full_name),
        (_KANA_INSIDE, len(kana) > 1 and kana in entry.kana),
    )
    return next((rank for rank, fits in ranks if fits), None)
