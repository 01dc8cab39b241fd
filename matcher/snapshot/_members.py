"""What is known of each member's work, and where it was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time

import numpy as np
import pandas as pd

from matcher.domain import (
    TOKYO,
    Account,
    AccountKind,
    Agency,
    ChannelKind,
    JointBody,
    OrganizationSource,
    Profile,
)
from matcher.language import Analyzer, read_move, render_markup, says_alone_in_it
from matcher.places import Directory, load_directory

MOVED_SOMETIME = -1
"""``moved_at`` of a member who tells of a move (異動) without its date."""

FROM_PROFILE = {
    OrganizationSource.ROSTER: "名簿",
    OrganizationSource.MEMBER: "本人の設定",
    OrganizationSource.UNKNOWN: "本人または名簿の登録",
}
"""Where an organization was read that stands in a profile."""

SAID_IN_PROFILE = "プロフィール"
SAID_IN_TITLE = "Slackの肩書き"
SAID_IN_INTRODUCTION = "自己紹介の投稿"
READ_FROM_INTRODUCTION = "自己紹介"
"""How :mod:`matcher.places` names the source of an organization read there."""


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """An organization as the member table shows it; empty where it is unknown or not fitting."""

    organization: str = ""
    organization_name: str = ""
    organization_kind: str = ""
    prefecture: str = ""
    prefecture_name: str = ""
    population: int = 0
    island: str = ""


class Introductions:
    """Remembers the first post of each member in the channels for introducing oneself.

    Args:
        channel_ids: The channels for introductions.
    """

    def __init__(self, channel_ids: Iterable[str]) -> None:
        self._channels = frozenset(channel_ids)
        self.texts: dict[str, str] = {}
        self.messages: dict[str, str] = {}
        self.moments: dict[str, int] = {}

    def watch(self, chunks: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Pass chunks of messages on, in order of time, and look at them."""
        for chunk in chunks:
            here = chunk[
                chunk["channel_id"].isin(self._channels)
                & (chunk["message_id"] == chunk["thread_id"])
                & chunk["account_id"].notna()
            ]
            firsts = here.drop_duplicates("account_id")
            at = firsts["posted_at"].astype("int64")
            for account_id, text, message_id, moment in zip(
                firsts["account_id"], firsts["text"], firsts["message_id"], at, strict=True
            ):
                self.moments.setdefault(account_id, moment)
                self.texts.setdefault(account_id, text)
                self.messages.setdefault(account_id, message_id)
            yield chunk


def member_table(
    accounts: Iterable[Account],
    *,
    profiles: Mapping[str, Profile],
    introductions: Introductions,
    analyzer: Analyzer,
    organizations: Iterable[str] = (),
) -> pd.DataFrame:
    """One row per account, in the order given.

    Of the ``organizations`` that the store knows, members' own words may name the joint bodies.

    Columns: ``member_id``, ``name``, ``kind``, ``is_member``, ``active``, ``title``,
    ``organization`` (code), ``organization_name``, ``organization_source``, ``prefecture``
    (code), ``prefecture_name``, ``organization_kind``, ``population``, ``island``,
    ``department``, ``solo_it``, ``solo_source``, ``joined_at`` (µs, 0 unknown), ``moved_at``
    (µs, 0 never, -1 without date), ``moved_from`` (department), ``introduction`` (message id),
    ``introduced_at`` (µs), ``fields`` (topic ids that the member names as theirs in profile or
    title), ``department_fields`` (that the name of the department holds), ``introduced_fields``
    (in the self-introduction) and ``left_at`` (µs, 0 unless the day of leaving is known).
    """
    directory = load_directory().with_joint_bodies(organizations)
    rows = [
        _row(account, profiles.get(account.account_id), introductions, analyzer, directory)
        for account in accounts
    ]
    return pd.DataFrame(rows, columns=list(_EMPTY)).astype(_TYPES)


_EMPTY: dict[str, object] = {
    "member_id": "",
    "name": "",
    "kind": "",
    "is_member": False,
    "active": True,
    "title": "",
    "organization": "",
    "organization_name": "",
    "organization_source": "",
    "prefecture": "",
    "prefecture_name": "",
    "organization_kind": "",
    "population": 0,
    "island": "",
    "department": "",
    "solo_it": False,
    "solo_source": "",
    "joined_at": 0,
    "moved_at": 0,
    "moved_from": "",
    "introduction": "",
    "introduced_at": 0,
    "fields": "",
    "department_fields": "",
    "introduced_fields": "",
    "left_at": 0,
}
_TYPES = {
    name: {str: "str", bool: "bool", int: "int64"}[type(value)] for name, value in _EMPTY.items()
}


def _row(
    account: Account,
    profile: Profile | None,
    introductions: Introductions,
    analyzer: Analyzer,
    directory: Directory,
) -> dict[str, object]:
    row = dict(
        _EMPTY,
        member_id=account.account_id,
        name=account.name,
        kind=account.kind.value,
        is_member=account.kind is AccountKind.MEMBER,
        active=account.active,
        title=account.title,
        joined_at=microseconds(account.first_seen_at),
    )
    if account.kind is not AccountKind.MEMBER:
        return row
    introduction = render_markup(introductions.texts.get(account.account_id, ""), {}, {})
    row["introduction"] = introductions.messages.get(account.account_id, "")
    row["introduced_at"] = introductions.moments.get(account.account_id, 0)
    code, source = _organization(account, profile, introduction, directory)
    row.update(asdict(organization_facts(code)), organization_source=source)
    row["department"] = profile.department if profile and profile.department else ""
    row["solo_it"], row["solo_source"] = _alone(account, profile, introduction)
    row["moved_at"], row["moved_from"] = move_in_title(account.title)
    named = topics_named(account.title, analyzer)
    row["fields"] = ";".join(dict.fromkeys([*(profile.interests if profile else ()), *named]))
    row["department_fields"] = ";".join(topics_named(str(row["department"]), analyzer))
    row["introduced_fields"] = ";".join(topics_named(introduction, analyzer))
    return row


def organization_facts(code: str) -> OrganizationFacts:
    """What the directory knows of an organization.

    Args:
        code: Code of a local government, name of an agency, or nothing.
    """
    if not code:
        return OrganizationFacts()
    organization = load_directory().organization(code)
    if isinstance(organization, Agency):
        return OrganizationFacts(code, organization.full_name, "府省庁")
    facts = OrganizationFacts(
        organization=code,
        organization_name=organization.full_name,
        organization_kind=organization.kind,
        prefecture=organization.prefecture_code,
        prefecture_name=organization.prefecture,
    )
    if isinstance(organization, JointBody):
        return facts
    return replace(facts, population=organization.population, island=organization.island)


def _organization(
    account: Account, profile: Profile | None, introduction: str, directory: Directory
) -> tuple[str, str]:
    if profile and profile.organization_code:
        return profile.organization_code, FROM_PROFILE[profile.organization_source]
    read = directory.organization_in_profile(account.title, account.name, introduction)
    place = read.resolution
    if not place.code:
        return "", ""
    return directory.joint_body_id(place.code, place.name), read.source


def _alone(account: Account, profile: Profile | None, introduction: str) -> tuple[bool, str]:
    if profile and profile.solo_it:
        return True, SAID_IN_PROFILE
    if says_alone_in_it(account.title):
        return True, SAID_IN_TITLE
    if says_alone_in_it(introduction):
        return True, SAID_IN_INTRODUCTION
    return False, ""


def topics_named(text: str, analyzer: Analyzer) -> list[str]:
    """Ids of the topics whose names a text holds."""
    return [topic for topic in analyzer.analyse(text).topics if not topic.startswith("com-")]


def before_introduction(members: pd.DataFrame, as_of: int) -> pd.DataFrame:
    """The member table without what was read from self-introductions at or after a moment."""
    later = members["introduced_at"] >= as_of
    if not later.any():
        return members
    result = members.copy()
    result.loc[later, ["introduction", "introduced_fields"]] = ""
    result.loc[later, "introduced_at"] = 0
    alone = later & (members["solo_source"] == SAID_IN_INTRODUCTION)
    result.loc[alone, "solo_it"] = False
    result.loc[alone, "solo_source"] = ""
    placed = later & (members["organization_source"] == READ_FROM_INTRODUCTION)
    for name, value in asdict(OrganizationFacts()).items():
        result.loc[placed, name] = value
    result.loc[placed, "organization_source"] = ""
    return result


def move_in_title(title: str) -> tuple[int, str]:
    """When (µs; 0 never, -1 without date) and from which department a title says one moved."""
    move = read_move(title)
    if move is None:
        return 0, ""
    if move.on is None:
        return MOVED_SOMETIME, move.left
    return microseconds(datetime.combine(move.on, time.min, TOKYO)), move.left


def microseconds(moment: datetime | None) -> int:
    """Whole microseconds since the epoch, 0 for None."""
    if moment is None:
        return 0
    return int(np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "us").astype(np.int64))


def channel_table(
    channels: pd.DataFrame, kinds: Iterable[ChannelKind], prefectures: Iterable[str]
) -> pd.DataFrame:
    """One row per channel: the store's columns with ``kind`` and ``prefecture`` (code)."""
    return pd.DataFrame(
        {
            "channel_id": channels["channel_id"].astype("str"),
            "name": channels["name"].astype("str"),
            "kind": pd.array([kind.value for kind in kinds], dtype="str"),
            "prefecture": pd.array(list(prefectures), dtype="str"),
            "purpose": channels["purpose"].astype("str"),
            "archived": channels["archived"].astype("bool"),
        }
    )
