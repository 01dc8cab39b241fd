"""Where members worked from when to when (異動, 退職)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.domain._records import OrganizationSource


@dataclass(frozen=True, slots=True)
class Tenure:
    """A member's time in one division of one organization.

    Attributes:
        member_id: Whose it is.
        organization_code: 6-digit code of a local government, or an agency's name; may be empty.
        department: Division in its own words; may be empty.
        from_: The day on which it began; None when nobody said so.
        to: The day that is stated for its end: that of the move to the next one, or the last day
            of who left. None while it lasts.
        source: Who said where the member worked.
    """

    member_id: str
    organization_code: str = ""
    department: str = ""
    from_: date | None = None
    to: date | None = None
    source: OrganizationSource = OrganizationSource.UNKNOWN


def last_day(tenures: Sequence[Tenure]) -> date | None:
    """The last day of a member who left or will leave; None for who stays.

    Args:
        tenures: All of one member, in their order.
    """
    return tenures[-1].to if tenures else None


def has_left(tenures: Sequence[Tenure], day: date) -> bool:
    """Whether a member has left before a day; ``tenures`` as in :func:`last_day`."""
    last = last_day(tenures)
    return last is not None and last < day
