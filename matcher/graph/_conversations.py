"""Which messages belong together: threads, and talk that never used a thread.

In many Slack communities most answers are simply the next messages in the channel. There, posts
outside threads that follow each other closely are one conversation. Where a channel is used to
threads, or a thread has a title of its own, the thread is the conversation.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

GAP_MINUTES = 20
"""Unthreaded posts further apart than this begin a new conversation."""

LONGEST_TALK = 40
"""An unthreaded conversation is cut after this many posts: a busy lounge is not one talk."""

THREADING_SHARE = 0.3
"""A channel in which at least this share of the roots has replies is used to threads."""


def conversations_of(
    posts: pd.DataFrame, titled_threads: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int32]:
    """Number the conversations.

    Args:
        posts: One row per post in order of time, with the integer columns ``channel``,
            ``thread`` (one number per thread id) and ``at`` (microseconds).
        titled_threads: Per thread number, whether the source gives it a title.

    Returns:
        The conversation's number of each post; numbers are given in order of first posts.
    """
    if posts.empty:
        return np.empty(0, dtype=np.int32)
    thread = posts["thread"].to_numpy()
    channel = posts["channel"].to_numpy()
    size = np.bincount(thread, minlength=len(titled_threads))
    has_replies = (size > 1) | titled_threads
    first_of_thread = np.unique(thread, return_index=True)[1]
    roots = channel[first_of_thread]
    channel_count = int(channel.max()) + 1
    threaded = np.bincount(
        roots, weights=has_replies[thread[first_of_thread]], minlength=channel_count
    )
    share = threaded / np.maximum(np.bincount(roots, minlength=channel_count), 1)
    loose = ~has_replies[thread] & (share[channel] < THREADING_SHARE)

    head = first_of_thread[np.searchsorted(np.unique(thread), thread)].astype(np.int64)
    talk = _unthreaded_talk(posts[loose])
    head[np.flatnonzero(loose)] = np.flatnonzero(loose)[talk]
    return np.unique(head, return_inverse=True)[1].astype(np.int32)


def _unthreaded_talk(loose: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Position of the post that opens the talk, for each loose post."""
    position = np.arange(len(loose))
    if loose.empty:
        return position
    at = loose["at"].to_numpy()
    order = np.lexsort((position, at, loose["channel"].to_numpy()))
    channel = loose["channel"].to_numpy()[order]
    gap = np.diff(at[order], prepend=at[order][0])
    starts = (np.diff(channel, prepend=-1) != 0) | (gap > GAP_MINUTES * 60_000_000)
    within = position - np.maximum.accumulate(np.where(starts, position, 0))
    starts |= within % LONGEST_TALK == 0
    opening = np.maximum.accumulate(np.where(starts, position, 0))
    result = np.empty(len(loose), dtype=np.int64)
    result[order] = order[opening]
    return result
