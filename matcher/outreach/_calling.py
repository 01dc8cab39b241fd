"""How a member is called in a text: the name without the organization that many put beside it."""

import re

_SEPARATORS = re.compile(r"[@＠/／_＿|｜【】\[\]［］\s]+")


def called(name: str, organization: str, prefecture: str) -> str:
    """The name without its parts that tell the organization.

    「ともき_秋田市」 of 秋田県秋田市 is called 「ともき」, 「【大津市】萩原ひより」 「萩原ひより」.

    Args:
        name: The name that readers see.
        organization: Official spelling with prefecture, empty when unknown.
        prefecture: Its prefecture, may be empty.
    """
    place = organization.removeprefix(prefecture) or prefecture
    parts = [part for part in _SEPARATORS.split(name) if part]
    told = [one for one in (place, prefecture, prefecture.rstrip("都道府県")) if len(one) > 1]
    kept = [part for part in parts if not any(one in part for one in told)]
    return " ".join(kept) or name
