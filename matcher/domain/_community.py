"""What organizers see of a community: coverage and gaps, single holders, succession, candidates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from matcher.domain._community_questions import (
    DiscoveredTopics,
    NewcomersByMonth,
    QuestionCounts,
    Survey,
)
from matcher.domain._suggestions import Evidence, PersonSuggestion, Reason, ThreadSuggestion

Dimension = Literal["region", "prefecture", "kind", "size"]
"""How local governments are grouped: 地方, 都道府県, 種類, 人口."""

Change = Literal["left", "moved", "silent"]
"""Why answers will be missed: left the community, moved to other work, or writes no more."""

Span = tuple[datetime, datetime]
"""From (included) and to (not included): what lies between is counted."""


@dataclass(frozen=True, slots=True)
class AmbassadorTerm:
    """A present ambassador.

    Attributes:
        member_id, name, organization, region, kind: Who; empty where it is not known.
        from_, to: First and last day of the term; ``to`` is None without an end.
        days_left: Days until the last day; None without an end.
        ends_soon: Whether the term ends within 90 days.
        present: Whether they wrote in the last 90 days and have not left.
        answers, guided, thanked, newcomers: What they did in the last year, as in
            :class:`Candidate`.
    """

    member_id: str
    name: str
    organization: str
    region: str
    kind: str
    from_: date
    to: date | None
    days_left: int | None
    ends_soon: bool
    present: bool
    answers: int
    guided: int
    thanked: int
    newcomers: int


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who could be the next ambassador, by what they did and where they are.

    Attributes:
        member_id, name, organization, prefecture, region, kind: Who; empty where not known.
        chosen: Whether they are in the set that is proposed.
        pinned: Whether an organizer fixed them in it.
        answers, guided, thanked, newcomers, topics: In the last year: conversations in which they
            were of help, questions guided to an existing thread, people who thanked them,
            newcomers helped, topics with two or more answers.
        span: The year.
        reasons: What they did and what they would bring, with the threads.
        loses: What the proposed set loses without them, in sentences; empty when not chosen.
        instead: Member id of who would come instead; empty when nobody.
        invitation: A draft that invites them.
    """

    member_id: str
    name: str
    organization: str
    prefecture: str
    region: str
    kind: str
    chosen: bool
    pinned: bool
    answers: int
    guided: int
    thanked: int
    newcomers: int
    topics: tuple[str, ...]
    span: Span
    reasons: tuple[Reason, ...]
    loses: tuple[str, ...]
    instead: str
    invitation: str


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """How many of a region, a kind or a field there are.

    Attributes:
        name: 四国, 町村, 標準化・ガバクラ.
        share: What would be even: share of all local governments (regions, kinds) or of the
            year's questions (fields).
        present: Ambassadors at present.
        staying: Those of them whose term does not end within 90 days.
        chosen: How many the proposed set adds.
    """

    name: str
    share: float
    present: int
    staying: int
    chosen: int


@dataclass(frozen=True, slots=True)
class TradeOff:
    """One point between track record and spread.

    Attributes:
        spread: 0 = only the track record counts, 1 = only the spread.
        record: Track record of the best set, as a share of the best possible one.
        balance: Its gain in spread, as a share of an even one.
        member_ids: The set.
    """

    spread: float
    record: float
    balance: float
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """How the proposed ambassadors were chosen together.

    Attributes:
        span: The year that is looked at.
        size: How many are chosen at most.
        spread: The trade-off that was asked for, 0 to 1.
        regions, kinds, fields: How many of each there are with them.
        trade_off: What other settings would give.
        text: The balance in words: 「北海道1・東北2、町村5・市4」.
        minimum: In words, what evidence a candidate needs.
    """

    span: Span
    size: int
    spread: float
    regions: tuple[BalanceRow, ...]
    kinds: tuple[BalanceRow, ...]
    fields: tuple[BalanceRow, ...]
    trade_off: tuple[TradeOff, ...]
    text: str
    minimum: str


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The proposed next ambassadors, and others with evidence.

    Attributes:
        candidates: The chosen ones first, then the others, each by track record.
        balance: How they were chosen.
    """

    candidates: tuple[Candidate, ...]
    balance: Balance


@dataclass(frozen=True, slots=True)
class CommunityGaps:
    """What is missing, and what hangs by a thread.

    Attributes:
        recent, year: The last 90 days and the last year, cut at the data's begin; None when
            nobody wrote.
        coverage: Topics by region, prefecture, kind and size, where anything was asked or
            answered.
        gaps: Where questions stay without an answer, most first.
        single_holders: Topics that hang on one person, most asked first.
        quiet_topics: Topics nobody asks about any more.
        succession: Whose answers will be missed, the most missed first.
    """

    recent: Span | None
    year: Span | None
    coverage: tuple[CoverageCell, ...]
    gaps: tuple[Gap, ...]
    single_holders: tuple[SingleHolder, ...]
    quiet_topics: tuple[QuietTopic, ...]
    succession: tuple[Departure, ...]


@dataclass(frozen=True, slots=True)
class CommunityReport:
    """The community as its organizers see it.

    Attributes:
        span: First and last moment of the data; None when nobody wrote.
        recent, year: The last 90 days and the last year, cut at the data's begin.
        topic, prefecture: Names of what it was narrowed to; empty for all.
        members, organizations: Members, and local governments and agencies they work for.
        ambassadors: Those at present, with their terms.
        coverage: Topics by region, prefecture, kind and size, where anything was asked or
            answered.
        gaps: Where questions stay without an answer, most first.
        single_holders: Topics that hang on one person.
        quiet_topics: Topics nobody asks about any more.
        candidates: Next ambassadors: the proposed set first.
        balance: How the set was chosen.
        newcomers: Newcomers by month.
        succession: Whose answers will be missed.
        questions: Questions waiting, answered, resolved.
        surveys: Surveys with their tables.
        discovered_topics: What people talk about that the taxonomy lacks.
    """

    span: Span | None
    recent: Span | None
    year: Span | None
    topic: str
    prefecture: str
    members: int
    organizations: int
    ambassadors: tuple[AmbassadorTerm, ...]
    coverage: tuple[CoverageCell, ...]
    gaps: tuple[Gap, ...]
    single_holders: tuple[SingleHolder, ...]
    quiet_topics: tuple[QuietTopic, ...]
    candidates: tuple[Candidate, ...]
    balance: Balance
    newcomers: NewcomersByMonth
    succession: tuple[Departure, ...]
    questions: QuestionCounts
    surveys: tuple[Survey, ...]
    discovered_topics: DiscoveredTopics
