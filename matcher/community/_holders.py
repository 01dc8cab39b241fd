"""Topics that hang on one person, and topics nobody asks about any more."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._exchange import Exchange
from matcher.community._people import SHOWN_EVIDENCE, People
from matcher.domain import QuietTopic, SingleHolder, day_text
from matcher.recommend import evidence_of
from matcher.snapshot import DAY, moment

LEAST_QUESTIONS = 3
LEAST_ANSWERS = 2
"""Of topics with fewer questions in the year, or fewer conversations that the one helped in,
nothing is said."""

HOLDING_SHARE = 0.8
"""Share of a topic's help that comes from one person, each conversation counting by how much it
is about the topic. On demo seeds 1 to 4 this found 54 % of the planted single holders, and 82 %
of those found were planted; 0.75 found as many with 74 %."""

WHOLLY = 0.99
"""At least one of these conversations is about nothing else."""

QUIET_DAYS = 182
LEAST_EXPECTED = 3.0
"""A half year without a question is told of topics that had as many as this to be expected:
by chance that happens to e⁻³ = 5 % of them."""


@dataclass(frozen=True)
class Holding:
    """A topic that hangs on one account.

    Attributes:
        topic: Number of the topic.
        member: Number of the account.
        conversations: In which they were of help, newest first.
        others: How many others were of help.
        questions: Questions on the topic in the year.
    """

    topic: int
    member: int
    conversations: tuple[int, ...]
    others: int
    questions: int


def find_holdings(exchange: Exchange) -> tuple[Holding, ...]:
    """Topics of which one person gave nearly all the help of the last year.

    Whoever left, was moved or fell silent since gives no help any more.
    """
    supply = exchange.supply[~exchange.supply["guided"]]
    strongest = exchange.snapshot.shares.max(axis=1).toarray().ravel()
    conversation = supply["conversation"].to_numpy(dtype=np.int64)
    rows = supply.assign(share=strongest[conversation])
    pairs = rows.groupby(["topic", "member"], as_index=False).agg(
        share=("share", "sum"), wholly=("share", "max"), helps=("share", "size")
    )
    by_topic = pairs.groupby("topic")["share"]
    questions = exchange.questions
    asked = questions.loc[questions["at"] >= exchange.year_from, "topic"].value_counts()
    pairs = pairs.assign(
        total=by_topic.transform("sum"),
        helpers=by_topic.transform("size"),
        questions=pairs["topic"].map(asked).fillna(0).astype(int),
    )
    holding = pairs[
        (pairs["share"] >= HOLDING_SHARE * pairs["total"])
        & (pairs["wholly"] >= WHOLLY)
        & (pairs["helps"] >= LEAST_ANSWERS)
        & (pairs["questions"] >= LEAST_QUESTIONS)
    ]
    return tuple(
        Holding(
            topic=topic,
            member=member,
            conversations=tuple(_newest(rows, topic, member)),
            others=helpers - 1,
            questions=asked_for,
        )
        for topic, member, helpers, asked_for in holding[
            ["topic", "member", "helpers", "questions"]
        ].itertuples(index=False)
    )


def _newest(rows: pd.DataFrame, topic: int, member: int) -> list[int]:
    mine = rows[(rows["topic"] == topic) & (rows["member"] == member)]
    newest: list[int] = mine.sort_values("at", ascending=False)["conversation"].tolist()
    return newest


def single_holders(
    holdings: tuple[Holding, ...], people: People, topics: npt.NDArray[np.bool_]
) -> tuple[SingleHolder, ...]:
    """Holdings as organizers see them, most asked first.

    Args:
        holdings: Topics with their one person.
        people: Who wants to be shown.
        topics: Per topic, whether it is wanted.
    """
    wanted = [one for one in holdings if topics[one.topic]]
    wanted.sort(key=lambda one: (-one.questions, one.topic))
    return tuple(_single_holder(one, people) for one in wanted)


def _single_holder(holding: Holding, people: People) -> SingleHolder:
    exchange = people.exchange
    topic_id, name = exchange.topic_names(holding.topic)
    shown = people.shows(holding.member, topic_id)
    row = exchange.snapshot.facts.members.iloc[holding.member]
    helps = exchange.helps
    last = helps.loc[
        (helps["member"] == holding.member) & (helps["conversation"] == holding.conversations[0]),
        "at",
    ]
    only = "1人です" if not holding.others else f"ほぼ1人です(ほかに{holding.others}人が少しずつ)"
    return SingleHolder(
        topic_id=topic_id,
        topic_name=name,
        member_id=row["member_id"] if shown else "",
        name=row["name"] if shown else "",
        organization=row["organization_name"] if shown else "",
        prefecture=row["prefecture_name"] if shown else "",
        span=exchange.span_from(exchange.year_from),
        answers=len(holding.conversations),
        questions=holding.questions,
        others=holding.others,
        last_at=moment(int(last.iloc[0])),
        text=f"「{name}」に回答した人は、この1年で{only}。質問は{holding.questions}件ありました。",
        evidence=evidence_of(exchange.snapshot, holding.conversations[:SHOWN_EVIDENCE]),
    )


def quiet_topics(exchange: Exchange, topics: npt.NDArray[np.bool_]) -> tuple[QuietTopic, ...]:
    """Topics that were asked about, and no more since half a year; most asked first.

    A topic of one season is none: where the data reach back far enough, the same half year a
    year ago must have had a question.
    """
    begin = exchange.snapshot.as_of - QUIET_DAYS * DAY
    days_before = (begin - exchange.begin) / DAY
    if days_before < QUIET_DAYS:
        return ()
    questions = exchange.questions[exchange.questions["topic"] >= 0]
    late = set(questions.loc[questions["at"] >= begin, "topic"])
    year_ago = questions["at"].between(begin - 365 * DAY, exchange.snapshot.as_of - 365 * DAY)
    reaches = exchange.begin <= begin - 365 * DAY
    in_season = set(questions.loc[year_ago, "topic"])
    found = []
    for topic, rows in questions.groupby("topic"):
        number = int(topic)  # type: ignore[arg-type]
        expected = len(rows) / days_before * QUIET_DAYS
        seasonal = reaches and number not in in_season
        if topics[number] and number not in late and expected >= LEAST_EXPECTED and not seasonal:
            found.append(_quiet(exchange, number, rows, expected, begin))
    return tuple(sorted(found, key=lambda one: -one.questions_before))


def _quiet(
    exchange: Exchange, topic: int, rows: pd.DataFrame, expected: float, begin: int
) -> QuietTopic:
    topic_id, name = exchange.topic_names(topic)
    newest = rows.sort_values("at", ascending=False)
    last = int(newest["at"].iloc[0])
    return QuietTopic(
        topic_id=topic_id,
        topic_name=name,
        span=exchange.span_from(begin),
        questions_before=len(rows),
        expected=round(expected, 1),
        last_asked_at=moment(last),
        text=f"「{name}」の質問は、{day_text(moment(last))}を最後に、半年ありません"
        f"(それまでは半年に約{math.floor(expected + 0.5)}件)。",
        evidence=evidence_of(exchange.snapshot, newest["conversation"][:SHOWN_EVIDENCE]),
    )
