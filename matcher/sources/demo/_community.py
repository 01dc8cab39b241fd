"""The demo community as a source: made once from a seed, delivered in batches."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from matcher.domain import (
    Account,
    AccountKind,
    Batch,
    InputError,
    Membership,
    Message,
    Profile,
    Progress,
    Role,
    SourceNotes,
)
from matcher.sources.demo._belonging import draw_memberships, draw_profiles
from matcher.sources.demo._calendar import Calendar
from matcher.sources.demo._cast import Cast, draw_cast
from matcher.sources.demo._channels import Room, draw_rooms
from matcher.sources.demo._expertise import Knowledge, draw_knowledge
from matcher.sources.demo._introductions import Introductions
from matcher.sources.demo._ledger import Bot, Ledger
from matcher.sources.demo._life import Life
from matcher.sources.demo._people import Person, draw_ids, draw_people, write_profiles
from matcher.sources.demo._plan import Planner
from matcher.sources.demo._reference import Reference, load_reference
from matcher.sources.demo._scenarios import load_scenarios
from matcher.sources.demo._stage import Stage
from matcher.sources.demo._talk import load_talk
from matcher.sources.demo._threads import Threads
from matcher.sources.demo._truth import DemoTruth, Planted, make_truth
from matcher.sources.demo._wording import Wording

DEFAULT_MEMBERS = 1500
DEFAULT_SEED = 20241101
FEWEST_MEMBERS = 60
MOST_MEMBERS = 15_000

_MESSAGES_PER_MEMBER = 25_000 / 1500
_QUESTIONS_PER_MEMBER = 2_900 / 1500
_BATCH = 5_000

DEMO_TEAM_ID = "T0DEMO0000"
"""Slack's id of the fictitious workspace: how a database is known to hold the demo."""


@dataclass(frozen=True, slots=True)
class _Made:
    reference: Reference
    people: list[Person]
    bots: tuple[Bot, ...]
    rooms: dict[str, Room]
    cast: Cast
    knowledge: Knowledge
    planted: Planted
    messages: list[Message]
    memberships: tuple[Membership, ...]
    profiles: tuple[Profile, ...]


class DemoCommunity:
    """A fictitious community of staff of local governments; the same for the same arguments.

    Args:
        members: How many members, 60 to 15,000; everything else grows with them.
        seed: Where chance starts.
        folder: Reference data; the project's own by default.

    Raises:
        InputError: The number of members is out of range. The methods raise it when a
            scenario or the reference data cannot be read.
    """

    def __init__(
        self, members: int = DEFAULT_MEMBERS, seed: int = DEFAULT_SEED, folder: Path | None = None
    ) -> None:
        if not FEWEST_MEMBERS <= members <= MOST_MEMBERS:
            raise InputError(
                "デモの参加者の数が範囲の外です。",
                remedy=f"{FEWEST_MEMBERS}から{MOST_MEMBERS:,}までの数を指定してください。",
                value=str(members),
            )
        self.members = members
        self.seed = seed
        self.notes = SourceNotes(team_id=DEMO_TEAM_ID)
        self._folder = folder

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield accounts, channels and memberships, then the messages by time."""
        made = self._made
        accounts = [
            Account(
                account_id=person.member_id,
                name=person.display,
                real_name=person.name.full,
                title=person.title,
                email=person.email,
                active=person.left_at is None,
                first_seen_at=person.joined_at,
            )
            for person in made.people
        ]
        accounts += [
            Account(account_id=bot.member_id, name=bot.name, kind=AccountKind.BOT)
            for bot in made.bots
        ]
        yield Batch(
            accounts=tuple(accounts),
            channels=tuple(room.channel for room in made.rooms.values()),
            memberships=made.memberships,
        )
        total = len(made.messages)
        for start in range(0, total, _BATCH):
            part = tuple(made.messages[start : start + _BATCH])
            yield Batch(messages=part)
            progress("デモの会話を書いています", start + len(part), total)

    def profiles(self) -> tuple[Profile, ...]:
        """What about a third of the members say of themselves in the product."""
        return self._made.profiles

    def roles(self) -> tuple[Role, ...]:
        """Ambassadors, organizers and an administrator with their terms."""
        return self._made.cast.roles

    def truth(self) -> DemoTruth:
        """What is really so; for tests only."""
        made = self._made
        return make_truth(
            made.reference, made.people, made.cast, made.knowledge, made.planted, made.messages
        )

    @cached_property
    def _made(self) -> _Made:
        reference = load_reference(self._folder)
        demo = reference.folder / "demo"
        scenarios = load_scenarios(demo / "scenarios", reference.topics, reference.words)
        talk = load_talk(demo / "talk.toml", reference.topics)
        people = draw_people(self._chance("people"), reference, self.members)
        cast = draw_cast(self._chance("cast"), reference, people)
        knowledge = draw_knowledge(
            self._chance("knowledge"),
            reference,
            people,
            sorted({scenario.topic for scenario in scenarios}),
            frozenset(scenario.topic for scenario in scenarios if scenario.kind != "survey"),
            frozenset((*cast.ambassadors, *cast.coming, *cast.departed, *cast.transferred)),
        )
        write_profiles(self._chance("profiles"), people)
        rooms = draw_rooms(self._chance("rooms"), reference, people)
        welcome_id, news_id = draw_ids(self._chance("bots"), "B", 2, set())
        chance = self._chance("messages")
        stage = Stage(
            random=chance,
            calendar=Calendar(chance),
            reference=reference,
            people=people,
            bots=(Bot(welcome_id, "ようこそボット"), Bot(news_id, "お知らせボット")),
            rooms=rooms,
            talk=talk,
            ledger=Ledger(chance),
            wording=Wording(chance, reference.words),
            planted=Planted(),
        )
        planner = Planner(chance, stage.calendar, reference, people, rooms)
        threads = Threads(stage, knowledge)
        wanted = round(self.members * _QUESTIONS_PER_MEMBER)
        for question in planner.questions(scenarios, wanted, knowledge.gaps):
            threads.write(question)
        Introductions(stage).write()
        life = Life(stage)
        life.write(scenarios, cast.ambassadors, self.members / DEFAULT_MEMBERS)
        life.fill_lounge(round(self.members * _MESSAGES_PER_MEMBER))
        return _Made(
            reference=reference,
            people=people,
            bots=stage.bots,
            rooms=rooms,
            cast=cast,
            knowledge=knowledge,
            planted=stage.planted,
            messages=stage.ledger.messages(),
            memberships=draw_memberships(
                self._chance("memberships"), reference, people, rooms, stage.ledger.posts
            ),
            profiles=draw_profiles(self._chance("own words"), reference, people, knowledge),
        )

    def _chance(self, part: str) -> Random:
        """A source of chance of its own for each part, so that parts do not disturb each other."""
        return Random(f"{self.seed}/{self.members}/{part}")  # noqa: S311 - nothing secret here
