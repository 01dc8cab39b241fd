"""Who asked what, and who was of help: the two tables on which coverage and candidates stand."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.graph import fading
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, moment

YEAR_DAYS = 365

MAIN_SHARE = 0.5
"""A conversation is about a topic when at least this share of it is and its opening names it.

On demo seeds 1 and 2 the topic is then right for 90 % of the questions; topics that only the
answers name are right for 26 % of them."""

LEAST_TERMS = 6
"""A reply with fewer terms (half of what counts as a full answer) says nothing on the matter:
on demo seed 1 every answer has more, and 83 % of the nods and questions back have fewer."""

FULL_TERMS = 12
"""A reply that asks back is an answer only when it says at least this much besides."""

NO_TOPIC = -1


@dataclass(frozen=True)
class Exchange:
    """Questions of members, and the help that others gave them.

    Talk of greeting and practice is left out, and so are surveys: whoever reports their own state
    there need not know the matter.

    Attributes:
        snapshot: The community.
    """

    snapshot: Snapshot

    @cached_property
    def main_topic(self) -> npt.NDArray[np.int64]:
        """Per conversation, the topic that it is mainly about; :data:`NO_TOPIC` for none."""
        shares = self.snapshot.shares
        if not shares.shape[1]:
            return np.full(shares.shape[0], NO_TOPIC)
        strongest, share = _strongest(shares)
        main = share >= MAIN_SHARE
        main[main] = self._opening_names(np.flatnonzero(main), strongest[main])
        result: npt.NDArray[np.int64] = np.where(main, strongest, NO_TOPIC)
        return result

    def _opening_names(
        self, conversations: npt.NDArray[np.int64], topics: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.bool_]:
        """Whether the opening of each conversation names its topic."""
        facts = self.snapshot.facts
        opening = self.snapshot.conversations["opening"].to_numpy(dtype=np.int64)[conversations]
        term = facts.topics["term"].to_numpy(dtype=np.int64)[topics]
        wanted = sparse.csr_matrix(
            (np.ones(len(term)), (np.arange(len(term)), term)), (len(term), facts.terms.shape[1])
        )
        result: npt.NDArray[np.bool_] = facts.terms[opening].multiply(wanted).sum(axis=1).A1 > 0
        return result

    @cached_property
    def counted(self) -> npt.NDArray[np.bool_]:
        """Per conversation, whether it is about matters and no survey."""
        surveys = self.snapshot.conversations["survey"].to_numpy(dtype=bool)
        result: npt.NDArray[np.bool_] = self.snapshot.on_matters & ~surveys
        return result

    @cached_property
    def helps(self) -> pd.DataFrame:
        """A row per conversation and helper, by the moment of the first help.

        Columns: ``conversation``, ``member``, ``topic``, ``asker``, ``at``, ``amount`` (at most
        1), ``guided`` (whether they pointed to another thread), ``former`` (whether they have
        been moved to other work since), ``post`` (the first answer's).
        """
        snapshot, posts = self.snapshot, self.snapshot.facts.posts
        answers = snapshot.answers
        post = answers["post"].to_numpy(dtype=np.int64)
        terms = posts["term_count"].to_numpy()[post]
        asks_back = posts["asks"].to_numpy(dtype=bool)[post]
        guides = self.pointing[post]
        says = (terms >= np.where(asks_back, FULL_TERMS, LEAST_TERMS)) | guides
        conversation = answers["conversation"].to_numpy(dtype=np.int64)
        chosen = says & self.counted[conversation]
        member = answers["member"].to_numpy(dtype=np.int64)
        former = (answers["amount"].to_numpy() == 0) & (terms >= LEAST_TERMS)
        pair = (conversation * len(snapshot.facts.members) + member)[chosen]
        _, first, group = np.unique(pair, return_index=True, return_inverse=True)
        order = np.argsort(first)
        begins = np.flatnonzero(chosen)[first[order]]

        def most(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
            result = np.zeros(len(first), dtype=values.dtype)
            np.maximum.at(result, group, values[chosen])
            return result[order]

        conversations = conversation[begins]
        return pd.DataFrame(
            {
                "conversation": conversations,
                "member": member[begins],
                "at": answers["at"].to_numpy(dtype=np.int64)[begins],
                "amount": most(np.minimum(terms / FULL_TERMS, 1.0)),
                "guided": most(guides),
                "former": most(former),
                "post": post[begins],
                "topic": self.main_topic[conversations],
                "asker": snapshot.conversations["asker"].to_numpy()[conversations],
            }
        )

    @cached_property
    def pointing(self) -> npt.NDArray[np.bool_]:
        """Per post, whether it links to an earlier thread of another conversation."""
        snapshot = self.snapshot
        links = snapshot.facts.links
        known = links["thread_id"].map(snapshot.conversation_number)
        post = links["post"].to_numpy(dtype=np.int64)[known.notna()]
        target = known[known.notna()].to_numpy(dtype=np.int64)
        opened = snapshot.conversations["opened_at"].to_numpy()[target]
        earlier = (opened < snapshot.facts.posts["at"].to_numpy()[post]) & (
            target != snapshot.conversation[post]
        )
        result = np.zeros(len(snapshot.facts.posts), dtype=bool)
        result[post[earlier]] = True
        return result

    @cached_property
    def questions(self) -> pd.DataFrame:
        """A row per question of a member.

        Columns: ``conversation``, ``asker``, ``topic``, ``at``, ``answered`` (whether anybody
        was of help).
        """
        table = self.snapshot.conversations
        asked = table["asks"].to_numpy(dtype=bool) & (table["asker"].to_numpy() >= 0)
        numbers = np.flatnonzero(asked & self.counted)
        helped = np.zeros(len(table), dtype=bool)
        helped[self.helps["conversation"].to_numpy(dtype=np.int64)] = True
        return pd.DataFrame(
            {
                "conversation": numbers,
                "asker": table["asker"].to_numpy(dtype=np.int64)[numbers],
                "topic": self.main_topic[numbers],
                "at": table["opened_at"].to_numpy(dtype=np.int64)[numbers],
                "answered": helped[numbers],
            }
        )

    @cached_property
    def still_there(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it is a member who has not left and wrote in these days."""
        members = self.snapshot.facts.members
        stays = (members["is_member"] & members["active"]).to_numpy(dtype=bool)
        result: npt.NDArray[np.bool_] = stays & (
            self.snapshot.last_post_at >= max(self.recent_from, 1)
        )
        return result

    @cached_property
    def supply(self) -> pd.DataFrame:
        """The helps of the last year of those who are still there and in the same work.

        Adds ``weight``: the amount, faded by age.
        """
        helps = self.helps
        chosen = helps[
            (helps["topic"] >= 0)
            & (helps["at"] >= self.year_from)
            & ~helps["former"]
            & self.still_there[helps["member"].to_numpy()]
        ]
        faded = fading(chosen["at"].to_numpy(dtype=np.int64), self.snapshot.as_of)
        result: pd.DataFrame = chosen.assign(weight=chosen["amount"].to_numpy() * faded)
        return result

    @property
    def begin(self) -> int:
        """Moment of the first post (µs); the snapshot's moment when there is none."""
        at = self.snapshot.facts.posts["at"].to_numpy()
        return int(at[0]) if len(at) else self.snapshot.as_of

    @property
    def recent_from(self) -> int:
        """Begin of the last 90 days, or of the data."""
        return max(self.begin, self.snapshot.as_of - RECENT_DAYS * DAY)

    @property
    def year_from(self) -> int:
        """Begin of the last year, or of the data."""
        return max(self.begin, self.snapshot.as_of - YEAR_DAYS * DAY)

    def span_from(self, begin: int) -> tuple[datetime, datetime]:
        """From a moment (µs) to the snapshot's."""
        return moment(begin), moment(self.snapshot.as_of)

    def topic_names(self, topic: int) -> tuple[str, str]:
        """Id and name of a topic."""
        return self._topic_names[topic]

    @cached_property
    def _topic_names(self) -> list[tuple[str, str]]:
        topics = self.snapshot.facts.topics
        return list(zip(topics["topic_id"], topics["name"], strict=True))


def _strongest(
    shares: sparse.csr_matrix,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Per row, the first column with the greatest share, and that share; 0 and 0 of an empty row.

    SciPy's own ``argmax`` goes through the rows one by one.
    """
    columns = np.zeros(shares.shape[0], dtype=np.int64)
    greatest = np.zeros(shares.shape[0])
    counts = np.diff(shares.indptr)
    used = np.flatnonzero(counts)
    if not len(used):
        return columns, greatest
    greatest[used] = np.maximum.reduceat(shares.data, shares.indptr[used])
    row = np.repeat(np.arange(shares.shape[0]), counts)
    hit = np.flatnonzero(shares.data == greatest[row])
    columns[:] = shares.shape[1]
    np.minimum.at(columns, row[hit], shares.indices[hit])
    columns[counts == 0] = 0
    return columns, greatest
