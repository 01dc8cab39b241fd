"""What organizers see of questions: surveys as tables, answers, new topics, a month of them."""

from dataclasses import dataclass
from datetime import datetime

from matcher.domain._newcomers import AfterReachOut, NewcomersOfMonth
from matcher.domain._suggestions import Evidence, ThreadSuggestion


@dataclass(frozen=True, slots=True)
class SurveyReply:
    """A reply of which something stands in a survey's table."""

    message_id: str
    member_id: str
    author: str
    posted_at: datetime
    permalink: str


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """What one local government answered.

    Attributes:
        organization: Its name with the prefecture; as written when it is not clear which one.
        organization_code: Its code, empty when it is not clear which one it is.
        organization_source: Where that was read, in Japanese: 回答, 名簿, 肩書き ….
        prefecture: Its prefecture, empty for agencies and unless the code is known.
        kind: The directory's word for its kind, empty unless the code is known.
        population: Its population, 0 unless known.
        cells: Answers in the order of the survey's columns; empty where it left one out.
        numbers: The same as numbers, None in columns of words and where there is none.
        remark: What was written beside the form.
        note: What a reader should know of this row (answered twice, place unclear); may be empty.
        replies: The replies it was read from, oldest first.
    """

    organization: str
    organization_code: str
    organization_source: str
    prefecture: str
    kind: str
    population: int
    cells: tuple[str, ...]
    numbers: tuple[float | None, ...]
    remark: str
    note: str
    replies: tuple[SurveyReply, ...]


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """One item of a survey.

    Attributes:
        name: As the form calls it.
        answered: How many local governments answered it.
        unit: Unit of a column of numbers (円, 年, 台 …); empty for words.
        median, lowest, highest: Of a column of numbers in that unit; None for words.
        common: For a column of words, the most frequent answers with their counts.
    """

    name: str
    answered: int
    unit: str
    median: float | None
    lowest: float | None
    highest: float | None
    common: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey (アンケート) with its replies gathered in one table by local government.

    Attributes:
        thread_id, channel_id, channel_name, permalink, title, posted_at: Of its thread.
        last_reply_at: When the last reply came; None while there is none.
        replies: How many replies members other than the asker wrote.
        has_form: Whether there are columns with names of their own; else all answers stand in
            one column as they were written.
        items: Names of the columns.
        columns: The columns with their summaries.
        rows: One per local government, in the order of their codes; those unclear last.
        left_out: Replies of which nothing stands in the table (questions back, thanks).
        by_kind: How many local governments answered, by kind.
        by_size: The same by population.
    """

    thread_id: str
    channel_id: str
    channel_name: str
    permalink: str
    title: str
    posted_at: datetime
    last_reply_at: datetime | None
    replies: int
    has_form: bool
    items: tuple[str, ...]
    columns: tuple[SurveyColumn, ...]
    rows: tuple[SurveyRow, ...]
    left_out: int
    by_kind: tuple[tuple[str, int], ...]
    by_size: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Questions of one topic, one prefecture, one month, or all.

    Attributes:
        key: Topic id, code of the prefecture or month; empty for all.
        name: As a reader calls it.
        questions: Questions of members.
        waiting: Without an answer.
        answered: With an answer.
        resolved: Marked or said to be resolved.
        median_hours: Hours from the question to its first answer, median of those answered.
        slow_hours: The same, 0.9-quantile.
        judged: Questions on which 24 working hours have passed, or that were answered before.
        in_time: Of these, answered within 24 working hours.
        evidence: Questions that wait, newest first, else the newest ones.
    """

    key: str
    name: str
    questions: int
    waiting: int
    answered: int
    resolved: int
    median_hours: float | None
    slow_hours: float | None
    judged: int
    in_time: int
    evidence: tuple[Evidence, ...]

    @property
    def share_in_time(self) -> float | None:
        """Share answered within 24 working hours; None when none can be judged yet."""
        return self.in_time / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """Questions waiting, answered and resolved.

    Attributes:
        span: First and last moment of the questions that are counted; None when there are none.
        total: All of them.
        by_topic: Per topic with a question, most questions first; a question on two topics
            counts for both.
        by_prefecture: Per prefecture of the asker with a question, by code.
        by_month: Per month of asking, oldest first.
        without_topic, without_prefecture: Questions that are in no row of these two tables.
    """

    span: tuple[datetime, datetime] | None
    total: QuestionFigures
    by_topic: tuple[QuestionFigures, ...]
    by_prefecture: tuple[QuestionFigures, ...]
    by_month: tuple[QuestionFigures, ...]
    without_topic: QuestionFigures
    without_prefecture: QuestionFigures


@dataclass(frozen=True, slots=True)
class DiscoveredTopic:
    """Something people talk about that the taxonomy has no word for.

    Attributes:
        name: Its strongest word.
        terms: Words that go with it, strongest first.
        conversations: In how many conversations of the period it is talked about.
        members: How many members wrote in these.
        channels: Names of the channels with the most of these, with their counts.
        prefectures: Prefectures of the local governments that took part, with how many each.
        first_at, last_at: First and last of these conversations.
        nearest: Id and name of the taxonomy's topic that stands beside it most often; empty
            strings when none does.
        threads: Conversations about it, strongest first.
    """

    name: str
    terms: tuple[str, ...]
    conversations: int
    members: int
    channels: tuple[tuple[str, int], ...]
    prefectures: tuple[tuple[str, int], ...]
    first_at: datetime
    last_at: datetime
    nearest_topic_id: str
    nearest_name: str
    threads: tuple[ThreadSuggestion, ...]


@dataclass(frozen=True, slots=True)
class DiscoveredTopics:
    """Topics found in the texts, and how much there was to find them in.

    Attributes:
        span: First and last moment of the conversations that were read.
        conversations: How many these were.
        notice: One sentence when there is too little to find anything in; else empty.
        topics: Strongest first.
    """

    span: tuple[datetime, datetime] | None
    conversations: int
    notice: str
    topics: tuple[DiscoveredTopic, ...]


@dataclass(frozen=True, slots=True)
class MonthThreads:
    """Conversations behind the numbers of a month, so many of each as a reader can look through.

    Attributes:
        questions: Its questions, newest first.
        late: Those that had no answer within 24 working hours, newest first.
        waiting: Those that wait for an answer now, oldest first.
        resolved: Those that are resolved, newest first.
        busiest: Conversations with the most posts of members in the month.
        newcomers: First conversations of those who joined in it, newest first.
        opened: How many of those who joined have opened a conversation.
    """

    questions: tuple[ThreadSuggestion, ...]
    late: tuple[ThreadSuggestion, ...]
    waiting: tuple[ThreadSuggestion, ...]
    resolved: tuple[ThreadSuggestion, ...]
    busiest: tuple[ThreadSuggestion, ...]
    newcomers: tuple[ThreadSuggestion, ...]
    opened: int


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of the community.

    Attributes:
        month: 2024-10.
        span: Its first moment in the data and its last.
        posts: Posts of members.
        writers: Members who wrote.
        joined: Members who joined.
        questions: Its questions.
        before: Those of the month before; None when the data begin with this month.
        months: The questions of up to twelve months that end with it, oldest first.
        threads: The conversations behind the numbers.
        newcomers: The newcomers of up to six months that end with it, oldest first.
        after_reach_out: What newcomers did after somebody reached out to them, up to now.
        surveys: The surveys that were asked in it, newest first.
    """

    month: str
    span: tuple[datetime, datetime]
    posts: int
    writers: int
    joined: int
    questions: QuestionCounts
    before: QuestionFigures | None
    months: tuple[QuestionFigures, ...]
    threads: MonthThreads
    newcomers: tuple[NewcomersOfMonth, ...]
    after_reach_out: AfterReachOut
    surveys: tuple[Survey, ...]
