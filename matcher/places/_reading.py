"""Reading a written place: which local governments or agency a text can mean."""

import re

from matcher.domain import LocalGovernment
from matcher.places._index import NameMatch, PlaceIndex, WrittenName
from matcher.places._institutions import agency_of, joint_bodies
from matcher.places._line import Line, Reading, line_of
from matcher.places._normalise import place_key
from matcher.places._tables import Ward
from matcher.places._tail import Tail, is_joint

_COUNTY = re.compile(r"^(.{1,5}?郡)(?=..)")
_WARD = re.compile(r"^(.{1,4}?区)")
_LONGEST_CITY = 5
_CONNECTED = re.compile(r"^ ?[/・,、&＆と] ?")


def read(index: PlaceIndex, text: str, *, prefecture: str | None, strict: bool) -> Reading:
    """Read a text from its start.

    Args:
        index: The names.
        text: As written.
        prefecture: Full name of the prefecture that is known from elsewhere.
        strict: Take nothing that could be a person's name: no prefecture without 都道府県 and
            nothing behind a name but an office, a department, a blank or a sign.
    """
    line = line_of(text)
    if not line.signs:
        return Reading(problem="empty")
    return (
        joint_bodies(index, line, prefecture)
        or agency_of(index, line, strict=strict)
        or _office_of_prefecture(index, line, prefecture)
        or _behind_prefecture(index, line, prefecture)
        or _longer(
            _municipality(index, line, 0, prefecture, sure=prefecture is not None and not strict),
            _behind_short_prefecture(index, line, prefecture, strict=strict),
        )
        or _municipality_loosely(index, line, prefecture, strict=strict)
        or _ward_behind_stem(index, line, prefecture)
        or _nothing(index, line, prefecture, strict=strict)
    )


def _longer(plain: Reading | None, behind: Reading | None) -> Reading | None:
    """The reading that takes more of the text: 宮城村田町 is 村田町 of 宮城, not 宮城村."""
    if plain is None or behind is None:
        return plain or behind
    return behind if behind.end > plain.end else plain


def prefecture_at_start(
    index: PlaceIndex, signs: str, *, short: bool
) -> tuple[int, LocalGovernment] | None:
    """The prefecture that signs begin with, and how many of them it takes.

    Args:
        index: The names.
        signs: Normalised.
        short: Whether to look for a name without 都道府県 instead of one with it.
    """
    key = place_key(signs[:4])
    for length in (4, 3) if not short else (3, 2):
        found = index.prefectures.get(key[:length])
        if found is not None and (len(found.name) == len(key[:length])) is not short:
            return len(key[:length]), found
    return None


def _prefecture(one: LocalGovernment, written: str, rest: str = "") -> Reading:
    return Reading(
        names=(WrittenName(one.name, one.name, one),),
        written=written,
        exact=written == one.name,
        rest=rest,
    )


def _skip_joints(line: Line, start: int) -> int:
    end = start
    while end < len(line.signs) and is_joint(line.signs[end]):
        end += 1
    if line.signs[end : end + 1] == "の" and end + 1 < len(line.signs):
        end += 1
    return end


def _behind_prefecture(index: PlaceIndex, line: Line, known: str | None) -> Reading | None:
    stated = prefecture_at_start(index, line.signs, short=False)
    if stated is None:
        return None
    length, one = stated
    if known is not None and known != one.name:
        return Reading(written=line.signs, prefecture=one.name, problem="contradiction")
    start = _skip_joints(line, length)
    found = _municipality(index, line, start, one.name, sure=True)
    if found is not None:
        return found
    follow = line.after(length)
    stem = _stem(index, follow.first, one.name)
    if stem and not follow.departmental:
        return _bare(stem, follow.first)
    if follow.follows_prefecture():
        return _prefecture(one, line.signs[:length], follow.text)
    elsewhere = index.at_start(follow.text, None)
    return Reading(
        written=follow.text[: elsewhere.length] if elsewhere else line.signs,
        prefecture=one.name,
        problem="other_body" if follow.other_body else "not_in_prefecture",
    )


def _behind_short_prefecture(
    index: PlaceIndex, line: Line, known: str | None, *, strict: bool
) -> Reading | None:
    stated = prefecture_at_start(index, line.signs, short=True)
    if stated is None or (known is not None and known != stated[1].name):
        return None
    length, one = stated
    start = _skip_joints(line, length)
    found = _municipality(index, line, start, one.name, sure=not strict)
    if found is not None or strict:
        return found
    follow = line.after(length)
    city = _stem(index, line.signs, known) if known else ()
    if city:  # 高知 beside a column that says 高知県 may well be 高知市.
        return _bare((one, *city), line.signs)
    if not follow.text or (follow.separated and follow.departmental):
        return _prefecture(one, line.signs[:length], follow.text)
    stem = _stem(index, follow.first, one.name)
    return _bare(stem, follow.first) if stem else None


def _office_of_prefecture(index: PlaceIndex, line: Line, known: str | None) -> Reading | None:
    """県庁, 道庁 企画課: the prefecture's own office, where the prefecture is known."""
    if known is None or not line.signs.startswith(known[-1]):
        return None
    one = index.prefecture(known)
    follow = line.after(1)
    office = follow.text.startswith("庁") or follow.separated
    if one is None or not office or follow.other_body:
        return None
    return _prefecture(one, known, follow.text)


def _municipality(
    index: PlaceIndex, line: Line, start: int, prefecture: str | None, *, sure: bool
) -> Reading | None:
    """A municipality or ward at a position, in a prefecture if that is known."""
    signs = line.signs[start:]
    match = index.at_start(signs, prefecture)
    if match is None:
        county = _COUNTY.match(signs)
        if county is None:
            return None
        start += len(county[1])
        signs = line.signs[start:]
        match = index.at_start(signs, prefecture, county[1])
        if match is None:
            return None
    end = start + match.length
    follow = line.after(end)
    if follow.other_body:
        return Reading(written=line.signs, problem="other_body")
    ward = _ward_behind(index, match, follow)
    split = line.split_name(start, end)
    allowed = follow.follows_municipality(sure=sure and not split)
    if not (allowed or ward is not None):
        return None
    names = _told_by_tail(index, _each_once(match.names), follow)
    if follow.separated and follow.text:
        names += _second_place(index, line, end, names, prefecture)
    return Reading(
        names=names,
        written=signs[: match.length],
        exact=match.exact,
        end=end,
        rest=follow.text,
        ward=ward,
    )


def _municipality_loosely(
    index: PlaceIndex, line: Line, known: str | None, *, strict: bool
) -> Reading | None:
    """A name with something unknown behind it at once: an address, unless it may be a person."""
    match = None if strict else index.at_start(line.signs, known)
    if match is None or line.split_name(0, match.length):
        return None
    follow = line.after(match.length)
    if follow.personal or not follow.follows_municipality(sure=True):
        return None
    return Reading(
        names=_each_once(match.names),
        written=line.signs[: match.length],
        exact=match.exact,
        rest=follow.text,
    )


def _each_once(names: tuple[WrittenName, ...]) -> tuple[WrittenName, ...]:
    return tuple({name.government.code: name for name in reversed(names)}.values())[::-1]


def _ward_behind(index: PlaceIndex, match: NameMatch, follow: Tail) -> Ward | None:
    for name in match.names:
        ward = _ward_at_start(index, name.government, follow.text)
        if ward is not None and name.origin is None:
            return ward
    return None


def _ward_at_start(index: PlaceIndex, city: LocalGovernment, text: str) -> Ward | None:
    written = _WARD.match(text)
    if written is None:
        return None
    key = place_key(written[1])
    wards = index.wards_of.get(city.code, ())
    return next((ward for ward in wards if place_key(ward.name) == key), None)


def _ward_behind_stem(index: PlaceIndex, line: Line, known: str | None) -> Reading | None:
    """A designated city without its 市 before its ward: 名古屋港区, 札幌 厚別区."""
    for length in range(2, min(len(line.signs), _LONGEST_CITY)):
        for city in _stem(index, line.signs[:length], known):
            ward = _ward_at_start(index, city, line.after(length).text)
            if ward is None:
                continue
            end = line.signs.index("区", length) + 1
            follow = line.after(end)
            if follow.follows_municipality(sure=True):
                name = WrittenName(city.name, city.prefecture, city)
                return Reading(names=(name,), written=line.signs[:end], rest=follow.text, ward=ward)
    return None


def _told_by_tail(
    index: PlaceIndex, names: tuple[WrittenName, ...], follow: Tail
) -> tuple[WrittenName, ...]:
    """Same names told apart by what stands behind them: 府中市(東京都), 池田町、北海道."""
    if len(names) == 1:
        return names
    named = index.prefectures_in(follow.text)
    short = index.prefecture(follow.first)
    if short is not None:
        named |= {short.name}
    return (
        tuple(name for name in names if name.prefecture in named)
        # 青葉区(横浜市)
        or tuple(name for name in names if name.government.name in follow.text)
        or names
    )


def _second_place(
    index: PlaceIndex,
    line: Line,
    end: int,
    names: tuple[WrittenName, ...],
    prefecture: str | None,
) -> tuple[WrittenName, ...]:
    """Another place of equal rank behind a connecting sign: 松山市・今治市."""
    connection = _CONNECTED.match(line.signs[end:])
    if connection is None:
        return ()
    start = end + connection.end()
    stated = prefecture_at_start(index, line.signs[start:], short=False)
    if stated is not None:
        start, prefecture = _skip_joints(line, start + stated[0]), stated[1].name
    match = index.at_start(line.signs[start:], prefecture)
    if match is None or not line.after(start + match.length).follows_municipality(sure=False):
        return ()
    known = {name.government.code for name in names}
    return tuple(
        name
        for name in _each_once(match.names)
        if name.government.code not in known and name.origin is None
    )


def _stem(index: PlaceIndex, written: str, prefecture: str | None) -> tuple[LocalGovernment, ...]:
    """Municipalities whose name without its last sign is written: 松山 may be 松山市."""
    governments = index.stems.get(place_key(written), ())
    return tuple(one for one in governments if prefecture is None or one.prefecture == prefecture)


def _bare(governments: tuple[LocalGovernment, ...], written: str) -> Reading:
    return Reading(
        names=tuple(WrittenName(one.name, one.prefecture, one) for one in governments),
        written=written,
        problem="bare_name",
    )


def _nothing(index: PlaceIndex, line: Line, known: str | None, *, strict: bool) -> Reading:
    match = index.at_start(line.signs, None)
    if match is not None and known is not None:
        return Reading(
            written=line.signs[: match.length], prefecture=known, problem="not_in_prefecture"
        )
    stem = () if strict else _stem(index, line.signs, known)
    if stem:
        return _bare(stem, line.signs)
    return Reading(written=line.signs, problem="no_such_name")
