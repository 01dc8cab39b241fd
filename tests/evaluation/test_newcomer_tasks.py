"""Newcomers of a story: where they go on to, and who falls silent."""

import pytest
from stories import Story, build

from matcher.domain import no_progress
from matcher.evaluation import OURS, Evaluation, evaluate
from matcher.snapshot import Snapshot

PAIRS = 8
NEWCOMERS = 240


def newcomers() -> Story:
    """Every third day one comes; from 入口 n they go on to 奥 n, every third falls silent."""
    story = Story()
    entrances = [story.channel(f"入口{n}") for n in range(PAIRS)]
    inner = [story.channel(f"奥{n}") for n in range(PAIRS)]
    posts: list[tuple[float, str, str]] = []
    for number in range(NEWCOMERS):
        member = story.member(f"U{number:03}")
        day, pair = number * 3.0, number % PAIRS
        posts.append((day, member, entrances[pair]))
        if number % 3:
            posts += [(day + later, member, entrances[pair]) for later in (2.0, 5.0, 12.0)]
            posts.append((day + 20, member, inner[pair]))
    for day, member, channel in sorted(posts):
        story.post(member, channel, "はじめての質問です。どう進めればよいですか?", day=day)
    return story


@pytest.fixture(scope="module")
def community() -> Snapshot:
    """The story, built."""
    return build(newcomers())


@pytest.fixture(scope="module")
def found(community: Snapshot) -> dict[str, Evaluation]:
    """What both tasks say, by variant."""
    results = evaluate(
        community, dataset="story", tasks=("channels", "newcomers"), progress=no_progress
    )
    return {one.variant: one for one in results}


def test_links_between_channels_are_found(found: dict[str, Evaluation]) -> None:
    """From the entrance the inner room is told, which no popularity can tell."""
    first_day = found["first_day"]
    assert first_day.queries > 10
    assert first_day.metrics[OURS]["ndcg_at_10"] == pytest.approx(1.0)
    assert first_day.metrics["popularity_90d"]["ndcg_at_10"] < 0.7


def test_silence_is_foreseen(found: dict[str, Evaluation]) -> None:
    """Who wrote once falls silent, who wrote thrice stays; the told chances rise with the seen."""
    silence = found["day_7"]
    assert silence.metrics[OURS]["auc"] == pytest.approx(1.0)
    seen = [part.seen for part in silence.reliability]
    assert seen == sorted(seen)
    assert sum(part.count for part in silence.reliability) == silence.queries


def test_without_membership_lists_none_are_hidden(found: dict[str, Evaluation]) -> None:
    """The variant of hidden lists needs lists."""
    assert set(found) == {"first_day", "first_day_without_common", "day_7"}
