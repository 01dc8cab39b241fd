"""The ambassador's desk: what can be done, and who does it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from matcher.api._names import account_named, member_number
from matcher.domain import (
    Handling,
    HandlingState,
    InputError,
    Outreach,
    RoleKind,
    TaskKind,
    read_task_id,
)
from matcher.language import render_markup
from matcher.outreach import Findings, desk, find_all
from matcher.places import load_directory
from matcher.recommend import Standing
from matcher.snapshot import Snapshot
from matcher.store import Store

CLAIM_DAYS = 3
"""A claim lapses after this time, so that nobody waits for someone who could not do it."""

SNOOZE_DAYS = 3
LOAD = timedelta(days=7)
HELPERS = (RoleKind.AMBASSADOR, RoleKind.ORGANIZER)
"""Who has a desk."""


def find_tasks(store: Store, snapshot: Snapshot) -> Findings:
    """What can be done for anybody; the same for all ambassadors and as long as the snapshot."""
    members, channels = snapshot.facts.members, snapshot.facts.channels
    names = dict(zip(members["member_id"], members["name"], strict=True))
    channel_names = dict(zip(channels["channel_id"], channels["name"], strict=True))

    def read(message_ids: Sequence[str]) -> Mapping[str, str]:
        with store.reading() as reading:
            texts = reading.texts(message_ids)
        return {key: render_markup(text, names, channel_names) for key, text in texts.items()}

    return find_all(snapshot, read)


class LastFindings:
    """Keeps what can be done for anybody, until the snapshot changes."""

    def __init__(self) -> None:
        self._last: Findings | None = None

    def of(self, store: Store, snapshot: Snapshot) -> Findings:
        """What can be done in a snapshot."""
        last = self._last
        if last is None or last.snapshot is not snapshot:
            last = self._last = find_tasks(store, snapshot)
        return last


def outreach_of(
    store: Store,
    findings: Findings,
    standing: Standing,
    ambassador: str,
    *,
    now: datetime,
) -> Outreach:
    """An ambassador's desk (raises as :meth:`matcher.api.Community.outreach`)."""
    snapshot = findings.snapshot
    number = member_number(snapshot, store, ambassador)
    _require_desk(standing, snapshot.facts.members["member_id"].iloc[number])
    return desk(findings, standing, store.tasks.handlings(), number, now=now)


def handle(
    store: Store,
    standing: Standing,
    member: str,
    task_id: str,
    state: HandlingState,
    *,
    now: datetime,
) -> Handling:
    """Keep a member's word on a task (raises as :meth:`matcher.api.Community.claim`)."""
    member_id = account_named(store, member)
    _require_desk(standing, member_id)
    _require_subject(store, task_id)
    lasts = {HandlingState.CLAIMED: CLAIM_DAYS, HandlingState.SNOOZED: SNOOZE_DAYS}.get(state)
    handling = Handling(
        task_id=task_id,
        member_id=member_id,
        state=state,
        at=now,
        until=None if lasts is None else now + timedelta(days=lasts),
        claimed_at=now if state is HandlingState.CLAIMED else None,
    )
    store.tasks.keep(handling)
    return handling


def take_back(store: Store, member: str, task_id: str) -> None:
    """Forget what a member said of a task (raises as :meth:`matcher.api.Community.undo`)."""
    read_task_id(task_id)
    store.tasks.take_back(task_id, account_named(store, member))


def _require_subject(store: Store, task_id: str) -> None:
    """Raise when a task is about nobody and nothing: a slip of the pen must not count as work."""
    kind, subject = read_task_id(task_id)
    if kind is TaskKind.NEWCOMER:
        found = store.account(subject) is not None
    elif kind is TaskKind.MISSING:
        found = load_directory().has(subject)
    else:
        with store.reading() as reading:
            found = bool(reading.texts([subject]))
    if not found:
        raise InputError(
            "この件はありません。",
            remedy="matcher outreach が示した番号を、そのまま書いてください。",
            value=task_id,
        )


def _require_desk(standing: Standing, member_id: str) -> None:
    """Raise when a member is neither ambassador nor organizer today."""
    held = {
        role.kind
        for role in standing.roles
        if role.member_id == member_id and role.held_on(standing.today)
    }
    if not held & set(HELPERS):
        raise InputError(
            "この方は、いまアンバサダーでも運営でもありません。",
            remedy=f"役割は「matcher role {member_id} ambassador」で与えられます。",
            value=member_id,
        )
