"""What the organizers' pages ask of a community."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from matcher import open_community
from matcher.api import Community
from matcher.domain import UnknownNameError


@pytest.fixture
def community(demo_database: str) -> Iterator[Community]:
    """The small demo, opened anew."""
    opened = open_community(demo_database)
    yield opened
    opened.close()


def test_pages_and_report_tell_the_same(community):
    """Gaps, candidates and ambassadors of the pages are those of the report."""
    report = community.community()
    gaps = community.gaps()
    assert (gaps.gaps, gaps.coverage) == (report.gaps, report.coverage)
    assert gaps.succession == report.succession
    assert community.candidates().candidates == report.candidates
    assert community.ambassadors() == report.ambassadors
    assert report.span == community.snapshot().span
    assert report.recent is not None
    assert (report.recent[1] - report.recent[0]).days == 90


def test_the_prefecture_narrows_members_too(community):
    """Members, organizations and surveys are those of the prefecture."""
    whole, part = community.community(), community.community(prefecture="13")
    assert part.prefecture == "東京都"
    assert 0 < part.members < whole.members
    assert len(part.surveys) <= len(whole.surveys)
    with pytest.raises(UnknownNameError):
        community.community(prefecture="東京国")


def test_hiding_acts_at_once(community):
    """Who hides is no candidate at the next look, without a build."""
    first = community.candidates().candidates[0].member_id
    profile = community.profile(first)
    community.save_profile(replace(profile, hidden=True))
    try:
        shown = {one.member_id for one in community.candidates().candidates}
    finally:
        community.save_profile(profile)
    assert first not in shown


def test_as_it_was(community):
    """The report of an earlier moment knows nothing later."""
    middle = (
        community.community().span[0]
        + (community.community().span[1] - community.community().span[0]) / 2
    )
    earlier = community.community(as_of=middle)
    assert earlier.span[1] < middle
    assert all(gap.span[1] <= middle for gap in earlier.gaps)
