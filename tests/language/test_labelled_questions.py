"""What is labelled as a question in real communities is found, and little else."""

from pathlib import Path

import pandas as pd
import pytest
from labelled import agreement, half_of, labels, measured, opening_texts

from matcher.language import is_question, words_of_markup

JAPANESE = ("vimjp-slack",)
ENGLISH = ("houston-slack", "lean-zulip")
FLOORS = {
    # half, language: precision and recall; the Japanese chat asks four times in a half
    ("mend", JAPANESE): (0.75, 0.75),
    ("mend", ENGLISH): (0.93, 0.87),
    ("report", JAPANESE): (0.40, 0.75),
    ("report", ENGLISH): (0.88, 0.75),
}


def test_two_passes_agree_on_what_asks_and_how_it_ended() -> None:
    """Labels by two blind passes: hardly ever different."""
    openings, conversations = labels("openings"), labels("conversations")
    assert (len(openings), len(conversations)) == (340, 140)
    assert openings["message_id"].is_unique
    assert conversations["thread_id"].is_unique
    assert agreement(openings) == pytest.approx((0.985, 0.967), abs=0.001)
    assert agreement(conversations) == pytest.approx((0.964, 0.943), abs=0.001)


def test_halves_are_told_by_the_id_alone() -> None:
    """The same id is always in the same half."""
    assert half_of("CL6NCDCQG:1583684919.212500") == "mend"
    assert set(labels("openings")["half"]) == {"mend", "report"}


@pytest.mark.real_data
@pytest.mark.parametrize("language", [JAPANESE, ENGLISH], ids=["japanese", "english"])
@pytest.mark.parametrize("half", ["mend", "report"])
def test_questions_of_real_communities(
    communities: Path, half: str, language: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where both passes agree: precision and recall of the rules."""
    table = labels("openings")
    agreed = table["first"] == table["second"]
    here = agreed & (table["half"] == half) & table["dataset"].isin(language)
    table = table[here].reset_index(drop=True)
    texts = opening_texts(communities, table)
    found = pd.Series([is_question(words_of_markup(text)) for text in texts])
    precision, recall = measured(found, table["first"] == "1")
    with capsys.disabled():
        print(  # noqa: T201 (what was measured)
            f"\nquestions, {', '.join(language)}, half to {half}: {len(table)} openings, "
            f"{(table['first'] == '1').sum()} ask, {found.sum()} found, "
            f"precision {precision:.2f}, recall {recall:.2f}"
        )
    least_precision, least_recall = FLOORS[half, language]
    assert precision >= least_precision
    assert recall >= least_recall
