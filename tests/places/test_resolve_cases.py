"""Faults that happened to users of similar software: F08, F12-F17, F21 and F23 of the cases."""

import csv
from pathlib import Path

import pytest

from matcher.places import Directory

RESOLVED = {
    "places-prefix.csv": "261009 462012 271004 262064 262064 121002 130001 140007 382019 242021 "
    "242021 342131",
    "places-hamamatsu.csv": "221309 221309 221309 221309 221309",
    "places-renamed.csv": "042161 042161 282219 282219 022012",
    "places-spelling.csv": "082082 082082 082082 122246 142077 272299 292079 261009 141003",
    "places-town-not-city.csv": "343021 343021 016616 184233 394122 203092 393631",
    "nfd.csv": "082201",
}


def _written(file: Path, column: str = "勤務先") -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [row[column] for row in csv.DictReader(lines)]


@pytest.mark.parametrize("name", RESOLVED)
def test_every_row_resolves_to_its_government(directory: Directory, cases: Path, name: str) -> None:
    """F13-F16, F21, F23: each row of the file is the local government that it means."""
    found = [directory.resolve(text).code for text in _written(cases / "roster" / name)]
    assert found == RESOLVED[name].split()


def test_same_names_need_their_prefecture(directory: Directory, cases: Path) -> None:
    """F12: a written prefecture decides; without it the candidates are listed, all of them."""
    found = [
        (one.code, len(one.candidates))
        for one in map(directory.resolve, _written(cases / "roster" / "places-same-name.csv"))
    ]
    assert found == [
        ("132063", 0),
        ("342084", 0),
        ("", 2),
        ("342084", 0),
        ("012335", 0),
        ("", 2),
        ("", 4),
        ("204811", 0),
        ("", 2),
        ("", 3),
        ("", 2),
    ]


def test_what_names_no_government_stays_unknown(directory: Directory, cases: Path) -> None:
    """F17: unknown stays unknown, ministries are agencies, a prefecture's office its prefecture."""
    rows = [directory.resolve(text) for text in _written(cases / "roster" / "places-unknown.csv")]
    assert [(one.status, one.code, one.kind) for one in rows] == [
        ("unknown", "", ""),
        ("unknown", "", ""),
        ("unknown", "", ""),
        ("resolved", "デジタル庁", "府省庁"),
        ("resolved", "総務省", "府省庁"),
        ("resolved", "380008", "都道府県"),
        ("resolved", "380008", "都道府県"),
        ("unknown", "", ""),
    ]


def test_radicals_from_pdf_are_kanji(directory: Directory, cases: Path) -> None:
    """F08: text copied from a PDF names 長久手市 although its signs are radicals."""
    [text] = _written(cases / "roster" / "radicals-from-pdf.csv", "団体名")
    assert text != "長久手市"
    assert directory.resolve(text).code == "232386"


def test_renamed_tells_what_it_was_changed_from(directory: Directory) -> None:
    """F15: the reason names the former name and the day."""
    reason = directory.resolve("宮城県黒川郡富谷町").reason
    assert "富谷町" in reason
    assert "2016年10月10日" in reason
    assert "篠山市" in directory.resolve("篠山市").reason
    assert "浪岡町" in directory.resolve("青森県浪岡町").reason


@pytest.mark.parametrize(
    ("digits", "name", "code"),
    [
        ("11011", "札幌市中央区", "011002"),
        ("12025", "函館市", "012025"),
        ("1202", "函館市", "012025"),
        ("13101", "千代田区", "131016"),
    ],
)
def test_lost_zeros_are_repaired(directory: Directory, digits: str, name: str, code: str) -> None:
    """F03: the check digit finds the code that Excel shortened, and the reason says so."""
    reading = directory.repair_code(digits, name=name)
    assert reading.code == code
    assert reading.why
