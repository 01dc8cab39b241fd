"""Reading texts in bulk: the heavy, independent part of a build, mapped over an executor."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from matcher.language import (
    Analyzer,
    gives_thanks,
    is_question,
    is_survey,
    leaves_open,
    linked_threads,
    load_taxonomy,
    mentioned_members,
    says_solved,
    words_of_markup,
)

NO_TITLES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What a run of texts says, in columns.

    ``indptr``, ``indices`` and ``counts`` are the rows of a sparse texts × ``vocabulary`` matrix.
    ``thanks`` marks thanks that do not leave the matter open.
    ``mentions`` and ``links`` pair the text's position with an account id or a thread id.
    """

    vocabulary: list[str]
    indptr: npt.NDArray[np.int64]
    indices: npt.NDArray[np.int32]
    counts: npt.NDArray[np.float32]
    term_count: npt.NDArray[np.int32]
    asks: npt.NDArray[np.bool_]
    survey: npt.NDArray[np.bool_]
    thanks: npt.NDArray[np.bool_]
    solved: npt.NDArray[np.bool_]
    mentions: list[tuple[int, str]]
    links: list[tuple[int, str]]


@cache
def shared_analyzer() -> Analyzer:
    """The process's analyzer; loading the dictionary takes a fifth of a second."""
    return Analyzer(load_taxonomy())


def read_texts(texts: Sequence[str], titles: Mapping[int, str] = NO_TITLES) -> TextFacts:
    """Read texts with Slack markup. Pure and picklable, so that any executor can run it.

    Args:
        texts: The texts.
        titles: Title given to what begins with a text, by the text's position; its words are
            found as if they stood in the text, but say nothing of what the text asks or settles.
    """
    analyzer = shared_analyzer()
    numbers: dict[str, int] = {}
    indptr, indices, counts = array("q", [0]), array("i"), array("f")
    term_count = array("i")
    flags = np.zeros((4, len(texts)), dtype=bool)
    mentions: list[tuple[int, str]] = []
    links: list[tuple[int, str]] = []
    for position, text in enumerate(texts):
        words = words_of_markup(text)
        frequency = Counter(analyzer.terms(words))
        term_count.append(len(frequency))
        if position in titles:
            frequency.update(analyzer.terms(titles[position]))
        for term, count in frequency.items():
            indices.append(numbers.setdefault(term, len(numbers)))
            counts.append(count)
        indptr.append(len(indices))
        flags[:, position] = (
            is_question(words),
            is_survey(words),
            gives_thanks(words) and not leaves_open(words),
            says_solved(words),
        )
        if "<" in text:
            mentions.extend((position, member) for member in mentioned_members(text))
            links.extend((position, thread) for thread in linked_threads(text))
    asks, survey, thanks, solved = flags
    return TextFacts(
        vocabulary=list(numbers),
        indptr=np.frombuffer(indptr, dtype=np.int64),
        indices=np.frombuffer(indices, dtype=np.int32) if indices else np.empty(0, np.int32),
        counts=np.frombuffer(counts, dtype=np.float32) if counts else np.empty(0, np.float32),
        term_count=np.frombuffer(term_count, dtype=np.int32)
        if term_count
        else np.empty(0, np.int32),
        asks=asks,
        survey=survey,
        thanks=thanks,
        solved=solved,
        mentions=mentions,
        links=links,
    )
