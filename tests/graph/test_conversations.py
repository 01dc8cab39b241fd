"""What belongs together: threads, and talk that never used a thread."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from matcher.graph import conversations_of
from matcher.graph._conversations import GAP_MINUTES, LONGEST_TALK

MINUTE = 60_000_000
Post = tuple[int, int, float]
"""Channel, thread, minute."""


def conversations(posts: Sequence[Post], titled: Sequence[int] = ()) -> list[int]:
    """Conversation of each of the posts; ``titled`` are the threads that have a title."""
    table = pd.DataFrame(
        [(channel, thread, int(minute * MINUTE)) for channel, thread, minute in posts],
        columns=["channel", "thread", "at"],
    )
    threads = 1 + max((thread for _, thread, _ in posts), default=-1)
    has_title = np.array([thread in titled for thread in range(threads)], dtype=bool)
    return conversations_of(table, has_title).tolist()


def test_nothing_said_is_no_conversation() -> None:
    """An empty community has no conversations."""
    assert conversations([]) == []


def test_posts_that_follow_each_other_are_one_talk() -> None:
    """Unthreaded posts within the gap belong together, a later one begins a new talk."""
    assert conversations([(0, 0, 0), (0, 1, 5), (0, 2, 40), (0, 3, 41)]) == [0, 0, 1, 1]


def test_the_gap_itself_still_belongs() -> None:
    """Exactly GAP_MINUTES apart is the same talk; a moment more is not."""
    assert conversations([(0, 0, 0), (0, 1, GAP_MINUTES)]) == [0, 0]
    assert conversations([(0, 0, 0), (0, 1, GAP_MINUTES + 0.001)]) == [0, 1]


def test_talk_in_two_channels_at_once_is_two_conversations() -> None:
    """Posts of different channels never belong together, however close in time."""
    assert conversations([(0, 0, 0), (1, 1, 1), (0, 2, 2), (1, 3, 3)]) == [0, 1, 0, 1]


def test_a_thread_stays_one_conversation_over_days() -> None:
    """A late reply belongs to its thread, not to what is said around it."""
    assert conversations([(0, 0, 0), (0, 1, 1), (0, 0, 9_000)], titled=[1]) == [0, 1, 0]


def test_a_channel_used_to_threads_has_no_loose_talk() -> None:
    """Where at least 30 % of the roots have replies, close roots stay apart."""
    threaded: list[Post] = [(0, 0, 0), (0, 0, 1), (0, 1, 2), (0, 2, 3)]  # one of three
    assert conversations(threaded) == [0, 0, 1, 2]


def test_a_rare_thread_does_not_break_up_the_talk_around_it() -> None:
    """Where fewer roots have replies, those without belong together; the thread stands alone."""
    rare: list[Post] = [(0, 0, 0), (0, 0, 1), *((0, n, 1 + n) for n in range(1, 5))]  # one of five
    assert conversations(rare) == [0, 0, 1, 1, 1, 1]


def test_a_titled_thread_is_a_conversation_of_its_own() -> None:
    """A thread with a title stands alone though nobody replied and the talk flows around it."""
    posts: list[Post] = [(0, n, n) for n in range(5)]
    assert conversations(posts) == [0, 0, 0, 0, 0]
    assert conversations(posts, titled=[2]) == [0, 0, 1, 0, 0]


def test_a_busy_lounge_is_not_one_talk() -> None:
    """A talk is cut after LONGEST_TALK posts, and the next one is cut as late."""
    posts: list[Post] = [(0, n, n) for n in range(2 * LONGEST_TALK + 1)]
    sizes = np.bincount(conversations(posts))
    assert sizes.tolist() == [LONGEST_TALK, LONGEST_TALK, 1]


def test_each_talk_counts_its_own_length() -> None:
    """The cut counts from the talk's own opening, not from the channel's first post."""
    before: list[Post] = [(0, n, n) for n in range(10)]
    later: list[Post] = [(0, 10 + n, 1_000 + n) for n in range(LONGEST_TALK)]
    assert np.bincount(conversations([*before, *later])).tolist() == [10, LONGEST_TALK]


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 30), st.booleans()), min_size=1, max_size=60
    )
)
def test_threads_are_never_split_and_channels_never_mixed(
    steps: list[tuple[int, int, bool]],
) -> None:
    """Whatever is said: a thread lies in one conversation, a conversation in one channel."""
    posts: list[Post] = []
    roots: list[Post] = []
    minute = 0.0
    for channel, wait, is_reply in steps:
        minute += wait
        if is_reply and roots:
            posts.append((*roots[wait % len(roots)][:2], minute))
        else:
            roots.append((channel, len(roots), minute))
            posts.append(roots[-1])
    found = conversations(posts)
    assert list(dict.fromkeys(found)) == list(range(max(found) + 1))  # in order of first posts
    assert len({(thread, number) for (_, thread, _), number in zip(posts, found, strict=True)}) == (
        len(roots)
    )
    channels = {(number, channel) for (channel, _, _), number in zip(posts, found, strict=True)}
    assert len(channels) == max(found) + 1
