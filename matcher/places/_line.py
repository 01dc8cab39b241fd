"""A written text sign by sign, and what is read from it."""

import re
from dataclasses import dataclass
from typing import Literal

from matcher.domain import Agency, JointBody
from matcher.places._index import WrittenName
from matcher.places._normalise import normalised
from matcher.places._tables import Ward
from matcher.places._tail import Tail, tail, without_joints

_POSTAL_CODE = re.compile(r"^〒? ?\d{3}-?\d{4} ?")

Problem = Literal[
    "", "empty", "no_such_name", "not_in_prefecture", "contradiction", "other_body", "bare_name"
]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read.

    Attributes:
        agency: The agency it names.
        bodies: The joint bodies that it can mean.
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
    bodies: tuple[JointBody, ...] = ()
    names: tuple[WrittenName, ...] = ()
    written: str = ""
    exact: bool = True
    end: int = 0
    rest: str = ""
    ward: Ward | None = None
    prefecture: str = ""
    problem: Problem = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A text without blanks that remembers where they were."""

    signs: str
    blanks: frozenset[int]

    def after(self, index: int) -> Tail:
        """What follows the signs before a position."""
        return tail(self.signs[index:], blank_before=index in self.blanks)

    def split_name(self, start: int, end: int) -> bool:
        """Whether a blank stands between two positions."""
        return any(start < blank < end for blank in self.blanks)


def line_of(text: str) -> Line:
    """The signs of a written text."""
    cleaned = without_joints(_POSTAL_CODE.sub("", normalised(text)))
    signs: list[str] = []
    blanks: set[int] = set()
    for sign in cleaned:
        if sign == " ":
            blanks.add(len(signs))
        else:
            signs.append(sign)
    return Line("".join(signs), frozenset(blanks))
