"""Reading from Slack: synchronizing, and what an export spares a synchronization."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from matcher.domain import (
    Batch,
    ImportReport,
    MatcherError,
    Progress,
    Source,
    SourceNotes,
    SyncReport,
)
from matcher.sources.slack_api import SlackApi, SyncCursor, SyncCursors, SyncSettings, SyncStep
from matcher.store import TEAM_ID, KeptStep, Store

WORKSPACE_URL = "workspace_url"
"""The setting that keeps the workspace's web address."""


@dataclass(slots=True)
class _Tally:
    channels: set[str] = field(default_factory=set)
    new_messages: int = 0
    changed: int = 0
    deleted: int = 0
    notices: list[str] = field(default_factory=list)

    def add(self, step: SyncStep, kept: KeptStep) -> None:
        self.channels.update(channel.channel_id for channel in step.batch.channels)
        self.new_messages += kept.new_messages
        self.changed += kept.changed
        self.deleted += kept.deleted
        self.notices += [notice.text for notice in step.notices]

    def report(self, notes: SourceNotes, resume_at: datetime | None) -> SyncReport:
        return SyncReport(
            channels=len(self.channels),
            new_messages=self.new_messages,
            changed=self.changed,
            deleted=self.deleted,
            notices=tuple(self.notices),
            unknown_authors=notes.unknown_authors,
            left_out=tuple(notes.left_out),
            skipped=tuple(notes.skipped),
            finished=resume_at is None,
            resume_at=resume_at,
        )


def sync_slack(
    store: Store,
    slack: SlackApi,
    *,
    progress: Progress,
    notices: Callable[[str], None],
    clock: Callable[[], datetime],
) -> SyncReport:
    """Store step by step what Slack has and the store has not.

    Args:
        store: Where to.
        slack: The workspace.
        progress: Told of members, channels, posts and waits.
        notices: Told what the person should know meanwhile.
        clock: The current moment.

    Raises:
        MatcherError: As :meth:`matcher.api.Community.sync_slack`.
    """
    with store.syncing() as syncing:
        cursors = SyncCursors.from_entries(syncing.entries)
        cursors = replace(cursors, team_id=store.setting(TEAM_ID) or cursors.team_id)
        tally = _Tally()
        introduced = False
        try:
            for step in slack.steps(cursors, progress):
                tally.add(step, syncing.keep(step))
                cursors = step.cursors
                if slack.workspace and not introduced:
                    store.set_setting(TEAM_ID, slack.workspace.team_id)
                    if slack.workspace.url:
                        store.set_setting(WORKSPACE_URL, slack.workspace.url)
                    introduced = True
                for notice in step.notices:
                    notices(notice.text)
        except MatcherError:
            # Only a wait that is longer than the program stays ends before the wait does.
            if cursors.not_before is None or cursors.not_before <= clock():
                raise
            return tally.report(slack.notes, cursors.not_before)
        return tally.report(slack.notes, None)


class _Watched:
    """A source that remembers in which channels it held messages."""

    def __init__(self, source: Source) -> None:
        self.notes = source.notes
        self.created: dict[str, datetime | None] = {}
        self.written_in: set[str] = set()
        self._source = source

    def batches(self, progress: Progress) -> Iterator[Batch]:
        for batch in self._source.batches(progress):
            self.created |= {one.channel_id: one.created_at for one in batch.channels}
            self.written_in.update(message.channel_id for message in batch.messages)
            yield batch
        self.notes = self._source.notes


def import_export(store: Store, export: Source, progress: Progress) -> ImportReport:
    """Store an export, and spare the next synchronization what it held.

    Only one of exports and synchronizations reads from Slack at a time. A channel of which the
    export held nothing stays unread.

    Raises:
        MatcherError: As :meth:`matcher.api.Community.import_slack`.
    """
    watched = _Watched(export)
    with store.syncing() as syncing:
        report = store.import_source(watched, progress)
        if report.span is None:
            return report
        since, until = report.span
        grown: defaultdict[str, dict[str, datetime]] = defaultdict(dict)
        with store.reading() as reading:
            recheck = timedelta(days=SyncSettings().recheck_days)
            for channel_id, thread_id, last in reading.grown_threads(until - recheck):
                grown[channel_id][thread_id.removeprefix(f"{channel_id}:")] = last
        cursors = SyncCursors.from_entries(syncing.entries)
        for channel_id in watched.written_in:
            created = watched.created.get(channel_id)
            cursor = cursors.channels.get(channel_id, SyncCursor()).read_elsewhere(
                None if created and created >= since else since, until, grown[channel_id]
            )
            cursors = cursors.with_channel(channel_id, cursor)
        syncing.keep(SyncStep(Batch(), cursors, tuple(sorted(watched.written_in))))
    return report
