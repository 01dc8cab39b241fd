"""Surveys and the monthly report on the command line."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from matcher import open_community


@pytest.fixture(scope="module")
def survey_id(demo_url: str) -> str:
    """A survey of the demo that somebody answered."""
    return next(survey.thread_id for survey in open_community(demo_url).surveys() if survey.rows)


def test_show_survey(run, demo_url: str, survey_id: str):
    """The table comes as text for people and as JSON with rows by local government."""
    ran = run("show", "survey", survey_id, "--database", demo_url)
    assert ran.code == 0
    assert "団体ごとの回答" in ran.out
    document = json.loads(run("show", "survey", survey_id, "--database", demo_url, "--json").out)
    assert document["thread_id"] == survey_id
    row = document["rows"][0]
    assert len(row["cells"]) == len(document["items"]) == len(document["columns"])
    assert row["replies"][0]["message_id"]
    assert len(row["organization_code"]) == 6


def test_another_conversation_is_no_survey(run, demo_url: str):
    """A conversation that is no survey is refused with what to do instead; status 2."""
    community = open_community(demo_url)
    surveys = {survey.thread_id for survey in community.surveys()}
    other = next(key for key in community.snapshot().thread_ids if key not in surveys)
    ran = run("show", "survey", other, "--database", demo_url)
    assert ran.code == 2
    assert "アンケートではありません" in ran.err
    assert "matcher show thread" in ran.err
    assert ran.out == ""


def test_export_survey(run, demo_url: str, survey_id: str, tmp_path: Path):
    """The table is written as XLSX and CSV with the same rows; codes are text."""
    book, text = tmp_path / "表.xlsx", tmp_path / "表.csv"
    for file in (book, text):
        assert run("export", "survey", survey_id, str(file), "--database", demo_url).code == 0
    sheet = openpyxl.load_workbook(book).worksheets[0]
    with text.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert [cell.value for cell in sheet[1]] == rows[0]
    assert sheet["A2"].value == rows[1][0]
    assert sheet.max_row == len(rows)
    assert all(len(row[0]) == 6 for row in rows[1:] if row[0])


@pytest.mark.parametrize("name", ["表.pdf", "表"])
def test_other_endings_are_refused(run, demo_url: str, survey_id: str, tmp_path: Path, name: str):
    """A file of another kind is refused with the kinds there are; nothing is written."""
    ran = run("export", "survey", survey_id, str(tmp_path / name), "--database", demo_url)
    assert ran.code == 2
    assert ".xlsx" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_report(run, demo_url: str, tmp_path: Path):
    """The month's report is one file; a month without data is refused with what there is."""
    file = tmp_path / "報告.html"
    assert run("report", str(file), "--month", "2024-09", "--database", demo_url).code == 0
    assert "コミュニティの月次報告 2024年9月" in file.read_text(encoding="utf-8")
    ran = run("report", str(file), "--month", "2031-01", "--database", demo_url)
    assert ran.code == 2
    assert "2024-10" in ran.err
    missing = tmp_path / "ない" / "報告.html"
    assert run("report", str(missing), "--database", demo_url).code == 2
