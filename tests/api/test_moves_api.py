"""Moves (異動) and leavings from rosters to pages and suggestions."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from stories import Story, community_of

from matcher.api import Community
from matcher.domain import Role, RoleKind, to_json
from matcher.snapshot import moment

QUESTION = "ガバメントクラウドの接続回線はどう選びましたか"


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """A and C answer on the line to the government cloud, B asks."""
    story = Story()
    channel = story.channel("標準化_ガバメントクラウド")
    for name in ("A", "B", "C"):
        story.member(name, email=f"{name.lower()}@x.example.jp")
    for day in range(1, 9):
        answers = ("A", "接続回線は専用線にしました"), ("C", "接続回線はVPNで足りました")
        story.question("B", channel, QUESTION, *answers, day=day)
    return community_of(story, tmp_path)


def tell(community: Community, *rows: dict[str, str]) -> int:
    """Bring in a roster with these rows."""
    header = ["氏名", "メール", "団体名", "所属", "着任日", "退職日"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *([row.get(name, "") for name in header] for row in rows)])
    preview = community.read_roster(text.getvalue().encode(), name="名簿.csv")
    return community.import_roster(preview)


def of_a(**cells: str) -> dict[str, str]:
    """A's row."""
    return {"氏名": "A", "メール": "a@x.example.jp", "団体名": "愛媛県上島町"} | cells


def test_a_move_is_told_with_its_day(community: Community) -> None:
    """At once, before the next build, as the public JSON has it."""
    assert tell(community, of_a(所属="情報課", 着任日="2023/4/1")) == 1
    assert community.show_member("A").past == ()
    assert tell(community, of_a(所属="税務課", 着任日="令和6年4月1日")) == 1
    assert tell(community, of_a(所属="税務課", 着任日="令和6年4月1日")) == 0
    said = to_json(community.show_member("A"))
    assert said["department"] == "税務課"
    assert said["past"] == [
        {
            "organization": "愛媛県上島町",
            "department": "情報課",
            "from": "2023-04-01",
            "to": "2024-04-01",
        }
    ]


def test_who_moved_to_other_work_is_not_asked_of_the_former(community: Community) -> None:
    """After the next build; someone else who knows the matter still is."""
    assert {one.member_id for one in community.ask(QUESTION).people} == {"A", "C"}
    tell(community, of_a(所属="情報課", 着任日="2023/4/1"))
    tell(community, of_a(所属="税務課", 着任日="2024/11/1"))
    community.build()
    assert {one.member_id for one in community.ask(QUESTION).people} == {"C"}


def test_who_left_is_suggested_no_more(community: Community) -> None:
    """At once, not at the next build; looked at from before that day, they are."""
    early = moment(community.snapshot().as_of - 2)
    tell(community, of_a(所属="情報課", 着任日="2023/4/1", 退職日="2024/10/31"))
    assert {one.member_id for one in community.ask(QUESTION).people} == {"C"}
    assert {one.member_id for one in community.ask(QUESTION, as_of=early).people} == {"A", "C"}
    member = community.show_member("A")
    assert not member.active
    assert [(one.department, str(one.to)) for one in member.past] == [("情報課", "2024-10-31")]
    community.build()
    assert {one.member_id for one in community.ask(QUESTION).people} == {"C"}
    assert {one.member_id for one in community.ask(QUESTION, as_of=early).people} == {"A", "C"}


def test_an_ambassador_who_left_is_not_there(community: Community) -> None:
    """The term is told as before, but nobody counts on them."""
    community.save_role(Role("A", RoleKind.AMBASSADOR, date(2023, 4, 1)))
    assert [one.present for one in community.ambassadors()] == [True]
    tell(community, of_a(所属="情報課", 着任日="2023/4/1", 退職日="2024/10/31"))
    assert [one.present for one in community.ambassadors()] == [False]


def test_forgetting_erases_moves(community: Community) -> None:
    """Neither the store nor the snapshot holds the former division."""
    tell(community, of_a(所属="情報漏洩対策課", 着任日="2023/4/1"))
    tell(community, of_a(所属="税務課", 着任日="2024/4/1"))
    community.build()
    community.forget("A")
    folder = Path(community.url.removeprefix("sqlite:///")).parent
    held = [file for file in folder.rglob("*") if file.is_file()]
    assert held
    assert not [file for file in held if "情報漏洩対策課".encode() in file.read_bytes()]
