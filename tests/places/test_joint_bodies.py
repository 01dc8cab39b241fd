"""広域連合 and 一部事務組合: known by codes and by the form of names, without a table."""

import pytest

from matcher.domain import JointBody, UnknownNameError
from matcher.places import check_digit, load_directory, same_organization


def code(first_five: str) -> str:
    """Six digits with the right check digit."""
    return first_five + check_digit(first_five)


EHIME = code("38901")


@pytest.mark.parametrize(
    "name",
    [
        "上島町外二町衛生組合",
        "上島町ほか1町事務組合",
        "今治市・上島町広域消防組合",
        "愛媛県後期高齢者医療広域連合",
        "東三河広域連合",
        "松山衛生事務組合",
        "南予水道企業団",
        "久万高原町清掃組合 総務課",
        "上島町 広域行政組合",
    ],
)
def test_a_joint_body_is_not_the_town_in_its_name(name: str) -> None:
    """It stays open, with what is missing: its code."""
    found = load_directory().resolve(name)
    assert (found.status, found.code, found.candidates) == ("unknown", "", ())
    assert "一部事務組合か広域連合などの名前" in found.reason
    assert "6桁の団体コード" in found.reason


@pytest.mark.parametrize(
    ("name", "resolved"),
    [
        ("上島町", "383562"),
        ("上島町 総務課", "383562"),
        ("上島町役場 消防", "383562"),
        ("松山市 水道局", "382019"),
    ],
)
def test_towns_stay_towns(name: str, resolved: str) -> None:
    """Words of such names alone make no joint body."""
    assert load_directory().resolve(name).code == resolved


@pytest.mark.parametrize("name", ["上島町職員労働組合", "えひめ農業協同組合", "市町村職員共済組合"])
def test_other_unions_are_none(name: str) -> None:
    """They are no 一部事務組合, and no towns either."""
    found = load_directory().resolve(name)
    assert found.status == "unknown"
    assert "一部事務組合" not in found.reason


def test_a_code_is_a_joint_body_of_its_prefecture() -> None:
    """Its name is not known; the kind and the prefecture are."""
    found = load_directory().resolve(EHIME)
    assert (found.status, found.code, found.prefecture) == ("resolved", EHIME, "愛媛県")
    assert found.kind == "一部事務組合等"
    assert "名前の表はありません" in found.reason


@pytest.mark.parametrize(
    "digits",
    ["489010", EHIME[:5] + str((int(EHIME[5]) + 1) % 10), EHIME[:5], "387019"],
)
def test_other_digits_are_none(digits: str) -> None:
    """No such prefecture, a wrong check digit, one digit too few, another range."""
    assert load_directory().resolve(digits).kind != "一部事務組合等"


def test_a_lost_zero_needs_the_name() -> None:
    """Five digits mean a joint body only beside the name of one."""
    whole = code("01801")
    directory = load_directory()
    assert directory.repair_code(whole[1:], name="石狩東部広域水道企業団").code == whole
    assert directory.repair_code(whole[1:]).code != whole
    assert directory.repair_code(whole).code == whole


def test_the_name_is_kept_with_the_code() -> None:
    """What is kept for a member gives the body back as it was written."""
    directory = load_directory()
    kept = directory.joint_body_id(EHIME, "愛媛県後期高齢者医療広域連合")
    body = directory.organization(kept)
    assert isinstance(body, JointBody)
    assert (body.full_name, body.kind) == ("愛媛県後期高齢者医療広域連合", "広域連合")
    other = directory.organization(directory.joint_body_id(EHIME, "松山衛生事務組合"))
    assert isinstance(other, JointBody)
    assert (other.full_name, other.kind) == ("愛媛県松山衛生事務組合", "一部事務組合")
    assert directory.has(kept)
    assert same_organization(kept, EHIME)
    assert not same_organization(kept, code("38902"))


def test_towns_are_kept_by_their_code_alone() -> None:
    """Their names are in the table."""
    assert load_directory().joint_body_id("383562", "上島町") == "383562"
    with pytest.raises(UnknownNameError):
        load_directory().organization("383562 上島町")


def test_a_wrong_check_digit_is_no_organization() -> None:
    """Whatever name stands behind it."""
    wrong = EHIME[:5] + str((int(EHIME[5]) + 1) % 10)
    assert not load_directory().has(f"{wrong} 松山衛生事務組合")
