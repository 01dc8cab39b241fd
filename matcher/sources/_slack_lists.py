"""The lists at the top of a Slack export: users, channels, and what is private."""

from dataclasses import dataclass
from datetime import datetime

from matcher.domain import Account, Channel, InputError, Skipped
from matcher.sources._export_files import HOW_TO_EXPORT, ExportFiles
from matcher.sources._export_layout import PRIVATE_FILES, USER_FILES, is_canvas
from matcher.sources._json_files import (
    Raw,
    array_items,
    excerpt_of,
    mapping_of,
    sequence_of,
    text_of,
)
from matcher.sources._slack_accounts import account_id_of, account_of, team_of
from matcher.sources._texts import lines
from matcher.sources._timestamps import SlackTimestamp

_ORGANIZATION_USERS = "org_users.json"


@dataclass(frozen=True, slots=True)
class ListedChannel:
    """A public channel and its member list; None where Slack does not tell who is in it."""

    channel: Channel
    members: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ExportLists:
    """What the lists say.

    Attributes:
        team_id: The workspace's id, empty when no account bears one.
        accounts: Each described account once, by its id.
        channels: Public channels in the order of the file.
        private: Ids of private channels, direct and group messages, by id and by name.
        skipped: Entries without an id, and lists of private conversations that are damaged.
        as_of: When an account was changed last; None where no entry tells.
    """

    team_id: str
    accounts: dict[str, Account]
    channels: tuple[ListedChannel, ...]
    private: dict[str, str]
    skipped: tuple[Skipped, ...]
    as_of: datetime | None


def read_lists(files: ExportFiles, root: str) -> ExportLists:
    """Read all lists of an export whose ``channels.json`` is there.

    Raises:
        InputError: A list is damaged, or neither ``users.json`` nor ``org_users.json`` is there.
    """
    skipped: list[Skipped] = []
    present = [name for name in USER_FILES if root + name in files.sizes]
    if not present:
        raise InputError(
            f"参加者の一覧がありません。「{USER_FILES[0]}」か「{USER_FILES[1]}」が必要です。",
            remedy="書き出しからファイルを除かずに、もう一度選んでください。ないときは書き出し直します。"
            + HOW_TO_EXPORT,
        )
    users = [user for name in present for user in _objects(files, root, name, skipped)]
    team_id = team_of(users)
    own_team = "" if _ORGANIZATION_USERS in present else team_id
    accounts: dict[str, Account] = {}
    for user in users:
        if account := account_of(user, own_team):
            accounts.setdefault(account.account_id, account)
    channels: dict[str, ListedChannel] = {}
    private: dict[str, str] = {}
    for raw in _objects(files, root, "channels.json", skipped):
        if is_private(raw):
            _add_private(private, raw)
        elif not is_canvas(text_of(raw, "name")):
            channels.setdefault(text_of(raw, "id"), listed_channel(raw))
    for name in PRIVATE_FILES:
        if files.sizes.get(root + name):
            for raw in _private_objects(files, root, name, skipped):
                _add_private(private, raw)
    changes = (moment for user in users if (moment := _moment(user.get("updated"))))
    return ExportLists(
        team_id,
        accounts,
        tuple(channels.values()),
        private,
        tuple(skipped),
        max(changes, default=None),
    )


def _objects(files: ExportFiles, root: str, name: str, skipped: list[Skipped]) -> list[Raw]:
    found: list[Raw] = []
    for number, item in enumerate(array_items(files.read(root + name), name), start=1):
        if isinstance(item, dict) and text_of(item, "id"):
            found.append(item)
        else:
            skipped.append(
                Skipped(name, f"{number:,}件目", excerpt_of(item), "idがないため、読み込めません。")
            )
    return found


def _private_objects(files: ExportFiles, root: str, name: str, skipped: list[Skipped]) -> list[Raw]:
    """The entries of a list of what is never read: its damage is no reason to read nothing."""
    try:
        return _objects(files, root, name, skipped)
    except InputError as damage:
        why = f"{damage.what}公開チャンネルの読み込みには関わりません。"
        skipped.append(Skipped(name, damage.place, damage.value, why))
        return []


def _add_private(private: dict[str, str], raw: Raw) -> None:
    private[text_of(raw, "id")] = text_of(raw, "id")
    if name := text_of(raw, "name"):
        private[name] = text_of(raw, "id")


def is_private(raw: Raw) -> bool:
    """Whether an entry is a private channel, a direct or a group conversation."""
    return any(raw.get(key) for key in ("is_private", "is_im", "is_mpim", "is_group"))


def listed_channel(raw: Raw) -> ListedChannel:
    """The record of a channel's entry, and its member list where the entry has one."""
    channel_id = text_of(raw, "id")
    archived = bool(raw.get("is_archived"))
    members = raw.get("members")
    channel = Channel(
        channel_id=channel_id,
        name=text_of(raw, "name").removeprefix("#") or channel_id,
        purpose=lines(
            text_of(mapping_of(raw, "purpose"), "value"), text_of(mapping_of(raw, "topic"), "value")
        ),
        created_at=_moment(raw.get("created")),
        archived=archived,
    )
    # Slack empties the list of an archived channel, and of one it does not list the members of.
    if not isinstance(members, list) or (not members and (archived or raw.get("num_members"))):
        return ListedChannel(channel, None)
    names = (account_id_of(name) for name in sequence_of(raw, "members") if isinstance(name, str))
    return ListedChannel(channel, tuple(names))


def _moment(value: object) -> datetime | None:
    try:
        return SlackTimestamp.parse(value).moment
    except ValueError:
        return None
