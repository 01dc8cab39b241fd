"""The ambassador's desk: whom to reach out to, why, what to say, and who is doing it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matcher.domain._errors import InputError
from matcher.domain._suggestions import (
    ChannelSuggestion,
    Load,
    PersonSuggestion,
    Reason,
    ThreadSuggestion,
)


class TaskKind(StrEnum):
    """What an ambassador can do for somebody."""

    NEWCOMER = "newcomer"
    """Write to a newcomer (新しい仲間)."""
    QUESTION = "question"
    """Help a question that waits for an answer (答えを待つ質問)."""
    HIDDEN = "hidden"
    """Lead a worry out of the small talk to where it can be asked (雑談に埋もれた困り事)."""
    MISSING = "missing"
    """Invite a local government that has no member yet (まだ参加していない団体)."""


class HandlingState(StrEnum):
    """What a member said of a task."""

    CLAIMED = "claimed"
    """対応します: theirs until the claim lapses; nobody else is offered it meanwhile."""
    DONE = "done"
    """済み: nobody is offered it again."""
    SNOOZED = "snoozed"
    """あとで: not offered to this member for some days."""
    DECLINED = "declined"
    """自分ではない: not offered to this member again."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What a member said of a task, and when.

    Attributes:
        task_id: The task, see :func:`task_id_of`.
        member_id: Whose word it is.
        state: What they said.
        at: When they said it.
        until: When it lapses; None = never.
        claimed_at: When they took it on; None unless ``state`` is claimed or done.
    """

    task_id: str
    member_id: str
    state: HandlingState
    at: datetime
    until: datetime | None = None
    claimed_at: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Whether it still counts at a moment."""
        return self.until is None or now < self.until


def task_id_of(kind: TaskKind, subject: str) -> str:
    """The name of a task; the same as long as what it is about is the same.

    Args:
        kind: What is to be done.
        subject: Member id of the newcomer, message id of the question or of the hidden question,
            or code of the missing local government.
    """
    return f"{kind.value}:{subject}"


def read_task_id(task_id: str) -> tuple[TaskKind, str]:
    """Kind and subject of a task (see :func:`task_id_of`).

    Raises:
        InputError: It is no task's name.
    """
    kind, _, subject = task_id.partition(":")
    if kind not in [one.value for one in TaskKind] or not subject:
        raise InputError(
            "この件はありません。",
            remedy="matcher outreach が示した番号を、そのまま書いてください。",
            value=task_id,
        )
    return TaskKind(kind), subject


@dataclass(frozen=True, slots=True)
class NewcomerTask:
    """A newcomer to whom a reply may help.

    Attributes:
        task_id: Name of the task.
        member_id, name, organization, prefecture: The newcomer.
        joined_at: When they joined.
        days: Whole days since then.
        channel_name: Where to write: the channel of their introduction or of their last post.
        permalink: Address of the place to write: their post, or the introduction channel.
        reasons: Why them, why now, why this ambassador.
        message: A text to paste there and make one's own.
        handling: The ambassador's own claim; None when it is open.
    """

    task_id: str
    member_id: str
    name: str
    organization: str
    prefecture: str
    joined_at: datetime
    days: int
    channel_name: str
    permalink: str
    reasons: tuple[Reason, ...]
    message: str
    handling: Handling | None = None


@dataclass(frozen=True, slots=True)
class QuestionTask:
    """A question that nobody answered yet.

    Attributes:
        task_id: Name of the task.
        thread: The question.
        member_id, name, organization, prefecture: The asker; None and empty for those who do not
            want to be named.
        newcomer: Whether the asker joined within the last 90 days.
        waiting_hours: Hours on working days of Japan since it was asked.
        answers: Earlier conversations that may answer it, best first.
        people: Who else could be mentioned there, three at most.
        reasons: Why this question, why this ambassador.
        message: A text to paste into the thread.
        handling: The ambassador's own claim; None when it is open.
    """

    task_id: str
    thread: ThreadSuggestion
    member_id: str | None
    name: str
    organization: str
    prefecture: str
    newcomer: bool
    waiting_hours: int
    answers: tuple[ThreadSuggestion, ...]
    people: tuple[PersonSuggestion, ...]
    reasons: tuple[Reason, ...]
    message: str
    handling: Handling | None = None


@dataclass(frozen=True, slots=True)
class HiddenTask:
    """A worry in the small talk or in a self-introduction that could be asked elsewhere.

    Attributes:
        task_id: Name of the task.
        thread: The conversation that it stands in.
        message_id: The post.
        permalink: Address of the post.
        posted_at: When it was written.
        member_id, name, organization, prefecture: Who wrote it.
        quote: The sentence that asks, as a reader sees it.
        channel: Where it could be asked.
        reasons: Why it was taken for a question, why that channel.
        message: A text to paste into the thread.
        handling: The ambassador's own claim; None when it is open.
    """

    task_id: str
    thread: ThreadSuggestion
    message_id: str
    permalink: str
    posted_at: datetime
    member_id: str
    name: str
    organization: str
    prefecture: str
    quote: str
    channel: ChannelSuggestion
    reasons: tuple[Reason, ...]
    message: str
    handling: Handling | None = None


@dataclass(frozen=True, slots=True)
class MissingTask:
    """A local government that has no member in the community.

    Attributes:
        task_id: Name of the task.
        code, name, prefecture, kind, population: The local government, ``name`` with prefecture.
        distance_km: From the ambassador's office to theirs; None when the ambassador's
            organization is unknown or has no place.
        people: Members who are its neighbours or alike, three at most.
        reasons: Why this one, why this ambassador.
        message: A text for a mail or a talk.
        handling: The ambassador's own claim; None when it is open.
    """

    task_id: str
    code: str
    name: str
    prefecture: str
    kind: str
    population: int
    distance_km: float | None
    people: tuple[PersonSuggestion, ...]
    reasons: tuple[Reason, ...]
    message: str
    handling: Handling | None = None


@dataclass(frozen=True, slots=True)
class TakenTask:
    """A task that would have been offered, had not someone else taken it on.

    Attributes:
        task_id, kind: The task.
        title: The newcomer's name, the question's title, or the local government's name.
        name: Who is doing it.
        since: When they took it on.
        until: When their claim lapses.
    """

    task_id: str
    kind: TaskKind
    title: str
    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Effects:
    """What became of what an ambassador did in the last seven days.

    Attributes:
        done: Tasks that they finished for newcomers, questions and hidden questions.
        replied: Of these, where their reply is found in the conversation.
        wrote_again: How many of the people concerned wrote afterwards.
        median_hours: Half of the replies came within so many hours of the claim; None without.
    """

    done: int
    replied: int
    wrote_again: int
    median_hours: float | None


@dataclass(frozen=True, slots=True)
class Outreach:
    """Four short lists for an ambassador; in each, own claims come first, then what is offered.

    Attributes:
        ambassador, name: Whose desk it is.
        load: How often they were asked or took something on this week, and their limit.
        away_until: The last day on which they are away.
        notice: One sentence when they are away or have reached their limit; else empty.
        newcomers, questions, hidden, missing: What can be done, most helpful first.
        taken: What others are doing already.
        last_week: What became of last week's work.
    """

    ambassador: str
    name: str
    load: Load
    away_until: date | None
    notice: str
    newcomers: tuple[NewcomerTask, ...]
    questions: tuple[QuestionTask, ...]
    hidden: tuple[HiddenTask, ...]
    missing: tuple[MissingTask, ...]
    taken: tuple[TakenTask, ...]
    last_week: Effects
