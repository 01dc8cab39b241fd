"""The directory, finding in it, and distances."""

import pytest

from matcher.domain import Agency, InputError, UnknownNameError, data_folder
from matcher.places import Directory, distance_km, load_directory
from matcher.places._tables import read_tables


def test_loaded_once(directory: Directory) -> None:
    """Every caller shares one directory."""
    assert load_directory() is directory


def test_kinds_add_up(directory: Directory) -> None:
    """47 prefectures and 1,741 municipalities; each belongs to its prefecture."""
    kinds = [one.kind for one in directory.local_governments]
    assert kinds.count("都道府県") == 47
    assert len(kinds) - kinds.count("都道府県") == 1741
    assert sum(len(directory.in_prefecture(one.code)) for one in directory.prefectures) == 1788


def test_neighbours_are_mutual(directory: Directory) -> None:
    """Who is a neighbour has the other as neighbour; 沖縄 has none."""
    for one in directory.prefectures:
        for other in directory.neighbours(one.code):
            assert one in directory.neighbours(other.code)
    assert directory.neighbours("47") == ()
    assert [one.name for one in directory.neighbours("39")] == ["徳島県", "愛媛県"]


def test_unknown_prefecture(directory: Directory) -> None:
    """A prefecture code that does not exist is refused with a remedy."""
    with pytest.raises(UnknownNameError, match="01から47"):
        directory.prefecture("48")


def test_organization_by_code(directory: Directory) -> None:
    """A code is a local government, a name an agency; anything else is not known."""
    assert directory.organization("383562").full_name == "愛媛県上島町"
    assert directory.organization("デジタル庁") == Agency("デジタル庁")
    assert directory.has("383562")
    assert not directory.has("架空庁")


def test_former_names_lead_to_what_exists(directory: Directory) -> None:
    """Each row of the former names has a successor and is not the name of a living neighbour."""
    tables = read_tables(data_folder())
    living = {(one.prefecture, one.name) for one in directory.local_governments}
    rows = [(past.name, past.prefecture, past.code) for past in tables.former_names]
    assert len(set(rows)) == len(rows)
    for past in tables.former_names:
        assert directory.has(past.code)
        assert (past.prefecture, past.name) not in living
        assert past.change in {"合併", "市制施行", "改称"}


def test_missing_data_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A data folder without its files names the file."""
    with pytest.raises(InputError, match=r"local_governments\.csv"):
        read_tables(tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("上島", "愛媛県上島町"),
        ("かみじま", "愛媛県上島町"),
        ("カミジマ", "愛媛県上島町"),
        ("愛媛", "愛媛県"),
        ("愛媛県上", "愛媛県上島町"),
        ("愛媛 かみ", "愛媛県上島町"),
        ("竜ヶ崎", "茨城県龍ケ崎市"),
        ("富谷町", "宮城県富谷市"),
        ("松山市 企画課", "愛媛県松山市"),
        ("つ", "三重県津市"),
        ("デジタル", "デジタル庁"),
        ("厚労", "厚生労働省"),
    ],
)
def test_find(directory: Directory, text: str, first: str) -> None:
    """A picker finds by name, reading, prefecture, variant, former name and short form."""
    assert directory.find(text)[0].full_name == first


def test_find_offers_all_of_one_name(directory: Directory) -> None:
    """府中市 comes twice, exact matches before longer ones, never more than asked for."""
    names = [one.full_name for one in directory.find("府中", 10)]
    assert set(names[:3]) == {"東京都府中市", "広島県府中市", "広島県府中町"}
    assert len(directory.find("県", 5)) == 5
    assert directory.find("  ", 5) == ()
    assert directory.find("架空", 5) == ()


def test_distance(directory: Directory) -> None:
    """Known distances hold within a few kilometres; it is symmetric and zero to itself."""
    tokyo = directory.local_government("131041")
    osaka = directory.local_government("271004")
    assert distance_km(tokyo, osaka) == pytest.approx(397, abs=5)
    assert distance_km(osaka, tokyo) == distance_km(tokyo, osaka)
    assert distance_km(tokyo, tokyo) == 0
