"""Who stopped answering, since when, and how that is known.

Those who go on writing but answer no more are not among them: in the demo two of three of these
had only been answered for by newer members, and it would be no kind thing to say of anybody.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._counting import chance_of_silence
from matcher.community._exchange import Exchange
from matcher.domain import Change, day_text
from matcher.language import read_move
from matcher.snapshot import DAY, RECENT_DAYS, moment

LEAST_HELPS = 5
"""Whose answers are missed helped in at least so many conversations."""

ODDS = 0.01
"""A silence counts when it happens by chance to one in a hundred of such people."""

LOOKED_BACK_DAYS = 730
"""Whoever stopped longer ago is missed no more."""


@dataclass(frozen=True, eq=False)
class Stopped:
    """An account whose answers will be missed.

    Attributes:
        member: Number of the account.
        change: What happened.
        since: Moment (µs) from which they are missed; 0 when the source does not say.
        said: What the source says, in Japanese.
        conversations, topics, at: Of their helps from before, oldest first.
    """

    member: int
    change: Change
    since: int
    said: str
    conversations: npt.NDArray[np.int64]
    topics: npt.NDArray[np.int64]
    at: npt.NDArray[np.int64]

    @property
    def until(self) -> int:
        """From when on questions are without them: since, or their last help."""
        return self.since or int(self.at[-1])


@dataclass(frozen=True, eq=False)
class Departures:
    """Finds who stopped.

    Attributes:
        exchange: Who asked, who was of help.
    """

    exchange: Exchange

    def find(self) -> list[Stopped]:
        """Everybody who helped in :data:`LEAST_HELPS` conversations or more and helps no more."""
        snapshot = self.exchange.snapshot
        helps = self.exchange.helps.sort_values("at", kind="stable")
        count = len(snapshot.facts.members)
        often = np.bincount(helps["member"], minlength=count) >= LEAST_HELPS
        moved = np.bincount(helps["member"], weights=helps["former"], minlength=count) > 0
        active = snapshot.facts.members["active"].to_numpy(dtype=bool)
        quiet = snapshot.last_post_at < snapshot.as_of - RECENT_DAYS * DAY
        gone = often & (~active | moved | quiet)
        rows = helps[gone[helps["member"].to_numpy()]]
        found = [self._stopped(int(member), mine) for member, mine in rows.groupby("member")]
        return [one for one in found if one is not None]

    def _stopped(self, member: int, helps: pd.DataFrame) -> Stopped | None:
        change = self._change(member, helps)
        if change is None:
            return None
        if change == "moved":
            helps = helps[helps["former"]]
        at = helps["at"].to_numpy(dtype=np.int64)
        long_ago = self.exchange.snapshot.as_of - LOOKED_BACK_DAYS * DAY
        if len(at) < LEAST_HELPS or at[-1] < long_ago:
            return None
        members = self.exchange.snapshot.facts.members
        last_post = int(self.exchange.snapshot.last_post_at[member])
        since = {
            "left": int(members["left_at"].iloc[member]) or last_post,
            "moved": max(int(members["moved_at"].iloc[member]), 0),
            "silent": last_post,
        }[change]
        return Stopped(
            member,
            change,
            since,
            self._said(member, change, since),
            helps["conversation"].to_numpy(dtype=np.int64),
            helps["topic"].to_numpy(dtype=np.int64),
            at,
        )

    def _change(self, member: int, helps: pd.DataFrame) -> Change | None:
        if not self.exchange.snapshot.facts.members["active"].iloc[member]:
            return "left"
        if helps["former"].any():
            return "moved"
        last_post = int(self.exchange.snapshot.last_post_at[member])
        return "silent" if self._odd(member, last_post) else None

    def _odd(self, member: int, last: int) -> bool:
        """Whether a silence is longer than this member's rhythm explains."""
        active_days = (last - int(self._first_post_at[member])) / DAY
        silent_days = (self.exchange.snapshot.as_of - last) / DAY
        return chance_of_silence(int(self._posts[member]), active_days, silent_days) < ODDS

    def _said(self, member: int, change: Change, since: int) -> str:
        row = self.exchange.snapshot.facts.members.iloc[member]
        day = day_text(moment(since)) if since else ""
        match change:
            case "left" if row["left_at"]:
                return f"名簿では、{day}に退任しています。"
            case "left":
                return f"アカウントが停止されています(最後の投稿は{day})。"
            case "moved" if read_move(row["title"]):
                return f"肩書きに「{row['title']}」とあります。"
            case "moved":
                return f"名簿では、{day}に{row['moved_from'] or '前の部署'}から異動しています。"
            case "silent":
                return f"{day}を最後に、投稿がありません。"

    @cached_property
    def _posts(self) -> npt.NDArray[np.int64]:
        author = self.exchange.snapshot.facts.posts["author"].to_numpy()
        return np.bincount(author[author >= 0], minlength=len(self.exchange.snapshot.facts.members))

    @cached_property
    def _first_post_at(self) -> npt.NDArray[np.int64]:
        posts = self.exchange.snapshot.facts.posts
        author, at = posts["author"].to_numpy(), posts["at"].to_numpy()
        result = np.zeros(len(self.exchange.snapshot.facts.members), dtype=np.int64)
        known = np.flatnonzero(author >= 0)[::-1]
        result[author[known]] = at[known]
        return result
