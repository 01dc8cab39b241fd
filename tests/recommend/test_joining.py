"""Further channels: from one channel the many count, from two on the company one keeps."""

import numpy as np
import pytest
from stories import Story, build

from matcher.recommend import score_joining
from matcher.snapshot import Snapshot


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """60 in 全般 and 相談, 20 of them in 防災 and 無線 too; 3 in 小部屋 and 防災 only."""
    story = Story()
    channels = [story.channel(name) for name in ("全般", "相談", "防災", "無線", "小部屋")]
    for number in range(63):
        member = story.member(f"m{number}")
        there = channels[:2] if number < 40 else channels[:4]
        for channel in there if number < 60 else (channels[2], channels[4]):
            story.post(member, channel, "ネットワークの更新を調べています")
    return build(story)


def test_of_one_channel_the_share_of_its_people_is_drawn_to_that_of_all(
    snapshot: Snapshot,
) -> None:
    """(both + 100 · share of all) / (here + 100), as reckoned by hand."""
    scores = score_joining(snapshot, [4]).scores
    assert scores[2] == pytest.approx((3 + 100 * 23 / 63) / (3 + 100))
    assert scores[0] == pytest.approx((0 + 100 * 60 / 63) / (3 + 100))


def test_three_people_do_not_outweigh_what_everyone_does(snapshot: Snapshot) -> None:
    """From a room of three the channel of all 60 stands above the one the three are in."""
    scores = score_joining(snapshot, [4]).scores
    assert int(np.argmax(scores)) in (0, 1)


def test_from_two_channels_on_the_links_tell(snapshot: Snapshot) -> None:
    """Who is in 防災 and 全般 is led to 無線, though fewer are there than in 相談's rest."""
    joining = score_joining(snapshot, [2, 3])
    assert joining.links.shape == (2, 5)
    assert joining.links == pytest.approx(snapshot.channel_links[[2, 3]])


@pytest.mark.parametrize("own", [[], [0], [0, 2]])
def test_links_and_popularity_add_up_to_the_score(snapshot: Snapshot, own: list[int]) -> None:
    """What each own channel says and what the many do is all there is."""
    joining = score_joining(snapshot, own)
    assert joining.scores == pytest.approx(sum(joining.links, np.zeros(5)) + joining.popular)
