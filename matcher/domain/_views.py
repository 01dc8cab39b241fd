"""What is stored and known of one thread, member, channel or topic, ready to be read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from matcher.domain._channels import ChannelKind
from matcher.domain._records import Reaction, Role
from matcher.domain._suggestions import Evidence, Load, PersonSuggestion, ThreadSuggestion


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as a reader sees it: markup resolved, author named."""

    message_id: str
    member_id: str | None
    author: str
    posted_at: datetime
    text: str
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A conversation with all its messages.

    ``asker`` is None when the opening message is not in the data or was not written by a member.
    """

    thread_id: str
    channel_id: str
    channel_name: str
    permalink: str
    title: str
    asker: str | None
    resolved: bool
    archived: bool
    messages: tuple[MessageView, ...]
    similar: tuple[ThreadSuggestion, ...]


@dataclass(frozen=True, slots=True)
class TopicOfMember:
    """A member's expertise on a topic: what they did, never a grade."""

    topic_id: str
    name: str
    answers: int
    last_at: datetime
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PastPost:
    """Where a member worked before (異動)."""

    organization: str
    department: str
    from_: date | None
    to: date | None


@dataclass(frozen=True, slots=True)
class MemberView:
    """What is known of a member and where it comes from.

    ``organization_source`` says in Japanese where the organization was read (名簿, 本人, 表示名 …);
    ``solo_it_source`` likewise, empty unless the member said so.
    """

    member_id: str
    name: str
    organization: str
    organization_code: str
    organization_source: str
    prefecture: str
    department: str
    active: bool
    hidden: bool
    posts: int
    first_post_at: datetime | None
    last_post_at: datetime | None
    solo_it: bool
    solo_it_source: str
    interests: tuple[str, ...]
    roles: tuple[Role, ...]
    past: tuple[PastPost, ...]
    load: Load
    topics: tuple[TopicOfMember, ...]
    channels: tuple[str, ...]
    recent_threads: tuple[ThreadSuggestion, ...]


@dataclass(frozen=True, slots=True)
class ChannelView:
    """What is known of a channel."""

    channel_id: str
    name: str
    kind: ChannelKind
    purpose: str
    permalink: str
    messages: int
    members: int | None
    last_post: datetime | None
    archived: bool


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """One line on a topic: how many questions, how many wait for an answer."""

    topic_id: str
    name: str
    group: str
    questions: int
    waiting: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page: questions that wait, threads worth reading, people, who is on it where.

    ``prefectures`` counts the local governments whose members wrote on the topic in the last year.
    """

    topic_id: str
    name: str
    group: str
    synonyms: tuple[str, ...]
    questions: int
    channels: tuple[ChannelView, ...]
    waiting: tuple[ThreadSuggestion, ...]
    threads: tuple[ThreadSuggestion, ...]
    people: tuple[PersonSuggestion, ...]
    prefectures: tuple[tuple[str, int], ...]
    related: tuple[TopicSummary, ...]


@dataclass(frozen=True, slots=True)
class MemberName:
    """Enough of a member to choose them from a list."""

    member_id: str
    name: str
    organization: str


@dataclass(frozen=True, slots=True)
class CommunityStatus:
    """State of the opened community.

    Attributes:
        state: ``empty`` (nothing imported), ``unbuilt`` (imported, no snapshot) or ``ready``.
        demo: Whether it is the fictitious demo community.
        members, organizations, channels, conversations, messages: Counts in the snapshot.
        span: First and last moment of its messages.
        built_at: When the snapshot was made.
        stale: Whether something was imported or changed since.
        damaged: Name of the newest snapshot where that cannot be opened, so that an older one is
            shown; else empty.
    """

    state: Literal["empty", "unbuilt", "ready"]
    demo: bool
    members: int = 0
    organizations: int = 0
    channels: int = 0
    conversations: int = 0
    messages: int = 0
    span: tuple[datetime, datetime] | None = None
    built_at: datetime | None = None
    stale: bool = False
    damaged: str = ""
