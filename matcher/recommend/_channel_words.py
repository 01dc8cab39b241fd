"""Where a question's words are at home, and where its asker usually asks."""

import numpy as np
import numpy.typing as npt

from matcher.domain import Reason
from matcher.graph import fading
from matcher.language import is_plain
from matcher.recommend._asker import Asker
from matcher.recommend._query import Query
from matcher.recommend._threads import evidence_of
from matcher.snapshot import Snapshot

OWN_HALF_LIFE_DAYS = 120.0
"""How fast an asker's habit fades; see docs/decisions/0003."""

FEW_QUESTIONS = 0.3
"""Own questions count by the logarithm of one plus their faded number in units of this."""

SHOWN_EVIDENCE = 3
SHOWN_WORDS = 3


def likeness_to_channels(snapshot: Snapshot, query: Query) -> npt.NDArray[np.float64]:
    """Per channel, the cosine between its words and the question's, in [0, 1]."""
    fitted = snapshot.index.fit
    used = query.terms[fitted.document_frequency[query.terms] > 0]
    if not len(used):
        return np.zeros(len(snapshot.facts.channels))
    idf = fitted.idf[used].astype(np.float64)
    length = np.sqrt((idf**2).sum())
    result: npt.NDArray[np.float64] = snapshot.channel_words[:, used] @ idf / length
    return result


def asks_usually(snapshot: Snapshot, asker: Asker) -> npt.NDArray[np.float64]:
    """Per channel, log(1 + the asker's own faded questions there in units of FEW_QUESTIONS)."""
    own, table = _begun_by(snapshot, asker), snapshot.conversations
    faded = fading(table["opened_at"].to_numpy()[own], snapshot.as_of, OWN_HALF_LIFE_DAYS)
    channel = table["channel"].to_numpy()[own]
    asked = np.bincount(channel, weights=faded, minlength=len(snapshot.facts.channels))
    result: npt.NDArray[np.float64] = np.log1p(asked / FEW_QUESTIONS)
    return result


def _begun_by(snapshot: Snapshot, asker: Asker) -> npt.NDArray[np.int64]:
    if asker.number is None:
        return np.empty(0, dtype=np.int64)
    return snapshot.conversations_by_asker.of(asker.number)


def words_reason(snapshot: Snapshot, query: Query, channel: int, weight: float) -> Reason:
    """Which of the question's words are at home in a channel, with its latest talk on them."""
    home = snapshot.channel_words[channel, query.terms].toarray().ravel()
    adds = home * snapshot.index.fit.idf[query.terms]
    strongest = [
        int(query.terms[i])
        for i in np.argsort(-adds, kind="stable")
        if adds[i] > 0 and is_plain(snapshot.facts.vocabulary[query.terms[i]])
    ][:SHOWN_WORDS]
    named = "".join(
        f"「{query.as_written(snapshot.facts.vocabulary[term])}」" for term in strongest
    )
    stands = snapshot.conversations["channel"].to_numpy()
    speaking = (snapshot.index.holding(term) for term in strongest)
    latest = {
        one for held in speaking for one in held[stands[held] == channel][-SHOWN_EVIDENCE:].tolist()
    }
    proof = evidence_of(snapshot, sorted(latest, reverse=True)[:SHOWN_EVIDENCE])
    text = (
        f"質問の言葉{named}が、ここでよく使われています。"
        if named
        else "ここでよく聞かれることと、言葉が近いです。"
    )
    return Reason("words_at_home", text, proof, weight)


def own_questions_reason(snapshot: Snapshot, asker: Asker, channel: int, weight: float) -> Reason:
    """How often the asker asked in a channel."""
    own = _begun_by(snapshot, asker)
    here = own[snapshot.conversations["channel"].to_numpy()[own] == channel]
    text = f"あなたはここに{len(here)}件書き込んで、話を始めています。"
    return Reason("you_ask_here", text, evidence_of(snapshot, here[::-1][:SHOWN_EVIDENCE]), weight)
