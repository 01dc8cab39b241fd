"""Everything that a demo community delivers."""

from dataclasses import dataclass

from matcher.domain import Account, Channel, Membership, Message, Profile, no_progress
from matcher.sources.demo import DemoCommunity, DemoTruth


@dataclass(frozen=True)
class Delivered:
    """All that a demo community delivers, with its truth."""

    accounts: dict[str, Account]
    channels: dict[str, Channel]
    memberships: tuple[Membership, ...]
    messages: tuple[Message, ...]
    threads: dict[str, list[Message]]
    profiles: dict[str, Profile]
    source: DemoCommunity
    truth: DemoTruth


def deliver(members: int, seed: int) -> Delivered:
    """Take everything out of a new demo community."""
    source = DemoCommunity(members, seed)
    batches = list(source.batches(no_progress))
    messages = tuple(message for batch in batches for message in batch.messages)
    threads: dict[str, list[Message]] = {}
    for message in messages:
        threads.setdefault(message.thread_id, []).append(message)
    return Delivered(
        accounts={item.account_id: item for batch in batches for item in batch.accounts},
        channels={item.channel_id: item for batch in batches for item in batch.channels},
        memberships=tuple(item for batch in batches for item in batch.memberships),
        messages=messages,
        threads=threads,
        profiles={profile.member_id: profile for profile in source.profiles()},
        source=source,
        truth=source.truth(),
    )
