"""Every local government in the spellings in which people write it: itself, or open, no other."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator

import jaconv
import pytest

from matcher.domain import LocalGovernment, PlaceResolution, data_folder
from matcher.places import Directory, folded, load_directory

ALL = load_directory().local_governments
OFFICES = {"市": "市役所", "区": "区役所", "町": "町役場", "村": "村役場"}


def _counties() -> dict[str, str]:
    with (data_folder() / "counties.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["county"] for row in csv.DictReader(lines)}


COUNTIES = _counties()


def _same_names() -> dict[str, set[str]]:
    """Codes of all that bear a name today: 府中市, and 北区 of designated cities too."""
    same: defaultdict[str, set[str]] = defaultdict(set)
    for one in ALL:
        same[one.name].add(one.code)
    for ward in load_directory().wards:
        same[ward.name].add(ward.city_code)
    return same


SAME_NAMES = _same_names()


def _is_prefecture(one: LocalGovernment) -> bool:
    return one.name == one.prefecture


def _short(one: LocalGovernment) -> str:
    return one.prefecture if one.prefecture == "北海道" else one.prefecture[:-1]


def _office(one: LocalGovernment) -> str:
    return f"{one.name}庁" if _is_prefecture(one) else one.name[:-1] + OFFICES[one.name[-1]]


def _apart(one: LocalGovernment, sign: str) -> str:
    return one.name if _is_prefecture(one) else f"{one.prefecture}{sign}{one.name}"


def _with_county(one: LocalGovernment) -> str:
    if one.name[-1] not in "町村":
        return one.full_name
    return f"{one.prefecture}{COUNTIES.get(one.code, '架空郡')}{one.name}"


def _assert_itself(one: LocalGovernment, text: str, found: PlaceResolution) -> None:
    assert (found.status, found.code) == ("resolved", one.code), (text, found)


FULL: dict[str, Callable[[LocalGovernment], str]] = {
    "joined": lambda one: one.full_name,
    "short prefecture": lambda one: one.name if _is_prefecture(one) else _short(one) + one.name,
    "short, apart": lambda one: one.name if _is_prefecture(one) else f"{_short(one)} {one.name}",
    "slash": lambda one: _apart(one, "／"),
    "middle dot": lambda one: _apart(one, "・"),
    "の": lambda one: _apart(one, "の"),
    "wide blank": lambda one: _apart(one, "　") + "　",
    "blanks": lambda one: " ".join(one.full_name),
    "county": _with_county,
    "office": lambda one: _apart(one, "").removesuffix(one.name) + _office(one),
    "office and division": lambda one: (
        f"{_apart(one, '').removesuffix(one.name)}{_office(one)}税務課"
    ),
    "division": lambda one: f"{one.full_name}デジタル推進課",
    "division, apart": lambda one: f"{one.full_name}\n総務部　情報係",
    "half width": lambda one: jaconv.z2h(one.full_name, kana=True, ascii=True),
    "full width": lambda one: jaconv.h2z(one.full_name, kana=True, ascii=True),
    "decomposed": lambda one: unicodedata.normalize("NFD", one.full_name),
    "hiragana": lambda one: jaconv.kata2hira(one.full_name),
    "katakana": lambda one: jaconv.hira2kata(one.full_name),
    "ケ": lambda one: one.full_name.replace("ヶ", "ケ"),
    "が": lambda one: one.full_name.replace("ヶ", "が").replace("ケ", "が"),
    "カ": lambda one: one.full_name.replace("ヶ", "カ"),
    "emoji": lambda one: f"🍊{one.full_name}🍊",
    "code": lambda one: one.code,
}


@pytest.mark.parametrize("spelling", FULL)
def test_with_its_prefecture_it_is_itself(directory: Directory, spelling: str) -> None:
    """A name with its prefecture is never open and never another's."""
    for one in ALL:
        text = FULL[spelling](one)
        _assert_itself(one, text, directory.resolve(text))


def test_older_kanji_are_the_same_names(directory: Directory) -> None:
    """Each official name is found with every older or popular form of its kanji."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for point in range(0x3400, 0x9FFF):
        if folded(chr(point)) != chr(point):
            forms[folded(chr(point))].add(chr(point))
    tried = 0
    for one in ALL:
        for sign in set(one.full_name) & forms.keys():
            for form in forms[sign]:
                text = one.full_name.replace(sign, form)
                _assert_itself(one, text, directory.resolve(text))
                tried += 1
    assert tried > 2000


def test_a_prefecture_column_decides(directory: Directory) -> None:
    """Name or office with a column for the prefecture, with or without 都道府県."""
    for one in ALL:
        for text in (one.name, _office(one)):
            for prefecture in (one.prefecture, _short(one)):
                _assert_itself(one, text, directory.resolve(text, prefecture=prefecture))


def _bare(one: LocalGovernment) -> Iterator[str]:
    yield one.name
    yield _office(one)
    yield f"{_office(one)} 総務課"
    yield f"{one.name}総務課"


def test_alone_it_is_itself_or_open_with_all(directory: Directory) -> None:
    """A name that several bear is ambiguous with every one of them as a candidate."""
    for one in ALL:
        for text in _bare(one):
            found = directory.resolve(text)
            if len(SAME_NAMES[one.name]) == 1:
                _assert_itself(one, text, found)
            else:
                assert {two.code for two in found.candidates} >= SAME_NAMES[one.name], text


@pytest.mark.parametrize(
    ("title", "name", "introduction"),
    [
        ("{full} 企画課", "", ""),
        ("企画課({full})", "", ""),
        ("", "架空 太郎@{full}", ""),
        ("", "架空太郎＠{full} 企画課", ""),
        ("", "架空（{full}）", ""),
        ("", "【{full}】架空", ""),
        ("", "架空★{full}", ""),
        ("", "架空@{short}/{name}", ""),
        ("", "", "はじめまして。{full}の架空と申します。"),
        ("", "", "{full}で情報システムを担当しています。"),
        ("", "", "こんにちは、{full}総務課の架空です。"),
        ("", "", "所属: {full}\n名前: 架空"),
    ],
)
def test_in_profiles_it_is_itself(
    directory: Directory, title: str, name: str, introduction: str
) -> None:
    """What members write of themselves, in each place where they write it."""
    for one in ALL:
        words = {
            "full": one.full_name,
            "name": one.name,
            "short": one.prefecture if _is_prefecture(one) else _short(one),
        }
        written = [text.format(**words) for text in (title, name, introduction)]
        _assert_itself(one, str(written), directory.organization_in_profile(*written).resolution)
