"""The demo's planted surveys: all of them found, their replies in the right rows and columns."""

import sys
from collections.abc import Iterable

from planted_demo import PlantedDemo

from matcher.domain import Survey


def f1(found: set[object], true: set[object]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right = len(found & true)
    precision = right / len(found) if found else 1.0
    recall = right / len(true) if true else 1.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def tell(text: str) -> None:
    """Show what was measured (pytest -s, -rP)."""
    sys.stdout.write(f"{text}\n")


def told(name: str, found: set[object], true: set[object]) -> float:
    """Print what was measured; gives the F1."""
    precision, recall, score = f1(found, true)
    tell(f"{name}: precision {precision:.3f} recall {recall:.3f} F1 {score:.3f} ({len(true)})")
    return score


def in_form(survey: Survey) -> set[object]:
    """Rows in which a named organization answered every item."""
    return {
        (survey.thread_id, row.organization_code)
        for row in survey.rows
        if row.organization_source.startswith("回答") and all(row.cells)
    }


def all_who_replied(demo: PlantedDemo, surveys: Iterable[str]) -> set[object]:
    """Surveys with the organizations, by the truth, of all members who replied to them."""
    snapshot = demo.community.snapshot()
    thread_of = {snapshot.conversation_number[key]: key for key in surveys}
    given = snapshot.answers[snapshot.answers["conversation"].isin(list(thread_of))]
    member_ids = snapshot.facts.members["member_id"].iloc[given["member"]]
    return {
        (thread_of[conversation], demo.truth.members[member_id].organization_code)
        for conversation, member_id in zip(given["conversation"], member_ids, strict=True)
    }


def test_surveys(unseen_demo: PlantedDemo) -> None:
    """Surveys, their items and the rows of those who answered are those that were planted.

    The truth names who answered in the lines of the form; the others answered in a sentence, and
    are rows as well, so that precision is measured against all who replied.
    """
    planted = unseen_demo.truth.planted
    surveys = {survey.thread_id: survey for survey in unseen_demo.community.surveys()}
    tell(f"\nseed {unseen_demo.seed}")
    assert told("surveys", set(surveys), set(planted.survey_items)) >= 0.98
    items = {(key, item) for key, names in planted.survey_items.items() for item in names}
    read = {(key, item) for key, survey in surveys.items() for item in survey.items}
    assert told("items", read, items) >= 0.98
    answered = {(key, code) for key, codes in planted.survey_answers.items() for code in codes}
    rows = set().union(*map(in_form, surveys.values()))
    replied = all_who_replied(unseen_demo, planted.survey_items)
    told("rows against those in the form's lines", rows, answered)
    assert f1(rows, answered)[1] >= 0.98
    assert told("rows against all who replied", rows, replied) >= 0.95
