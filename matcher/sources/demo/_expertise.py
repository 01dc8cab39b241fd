"""Who really knows what, and when: experts, topics with a single one, regions without any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from matcher.sources.demo._calendar import FIRST_MOMENT, LAST_MOMENT
from matcher.sources.demo._people import Person, in_position
from matcher.sources.demo._reference import Reference, Topic

_GAP_REGIONS = ("四国", "北海道", "東北", "九州・沖縄", "中国", "四国")


@dataclass(frozen=True, slots=True)
class Expertise:
    """What a member really knows.

    Attributes:
        member_id: Who.
        topic_id: Of what.
        quality: Between 0 and 1; how much they have to say.
        starts_at, ends_at: While they answer such questions; None = to this day.
    """

    member_id: str
    topic_id: str
    quality: float
    starts_at: datetime
    ends_at: datetime | None = None

    def held_at(self, moment: datetime) -> bool:
        """Whether they answer at a moment."""
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All expertise.

    Attributes:
        expertise: Every member's, by topic.
        single_holders: Topics that only one active member knows: topic id to member id.
        gaps: Topics about which a region asked in vain in the last weeks: (topic id, region).
    """

    expertise: tuple[Expertise, ...]
    single_holders: dict[str, str]
    gaps: tuple[tuple[str, str], ...]


def draw_knowledge(
    random: Random,
    reference: Reference,
    people: list[Person],
    topic_ids: list[str],
    askable: frozenset[str],
    versed: frozenset[str],
) -> Knowledge:
    """Give 1 to 4 topics to each member who answers at all.

    Args:
        random: Where chance comes from.
        reference: The taxonomy.
        people: All members.
        topic_ids: Topics that are talked about.
        askable: Those of them with questions other than surveys.
        versed: Members who know at least two topics well.
    """
    topics = [reference.topics[topic_id] for topic_id in topic_ids]
    popularity = {topic.topic_id: random.uniform(0.5, 2.0) for topic in topics}
    held: dict[str, list[Expertise]] = {topic.topic_id: [] for topic in topics}
    answerers = [person for person in people if person.answering > 0]
    for person in answerers:
        wanted = 4 if person.member_id in versed else random.choices((1, 2, 3), (45, 35, 20))[0]
        for topic in _topics_of(random, person, topics, popularity, wanted):
            expertise = _expertise(random, person, topic, sure=person.member_id in versed)
            held[topic.topic_id].append(expertise)
    _fill_empty(random, held, topics, answerers)
    single = _thin_out(held, people, max(2, round(len(topics) * 0.08)))
    spared = [topic for topic in topics if topic.topic_id in askable - single.keys()]
    spared.sort(key=lambda topic: -popularity[topic.topic_id])
    gaps = tuple(
        (topic.topic_id, region)
        for topic, region in zip(spared[2 : 2 + len(_GAP_REGIONS)], _GAP_REGIONS, strict=False)
    )
    return Knowledge(tuple(item for items in held.values() for item in items), single, gaps)


def _fit(person: Person, topic: Topic) -> float:
    """How likely someone of a field of work is to know a topic."""
    if not in_position(person, topic.topic_id):
        return 0.001
    if topic.group not in person.field.groups:
        return 0.04
    return 6.0 if topic.group == person.field.groups[0] else 2.5


def _topics_of(
    random: Random,
    person: Person,
    topics: Sequence[Topic],
    popularity: dict[str, float],
    wanted: int,
) -> list[Topic]:
    keys = {
        topic.topic_id: random.random()
        ** (1.0 / (_fit(person, topic) * popularity[topic.topic_id]))
        for topic in topics
    }
    return sorted(topics, key=lambda topic: -keys[topic.topic_id])[:wanted]


def _expertise(random: Random, person: Person, topic: Topic, *, sure: bool) -> Expertise:
    begun = max(FIRST_MOMENT, person.joined_at + timedelta(days=random.randrange(3, 40)))
    ends = [moment for moment in (person.left_at, person.moved_at) if moment]
    if not sure and not ends and random.random() < 0.15:
        days = (LAST_MOMENT - begun).days
        if days > 200:
            ends.append(begun + timedelta(days=random.randrange(120, days - 60)))
    return Expertise(
        member_id=person.member_id,
        topic_id=topic.topic_id,
        quality=round(random.uniform(0.7, 1.0) if sure else random.betavariate(2, 2.2), 3),
        starts_at=begun,
        ends_at=min(ends) if ends else None,
    )


def _fill_empty(
    random: Random, held: dict[str, list[Expertise]], topics: list[Topic], answerers: list[Person]
) -> None:
    """See to it that somebody knows each topic now."""
    loads = {person.member_id: 0 for person in answerers}
    for items in held.values():
        for item in items:
            loads[item.member_id] += 1
    lasting = [person for person in answerers if not person.left_at and not person.moved_at]
    for topic in topics:
        if any(item.ends_at is None for item in held[topic.topic_id]):
            continue
        free = [
            person
            for person in lasting
            if loads[person.member_id] < 4
            and all(item.member_id != person.member_id for item in held[topic.topic_id])
        ]
        weights = [_fit(person, topic) / (1 + loads[person.member_id]) for person in free]
        if not free:
            continue
        person = random.choices(free, weights)[0]
        loads[person.member_id] += 1
        held[topic.topic_id].append(_expertise(random, person, topic, sure=True))


def _thin_out(
    held: dict[str, list[Expertise]], people: list[Person], wanted: int
) -> dict[str, str]:
    """Leave a few topics to one person each, who has been there from early on."""
    by_id = {person.member_id: person for person in people}
    single: dict[str, str] = {}
    fewest_first = sorted(held, key=lambda topic_id: (len(held[topic_id]), topic_id))
    for topic_id in fewest_first:
        lasting = [
            item
            for item in held[topic_id]
            if item.ends_at is None and item.member_id not in single.values()
        ]
        if len(single) == wanted:
            break
        if not lasting:
            continue
        holder = min(lasting, key=lambda item: (item.starts_at, item.member_id))
        person = by_id[holder.member_id]
        person.answering = max(person.answering, 2.0)
        held[topic_id] = [
            Expertise(person.member_id, topic_id, max(0.8, holder.quality), holder.starts_at)
        ]
        single[topic_id] = holder.member_id
    return single
