"""Who asks what, where and when, before a word is written."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from matcher.sources.demo._calendar import LAST_DAY, LAST_MOMENT, Calendar
from matcher.sources.demo._channels import AMBASSADORS, CLOSED_BY_TOPIC, HELP, LOUNGE, Room
from matcher.sources.demo._people import Person, in_position
from matcher.sources.demo._reference import Reference
from matcher.sources.demo._scenarios import Scenario

_TRIES = 60
_GAP_LASTS = timedelta(days=88)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is going to be asked.

    Attributes:
        scenario: Its text's source.
        asker: Who asks.
        at: When.
        room: Where.
        right_room: Where it belongs, if that is elsewhere; None = it is well placed.
        plain: Whether it is worded without the taxonomy's words.
        in_vain: Nobody has an answer (a planted gap).
    """

    scenario: Scenario
    asker: Person
    at: datetime
    room: Room
    right_room: Room | None = None
    plain: bool = False
    in_vain: bool = False


@dataclass(slots=True)
class Planner:
    """Draws the questions of the whole span."""

    random: Random
    calendar: Calendar
    reference: Reference
    people: list[Person]
    rooms: dict[str, Room]

    def questions(
        self, scenarios: tuple[Scenario, ...], count: int, gaps: tuple[tuple[str, str], ...]
    ) -> list[Question]:
        """All questions by time; those of the gaps come on top of the count."""
        weights = [self.random.uniform(0.4, 2.0) for _ in scenarios]
        weights = [
            weight * (0.3 if scenario.kind == "survey" else 1.0)
            for weight, scenario in zip(weights, scenarios, strict=True)
        ]
        topics = sorted({scenario.topic for scenario in scenarios})
        askers = {topic_id: self._askers(topic_id) for topic_id in topics}
        planned: list[Question] = []
        for scenario in self.random.choices(scenarios, weights, k=count):
            at = self.calendar.moment()
            asker = self._asker(askers[scenario.topic], scenario, at)
            if asker is not None:
                question = self._place(scenario, asker, at)
                region = self.reference.regions[asker.prefecture]
                if (scenario.topic, region) in gaps and LAST_MOMENT - at < _GAP_LASTS:
                    question = replace(question, in_vain=True)
                planned.append(question)
        for topic_id, region in gaps:
            planned += self._in_vain(
                [item for item in scenarios if item.topic == topic_id and item.kind != "survey"],
                region,
            )
        return sorted(planned, key=lambda question: (question.at, question.asker.member_id))

    def _askers(self, topic_id: str) -> tuple[list[Person], list[float]]:
        group = self.reference.topics[topic_id].group
        able = [person for person in self.people if person.asking and in_position(person, topic_id)]
        weights = (
            person.asking * (4.0 if group in person.field.groups else 0.25) for person in able
        )
        return able, list(accumulate(weights))

    def _asker(
        self, askers: tuple[list[Person], list[float]], scenario: Scenario, at: datetime
    ) -> Person | None:
        people, sums = askers
        for _ in range(_TRIES if people else 0):
            person = self.random.choices(people, cum_weights=sums)[0]
            if self._can_ask(person, scenario, at):
                person.scenarios_asked.add(scenario.scenario_id)
                return person
        return None

    @staticmethod
    def _can_ask(person: Person, scenario: Scenario, at: datetime) -> bool:
        return (
            person.government is not None
            and person.there_at(at - timedelta(days=2))
            and person.there_at(at)
            and (person.moved_at is None or at < person.moved_at)
            and scenario.scenario_id not in person.scenarios_asked
        )

    def _place(self, scenario: Scenario, asker: Person, at: datetime) -> Question:
        home = self.rooms.get(asker.prefecture)
        right = self.rooms.get(self.reference.topics[scenario.topic].channel, home)
        right = right if right is not None and right.open_at(at) else self.rooms[HELP]
        drawn = self.random.random()
        room, right_room = right, None
        closed = self.rooms.get(CLOSED_BY_TOPIC.get(scenario.topic, ""))
        if closed is not None and closed.open_at(at) and self.random.random() < 0.6:
            return Question(scenario, asker, at, closed)
        if drawn < 0.16:
            room = self.rooms[HELP]
        elif drawn < 0.24 and home is not None:
            room = home
        elif drawn < 0.26:
            room, right_room = self.rooms[LOUNGE], right
        elif drawn < 0.31:
            room = self._wrong_room(right, at)
            right_room = right
        return Question(scenario, asker, at, room, right_room, plain=self.random.random() < 0.27)

    def _wrong_room(self, right: Room, at: datetime) -> Room:
        topic_rooms = [
            self.rooms[item.name]
            for item in self.reference.channels
            if item.kind == "topic"
            and item.name in self.rooms
            and self.rooms[item.name] is not right
            and item.name != AMBASSADORS
            and self.rooms[item.name].open_at(at)
        ]
        return self.random.choice(topic_rooms)

    def _in_vain(self, scenarios: list[Scenario], region: str) -> list[Question]:
        """Five to eight questions of one region in the last weeks."""
        local = [
            person
            for person in self.people
            if person.prefecture and self.reference.regions[person.prefecture] == region
        ]
        planned: list[Question] = []
        for _ in range(self.random.randint(6, 8) if scenarios else 0):
            scenario = self.random.choice(scenarios)
            at = self.calendar.moment(LAST_DAY - _GAP_LASTS, LAST_DAY - timedelta(days=3))
            able = [person for person in local if self._can_ask(person, scenario, at)]
            if not able:
                continue
            asker = self.random.choice(able)
            asker.scenarios_asked.add(scenario.scenario_id)
            room = self.rooms.get(self.reference.topics[scenario.topic].channel)
            room = room or self.rooms[HELP]
            planned.append(
                Question(scenario, asker, at, room, plain=self.random.random() < 0.2, in_vain=True)
            )
        return planned


def is_recent(at: datetime, days: int) -> bool:
    """Whether a moment lies in the last days of the span, but not within its last two."""
    return timedelta(days=2) < LAST_MOMENT - at < timedelta(days=days)
