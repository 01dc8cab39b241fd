"""The lexical baseline is the BM25 that others know."""

import bm25s
import numpy as np
import pytest
from stories import Story, build

from matcher.evaluation._plain_bm25 import LENGTH_NORM, SATURATION, PlainBm25

TEXTS = (
    "無線LANの更新を調べています",
    "無線LAN、無線LAN、無線の話",
    "防災無線と避難所の名簿について",
    "窓口の混雑を減らしたい",
)


def test_scores_are_those_of_bm25s() -> None:
    """The same tokens give the same scores as the package bm25s, up to its 32-bit floats."""
    story = Story()
    member, other, channel = story.member("a"), story.member("b"), story.channel("全般")
    for text in TEXTS:
        story.question(member, channel, text, (other, "無線の資料をお送りします"))
    snapshot = build(story)
    tokens: list[list[str]] = [[] for _ in snapshot.thread_ids]
    posts = snapshot.facts.terms.tocoo()
    for post, term, count in zip(posts.row, posts.col, posts.data, strict=True):
        tokens[snapshot.conversation[post]] += [snapshot.facts.vocabulary[term]] * int(count)
    theirs = bm25s.BM25(k1=SATURATION, b=LENGTH_NORM, method="lucene")
    theirs.index(tokens, show_progress=False)
    asked = [snapshot.term_number["無線"], snapshot.term_number["名簿"]]
    ours = PlainBm25(snapshot).scores(np.array(asked, dtype=np.int64))
    assert ours == pytest.approx(theirs.get_scores(["無線", "名簿"]), abs=1e-5)
