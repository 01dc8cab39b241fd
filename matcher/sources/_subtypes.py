"""Which messages are posts and which only tell what happened in a channel."""

from collections import Counter
from enum import Enum
from typing import Final

from matcher.domain import LeftOut


class Notice(Enum):
    """A message that nobody wrote: what it is, and why it is not read as a post."""

    JOIN = ("チャンネルへの参加の記録", "投稿ではないため、参加した日としてだけ使います。")
    LEAVE = ("チャンネルからの退出の記録", "投稿ではないため、読み込みません。")
    SETTING = ("チャンネルの名前や説明などの変更の記録", "投稿ではないため、読み込みません。")
    PIN = ("ピン留めの記録", "投稿ではないため、読み込みません。")
    HUDDLE = ("ハドルや通話の記録", "投稿ではないため、読み込みません。")
    APP = ("アプリやリマインダーの設定の記録", "投稿ではないため、読み込みません。")
    DELETED = ("削除された投稿や変更の控え", "元の投稿が書き出しにないため、読み込みません。")
    OTHER = ("文章のないお知らせ", "投稿ではないため、読み込みません。")


_POSTS: Final = frozenset(
    {
        "",
        "bot_message",
        "file_comment",
        "file_mention",
        "file_share",
        "me_message",
        "reply_broadcast",
        "slackbot_response",
        "thread_broadcast",
    }
)

_NOTICES: Final = {
    "app_conversation_join": Notice.APP,
    "app_conversation_leave": Notice.APP,
    "assistant_app_thread": Notice.APP,
    "bot_add": Notice.APP,
    "bot_disable": Notice.APP,
    "bot_enable": Notice.APP,
    "bot_remove": Notice.APP,
    "channel_join": Notice.JOIN,
    "channel_leave": Notice.LEAVE,
    "ekm_access_denied": Notice.DELETED,
    "group_join": Notice.JOIN,
    "group_leave": Notice.LEAVE,
    "joiner_notification": Notice.APP,
    "joiner_notification_for_inviter": Notice.APP,
    "message_changed": Notice.DELETED,
    "message_deleted": Notice.DELETED,
    "message_replied": Notice.DELETED,
    "pinned_item": Notice.PIN,
    "reminder_add": Notice.APP,
    "reminder_delete": Notice.APP,
    "tabbed_canvas_updated": Notice.SETTING,
    "tombstone": Notice.DELETED,
    "unpinned_item": Notice.PIN,
}

# Slack keeps adding subtypes; what begins like this is about the channel itself (channel_topic,
# channel_purpose, channel_name, channel_archive, channel_convert_to_private …).
_SETTING_PREFIXES: Final = ("channel_", "group_")
_HUDDLE_PREFIXES: Final = ("huddle_", "sh_room_")


def notice_of(subtype: str, text: str) -> Notice | None:
    """What a message tells when it is no post; None when someone (or a bot) wrote it.

    A subtype that is not known counts as a post if it has words, as Slack's documentation asks.
    """
    if subtype in _POSTS:
        return None
    if notice := _NOTICES.get(subtype):
        return notice
    if subtype.startswith(_SETTING_PREFIXES):
        return Notice.SETTING
    if subtype.startswith(_HUDDLE_PREFIXES):
        return Notice.HUDDLE
    return None if text else Notice.OTHER


def left_out_notices(counts: Counter[Notice]) -> list[LeftOut]:
    """The notices that were met, in a fixed order."""
    return [LeftOut(*notice.value, counts[notice]) for notice in Notice if counts[notice]]
