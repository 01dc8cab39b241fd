"""What everything that is written shares: chance, calendar, people, channels, the ledger."""

from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from random import Random

from matcher.sources.demo import _phrases
from matcher.sources.demo._calendar import Calendar
from matcher.sources.demo._channels import Room
from matcher.sources.demo._ledger import Bot, Ledger
from matcher.sources.demo._people import Person
from matcher.sources.demo._reference import Reference
from matcher.sources.demo._talk import Talk
from matcher.sources.demo._truth import Planted
from matcher.sources.demo._wording import Wording

_HABITS: dict[str, Callable[[Person], float]] = {
    "nodding": lambda person: person.nodding,
    "guiding": lambda person: person.guiding,
    "welcoming": lambda person: person.welcoming,
    "talking": lambda person: person.talking,
}
_TRIES = 30


def fits_after(reply: str, text: str) -> bool:
    """Whether a reply does not speak of something that the post does not mention."""
    return all(
        any(word in text for word in words)
        for mark, words in _phrases.ONLY_AFTER.items()
        if mark in reply
    )


@dataclass(slots=True)
class Stage:
    """The community while it is being written."""

    random: Random
    calendar: Calendar
    reference: Reference
    people: list[Person]
    bots: tuple[Bot, Bot]
    rooms: dict[str, Room]
    talk: Talk
    ledger: Ledger
    wording: Wording
    planted: Planted
    _pools: dict[str, tuple[list[Person], list[float]]] = field(init=False, default_factory=dict)
    _local: dict[str, list[Person]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, habit in _HABITS.items():
            able = [person for person in self.people if habit(person) > 0]
            self._pools[name] = (able, list(accumulate(habit(person) for person in able)))
        for person in self.people:
            if person.prefecture and (person.talking or person.welcoming):
                self._local.setdefault(person.prefecture, []).append(person)

    def someone(self, habit: str, at: datetime) -> Person | None:
        """Someone with a habit who is there at a moment, the more of it the likelier."""
        people, sums = self._pools[habit]
        for _ in range(_TRIES if people else 0):
            drawn = self.random.random() * sums[-1]
            person = people[min(bisect(sums, drawn), len(people) - 1)]
            if person.there_at(at):
                return person
        return None

    def local(self, prefecture: str, at: datetime) -> Person | None:
        """Someone of a prefecture who talks and is there."""
        people = self._local.get(prefecture, [])
        for _ in range(_TRIES if people else 0):
            person = self.random.choice(people)
            if person.there_at(at):
                return person
        return None

    def term(self, group: str = "") -> str:
        """A word of the taxonomy as people use it, of a group or of any."""
        topics = [
            topic
            for topic in self.reference.topics.values()
            if (topic.group == group if group else topic.group != "コミュニティ")
        ]
        terms = [
            term
            for topic in self.random.sample(topics, 1)
            for term in topic.terms[:3]
            if len(term) > 2
        ]
        return self.random.choice(terms) if terms else topics[0].name
