"""What organizers have to decide, in numbers."""

from dataclasses import dataclass

from matcher.domain._ambassadors import AmbassadorTerm


@dataclass(frozen=True, slots=True)
class Decisions:
    """Numbers that call for somebody's decision.

    Attributes:
        single_holders: Topics that hang on one person.
        ending_terms: Ambassadors whose term ends within 90 days, the first to end first.
        waiting: Questions of the last 90 days that nobody answered.
        missing: Local governments of which nobody is a member.
    """

    single_holders: int
    ending_terms: tuple[AmbassadorTerm, ...]
    waiting: int
    missing: int
