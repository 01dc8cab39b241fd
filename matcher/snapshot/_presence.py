"""Who is in which channel, and which channels the same people are in."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.snapshot._facts import Facts

SHRINKAGE = 100.0
"""λ of EASE: a link between channels is trusted as far as this many people would bear it out."""


def presence(facts: Facts, since: int) -> sparse.csr_matrix:
    """Accounts × channels, 1 where a member is: listed as one of the channel, or wrote lately.

    Args:
        facts: What is known.
        since: Who wrote in a channel from this moment on is there, whether or not a membership
            list says so (microseconds).
    """
    members = facts.members["is_member"].to_numpy(dtype=bool)
    late = int(np.searchsorted(facts.posts["at"].to_numpy(), since))
    listed = facts.memberships
    account = np.concatenate([facts.posts["author"].to_numpy()[late:], listed["member"].to_numpy()])
    channel = np.concatenate(
        [facts.posts["channel"].to_numpy()[late:], listed["channel"].to_numpy()]
    )
    counted = (account >= 0) & members[account]
    there = sparse.csr_matrix(
        (np.ones(int(counted.sum())), (account[counted], channel[counted])),
        shape=(len(members), len(facts.channels)),
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
