"""The numbers that a synchronization goes by."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

SLOW_PAGE: Final = 15
"""Posts a call, for apps that are distributed outside Slack's Marketplace (since 2025)."""

SLOW_SECONDS: Final = 60.0
"""How long such an app waits between two calls that read posts."""

VISIBLE_DAYS: Final = 89
"""Days whose posts every plan shows; the free plan hides what is 90 days old, undeleted."""


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """What a synchronization reads again and how patient it is.

    Attributes:
        recheck_days: Days before the newest known post that are read again, and for how long a
            thread is read again after its last reply. Without it edits, deletions and late
            replies would stay unknown; each day costs some calls at every synchronization.
        slow_recheck_days: The same where Slack allows one call a minute.
        post_page_size: Posts asked for at once; Slack recommends at most 200.
        list_page_size: Members and channels asked for at once; Slack accepts less than 1,000.
        longest_wait_seconds: What Slack may ask us to wait while the program goes on; beyond
            that the synchronization stops and tells when to start again.
        most_refusals: How often in a row Slack may tell us to wait for the same call.
        attempts: How often a call is made that gets no answer; waits of 1, 2, 4 … seconds between.
        long_reading: From which estimate on the faster way, the export, is named.
    """

    recheck_days: int = 7
    slow_recheck_days: int = 1
    post_page_size: int = 200
    list_page_size: int = 500
    longest_wait_seconds: float = 900.0
    most_refusals: int = 10
    attempts: int = 5
    long_reading: timedelta = timedelta(hours=1)
