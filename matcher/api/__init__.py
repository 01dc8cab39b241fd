"""The product as a library: open a community, ask it."""

from matcher.api._community import Community, open_community
from matcher.api._evaluate import evaluate_community, evaluate_path

__all__ = ["Community", "evaluate_community", "evaluate_path", "open_community"]
