"""Memberships, as far as the messages on joining and leaving tell them."""

import hashlib
from collections.abc import Container, Iterable
from collections.abc import Set as AbstractSet

from matcher.domain import Membership
from matcher.sources.slack_api._posts import Passage


def joinings(
    channel_id: str, passages: Iterable[Passage], members: AbstractSet[str]
) -> tuple[Membership, ...]:
    """Since when those who are in a channel are in it: the earliest moment that is told."""
    found: dict[str, Membership] = {}
    for passage in _newest_first(passages):
        if passage.joined and passage.account_id in members:
            found[passage.account_id] = Membership(channel_id, passage.account_id, passage.at)
    return tuple(found.values())


def last_passages(
    channel_id: str,
    passages: Iterable[Passage],
    accounts: Container[str],
    settled: Iterable[str],
) -> tuple[tuple[Membership, ...], frozenset[str]]:
    """Who is in a channel whose members are not told: those whose last passage is a joining.

    Args:
        channel_id: The channel.
        passages: Of one page; pages come newest first.
        accounts: Ids of the described accounts.
        settled: Marks of those whose last passage was on an earlier page.

    Returns:
        Memberships, and the marks with those of this page.
    """
    marks = set(settled)
    found = []
    for passage in _newest_first(passages):
        mark = hashlib.sha256(f"{channel_id} {passage.account_id}".encode()).hexdigest()[:16]
        if mark in marks or passage.account_id not in accounts:
            continue
        marks.add(mark)
        if passage.joined:
            found.append(Membership(channel_id, passage.account_id, passage.at))
    return tuple(found), frozenset(marks)


def _newest_first(passages: Iterable[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: (passage.at, passage.joined), reverse=True)
