"""What a community is made of, as every source delivers it and the store keeps it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class AccountKind(StrEnum):
    """Who stands behind an account. Only a ``MEMBER`` is ever counted or suggested."""

    MEMBER = "member"
    BOT = "bot"
    EXTERNAL = "external"
    """Writes from another workspace (Slack Connect)."""
    UNKNOWN = "unknown"
    """Wrote or is named, but the source does not say who it is."""


@dataclass(frozen=True, slots=True)
class Account:
    """Someone or something that can write.

    Attributes:
        account_id: The source's id; for a member it is the ``member_id``.
        name: The name that readers see; never a login handle, never empty.
        kind: Who stands behind it.
        real_name: The full name, where it differs from ``name``.
        title: The profile's own line on organization and post, as written.
        email: Address, empty where the source has none.
        active: False when the account is deactivated (the person left).
        first_seen_at: When the account is known to have existed first, if the source says so.
    """

    account_id: str
    name: str
    kind: AccountKind = AccountKind.MEMBER
    real_name: str = ""
    title: str = ""
    email: str = ""
    active: bool = True
    first_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A public channel.

    Attributes:
        channel_id: The source's id.
        name: Name without ``#``.
        purpose: Purpose and topic as the channel states them, one per line.
        created_at: When it was made, if known.
        archived: Nobody can post there any more.
    """

    channel_id: str
    name: str
    purpose: str = ""
    created_at: datetime | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """That a member is in a channel; absent where the source does not know (never "nobody")."""

    channel_id: str
    account_id: str
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji under a message and how many people gave it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Message:
    """One post in a public channel.

    Attributes:
        message_id: Unique in the community; ``CHANNEL:TS`` for Slack.
        channel_id: Where it stands.
        thread_id: The ``message_id`` of the thread's root (its own id for a root); for archives
            the archive's thread id.
        account_id: Who wrote it; None when the source names nobody.
        posted_at: When, timezone-aware.
        text: Slack mrkdwn as written (mentions by id, ``&amp;`` escaped); empty for a post
            without words.
        reactions: Emoji and counts, most frequent first.
        edited: Whether it was changed after posting.
    """

    message_id: str
    channel_id: str
    thread_id: str
    account_id: str | None
    posted_at: datetime
    text: str
    reactions: tuple[Reaction, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True)
class ThreadHeading:
    """What some communities say of a thread beside its messages."""

    thread_id: str
    channel_id: str
    title: str
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a community, small enough for memory; a source yields many of them in order.

    Accounts and channels come before the records that name them.

    Attributes:
        accounts, channels, memberships, messages, headings: Records.
        listed: Ids of channels of which the source says who is in them now, all of them: who is
            stored as a member and is not among the source's memberships has left the channel.
    """

    accounts: tuple[Account, ...] = ()
    channels: tuple[Channel, ...] = ()
    memberships: tuple[Membership, ...] = ()
    messages: tuple[Message, ...] = ()
    headings: tuple[ThreadHeading, ...] = ()
    listed: tuple[str, ...] = ()


class OrganizationSource(StrEnum):
    """Who said which organization a member works for."""

    UNKNOWN = ""
    ROSTER = "roster"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member (or an organizer's roster) says of a member; it wins over what Slack shows.

    Attributes:
        member_id: Whose it is.
        organization_code: 6-digit code of a local government, or an agency's name; empty = unknown.
        department: Division in its own words.
        interests: Topic ids.
        solo_it: Says that they are alone in charge of IT. Never inferred from size.
        hidden: Does not want to be suggested to others (opt-out).
        hidden_topics: Topic ids for which they do not want to be suggested.
        weekly_limit: How many requests a week they accept.
        away_until: The last day on which they are away and not suggested.
        organization_source: Who said the organization.
    """

    member_id: str
    organization_code: str = ""
    department: str = ""
    interests: tuple[str, ...] = ()
    solo_it: bool = False
    hidden: bool = False
    hidden_topics: tuple[str, ...] = ()
    weekly_limit: int = 5
    away_until: date | None = None
    organization_source: OrganizationSource = OrganizationSource.UNKNOWN

    def is_away(self, day: date) -> bool:
        """Whether they rest on a day; the last day of a rest belongs to it (「…まで休み」)."""
        return self.away_until is not None and day <= self.away_until


class RoleKind(StrEnum):
    """What a member is trusted with for a term."""

    AMBASSADOR = "ambassador"
    ORGANIZER = "organizer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Role:
    """A role for a term; ``ends_on`` None means without end."""

    member_id: str
    kind: RoleKind
    starts_on: date
    ends_on: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the role is held on a day (both ends included)."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
