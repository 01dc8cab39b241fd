"""Mentoring rounds, with what the community knows of the people in them."""

import re

from matcher.domain import Account, AccountKind, Participant, RoundInput
from matcher.mentoring import Known
from matcher.recommend import Standing
from matcher.snapshot import Snapshot
from matcher.store import Store

_MEMBER_ID = re.compile(r"[UW][A-Z0-9]{8,}$")
"""How Slack writes a member's id."""


def known_of(
    store: Store, snapshot: Snapshot | None, standing: Standing | None, round_input: RoundInput
) -> Known:
    """Find the members among the participants, by id or e-mail address.

    Args:
        store: Knows who has left as of the latest import, built or not.
        snapshot: The community, if it is built.
        standing: What members allow.
        round_input: The round.
    """
    accounts = {one.account_id: one for one in store.accounts() if one.kind is AccountKind.MEMBER}
    by_address = {one.email.casefold(): one for one in accounts.values() if one.email}

    def account(person: Participant) -> Account | None:
        found = accounts.get(person.id) or by_address.get(person.id.casefold())
        return found or by_address.get(person.email.casefold())

    people = (*round_input.mentees, *round_input.mentors)
    members = {one.id: found for one in people if (found := account(one)) is not None}
    strangers = frozenset(
        one.id for one in people if accounts and one.id not in members and _MEMBER_ID.match(one.id)
    )
    return Known(members, strangers, snapshot, standing)
