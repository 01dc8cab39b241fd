"""Michishirube (道しるべ): who to ask, where, and whether it was answered already.

>>> from matcher import open_community
>>> community = open_community("sqlite:///community.db")  # doctest: +SKIP
>>> community.ask("ガバクラの接続回線の見積りはどうしましたか")  # doctest: +SKIP
"""

from matcher.api import Community, open_community

__all__ = ["Community", "open_community"]
