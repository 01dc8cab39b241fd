"""The lists of a workspace: its accounts, its public channels, and who is in them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from matcher.domain import Account, Batch, Channel, LeftOut, Membership, Progress, SourceNotes
from matcher.sources._json_files import Raw, sequence_of, text_of
from matcher.sources._slack_accounts import account_id_of, account_of
from matcher.sources._slack_lists import is_private, listed_channel
from matcher.sources.slack_api._calls import RefusedError
from matcher.sources.slack_api._errors import UNREADABLE_CHANNEL
from matcher.sources.slack_api._settings import SyncSettings
from matcher.sources.slack_api._steps import SyncStep
from matcher.sources.slack_api._waiting import Params, Steps, Waiting

_READING_ACCOUNTS = "参加者の一覧を読み込んでいます"
_READING_CHANNELS = "チャンネルの一覧を読み込んでいます"
_READING_MEMBERS = "チャンネルの参加者を読み込んでいます"
_PRIVATE = ("DMと非公開チャンネル", "公開チャンネルだけを読むため、読み込みません。")


@dataclass(slots=True)
class Lists:
    """What the lists say.

    Attributes:
        accounts: By id.
        channels: Public channels by id, in Slack's order.
        members: Ids of the described accounts in each channel; a channel is missing where Slack
            does not tell.
        private: Ids of conversations that are not public.
    """

    accounts: dict[str, Account] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    members: dict[str, AbstractSet[str]] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)


def read_lists(
    waiting: Waiting, settings: SyncSettings, notes: SourceNotes, progress: Progress, lists: Lists
) -> Steps:
    """Read accounts, public channels and memberships into ``lists``, a step for each page."""
    size = settings.list_page_size

    def accounts(answer: Raw) -> SyncStep:
        batch = _take_accounts(lists, answer, notes.team_id)
        progress(_READING_ACCOUNTS, len(lists.accounts), None)
        return waiting.step(batch)

    def channels(answer: Raw) -> SyncStep:
        batch = _take_channels(lists, answer)
        progress(_READING_CHANNELS, len(lists.channels), None)
        return waiting.step(batch)

    yield from waiting.pages("users.list", {"limit": size}, accounts)
    only_public: Params = {"types": "public_channel", "exclude_archived": "false", "limit": size}
    yield from waiting.pages("conversations.list", only_public, channels)
    if lists.private:
        notes.left_out.append(LeftOut(*_PRIVATE, len(lists.private)))
    for number, channel in enumerate(lists.channels.values()):
        progress(_READING_MEMBERS, number, len(lists.channels))
        # Slack takes everyone out of a channel that is archived.
        if not channel.archived:
            yield from _read_members(waiting, size, channel.channel_id, lists)


def _take_accounts(lists: Lists, answer: Raw, team_id: str) -> Batch:
    found = (account_of(raw, team_id) for raw in _objects(answer, "members"))
    new = {account.account_id: account for account in found if account}
    lists.accounts |= new
    return Batch(accounts=tuple(new.values()))


def _take_channels(lists: Lists, answer: Raw) -> Batch:
    new = {}
    for raw in _objects(answer, "channels"):
        channel_id = text_of(raw, "id")
        if is_private(raw) or channel_id.startswith("D"):
            lists.private.add(channel_id)
        elif channel_id:
            new[channel_id] = listed_channel(raw).channel
    lists.channels |= new
    return Batch(channels=tuple(new.values()))


def _read_members(waiting: Waiting, size: int, channel_id: str, lists: Lists) -> Steps:
    found: set[str] = set()

    def members(answer: Raw) -> SyncStep:
        listed = (account_id_of(str(name)) for name in sequence_of(answer, "members"))
        # The accounts' own texts are kept, not one more copy for each channel.
        new = {lists.accounts[name].account_id for name in listed if name in lists.accounts}
        found.update(new)
        return waiting.step(
            Batch(memberships=tuple(Membership(channel_id, name) for name in sorted(new)))
        )

    params: Params = {"channel": channel_id, "limit": size}
    try:
        yield from waiting.pages("conversations.members", params, members)
    except RefusedError as error:
        if error.code not in {*UNREADABLE_CHANNEL, "fetch_members_failed"}:
            raise
    else:
        lists.members[channel_id] = found
        if found:
            everyone = tuple(Membership(channel_id, name) for name in sorted(found))
            yield waiting.step(Batch(memberships=everyone, listed=(channel_id,)))


def _objects(answer: Raw, key: str) -> list[Raw]:
    return [item for item in sequence_of(answer, key) if isinstance(item, dict)]
