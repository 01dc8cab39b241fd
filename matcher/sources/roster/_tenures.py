"""What a roster says of where a member worked from when to when (異動, 退職)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from matcher.domain import OrganizationSource, Profile, RosterRow, Tenure, has_left, last_day
from matcher.places import same_organization
from matcher.sources.roster._places import organization_id

_BACK = ("在籍", "在職", "現職", "復職")


def tenures_after_move(
    known: Sequence[Tenure], row: RosterRow, before: Profile, after: Profile, today: date
) -> tuple[Tenure, ...]:
    """A member's tenures once a roster said where they work.

    Another organization or division than before closes the former tenure and begins a new one:
    on the day of the row, else ``today``. A day that is not after the former beginning (that of
    joining the office, say) is not the day of this move.

    Args:
        known: The tenures that are stored, in their order; the profile is one where there are none.
        row: The roster's row.
        before: The profile as stored.
        after: The profile as the row makes it.
        today: The day of the import.
    """
    tenures = tuple(known) or _told_by(before)
    now = Tenure(
        after.member_id,
        after.organization_code,
        after.department,
        row.appointed_on,
        source=after.organization_source,
    )
    if not (now.organization_code or now.department) or _is_over(tenures, now):
        return tuple(known)
    if not tenures:
        return (now,)
    if tenures[-1].to is not None:
        return _back(tenures, now, row, today) if has_left(tenures, today) else tuple(known)
    if _same_place(tenures[-1], now):
        return _more_of_the_last(tenures, now)
    return _moved(tenures, now, today)


def tenures_after_leaving(
    known: Sequence[Tenure], row: RosterRow, before: Profile, today: date
) -> tuple[Tenure, ...]:
    """A member's tenures once a roster said that they leave: on the row's day, else ``today``.

    Args:
        known: The tenures that are stored, in their order.
        row: The roster's row.
        before: The profile as stored.
        today: The day of the import.
    """
    tenures = tuple(known) or _told_by(before) or _told_by_row(row, before.member_id)
    last = tenures[-1]
    if last_day(tenures) is not None and row.left_on is None:
        return tenures
    end = row.left_on or today
    begun = last.from_ if last.from_ is None or last.from_ <= end else None
    return (*tenures[:-1], replace(last, from_=begun, to=end))


def _told_by(profile: Profile) -> tuple[Tenure, ...]:
    if not (profile.organization_code or profile.department):
        return ()
    return (
        Tenure(
            profile.member_id,
            profile.organization_code,
            profile.department,
            source=profile.organization_source,
        ),
    )


def _told_by_row(row: RosterRow, member_id: str) -> tuple[Tenure, ...]:
    source = OrganizationSource.ROSTER
    return (
        Tenure(member_id, organization_id(row), row.department, row.appointed_on, source=source),
    )


def _is_over(tenures: Sequence[Tenure], now: Tenure) -> bool:
    """Whether the roster is an older one, which tells of a tenure that is known to have ended."""
    return now.from_ is not None and any(
        same_organization(one.organization_code, now.organization_code)
        and (one.department, one.from_) == (now.department, now.from_)
        for one in tenures[:-1]
    )


def _same_place(last: Tenure, now: Tenure) -> bool:
    """Whether two say the same of where a member works, one perhaps more than the other."""
    here = not last.organization_code or same_organization(
        last.organization_code, now.organization_code
    )
    return here and (not last.department or not now.department or last.department == now.department)


def _back(
    tenures: tuple[Tenure, ...], now: Tenure, row: RosterRow, today: date
) -> tuple[Tenure, ...]:
    left = last_day(tenures)
    appointed = now.from_ is not None and left is not None and now.from_ > left
    if not appointed and row.status not in _BACK:
        return tenures
    return (*tenures, replace(now, from_=now.from_ if appointed else today))


def _more_of_the_last(tenures: tuple[Tenure, ...], now: Tenure) -> tuple[Tenure, ...]:
    *earlier, last = tenures
    begins = _beginning(earlier, now.from_)
    if begins and earlier and earlier[-1].to == last.from_:
        earlier[-1] = replace(earlier[-1], to=begins)
    told = replace(now, department=now.department or last.department, from_=begins or last.from_)
    return (*earlier, told)


def _moved(tenures: tuple[Tenure, ...], now: Tenure, today: date) -> tuple[Tenure, ...]:
    *earlier, last = tenures
    begins = _beginning(tenures, now.from_) or today
    if last.from_ is not None and begins <= last.from_:
        # Put right on the day on which it was first said.
        return (*earlier, replace(now, from_=last.from_))
    return (*earlier, replace(last, to=begins), replace(now, from_=begins))


def _beginning(earlier: Sequence[Tenure], appointed_on: date | None) -> date | None:
    """The day of a row, unless the tenure before the one it speaks of began later."""
    former = earlier[-1].from_ if earlier else None
    if former is None or appointed_on is None:
        return appointed_on
    return appointed_on if appointed_on > former else None
