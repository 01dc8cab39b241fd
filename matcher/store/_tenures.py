"""Where members worked from when to when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Row, delete, insert, select

from matcher.domain import OrganizationSource, Tenure
from matcher.store import _schema as schema
from matcher.store._values import Values, storable


def save_tenures(connection: Connection, tenures: Iterable[Tenure]) -> bool:
    """Keep the tenures of the members they are of, in their order, in place of the former ones.

    Returns:
        Whether anything changed.
    """
    wanted: defaultdict[str, list[Tenure]] = defaultdict(list)
    for one in tenures:
        wanted[one.member_id].append(one)
    table = schema.tenures
    changed = False
    for member_id, new in sorted(wanted.items()):
        of_member = table.c.member_id == member_id
        kept = connection.execute(select(table).where(of_member).order_by(table.c.position))
        if [_tenure(row) for row in kept] == new:
            continue
        connection.execute(delete(table).where(of_member))
        connection.execute(
            insert(table), [_values(position, one) for position, one in enumerate(new)]
        )
        changed = True
    return changed


def tenures_in(connection: Connection) -> Mapping[str, tuple[Tenure, ...]]:
    """All tenures in their order, by member id."""
    table = schema.tenures
    found: defaultdict[str, list[Tenure]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.member_id, table.c.position)):
        found[row.member_id].append(_tenure(row))
    return {member_id: tuple(tenures) for member_id, tenures in found.items()}


def _values(position: int, tenure: Tenure) -> Values:
    return {
        "member_id": tenure.member_id,
        "position": position,
        "organization_code": storable(tenure.organization_code),
        "department": storable(tenure.department),
        "begins_on": tenure.from_,
        "ends_on": tenure.to,
        "source": tenure.source.value,
    }


def _tenure(row: Row[tuple[object, ...]]) -> Tenure:
    return Tenure(
        member_id=row.member_id,
        organization_code=row.organization_code,
        department=row.department,
        from_=row.begins_on,
        to=row.ends_on,
        source=OrganizationSource(row.source),
    )
