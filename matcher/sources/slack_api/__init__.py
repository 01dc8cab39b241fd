"""A Slack workspace through the Web API: what is new since the last time, step by step."""

from matcher.sources.slack_api._cursors import SyncCursor, SyncCursors, ThreadCursor, Window
from matcher.sources.slack_api._settings import SyncSettings
from matcher.sources.slack_api._slack_api import SlackApi, Workspace
from matcher.sources.slack_api._steps import Span, SyncNotice, SyncStep

__all__ = [
    "SlackApi",
    "Span",
    "SyncCursor",
    "SyncCursors",
    "SyncNotice",
    "SyncSettings",
    "SyncStep",
    "ThreadCursor",
    "Window",
    "Workspace",
]
