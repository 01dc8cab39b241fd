"""What mattered to a member in some days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from matcher.domain import TOKYO, Digest, DigestChannel, DigestScope, Reason, ThreadSuggestion
from matcher.outreach._worries import quoted
from matcher.outreach.digest._moves import (
    Span,
    busiest,
    moves,
    posts_by_channel,
    settled,
    waiting,
)
from matcher.outreach.digest._scope import Scope, scopes
from matcher.recommend import Standing, describe_thread, evidence_of, member_as_asker
from matcher.snapshot import Snapshot, channel_permalink, microseconds, moment

SHOWN = 5
MOST_DAYS = 31
"""A longer span is no digest any more."""


def member_digest(
    snapshot: Snapshot,
    standing: Standing,
    number: int,
    starred: Sequence[str],
    *,
    day: date,
    days: int = 1,
    hidden: Mapping[int, str] | None = None,
) -> Digest:
    """Choose what mattered to a member.

    Looked at are the channels that they starred, for an ambassador also their fields. Without
    stars, their fields and the channel of their prefecture; where these are unknown or quiet,
    everything. Whether a question waits is seen from the snapshot's moment.

    Args:
        snapshot: The community.
        standing: What members allow, and who is an ambassador.
        number: The member's account number.
        starred: Ids of the channels that they starred; unknown ones are left out.
        day: The last day, in Japan.
        days: How many days, from 1 to :data:`MOST_DAYS`.
        hidden: Conversations of lounges that hide a question, with the sentence that asks; they
            wait as well.
    """
    start = datetime.combine(day - timedelta(days=days - 1), time(), TOKYO)
    midnight = microseconds(datetime.combine(day + timedelta(days=1), time(), TOKYO))
    span = Span(microseconds(start), min(midnight, snapshot.as_of))
    member = snapshot.facts.members.iloc[number]
    member_id = member["member_id"]
    asker = member_as_asker(snapshot, number, standing.profile(member_id))
    known = [snapshot.channel_number[one] for one in starred if one in snapshot.channel_number]
    ambassador = member_id in standing.ambassadors
    moved = moves(snapshot, span)
    quotes = hidden or {}
    first, *others = scopes(snapshot, known, asker, ambassador=ambassador)
    scope, chosen = first, _choose(snapshot, first, span, moved, quotes)
    for other in others:
        if chosen.is_empty:
            scope, chosen = other, _choose(snapshot, other, span, moved, quotes)
    when = "この日" if days == 1 else f"この{days}日間に"
    describe = _Describer(snapshot, scope, moved, when, quotes)
    return Digest(
        member=member_id,
        name=member["name"],
        from_=start,
        to=moment(span.end).astimezone(TOKYO),
        days=days,
        scope=scope.kind,
        notice=scope.notice,
        fields=tuple(snapshot.facts.topics["name"].iloc[topic] for topic in scope.topics),
        channels=_channels(snapshot, scope, span),
        threads=describe.all(chosen.busy, describe.moved),
        waiting=describe.all(chosen.waiting, describe.waiting),
        resolved=describe.all(chosen.settled, lambda n: describe.settled(n, chosen.settled[n])),
        more_threads=max(len(chosen.busy) - SHOWN, 0),
        more_waiting=max(len(chosen.waiting) - SHOWN, 0),
        more_resolved=max(len(chosen.settled) - SHOWN, 0),
    )


@dataclass(frozen=True)
class _Chosen:
    """Conversations by what is told of them; each stands in one of the three only."""

    busy: list[int]
    waiting: list[int]
    settled: dict[int, bool]

    @property
    def is_empty(self) -> bool:
        return not (self.busy or self.waiting or self.settled)


def _choose(
    snapshot: Snapshot, scope: Scope, span: Span, moved: pd.DataFrame, hidden: Mapping[int, str]
) -> _Chosen:
    among = scope.in_channels(snapshot) | scope.on_topics(snapshot)
    waits = waiting(snapshot, span.end)
    opened = snapshot.conversations["opened_at"].to_numpy(dtype=np.int64)
    waits[[number for number in hidden if opened[number] < span.end]] = True
    open_ = np.flatnonzero(waits & among)[::-1].tolist()
    closed = settled(snapshot, span, among)
    listed = {*open_, *closed}
    busy = [n for n in busiest(moved).tolist() if among[n] and n not in listed]
    return _Chosen(busy, open_, closed)


class _Describer:
    """Says why a conversation is in the digest."""

    def __init__(
        self,
        snapshot: Snapshot,
        scope: Scope,
        moved: pd.DataFrame,
        when: str,
        hidden: Mapping[int, str],
    ) -> None:
        self._snapshot = snapshot
        self._scope = scope
        self._moved = moved
        self._when = when
        self._hidden = hidden
        self._here = scope.in_channels(snapshot)

    def all(
        self, numbers: Iterable[int], reason: Callable[[int], tuple[str, str]]
    ) -> tuple[ThreadSuggestion, ...]:
        """The first conversations with their reasons."""
        return tuple(
            describe_thread(self._snapshot, number, reasons=self._reasons(number, *reason(number)))
            for number in list(numbers)[:SHOWN]
        )

    def moved(self, number: int) -> tuple[str, str]:
        """Who came."""
        people, replies, reactions = self._moved.loc[number, ["people", "replies", "reactions"]]
        counts = [f"返信{replies}件"] if replies else []
        counts += [f"リアクション{reactions}件"] if reactions else []
        told = "、".join(counts)
        if not people:
            return "moved", f"{self._when}、{told}がありました。"
        return "moved", f"{self._when}、{people}人が書き込みました({told})。"

    def waiting(self, number: int) -> tuple[str, str]:
        """Since when a question waits, or what a lounge hides."""
        if number in self._hidden:
            quote = quoted(self._hidden[number])
            return "hidden_question", f"雑談の中に質問が含まれています: 「{quote}」"
        opened = moment(int(self._snapshot.conversations["opened_at"].iloc[number]))
        local = opened.astimezone(TOKYO)
        return "waiting_since", f"{local.month}月{local.day}日から、回答を待っています。"

    def settled(self, number: int, said: bool) -> tuple[str, str]:
        """How it is known that a question is settled."""
        answers = int(self._snapshot.conversations["answers"].iloc[number])
        how = "書き込んだ人が、解決かお礼を書いています" if said else "解決の印が付いています"
        return "resolved", f"{how}(回答{answers}件)。" if answers else f"{how}。"

    def _reasons(self, number: int, code: str, text: str) -> tuple[Reason, ...]:
        reason = Reason(code, text, evidence_of(self._snapshot, [number]))
        if self._here[number]:
            return (reason,)
        topics = self._snapshot.facts.topics["name"]
        about = next(t for t in self._scope.topics if self._snapshot.shares[number, t] > 0)
        return (
            reason,
            Reason("same_field", f"{self._scope.whose}「{topics.iloc[about]}」の話題です。"),
        )


def _channels(snapshot: Snapshot, scope: Scope, span: Span) -> tuple[DigestChannel, ...]:
    """The scope's channels, the liveliest first; none when it is all of them."""
    if scope.kind is DigestScope.EVERYWHERE:
        return ()
    posts, people = posts_by_channel(snapshot, span)
    table = snapshot.facts.channels
    return tuple(
        DigestChannel(
            channel_id=table["channel_id"].iloc[number],
            name=table["name"].iloc[number],
            permalink=channel_permalink(snapshot.header.address, table["channel_id"].iloc[number]),
            posts=int(posts[number]),
            people=int(people[number]),
        )
        for number in sorted(scope.channels, key=lambda number: -posts[number])
    )
