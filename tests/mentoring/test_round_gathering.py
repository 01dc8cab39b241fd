"""Whom a round proposes from the community's own records."""

from dataclasses import replace
from datetime import timedelta

import pytest
from stories import Story, build, standing_of

from matcher.domain import Profile, RoundCriteria
from matcher.mentoring import gather_round
from matcher.recommend import Standing
from matcher.snapshot import Snapshot


@pytest.fixture
def newcomer() -> tuple[Snapshot, Standing]:
    """A community with one newcomer, N, who asked something."""
    story = Story()
    channel = story.channel("何でも相談")
    story.member("N")
    story.member("A")
    story.question(
        "N", channel, "議事録の公開はどうしていますか", ("A", "翌月に出しています"), day=1
    )
    snapshot = build(story)
    return snapshot, standing_of(story, snapshot)


def mentees(snapshot: Snapshot, standing: Standing) -> list[str]:
    """Ids of the newcomers who are proposed."""
    criteria = RoundCriteria(newcomers=True, solo_it=False, answering=True, least_answers=1)
    return [one.id for one in gather_round(snapshot, standing, criteria).mentees]


def test_a_newcomer_is_proposed(newcomer: tuple[Snapshot, Standing]) -> None:
    """Who wrote first in the last 90 days seeks a mentor."""
    assert mentees(*newcomer) == ["N"]


def test_who_left_hides_or_is_away_is_not_proposed(newcomer: tuple[Snapshot, Standing]) -> None:
    """What a roster or the member said after the build is heard at once."""
    snapshot, standing = newcomer
    tomorrow = standing.today + timedelta(days=1)
    for said in (Profile("N", hidden=True), Profile("N", away_until=tomorrow)):
        assert mentees(snapshot, replace(standing, profiles={"N": said})) == []
    assert mentees(snapshot, replace(standing, left=frozenset({"N"}))) == []
