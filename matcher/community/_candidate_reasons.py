"""What a candidate did and would bring, as sentences with their threads; the invitation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from matcher.community._people import SHOWN_EVIDENCE
from matcher.community._record import (
    ANSWERED,
    BREADTH,
    GUIDED,
    NEWCOMERS,
    THANKED,
    Record,
)
from matcher.domain import Departure, Evidence, Reason, day_text
from matcher.recommend import evidence_of
from matcher.snapshot import moment

SHOWN_TOPICS = 5


@dataclass(frozen=True, eq=False)
class CandidateReasons:
    """Tells what members did; what was told once is kept, however many sets are tried.

    Attributes:
        record: What everybody did.
        single: Topics that hang on one person, by account.
        departures: Those whose answers will be missed, with who could take over.
    """

    record: Record
    single: dict[int, list[int]]
    departures: Sequence[Departure]

    def topic_names(self, member: int) -> tuple[str, ...]:
        """Their topics, most conversations first."""
        names = self.record.exchange.snapshot.facts.topics["name"]
        return tuple(names.iloc[topic] for topic, _ in self._topics_of(member)[:SHOWN_TOPICS])

    def reasons(self, member: int, missing: Sequence[str]) -> tuple[Reason, ...]:
        """What they did, then what they would bring.

        Args:
            member: The account.
            missing: Regions and kinds of theirs that no staying ambassador belongs to.
        """
        balance = [
            Reason("region_balance", f"任期の続くアンバサダーに、{name}の人がいません。")
            for name in missing
        ]
        return *self._standing_reasons(member), *balance

    def invitation(self, member: int, weekly_limit: int) -> str:
        """A draft that invites a member (see :func:`invitation`)."""
        key = member, weekly_limit
        if key not in self._invitations:
            self._invitations[key] = invitation(self.record, member, weekly_limit)
        return self._invitations[key]

    def _standing_reasons(self, member: int) -> tuple[Reason, ...]:
        """Those that no choice of a set changes."""
        if member not in self._told:
            self._told[member] = (
                *self._done(member),
                *self._only_holder(member),
                *self._successor(member),
            )
        return self._told[member]

    @cached_property
    def _told(self) -> dict[int, tuple[Reason, ...]]:
        return {}

    @cached_property
    def _invitations(self) -> dict[tuple[int, int], str]:
        return {}

    def _done(self, member: int) -> list[Reason]:
        record = self.record
        reasons = [self._answers(member)]
        for code, count, weight, rows, text in (
            (
                "guided_to_threads",
                record.guided[member],
                GUIDED,
                record.guidance,
                "質問を{n}回、既存のスレッドへ案内しています。",
            ),
            (
                "thanked",
                record.thanked[member],
                THANKED,
                record.thanks,
                "{n}人からお礼がありました。",
            ),
            (
                "welcomed",
                record.newcomers[member],
                NEWCOMERS,
                record.welcomes,
                "参加して間もない{n}人に返信しています。",
            ),
        ):
            if count:
                reasons.append(
                    Reason(
                        code,
                        text.format(n=count),
                        self._proof(rows, member),
                        float(weight * np.log1p(count)),
                    )
                )
        if record.breadth[member] > 1:
            text = f"{record.breadth[member]}テーマで、それぞれ2件以上回答しています。"
            weight = float(BREADTH * np.log1p(record.breadth[member]))
            reasons.append(Reason("breadth", text, (), weight))
        return reasons

    def _answers(self, member: int) -> Reason:
        mine = self._mine(self.record.answered, member)
        latest = day_text(moment(int(mine["at"].iloc[0])))
        topics = self._topics_of(member)
        most = ""
        if topics:
            name = self.record.exchange.topic_names(topics[0][0])[1]
            most = f"。もっとも多いのは「{name}」の{topics[0][1]}件です"
        text = f"この1年に{len(mine)}件の質問に回答しています(最近は{latest}){most}。"
        weight = float(ANSWERED * np.log1p(len(mine)))
        return Reason("answered", text, self._proof(self.record.answered, member), weight)

    def _only_holder(self, member: int) -> list[Reason]:
        exchange = self.record.exchange
        return [
            Reason(
                "only_holder",
                f"「{exchange.topic_names(topic)[1]}」に回答した人は、この1年でほぼ1人です。",
                self._proof(self.record.answered[self.record.answered["topic"] == topic], member),
            )
            for topic in self.single.get(member, ())
        ]

    def _successor(self, member: int) -> list[Reason]:
        return self._successions.get(
            str(self.record.exchange.snapshot.facts.members["member_id"].iloc[member]), []
        )[:1]

    @cached_property
    def _successions(self) -> dict[str, list[Reason]]:
        result: dict[str, list[Reason]] = {}
        for departure in self.departures:
            for person in departure.successors:
                taken = next(one for one in person.reasons if one.code == "successor")
                proof = [thread for one in person.reasons for thread in one.evidence]
                reason = Reason("successor", taken.text, tuple(proof[:SHOWN_EVIDENCE]))
                result.setdefault(person.member_id, []).append(reason)
        return result

    def _topics_of(self, member: int) -> list[tuple[int, int]]:
        return _topics_of(self.record, member)

    def _mine(self, rows: pd.DataFrame, member: int) -> pd.DataFrame:
        return rows[rows["member"] == member].sort_values("at", ascending=False, kind="stable")

    def _proof(self, rows: pd.DataFrame, member: int) -> tuple[Evidence, ...]:
        conversations = self._mine(rows, member)["conversation"].drop_duplicates()
        return evidence_of(self.record.exchange.snapshot, conversations[:SHOWN_EVIDENCE])


def invitation(record: Record, member: int, weekly_limit: int) -> str:
    """A draft that invites a member to become an ambassador: what they did, then the offer.

    Args:
        record: What everybody did.
        member: The account.
        weekly_limit: How many requests a week they accept.
    """
    topics = _topics_of(record, member)
    answered, thanks, about = record.answered, record.thanks, ""
    if topics:
        topic = topics[0][0]
        answered, thanks = answered[answered["topic"] == topic], thanks[thanks["topic"] == topic]
        about = f"{record.exchange.topic_names(topic)[1]}の"
    answers = int((answered["member"] == member).sum())
    helped = int(thanks.loc[thanks["member"] == member, "asker"].nunique())
    done = (
        f"{about}質問に{answers}件回答いただき、助かった人が{helped}人います。"
        if helped
        else f"{about}質問に{answers}件回答いただきました。"
    )
    within = f"無理のない範囲(週{weekly_limit}件まで)で" if weekly_limit else "無理のない範囲で"
    return f"{done}アンバサダーとして、{within}一緒に活動しませんか。"


def _topics_of(record: Record, member: int) -> list[tuple[int, int]]:
    """Topics of a member with the number of conversations, most first."""
    rows = record.topics[record.topics["member"] == member]
    ordered = rows.sort_values(["helps", "topic"], ascending=[False, True])
    return list(zip(ordered["topic"].tolist(), ordered["helps"].tolist(), strict=True))
