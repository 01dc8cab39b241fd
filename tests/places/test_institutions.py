"""Agencies with their offices, universities and companies: none of them is a local government."""

import pytest

from matcher.domain import data_folder
from matcher.places import Directory
from matcher.places._tables import read_tables


def test_every_office_is_its_agency(directory: Directory) -> None:
    """All offices of the table are their agency, also behind its name and before a division."""
    offices = read_tables(data_folder()).offices
    assert len(offices) > 200
    for office, agency in offices.items():
        for text in (
            office,
            f"{office}総務課",
            f"{agency.name}{office}",
            f"{agency.name} {office}",
        ):
            found = directory.resolve(text)
            assert (found.code, found.kind) == (agency.name, "府省庁"), text
            assert found.reason == f"{office}は{agency.name}の機関です。"
        assert (
            directory.organization_in_profile("", f"架空@{office}").resolution.code == agency.name
        )


@pytest.mark.parametrize("office", ["北海道開発局", "北海道総合通信局", "北海道経済産業局"])
def test_offices_of_the_state_in_hokkaido_are_not_the_prefecture(
    directory: Directory, office: str
) -> None:
    """They begin like 北海道, whose own divisions stay its own."""
    assert directory.resolve(office).kind == "府省庁"
    assert directory.resolve("北海道農政部").code == "010006"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("国土交通省観光庁", "観光庁"),
        ("農林水産省 林野庁", "林野庁"),
        ("総務省大臣官房", "総務省"),
        ("防衛省陸上自衛隊", "防衛省"),
        ("厚労省 老健局", "厚生労働省"),
    ],
)
def test_the_agency_within_is_meant(directory: Directory, text: str, agency: str) -> None:
    """An agency behind the one that it belongs to, or a division without the word for one."""
    assert directory.resolve(text).code == agency


@pytest.mark.parametrize(
    "text",
    [
        "名古屋市立大学病院",
        "札幌市立大学 職員",
        "北海道大学 情報基盤センター",
        "北海道立総合研究機構",
        "松山市社会福祉協議会 総務課",
        "松山市観光協会事務局",
        "上島町社協",
        "松山市医師会",
        "松山市 公益財団法人架空",
        "総務省認可法人架空",
        "厚生労働省第二共済組合",
        "総務省の通知では",
    ],
)
def test_other_bodies_stay_unknown(directory: Directory, text: str) -> None:
    """Whatever place or agency they begin with, and whatever division stands behind."""
    found = directory.resolve(text)
    assert (found.status, found.code, found.candidates) == ("unknown", "", ())


@pytest.mark.parametrize(
    "text",
    [
        "京都市 大学政策部",
        "松山市 大学連携推進室",
        "松山市 機構改革担当",
        "松山市 法人市民税係",
        "松山市立図書館",
        "松山市中央図書館",
        "東京都八丈支庁",
        "愛媛県衛生環境研究所",
    ],
)
def test_divisions_with_such_words_are_divisions(directory: Directory, text: str) -> None:
    """Offices and divisions of a local government that are named like other bodies."""
    assert directory.resolve(text).status == "resolved"
