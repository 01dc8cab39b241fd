"""What a roster would change for the members."""

from collections.abc import Sequence
from datetime import date

import pytest
from roster_files import read_csv

from matcher.domain import Account, AccountKind, OrganizationSource, Profile, RosterPlan
from matcher.places import load_directory
from matcher.sources import match_roster
from matcher.sources.roster._topics import topic_ids

HEADER = ["職員番号", "氏名", "メール", "団体名", "所属", "関心テーマ", "退職日", "在籍区分"]
TODAY = date(2025, 4, 1)
KAMIJIMA = "383562"


def account(name: str, email: str, **more: object) -> Account:
    """An account whose id is its name."""
    return Account(name, name, email=email, **more)  # type: ignore[arg-type]


def row(email: str, **cells: str) -> list[str]:
    """A row of the roster; what is not given is empty."""
    named = {"メール": email, "氏名": "青葉", "団体名": "愛媛県上島町"} | cells
    return [named.get(column, "") for column in HEADER]


def plan(*rows: list[str], accounts: list[Account], profiles: Sequence[Profile] = ()) -> RosterPlan:
    """The plan for rows, on a fixed day."""
    stored = {one.member_id: one for one in profiles}
    return match_roster(read_csv([HEADER, *rows]), accounts, stored, {}, today=TODAY)


def test_members_are_found_by_address_in_any_case_and_width() -> None:
    """A new profile holds organization, division and the topics that are known."""
    result = plan(
        row("Ａ@Example.LG.jp", 所属="総務課", 関心テーマ="ガバクラ、架空の話"),
        accounts=[account("U1", "a@example.lg.jp")],
    )
    assert result.profiles == (
        Profile(
            "U1",
            organization_code=KAMIJIMA,
            department="総務課",
            interests=("gc-overall",),
            organization_source=OrganizationSource.ROSTER,
        ),
    )
    assert result.unknown_topics == ("架空の話",)
    assert (result.matched, result.unchanged, result.not_found) == (1, 0, ())
    assert not result.changes[0].moved


def test_what_a_member_chose_is_kept() -> None:
    """A roster adds interests and never touches opt-outs or limits."""
    own = Profile("U1", interests=("bosai",), hidden=True, weekly_limit=2, solo_it=True)
    result = plan(
        row("a@x.jp", 関心テーマ="ガバクラ"),
        accounts=[account("U1", "a@x.jp")],
        profiles=[own],
    )
    (change,) = result.changes
    assert change.after.interests == ("bosai", "gc-overall")
    assert (change.after.hidden, change.after.weekly_limit, change.after.solo_it) == (True, 2, True)
    assert change.changed == ("organization_code", "interests", "organization_source")


def test_the_source_goes_with_the_organization() -> None:
    """A roster that says what the member said leaves it theirs; a new organization is its own."""
    own = Profile("U1", organization_code=KAMIJIMA, organization_source=OrganizationSource.MEMBER)
    same, other = (
        plan(
            row("a@x.jp", 団体名=name, 所属="総務課"),
            accounts=[account("U1", "a@x.jp")],
            profiles=[own],
        ).profiles[0]
        for name in ("愛媛県上島町", "愛媛県松山市")
    )
    assert same.organization_source is OrganizationSource.MEMBER
    assert other.organization_source is OrganizationSource.ROSTER


def test_second_reading_changes_nothing() -> None:
    """Applying the plan and reading the roster again leaves nothing to do."""
    rows = [row("a@x.jp", 所属="総務課", 関心テーマ="ガバクラ")]
    accounts = [account("U1", "a@x.jp")]
    first = plan(*rows, accounts=accounts)
    second = plan(*rows, accounts=accounts, profiles=list(first.profiles))
    assert (second.changes, second.unchanged) == ((), 1)


def test_moved_member_loses_the_former_division() -> None:
    """The division belongs to the organization."""
    result = plan(
        row("a@x.jp"),
        accounts=[account("U1", "a@x.jp")],
        profiles=[Profile("U1", organization_code="382019", department="情報課")],
    )
    (change,) = result.changes
    assert (change.after.organization_code, change.after.department) == (KAMIJIMA, "")
    assert change.moved


def test_open_organization_leaves_the_profile_alone() -> None:
    """While nobody has decided, neither organization nor division is changed."""
    result = plan(
        row("a@x.jp", 団体名="府中市", 所属="税務課"),
        accounts=[account("U1", "a@x.jp")],
        profiles=[Profile("U1", organization_code=KAMIJIMA, department="総務課")],
    )
    assert (result.changes, result.unresolved) == ((), (2,))


def test_empty_cells_empty_nothing() -> None:
    """A roster without a division keeps the one of the same organization."""
    own = Profile("U1", organization_code=KAMIJIMA, department="総務課")
    result = plan(row("a@x.jp"), accounts=[account("U1", "a@x.jp")], profiles=[own])
    assert result.changes == ()


def test_rows_without_a_member_are_told() -> None:
    """Unknown, missing and shared addresses match nobody, nor does an equal name."""
    result = plan(
        row("nobody@x.jp"),
        row("", 氏名="U1"),
        row("two@x.jp"),
        row("bot@x.jp"),
        accounts=[
            account("U1", "a@x.jp"),
            account("U2", "two@x.jp"),
            account("U3", "two@x.jp"),
            account("B1", "bot@x.jp", kind=AccountKind.BOT),
            account("U4", ""),
        ],
    )
    assert result.changes == ()
    assert [one.row for one in result.not_found] == [2, 3, 4, 5]
    assert "2人" in result.not_found[2].why


def test_of_two_accounts_the_active_one_is_meant() -> None:
    """Who came back under the same address is found."""
    result = plan(
        row("a@x.jp"),
        accounts=[account("U0", "a@x.jp", active=False), account("U1", "a@x.jp")],
    )
    assert result.profiles[0].member_id == "U1"


@pytest.mark.parametrize(
    ("left_on", "status", "gone"),
    [
        ("令和7年3月31日", "", True),
        ("2025/4/1", "", False),
        ("2026/3/31", "在籍", False),
        ("", "退職", True),
        ("", "退職予定", None),
        ("2026/3/31", "退職", False),
        ("", "在籍", None),
        ("", "転出", True),
    ],
)
def test_leavers_are_reported(left_on: str, status: str, gone: bool | None) -> None:
    """Who is gone keeps the profile as it is; who will leave is told and updated until then."""
    result = plan(
        row("a@x.jp", 退職日=left_on, 在籍区分=status),
        accounts=[account("U1", "a@x.jp")],
    )
    assert [one.gone for one in result.leavers] == ([] if gone is None else [gone])
    assert bool(result.changes) == (not gone)
    assert result.matched == 1


def test_duplicates_count_once() -> None:
    """Of two rows of a person the first one counts."""
    result = plan(
        row("a@x.jp", 所属="総務課"),
        row("A@x.jp", 所属="税務課"),
        accounts=[account("U1", "a@x.jp")],
    )
    assert (result.matched, result.duplicates) == (1, 1)
    assert result.profiles[0].department == "総務課"


def test_agency_is_an_organization() -> None:
    """A ministry's code is its name, and the directory knows it."""
    result = plan(row("a@x.jp", 団体名="デジ庁"), accounts=[account("U1", "a@x.jp")])
    code = result.profiles[0].organization_code
    assert load_directory().organization(code).full_name == "デジタル庁"


@pytest.mark.parametrize(
    ("word", "topics"),
    [
        ("gc-network", ("gc-network",)),
        ("ガバクラ接続回線", ("gc-network",)),
        ("ｶﾞﾊﾞｸﾗ", ("gc-overall",)),
        ("ガバクラについて", ("gc-overall",)),
        ("ガバクラ・外字", ("gc-overall", "std-moji")),
        ("ガバクラ・架空", ()),
        ("架空", ()),
        ("", ()),
    ],
)
def test_topics_are_found_by_id_name_or_synonym(word: str, topics: tuple[str, ...]) -> None:
    """A word that names no topic for certain names none."""
    assert topic_ids(word) == topics
