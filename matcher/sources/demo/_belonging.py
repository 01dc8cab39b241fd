"""Who is in which channel, and what members say of themselves in the product."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from matcher.domain import Membership, Profile
from matcher.sources.demo._calendar import LAST_MOMENT
from matcher.sources.demo._channels import HELP, INTRODUCTION, LOUNGE, NEWS, Room
from matcher.sources.demo._expertise import Knowledge
from matcher.sources.demo._ledger import Post
from matcher.sources.demo._people import Person
from matcher.sources.demo._reference import Reference

_EVERYONES = {INTRODUCTION: 1.0, NEWS: 0.97, HELP: 0.85, LOUNGE: 0.6}


def draw_memberships(
    random: Random,
    reference: Reference,
    people: Sequence[Person],
    rooms: dict[str, Room],
    posts: Sequence[Post],
) -> tuple[Membership, ...]:
    """Members are where they write, where their field is talked about, and where all are.

    Nobody is in an archived channel, as in Slack's own exports.
    """
    first_posts: dict[tuple[str, str], datetime] = {}
    for post in posts:
        key = (post.author.member_id, post.room.channel.name)
        first_posts[key] = min(post.posted_at, first_posts.get(key, post.posted_at))
    written: dict[str, list[str]] = {}
    for member_id, name in first_posts:
        written.setdefault(member_id, []).append(name)
    groups: dict[str, dict[str, None]] = {}
    for topic in reference.topics.values():
        groups.setdefault(topic.group, {})[topic.channel] = None
    joined: list[Membership] = []
    for person in people:
        names = {name: None for name, share in _EVERYONES.items() if random.random() < share}
        if random.random() < 0.75:
            names[person.prefecture] = None
        for group in person.field.groups:
            names.update({name: None for name in groups[group] if random.random() < 0.6})
        names.update(dict.fromkeys(written.get(person.member_id, ())))
        for name in names:
            room = rooms.get(name)
            if room is None or room.channel.archived:
                continue
            at = max(person.joined_at, room.channel.created_at or person.joined_at)
            at += timedelta(minutes=random.randrange(1, 20 * 24 * 60))
            at = min(at, first_posts.get((person.member_id, name), LAST_MOMENT))
            if person.there_at(at):
                joined.append(Membership(room.channel_id, person.member_id, at))
    return tuple(joined)


def draw_profiles(
    random: Random, reference: Reference, people: Sequence[Person], knowledge: Knowledge
) -> tuple[Profile, ...]:
    """About a third of the members filled in the product's form; those alone in IT who say so."""
    known: dict[str, list[str]] = {}
    for item in knowledge.expertise:
        known.setdefault(item.member_id, []).append(item.topic_id)
    groups: dict[str, list[str]] = {}
    for topic in reference.topics.values():
        groups.setdefault(topic.group, []).append(topic.topic_id)
    profiles: list[Profile] = []
    for person in people:
        says = person.solo_said == "profile"
        if person.left_at or not (says or random.random() < 0.32):
            continue
        own = [topic_id for group in person.field.groups for topic_id in groups[group]]
        interests = dict.fromkeys(
            random.sample(known.get(person.member_id, []), 1) if known.get(person.member_id) else []
        )
        interests.update(dict.fromkeys(random.sample(own, min(len(own), random.randint(1, 4)))))
        profiles.append(
            Profile(
                member_id=person.member_id,
                organization_code=person.organization_code if random.random() < 0.93 else "",
                department=person.section_at(LAST_MOMENT) if random.random() < 0.8 else "",
                interests=tuple(interests),
                solo_it=says or (person.solo_said == "introduction" and random.random() < 0.3),
                hidden=random.random() < 0.015,
                hidden_topics=tuple(known.get(person.member_id, ())[:1])
                if random.random() < 0.03
                else (),
                weekly_limit=random.choices((2, 3, 5, 8, 10), (10, 20, 50, 12, 8))[0],
                away_until=date(2024, 11, random.randrange(5, 31))
                if random.random() < 0.02
                else None,
            )
        )
    return tuple(profiles)
