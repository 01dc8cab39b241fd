"""Texts in bulk: what each says, in order, whatever runs it."""

from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from snapshot_parts import assert_same_snapshot
from stories import BUILT_AT, Story, store_of

from matcher.domain import no_progress
from matcher.language import says_alone_in_it
from matcher.snapshot import build_snapshot, shared_analyzer
from matcher.snapshot._build import InlineExecutor
from matcher.snapshot._facts import CHUNK
from matcher.snapshot._texts import TextFacts, read_texts

TEXTS = [
    "ガバクラの接続回線の費用を教えてください",
    "",
    "<@U1> ありがとうございます。無事に解決しました <https://x.slack.com/archives/C1/p1714521600000100>",
    "皆さんの団体の更新周期はいかがでしょうか。次の形で返信ください",
    "小さな町で、情報担当は私一人です",
    "🙏",
]


def counts_of(facts: TextFacts, position: int) -> dict[str, float]:
    """Terms of one text with how often they stand there."""
    start, end = facts.indptr[position], facts.indptr[position + 1]
    terms = [facts.vocabulary[number] for number in facts.indices[start:end]]
    return dict(zip(terms, facts.counts[start:end].tolist(), strict=True))


def test_each_text_keeps_its_place() -> None:
    """Row n tells of text n: its terms, flags, mentions and links."""
    facts = read_texts(TEXTS)
    assert len(facts.indptr) == len(TEXTS) + 1
    assert counts_of(facts, 1) == counts_of(facts, 5) == {}
    assert "#gc-network" in counts_of(facts, 0)
    assert facts.term_count.tolist() == [len(counts_of(facts, n)) for n in range(len(TEXTS))]
    assert facts.asks.tolist() == [True, False, False, True, False, False]
    assert facts.survey.tolist() == [False, False, False, True, False, False]
    assert facts.thanks.tolist() == [False, False, True, False, False, False]
    assert facts.solved.tolist() == [False, False, True, False, False, False]
    alone = [says_alone_in_it(text) for text in TEXTS]
    assert alone == [False, False, False, False, True, False]
    assert facts.mentions == [(2, "U1")]
    assert facts.links == [(2, "C1:1714521600.000100")]


def test_a_given_title_is_found_with_the_text_it_heads() -> None:
    """Its words are terms of the text; it asks nothing, and makes the text no longer."""
    plain, titled = read_texts(TEXTS[:2]), read_texts(TEXTS[:2], {1: "庁内の無線LANですか"})
    assert "無線" in counts_of(titled, 1)
    assert counts_of(titled, 0) == counts_of(plain, 0)
    assert titled.term_count.tolist() == plain.term_count.tolist()
    assert titled.asks.tolist() == plain.asks.tolist()


def test_no_texts_are_no_rows() -> None:
    """An empty run gives empty columns of the right kind."""
    facts = read_texts([])
    assert facts.indptr.tolist() == [0]
    assert (len(facts.indices), len(facts.counts), len(facts.asks)) == (0, 0, 0)
    assert facts.indices.dtype == np.int32


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=30), max_size=6), st.integers(0, 6))
def test_a_text_is_read_alike_alone_and_among_others(texts: list[str], cut: int) -> None:
    """Reading in two parts gives what reading at once gives, whatever the texts hold."""
    whole, first, second = read_texts(texts), read_texts(texts[:cut]), read_texts(texts[cut:])
    apart = [counts_of(first, n) for n in range(len(texts[:cut]))] + [
        counts_of(second, n) for n in range(len(texts[cut:]))
    ]
    assert [counts_of(whole, n) for n in range(len(texts))] == apart
    assert whole.asks.tolist() == [*first.asks.tolist(), *second.asks.tolist()]


def test_counts_are_the_analyzers() -> None:
    """The matrix holds what the analyzer cuts, repeated terms counted."""
    text = "回線の回線による回線のための費用"
    counts = counts_of(read_texts([text]), 0)
    terms = shared_analyzer().terms(text)
    assert counts == {term: terms.count(term) for term in dict.fromkeys(terms)}
    assert counts["回線"] == 3


@pytest.fixture(scope="module")
def long_story() -> Story:
    """More posts than one part holds, so that the order of parts matters."""
    story = Story()
    channel = story.channel("何でも相談")
    for name in ("A", "B"):
        story.member(name)
    for number in range(CHUNK + 50):
        story.post("AB"[number % 2], channel, f"回線{number % 97}の費用{number}を教えてください")
    return story


@pytest.mark.parametrize(
    "executor",
    [
        pytest.param(lambda: ThreadPoolExecutor(2), id="threads"),
        pytest.param(
            lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")), id="processes"
        ),
    ],
)
def test_the_executor_makes_no_difference(
    long_story: Story, tmp_path: Path, executor: type[Executor]
) -> None:
    """Threads or processes give the same snapshot as the caller's own thread."""
    with store_of(long_story, tmp_path) as store:
        inline = build_snapshot(store, no_progress, now=BUILT_AT, executor=InlineExecutor())
        spread = build_snapshot(store, no_progress, now=BUILT_AT, executor=executor())
    assert inline.facts.terms.shape[0] == CHUNK + 50
    assert_same_snapshot(inline, spread)


def test_the_callers_executor_stays_open(tmp_path: Path) -> None:
    """Who brings an executor, such as a cluster's, can build with it again."""
    story = Story()
    story.post(story.member("A"), story.channel("何でも相談"), "回線の費用を教えてください")
    with store_of(story, tmp_path) as store, ThreadPoolExecutor(1) as executor:
        for _ in range(2):
            build_snapshot(store, no_progress, now=datetime.now(UTC), executor=executor)
