"""The present ambassadors with their terms."""

from dataclasses import replace
from datetime import timedelta

from matcher.community._groups import KINDS, region_of
from matcher.community._record import Record
from matcher.domain import AmbassadorTerm, Role, RoleKind
from matcher.recommend import Standing

ENDS_SOON_DAYS = 90


def present_ambassadors(
    record: Record, standing: Standing, *, prefecture: str = ""
) -> tuple[AmbassadorTerm, ...]:
    """Ambassadors of the standing's day; those whose term ends first come first.

    Args:
        record: What everybody did.
        standing: Roles, and the day on which they are looked at.
        prefecture: Code of the only prefecture that is wanted; empty for all.
    """
    numbers = record.exchange.snapshot.member_number
    places = record.exchange.snapshot.facts.members["prefecture"]
    terms = [
        _term(record, standing, role)
        for role in _held(standing)
        if role.member_id in numbers
        and (not prefecture or places.iloc[numbers[role.member_id]] == prefecture)
    ]
    return tuple(sorted(terms, key=_by_end))


def _held(standing: Standing) -> list[Role]:
    """One role per ambassador of today, with all that follows it without a day between."""
    terms = sorted(
        (role for role in standing.roles if role.kind is RoleKind.AMBASSADOR),
        key=lambda role: role.starts_on,
    )
    held: dict[str, Role] = {}
    for role in terms:
        known = held.get(role.member_id)
        if known is None:
            if role.held_on(standing.today):
                held[role.member_id] = role
        elif known.ends_on and role.starts_on <= known.ends_on + timedelta(days=1):
            ends = role.ends_on and max(role.ends_on, known.ends_on)
            held[role.member_id] = replace(known, ends_on=ends)
    return list(held.values())


def _by_end(term: AmbassadorTerm) -> tuple[bool, int, str]:
    return term.days_left is None, term.days_left or 0, term.member_id


def _term(record: Record, standing: Standing, role: Role) -> AmbassadorTerm:
    snapshot = record.exchange.snapshot
    number = snapshot.member_number[role.member_id]
    row = snapshot.facts.members.iloc[number]
    left = (role.ends_on - standing.today).days if role.ends_on else None
    return AmbassadorTerm(
        member_id=role.member_id,
        name=row["name"],
        organization=row["organization_name"],
        region=region_of(row["prefecture"]),
        kind=KINDS.get(row["organization_kind"], ""),
        from_=role.starts_on,
        to=role.ends_on,
        days_left=left,
        ends_soon=left is not None and left <= ENDS_SOON_DAYS,
        present=bool(record.exchange.still_there[number]) and role.member_id not in standing.left,
        answers=int(record.answers[number]),
        guided=int(record.guided[number]),
        thanked=int(record.thanked[number]),
        newcomers=int(record.newcomers[number]),
    )
