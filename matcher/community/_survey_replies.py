"""What a reply to a survey says, item by item; what is no answer to an item stays a remark."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from matcher.community._survey_forms import Form
from matcher.community._survey_lines import (
    FormLine,
    half_width,
    names_organization,
    read_line,
)
from matcher.places import load_directory

LONGEST_ORGANIZATION = 24
LONGEST_PART = 40
"""Answers in a row are short; what is longer is a sentence that happens to have as many parts."""

_PLACE_FIRST = re.compile(
    rf"^\s*(?P<place>[^。、,:/\n]{{2,{LONGEST_ORGANIZATION}}}?)\s*"
    r"(?:です|になります|と申します|の者です|から回答します)?\s*[。、,:/\t ]\s*(?P<rest>\S.*)$"
)
_POLITE_END = re.compile(r"\s*(?:です|になります|となります|でした)?[。.]*\s*$")
_SEPARATORS = ("/", "\t", "、", ",")
_BLANK_VALUE = re.compile(r"[-ー—–―_\s.…]*")


@dataclass
class Filled:
    """What one reply says for one organization.

    Attributes:
        organization: As written, empty when it is not.
        cells: Answers by the item's position; blanks are left out.
        remark: What stands beside the form.
    """

    organization: str = ""
    cells: dict[int, str] = field(default_factory=dict)
    remark: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything was written but the name."""
        return bool(self.cells or self.remark)


def read_reply(text: str, form: Form | None) -> list[Filled]:
    """Read a reply against the form, one entry per organization that it names.

    A second line for the organization begins a second entry. Lines between two items go on with
    the item before them; lines behind the last item are a remark, unless all items have their
    answers on the next line. What is quoted counts only as the question to the line below it.
    """
    text = half_width(text)
    if form is None:
        place, rest = _place_first(text)
        return [Filled(place, {}, rest if place else text.strip())]
    reading = _Reading(form)
    for line in _one_per_item(text, form).splitlines():
        reading.take(line)
    found = [one for one in reading.entries() if one.says_something or one.organization]
    if any(one.cells for one in found):
        return found
    if found and found[0].organization and len(found) == 1:
        return [_in_order(found[0].remark, form, found[0].organization)]
    return [_in_order(text, form)]


class _Reading:
    """Lines become cells, in the order in which they are read."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._entries: list[_Entry] = [_Entry()]

    def take(self, written: str) -> None:
        """Read the next line."""
        line = read_line(written)
        entry = self._entries[-1]
        if self._names_organization(line):
            if entry.organization and entry.cells:
                entry = _Entry()
                self._entries.append(entry)
            asked = not line.label and names_organization(line.value)
            entry.begin_organization("" if asked else line.value)
            return
        position = self._position(line)
        if position is not None:
            entry.begin_item(position, line.value if line.label or line.number else "")
        elif not line.quoted:
            entry.go_on(line.text)

    def entries(self) -> list[Filled]:
        """All that was read."""
        return [entry.finished() for entry in self._entries]

    def _names_organization(self, line: FormLine) -> bool:
        if names_organization(line.label or line.value):
            return True
        return 0 < line.number == self._form.organization_number and not line.label

    def _position(self, line: FormLine) -> int | None:
        named = self._form.item_of(line)
        if named is not None or not line.number or line.label:
            return named
        return self._form.item_numbered(line.number)


class _Entry:
    """One organization's answers while they are read."""

    def __init__(self) -> None:
        self.organization = ""
        self.cells: dict[int, list[str]] = {}
        self._between: list[str] = []
        self._remark: list[str] = []
        self._current: int | None = None
        self._wants_name = False
        self._inline = False

    def begin_organization(self, value: str) -> None:
        self._close()
        self.organization += value
        self._wants_name = not value
        self._current = None

    def begin_item(self, position: int, value: str) -> None:
        if self._current is not None:
            self.cells[self._current] += self._between
        else:
            self._remark += self._between
        self._between = []
        self._wants_name = False
        self._current = position
        self._inline |= bool(value)
        self.cells.setdefault(position, []).extend([value] if value else [])

    def go_on(self, text: str) -> None:
        if not text.strip():
            return
        if self._wants_name:
            self.organization, self._wants_name = text.strip(), False
        elif self._current is not None and not self.cells[self._current] and not self._inline:
            self.cells[self._current] = [text.strip()]
        else:
            self._between.append(text.strip())

    def finished(self) -> Filled:
        self._close()
        cells = {
            position: _tidy("\n".join(parts)) for position, parts in sorted(self.cells.items())
        }
        return Filled(
            organization=_POLITE_END.sub("", self.organization),
            cells={position: cell for position, cell in cells.items() if cell},
            remark="\n".join(self._remark).strip(),
        )

    def _close(self) -> None:
        self._remark += self._between
        self._between = []


def _tidy(value: str) -> str:
    value = value.strip().strip("*`").strip()
    return "" if _BLANK_VALUE.fullmatch(value) else value


def _one_per_item(text: str, form: Form) -> str:
    """Break lines that hold several labelled items: 「団体名:A市 スペック:8GB 更新:5年」."""
    label, before_label = _labels(form)
    return "\n".join(
        before_label.sub("\n", line) if len(label.findall(line)) > 1 else line
        for line in text.splitlines()
    )


@lru_cache(maxsize=256)
def _labels(form: Form) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a form's labels, and the signs in front of one."""
    names = sorted((item.name for item in form.items if len(item.name) > 1), key=len, reverse=True)
    labels = "|".join([*map(re.escape, names), r"(?:団体|自治体|市区?町村)名"])
    return re.compile(rf"(?:{labels})\s*:"), re.compile(rf"[ 、,/;|]+(?=(?:{labels})\s*:)")


def _in_order(text: str, form: Form, organization: str = "") -> Filled:
    """A reply without labels: the answers in the form's order, or a remark as a whole."""
    place, rest = (organization, text) if organization else _place_first(text)
    lines = [line.strip() for line in rest.splitlines() if line.strip() and line[0] != ">"]
    wanted = len(form.items)
    ways = ((_parts(lines[0], wanted), 1), (lines[:wanted], wanted)) if lines else ()
    for parts, used in ways:
        if wanted > 1 and len(parts) == wanted and all(map(_is_short, parts)):
            cells = enumerate(_tidy(_POLITE_END.sub("", part)) for part in parts)
            remark = "\n".join(lines[used:])
            return Filled(place, {number: cell for number, cell in cells if cell}, remark)
    if wanted == 1 and len(lines) == 1 and _is_short(lines[0]):
        return Filled(place, {0: _tidy(_POLITE_END.sub("", lines[0]))}, "")
    return Filled(place, {}, "\n".join(lines))


def _is_short(part: str) -> bool:
    return len(part) <= LONGEST_PART and "。" not in part.rstrip("。")


def _parts(line: str, wanted: int) -> list[str]:
    """A line cut at the separator that gives as many parts as wanted; brackets stay whole."""
    for separator in _SEPARATORS:
        pieces = re.split(rf"{re.escape(separator)}(?![^(]*[)])", line)
        if len(pieces) == wanted:
            return [piece.strip() for piece in pieces]
    return []


def _place_first(text: str) -> tuple[str, str]:
    """The local government that a text begins with, and what follows; empty when it does not."""
    head, _, tail = text.strip().partition("\n")
    found = _PLACE_FIRST.match(head)
    written, rest = (found["place"], found["rest"]) if found else (_POLITE_END.sub("", head), "")
    if not written or len(written) > LONGEST_ORGANIZATION:
        return "", text.strip()
    place = load_directory().resolve(written)
    exact = place.status != "unknown" and not _says_more(written, place.name, place.prefecture)
    if not exact:
        return "", text.strip()
    return written, "\n".join(part for part in (rest, tail) if part)


def _says_more(written: str, name: str, prefecture: str) -> bool:
    """Whether more than a place is written: 「上島町では紙のままで」 is a sentence."""
    return bool(name) and len(written) > len(prefecture) + len(name) + 6
