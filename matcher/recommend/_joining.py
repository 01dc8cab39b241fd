"""Which further channels someone would join, from where they already are and what others do."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.domain import Reason
from matcher.snapshot import DAY, Snapshot

SEEN_DAYS = 365
"""Who wrote in a channel within this time is there, whether or not a membership list says so."""

SHRINKAGE = 100.0
"""λ of EASE: a link between channels is trusted as far as this many people would bear it out."""

POPULAR = 0.2
"""Weight of how many are in a channel, beside the links; see docs/decisions/0003."""


@dataclass(frozen=True)
class Joining:
    """What speaks for joining each channel.

    Attributes:
        own: Numbers of the channels that one is in.
        links: own channels × channels: what being in the one says for being in the other.
        popular: Per channel, the share of all people in any channel who are in it.
    """

    own: tuple[int, ...]
    links: npt.NDArray[np.float64]
    popular: npt.NDArray[np.float64]

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """The links added up, and how popular the channel is."""
        result: npt.NDArray[np.float64] = self.links.sum(axis=0) + POPULAR * self.popular
        return result


def presence(snapshot: Snapshot) -> sparse.csr_matrix:
    """Accounts × channels, 1 where a member is: listed as one of the channel, or wrote lately."""
    members = snapshot.facts.members["is_member"].to_numpy(dtype=bool)
    posts, listed = snapshot.facts.posts, snapshot.facts.memberships
    late = posts[posts["at"] >= snapshot.as_of - SEEN_DAYS * DAY]
    account = np.concatenate([late["author"].to_numpy(), listed["member"].to_numpy()])
    channel = np.concatenate([late["channel"].to_numpy(), listed["channel"].to_numpy()])
    counted = (account >= 0) & members[account]
    there = sparse.csr_matrix(
        (np.ones(int(counted.sum())), (account[counted], channel[counted])),
        shape=(len(members), len(snapshot.facts.channels)),
    )
    there.data[:] = 1.0
    return there


def channel_links(there: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    """Channels × channels: how much being in the row's speaks for being in the column's.

    EASE (Steck 2019, Embarrassingly shallow autoencoders for sparse data): the linear model that
    tells best who is in a channel from the other channels they are in, in closed form.

    Args:
        there: See :func:`presence`.
    """
    together = (there.T @ there).toarray()
    precision = np.linalg.inv(together + SHRINKAGE * np.eye(len(together)))
    links: npt.NDArray[np.float64] = -precision / np.diag(precision)
    np.fill_diagonal(links, 0.0)
    return links


def score_joining(there: sparse.csr_matrix, own: Iterable[int]) -> Joining:
    """Score every channel for someone who is in some already, or in none.

    Args:
        there: See :func:`presence`.
        own: Numbers of the channels that they are in.
    """
    numbers = tuple(sorted(own))
    people = np.asarray(there.sum(axis=0)).ravel()
    somewhere = int((there.sum(axis=1) > 0).sum())
    return Joining(numbers, channel_links(there)[list(numbers)], people / max(somewhere, 1))


def linked_reason(
    snapshot: Snapshot, there: sparse.csr_matrix, joining: Joining, number: int, weight: float
) -> Reason:
    """Of one's channels the one that speaks most for another, and how many are in both."""
    own = joining.own[int(np.argmax(joining.links[:, number]))]
    here, both = there[:, own], there[:, own].multiply(there[:, number])
    name = snapshot.facts.channels["name"].iloc[own]
    text = (
        f"あなたのいる #{name} の{int(here.sum())}人のうち{int(both.sum())}人が、ここにもいます。"
    )
    return Reason("channel_linked", text, (), weight)
