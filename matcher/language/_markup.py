"""Slack's message markup, read as a person reads it.

The format is Slack's documented "mrkdwn": references stand in angle brackets, ``& < >`` are
escaped as entities.
"""

import re
from collections.abc import Mapping

_REFERENCE = re.compile(r"<([@#!]?)([^<>|\n]+)(?:\|([^<>\n]*))?>")
_LINK_SCHEMES = ("http://", "https://", "mailto:", "tel:", "slack://")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
_MESSAGE_ADDRESS = re.compile(r"/archives/([A-Z0-9]+)/p(\d{10})(\d{6})")
_ROOT_OF_MESSAGE = re.compile(r"[?&;]thread_ts=(\d{10}\.\d{6})")
UNKNOWN_MEMBER = "不明な参加者"
UNKNOWN_CHANNEL = "不明なチャンネル"
UNKNOWN_GROUP = "ユーザーグループ"


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda match: _ENTITIES[match.group()], text)


def render_markup(
    text: str, member_names: Mapping[str, str], channel_names: Mapping[str, str]
) -> str:
    """Turn Slack markup into the text that a reader sees.

    Args:
        text: Text as stored.
        member_names: Shown names by account id.
        channel_names: Channel names by channel id.

    Returns:
        ``<@U1>`` as ``@name``, ``<#C1|x>`` as ``#name``, ``<!here>`` as ``@here``, a labelled
        link as its label, a bare link as its address; entities are resolved.
    """

    def reading(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign == "@":
            return "@" + member_names.get(target, label or UNKNOWN_MEMBER).removeprefix("@")
        if sign == "#":
            return "#" + channel_names.get(target, label or UNKNOWN_CHANNEL).removeprefix("#")
        if sign == "!":
            name = target.partition("^")[0]
            if name == "date":
                return label or ""
            shown = UNKNOWN_GROUP if name == "subteam" else name
            return "@" + (label or shown).removeprefix("@")
        if target.startswith(_LINK_SCHEMES):
            return label or target.removeprefix("mailto:").removeprefix("tel:")
        return match.group()

    return _unescape(_REFERENCE.sub(reading, text))


def words_of_markup(text: str) -> str:
    """Text without references, addresses and labels of markup: what topics may be read from.

    Mentions and channel names are not the writer's own words; the label of a link is.
    """

    def words(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign in ("@", "#", "!"):
            return " "
        if target.startswith(_LINK_SCHEMES):
            return label or " "
        return match.group()

    return _unescape(_REFERENCE.sub(words, text))


def mentioned_members(text: str) -> tuple[str, ...]:
    """Account ids that a text mentions, in order, each once (U… and Enterprise Grid's W…)."""
    found = (target for sign, target, _ in _REFERENCE.findall(text) if sign == "@")
    return tuple(dict.fromkeys(found))


def links(text: str) -> tuple[str, ...]:
    """Addresses that a text links to, in order."""
    return tuple(
        _unescape(target)
        for sign, target, _ in _REFERENCE.findall(text)
        if not sign and target.startswith(_LINK_SCHEMES)
    )


def linked_threads(text: str) -> tuple[str, ...]:
    """Thread ids (``CHANNEL:TS`` of the root) of the Slack messages that a text links to."""
    found = []
    for address in links(text):
        if message := _MESSAGE_ADDRESS.search(address):
            channel, seconds, fraction = message.groups()
            root = _ROOT_OF_MESSAGE.search(address)
            found.append(f"{channel}:{root.group(1) if root else f'{seconds}.{fraction}'}")
    return tuple(dict.fromkeys(found))
