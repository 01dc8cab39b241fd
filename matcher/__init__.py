"""Michishirube (道しるべ): who to ask, where, and whether it was answered already.

>>> from matcher import open_community
>>> community = open_community("sqlite:///community.db")  # doctest: +SKIP
>>> community.ask("ガバクラの接続回線の見積りはどうしましたか")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.api import Community, open_community

__all__ = ["Community", "open_community"]


def __getattr__(name: str) -> object:
    """Load the library when it is asked for: the command line's help must answer at once."""
    if name in __all__:
        from matcher import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
