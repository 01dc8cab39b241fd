"""Text as it can be stored, and the names shown when a source gives none."""

import re
from typing import Final

UNKNOWN_NAME: Final = "不明な参加者"
"""Shown for an author whom the source does not describe."""

UNNAMED: Final = "名前未設定の参加者"
"""Shown for an account that has neither display name nor full name; never its login handle."""

UNNAMED_BOT: Final = "ボット"
"""Shown for a bot that gives no name."""

# Half a surrogate pair cannot be written as UTF-8, and PostgreSQL refuses NUL.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with each character that no database accepts shown as U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def lines(*parts: str) -> str:
    """The non-empty parts, each once, one per line."""
    return "\n".join(dict.fromkeys(part for part in map(str.strip, parts) if part))
