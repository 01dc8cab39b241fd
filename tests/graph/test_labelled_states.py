"""How conversations ended as they were labelled, and as a built snapshot tells it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from labelled import labelled_snapshot, labels, measured

STATES = ("none", "open", "answered", "resolved")
ACCURATE = {"mend": 0.72, "report": 0.72}
RESOLVED = {"mend": (0.9, 0.8), "report": (0.85, 0.5)}
"""Least precision and recall of 「解決」 among conversations that ask."""


@pytest.fixture(scope="module")
def states(communities: Path) -> pd.DataFrame:
    """Labelled conversations with what the product concludes of each."""
    table = labels("conversations")
    snapshot = labelled_snapshot(communities, table)
    rows = [snapshot.conversation_number[one] for one in table["thread_id"]]
    ours = snapshot.conversations.iloc[rows].reset_index(drop=True)
    known = [~ours["asks"], ours["solved"], ours["answers"] > 0]
    state = np.select(known, ["none", "resolved", "answered"], "open")
    table = table.assign(state=state, solved=ours["solved"])
    return table[table["first"] == table["second"]]


@pytest.mark.real_data
@pytest.mark.parametrize("half", ["mend", "report"])
def test_states_of_real_conversations(
    states: pd.DataFrame, half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where both passes agree: precision and recall of each state, seen as the labellers saw it."""
    here = states[states["half"] == half]
    accuracy = float((here["state"] == here["first"]).mean())
    told = [f"{half}: {len(here)} conversations, {accuracy:.2f} right"]
    for state in STATES:
        precision, recall = measured(here["state"] == state, here["first"] == state)
        told.append(
            f"{state} ({(here['first'] == state).sum()}) precision {precision:.2f}, "
            f"recall {recall:.2f}"
        )
    asking = here[here["first"] != "none"]
    precision, recall = measured(asking["solved"], asking["first"] == "resolved")
    told.append(f"resolved among asking precision {precision:.2f}, recall {recall:.2f}")
    with capsys.disabled():
        print("\nstates, half to " + "; ".join(told))  # noqa: T201 (what was measured)
    assert accuracy >= ACCURATE[half]
    assert precision >= RESOLVED[half][0]
    assert recall >= RESOLVED[half][1]
