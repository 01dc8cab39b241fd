"""Succession (異動): what those who stopped answering knew, and who could take over."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.community._departures import Stopped
from matcher.community._exchange import Exchange
from matcher.community._people import SHOWN_EVIDENCE, SHOWN_PEOPLE, People
from matcher.domain import (
    Departure,
    PersonSuggestion,
    Reason,
    ThreadSuggestion,
    TopicLeft,
    day_in_japan,
)
from matcher.recommend import describe_thread, evidence_of
from matcher.snapshot import moment

LEAST_ON_TOPIC = 2
"""A topic counts as theirs from so many conversations on."""

MOST_SHOWN = 100
"""More than the hundred most missed nobody would read."""

SHOWN_TOPICS = 6
SHOWN_THREADS = 3


@dataclass(frozen=True, eq=False)
class _Known:
    """A topic that someone knew: their conversations on it, newest first."""

    topic: int
    conversations: npt.NDArray[np.int64]
    last_at: int
    asked: int
    unanswered: int
    missed: float


@dataclass(frozen=True, eq=False)
class Succession:
    """Who is missed and what can be kept.

    Attributes:
        people: Who may be asked and shown.
        stopped: Who helped often and helps no more.
    """

    people: People
    stopped: Sequence[Stopped]

    def find(
        self, topics: npt.NDArray[np.bool_], *, prefecture: str = "", limit: int = MOST_SHOWN
    ) -> tuple[Departure, ...]:
        """Those whose answers will be missed, the most missed first.

        How much someone is missed: the questions on their topics since, each by the share of the
        topic's help that was theirs; those without an answer count twice.

        Args:
            topics: Per topic, whether it is wanted.
            prefecture: Code of the only prefecture that is wanted; empty for all.
            limit: How many at most.
        """
        places = self._exchange.snapshot.facts.members["prefecture"].tolist()
        found: list[tuple[float, Stopped, list[_Known]]] = []
        for stopped in self.stopped:
            here = not prefecture or places[stopped.member] == prefecture
            if not here or self.people.hidden[stopped.member]:
                continue
            known = [one for one in self._known(stopped) if topics[one.topic]]
            if known or topics.all():
                found.append((sum(one.missed for one in known), stopped, known))
        found.sort(key=lambda one: (-one[0], -len(one[1].at), one[1].member))
        return tuple(self._departure(stopped, known) for _, stopped, known in found[:limit])

    @property
    def _exchange(self) -> Exchange:
        return self.people.exchange

    @cached_property
    def _helps_on(self) -> npt.NDArray[np.int64]:
        """How many conversations on each topic anybody was of help in."""
        topics = self._exchange.helps["topic"].to_numpy()
        count = len(self._exchange.snapshot.facts.topics)
        return np.bincount(topics[topics >= 0], minlength=count)

    @cached_property
    def _questions_on(self) -> dict[int, tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]]:
        """When the questions on each topic were asked, and whether they were answered."""
        questions = self._exchange.questions.sort_values("at", kind="stable")
        return {
            int(topic): (rows["at"].to_numpy(dtype=np.int64), rows["answered"].to_numpy(dtype=bool))  # type: ignore[arg-type]
            for topic, rows in questions.groupby("topic")
        }

    def _known(self, stopped: Stopped) -> list[_Known]:
        nothing = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
        known = []
        for topic, count in zip(*np.unique(stopped.topics, return_counts=True), strict=True):
            if topic < 0 or count < LEAST_ON_TOPIC:
                continue
            at, answered = self._questions_on.get(int(topic), nothing)
            later = answered[np.searchsorted(at, stopped.until, side="right") :]
            asked, unanswered = len(later), int((~later).sum())
            share = float(count / self._helps_on[topic])
            mine = np.flatnonzero(stopped.topics == topic)[::-1]
            known.append(
                _Known(
                    int(topic),
                    stopped.conversations[mine],
                    int(stopped.at[mine[0]]),
                    asked,
                    unanswered,
                    share * (asked + unanswered),
                )
            )
        return sorted(known, key=lambda one: (-one.missed, -len(one.conversations), one.topic))

    def _departure(self, stopped: Stopped, known: list[_Known]) -> Departure:
        snapshot = self._exchange.snapshot
        row = snapshot.facts.members.iloc[stopped.member]
        left = [self._topic_left(one, stopped.member) for one in known[:SHOWN_TOPICS]]
        newest = stopped.conversations[::-1]
        names = "」「".join(one.topic_name for one in left[:3])
        knew = f"「{names}」などに" if names else ""
        return Departure(
            member_id=row["member_id"],
            name=row["name"],
            organization=row["organization_name"],
            prefecture=row["prefecture_name"],
            change=stopped.change,
            since=day_in_japan(moment(stopped.since)) if stopped.since else None,
            said=stopped.said,
            span=(moment(int(stopped.at[0])), moment(int(stopped.at[-1]))),
            answers=len(stopped.at),
            topics=tuple(left),
            successors=self._successors(row["name"], left),
            threads=self._best_threads(newest),
            text=f"{knew}{len(stopped.at)}件回答していました。{stopped.said}",
            evidence=evidence_of(snapshot, newest[:SHOWN_EVIDENCE]),
        )

    def _topic_left(self, known: _Known, member: int) -> TopicLeft:
        exchange = self._exchange
        topic_id, name = exchange.topic_names(known.topic)
        return TopicLeft(
            topic_id=topic_id,
            topic_name=name,
            answers=len(known.conversations),
            last_at=moment(known.last_at),
            questions_since=known.asked,
            unanswered_since=known.unanswered,
            people=self.people.count_on(known.topic, without=member),
            successors=self.people.askable_on(known.topic, without=(member,)),
            evidence=evidence_of(
                exchange.snapshot, self._best(known.conversations)[:SHOWN_EVIDENCE]
            ),
        )

    def _successors(self, name: str, left: list[TopicLeft]) -> tuple[PersonSuggestion, ...]:
        """Those who answer on most of the topics, with what they did on each as reasons."""
        by_member: dict[str, list[PersonSuggestion]] = {}
        for topic in left:
            for person in topic.successors:
                by_member.setdefault(person.member_id, []).append(person)
        ranked = sorted(
            by_member.values(),
            key=lambda one: (-len(one), -sum(person.score for person in one), one[0].member_id),
        )
        return tuple(_successor(name, len(left), people) for people in ranked[:SHOWN_PEOPLE])

    def _best_threads(self, conversations: npt.NDArray[np.int64]) -> tuple[ThreadSuggestion, ...]:
        best = self._best(conversations)[:SHOWN_THREADS]
        return tuple(describe_thread(self._exchange.snapshot, int(one)) for one in best)

    def _best(self, conversations: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Those worth reading first: solved ones, then those with most answers."""
        table = self._exchange.snapshot.conversations
        solved = table["solved"].to_numpy()[conversations]
        answers = table["answers"].to_numpy()[conversations]
        best: npt.NDArray[np.int64] = conversations[np.lexsort((-answers, ~solved))]
        return best


def _successor(name: str, topics: int, people: list[PersonSuggestion]) -> PersonSuggestion:
    first = people[0]
    text = f"{name}さんの回答した{topics}テーマのうち{len(people)}テーマに回答しています。"
    answered = [reason for person in people for reason in person.reasons]
    taken = Reason("successor", text, (), float(len(people)))
    return PersonSuggestion(
        member_id=first.member_id,
        name=first.name,
        organization=first.organization,
        prefecture=first.prefecture,
        role=first.role,
        score=float(len(people)),
        load=first.load,
        reasons=(taken, *answered),
    )
