"""Next ambassadors: who has the evidence, and which of them make a balanced set together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._candidate_reasons import CandidateReasons
from matcher.community._choice import Choice, Dimension
from matcher.community._exchange import Exchange
from matcher.community._groups import KINDS, region_of, regions
from matcher.community._people import People
from matcher.community._record import MINIMUM, Record
from matcher.domain import (
    AmbassadorTerm,
    Balance,
    BalanceRow,
    Candidate,
    CandidateSet,
    InputError,
    TradeOff,
)
from matcher.places import load_directory
from matcher.recommend import askable

LEAST_SIZE, MOST_SIZE = 5, 47
EVEN_SPREAD = 0.5
TRADE_OFF = (0.0, 0.25, 0.5, 0.75, 1.0)

POOLED = 120
"""At most so many candidates are weighed against each other, and of every region the best
:data:`POOLED_OF_REGION` in any case."""

POOLED_OF_REGION = 8
SHOWN_OTHERS = 5


@dataclass(frozen=True)
class CandidateRequest:
    """What kind of set is wanted.

    Attributes:
        size: How many; None for as many as terms end within 90 days, but five at least.
        spread: 0 = only the track record counts, 1 = only the balance.
        pinned: Ids of members who are in the set in any case.
        excluded: Ids of members who are not.
        prefecture: Code of the only prefecture that is wanted; empty for all.
        topic: Number of the only topic that is wanted, as one of theirs; None for all.

    Raises:
        InputError: Size or spread is out of range.
    """

    size: int | None = None
    spread: float = EVEN_SPREAD
    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    prefecture: str = ""
    topic: int | None = None

    def __post_init__(self) -> None:
        if self.size is not None and not 1 <= self.size <= MOST_SIZE:
            raise InputError(
                "候補の人数が範囲の外です。",
                remedy=f"1から{MOST_SIZE}までの数にしてください。",
                value=str(self.size),
            )
        if not 0.0 <= self.spread <= 1.0:
            raise InputError(
                "実績と広がりの重みが範囲の外です。",
                remedy="0(実績だけ)から1(広がりだけ)までの数にしてください。",
                value=str(self.spread),
            )


@dataclass(frozen=True, eq=False)
class Candidates:
    """The choice of the next ambassadors.

    Attributes:
        people: Who may be asked and shown.
        record: What everybody did.
        ambassadors: The present ones.
        reasons: Tells what they did.
        request: What is wanted.
    """

    people: People
    record: Record
    ambassadors: Sequence[AmbassadorTerm]
    reasons: CandidateReasons
    request: CandidateRequest = field(default_factory=CandidateRequest)

    def choose(self) -> CandidateSet:
        """The proposed set, what it loses without each, others with evidence, the trade-off."""
        chosen = self._choice.solve()
        others = [one for one in range(len(self._pool)) if one not in chosen]
        by_record = sorted(chosen, key=lambda one: -self._choice.record[one])
        candidates = [self._candidate(one, chosen) for one in by_record]
        candidates += [self._candidate(one, chosen) for one in others[:SHOWN_OTHERS]]
        return CandidateSet(tuple(candidates), self._balance(chosen))

    @property
    def _exchange(self) -> Exchange:
        return self.record.exchange

    @cached_property
    def _pool(self) -> npt.NDArray[np.int64]:
        """Accounts that can be chosen, by track record."""
        snapshot, standing = self._exchange.snapshot, self.people.standing
        allowed = askable(snapshot, standing) & self.record.enough
        members = snapshot.facts.members
        serving = {role.member_id for role in standing.roles if role.held_on(standing.today)}
        number = snapshot.member_number
        allowed[[number[key] for key in serving if key in number]] = False
        if self.request.prefecture:
            allowed &= (members["prefecture"] == self.request.prefecture).to_numpy(dtype=bool)
        if self.request.topic is not None:
            theirs = self.record.topics
            allowed &= np.isin(
                np.arange(len(allowed)), theirs.loc[theirs["topic"] == self.request.topic, "member"]
            )
        numbers = np.flatnonzero(allowed)
        ordered = numbers[np.lexsort((numbers, -self.record.values[numbers]))]
        best = set(ordered[:POOLED].tolist())
        for here in self._in_region[ordered].T:
            best |= set(ordered[here][:POOLED_OF_REGION].tolist())
        pinned = {snapshot.member_number.get(key, -1) for key in self.request.pinned}
        best |= pinned & set(ordered.tolist())
        return np.array([one for one in ordered.tolist() if one in best], dtype=np.int64)

    @cached_property
    def _choice(self) -> Choice:
        ids = [self.people.member_id(number) for number in self._pool.tolist()]
        return Choice(
            record=self.record.values[self._pool],
            dimensions=tuple(dimension for _, dimension in self._dimensions),
            size=self.size,
            spread=self.request.spread,
            pinned=_positions(ids, set(self.request.pinned) - set(self.request.excluded)),
            excluded=_positions(ids, self.request.excluded),
        )

    @property
    def size(self) -> int:
        """How many are chosen."""
        ending = sum(term.ends_soon for term in self.ambassadors)
        return max(LEAST_SIZE, ending) if self.request.size is None else self.request.size

    @cached_property
    def _dimensions(self) -> tuple[tuple[tuple[str, ...], Dimension], ...]:
        """Regions, kinds and fields, each with the names of its groups."""
        governments = load_directory().local_governments
        by_region = [region_of(one.prefecture_code) for one in governments]
        by_kind = [KINDS[one.kind] for one in governments]
        kinds = tuple(dict.fromkeys(KINDS.values()))
        return (
            (regions(), self._dimension(regions(), by_region, self._in_region)),
            (kinds, self._dimension(kinds, by_kind, self._of_kind)),
            (self._fields, self._dimension(self._fields, self._asked_fields, self._in_field)),
        )

    def _dimension(
        self, names: Sequence[str], population: Sequence[str], belongs: npt.NDArray[np.bool_]
    ) -> Dimension:
        counts = np.array([population.count(name) for name in names], dtype=float)
        staying = [
            self._exchange.snapshot.member_number[term.member_id]
            for term in self.ambassadors
            if not term.ends_soon
        ]
        return Dimension(
            weights=counts / max(counts.sum(), 1.0),
            belongs=belongs[self._pool],
            seated=belongs[staying].sum(axis=0),
        )

    @cached_property
    def _in_region(self) -> npt.NDArray[np.bool_]:
        """Accounts × regions."""
        prefectures = self._exchange.snapshot.facts.members["prefecture"]
        return _one_hot(prefectures.map(region_of), regions())

    @cached_property
    def _of_kind(self) -> npt.NDArray[np.bool_]:
        """Accounts × kinds."""
        kinds = self._exchange.snapshot.facts.members["organization_kind"].map(KINDS)
        return _one_hot(kinds, tuple(dict.fromkeys(KINDS.values())))

    @cached_property
    def _fields(self) -> tuple[str, ...]:
        topics = self._exchange.snapshot.facts.topics
        return tuple(dict.fromkeys(topics.loc[topics["is_knowledge"], "group"]))

    @cached_property
    def _asked_fields(self) -> list[str]:
        """The field of each of the year's questions."""
        questions = self._exchange.questions
        year = questions[(questions["at"] >= self._exchange.year_from) & (questions["topic"] >= 0)]
        groups = self._exchange.snapshot.facts.topics["group"].to_numpy(dtype=object)
        fields: list[str] = groups[year["topic"].to_numpy()].tolist()
        return fields

    @cached_property
    def _in_field(self) -> npt.NDArray[np.bool_]:
        """Accounts × fields: the one field in which they helped in most conversations."""
        snapshot = self._exchange.snapshot
        number = {name: position for position, name in enumerate(self._fields)}
        rows = self.record.topics
        group = snapshot.facts.topics["group"].map(number).to_numpy()
        helps = np.zeros((len(snapshot.facts.members), len(number)))
        np.add.at(helps, (rows["member"], group[rows["topic"]].astype(np.int64)), rows["helps"])
        most = helps.argmax(axis=1)[:, np.newaxis] == np.arange(len(number))
        result: npt.NDArray[np.bool_] = most & (helps > 0)
        return result

    def _candidate(self, position: int, chosen: Sequence[int]) -> Candidate:
        number = int(self._pool[position])
        row = self._exchange.snapshot.facts.members.iloc[number]
        told = self.reasons
        is_chosen = position in chosen
        instead = self._instead(position, chosen) if is_chosen else None
        return Candidate(
            member_id=row["member_id"],
            name=row["name"],
            organization=row["organization_name"],
            prefecture=row["prefecture_name"],
            region=region_of(row["prefecture"]),
            kind=KINDS.get(row["organization_kind"], ""),
            chosen=is_chosen,
            pinned=position in self._choice.pinned,
            answers=int(self.record.answers[number]),
            guided=int(self.record.guided[number]),
            thanked=int(self.record.thanked[number]),
            newcomers=int(self.record.newcomers[number]),
            topics=told.topic_names(number),
            span=self._exchange.span_from(self._exchange.year_from),
            reasons=told.reasons(number, self._missing(position)),
            loses=self._loses(position, chosen, instead) if is_chosen else (),
            instead="" if instead is None else self.people.member_id(int(self._pool[instead])),
            invitation=told.invitation(
                number, self.people.standing.profile(row["member_id"]).weekly_limit
            ),
        )

    def _missing(self, position: int) -> list[str]:
        """Groups of the candidate (region, kind) that no staying ambassador belongs to."""
        return [
            names[group]
            for names, dimension in self._dimensions[:2]
            for group in np.flatnonzero(dimension.belongs[position] & (dimension.seated == 0))
        ]

    def _instead(self, position: int, chosen: Sequence[int]) -> int | None:
        """Who joins the best set when this candidate is not to be had."""
        choice = self._choice
        without = replace(
            choice,
            excluded=choice.excluded | {position},
            pinned=choice.pinned - {position},
        )
        joined = [one for one in without.solve() if one not in chosen]
        return joined[0] if joined else None

    def _loses(self, position: int, chosen: Sequence[int], instead: int | None) -> tuple[str, ...]:
        sentences = []
        for (names, dimension), sentence in zip(
            self._dimensions,
            (
                "{name}のアンバサダーがいなくなります。",
                "{name}のアンバサダーがいなくなります。",
                "「{name}」に回答するアンバサダーがいなくなります。",
            ),
            strict=True,
        ):
            rest = [one for one in chosen if one != position]
            left = dimension.seated + dimension.belongs[rest].sum(axis=0)
            alone = np.flatnonzero(dimension.belongs[position] & (left == 0))
            sentences += [sentence.format(name=names[group]) for group in alone]
        if instead is not None:
            mine, theirs = int(self._pool[position]), int(self._pool[instead])
            sentences.append(
                f"代わりに{self.people.name(theirs)}さんが入り、この1年の回答は"
                f"{self.record.answers[mine]}件が{self.record.answers[theirs]}件に、"
                f"お礼は{self.record.thanked[mine]}人が{self.record.thanked[theirs]}人になります。"
            )
        return tuple(sentences)

    def _balance(self, chosen: Sequence[int]) -> Balance:
        rows = [
            self._rows(names, dimension, chosen, whole)
            for (names, dimension), whole in zip(
                self._dimensions,
                (self._in_region, self._of_kind, self._in_field),
                strict=True,
            )
        ]
        return Balance(
            span=self._exchange.span_from(self._exchange.year_from),
            size=self.size,
            spread=self.request.spread,
            regions=rows[0],
            kinds=rows[1],
            fields=rows[2],
            trade_off=tuple(self._point(spread) for spread in TRADE_OFF),
            text="、".join(
                filter(
                    None,
                    (
                        "・".join(f"{row.name}{row.chosen}" for row in part if row.chosen)
                        for part in rows[:2]
                    ),
                )
            ),
            minimum=MINIMUM,
        )

    def _rows(
        self,
        names: Sequence[str],
        dimension: Dimension,
        chosen: Sequence[int],
        belongs: npt.NDArray[np.bool_],
    ) -> tuple[BalanceRow, ...]:
        numbers = self._exchange.snapshot.member_number
        present = belongs[[numbers[term.member_id] for term in self.ambassadors]].sum(axis=0)
        added = dimension.belongs[list(chosen)].sum(axis=0)
        return tuple(
            BalanceRow(
                name=name,
                share=round(float(dimension.weights[group]), 3),
                present=int(present[group]),
                staying=int(dimension.seated[group]),
                chosen=int(added[group]),
            )
            for group, name in enumerate(names)
        )

    def _point(self, spread: float) -> TradeOff:
        choice = replace(self._choice, spread=spread)
        chosen = choice.solve()
        return TradeOff(
            spread=spread,
            record=round(choice.record_share(chosen), 3),
            balance=round(choice.balance_share(chosen), 3),
            member_ids=tuple(self.people.member_id(int(self._pool[one])) for one in chosen),
        )


def _one_hot(names: "pd.Series[str]", columns: Sequence[str]) -> npt.NDArray[np.bool_]:
    result: npt.NDArray[np.bool_] = names.to_numpy(dtype=object)[:, np.newaxis] == np.array(
        columns, dtype=object
    )
    return result


def _positions(ids: Sequence[str], wanted: Collection[str]) -> frozenset[int]:
    return frozenset(position for position, one in enumerate(ids) if one in set(wanted))
