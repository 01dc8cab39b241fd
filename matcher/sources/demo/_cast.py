"""Who plays which part: ambassadors, people to find and people not to be taken in by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from matcher.domain import Role, RoleKind
from matcher.sources.demo._calendar import at_tokyo
from matcher.sources.demo._fields import FIELDS, draw_department
from matcher.sources.demo._people import Person
from matcher.sources.demo._reference import Reference

# Of 18 ambassadors: none in 四国, one in all of 北海道.
_BALANCE = {
    "東北": 3, "関東": 4, "中部": 3, "近畿": 3, "中国": 2, "九州・沖縄": 2, "北海道": 1,
}  # fmt: skip
_THIN_REGION = "四国"
_OTHER_WORK = ("税務課", "福祉課", "会計課", "農林水産課", "議会事務局", "選挙管理委員会事務局")


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts, by member id in ascending order.

    Attributes:
        ambassadors: Those who hold the role at the end.
        roles: Roles of all kinds with their terms.
        coming: Would make good ambassadors: answer, guide, welcome.
        chatty: Write much and say little.
        departed: Knew much and left.
        transferred: Knew much and were moved to other work.
    """

    ambassadors: tuple[str, ...]
    roles: tuple[Role, ...]
    coming: tuple[str, ...]
    chatty: tuple[str, ...]
    departed: tuple[str, ...]
    transferred: tuple[str, ...]


def draw_cast(random: Random, reference: Reference, people: list[Person]) -> Cast:
    """Give out the parts; the habits of those who play them are set to fit."""
    scale = len(people) / 1500
    free = [
        person
        for person in people
        if person.government and person.joined_at < at_tokyo(date(2023, 11, 1))
    ]
    random.shuffle(free)
    ambassadors = _balanced(reference, free, max(5, round(18 * scale)))
    first = _take(
        free,
        1,
        lambda person: person.field.it and reference.regions[person.prefecture] == _THIN_REGION,
    )
    coming = first + _take(free, max(1, round(4 * scale)), lambda person: person.field.it)
    departed = _take(free, max(1, round(6 * scale)), lambda person: person.field.it)
    transferred = _take(free, max(1, round(8 * scale)), lambda person: person.field.it)
    chatty = _take(free, max(1, round(4 * scale)), lambda _: True)
    for person in (*ambassadors, *coming):
        _stays(person)
        person.answering = random.uniform(3.0, 7.0)
        person.guiding = random.uniform(1.5, 3.0)
        person.welcoming = random.uniform(6.0, 12.0)
        person.nodding = 0.1
    for person in departed:
        _stays(person)
        person.answering = 4.5
        person.left_at = at_tokyo(date(2023, 12, 20) + timedelta(days=random.randrange(240)), 18)
    for person in transferred:
        _stays(person)
        person.answering = 4.0
        person.moved_at = at_tokyo(date(2024, 4, 1), 8, 30)
        person.moved_to = random.choice(_OTHER_WORK)
    for person in chatty:
        _stays(person)
        person.answering, person.guiding, person.asking = 0.0, 0.0, 0.0
        person.talking = person.nodding = max(3.0, 22.0 * min(1.0, scale))
        person.welcoming = 4.0
    _seat_first(random, min(ambassadors, key=lambda person: person.member_id))
    return Cast(
        ambassadors=_ids(ambassadors),
        roles=(*_terms(ambassadors), *_staff(people, scale)),
        coming=_ids(coming),
        chatty=_ids(chatty),
        departed=_ids(departed),
        transferred=_ids(transferred),
    )


def _ids(people: list[Person]) -> tuple[str, ...]:
    return tuple(sorted(person.member_id for person in people))


def _take(free: list[Person], count: int, fits: Callable[[Person], bool]) -> list[Person]:
    taken = [person for person in free if fits(person)][:count]
    for person in taken:
        free.remove(person)
    return taken


def _balanced(reference: Reference, free: list[Person], wanted: int) -> list[Person]:
    """Ambassadors in the balance above, as far as there are people."""
    taken: list[Person] = []
    total = sum(_BALANCE.values())
    for region, share in _BALANCE.items():
        taken += _take(
            free,
            max(1, round(wanted * share / total)) if wanted >= len(_BALANCE) else 1,
            lambda person, region=region: reference.regions[person.prefecture] == region,  # type: ignore[misc]
        )
    return taken[:wanted]


def _stays(person: Person) -> None:
    person.left_at, person.moved_at, person.moved_to = None, None, ""


def _seat_first(random: Random, person: Person) -> None:
    """The ambassador shown first in the demo works in the field that is asked about most."""
    if person.field is not FIELDS[0]:
        person.field = FIELDS[0]
        person.department = draw_department(random, person.field, person.government)
        person.solo, person.solo_said = False, ""


def _terms(ambassadors: list[Person]) -> list[Role]:
    """Yearly terms from July; a few end with the year, some had an earlier one."""
    roles: list[Role] = []
    for number, person in enumerate(sorted(ambassadors, key=lambda item: item.member_id)):
        if number % 3 == 1 and person.joined_at < at_tokyo(date(2023, 5, 1)):
            earlier = Role(
                person.member_id, RoleKind.AMBASSADOR, date(2023, 7, 1), date(2024, 6, 30)
            )
            roles.append(earlier)
        short = number % 6 == 5
        begun = date(2024, 1, 1) if short else date(2024, 7, 1)
        ended = date(2024, 12, 31) if short else date(2025, 6, 30)
        if short and roles and roles[-1].member_id == person.member_id:
            begun = date(2024, 7, 1)
        roles.append(Role(person.member_id, RoleKind.AMBASSADOR, begun, ended))
    return sorted(roles, key=lambda role: (role.member_id, role.starts_on))


def _staff(people: list[Person], scale: float) -> list[Role]:
    """Organizers and an administrator from the agency that runs the community."""
    staff = [person for person in people if person.agency]
    staff.sort(key=lambda person: (person.organization_code != "デジタル庁", person.joined_at))
    organizers = staff[: max(1, round(3 * scale))]
    for person in staff[: len(organizers) + 1]:
        _stays(person)
        person.welcoming = 3.0
        person.guiding = 1.0
    roles = [
        Role(person.member_id, RoleKind.ORGANIZER, max(date(2023, 4, 1), person.joined_at.date()))
        for person in organizers
    ]
    if len(staff) > len(organizers):
        chief = staff[len(organizers)]
        roles.append(
            Role(
                chief.member_id,
                RoleKind.ADMINISTRATOR,
                max(date(2023, 4, 1), chief.joined_at.date()),
            )
        )
    return roles
