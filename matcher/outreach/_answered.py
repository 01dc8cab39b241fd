"""Which conversations got an answer, and not only a nod."""

import numpy as np
import numpy.typing as npt

from matcher.snapshot import Snapshot

SHORTEST_ANSWER = 10
"""A reply with fewer terms is a nod (参考になります, うちも知りたいです), unless it holds a link.

In the demo (seed 1) 99 % of the answers have 11 terms or more, and no nod has more than 9.
"""


def helpful_replies(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """Rows of the posts with which members help others, in order of time."""
    posts = snapshot.answers["post"].to_numpy(dtype=np.int64)
    long = snapshot.facts.posts["term_count"].to_numpy()[posts] >= SHORTEST_ANSWER
    linking = np.isin(posts, snapshot.facts.links["post"].to_numpy(dtype=np.int64))
    return np.sort(posts[long | linking])


def answered_conversations(snapshot: Snapshot) -> npt.NDArray[np.bool_]:
    """Per conversation, whether someone helped there, or the matter is settled."""
    table, posts = snapshot.conversations, snapshot.facts.posts
    answered = table["solved"].to_numpy(dtype=bool, copy=True)
    answered[snapshot.conversation[helpful_replies(snapshot)]] = True
    asker = table["asker"].to_numpy()[snapshot.conversation]
    by_asker = (asker >= 0) & (posts["author"].to_numpy() == asker)
    settles = by_asker & posts["solved"].to_numpy(dtype=bool) & ~posts["is_root"].to_numpy()
    answered[snapshot.conversation[settles]] = True
    return answered
