"""Mentoring rounds: those that are kept, and those of a folder."""

from matcher.api._calls._state import CommunityState
from matcher.api._rounds import Rounds
from matcher.api._solving import known_of
from matcher.domain import (
    Progress,
    RoundCheck,
    RoundInput,
    RoundSolution,
    no_progress,
)
from matcher.mentoring import Known, check_round, solve_round
from matcher.store import Store


class Mentoring(CommunityState):
    """Rounds that are solved with what the community knows of the people in them."""

    def __init__(self, url: str, store: Store) -> None:
        super().__init__(url, store)
        self.rounds = Rounds(store, self._built)
        """The mentoring rounds that are kept."""

    def check_round(
        self, round_input: RoundInput, *, progress: Progress = no_progress
    ) -> RoundCheck:
        """Tell before solving who cannot have a mentor under a round's rules."""
        return check_round(round_input, self.known_of(round_input), progress=progress)

    def solve_round(
        self, round_input: RoundInput, *, progress: Progress = no_progress
    ) -> RoundSolution:
        """Bring the mentees and mentors of a round together; see :mod:`matcher.mentoring`."""
        return solve_round(round_input, self.known_of(round_input), progress=progress)

    def known_of(self, round_input: RoundInput) -> Known:
        """What the community knows of the people in a round; nothing while it is empty."""
        snapshot = self.snapshot() if self.snapshot_id else None
        standing = None if snapshot is None else self._standing(snapshot)
        return known_of(self._store, snapshot, standing, round_input)
