"""Who replies to a survey, and which local government a reply speaks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matcher.domain import Message, PlaceResolution
from matcher.language import render_markup
from matcher.places import load_directory
from matcher.recommend import Standing
from matcher.snapshot import FROM_PROFILE, Snapshot, organization_facts

IN_REPLY = "回答"


@dataclass(frozen=True, slots=True)
class Placed:
    """An organization with where it was read; ``note`` says what was doubtful."""

    code: str
    name: str
    source: str
    prefecture: str = ""
    kind: str = ""
    population: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Writers:
    """What is needed of accounts to read many surveys; the lists are by account number.

    Attributes:
        numbers: Account number by id.
        names: Shown name by id.
        channels: Name of each channel by id.
        is_member: Whether a member stands behind the account.
        organizations: Code of the organization, empty when unknown.
        sources: Where that was read, in Japanese.
    """

    numbers: Mapping[str, int]
    names: Mapping[str, str]
    channels: Mapping[str, str]
    is_member: Sequence[bool]
    organizations: Sequence[str]
    sources: Sequence[str]

    @classmethod
    def of(cls, snapshot: Snapshot, standing: Standing) -> "Writers":
        """Those of a snapshot; what members say of themselves wins over what was read then."""
        members, channels = snapshot.facts.members, snapshot.facts.channels
        organizations = members["organization"].tolist()
        sources = members["organization_source"].tolist()
        for profile in standing.profiles.values():
            number = snapshot.member_number.get(profile.member_id)
            if number is not None and profile.organization_code:
                organizations[number] = profile.organization_code
                sources[number] = FROM_PROFILE[profile.organization_source]
        return cls(
            numbers=snapshot.member_number,
            names=dict(zip(members["member_id"], members["name"], strict=True)),
            channels=dict(zip(channels["channel_id"], channels["name"], strict=True)),
            is_member=members["is_member"].tolist(),
            organizations=organizations,
            sources=sources,
        )

    def text(self, message: Message) -> str:
        """A message's text as people see it."""
        return self.rendered(message.text)

    def rendered(self, text: str) -> str:
        """A text as it was written, as people see it."""
        return render_markup(text, self.names, self.channels)

    def wrote(self, message: Message) -> bool:
        """Whether a member wrote a message."""
        number = self.numbers.get(message.account_id or "")
        return number is not None and self.is_member[number]


def place_reply(writers: Writers, written: str, number: int) -> Placed:
    """The organization that a reply names, else that of its author's profile.

    A name that several local governments bear, or that is misspelt, is decided by the profile.

    Args:
        writers: Who works where.
        written: The name in the reply, may be empty.
        number: Account number of the author.
    """
    own_code, source = writers.organizations[number], writers.sources[number]
    if not written:
        if own_code:
            return _placed(own_code, source)
        return Placed("", "(団体が分かりません)", "", note="団体名が書かれていません。")
    place = _resolved(written)
    if place.status == "resolved":
        return _placed(place.code, IN_REPLY)
    own = organization_facts(own_code)
    if place.status == "ambiguous" and own.prefecture_name:
        near = _resolved(written, own.prefecture_name)
        if near.status == "resolved":
            return _placed(near.code, f"{IN_REPLY}と{source}")
    if own_code:
        note = f"「{written}」と書かれています。{source}の団体で数えました。"
        return _placed(own_code, source, note)
    return Placed("", written, IN_REPLY, note=place.reason)


@lru_cache(maxsize=4096)
def _resolved(written: str, prefecture: str = "") -> PlaceResolution:
    """The same local governments answer survey after survey."""
    return load_directory().resolve(written, prefecture=prefecture)


def _placed(code: str, source: str, note: str = "") -> Placed:
    facts = organization_facts(code)
    return Placed(
        code=code,
        name=facts.organization_name,
        source=source,
        prefecture=facts.prefecture_name,
        kind=facts.organization_kind,
        population=facts.population,
        note=note,
    )
