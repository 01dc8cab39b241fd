"""Topics that people ask about and the taxonomy has no word for.

A question in which nobody, asker or answerer, uses a word of the taxonomy is unexplained. A new
topic is a bundle of nouns that are over-represented in the unexplained questions, used by several
members, and that occur together. "Over-represented" is keyness by the log-likelihood ratio
(Dunning 1993, Accurate Methods for the Statistics of Surprise and Coincidence): words of every
day's work (団体, 担当) are as frequent in the explained questions and fall out.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.domain import ChannelKind, DiscoveredTopic, DiscoveredTopics
from matcher.language import TOPIC_PREFIX, load_taxonomy, normalise
from matcher.places import load_directory
from matcher.recommend import describe_thread
from matcher.snapshot import DAY, Snapshot, moment

PERIOD_DAYS = 365
FEWEST_QUESTIONS = 30
"""With fewer questions in the period, what is rare and what is new cannot be told apart."""

LEAST_CONVERSATIONS = 5
"""A topic has at least one word that stands in so many questions …"""

LEAST_BESIDE = 3
"""… and another one that goes with it in so many."""

LEAST_MEMBERS = 3
"""What fewer members ask about is one member's matter."""

KEYNESS = 10.83
"""Log-likelihood ratio at which chance alone would be met once in a thousand (χ², 1 degree)."""

LIFT = 2.0
"""… and at least so much more frequent in the unexplained questions."""

TOGETHER = 0.5
"""A word belongs to a stronger one's topic when so much of its questions are the other's too."""

NEAR = 0.12
"""Least cosine of a bundle's texts with a topic's for calling that topic the nearest."""

SHOWN_TOPICS, SHOWN_TERMS, SHOWN_THREADS, SHOWN_PLACES = 12, 6, 8, 5
TOO_FEW = "この1年の質問が{n}件と少ないため、新しい話題は探していません。"
NOTHING = "この1年の質問{n}件からは、テーマにない話題は見つかりませんでした。"

_NOUN = re.compile(
    r"(?:[一-龯々ヶァ-ヺー]|[a-z][a-z0-9\-]*)+(?:\+(?:[一-龯々ヶァ-ヺー]|[a-z0-9\-])+)?"
)
_COMPOUND = "+"
_SUFFIXES = frozenset(
    "都道府県市区町村郡国課係部局室班人名者日月年時分秒件数回個台枚円上下中前後内外間方事物所来"
)
"""Signs that mostly stand behind another word; others, such as 猪, are words of their own."""

_PREFECTURE = r"北海道|東京都|(?:大阪|京都)府|[一-龯]{2,3}県"


def discovered_topics(snapshot: Snapshot) -> DiscoveredTopics:
    """Find the topics of the last year's questions that the taxonomy lacks.

    The same snapshot gives the same topics; ties go to the word that was met first.
    """
    corpus = _corpus(snapshot)
    asked = corpus.conversations
    table = snapshot.conversations
    opened = table["opened_at"].to_numpy(dtype=np.int64)[asked]
    span = (moment(opened.min()), moment(opened.max())) if len(asked) else None
    if len(asked) < FEWEST_QUESTIONS:
        return DiscoveredTopics(span, len(asked), TOO_FEW.format(n=len(asked)), ())
    bundles = _bundles(corpus, _key_terms(snapshot, corpus))[:SHOWN_TOPICS]
    taxonomy = _TopicTexts(snapshot)
    found = tuple(_topic(snapshot, corpus, bundle, taxonomy) for bundle in bundles)
    notice = "" if found else NOTHING.format(n=len(asked))
    return DiscoveredTopics(span, len(asked), notice, found)


@dataclass(frozen=True)
class _Corpus:
    """The questions that are read; those in the same words once.

    Attributes:
        conversations: Their numbers.
        explained: Whether a word of the taxonomy is used in each.
        uses: questions × terms, 1 where a term is used in the question or its answers.
        names: The terms.
    """

    conversations: npt.NDArray[np.int64]
    explained: npt.NDArray[np.bool_]
    uses: sparse.csc_matrix
    names: npt.NDArray[np.object_]


def _corpus(snapshot: Snapshot) -> _Corpus:
    table = snapshot.conversations
    kind = snapshot.facts.channels["kind"].to_numpy(dtype=object)[table["channel"]]
    talk = (kind == ChannelKind.LOUNGE.value) | (kind == ChannelKind.ANNOUNCEMENT.value)
    chosen = (table["asks"] & (table["asker"] >= 0)).to_numpy(dtype=bool) & snapshot.on_matters
    chosen &= ~talk & ~table["survey"].to_numpy(dtype=bool)
    chosen &= (table["opened_at"] >= snapshot.as_of - PERIOD_DAYS * DAY).to_numpy(dtype=bool)
    numbers = np.flatnonzero(chosen)
    # The same words again (reposts, one text per prefecture) are no sign of a further question.
    wording = table["title"].iloc[numbers].str.replace(_PREFECTURE, "", regex=True)
    numbers = numbers[~wording.duplicated().to_numpy(dtype=bool)]
    uses = sparse.csr_matrix(snapshot.index.weights[numbers])
    uses.data = np.ones_like(uses.data)
    names = snapshot.facts.vocabulary
    is_topic = np.zeros(len(names), dtype=bool)
    columns = snapshot.facts.topics["term"].to_numpy(dtype=np.int64)
    is_topic[columns[(columns >= 0) & snapshot.facts.topics["is_knowledge"].to_numpy(bool)]] = True
    explained = np.asarray(uses @ is_topic.astype(np.float32)).ravel() > 0
    return _Corpus(numbers, explained, sparse.csc_matrix(uses), names)


def _key_terms(snapshot: Snapshot, corpus: _Corpus) -> list[tuple[int, float]]:
    """Nouns that mark the unexplained questions, strongest first, with their keyness."""
    unexplained = ~corpus.explained
    inside = np.asarray(corpus.uses[unexplained].sum(axis=0), dtype=np.float64).ravel()
    outside = np.asarray(corpus.uses[corpus.explained].sum(axis=0), dtype=np.float64).ravel()
    keyness, lift = _keyness(inside, outside, int(unexplained.sum()), int(corpus.explained.sum()))
    likely = (inside >= LEAST_BESIDE) & (keyness >= KEYNESS) & (lift >= LIFT)
    known = _words_of_taxonomy()
    order = np.flatnonzero(likely)
    order = order[np.argsort(-keyness[order], kind="stable")]
    return [
        (term, float(keyness[term]))
        for term in order.tolist()
        if _is_topical(str(corpus.names[term]), known)
        and len(set(_askers(snapshot, corpus, [term]).tolist())) >= LEAST_MEMBERS
    ]


def _keyness(
    inside: npt.NDArray[np.float64], outside: npt.NDArray[np.float64], ours: int, others: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Log-likelihood ratio and lift of frequencies in two sets of documents.

    G² = 2 Σ O ln(O / E) over the four cells used/unused × inside/outside; 0 for terms that are
    not more frequent inside. The lift is the ratio of the rates, half an occurrence added to each.
    """
    total = ours + others
    used = inside + outside
    ratio = np.zeros(len(inside))
    for observed, expected in (
        (inside, used * ours / total),
        (outside, used * others / total),
        (ours - inside, (total - used) * ours / total),
        (others - outside, (total - used) * others / total),
    ):
        seen = (observed > 0) & (expected > 0)
        ratio[seen] += 2 * observed[seen] * np.log(observed[seen] / expected[seen])
    lift = ((inside + 0.5) / (ours + 1)) / ((outside + 0.5) / (others + 1))
    return np.where(lift > 1, ratio, 0.0), lift


def _is_topical(term: str, known: frozenset[str]) -> bool:
    """Whether a term can name a topic: a noun or two of them, no place, no word of a topic."""
    plain = term.replace(_COMPOUND, "")
    if term.startswith(TOPIC_PREFIX) or not _NOUN.fullmatch(term):
        return False
    parts = term.split(_COMPOUND)
    if any(len(part) < 2 and (part.isascii() or part in _SUFFIXES) for part in parts):
        return False
    if plain in known or any(part in known for part in parts if len(part) > 1):
        return False
    return load_directory().resolve(plain).status == "unknown"


def _words_of_taxonomy() -> frozenset[str]:
    topics = load_taxonomy()
    return frozenset(normalise(word) for topic in topics for word in (topic.name, *topic.synonyms))


def _askers(snapshot: Snapshot, corpus: _Corpus, terms: list[int]) -> npt.NDArray[np.int64]:
    rows = np.unique(corpus.uses[:, terms].tocoo().row)
    asker = snapshot.conversations["asker"].to_numpy(dtype=np.int64)
    result: npt.NDArray[np.int64] = asker[corpus.conversations[rows]]
    return result


@dataclass(frozen=True)
class _Bundle:
    """Terms of one topic, strongest first, and the questions about it with their strengths."""

    terms: tuple[int, ...]
    rows: npt.NDArray[np.int64]
    strength: npt.NDArray[np.float64]


def _bundles(corpus: _Corpus, key_terms: list[tuple[int, float]]) -> list[_Bundle]:
    """Bundle terms that occur together: each joins the strongest term whose questions it shares."""
    if not key_terms:
        return []
    columns = np.array([term for term, _ in key_terms])
    keyness = np.array([value for _, value in key_terms])
    uses = sparse.csc_matrix(corpus.uses[:, columns])
    together = np.asarray((uses.T @ uses).todense(), dtype=float)
    shared = together / np.diag(together)[:, np.newaxis]
    seeds: dict[int, list[int]] = {}
    for place in range(len(columns)):
        home = next((seed for seed in seeds if shared[place, seed] >= TOGETHER), place)
        if home != place or together[place, place] >= LEAST_CONVERSATIONS:
            seeds.setdefault(home, []).append(place)
    bundles = []
    for members in seeds.values():
        weight = np.asarray(uses[:, members] @ keyness[members]).ravel()
        counted = np.asarray(uses[:, members].sum(axis=1)).ravel()
        rows = np.flatnonzero(counted >= 2)
        if len(rows) >= LEAST_CONVERSATIONS:
            order = rows[np.argsort(-weight[rows], kind="stable")]
            bundles.append(_Bundle(tuple(columns[members].tolist()), order, weight[order]))
    return sorted(bundles, key=lambda bundle: -float(bundle.strength.sum()))


def _topic(
    snapshot: Snapshot, corpus: _Corpus, bundle: _Bundle, taxonomy: "_TopicTexts"
) -> DiscoveredTopic:
    numbers = corpus.conversations[bundle.rows]
    table = snapshot.conversations.iloc[numbers]
    names = _names(corpus, bundle)
    channels = snapshot.facts.channels["name"].iloc[table["channel"]].value_counts()
    posts = np.isin(snapshot.conversation, numbers)
    authors = np.unique(snapshot.facts.posts["author"].to_numpy()[posts])
    members = snapshot.facts.members.iloc[authors[authors >= 0]]
    members = members[members["is_member"]]
    placed = members[members["prefecture"] != ""].drop_duplicates("organization")
    prefectures = placed["prefecture_name"].value_counts()
    near_id, near_name = taxonomy.nearest(numbers)
    return DiscoveredTopic(
        name=names[0],
        terms=names,
        conversations=len(numbers),
        members=len(members),
        channels=_counted(channels),
        prefectures=_counted(prefectures),
        first_at=moment(int(table["opened_at"].min())),
        last_at=moment(int(table["opened_at"].max())),
        nearest_topic_id=near_id,
        nearest_name=near_name,
        threads=tuple(
            describe_thread(snapshot, number, score=round(float(strength), 3))
            for number, strength in zip(
                numbers[:SHOWN_THREADS].tolist(), bundle.strength, strict=False
            )
        ),
    )


def _names(corpus: _Corpus, bundle: _Bundle) -> tuple[str, ...]:
    """The terms as words, without those that are part of a longer one of the bundle."""
    words = [str(corpus.names[term]).replace(_COMPOUND, "") for term in bundle.terms]
    whole = [word for word in words if not any(word != other and word in other for other in words)]
    return tuple(dict.fromkeys(whole))[:SHOWN_TERMS]


@dataclass(frozen=True, eq=False)
class _TopicTexts:
    """What the conversations on each topic of the taxonomy say."""

    snapshot: Snapshot

    def nearest(self, numbers: npt.NDArray[np.int64]) -> tuple[str, str]:
        """The topic whose conversations read most like these: id and name."""
        ours = np.asarray(self.snapshot.index.weights[numbers].mean(axis=0)).ravel()
        alike = np.asarray(self._texts @ ours).ravel()
        norm = self._lengths * np.linalg.norm(ours)
        cosine = np.divide(alike, norm, out=np.zeros_like(alike), where=norm > 0)
        best = int(np.argmax(cosine)) if len(cosine) else -1
        if best < 0 or cosine[best] < NEAR:
            return "", ""
        topic = self.snapshot.facts.topics.iloc[best]
        return topic["topic_id"], topic["name"]

    @cached_property
    def _texts(self) -> sparse.csr_matrix:
        """Topics × terms."""
        return sparse.csr_matrix(self.snapshot.shares.T @ self.snapshot.index.weights)

    @cached_property
    def _lengths(self) -> npt.NDArray[np.float64]:
        texts = self._texts
        result: npt.NDArray[np.float64] = np.sqrt(
            np.asarray(texts.multiply(texts).sum(axis=1)).ravel()
        )
        return result


def _counted(counts: "pd.Series[int]") -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(count)) for name, count in counts.head(SHOWN_PLACES).items())
