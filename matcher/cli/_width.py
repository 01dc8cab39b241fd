"""Widths on a terminal, where Japanese characters take two cells."""

import unicodedata

NOT_FIRST = "、。」』)】・ー…,.)"
"""Characters that do not begin a line."""


def cells(text: str) -> int:
    """How many cells a text takes.

    >>> cells("人3人")
    5
    """
    return sum(2 if unicodedata.east_asian_width(one) in "FWA" else 1 for one in text)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of a text no wider than ``width`` cells, but for a hanging mark and for Latin words.

    >>> wrapped("聞く人のID。長い文", 10)
    ['聞く人の', 'ID。長い文']
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and cells(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        if lines[-1] or not piece.isspace():
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """What stays together: Latin words, and each Japanese character with the marks behind it."""
    pieces: list[str] = []
    for one in text:
        follows = pieces and (one in NOT_FIRST or (_latin(one) and _latin(pieces[-1][-1])))
        if follows:
            pieces[-1] += one
        else:
            pieces.append(one)
    return pieces


def _latin(one: str) -> bool:
    return not one.isspace() and cells(one) == 1
