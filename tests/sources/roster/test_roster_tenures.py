"""Moves (異動) and leavings with their days, as rosters tell them one after the other."""

from datetime import date

from roster_files import read_csv

from matcher.domain import Account, OrganizationSource, Profile, RosterPlan, Tenure
from matcher.places import check_digit
from matcher.sources import match_roster

HEADER = ["氏名", "メール", "団体名", "所属", "着任日", "退職日", "在籍区分"]
KAMIJIMA, MATSUYAMA = "383562", "382019"
TODAY = date(2025, 5, 10)
ROSTER, MEMBER = OrganizationSource.ROSTER, OrganizationSource.MEMBER


class Rosters:
    """A member of whom rosters tell; what each one says is kept before the next."""

    def __init__(self, profile: Profile | None = None) -> None:
        self.profile = profile
        self.tenures: tuple[Tenure, ...] = ()
        self.plan: RosterPlan | None = None

    def tell(
        self,
        organization: str = "愛媛県上島町",
        department: str = "",
        appointed: str = "",
        left: str = "",
        status: str = "",
        today: date = TODAY,
    ) -> tuple[Tenure, ...]:
        """Bring a roster in that says this; gives the member's tenures afterwards."""
        row = ["青葉", "a@x.jp", organization, department, appointed, left, status]
        self.plan = match_roster(
            read_csv([HEADER, row]),
            [Account("U1", "青葉", email="a@x.jp")],
            {"U1": self.profile} if self.profile else {},
            {"U1": self.tenures} if self.tenures else {},
            today=today,
        )
        self.tenures = self.plan.tenures or self.tenures
        for change in self.plan.changes:
            self.profile = change.after
        return self.tenures


def tenure(code: str, department: str, begins: date | None, ends: date | None = None) -> Tenure:
    """A tenure of the member, told by a roster."""
    return Tenure("U1", code, department, begins, ends, ROSTER)


def test_the_first_roster_opens_a_tenure() -> None:
    """With its day, where there is one; nobody knows of anything before."""
    assert Rosters().tell(department="総務課", appointed="2023/4/1") == (
        tenure(KAMIJIMA, "総務課", date(2023, 4, 1)),
    )
    assert Rosters().tell(department="総務課") == (tenure(KAMIJIMA, "総務課", None),)


def test_a_move_closes_the_former_one_on_its_day() -> None:
    """Another division from the day of the roster; the profile is the new one."""
    rosters = Rosters()
    rosters.tell(department="総務課", appointed="令和5年4月1日")
    assert rosters.tell(department="税務課", appointed="令和7年4月1日") == (
        tenure(KAMIJIMA, "総務課", date(2023, 4, 1), date(2025, 4, 1)),
        tenure(KAMIJIMA, "税務課", date(2025, 4, 1)),
    )
    assert rosters.profile is not None
    assert rosters.profile.department == "税務課"


def test_without_a_day_it_is_that_of_the_import() -> None:
    """A roster that does not say since when; nor does a day of joining the office."""
    for appointed in ("", "2019/4/1"):
        rosters = Rosters()
        rosters.tell(department="総務課", appointed="2023/4/1")
        moved = rosters.tell("愛媛県松山市", "情報課", appointed)
        assert moved[-1] == tenure(MATSUYAMA, "情報課", TODAY), appointed
        assert moved[0].to == TODAY


def test_what_a_member_said_before_is_a_tenure_too() -> None:
    """The profile that the first roster contradicts closes on the day of the move."""
    rosters = Rosters(Profile("U1", MATSUYAMA, "情報課", organization_source=MEMBER))
    assert rosters.tell(department="総務課", appointed="2025/4/1") == (
        Tenure("U1", MATSUYAMA, "情報課", None, date(2025, 4, 1), MEMBER),
        tenure(KAMIJIMA, "総務課", date(2025, 4, 1)),
    )


def test_the_same_roster_again_changes_nothing() -> None:
    """On a later day too, whatever it says of moves and leavings."""
    later = date(2025, 9, 1)
    for told in (
        {"department": "税務課", "appointed": "2025/4/1"},
        {"department": "税務課"},
        {"organization": "愛媛県松山市"},
        {"left": "2025/3/31"},
        {"status": "退職"},
    ):
        rosters = Rosters()
        rosters.tell(department="総務課", appointed="2023/4/1")
        rosters.tell(**told)  # type: ignore[arg-type]
        rosters.tell(**told, today=later)  # type: ignore[arg-type]
        assert rosters.plan is not None
        assert (rosters.plan.tenures, rosters.plan.changes) == ((), ()), told


def test_an_older_roster_moves_nobody_back() -> None:
    """It tells of a tenure that is known to have ended."""
    rosters = Rosters()
    rosters.tell(department="総務課", appointed="2023/4/1")
    moved = rosters.tell(department="税務課", appointed="2025/4/1")
    assert rosters.tell(department="総務課", appointed="2023/4/1") == moved


def test_a_later_roster_knows_more_of_the_same() -> None:
    """The division, or the day, that the first one left open; a wrong day is put right."""
    rosters = Rosters()
    rosters.tell()
    assert rosters.tell(department="総務課", appointed="2024/4/1") == (
        tenure(KAMIJIMA, "総務課", date(2024, 4, 1)),
    )
    rosters.tell(department="税務課", appointed="2025/4/1")
    assert rosters.tell(department="税務課", appointed="2025/5/1") == (
        tenure(KAMIJIMA, "総務課", date(2024, 4, 1), date(2025, 5, 1)),
        tenure(KAMIJIMA, "税務課", date(2025, 5, 1)),
    )


def test_a_mistake_put_right_on_the_same_day_is_no_move() -> None:
    """The wrong division leaves no trace."""
    rosters = Rosters()
    rosters.tell(department="総務課", appointed="2023/4/1")
    rosters.tell(department="税務課")
    assert rosters.tell(department="福祉課") == (
        tenure(KAMIJIMA, "総務課", date(2023, 4, 1), TODAY),
        tenure(KAMIJIMA, "福祉課", TODAY),
    )


def test_leaving_closes_the_last_one() -> None:
    """On the day of the roster, past or to come, else on that of the import."""
    for left, status, ends in (
        ("2025/3/31", "", date(2025, 3, 31)),
        ("2026/3/31", "", date(2026, 3, 31)),
        ("", "退職", TODAY),
    ):
        rosters = Rosters()
        rosters.tell(department="総務課", appointed="2023/4/1")
        assert rosters.tell(department="総務課", left=left, status=status) == (
            tenure(KAMIJIMA, "総務課", date(2023, 4, 1), ends),
        )


def test_who_left_before_anything_was_known_has_left() -> None:
    """The row itself tells where they worked."""
    assert Rosters().tell(department="総務課", appointed="2023/4/1", left="2025/3/31") == (
        tenure(KAMIJIMA, "総務課", date(2023, 4, 1), date(2025, 3, 31)),
    )


def test_who_comes_back_begins_anew() -> None:
    """A day after that of leaving, or the word for it; an older roster brings nobody back."""
    rosters = Rosters()
    rosters.tell(department="総務課", appointed="2023/4/1")
    gone = rosters.tell(department="総務課", left="2025/3/31")
    assert rosters.tell(department="総務課") == gone
    assert rosters.tell(department="税務課", appointed="2025/5/1") == (
        *gone,
        tenure(KAMIJIMA, "税務課", date(2025, 5, 1)),
    )


def test_an_open_organization_tells_nothing() -> None:
    """While nobody has decided which 府中市 is meant, nobody has moved."""
    rosters = Rosters()
    known = rosters.tell(department="総務課", appointed="2023/4/1")
    assert rosters.tell("府中市", "情報課", "2025/4/1") == known


def test_a_joint_body_is_an_organization_by_its_code() -> None:
    """Its name is kept as written; the same code under another spelling is no move."""
    rosters = Rosters()
    code = "38901" + check_digit("38901")

    def told(name: str) -> tuple[Tenure, ...]:
        rows = [["氏名", "メール", "団体コード", "団体名"], ["青葉", "a@x.jp", code, name]]
        rosters.plan = match_roster(
            read_csv(rows),
            [Account("U1", "青葉", email="a@x.jp")],
            {"U1": rosters.profile} if rosters.profile else {},
            {"U1": rosters.tenures} if rosters.tenures else {},
            today=TODAY,
        )
        rosters.tenures = rosters.plan.tenures or rosters.tenures
        for change in rosters.plan.changes:
            rosters.profile = change.after
            assert not change.moved
        return rosters.tenures

    assert told("") == (tenure(code, "", None),)
    assert told("松山衛生事務組合") == (tenure(f"{code} 松山衛生事務組合", "", None),)
    assert told("松山 衛生事務組合") == (tenure(f"{code} 松山衛生事務組合", "", None),)
    assert told("") == (tenure(f"{code} 松山衛生事務組合", "", None),)
    assert rosters.profile is not None
    assert rosters.profile.organization_code == f"{code} 松山衛生事務組合"
