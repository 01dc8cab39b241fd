"""What the product says: suggestions with their reasons and evidence.

These values travel unchanged from the recommenders to the app, the command line and the
evaluation; ``to_json`` is the only place where they become dictionaries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal

from matcher.domain._channels import ChannelKind, Step
from matcher.domain._days import TOKYO

PersonRole = Literal["ambassador", "expert", "peer"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A thread that proves a reason, with the address where a reader can open it."""

    thread_id: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is suggested.

    Attributes:
        code: Stable name of the kind of reason (see ``UX`` wording).
        text: One Japanese sentence that a reader sees.
        evidence: Threads that prove it; empty for facts of the reference data.
        weight: What this reason adds to the suggestion's score.
    """

    code: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class ThreadSuggestion:
    """A conversation that may already answer a question."""

    thread_id: str
    channel_id: str
    channel_name: str
    permalink: str
    title: str
    posted_at: datetime
    replies: int
    resolved: bool
    archived: bool
    copies: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ChannelSuggestion:
    """A channel to post in or to join. ``step`` and ``joined`` are set in starter lists."""

    channel_id: str
    name: str
    kind: ChannelKind
    permalink: str
    score: float
    reasons: tuple[Reason, ...]
    step: Step | None = None
    joined: bool | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How much a member was asked: absolute numbers, never relative labels."""

    asked_this_week: int
    weekly_limit: int


@dataclass(frozen=True, slots=True)
class PersonSuggestion:
    """A member to mention in the channel (never to write to in private), or a peer."""

    member_id: str
    name: str
    organization: str
    prefecture: str
    role: PersonRole
    score: float
    load: Load
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``ask`` gives.

    Attributes:
        question: As it was asked.
        as_: Member id of the asker, if known.
        topics: Names of the topics that were understood, strongest first.
        threads: Conversations that may already answer it, best first.
        channels: Where to post, best first; the last one is always the fallback.
        people: Whom to mention there, best first; empty when evidence is thin.
        draft: A text to paste into the channel.
        survey: Whether it asks many local governments for their state (アンケート).
        thin: Whether the evidence is thin (「根拠が薄い」).
        notice: One sentence on thin evidence or overload; empty when there is nothing to say.
    """

    question: str
    as_: str | None
    topics: tuple[str, ...]
    threads: tuple[ThreadSuggestion, ...]
    channels: tuple[ChannelSuggestion, ...]
    people: tuple[PersonSuggestion, ...]
    draft: str
    survey: bool
    thin: bool
    notice: str


@dataclass(frozen=True, slots=True)
class StarterList:
    """Channels in steps and people in the same boat, for a member or someone about to join."""

    member: str | None
    organization: str
    channels: tuple[ChannelSuggestion, ...]
    peers: tuple[PersonSuggestion, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class SimilarThreads:
    """Conversations about the same thing as a text or another thread."""

    threads: tuple[ThreadSuggestion, ...]


def to_json(value: object) -> Any:
    """Turn results into what ``json.dumps`` accepts; ``as_`` becomes ``as``, times are Japan's."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        value = value.astimezone(TOKYO)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name.rstrip("_"): to_json(getattr(value, field.name)) for field in fields(value)
        }
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_json(item) for item in value]
    return value
