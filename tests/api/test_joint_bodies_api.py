"""Members of 広域連合 and 一部事務組合 in everything that looks at organizations."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from stories import Story, community_of

from matcher.api import Community
from matcher.domain import Role, RoleKind
from matcher.places import check_digit

CODE = "38901" + check_digit("38901")
QUESTION = "ガバメントクラウドの接続回線はどう選びましたか"


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """A of a joint body, B of a town; both write."""
    story = Story()
    channel = story.channel("標準化_ガバメントクラウド")
    story.channel("愛媛県")
    story.member("A", email="a@x.example.jp")
    story.member("B", email="b@x.example.jp", title="愛媛県上島町")
    story.member("C", email="c@x.example.jp", title="松山衛生事務組合 総務課")
    story.member("D", email="d@x.example.jp")
    for day in range(1, 6):
        story.question("B", channel, QUESTION, ("A", "接続回線は専用線にしました"), day=day)
    story.roles.append(Role("A", RoleKind.AMBASSADOR, date(2024, 4, 1)))
    opened = community_of(story, tmp_path)
    text = io.StringIO(newline="")
    rows = [
        ["氏名", "メール", "団体コード", "団体名"],
        ["A", "a@x.example.jp", CODE, "松山衛生事務組合"],
    ]
    csv.writer(text).writerows(rows)
    preview = opened.read_roster(text.getvalue().encode(), name="名簿.csv")
    assert (preview.reading.rows[0].code, preview.reading.rows[0].problems) == (CODE, ())
    assert preview.reading.rows[0].organization == "松山衛生事務組合"
    opened.import_roster(preview)
    opened.build()
    return opened


def test_a_member_works_for_it(community: Community) -> None:
    """By its name, in its prefecture, with the roster as the source."""
    member = community.show_member("A")
    assert (member.organization, member.prefecture) == ("愛媛県松山衛生事務組合", "愛媛県")
    assert member.organization_source == "名簿"
    [person] = community.ask(QUESTION, as_="B").people
    assert (person.member_id, person.organization) == ("A", "愛媛県松山衛生事務組合")


def test_their_prefecture_is_offered(community: Community) -> None:
    """The channel of the prefecture is in the starter list, as for a town's member."""
    starter = community.starter("A")
    assert "愛媛県" in [one.name for one in starter.channels]


def test_everything_else_goes_on(community: Community) -> None:
    """Nothing takes it for a town: no population, no place on the map, no missing neighbours."""
    on_map = community.map()
    assert CODE not in {one.code for one in on_map.local_governments}
    assert on_map.unplaced.members == len("ACD")
    assert community.outreach("A") is not None
    assert community.decisions() is not None
    assert community.community().organizations == 2
    community.save_profile(community.profile("A"))


def test_colleagues_who_name_it_work_for_it(community: Community) -> None:
    """A title with the name is enough once a roster told the code; both are one organization."""
    member = community.show_member("C")
    assert (member.organization, member.prefecture) == ("愛媛県松山衛生事務組合", "愛媛県")
    assert member.organization_source == "肩書き"
    table = community.snapshot().facts.members.set_index("member_id")["organization"]
    assert table["A"] == table["C"] == f"{CODE} 松山衛生事務組合"


def test_free_text_finds_it(community: Community) -> None:
    """The place by its name and by its code, and who has not joined by their organization."""
    for text in ("松山衛生事務組合 総務課", CODE):
        found = community.place(text)
        assert (found.code, found.name, found.kind) == (CODE, "松山衛生事務組合", "一部事務組合")
    starter = community.starter(organization="松山衛生事務組合")
    assert "愛媛県" in [one.name for one in starter.channels]


def _roster(*rows: str) -> bytes:
    return "\n".join(["氏名,メール,団体コード,団体名", *rows]).encode()


def test_a_later_roster_needs_no_code(community: Community) -> None:
    """A row with the name alone is that body, and kept as the same organization."""
    preview = community.read_roster(_roster("D,d@x.example.jp,,愛媛県松山衛生事務組合"))
    [row] = preview.reading.rows
    assert (row.code, row.organization, row.problems) == (CODE, "松山衛生事務組合", ())
    community.import_roster(preview)
    assert community.profile("D").organization_code == f"{CODE} 松山衛生事務組合"


def test_nothing_is_known_before_the_organizer_decides(community: Community) -> None:
    """A preview teaches nothing; an import does, even where none of its people are members."""
    name, code = "南予水道企業団", "38807" + check_digit("38807")
    preview = community.read_roster(_roster(f"E,nobody@x.example.jp,{code},{name}"))
    assert community.place(name).status == "unknown"
    community.import_roster(preview)
    assert community.place(name).code == code
