"""Mentoring rounds as organizers keep them: a folder of tables."""

from matcher.sources.rounds._folder import read_round

__all__ = ["read_round"]
