"""Words for topics as people put them in a roster, resolved to the taxonomy."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from matcher.language import load_taxonomy, normalise

_INSIDE: Final = re.compile(r"[・/／+＋&＆\s]+|および|及び|並びに|や|と")
_TAIL: Final = re.compile(r"(?:について|に関すること|関連|関係|全般|など|等)$")


def topic_ids(word: str) -> tuple[str, ...]:
    """Ids of the topics that a word names, empty when it names none for certain.

    An id or a name counts before a synonym; a synonym of several topics names all of them.
    A word made of several (AI・RPA) counts when each part names a topic.
    """
    if found := _named(word):
        return found
    parts = [part for part in _INSIDE.split(word) if part]
    each = [_named(part) for part in parts]
    if len(parts) > 1 and all(each):
        return tuple(dict.fromkeys(one for many in each for one in many))
    return ()


def _named(word: str) -> tuple[str, ...]:
    key = _key(word)
    return _words().get(key) or _words().get(_TAIL.sub("", key), ())


@cache
def _words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for synonym, topic_id in _synonyms():
        words[synonym] = tuple(dict.fromkeys((*words.get(synonym, ()), topic_id)))
    names = {
        _key(name): (topic.topic_id,)
        for topic in load_taxonomy()
        for name in (topic.name, topic.topic_id)
    }
    return words | names


def _synonyms() -> Iterator[tuple[str, str]]:
    for topic in load_taxonomy():
        for synonym in topic.synonyms:
            yield _key(synonym), topic.topic_id


def _key(word: str) -> str:
    return "".join(normalise(word).split())
