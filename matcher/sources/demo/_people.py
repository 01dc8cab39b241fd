"""The members: where they work, what they write in their profiles, when they come and go."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from matcher.domain import Agency, LocalGovernment
from matcher.sources.demo._calendar import (
    FIRST_DAY,
    FIRST_MOMENT,
    LAST_DAY,
    at_tokyo,
    fiscal_year,
    is_workday,
)
from matcher.sources.demo._fields import Field, draw_department, draw_field
from matcher.sources.demo._names import MARK, Name, draw_names
from matcher.sources.demo._reference import AGENCIES, Reference

_KIND_WEIGHT = {
    "都道府県": 9.0,
    "政令指定都市": 9.0,
    "中核市": 4.5,
    "特別区": 2.2,
    "市": 1.3,
    "町": 0.75,
    "村": 0.6,
}
_LARGEST_SHARE = 0.85
_POSTS = ("主査", "主任", "係長", "主事", "課長補佐")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(slots=True)
class Person:
    """A fictitious member, with what the product is not told.

    Attributes:
        member_id: Slack-like id.
        name: The fictitious name.
        government: Where they work; None for staff of an agency.
        agency: The agency; None for staff of a local government.
        field: Their field of work at the beginning.
        department: Their division at the beginning.
        joined_at: When the account was made.
        left_at: When it was deactivated, None while it is active.
        moved_at: When they were moved to another section, None if they were not.
        moved_to: That section.
        display, title, email: As the profile shows them.
        introduces: Whether they write a self-introduction on joining.
        solo: Alone in charge of IT, in truth.
        solo_said: Where they say so: introduction, profile or nowhere (empty).
        answering: How readily they answer, 0 for people who never do.
        talking: How much they write in the lounge.
        asking: How readily they ask.
        guiding: How readily they point to earlier threads.
        welcoming: How readily they answer self-introductions.
        nodding: How readily they reply without saying anything.
        home_pull: How much readier they are to answer someone of their own region.
    """

    member_id: str
    name: Name
    government: LocalGovernment | None
    agency: Agency | None
    field: Field
    department: str
    joined_at: datetime
    left_at: datetime | None = None
    moved_at: datetime | None = None
    moved_to: str = ""
    display: str = ""
    title: str = ""
    email: str = ""
    introduces: bool = True
    solo: bool = False
    solo_said: str = ""
    answering: float = 0.0
    talking: float = 0.0
    asking: float = 0.0
    guiding: float = 0.0
    welcoming: float = 0.0
    nodding: float = 0.0
    home_pull: float = 1.0
    scenarios_asked: set[str] = dataclasses.field(default_factory=set)

    @property
    def prefecture(self) -> str:
        """The prefecture's name, empty for agencies."""
        return self.government.prefecture if self.government else ""

    @property
    def organization_code(self) -> str:
        """6-digit code, or the agency's name."""
        if self.government:
            return self.government.code
        return self.agency.code if self.agency else ""

    @property
    def organization_name(self) -> str:
        """Name with the prefecture."""
        if self.government:
            return self.government.full_name
        return self.agency.full_name if self.agency else ""

    @property
    def short_name(self) -> str:
        """Name of the organization without the prefecture."""
        return self.government.name if self.government else self.organization_name

    def there_at(self, moment: datetime) -> bool:
        """Whether the account exists and is active."""
        return self.joined_at <= moment and (self.left_at is None or moment < self.left_at)

    def section_at(self, moment: datetime) -> str:
        """The division at a moment."""
        return self.moved_to if self.moved_at and moment >= self.moved_at else self.department


# Topics that only people in a certain position speak of.
_POSITIONS: dict[str, Callable[[Person], bool]] = {
    "hr-hitori": lambda person: bool(person.solo_said),
    "reg-rito": lambda person: (
        person.government is not None
        and (person.government.island == "全域" or person.government.depopulated == "全部")
    ),
}


def in_position(person: Person, topic_id: str) -> bool:
    """Whether a member can speak of a topic from their own position."""
    position = _POSITIONS.get(topic_id)
    return position is None or position(person)


def draw_ids(random: Random, letter: str, count: int, taken: set[str]) -> list[str]:
    """Slack-like ids that were not taken yet."""
    ids: list[str] = []
    while len(ids) < count:
        drawn = letter + "0" + "".join(random.choices(_ALPHABET, k=9))
        if drawn not in taken:
            taken.add(drawn)
            ids.append(drawn)
    return ids


def draw_people(random: Random, reference: Reference, members: int) -> list[Person]:
    """Draw all members, by id; their profiles are not written yet."""
    agency_staff = max(3, round(members * 40 / 1500))
    workplaces = _workplaces(random, reference, members - agency_staff)
    ids = draw_ids(random, "U", members, set())
    names = draw_names(random)
    people: list[Person] = []
    for member_id in sorted(ids):
        government = workplaces.pop() if workplaces else None
        agency = None if government else random.choices(AGENCIES, [12, 5, 2, 2, 2, 1, 1, 1, 1])[0]
        work = draw_field(random, government)
        person = Person(
            member_id=member_id,
            name=next(names),
            government=government,
            agency=agency,
            field=work,
            department=draw_department(random, work, government),
            joined_at=_joined(random),
        )
        _draw_habits(random, person)
        people.append(person)
    random.shuffle(ids)
    for person, member_id in zip(people, ids, strict=True):
        person.member_id = member_id
    people.sort(key=lambda person: person.member_id)
    _come_and_go(random, people)
    return people


def write_profiles(random: Random, people: list[Person]) -> None:
    """Write what the accounts show: name, line on organization and post, address."""
    for person in people:
        _write_profile(random, person)
        if person.left_at and person.solo_said == "profile":
            person.solo_said = ""


def _workplaces(random: Random, reference: Reference, seats: int) -> list[LocalGovernment]:
    """Local governments, one per seat: at least one in each prefecture, sizes skewed."""
    governments = sorted(reference.governments.values(), key=lambda item: item.code)
    wanted = max(len(reference.regions), round(seats * 700 / 1460))
    wanted = min(wanted, round(len(governments) * _LARGEST_SHARE))
    chosen: dict[str, LocalGovernment] = {}
    for prefecture in reference.regions:
        own = [item for item in governments if item.prefecture == prefecture]
        first = random.choices(own, [_KIND_WEIGHT[item.kind] for item in own])[0]
        chosen[first.code] = first
    keys = {
        item.code: random.random() ** (1.0 / (_KIND_WEIGHT[item.kind] + bool(item.island)))
        for item in governments
    }
    for item in sorted(governments, key=lambda item: -keys[item.code]):
        if len(chosen) >= wanted:
            break
        chosen.setdefault(item.code, item)
    everyone = sorted(chosen.values(), key=lambda item: item.code)[:seats]
    pull = [_KIND_WEIGHT[item.kind] * random.paretovariate(1.8) for item in everyone]
    sums = list(accumulate(pull))
    seated = everyone + random.choices(everyone, cum_weights=sums, k=seats - len(everyone))
    random.shuffle(seated)
    return seated


def _joined(random: Random) -> datetime:
    """42 % were there before the span begins; new people come most from April to July."""
    if random.random() < 0.42:
        first = date(2021, 4, 1)
        day = first + timedelta(days=random.randrange((FIRST_DAY - first).days))
    else:
        while True:
            day = FIRST_DAY + timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
            crowd = 1.0 if day.month in (4, 5, 6, 7, 10) else 0.55
            if is_workday(day) and random.random() < crowd:
                break
    minute = random.randrange(9 * 60, 18 * 60)
    return at_tokyo(day, minute // 60, minute % 60)


def _draw_habits(random: Random, person: Person) -> None:
    person.introduces = random.random() < 0.8
    if person.government is None:
        person.answering = random.choice((0.0, 0.2, 0.6))
        person.talking = 0.2
        return
    if random.random() < 0.4:
        person.answering = min(6.0, 0.35 * random.paretovariate(1.1))
    person.talking = random.choices((0.0, 0.3, 1.0, 4.0), (45, 30, 20, 5))[0]
    person.asking = random.choices((0.0, 0.5, 1.0, 3.0), (25, 35, 30, 10))[0]
    person.guiding = 0.05 if person.answering else 0.0
    person.welcoming = random.choice((0.0, 0.0, 0.1, 0.4))
    person.nodding = random.choice((0.0, 0.2, 0.6))
    person.home_pull = random.choice((1.0, 1.0, 2.0, 4.0))
    small = person.government.kind in ("町", "村") or person.government.population < 20000
    if person.field.it and small:
        person.solo = random.random() < 0.5
        if person.solo:
            person.solo_said = random.choices(("introduction", "profile", ""), (68, 14, 18))[0]


def _come_and_go(random: Random, people: list[Person]) -> None:
    for person in people:
        if person.solo_said == "introduction" and (
            not person.introduces or person.joined_at < FIRST_MOMENT
        ):
            person.solo_said = "profile"
        if person.government is None:
            continue
        fate = random.random()
        since = max(FIRST_DAY, (person.joined_at + timedelta(days=120)).date())
        if fate < 0.045 and since < LAST_DAY:
            day = since + timedelta(days=random.randrange((LAST_DAY - since).days))
            person.left_at = at_tokyo(day, 18)
        elif fate < 0.10:
            days = [day for day in _TRANSFER_DAYS if day > since]
            if days:
                day = random.choices(days, [6 if day.month == 4 else 2 for day in days])[0]
                person.moved_at = at_tokyo(day, 8, 30)
                person.moved_to = _other_department(random, person)


_TRANSFER_DAYS = (date(2023, 7, 1), date(2023, 10, 1), date(2024, 4, 1), date(2024, 7, 1))


def _other_department(random: Random, person: Person) -> str:
    while True:
        other = draw_department(random, draw_field(random, person.government), person.government)
        if other != person.department:
            return other


def _write_profile(random: Random, person: Person) -> None:
    name = person.name
    place, full = person.short_name, person.organization_name
    styles = (
        (f"{name.tight}@{place}", 26),
        (f"{name.tight}@{full}", 10),
        (f"{name.full}/{full}", 8),
        (f"{place} {name.family}{MARK}", 8),
        (f"【{full}】{name.tight}", 7),
        (f"{name.given}{MARK}@{place}{person.department}", 5),
        (f"{name.given}{MARK}_{place}", 4),
        (name.full, 20),
        (name.tight, 12),
    )
    person.display = random.choices([text for text, _ in styles], [share for _, share in styles])[0]
    person.email = f"{name.romaji}.{person.member_id[2:6].lower()}@lg.example.jp"
    person.title = _title(random, person, place, full)


def _title(random: Random, person: Person, place: str, full: str) -> str:
    if person.moved_at:
        moved = person.moved_at + timedelta(hours=9)
        when = random.choice(
            (
                f"{moved.year}年{moved.month}月",
                f"R{moved.year - 2018}.{moved.month}",
                f"令和{fiscal_year(moved.date())}年{moved.month}月",
            )
        )
        return random.choice(
            (
                f"{full} {person.moved_to}({when}に{person.department}から異動)",
                f"{full} {person.moved_to} ※{when} {person.department}より異動しました",
                f"{place} {person.moved_to}(元{person.department}、{when}異動)",
            )
        )
    titles = (
        (f"{full} {person.department}", 46),
        (f"{place} {person.department}", 12),
        (
            f"{full} {person.department} {random.choice(_POSTS)}",
            12,
        ),
        (full, 4),
        (person.department, 6),
        ("", 20),
    )
    return random.choices([text for text, _ in titles], [share for _, share in titles])[0]
