"""Which further channels someone would join, from where they already are and what others do."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import Reason
from matcher.snapshot import Snapshot

POPULAR = 0.2
"""Weight of how many are in a channel, beside the links; see docs/decisions/0003."""

FEW = 1
"""Whoever is in no more channels than this has just begun: not being in the others says nothing
yet, and what many do counts more."""

BORNE_OUT = 100.0
"""People by whom the share of a channel's people who are also in another one is drawn to the share
of all people: of a small channel little can be told."""


@dataclass(frozen=True)
class Joining:
    """What speaks for joining each channel.

    Attributes:
        own: Numbers of the channels that one is in.
        links: own channels × channels: what being in the one says for being in the other.
        popular: Per channel, what it adds that many are in it.
    """

    own: tuple[int, ...]
    links: npt.NDArray[np.float64]
    popular: npt.NDArray[np.float64]

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """The links added up, and how popular the channel is."""
        result: npt.NDArray[np.float64] = self.links.sum(axis=0) + self.popular
        return result


def score_joining(snapshot: Snapshot, own: Iterable[int]) -> Joining:
    """Score every channel for someone who is in some already, or in none.

    From the second channel on EASE tells (see :mod:`matcher.snapshot._presence`), with the share
    of all people who are in a channel added lightly. EASE reads being in no other channel as a
    choice; of someone in one channel that is not known yet. Their score is the share of that
    channel's people who are also in the other, drawn to the share of all people:
    ``(both + BORNE_OUT · popular) / (here + BORNE_OUT)``.

    Args:
        snapshot: The community.
        own: Numbers of the channels that they are in.
    """
    numbers = tuple(sorted(own))
    there = snapshot.presence
    people = np.asarray(there.sum(axis=0)).ravel()
    popular = people / max(int((there.sum(axis=1) > 0).sum()), 1)
    if len(numbers) > FEW:
        return Joining(numbers, snapshot.channel_links[list(numbers)], POPULAR * popular)
    both = (there[:, list(numbers)].T @ there).toarray()
    here = people[list(numbers), np.newaxis]
    links = (both - here * popular) / (here + BORNE_OUT)
    links[np.arange(len(numbers)), list(numbers)] = 0.0
    return Joining(numbers, links, popular)


def linked_reason(snapshot: Snapshot, joining: Joining, number: int, weight: float) -> Reason:
    """Of one's channels the one that speaks most for another, and how many are in both."""
    own = joining.own[int(np.argmax(joining.links[:, number]))]
    there = snapshot.presence
    here, both = there[:, own], there[:, own].multiply(there[:, number])
    name = snapshot.facts.channels["name"].iloc[own]
    text = (
        f"あなたのいる #{name} の{int(here.sum()):,}人のうち"
        f"{int(both.sum()):,}人が、ここにもいます。"
    )
    return Reason("channel_linked", text, (), weight)
