"""A question, understood: its terms, its topics, and the conversations that are close to it."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language import is_plain, normalise, says_alone_in_it
from matcher.recommend._related import Related, find_related
from matcher.snapshot import Snapshot, shared_analyzer

SIMILAR = 200
"""How many conversations vote on people and channels."""

CLOSE_COVERAGE = 0.40
"""A conversation is close when it holds this share of the question's weight in terms.

Of 16 questions that have nothing to do with the demo (seed 77) three had two close conversations,
of 120 planted questions on its topics 98 %; with 0.45 it was one and 97 %, but plain questions in
other words began to fail.
"""

ALONE_WORD = "一人情シス"
"""What a question is also about when the asker says so in other words."""

NEEDED_CLOSE = 2
"""With fewer close conversations than this the evidence is thin (「根拠が薄い」)."""


@dataclass(frozen=True)
class Query:
    """A question as the recommenders see it.

    Attributes:
        text: As asked.
        terms: Columns of the distinct terms that the community knows.
        unknown: How many distinct terms it never used.
        topics: Share of each topic that is named, by topic number; sums to one.
        titled: Those of the terms that stand in a title; they count twice.
    """

    text: str
    terms: npt.NDArray[np.int64]
    unknown: int
    topics: dict[int, float]
    titled: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def as_written(self, word: str) -> str:
        """A term as the question writes it: DX, where the index holds dx."""
        place = self.text.lower().find(word)
        return self.text[place : place + len(word)] if place >= 0 else word


def understand(snapshot: Snapshot, text: str) -> Query:
    """Cut a question into the community's terms and topics."""
    analysis = shared_analyzer().analyse(text)
    said = {topic: len(words) for topic, words in analysis.topics.items()}
    if says_alone_in_it(text):
        said |= dict.fromkeys(shared_analyzer().analyse(ALONE_WORD).topics, 1)
    distinct = list(dict.fromkeys(analysis.terms))
    known = [snapshot.term_number[term] for term in distinct if term in snapshot.term_number]
    unknown = [term for term in distinct if term not in snapshot.term_number and is_plain(term)]
    return Query(
        text=text,
        terms=np.array(known, dtype=np.int64),
        unknown=len(unknown),
        topics=_topic_weights(snapshot, said),
    )


def query_of_terms(snapshot: Snapshot, counts: sparse.csr_matrix, title: str = "") -> Query:
    """A question of which the terms are known already, such as a thread's opening.

    Args:
        snapshot: The community.
        counts: One row over the vocabulary.
        title: A title given to it, whose words count twice.
    """
    titled = understand(snapshot, title)
    present = set(counts.indices.tolist())
    column = snapshot.facts.topics["term"].to_numpy()
    named = {
        snapshot.facts.topics["topic_id"].iloc[number]: int(counts[0, column[number]])
        for number in np.flatnonzero(np.isin(column, list(present)))
    }
    return Query(
        text=title,
        terms=np.union1d(counts.indices, titled.terms).astype(np.int64),
        unknown=titled.unknown,
        topics=_topic_weights(snapshot, named) or titled.topics,
        titled=titled.terms,
    )


def query_of_opening(whole: Snapshot, then: Snapshot, conversation: int) -> Query:
    """The question that a conversation was opened with, asked of the community as it was then.

    Args:
        whole: The snapshot that holds the conversation.
        then: The snapshot that is asked.
        conversation: Its number in ``whole``.
    """
    facts = whole.facts
    opening = int(whole.conversations["opening"].iloc[conversation])
    given = facts.threads["title"].iloc[facts.posts["thread"].iloc[opening]]
    return query_of_terms(then, facts.terms[[opening]], given)


def topics_named(snapshot: Snapshot, words: list[str]) -> dict[int, float]:
    """Topics that free words name: a topic's id, its name, a synonym, or a part of its group.

    Args:
        snapshot: The community.
        words: Words such as ガバクラ, 税, mado-kakanai.

    Returns:
        Share by topic number; empty when no topic is meant.
    """
    found: dict[int, float] = {}
    for word in filter(None, map(str.strip, words)):
        numbers = _topics_of_word(snapshot, word)
        for number in numbers:
            found[number] = found.get(number, 0.0) + 1.0 / len(numbers)
    total = sum(found.values())
    return {number: weight / total for number, weight in found.items()}


def _topics_of_word(snapshot: Snapshot, word: str) -> list[int]:
    topics = snapshot.facts.topics
    if word in snapshot.topic_number:
        return [snapshot.topic_number[word]]
    said = [key for key in shared_analyzer().analyse(word).topics if key in snapshot.topic_number]
    if said:
        return [snapshot.topic_number[key] for key in said]
    normal = normalise(word)
    for column in ("group", "name", "synonyms"):
        hits = [number for number, text in enumerate(topics[column]) if normal in normalise(text)]
        if hits:
            return hits
    return []


def _topic_weights(snapshot: Snapshot, counts: dict[str, int]) -> dict[int, float]:
    """Weigh named topics by their rarity in the community, as the conversations' shares are."""
    topics = snapshot.facts.topics
    idf = snapshot.index.fit.idf
    weights = {}
    for topic_id, count in counts.items():
        number = snapshot.topic_number[topic_id]
        if topics["is_knowledge"].iloc[number]:
            column = int(topics["term"].iloc[number])
            rarity = float(idf[column]) if column >= 0 else snapshot.index.fit.unseen_idf
            weights[number] = min(count, 3) * rarity
    total = sum(weights.values())
    return {number: weight / total for number, weight in weights.items()} if total else {}


@dataclass(frozen=True)
class Similar:
    """Conversations close to a question, best first.

    Attributes:
        conversations: Their numbers.
        strength: Lexical score relative to the best one, in (0, 1].
        coverage: Share of the question's weight in terms that they hold, in [0, 1].
        related: Conversations near in meaning, whether or not they share a term.
    """

    conversations: npt.NDArray[np.int64]
    strength: npt.NDArray[np.float64]
    coverage: npt.NDArray[np.float64]
    related: Related

    @property
    def close(self) -> int:
        """How many of them are close."""
        return int((self.coverage >= CLOSE_COVERAGE).sum())

    def strongest(self, least: float) -> "Similar":
        """Those of at least a strength."""
        kept = self.strength >= least
        return replace(
            self,
            conversations=self.conversations[kept],
            strength=self.strength[kept],
            coverage=self.coverage[kept],
        )

    @property
    def thin(self) -> bool:
        """Whether that is too little to name people."""
        return self.close < NEEDED_CLOSE


def find_similar(
    snapshot: Snapshot, query: Query, *, without: int | None = None, limit: int = SIMILAR
) -> Similar:
    """The conversations on matters that hold the question's terms, by BM25F.

    Args:
        snapshot: The community.
        query: The question.
        without: A conversation that is left out, such as the one that is compared.
        limit: How many at most.
    """
    counted = np.concatenate([query.terms, query.titled])
    scores = np.where(snapshot.on_matters, snapshot.index.scores(counted), 0.0)
    if without is not None:
        scores[without] = 0.0
    related = find_related(snapshot, query.terms, without=without)
    count = min(limit, int((scores > 0).sum()))
    if not count:
        nothing = np.empty(0)
        return Similar(nothing.astype(np.int64), nothing, nothing, related)
    best = np.argpartition(-scores, count - 1)[:count]
    best = best[np.lexsort((-best, -scores[best]))]
    plain = query.terms[[is_plain(snapshot.facts.vocabulary[term]) for term in query.terms]]
    idf = snapshot.index.fit.idf[plain].astype(np.float64)
    whole = idf.sum() + query.unknown * snapshot.index.fit.unseen_idf
    held = (snapshot.index.weights[best][:, plain] > 0).astype(np.float64) @ idf
    top = float(scores[best[0]])
    return Similar(
        best.astype(np.int64),
        scores[best].astype(np.float64) / top,
        held / max(whole, 1e-9),
        related,
    )
