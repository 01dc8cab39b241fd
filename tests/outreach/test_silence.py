"""What tells that a newcomer falls silent."""

from datetime import timedelta

import numpy as np
import pytest
from outreach_stories import community, end_on, newcomer
from stories import START, build

from matcher.outreach import SilenceFeatures, joining_moments, silence_features, silence_risk
from matcher.snapshot import DAY, microseconds


def test_features_are_those_of_the_moment():
    """Only posts before the moment count; without one, the days count from joining."""
    story = community()
    newcomer(story, "新人", day=100)
    newcomer(story, "無言", day=100)
    for day in (101, 103, 107.5):
        story.post("新人", "C3", "こんにちは", day=day)
    snapshot = build(end_on(story, 120))
    numbers = np.array([snapshot.member_number[one] for one in ("新人", "無言")])
    at = joining_moments(snapshot.facts)[numbers] + 7 * DAY
    features = silence_features(snapshot.facts, numbers, at)
    assert features.posts.tolist() == [2, 0]
    assert features.recency_days == pytest.approx([4, 7], abs=1e-3)


def test_joining_is_the_first_post_where_nothing_else_is_known():
    """The source's moment wins; else the first post; who never wrote has none."""
    story = community()
    story.member("先着")
    story.member("読む人")
    newcomer(story, "新人", day=50)
    story.post("先着", "C3", "こんにちは", day=60)
    story.post("新人", "C3", "こんにちは", day=61)
    snapshot = build(end_on(story, 70))
    joined = joining_moments(snapshot.facts)
    known = [joined[snapshot.member_number[one]] for one in ("先着", "読む人", "新人")]
    first_post = next(one for one in story.messages if one.account_id == "先着").posted_at
    assert known == [
        microseconds(first_post),
        0,
        microseconds(START + timedelta(days=50)),
    ]


def test_risk_grows_with_silence_and_falls_with_posts():
    """Monotone in both features, and a probability."""
    risk = silence_risk(
        SilenceFeatures(np.array([0.0, 3.0, 7.0, 3.0]), np.array([3, 3, 3, 30], dtype=np.int64))
    )
    assert risk[0] < risk[1] < risk[2]
    assert risk[3] < risk[1]
    assert ((risk > 0) & (risk < 1)).all()
