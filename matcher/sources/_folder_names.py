"""What a folder of an export was called before an unpacker could not read its name."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from matcher.domain import Channel

# What names were written in, and what they were taken for: by unzip on Linux, by Windows in Japan
# (cp932) and elsewhere, by macOS.
_MISTAKEN: Final = tuple(
    (written, taken)
    for written in ("utf-8", "cp932")
    for taken in ("cp437", "cp932", "cp1252", "latin-1", "mac_roman")
    if written != taken
)
# Unzip spells out what it cannot write: 何 becomes #U4f55.
_SPELLED_OUT: Final = re.compile("#U([0-9a-fA-F]{4})")
# What stands for a character that could not be read differs from program to program.
_UNREADABLE: Final = re.compile("[\ufffd?_・\x00-\x1f\x7f-\x9f\\\\]")


def spellings(folder: str) -> Iterator[str]:
    """A folder's name, and what it was if every character of it survived."""
    yield folder
    yield _SPELLED_OUT.sub(lambda match: chr(int(match[1], 16)), folder)
    for written, taken in _MISTAKEN:
        try:
            name = folder.encode(taken).decode(written)
        except UnicodeError:
            continue
        yield unicodedata.normalize("NFC", name)


class FolderNames:
    """Finds the channel that a folder belongs to.

    Args:
        channels: The public channels. A name that two of them bear leads to neither.
    """

    def __init__(self, channels: Iterable[Channel]) -> None:
        known = tuple(channels)
        self._ids = _of_one((unicodedata.normalize("NFC", one.name), one) for one in known)
        self._ids |= {one.channel_id: one.channel_id for one in known}
        self._mistaken = _of_one(
            (remains, one) for one in known for remains in set(_mistaken(one.name))
        )

    def find(self, folder: str) -> str | None:
        """The channel's id, None when the name leads to none or to several."""
        for name in spellings(folder):
            if name in self._ids:
                return self._ids[name]
        return self._mistaken.get(_remains(folder))


def _of_one(named: Iterable[tuple[str, Channel]]) -> dict[str, str]:
    pairs = tuple(named)
    times = Counter(name for name, _ in pairs)
    return {name: channel.channel_id for name, channel in pairs if times[name] == 1}


def _mistaken(name: str) -> Iterator[str]:
    """What remains of a name once it was taken for something else, loss included."""
    if name.isascii():
        return
    for written, taken in _MISTAKEN:
        try:
            remains = _remains(name.encode(written).decode(taken, "replace"))
        except UnicodeEncodeError:
            continue
        if len(remains) > 1:
            yield remains


def _remains(name: str) -> str:
    return _UNREADABLE.sub("", name)
