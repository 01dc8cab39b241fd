"""Texts to terms: what the indexes count and the topics are read from.

Japanese is cut by Sudachi. The long units (mode C) carry the meaning, their short parts (mode A)
find it again in other compounds; both become terms, in Sudachi's normalised spelling
(引越し = 引っ越し). Latin words are reduced to their stem. A word of the taxonomy additionally
becomes one term for its topic, so that ガバクラ and ガバメントクラウド meet. Nouns that stand side
by side also become one term together (日本語+入力): what they mean together is more than both.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from matcher.language._normalise import normalise
from matcher.language._taxonomy import Topic

TOPIC_PREFIX = "#"
"""Terms that stand for a topic begin with it; no other term does."""

COMPOUND_SIGN = "+"
"""Stands between the two nouns of a compound; no word of one unit holds it."""

_JAPANESE = (
    r"\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U000323af"
)
_LATIN = rf"[^\W_{_JAPANESE}]+"
_WORD = re.compile(rf"(?P<japanese>[{_JAPANESE}]+)|(?P<latin>{_LATIN}(?:[_'.\-]{_LATIN})*)")
_PART = re.compile(_LATIN)
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞")
_ENGLISH_FUNCTION_WORDS = frozenset(
    (  # noqa: SIM905 (a list of a hundred lines tells nobody more)
        "a about after all also am an and any are as at be because been before but by can could"
        " did do does for from get had has have he her here him his how if in into is it its just"
        " like me more most my no not of on one only or other our out over own same she should so"
        " some such than that the their them then there these they this those through to too"
        " under until up very was we were what when where which while who why will with would you"
        " your"
    ).split()
)
"""They stand in nearly every English text and would only fill the index."""

_EMPTY_KINDS = ("非自立可能", "助動詞語幹", "数詞")
_LONGEST_RUN = 4000
"""Sudachi takes at most 49,149 bytes at once; runs without a break are cut far below."""


def is_plain(term: str) -> bool:
    """Whether a term is a word of the text, not a topic or a compound made of other terms."""
    return not term.startswith(TOPIC_PREFIX) and COMPOUND_SIGN not in term


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a text says.

    Attributes:
        terms: Terms in order of appearance, repeated as in the text.
        topics: Words of the taxonomy that were found, as written, by topic id.
    """

    terms: tuple[str, ...]
    topics: dict[str, tuple[str, ...]]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


_STEMMER = snowballstemmer.stemmer("english")


class Analyzer:
    """Cuts texts into terms and finds the topics of a taxonomy in them.

    Args:
        topics: The taxonomy.
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._dictionary = Dictionary()
        self._of_thread = threading.local()
        self._synonyms: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._kinds: dict[int, _Kind] = {}
        by_word: dict[str, list[str]] = defaultdict(list)
        for topic in topics:
            for word in dict.fromkeys(normalise(word) for word in (topic.name, *topic.synonyms)):
                by_word[word].append(topic.topic_id)
        for word in sorted(by_word, key=len, reverse=True):
            self._synonyms[word[:2]].append((word, tuple(by_word[word])))

    def analyse(self, text: str) -> Analysis:
        """Cut a text (without markup) into terms and topics."""
        normal = normalise(text)
        terms: list[str] = []
        units = _Units(len(normal))
        for match in _WORD.finditer(normal):
            if match.lastgroup == "japanese":
                self._cut_japanese(match, terms, units)
            else:
                _cut_latin(match, terms, units)
        topics = self._find_topics(normal, units)
        for topic_id, words in topics.items():
            terms.extend([TOPIC_PREFIX + topic_id] * len(words))
        return Analysis(tuple(terms), {key: tuple(words) for key, words in topics.items()})

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms alone."""
        return self.analyse(text).terms

    def _cut_japanese(self, match: re.Match[str], terms: list[str], units: "_Units") -> None:
        run = match.group()
        for offset in range(0, len(run), _LONGEST_RUN):
            base = match.start() + offset
            noun_before = ""
            for long_unit in self._tokenizer().tokenize(run[offset : offset + _LONGEST_RUN]):
                kind = self._kind(long_unit)
                noun = ""
                if kind.has_content:
                    term = long_unit.normalized_form().lower()
                    terms.append(term)
                    noun = term if kind.is_noun else ""
                if noun_before and noun:
                    terms.append(f"{noun_before}{COMPOUND_SIGN}{noun}")
                noun_before = noun
                short_units = long_unit.split(SplitMode.A)
                if len(short_units) > 1 and kind.has_content:
                    terms.extend(
                        unit.normalized_form().lower()
                        for unit in short_units
                        if self._kind(unit).has_content
                    )
                if len(short_units) < 2 or kind.is_name:
                    units.add(base + long_unit.begin(), base + long_unit.end())
                else:
                    for unit in short_units:
                        units.add(base + unit.begin(), base + unit.end())

    def _tokenizer(self) -> Tokenizer:
        """The thread's own tokenizer: one must not be used by two threads at once."""
        if not hasattr(self._of_thread, "tokenizer"):
            self._of_thread.tokenizer = self._dictionary.tokenizer(mode=SplitMode.C)
        tokenizer: Tokenizer = self._of_thread.tokenizer
        return tokenizer

    def _kind(self, unit: Morpheme) -> "_Kind":
        number = unit.part_of_speech_id()
        if number not in self._kinds:
            speech: Sequence[str] = unit.part_of_speech()
            self._kinds[number] = _Kind(
                has_content=speech[0] in _CONTENT and speech[1] not in _EMPTY_KINDS,
                is_name=speech[1] == "固有名詞",
                is_noun=speech[0] == "名詞",
            )
        return self._kinds[number]

    def _find_topics(self, text: str, units: "_Units") -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        covered_to = -1
        for start in units.starts:
            if start < covered_to:
                continue
            for word, topic_ids in self._words_at(text, start):
                end = start + len(word)
                if text.startswith(word, start) and not units.inside[end]:
                    for topic_id in topic_ids:
                        found.setdefault(topic_id, []).append(word)
                    covered_to = end
                    break
        return found

    def _words_at(self, text: str, start: int) -> list[tuple[str, tuple[str, ...]]]:
        """Words of the taxonomy that begin with the next two characters or are the next one."""
        first, both = text[start], text[start : start + 2]
        longer = self._synonyms.get(both, []) if len(both) == 2 else []
        return longer + self._synonyms.get(first, [])


@dataclass(frozen=True, slots=True)
class _Kind:
    has_content: bool
    is_name: bool
    is_noun: bool


class _Units:
    """Where the units of a text begin, and which positions lie inside one."""

    def __init__(self, length: int) -> None:
        self.starts: list[int] = []
        self.inside = bytearray(length + 1)

    def add(self, start: int, end: int) -> None:
        self.starts.append(start)
        if end - start > 1:
            self.inside[start + 1 : end] = b"\x01" * (end - start - 1)


def _cut_latin(match: re.Match[str], terms: list[str], units: _Units) -> None:
    whole = match.group()
    parts = list(_PART.finditer(whole))
    if len(parts) > 1:
        terms.append(whole)
    for part in parts:
        units.add(match.start() + part.start(), match.start() + part.end())
        word = part.group()
        if len(word) > 1 and word not in _ENGLISH_FUNCTION_WORDS:
            terms.append(_stem(word))
