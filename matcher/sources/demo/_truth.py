"""What is true of the demo community: for tests only, never stored, never given to a build."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from matcher.domain import LocalGovernment, Message
from matcher.sources.demo._calendar import LAST_MOMENT
from matcher.sources.demo._cast import Cast
from matcher.sources.demo._expertise import Expertise, Knowledge
from matcher.sources.demo._people import Person
from matcher.sources.demo._reference import Reference

_NEAR_KM = 80.0
_MISSING_SHOWN = 10


@dataclass(slots=True)
class Planted:
    """What was planted while messages were written.

    Attributes:
        question_topics: Thread id of each question to the topic it is about.
        question_scenarios: Thread id of each question to its scenario.
        plain_questions: Threads whose opening holds no word of the taxonomy.
        survey_items: Thread id of each survey to its columns.
        survey_answers: Thread id of each survey to the organization codes that answered in form.
        answers: Message id of each answer that says something to its topic.
        guides: Thread id of a question to the earlier thread it was guided to.
        repeated: Unanswered questions to an earlier thread that answers them.
        near_copies: Pairs of threads with the same question by the same member.
        wrong_channels: Thread id to the id of the channel where it belongs.
        hidden_questions: Message id of a lounge post that hides a question, to its topic.
        solved: Threads whose asker says that it is solved.
        silent_introductions: Newcomers whose self-introduction nobody answered.
        solo_decoys: Members who speak of being alone in IT, but are not (any more).
    """

    question_topics: dict[str, str] = field(default_factory=dict)
    question_scenarios: dict[str, str] = field(default_factory=dict)
    plain_questions: set[str] = field(default_factory=set)
    survey_items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    survey_answers: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    guides: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, str] = field(default_factory=dict)
    near_copies: list[tuple[str, str]] = field(default_factory=list)
    wrong_channels: dict[str, str] = field(default_factory=dict)
    hidden_questions: dict[str, str] = field(default_factory=dict)
    solved: set[str] = field(default_factory=set)
    silent_introductions: set[str] = field(default_factory=set)
    solo_decoys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class MemberTruth:
    """What is true of one member.

    Attributes:
        organization_code: Where they really work, whatever the profile shows.
        region: Of their prefecture, empty for agencies.
        fields: Groups of the taxonomy they deal with, their own first.
        answering: How readily they answer; 0 = never.
        home_pull: How much readier they are to answer their own region.
        island: Whether their whole local government lies on islands.
    """

    organization_code: str
    region: str
    fields: tuple[str, ...]
    answering: float
    home_pull: float
    island: bool


@dataclass(frozen=True, slots=True)
class DemoTruth:
    """The planted truth.

    Attributes:
        members: Every member, by id.
        expertise: Who knows what, how well and when.
        cast: Ambassadors, coming ambassadors, decoys, departed and transferred experts.
        single_holders: Topics that only one member knows: topic id to member id.
        gaps: Topics about which a region asked in vain at the end: (topic id, region).
        solo_it: Members who say themselves that they are alone in charge of IT.
        solo_it_unsaid: Alone, but nowhere say so: must not be taken for it.
        silent_newcomers: Joined within the last 90 days and wrote nothing at all.
        missing: Ambassador's id to local governments near by that have no member at all,
            nearest first.
        planted: What was planted message by message.
    """

    members: Mapping[str, MemberTruth]
    expertise: tuple[Expertise, ...]
    cast: Cast
    single_holders: Mapping[str, str]
    gaps: tuple[tuple[str, str], ...]
    solo_it: frozenset[str]
    solo_it_unsaid: frozenset[str]
    silent_newcomers: frozenset[str]
    missing: Mapping[str, tuple[str, ...]]
    planted: Planted


def make_truth(
    reference: Reference,
    people: Sequence[Person],
    cast: Cast,
    knowledge: Knowledge,
    planted: Planted,
    messages: Sequence[Message],
) -> DemoTruth:
    """Gather what is true of everyone and of every message."""
    wrote = {message.account_id for message in messages}
    by_id = {person.member_id: person for person in people}
    present = {person.government.code for person in people if person.government}
    absent = [item for item in reference.governments.values() if item.code not in present]
    return DemoTruth(
        members={
            person.member_id: MemberTruth(
                organization_code=person.organization_code,
                region=reference.regions.get(person.prefecture, ""),
                fields=person.field.groups,
                answering=person.answering,
                home_pull=person.home_pull,
                island=person.government is not None and person.government.island == "全域",
            )
            for person in people
        },
        expertise=knowledge.expertise,
        cast=cast,
        single_holders=dict(knowledge.single_holders),
        gaps=knowledge.gaps,
        solo_it=frozenset(person.member_id for person in people if person.solo_said),
        solo_it_unsaid=frozenset(
            person.member_id for person in people if person.solo and not person.solo_said
        ),
        silent_newcomers=frozenset(
            person.member_id
            for person in people
            if person.member_id not in wrote
            and person.left_at is None
            and person.joined_at > LAST_MOMENT - timedelta(days=90)
        ),
        missing={
            member_id: _missing_near(by_id[member_id].government, absent)
            for member_id in cast.ambassadors
        },
        planted=planted,
    )


def _missing_near(
    home: LocalGovernment | None, absent: Sequence[LocalGovernment]
) -> tuple[str, ...]:
    if home is None:
        return ()
    near = sorted((_kilometres(home, item), item.code) for item in absent)
    return tuple(code for distance, code in near[:_MISSING_SHOWN] if distance <= _NEAR_KM)


def _kilometres(here: LocalGovernment, there: LocalGovernment) -> float:
    """Great-circle distance (haversine, mean radius of the earth 6,371 km)."""
    north, south = math.radians(here.latitude), math.radians(there.latitude)
    east = math.radians(there.longitude - here.longitude)
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
