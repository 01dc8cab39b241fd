"""Who wrote: the accounts that an export lists, and those that only show up as authors."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from matcher.domain import Account, AccountKind
from matcher.sources._json_files import Raw, mapping_of, text_of
from matcher.sources._texts import UNKNOWN_NAME, UNNAMED, UNNAMED_BOT

SLACKBOT: Final = "USLACKBOT"
"""The account in whose name Slack itself writes."""


def account_id_of(value: str) -> str:
    """An account's id; Slackbot is written in several cases."""
    return SLACKBOT if value.upper() == SLACKBOT else value


def account_of(user: Raw, team_id: str) -> Account | None:
    """The account of an entry of ``users.json``; None when it has no id.

    Args:
        user: The entry.
        team_id: The workspace's id: who bears another one belongs to another workspace (Slack
            Connect). Empty where workspaces are not told apart (Enterprise Grid).
    """
    account_id = account_id_of(text_of(user, "id"))
    if not account_id:
        return None
    profile = mapping_of(user, "profile")
    real_name = text_of(user, "real_name") or text_of(profile, "real_name", "real_name_normalized")
    bot = (
        account_id == SLACKBOT
        # No person can take this handle.
        or text_of(user, "name").upper() == SLACKBOT[1:]
        or bool(user.get("is_bot") or user.get("is_workflow_bot"))
    )
    name = (
        text_of(profile, "display_name", "display_name_normalized")
        or real_name
        or (UNNAMED_BOT if bot else UNNAMED)
    )
    kind = AccountKind.MEMBER
    if bot:
        kind = AccountKind.BOT
    elif user.get("is_stranger") or _is_of_other_team(user, team_id):
        kind = AccountKind.EXTERNAL
    return Account(
        account_id=account_id,
        name=name,
        kind=kind,
        real_name=real_name if real_name != name else "",
        title=text_of(profile, "title"),
        email=text_of(profile, "email"),
        active=not user.get("deleted"),
    )


def _is_of_other_team(user: Raw, team_id: str) -> bool:
    own = {"", team_id}
    # Accounts of an Enterprise Grid are of several workspaces of one organization.
    return bool(team_id) and text_of(user, "team_id") not in own and "enterprise_user" not in user


def team_of(users: Iterable[Raw]) -> str:
    """The workspace's id: the one that most accounts bear."""
    teams = Counter(team for user in users if (team := text_of(user, "team_id")))
    return min(teams, key=lambda team: (-teams[team], team), default="")


class Authors:
    """Finds each message's author and keeps those that the export does not describe.

    Args:
        described: The accounts of ``users.json`` by id.
        team_id: The workspace's id, empty when unknown.
    """

    def __init__(self, described: Mapping[str, Account], team_id: str) -> None:
        self._described = described
        self._team_id = team_id
        self._found: dict[str, Account] = {}
        self._new: dict[str, Account] = {}
        self._nameless = 0

    @property
    def unknown(self) -> int:
        """Persons who wrote but are not described, and posts that name nobody."""
        persons = sum(account.kind is not AccountKind.BOT for account in self._found.values())
        return persons + self._nameless

    def take_new(self) -> tuple[Account, ...]:
        """Accounts that were found, or found to have a name, since the last call."""
        new = tuple(self._new.values())
        self._new.clear()
        return new

    def author_of(self, message: Raw) -> str | None:
        """Account id of whoever wrote a message; None when it names nobody."""
        user = account_id_of(
            text_of(message, "user") or text_of(mapping_of(message, "comment"), "user")
        )
        by_bot = bool(text_of(message, "bot_id", "username") or mapping_of(message, "bot_profile"))
        if text_of(message, "subtype") == "bot_message" or (by_bot and not user):
            return self._bot(message, user)
        if not user:
            self._nameless += 1
            return None
        if user in self._described:
            return user
        if user == SLACKBOT:
            self._remember(Account(user, "Slackbot", AccountKind.BOT))
        elif text_of(message, "bot_id") or mapping_of(message, "bot_profile"):
            self._remember(Account(user, _bot_name(message), AccountKind.BOT))
        else:
            self._remember(self._stranger(user, message))
        return user

    def _bot(self, message: Raw, user: str) -> str:
        described = self._described.get(user)
        if described and described.kind is AccountKind.BOT:
            return user
        name = _bot_name(message)
        account_id = text_of(message, "bot_id") or f"bot:{name}"
        self._remember(Account(account_id, name, AccountKind.BOT))
        return account_id

    def _stranger(self, user: str, message: Raw) -> Account:
        profile = mapping_of(message, "user_profile")
        name = text_of(profile, "display_name", "real_name")
        if not name:
            return Account(user, UNKNOWN_NAME, AccountKind.UNKNOWN)
        real_name = text_of(profile, "real_name")
        team = text_of(message, "user_team", "source_team") or text_of(profile, "team")
        # Someone of the own workspace whom users.json does not list is no outsider.
        own = bool(team) and team == self._team_id
        return Account(
            user,
            name,
            AccountKind.UNKNOWN if own else AccountKind.EXTERNAL,
            real_name=real_name if real_name != name else "",
        )

    def _remember(self, account: Account) -> None:
        known = self._found.get(account.account_id)
        if known is None or (known.name == UNKNOWN_NAME != account.name):
            self._found[account.account_id] = self._new[account.account_id] = account


def _bot_name(message: Raw) -> str:
    return (
        text_of(message, "username")
        or text_of(mapping_of(message, "bot_profile"), "name")
        or UNNAMED_BOT
    )
