"""One message of Slack, as an export (or the Web API) writes it, as a record."""

from collections.abc import Callable

from matcher.domain import Message, Reaction
from matcher.sources._json_files import Raw, mapping_of, sequence_of, text_of
from matcher.sources._slack_accounts import SLACKBOT, account_id_of
from matcher.sources._subtypes import Notice, notice_of
from matcher.sources._texts import storable
from matcher.sources._timestamps import SlackTimestamp


def notice_in(message: Raw) -> Notice | None:
    """What a message tells when it is no post."""
    if message.get("type", "message") != "message":
        return Notice.OTHER
    text = text_of(message, "text")
    by_slackbot = account_id_of(text_of(message, "user")) == SLACKBOT
    if mapping_of(message, "room") and (by_slackbot or not text):
        return Notice.HUDDLE
    return notice_of(text_of(message, "subtype"), text)


def post_of(
    message: Raw, timestamp: SlackTimestamp, channel_id: str, author_of: Callable[[Raw], str | None]
) -> Message:
    """The record of a post.

    Args:
        message: As Slack wrote it; no notice.
        timestamp: Its ``ts``.
        channel_id: Where it stands.
        author_of: Finds the account that wrote it.
    """
    text = message.get("text")
    return Message(
        message_id=f"{channel_id}:{timestamp.text}",
        channel_id=channel_id,
        thread_id=f"{channel_id}:{_root_of(message, timestamp).text}",
        account_id=author_of(message),
        posted_at=timestamp.moment,
        text=storable(text) if isinstance(text, str) else "",
        reactions=_reactions_of(message),
        edited=bool(message.get("edited")),
    )


def _root_of(message: Raw, timestamp: SlackTimestamp) -> SlackTimestamp:
    """The root's ``ts``: threads are joined by it alone, whether or not the root is there."""
    root = mapping_of(message, "root")
    for value in (message.get("thread_ts"), root.get("thread_ts"), root.get("ts")):
        if value is not None:
            try:
                return SlackTimestamp.parse(value)
            except ValueError:
                continue
    return timestamp


def _reactions_of(message: Raw) -> tuple[Reaction, ...]:
    """Emoji with how many gave them; Slack may cut the list of users, but not the count."""
    if "reactions" not in message:
        return ()
    found = []
    for reaction in sequence_of(message, "reactions"):
        if isinstance(reaction, dict) and (name := text_of(reaction, "name")):
            count = reaction.get("count")
            told = count if isinstance(count, int) else 0
            times = max(len(set(map(str, sequence_of(reaction, "users")))), told)
            if times > 0:
                found.append(Reaction(name, times))
    return tuple(sorted(found, key=lambda reaction: -reaction.count))
