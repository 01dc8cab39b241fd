"""What a roster would change for the members; nothing is stored."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Final

from matcher.domain import (
    Account,
    AccountKind,
    OrganizationSource,
    Profile,
    RosterChange,
    RosterLeaver,
    RosterPlan,
    RosterReading,
    RosterRow,
    RosterUnmatched,
    Tenure,
)
from matcher.places import same_organization
from matcher.sources.roster._characters import half_width
from matcher.sources.roster._places import organization_id
from matcher.sources.roster._tenures import tenures_after_leaving, tenures_after_move
from matcher.sources.roster._topics import topic_ids

_GONE: Final = re.compile(
    r"退職|離職|退会|退庁|解任|辞職|辞任|失職|死亡|離任|転出|除籍|抹消|deactivated"
)
_STAYS: Final = re.compile(r"非|未|なし|予定|しない")


def match_roster(
    reading: RosterReading,
    accounts: Sequence[Account],
    profiles: Mapping[str, Profile],
    tenures: Mapping[str, Sequence[Tenure]],
    *,
    today: date,
) -> RosterPlan:
    """Find the members of a roster's rows and what their profiles would become.

    Members are found by their address only, never by name. A roster adds and replaces, it never
    empties: what a row leaves open keeps what is stored. The division belongs to the organization:
    who moved to another one loses the former division. Topics are added to the interests.
    Moves and leavings are kept with their days.

    Args:
        reading: The roster.
        accounts: All accounts; bots and accounts of other workspaces are passed over.
        profiles: Stored profiles by member id.
        tenures: Stored tenures by member id, in their order.
        today: In Asia/Tokyo; decides whether a day of leaving has come.
    """
    by_email = _members_by_email(accounts)
    changes: list[RosterChange] = []
    not_found: list[RosterUnmatched] = []
    leavers: list[RosterLeaver] = []
    unknown_topics: dict[str, None] = {}
    careers: list[Tenure] = []
    matched = gone = 0
    rows = [row for row in reading.rows if row.duplicate_of is None]
    for row in rows:
        found = by_email.get(_email_key(row.email), ()) if row.email else ()
        if len(found) != 1:
            not_found.append(RosterUnmatched(row.row, row.name, row.email, _why_not(row, found)))
            continue
        matched += 1
        account = found[0]
        before = profiles.get(account.account_id)
        stored = before or Profile(account.account_id)
        known = new = tuple(tenures.get(account.account_id, ()))
        leaver = _leaver(row, account, today)
        if leaver is None or not leaver.gone:
            unknown_topics |= dict.fromkeys(word for word in row.topics if not topic_ids(word))
            after = _after(row, stored)
            change = _change(row, account, before, after)
            if change is not None:
                changes.append(change)
            if row.code or not _names_place(row):
                new = tenures_after_move(known, row, stored, after, today)
        if leaver is not None:
            leavers.append(leaver)
            gone += leaver.gone
            new = tenures_after_leaving(new, row, stored, today)
        if new != known:
            careers += new
    return RosterPlan(
        matched=matched,
        unchanged=matched - gone - len(changes),
        duplicates=len(reading.rows) - len(rows),
        unresolved=tuple(row.row for row in rows if not row.code and _names_place(row)),
        changes=tuple(changes),
        not_found=tuple(not_found),
        leavers=tuple(leavers),
        unknown_topics=tuple(unknown_topics),
        tenures=tuple(careers),
    )


def _members_by_email(accounts: Sequence[Account]) -> Mapping[str, Sequence[Account]]:
    found: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.kind is AccountKind.MEMBER and account.email:
            found[_email_key(account.email)].append(account)
    # A member who came back has an account that is deactivated and one that is not.
    return {email: [one for one in many if one.active] or many for email, many in found.items()}


def _email_key(email: str) -> str:
    return half_width(email).casefold()


def _why_not(row: RosterRow, found: Sequence[Account]) -> str:
    if not row.email:
        return "メールアドレスがないため、参加者と結び付けられません。"
    if found:
        return f"同じメールアドレスの参加者が{len(found)}人います。"
    return (
        "このメールアドレスの参加者がいません。まだ参加していないか、別のアドレスで登録しています。"
    )


def _leaver(row: RosterRow, account: Account, today: date) -> RosterLeaver | None:
    said = bool(_GONE.search(row.status.lower()) and not _STAYS.search(row.status))
    if row.left_on is None and not said:
        return None
    gone = row.left_on < today if row.left_on is not None else said
    return RosterLeaver(row.row, account.account_id, account.name, row.left_on, row.status, gone)


def _names_place(row: RosterRow) -> bool:
    return bool(row.organization or row.prefecture or row.candidates) or any(
        problem.field in {"code", "organization"} for problem in row.problems
    )


def _after(row: RosterRow, stored: Profile) -> Profile:
    code = organization_id(row, stored.organization_code) or stored.organization_code
    elsewhere = not same_organization(code, stored.organization_code)
    department = row.department or ("" if elsewhere else stored.department)
    if not row.code and _names_place(row):
        # The division is one of an organization that is still open.
        department = stored.department
    wanted = (topic for word in row.topics for topic in topic_ids(word))
    return replace(
        stored,
        organization_code=code,
        department=department,
        interests=tuple(dict.fromkeys((*stored.interests, *wanted))),
        organization_source=(
            OrganizationSource.ROSTER
            if code != stored.organization_code
            else stored.organization_source
        ),
    )


def _change(
    row: RosterRow, account: Account, before: Profile | None, after: Profile
) -> RosterChange | None:
    stored = before or Profile(account.account_id)
    changed = tuple(
        one.name for one in fields(Profile) if getattr(after, one.name) != getattr(stored, one.name)
    )
    if not changed:
        return None
    return RosterChange(
        row=row.row,
        member_id=account.account_id,
        name=account.name,
        before=before,
        after=after,
        changed=changed,
        moved=_moved(stored, after),
        appointed_on=row.appointed_on,
    )


def _moved(before: Profile, after: Profile) -> bool:
    elsewhere = before.organization_code and not same_organization(
        before.organization_code, after.organization_code
    )
    return bool(elsewhere or (before.department and before.department != after.department))
