"""On a demo community, whose truth is known: what asks, and what the asker calls settled."""

from typing import NamedTuple

import pandas as pd
import pytest
from labelled import measured

from matcher.api import open_community
from matcher.sources import DemoCommunity

SEED, MEMBERS = 4711, 300


class Ends(NamedTuple):
    """Every opening of the demo: what the snapshot says of it, and what was planted."""

    asks: "pd.Series[bool]"
    asks_planted: "pd.Series[bool]"
    survey_planted: "pd.Series[bool]"
    solved: "pd.Series[bool]"
    solved_planted: "pd.Series[bool]"
    unanswered_planted: "pd.Series[bool]"


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> Ends:
    """A small demo community, built."""
    community = open_community(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    community.load_demo(members=MEMBERS, seed=SEED)
    community.build()
    table = community.snapshot().conversations
    planted = DemoCommunity(MEMBERS, SEED).truth().planted
    openings = table[table["has_opening"]]
    threads = openings["thread_id"]
    questions = planted.question_topics.keys() | planted.plain_questions
    asking = questions | planted.survey_items.keys() | planted.hidden_questions.keys()
    return Ends(
        openings["asks"],
        threads.isin(asking),
        threads.isin(planted.survey_items.keys()),
        openings["solved"],
        threads.isin(planted.solved),
        threads.isin(planted.repeated.keys()),
    )


def test_planted_questions_ask(ends: Ends, capsys: pytest.CaptureFixture[str]) -> None:
    """Most planted questions are found, every survey; small talk that asks is not planted."""
    precision, recall = measured(ends.asks, ends.asks_planted)
    with capsys.disabled():
        print(  # noqa: T201 (what was measured)
            f"\nquestions of the demo, seed {SEED}: {len(ends.asks):,} openings, "
            f"{ends.asks_planted.sum()} planted, {ends.asks.sum()} found, "
            f"precision {precision:.2f}, recall {recall:.2f}"
        )
    assert recall >= 0.85
    assert precision >= 0.7
    assert ends.asks[ends.survey_planted].all()


def test_planted_solutions_are_seen(ends: Ends, capsys: pytest.CaptureFixture[str]) -> None:
    """Who says or ticks that it is solved is believed; a question that nobody answered is open.

    Precision has to be read with care: planted are ticks and the word, while thanks for an answer
    settle a question too.
    """
    asked = ends.asks_planted & ~ends.survey_planted
    precision, recall = measured(ends.solved[asked], ends.solved_planted[asked])
    with capsys.disabled():
        print(  # noqa: T201 (what was measured)
            f"\nsolved in the demo, seed {SEED}: {ends.solved_planted[asked].sum()} planted, "
            f"{ends.solved[asked].sum()} found, precision {precision:.2f}, recall {recall:.2f}"
        )
    assert recall >= 0.95
    assert precision >= 0.5
    assert ends.unanswered_planted.any()
    assert not ends.solved[ends.unanswered_planted].any()
