"""Where a digest looks: starred channels, else one's own work, else everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind, DigestScope
from matcher.recommend import Asker
from matcher.snapshot import Snapshot

FIELDS = 3
"""So many topics stand for the work of a member who names none."""

NO_STARS = "星を付けたチャンネルがまだないので、{where}から選びました。"
NO_STARS_QUIET = "星を付けたチャンネルがまだなく、{where}にも動きがないので、全体から選びました。"
EVERYWHERE = "全体"
NAMED = "担当や関心の"
ANSWERED = "これまでに回答した"
OWN_PREFECTURE = "{prefecture}のチャンネル"


@dataclass(frozen=True)
class Scope:
    """A part of the community.

    Attributes:
        kind: Which part.
        notice: One sentence when it is not the starred channels; else empty.
        channels: Channel numbers; every conversation there belongs to it.
        topics: Topic numbers; conversations about them belong to it wherever they stand.
        whose: What these topics are to the member, as a word before them.
    """

    kind: DigestScope
    notice: str
    channels: tuple[int, ...]
    topics: tuple[int, ...] = ()
    whose: str = ""

    def in_channels(self, snapshot: Snapshot) -> npt.NDArray[np.bool_]:
        """Per conversation, whether it stands in one of the channels."""
        chosen = np.zeros(len(snapshot.facts.channels), dtype=bool)
        chosen[list(self.channels)] = True
        result: npt.NDArray[np.bool_] = chosen[snapshot.conversations["channel"].to_numpy()]
        return result

    def on_topics(self, snapshot: Snapshot) -> npt.NDArray[np.bool_]:
        """Per conversation, whether it is about one of the topics."""
        share = np.asarray(snapshot.shares[:, list(self.topics)].sum(axis=1)).ravel()
        result: npt.NDArray[np.bool_] = (share > 0) & snapshot.on_matters
        return result


def scopes(
    snapshot: Snapshot, starred: Sequence[int], member: Asker, *, ambassador: bool
) -> tuple[Scope, ...]:
    """Where to look, best first; a later one serves when nothing happened in those before.

    Args:
        snapshot: The community.
        starred: Numbers of the channels that the member starred.
        member: What is known of the member's work.
        ambassador: Whether they look after their fields too, beside their stars.
    """
    whose = NAMED if member.topics else ANSWERED
    fields = tuple(member.topics) or _answered(snapshot, member)
    if starred:
        looked_after = fields if ambassador else ()
        return (Scope(DigestScope.STARS, "", tuple(starred), looked_after, whose),)
    prefecture = _prefecture_channels(snapshot, member.prefecture)
    words = [f"{whose}テーマ"] if fields else []
    words += [OWN_PREFECTURE.format(prefecture=member.prefecture_name)] if prefecture else []
    where = "と".join(words)
    everywhere = tuple(
        np.flatnonzero(snapshot.facts.channels["kind"] != ChannelKind.PRACTICE.value).tolist()
    )
    if not where:
        notice = NO_STARS.format(where=EVERYWHERE)
        return (Scope(DigestScope.EVERYWHERE, notice, everywhere),)
    return (
        Scope(DigestScope.WORK, NO_STARS.format(where=where), prefecture, fields, whose),
        Scope(DigestScope.EVERYWHERE, NO_STARS_QUIET.format(where=where), everywhere),
    )


def _answered(snapshot: Snapshot, member: Asker) -> tuple[int, ...]:
    """The topics that a member who names no field answered most about, lately above all."""
    mine = snapshot.expertise[snapshot.expertise["member"] == member.number]
    weight = mine.groupby("topic")["weight"].sum()
    return tuple(weight.sort_values(ascending=False, kind="stable").index[:FIELDS].tolist())


def _prefecture_channels(snapshot: Snapshot, prefecture: str) -> tuple[int, ...]:
    if not prefecture:
        return ()
    theirs = snapshot.facts.channels["prefecture"].to_numpy(dtype=object)
    return tuple(
        number
        for number in snapshot.channels_of_kind(ChannelKind.PREFECTURE)
        if theirs[number] == prefecture
    )
