"""Cutting long rows of records into batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from matcher.domain import Account, Batch, Channel, Membership

BATCH_SIZE: Final = 4_000
"""Records in a batch: a few megabytes, and few enough round trips to the store."""

READING_POSTS: Final = "投稿を読み込んでいます"
"""What is going on, as progress tells it."""

T = TypeVar("T")


def chunks(items: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """The items in groups of :data:`BATCH_SIZE`."""
    rest = iter(items)
    while group := tuple(islice(rest, BATCH_SIZE)):
        yield group


def account_batches(accounts: Iterable[Account]) -> Iterator[Batch]:
    """Batches of nothing but accounts."""
    return (Batch(accounts=group) for group in chunks(accounts))


def channel_batches(channels: Iterable[Channel]) -> Iterator[Batch]:
    """Batches of nothing but channels."""
    return (Batch(channels=group) for group in chunks(channels))


def membership_batches(memberships: Iterable[Membership]) -> Iterator[Batch]:
    """Batches of nothing but memberships."""
    return (Batch(memberships=group) for group in chunks(memberships))
