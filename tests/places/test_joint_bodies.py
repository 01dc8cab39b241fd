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


KNOWN = load_directory().with_joint_bodies(
    [
        f"{EHIME} 愛媛県後期高齢者医療広域連合",
        f"{code('38802')} 松山衛生事務組合",
        f"{code('20804')} 中部衛生組合",
        f"{code('38805')} 中部衛生組合",
        f"{code('38806')} 総務課",
        "382019",
        "総務省",
    ]
)


@pytest.mark.parametrize(
    ("text", "first_five"),
    [
        ("愛媛県後期高齢者医療広域連合", "38901"),
        ("愛媛県後期高齢者医療広域連合　総務課", "38901"),
        ("松山衛生事務組合", "38802"),
        ("愛媛県松山衛生事務組合総務課", "38802"),
        ("長野県 中部衛生組合", "20804"),
        (code("38802"), "38802"),
    ],
)
def test_a_body_that_a_roster_named_is_found_by_name(text: str, first_five: str) -> None:
    """With and without its prefecture and a division; the reason tells of the roster."""
    found = KNOWN.resolve(text)
    assert (found.status, found.code) == ("resolved", code(first_five))
    assert found.kind in {"広域連合", "一部事務組合"}
    assert "名簿" in found.reason
    assert load_directory().resolve(text).name != found.name


def test_bodies_of_one_name_are_candidates() -> None:
    """Two prefectures have a body of that name: both are offered, a prefecture decides."""
    found = KNOWN.resolve("中部衛生組合")
    assert found.status == "ambiguous"
    assert [one.code for one in found.candidates] == [code("20804"), code("38805")]
    assert KNOWN.resolve("中部衛生組合", prefecture="愛媛").code == code("38805")


@pytest.mark.parametrize(
    "text", ["松山衛生事務組合職員労働組合", "総務課", "西松山衛生事務組合", "松山衛生"]
)
def test_only_its_own_name_is_the_body(text: str) -> None:
    """Longer words, parts of it, and what a roster wrote there instead of a name are not."""
    assert KNOWN.resolve(text).status != "resolved"


def test_known_bodies_change_nothing_else() -> None:
    """Local governments and agencies are read as before; the shared directory knows no body."""
    for text in ("松山市", "松山市 総務課", "総務省", "府中市", "愛媛県"):
        assert KNOWN.resolve(text) == load_directory().resolve(text)
    assert load_directory().with_joint_bodies(["382019"]) is load_directory()


@pytest.mark.parametrize(
    "profile",
    [
        ("松山衛生事務組合 総務課", "", ""),
        ("", "架空@松山衛生事務組合", ""),
        ("", "", "松山衛生事務組合の架空です。"),
        ("", "", "愛媛県の松山衛生事務組合で働いています。"),
    ],
)
def test_members_name_a_known_body(profile: tuple[str, str, str]) -> None:
    """In title, display name and self-introduction, and it is kept with its name."""
    found = KNOWN.organization_in_profile(*profile).resolution
    kept = KNOWN.joint_body_id(found.code, found.name)
    assert kept == f"{code('38802')} 松山衛生事務組合"


@pytest.mark.parametrize("name", ["京都地方税機構", "石狩教育研修センター組合", "柳泉園組合"])
def test_more_names_of_joint_bodies(name: str) -> None:
    """Their form is known too, so that the reason asks for the code."""
    assert "6桁の団体コード" in load_directory().resolve(name).reason
