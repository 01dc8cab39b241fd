"""What members say of themselves and are trusted with, and forgetting them."""

from datetime import date

from matcher.api._calls._state import CommunityState
from matcher.api._names import (
    account_named,
    require_names,
)
from matcher.domain import (
    AccountKind,
    InputError,
    Profile,
    Progress,
    Role,
    RoleKind,
    no_progress,
)


class Membership(CommunityState):
    """Profiles and roles; they act at once, without a build."""

    def profile(self, member_id: str) -> Profile:
        """What a member says of themselves; the default profile when nothing was said."""
        return self._store.profile(member_id)

    def save_profile(self, profile: Profile) -> None:
        """Keep a profile. Hiding acts at once, on the next suggestion.

        Raises:
            UnknownNameError: No such member, organization or topic.
            InputError: The weekly limit is negative.
        """
        require_names(profile)
        if profile.weekly_limit < 0:
            raise InputError(
                "受けられる依頼の数が負の数です。",
                remedy="0以上の数を入れてください。",
                value=str(profile.weekly_limit),
            )
        self._store.save_profile(profile)

    def member_id(self, name: str) -> str:
        """Id of a member, by id or e-mail address, whether or not a snapshot shows them.

        Raises:
            UnknownNameError: No such account.
        """
        return account_named(self._store, name)

    def roles(self) -> tuple[Role, ...]:
        """All roles with their terms."""
        return tuple(self._store.roles())

    def save_role(self, role: Role) -> None:
        """Give a member a role for a term.

        Raises:
            UnknownNameError: No such member.
            InputError: The term ends before it starts, or the account is nobody's who works here.
        """
        account = self._store.account(role.member_id)
        if account is not None and account.kind is not AccountKind.MEMBER:
            raise InputError(
                "ボットや外部の人には、役割を与えられません。",
                remedy="参加者のIDかメールアドレスを指定してください。",
                value=role.member_id,
            )
        self._store.save_role(role)

    def end_role(self, member_id: str, kind: RoleKind, on: date) -> None:
        """Let a role end; ``on`` is the last day on which it is held.

        Raises:
            UnknownNameError: No such member.
            InputError: The member does not hold that role on that day.
        """
        self._store.end_role(member_id, kind, on)

    def forget(self, member: str, *, progress: Progress = no_progress) -> int:
        """Erase a member and all that was learned from them, for good.

        The store is erased first (see :meth:`matcher.store.Store.forget`), then a new snapshot
        is built from what is left and every older one is removed from disk.

        Args:
            member: Member id or e-mail address.
            progress: Told of the building.

        Returns:
            How many of their messages were erased.

        Raises:
            UnknownNameError: No such member.
        """
        erased = self._store.forget(self.member_id(member))
        if self.snapshot_id:
            self._build(progress, kept=1)
        return erased
