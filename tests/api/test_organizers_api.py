"""What the organizers' pages ask of a community."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from matcher import open_community
from matcher.api import Community
from matcher.domain import UnknownNameError

TOKYO = ZoneInfo("Asia/Tokyo")


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


def test_figures_of_the_pages_are_those_of_the_report(community):
    """Questions, newcomers, discovered topics and surveys, whole and narrowed."""
    report = community.community()
    assert community.questions() == report.questions
    assert community.newcomers() == report.newcomers
    assert community.discovered_topics() == report.discovered_topics
    assert community.surveys() == report.surveys
    topic = report.questions.by_topic[0]
    narrowed = community.questions(topic.key, "東京都")
    assert narrowed.by_topic == (topic,)
    assert {row.key for row in narrowed.by_prefecture} <= {"13"}
    assert narrowed.total == report.questions.total
    assert community.surveys(prefecture="13") == community.community(prefecture="13").surveys


def test_evidence_is_listed_with_its_titles(community):
    """Each thread once, in the order asked for; what is no more is left out."""
    ids = [one.thread_id for one in community.questions().total.evidence]
    listed = community.describe_threads([ids[1], "C0:0.0", ids[0], ids[1]])
    assert [one.thread_id for one in listed] == [ids[1], ids[0]]
    assert all(one.title for one in listed)


def test_months_are_those_with_posts(community):
    """From the last month of the data to the first, each one a report can be made of."""
    months = community.months()
    first, last = (f"{at.astimezone(TOKYO):%Y-%m}" for at in community.snapshot().span)
    assert (months[-1], months[0]) == (first, last)
    assert list(months) == sorted(set(months), reverse=True)
    assert community.monthly_report(months[-1]).startswith("<!")
