"""The command line: a command is one call of ``matcher.Community`` and one view of its result."""

from matcher.cli._app import app, main

__all__ = ["app", "main"]
