"""Newcomers to whom a word may help: not introduced, not answered, or fallen silent."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind
from matcher.outreach._silence import joining_moments, silence_features, silence_risk
from matcher.snapshot import DAY, Snapshot

NEWCOMER_DAYS = 90
TIME_TO_INTRODUCE_DAYS = 1
"""Who joined later than this may still be about to introduce themselves."""

SILENT_DAYS = 14
"""Who wrote nothing for so long has fallen silent."""

BEFORE_RECORDS_DAYS = 30
"""Where joining is only known from the first post, one this early in the data may be of someone
who was there before it begins."""

FRESH_HALF_LIFE_DAYS = 14.0
"""A word helps most soon after what it answers."""


class Situation(StrEnum):
    """Why a word may help a newcomer; the values are the codes of the reasons."""

    NO_REPLY = "no_reply_yet"
    """They introduced themselves and no person answered; a bot's welcome is no answer."""
    NOT_INTRODUCED = "not_introduced"
    """They have not written anything yet."""
    SILENT = "silent_since"
    """They wrote, and stopped."""


URGENCY = {Situation.NO_REPLY: 1.0, Situation.NOT_INTRODUCED: 0.6, Situation.SILENT: 0.5}
"""Who waits for an answer comes first; chosen by hand."""


@dataclass(frozen=True, slots=True)
class NewcomerInNeed:
    """A newcomer to whom a word may help.

    Attributes:
        number: Account number.
        situation: Why.
        joined_at: When they joined (microseconds).
        since: Since when it is so: their introduction, their joining, their last post.
        post: Row of that post; None for those who have not written.
        need: How much a word is likely to help, for ordering; never shown.
    """

    number: int
    situation: Situation
    joined_at: int
    since: int
    post: int | None
    need: float


def find_newcomers(snapshot: Snapshot) -> tuple[NewcomerInNeed, ...]:
    """Newcomers to whom a word may help, those whom it is likely to help most first.

    ``need = urgency of the situation · 0.5^(days since it began / 14) · (½ + risk of silence / 2)``
    """
    members = snapshot.facts.members
    joined = joining_moments(snapshot.facts)
    known = members["joined_at"].to_numpy() > 0
    begins = snapshot.facts.posts["at"].iloc[0] if len(snapshot.facts.posts) else 0
    new = (members["is_member"] & members["active"]).to_numpy(dtype=bool, copy=True)
    new &= (joined > snapshot.as_of - NEWCOMER_DAYS * DAY) & (joined < snapshot.as_of)
    new &= known | (joined >= begins + BEFORE_RECORDS_DAYS * DAY)
    numbers = np.flatnonzero(new)
    at = np.full(len(numbers), snapshot.as_of)
    risk = silence_risk(silence_features(snapshot.facts, numbers, at))
    found = [
        _in_need(snapshot, number, int(joined[number]), view, float(chance))
        for number, view, chance in zip(
            numbers.tolist(), _views(snapshot, numbers), risk, strict=True
        )
    ]
    return tuple(sorted(filter(None, found), key=lambda one: (-one.need, one.number)))


@dataclass(frozen=True, slots=True)
class _View:
    """What can be seen of a newcomer: rows of posts, moments (0 never)."""

    last_post: int | None
    introduction: int | None
    answered: bool
    addressed_at: int


def _views(snapshot: Snapshot, numbers: npt.NDArray[np.int64]) -> list[_View]:
    posts = snapshot.facts.posts
    author = posts["author"].to_numpy()
    written = np.flatnonzero(np.isin(author, numbers))
    last = dict(zip(author[written].tolist(), written.tolist(), strict=True))
    introductions = _introductions(snapshot)
    addressed = _addressed(snapshot)
    return [
        _View(
            last_post=last.get(number),
            introduction=introductions.get(number),
            answered=number in introductions
            and _is_answered(snapshot, introductions[number], set(introductions.values())),
            addressed_at=addressed.get(number, 0),
        )
        for number in numbers.tolist()
    ]


def _in_need(
    snapshot: Snapshot, number: int, joined: int, view: _View, risk: float
) -> NewcomerInNeed | None:
    """The newcomer's situation; None when nothing needs to be said."""
    at = snapshot.facts.posts["at"].to_numpy()
    if view.introduction is not None and not view.answered and not view.addressed_at:
        situation, post = Situation.NO_REPLY, view.introduction
    elif view.last_post is None:
        situation, post = Situation.NOT_INTRODUCED, None
        can_introduce = bool(snapshot.channels_of_kind(ChannelKind.INTRODUCTION))
        early = joined > snapshot.as_of - TIME_TO_INTRODUCE_DAYS * DAY
        if view.addressed_at or early or not can_introduce:
            return None
    else:
        situation, post = Situation.SILENT, view.last_post
        quiet = snapshot.as_of - SILENT_DAYS * DAY
        if at[post] > quiet or view.addressed_at > max(quiet, int(at[post]) + DAY):
            return None
    since = joined if post is None else int(at[post])
    fresh = 0.5 ** ((snapshot.as_of - since) / DAY / FRESH_HALF_LIFE_DAYS)
    need = URGENCY[situation] * fresh * (0.5 + risk / 2)
    return NewcomerInNeed(number, situation, joined, since, post, need)


def _introductions(snapshot: Snapshot) -> dict[int, int]:
    """Row of the self-introduction by account number."""
    told = snapshot.facts.members["introduction"]
    owner = {message_id: number for number, message_id in enumerate(told) if message_id}
    message_ids = snapshot.facts.posts["message_id"]
    rows = np.flatnonzero(message_ids.isin(owner).to_numpy())
    return {owner[message_ids.iloc[row]]: row for row in rows.tolist()}


def _is_answered(snapshot: Snapshot, introduction: int, introductions: set[int]) -> bool:
    """Whether another member wrote after an introduction in its conversation.

    Where introductions are not threaded, the next newcomer's own one is no answer.
    """
    given = snapshot.answers
    conversation = snapshot.conversation[introduction]
    posts = given["post"].to_numpy()[given["conversation"].to_numpy() == conversation]
    author = snapshot.facts.posts["author"].to_numpy()
    return any(
        row > introduction and row not in introductions and author[row] != author[introduction]
        for row in posts.tolist()
    )


def _addressed(snapshot: Snapshot) -> dict[int, int]:
    """When another member last mentioned each account."""
    mentions, posts = snapshot.facts.mentions, snapshot.facts.posts
    author = posts["author"].to_numpy()[mentions["post"].to_numpy(dtype=np.int64)]
    mentioned = mentions["member"].to_numpy()
    is_member = snapshot.facts.members["is_member"].to_numpy(dtype=bool)
    by_member = (author >= 0) & is_member[author] & (author != mentioned)
    rows = mentions["post"].to_numpy(dtype=np.int64)[by_member]
    at = posts["at"].to_numpy()[rows]
    return dict(zip(mentioned[by_member].tolist(), at.tolist(), strict=True))
