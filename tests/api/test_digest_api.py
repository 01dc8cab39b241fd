"""Stars and digests through the library."""

from datetime import date
from pathlib import Path

import pytest
from stories import Story, community_of

from matcher.api import Community
from matcher.domain import DigestScope, InputError, UnknownNameError


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """Two channels with an open question each."""
    story = Story()
    clouds, counters = story.channel("標準化_ガバメントクラウド"), story.channel("窓口改革")
    story.member("U1", email="hana@example.lg.jp")
    story.member("U2")
    story.question("U2", clouds, "接続回線の見積りはどう比べましたか", day=9)
    story.question("U2", counters, "窓口の予約はどう受けていますか", day=10)
    return community_of(story, tmp_path)


def test_a_star_acts_at_once(community: Community) -> None:
    """The next digest follows a star, and its taking back, without a build."""
    assert community.digest("U1").scope is DigestScope.EVERYWHERE
    before = community.snapshot_id
    community.star("hana@example.lg.jp", "#標準化_ガバメントクラウド")
    assert community.starred("U1") == ("C1",)
    assert [thread.channel_id for thread in community.digest("U1").waiting] == ["C1"]
    community.unstar("U1", "C1")
    assert community.starred("U1") == ()
    assert len(community.digest("hana@example.lg.jp").waiting) == 2
    assert (community.snapshot_id, community.status().stale) == (before, False)


def test_names_must_exist(community: Community) -> None:
    """Unknown members and channels are told with the nearest names."""
    for call in (
        lambda: community.star("U1", "窓口"),
        lambda: community.unstar("U1", "C9"),
        lambda: community.star("U9", "C1"),
        lambda: community.digest("U9"),
    ):
        with pytest.raises(UnknownNameError):
            call()
    with pytest.raises(UnknownNameError) as told:
        community.star("U1", "窓口")
    assert "窓口改革" in told.value.nearest


@pytest.mark.parametrize(
    ("day", "days"), [(date(2024, 4, 12), 1), (date(2024, 3, 31), 1), (None, 0), (None, 32)]
)
def test_days_must_be_within_the_data(community: Community, day: date | None, days: int) -> None:
    """A day without data, no day at all and more than a month are refused with the remedy."""
    with pytest.raises(InputError) as told:
        community.digest("U1", day=day, days=days)
    assert told.value.remedy


def test_an_earlier_day(community: Community) -> None:
    """On an earlier day only what was asked by then is told of."""
    found = community.digest("U1", day=date(2024, 4, 10))
    assert [thread.channel_id for thread in found.waiting] == ["C1"]
    assert (found.from_.day, found.to.day, found.days) == (10, 11, 1)
