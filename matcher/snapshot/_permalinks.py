"""Where a reader can open a channel or a thread.

Slack's documented message address needs the workspace's own web address; an export names only
the workspace's id, with which Slack's web client opens the thread. Communities without a web
address (archives, the demo) are read in the app itself.
"""

from urllib.parse import quote

TEAM = "team:"


def thread_permalink(address: str, channel_id: str, thread_id: str) -> str:
    """Address of a thread.

    Args:
        address: The workspace's web address, ``team:`` and its id, or nothing.
        channel_id: Its channel.
        thread_id: ``CHANNEL:TS``, or an archive's own id.
    """
    timestamp = thread_id.removeprefix(f"{channel_id}:")
    if address.startswith(TEAM):
        team = address.removeprefix(TEAM)
        return f"https://app.slack.com/client/{team}/{channel_id}/thread/{channel_id}-{timestamp}"
    if address:
        return f"{address}/archives/{channel_id}/p{timestamp.replace('.', '')}"
    return f"thread?thread={quote(thread_id, safe='')}"


def message_permalink(address: str, channel_id: str, thread_id: str, message_id: str) -> str:
    """Address of one message of a thread; of the thread where messages have none of their own.

    Args:
        address: As in :func:`thread_permalink`.
        channel_id: Its channel.
        thread_id: Its thread.
        message_id: ``CHANNEL:TS``, or an archive's own id.
    """
    if not address or address.startswith(TEAM) or message_id == thread_id:
        return thread_permalink(address, channel_id, thread_id)
    posted = message_id.removeprefix(f"{channel_id}:").replace(".", "")
    root = thread_id.removeprefix(f"{channel_id}:")
    return f"{address}/archives/{channel_id}/p{posted}?thread_ts={root}&cid={channel_id}"


def channel_permalink(address: str, channel_id: str) -> str:
    """Address of a channel (arguments as in :func:`thread_permalink`)."""
    if address.startswith(TEAM):
        return f"https://app.slack.com/client/{address.removeprefix(TEAM)}/{channel_id}"
    if address:
        return f"{address}/archives/{channel_id}"
    return f"channel?channel={quote(channel_id, safe='')}"
