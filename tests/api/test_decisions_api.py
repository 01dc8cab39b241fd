"""What organizers have to decide, through the library."""

from datetime import date
from pathlib import Path

from stories import Story, community_of

from matcher.domain import Role, RoleKind


def test_decisions(tmp_path: Path) -> None:
    """Ending terms with names, questions that wait, and who is missing of the whole country."""
    story = Story()
    channel = story.channel("標準化_ガバメントクラウド")
    story.member("U1", title="愛媛県上島町")
    story.member("U2", title="福岡県福岡市")
    story.question(
        "U1", channel, "接続回線の費用はいくらでしたか", ("U2", "三社で比べました"), day=9
    )
    story.question("U2", channel, "回線の名義は誰にしましたか", day=10)
    story.roles.append(Role("U1", RoleKind.AMBASSADOR, date(2024, 1, 1), date(2024, 5, 31)))
    story.roles.append(Role("U2", RoleKind.AMBASSADOR, date(2024, 1, 1), date(2025, 3, 31)))
    community = community_of(story, tmp_path)
    found = community.decisions()
    assert [(one.member_id, one.to) for one in found.ending_terms] == [("U1", date(2024, 5, 31))]
    assert found.waiting == 1
    governments = community.map().local_governments
    assert found.missing == len(governments) - 2
    assert found.single_holders == 0
