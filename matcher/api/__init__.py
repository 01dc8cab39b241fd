"""The product as a library: open a community, ask it."""

from matcher.api._community import Community, open_community

__all__ = ["Community", "open_community"]
