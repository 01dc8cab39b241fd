"""Reading a written place: which local governments or agency a text can mean."""

import re
from dataclasses import dataclass
from typing import Literal

from matcher.domain import Agency, LocalGovernment
from matcher.places._index import NameMatch, PlaceIndex, WrittenName
from matcher.places._normalise import folded, normalised
from matcher.places._tables import Ward
from matcher.places._tail import JOINTS, Tail, tail

_POSTAL_CODE = re.compile(r"^〒? ?\d{3}-?\d{4} ?")
_COUNTY = re.compile(r"^(.{1,5}?郡)(?=..)")
_WARD = re.compile(r"^(.{1,4}?区)")
_CONNECTED = re.compile(r"^ ?[/・,、&＆と] ?")

Problem = Literal[
    "", "empty", "no_such_name", "not_in_prefecture", "contradiction", "other_body", "bare_name"
]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read.

    Attributes:
        agency: The agency it names.
        names: The local governments that it can mean, each once.
        written: The part of the text that names them, in normalised form.
        exact: Whether that part has an official spelling.
        rest: What follows: a department or an address.
        end: Where that part ends, counted in signs without blanks from the start.
        ward: The ward named behind its city.
        prefecture: The prefecture in which nothing was found, or that contradicts what is known.
        problem: Why nothing was found, or why a single candidate is not taken for granted.
    """

    agency: Agency | None = None
    names: tuple[WrittenName, ...] = ()
    written: str = ""
    exact: bool = True
    end: int = 0
    rest: str = ""
    ward: Ward | None = None
    prefecture: str = ""
    problem: Problem = ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text without blanks that remembers where they were."""

    signs: str
    blanks: frozenset[int]

    def after(self, index: int) -> Tail:
        return tail(self.signs[index:], blank_before=index in self.blanks)

    def split_name(self, start: int, end: int) -> bool:
        return any(start < blank < end for blank in self.blanks)


def _text(text: str) -> _Text:
    cleaned = _POSTAL_CODE.sub("", normalised(text)).lstrip(JOINTS)
    signs: list[str] = []
    blanks: set[int] = set()
    for sign in cleaned:
        if sign == " ":
            blanks.add(len(signs))
        else:
            signs.append(sign)
    return _Text("".join(signs), frozenset(blanks))


def read(index: PlaceIndex, text: str, *, prefecture: str | None, strict: bool) -> Reading:
    """Read a text from its start.

    Args:
        index: The names.
        text: As written.
        prefecture: Full name of the prefecture that is known from elsewhere.
        strict: Take nothing that could be a person's name: no prefecture without 都道府県 and
            nothing behind a name but an office, a department, a blank or a sign.
    """
    line = _text(text)
    if not line.signs:
        return Reading(problem="empty")
    return (
        _agency(index, line)
        or _behind_prefecture(index, line, prefecture)
        or _longer(
            _municipality(index, line, 0, prefecture, sure=prefecture is not None and not strict),
            _behind_short_prefecture(index, line, prefecture, strict=strict),
        )
        or _municipality_loosely(index, line, prefecture, strict=strict)
        or _nothing(index, line, prefecture, strict=strict)
    )


def _longer(plain: Reading | None, behind: Reading | None) -> Reading | None:
    """The reading that takes more of the text: 宮城村田町 is 村田町 of 宮城, not 宮城村."""
    if plain is None or behind is None:
        return plain or behind
    return behind if behind.end > plain.end else plain


def named_prefectures(index: PlaceIndex, text: str) -> frozenset[str]:
    """Full names of the prefectures that a text names with 都道府県, wherever."""
    return frozenset(index.prefecture_pattern.findall(normalised(text)))


def _prefecture_at_start(index: PlaceIndex, signs: str, *, short: bool) -> str | None:
    for length in (4, 3) if not short else (3, 2):
        found = index.prefectures.get(signs[:length])
        if found is not None and (found.name == signs[:length]) is not short:
            return signs[:length]
    return None


def _agency(index: PlaceIndex, line: _Text) -> Reading | None:
    for length in range(min(len(line.signs), 12), 2, -1):
        agency = index.agencies.get(line.signs[:length])
        if agency is None:
            continue
        follow = line.after(length)
        if follow.other_body or not (follow.separated or follow.departmental):
            return None
        return Reading(agency=agency, written=line.signs[:length], rest=follow.text)
    return None


def _prefecture(index: PlaceIndex, written: str, rest: str = "") -> Reading:
    one = index.prefectures[written]
    return Reading(
        names=(WrittenName(one.name, one.name, one),),
        written=written,
        exact=written == one.name,
        rest=rest,
    )


def _skip_joints(line: _Text, start: int) -> int:
    end = start
    while end < len(line.signs) and line.signs[end] in JOINTS:
        end += 1
    if line.signs[end : end + 1] == "の" and end + 1 < len(line.signs):
        end += 1
    return end


def _behind_prefecture(index: PlaceIndex, line: _Text, known: str | None) -> Reading | None:
    written = _prefecture_at_start(index, line.signs, short=False)
    if written is None:
        return None
    if known is not None and known != written:
        return Reading(written=line.signs, prefecture=written, problem="contradiction")
    start = _skip_joints(line, len(written))
    found = _municipality(index, line, start, written, sure=True)
    if found is not None:
        return found
    follow = line.after(len(written))
    stem = _stem(index, follow.first, written)
    if stem and not follow.departmental:
        return _bare(stem, follow.first)
    if follow.follows_prefecture():
        return _prefecture(index, written, follow.text)
    elsewhere = index.at_start(follow.text, None)
    return Reading(
        written=follow.text[: elsewhere.length] if elsewhere else line.signs,
        prefecture=written,
        problem="other_body" if follow.other_body else "not_in_prefecture",
    )


def _behind_short_prefecture(
    index: PlaceIndex, line: _Text, known: str | None, *, strict: bool
) -> Reading | None:
    written = _prefecture_at_start(index, line.signs, short=True)
    if written is None:
        return None
    name = index.prefectures[written].name
    if known is not None and known != name:
        return None
    start = _skip_joints(line, len(written))
    found = _municipality(index, line, start, name, sure=not strict)
    if found is not None or strict:
        return found
    follow = line.after(len(written))
    if not follow.text or (follow.separated and follow.departmental):
        return _prefecture(index, written, follow.text)
    stem = tuple(one for one in index.stems.get(folded(follow.first), ()) if one.prefecture == name)
    return _bare(stem, follow.first) if stem else None


def _municipality(
    index: PlaceIndex, line: _Text, start: int, prefecture: str | None, *, sure: bool
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
    names = _each_once(match.names)
    if follow.separated and follow.text:
        names = _told_by_tail(index, names, follow)
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
    index: PlaceIndex, line: _Text, known: str | None, *, strict: bool
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
    written = _WARD.match(follow.text)
    if written is None:
        return None
    for name in match.names:
        for ward in index.wards_of.get(name.government.code, ()):
            if folded(ward.name) == folded(written[1]) and name.origin is None:
                return ward
    return None


def _told_by_tail(
    index: PlaceIndex, names: tuple[WrittenName, ...], follow: Tail
) -> tuple[WrittenName, ...]:
    """Same names told apart by a prefecture behind them: 府中市(東京都), 池田町、北海道."""
    if len(names) == 1:
        return names
    named = named_prefectures(index, follow.text)
    short = index.prefectures.get(follow.first)
    if short is not None:
        named |= {short.name}
    return tuple(name for name in names if name.prefecture in named) or names


def _second_place(
    index: PlaceIndex,
    line: _Text,
    end: int,
    names: tuple[WrittenName, ...],
    prefecture: str | None,
) -> tuple[WrittenName, ...]:
    """Another place of equal rank behind a connecting sign: 松山市・今治市."""
    connection = _CONNECTED.match(line.signs[end:])
    if connection is None:
        return ()
    start = end + connection.end()
    written = _prefecture_at_start(index, line.signs[start:], short=False)
    if written is not None:
        start, prefecture = _skip_joints(line, start + len(written)), written
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
    governments = index.stems.get(folded(written), ())
    return tuple(one for one in governments if prefecture is None or one.prefecture == prefecture)


def _bare(governments: tuple[LocalGovernment, ...], written: str) -> Reading:
    return Reading(
        names=tuple(WrittenName(one.name, one.prefecture, one) for one in governments),
        written=written,
        problem="bare_name",
    )


def _nothing(index: PlaceIndex, line: _Text, known: str | None, *, strict: bool) -> Reading:
    match = index.at_start(line.signs, None)
    if match is not None and known is not None:
        return Reading(
            written=line.signs[: match.length], prefecture=known, problem="not_in_prefecture"
        )
    stem = () if strict else _stem(index, line.signs, known)
    if stem:
        return _bare(stem, line.signs)
    return Reading(written=line.signs, problem="no_such_name")
