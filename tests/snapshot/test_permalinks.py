"""The three forms in which a reader is sent to a thread or a channel."""

import pytest

from matcher.snapshot import channel_permalink, thread_permalink

THREAD = "C0GABA:1714521600.000100"


@pytest.mark.parametrize(
    ("address", "thread", "channel"),
    [
        (
            "https://example.slack.com",
            "https://example.slack.com/archives/C0GABA/p1714521600000100",
            "https://example.slack.com/archives/C0GABA",
        ),
        (
            "team:T0TEAM",
            "https://app.slack.com/client/T0TEAM/C0GABA/thread/C0GABA-1714521600.000100",
            "https://app.slack.com/client/T0TEAM/C0GABA",
        ),
        (
            "",
            "thread?thread=C0GABA%3A1714521600.000100",
            "channel?channel=C0GABA",
        ),
    ],
)
def test_addresses_by_what_is_known_of_the_workspace(
    address: str, thread: str, channel: str
) -> None:
    """Its web address, only its id, or neither: Slack, Slack's web client, or the app itself."""
    assert thread_permalink(address, "C0GABA", THREAD) == thread
    assert channel_permalink(address, "C0GABA") == channel


def test_ids_of_archives_are_safe_in_the_apps_address() -> None:
    """An archive's own thread id may hold anything; it stays one value of the query."""
    assert thread_permalink("", "lean & co", "a&b=c/d#e") == "thread?thread=a%26b%3Dc%2Fd%23e"
    assert channel_permalink("", "lean & co") == "channel?channel=lean%20%26%20co"
