"""Gaps: topics on which a group of local governments asks in vain."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.community._counting import least_share
from matcher.community._coverage import Coverage
from matcher.community._exchange import Exchange
from matcher.community._groups import region_of
from matcher.community._people import People
from matcher.domain import Gap, Reason
from matcher.recommend import evidence_of

LEAST_QUESTIONS = 3
"""Of fewer questions nothing is said."""

LEAST_SPREAD = 5
"""Of a kind or a size, whose members are all over the country, it takes more."""

LEAST_ASKERS = 2
"""One person who asks again and again is no gap of a region."""

IN_VAIN = 2 / 3
"""A gap is where at least this share of the questions stays without an answer."""

NEW_PART = 0.5
"""A gap whose unanswered questions lie in gaps named before is shown only when at least this
share of them is new: a prefecture inside its region, a size inside a kind."""

PLACES = ("region", "prefecture")
SHOWN_INSIDE = 4


@dataclass(frozen=True)
class _Found:
    coverage: Coverage
    topic: int
    group: int
    unanswered: frozenset[int]
    certainty: float


def find_gaps(
    coverages: Sequence[Coverage],
    people: People,
    topics: npt.NDArray[np.bool_],
    single: Collection[int],
    *,
    prefecture: str = "",
) -> tuple[Gap, ...]:
    """Where questions of the last 90 days stay without an answer, most of them first.

    A cell is a gap when it has :data:`LEAST_QUESTIONS` by :data:`LEAST_ASKERS`, at least
    :data:`IN_VAIN` of them unanswered, and when the share that can be claimed of so few
    (:func:`least_share`) is above what is usual in this community over the year. Places come
    before kinds and sizes, which are told only where no place tells it already.

    Args:
        coverages: By region, prefecture, kind and size.
        people: Who may be asked.
        topics: Per topic, whether it is wanted.
        single: Topics that hang on one person.
        prefecture: Code of the only prefecture that is wanted; with it, gaps of its region and
            of kinds and sizes are left out.
    """
    usual = usual_share(people.exchange)
    places = [one for one in coverages if one.groups.dimension in PLACES]
    others = [one for one in coverages if one not in places]
    wanted = [places, others]
    if prefecture:
        wanted = [[one for one in places if one.groups.dimension == "prefecture"]]
    chosen: list[_Found] = []
    told: dict[int, set[int]] = {}
    for part in wanted:
        found = [gap for coverage in part for gap in _candidates(coverage, topics, usual)]
        if prefecture:
            found = [gap for gap in found if gap.coverage.groups.codes[gap.group] == prefecture]
        for gap in sorted(found, key=lambda one: (-len(one.unanswered), -one.certainty)):
            known = told.setdefault(gap.topic, set())
            if len(gap.unanswered - known) >= NEW_PART * len(gap.unanswered):
                known |= gap.unanswered
                chosen.append(gap)
    chosen.sort(key=lambda one: (-len(one.unanswered), -one.certainty))
    return tuple(_described(gap, coverages, people, usual, single) for gap in chosen)


def usual_share(exchange: Exchange) -> float:
    """Share of the year's questions on any topic that nobody answered."""
    questions = exchange.questions
    counted = questions[(questions["at"] >= exchange.year_from) & (questions["topic"] >= 0)]
    return float((~counted["answered"]).mean()) if len(counted) else 0.0


def _candidates(
    coverage: Coverage, topics: npt.NDArray[np.bool_], usual: float
) -> Iterator[_Found]:
    questions, unanswered = coverage.questions, coverage.unanswered
    least = LEAST_QUESTIONS if coverage.groups.dimension in PLACES else LEAST_SPREAD
    certainty = least_share(unanswered, questions)
    eligible = (
        (questions >= least)
        & (coverage.askers >= LEAST_ASKERS)
        & (unanswered >= IN_VAIN * questions)
        & (certainty > usual)
        & topics[:, np.newaxis]
    )
    for topic, group in zip(*np.nonzero(eligible), strict=True):
        cell = (int(topic), int(group))
        count = int(unanswered[cell])
        yield _Found(
            coverage,
            *cell,
            frozenset(_recent(coverage, *cell)[:count].tolist()),
            float(certainty[cell]),
        )


def _recent(coverage: Coverage, topic: int, group: int) -> npt.NDArray[np.int64]:
    """The cell's questions of the last 90 days, unanswered first, then newest first."""
    asked = coverage.asked(topic, group)
    opened = coverage.exchange.snapshot.conversations["opened_at"].to_numpy()[asked]
    return asked[opened >= coverage.exchange.recent_from]


def _described(
    gap: _Found,
    coverages: Sequence[Coverage],
    people: People,
    usual: float,
    single: Collection[int],
) -> Gap:
    coverage, topic, group = gap.coverage, gap.topic, gap.group
    exchange, groups = people.exchange, coverage.groups
    topic_id, name = exchange.topic_names(topic)
    asked = _recent(coverage, topic, group)
    answerers = int(coverage.answerers[topic, group])
    place, code = groups.names[group], groups.codes[group]
    proof = evidence_of(exchange.snapshot, asked)
    who = f"回答した人は{answerers}人" if answerers else "回答した人はいません"
    reasons = [
        Reason(
            "unmet",
            f"質問{len(asked)}件のうち{len(gap.unanswered)}件に回答がありません。",
            proof[: len(gap.unanswered)],
            float(len(gap.unanswered)),
        )
    ]
    helpers = people.askable_on(topic)
    if topic in single:
        reasons.append(Reason("only_holder", f"「{name}」に回答した人は、この1年でほぼ1人です。"))
    return Gap(
        topic_id=topic_id,
        topic_name=name,
        dimension=groups.dimension,
        region=place if groups.dimension == "region" else region_of(code),
        place=place,
        place_code=code,
        span=exchange.span_from(exchange.recent_from),
        questions=len(asked),
        unanswered=len(gap.unanswered),
        answerers=answerers,
        people=int(coverage.people[topic, group]),
        usual_share=round(usual, 3),
        text=f"{name} × {place}: 90日の質問{len(asked)}件に、{who}",
        inside=_inside(asked, coverages, exchange, without=coverage),
        evidence=proof,
        askable=helpers,
        reasons=tuple(reasons),
    )


def _inside(
    asked: npt.NDArray[np.int64],
    coverages: Iterable[Coverage],
    exchange: Exchange,
    *,
    without: Coverage,
) -> tuple[tuple[str, int], ...]:
    askers = exchange.snapshot.conversations["asker"].to_numpy()[asked]
    spread: list[tuple[str, int]] = []
    for coverage in coverages:
        if coverage is without or coverage.groups.dimension == "region":
            continue
        numbers = coverage.groups.of_member[askers]
        counts = Counter(coverage.groups.names[number] for number in numbers if number >= 0)
        spread += counts.most_common(SHOWN_INSIDE)
    return tuple(spread)
