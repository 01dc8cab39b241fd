"""How members help: lately, usually, and how often as the first."""

import pandas as pd
import pytest

from matcher.snapshot import DAY
from matcher.snapshot._helping import helping

AS_OF = 1_000 * DAY


def answers(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    """Answers as conversation, member, days ago and amount, in order of time."""
    table = pd.DataFrame(rows, columns=["conversation", "member", "ago", "amount"])
    table = table.sort_values("ago", ascending=False)
    return table.assign(at=AS_OF - table["ago"] * DAY)


def test_help_fades_by_the_week_and_by_the_half_year() -> None:
    """A conversation of a week ago counts half lately, one of 180 days ago half usually."""
    found = helping(answers((0, 0, 7, 1.0), (1, 1, 180, 1.0)), AS_OF, 3)
    assert found.lately.tolist() == pytest.approx([0.5, 0.5 ** (180 / 7), 0.0])
    assert found.usually[1] == pytest.approx(0.5)


def test_a_conversation_counts_once_and_remarks_do_not() -> None:
    """Three answers in one conversation are one help; an answer of no amount is none."""
    found = helping(
        answers((0, 0, 0, 1.0), (0, 0, 0, 0.2), (0, 0, 0, 1.0), (1, 1, 0, 0.0)), AS_OF, 2
    )
    assert found.usually.tolist() == [1.0, 0.0]


def test_who_answers_first() -> None:
    """Of two helpers only the earlier one was first; a single time is drawn towards nothing."""
    found = helping(answers((0, 0, 0, 1.0), (0, 1, 0, 1.0)), AS_OF, 2)
    assert found.first.tolist() == [pytest.approx(0.25), 0.0]
