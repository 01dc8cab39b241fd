"""A roster through the library: looked at, decided, stored as it was looked at."""

import csv
import io
from pathlib import Path

import pytest
from stories import Story, community_of

from matcher.api import Community
from matcher.domain import CommunityStateError, InputError, Profile

FUCHU = "132063"


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """Two members with addresses."""
    story = Story()
    lounge = story.channel("何でも相談")
    story.member("U1", name="青葉 一", email="a@x.example.jp")
    story.member("U2", name="青葉 二", email="b@x.example.jp")
    story.question("U1", lounge, "接続回線の費用はどのくらいでしょうか", ("U2", "月5万円です"))
    return community_of(story, tmp_path)


def roster() -> bytes:
    """One certain and one open row."""
    text = io.StringIO(newline="")
    rows = [
        ["氏名", "メール", "団体名", "所属"],
        ["青葉 一", "a@x.example.jp", "愛媛県上島町", "総務課"],
        ["青葉 二", "b@x.example.jp", "府中市", ""],
    ]
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("cp932")


def test_looking_stores_nothing(community: Community, tmp_path: Path) -> None:
    """A path and its content are read alike; nothing is stored and nothing must be built."""
    file = tmp_path / "名簿（令和6年度）.csv"
    file.write_bytes(roster())
    preview = community.read_roster(file)
    assert preview == community.read_roster(roster(), name=file.name)
    assert preview.reading.file == file.name
    assert [one.member_id for one in preview.plan.changes] == ["U1"]
    assert community.profile("U1") == Profile("U1")
    assert not community.status().stale


def test_a_choice_is_stored(community: Community) -> None:
    """What was chosen becomes the member's organization, at once and in the next snapshot."""
    preview = community.read_roster(roster(), name="名簿.csv", choices={3: FUCHU})
    assert community.import_roster(preview) == 2
    member = community.show_member("U2")
    assert (member.organization, member.organization_source) == ("東京都府中市", "名簿")
    assert community.status().stale
    community.build()
    status = community.status()
    assert (status.organizations, status.stale) == (2, False)
    again = community.read_roster(roster(), name="名簿.csv", choices={3: FUCHU})
    assert community.import_roster(again) == 0
    assert not community.status().stale


def test_what_was_looked_at_is_stored_or_nothing(community: Community) -> None:
    """A profile that changed meanwhile is not overwritten; another's change does not matter."""
    preview = community.read_roster(roster(), name="名簿.csv")
    community.save_profile(Profile("U1", hidden=True))
    with pytest.raises(CommunityStateError, match="変わりました"):
        community.import_roster(preview)
    assert community.profile("U1") == Profile("U1", hidden=True)
    preview = community.read_roster(roster(), name="名簿.csv")
    community.save_profile(Profile("U2", hidden=True))
    assert community.import_roster(preview) == 1
    assert community.profile("U1").hidden
    assert community.profile("U1").department == "総務課"


def test_a_choice_must_be_a_candidate(community: Community) -> None:
    """An organization that the row cannot mean is refused."""
    with pytest.raises(InputError, match="候補"):
        community.read_roster(roster(), name="名簿.csv", choices={3: "383562"})


def test_a_roster_changes_the_demo_as_well(demo_database: str, tmp_path: Path) -> None:
    """On the demo a roster can be looked at; it brings nobody in."""
    from matcher import open_community  # noqa: PLC0415 (the demo is built on first use)

    demo = open_community(demo_database)
    assert demo.status().demo
    preview = demo.read_roster(roster(), name="名簿.csv")
    assert (preview.plan.matched, len(preview.plan.not_found)) == (0, 2)
    assert demo.import_roster(preview) == 0
