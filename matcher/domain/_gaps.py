"""What a community is missing: coverage, open topics, topics that rest on one person, moves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from matcher.domain._days import Span
from matcher.domain._suggestions import Evidence, PersonSuggestion, Reason, ThreadSuggestion

Dimension = Literal["region", "prefecture", "kind", "size"]
"""How local governments are grouped: 地方, 都道府県, 種類, 人口."""

Change = Literal["left", "moved", "silent"]
"""Why answers will be missed: left the community, moved to other work, or writes no more."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One topic in one group of local governments: what is asked there and who answers.

    Only conversations that are mainly about the topic count, surveys do not; an answer counts
    when it has something to say.

    Attributes:
        topic_id, topic_name, topic_group: The topic.
        dimension: How the local governments are grouped.
        place: The group's name: 四国, 愛媛県, 町, 1万人未満.
        place_code: Code of the prefecture, else empty.
        questions, unanswered: Questions asked from there in the last 90 days, and those of them
            that nobody answered.
        questions_year, unanswered_year: The same over the last year.
        answerers: How many people, from anywhere, answered the questions of the 90 days.
        people: How many people of these local governments answered on the topic in the last
            year, and are still there and in the same work.
        supply: Their evidence, each answered conversation at most 1, faded by age.
        evidence: Questions of the year: unanswered ones first, then newest first.
    """

    topic_id: str
    topic_name: str
    topic_group: str
    dimension: Dimension
    place: str
    place_code: str
    questions: int
    unanswered: int
    questions_year: int
    unanswered_year: int
    answerers: int
    people: int
    supply: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic on which a group of local governments asks in vain.

    Attributes:
        topic_id, topic_name, dimension: As in :class:`CoverageCell`.
        region: The group's name when it is a region or lies in one, else empty.
        place, place_code: As in :class:`CoverageCell`.
        span: The 90 days.
        questions, unanswered, answerers, people: As in :class:`CoverageCell`.
        usual_share: Share of all questions of the 90 days that nobody answered.
        text: One sentence: 「ガバクラ接続回線 × 四国: 90日の質問7件に、回答した人は1人」.
        inside: How the questions spread over prefectures, kinds and sizes: (name, questions).
        evidence: The questions, unanswered ones first.
        askable: People from anywhere who answered on the topic and may be asked now.
        reasons: ``unmet`` and, where so, ``only_holder``.
    """

    topic_id: str
    topic_name: str
    dimension: Dimension
    region: str
    place: str
    place_code: str
    span: Span
    questions: int
    unanswered: int
    answerers: int
    people: int
    usual_share: float
    text: str
    inside: tuple[tuple[str, int], ...]
    evidence: tuple[Evidence, ...]
    askable: tuple[PersonSuggestion, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SingleHolder:
    """A topic that hangs on one person.

    Attributes:
        topic_id, topic_name: The topic.
        member_id, name, organization, prefecture: The one; empty when they do not want to be
            shown.
        span: The year that is looked at.
        answers: Conversations on the topic in which they were of help.
        questions: Questions on the topic.
        others: How many others were of a little help.
        last_at: Their last answer on it.
        text: One sentence.
        evidence: Their answers' conversations, newest first.
    """

    topic_id: str
    topic_name: str
    member_id: str
    name: str
    organization: str
    prefecture: str
    span: Span
    answers: int
    questions: int
    others: int
    last_at: datetime
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class QuietTopic:
    """A topic nobody asks about any more.

    Attributes:
        topic_id, topic_name: The topic.
        span: The half year without a question.
        questions_before: Questions before it.
        expected: How many the half year would have had at the rate of before.
        last_asked_at: The last question.
        text: One sentence.
        evidence: The last questions, newest first.
    """

    topic_id: str
    topic_name: str
    span: Span
    questions_before: int
    expected: float
    last_asked_at: datetime
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TopicLeft:
    """A topic on which someone's answers will be missed.

    Attributes:
        topic_id, topic_name: The topic.
        answers: Conversations in which they were of help.
        last_at: The last of them.
        questions_since, unanswered_since: Questions asked since they stopped, and those of them
            that nobody answered.
        people: How many others answered on it in the last year and are still there.
        successors: Those of them who may be asked now, most evidence first.
        evidence: What is written down: their conversations on it, the best ones to read first.
    """

    topic_id: str
    topic_name: str
    answers: int
    last_at: datetime
    questions_since: int
    unanswered_since: int
    people: int
    successors: tuple[PersonSuggestion, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Departure:
    """Someone whose answers will be missed (異動, 退会), and what of it can be kept.

    Attributes:
        member_id, name, organization, prefecture: Who.
        change: What happened.
        since: The day of the move, or of the last post or answer; None when it is not known.
        said: What the source says, in Japanese, with its words.
        span: From their first to their last answer.
        answers: Conversations in which they were of help.
        topics: What they knew, most missed first.
        successors: Who could take over, by how many of the topics.
        threads: What is written down: their best conversations.
        text: One sentence.
        evidence: Their conversations, newest first.
    """

    member_id: str
    name: str
    organization: str
    prefecture: str
    change: Change
    since: date | None
    said: str
    span: Span
    answers: int
    topics: tuple[TopicLeft, ...]
    successors: tuple[PersonSuggestion, ...]
    threads: tuple[ThreadSuggestion, ...]
    text: str
    evidence: tuple[Evidence, ...]
