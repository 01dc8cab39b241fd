"""What a line of a form says: its number, its label, its value, whether it was quoted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from matcher.language import normalise

LONGEST_LABEL = 40
"""A label is a few words; what is longer is a sentence that happens to hold a colon."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_QUOTE = re.compile(r"^\s*>+\s?")
_BULLET = re.compile(r"^\s*(?:[・•●○◯■□◆◇▪▶►※*‣\-–—‐]\s*)+")
_NUMBER = re.compile(
    r"^\s*(?:(?P<circled>[①-⑳])"
    r"|[(【]\s*(?:問|設問|質問)?\s*(?P<framed>\d{1,2})\s*[)】]"
    r"|(?:問|設問|質問|[Qq])\s*(?P<asked>\d{1,2})\s*[.:、)]?"
    r"|(?P<plain>\d{1,2})\s*[.、)](?!\d)"
    r"|(?P<colon>\d{1,2})\s*:(?!\d\d(?!\d)))\s*"
)
_BOLD = re.compile(r"^([*_`]+)(?P<inner>[^*_`]+)\1\s*(?=:|$)")
_FRAMED = re.compile(
    rf"^\s*[【\[〔「](?P<label>[^】\]〕」]{{1,{LONGEST_LABEL}}})[】\]〕」]\s*:?\s*(?P<value>.*)$"
)
_LABELLED = re.compile(
    rf"^\s*(?P<label>[^:=→\t。、?!]{{1,{LONGEST_LABEL}}}?)\s*(?::(?!//)|=(?!=)|→|⇒|\t)\s*(?P<value>.*)$"
)
_FOLDED_AWAY = re.compile(r"[\s・、,。.:?!/_*`「」『』\"'\-~〜]+")
_BRACKETED = re.compile(r"[(【\[〔][^)】\]〕]*[)】\]〕]")
_ORGANIZATION = re.compile(
    r"(?:[貴御ご])?(?:所属)?(?:(?:都道府県|市区?町村|自治体|地方公共団体|団体|所属|組織|市町|県市?町村)"
    r"(?:・|と|/)?)+(?:名|名称|さま|様)?"
)


def half_width(text: str) -> str:
    """A text with signs, digits and Latin letters in half width."""
    return text.translate(_HALF_WIDTH)


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a message as a form has it.

    Attributes:
        text: The line without signs of quoting.
        quoted: Whether it stands in a quotation.
        bulleted: Whether it begins with a bullet.
        number: Number at its start, 0 for none.
        label: What stands before the colon (or in a frame), empty for none.
        value: What stands behind it; without a label, all behind bullet and number.
    """

    text: str
    quoted: bool
    bulleted: bool
    number: int
    label: str
    value: str


def read_line(line: str) -> FormLine:
    """Take a line in half width apart."""
    text = _QUOTE.sub("", line)
    rest = text
    bullet = _BULLET.match(rest)
    if bullet and not _BOLD.match(rest.strip()):
        rest = rest[bullet.end() :]
    number = 0
    if numbered := _NUMBER.match(rest):
        number = _number(numbered)
        rest = rest[numbered.end() :]
    rest = _BOLD.sub(lambda match: match["inner"], rest.strip())
    found = _FRAMED.match(rest) or _LABELLED.match(rest)
    label = found["label"].strip() if found else ""
    if found is None or label.isdecimal() or label.lower() in ("http", "https"):
        label, value = "", rest.strip()
    else:
        value = found["value"].strip()
    return FormLine(
        text=text.rstrip(),
        quoted=text != line,
        bulleted=bullet is not None,
        number=number,
        label=label,
        value=value,
    )


def _number(match: re.Match[str]) -> int:
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    return int(match["framed"] or match["asked"] or match["plain"] or match["colon"])


@lru_cache(maxsize=4096)
def folded_label(label: str) -> str:
    """A label without what people vary: widths, case, blanks, punctuation."""
    return _FOLDED_AWAY.sub("", normalise(label))


@lru_cache(maxsize=4096)
def bare_label(label: str) -> str:
    """A label without what stands in brackets, folded."""
    return folded_label(_BRACKETED.sub("", label))


def names_organization(label: str) -> bool:
    """Whether a label asks for the name of the local government.

    >>> names_organization("団体名"), names_organization("所管課")
    (True, False)
    """
    return bool(_ORGANIZATION.fullmatch(bare_label(label)))
