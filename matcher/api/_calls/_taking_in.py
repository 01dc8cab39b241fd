"""What comes into a community: exports, synchronizations, rosters, the demo."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from matcher.api._calls._state import CommunityState, today_in_japan
from matcher.api._filling import fill_with_demo, refuse_demo
from matcher.api._rosters import preview_roster, store_roster
from matcher.domain import (
    ImportReport,
    Progress,
    RosterPreview,
    RosterReading,
    Source,
    SyncReport,
    no_progress,
)
from matcher.sources import (
    Archive,
    DemoCommunity,
    SlackExport,
    decide_roster,
    read_roster,
)


def _tell_nobody(_text: str) -> None:
    """The default of ``notices``."""


class TakingIn(CommunityState):
    """What is taken in; nothing of it is shown before the next build."""

    def import_slack(
        self, path: Path, *, workspace_url: str = "", progress: Progress = no_progress
    ) -> ImportReport:
        """Take in a Slack export (zip or folder).

        Args:
            path: The export.
            workspace_url: The workspace's web address (``https://….slack.com``), for permalinks.
            progress: Told as days are read.

        Raises:
            InputError: It is no Slack export, or a part of it cannot be read; nothing is stored.
            CommunityStateError: The database holds the demo community, or a synchronization or
                another import is reading from Slack into it.
        """
        from matcher.api._sync import import_export  # noqa: PLC0415 (as in sync_slack)

        refuse_demo(self._store, url=self.url)
        report = import_export(self._store, SlackExport(path), progress)
        if workspace_url:
            self._store.set_setting("workspace_url", workspace_url)
        return report

    def sync_slack(
        self,
        token: str,
        *,
        base_url: str = "",
        progress: Progress = no_progress,
        notices: Callable[[str], None] = _tell_nobody,
    ) -> SyncReport:
        """Take in what is new in a Slack workspace, through the Web API.

        Each small step is stored with how far it has come: after a stop at any moment the next
        run goes on from there. A run that Slack tells to wait longer than it stays ends early,
        with a report that says when to go on.

        Args:
            token: A bot or user token of the workspace; it is kept nowhere.
            base_url: Where the Web API is, by default at Slack.
            progress: Told of members, channels, posts and waits.
            notices: Told in Japanese what to know meanwhile, such as how long it takes.

        Raises:
            ConfigurationError: Slack does not accept the token, a permission is missing, the app
                is in no channel, or the token is another workspace's.
            CommunityStateError: The database holds the demo community, someone else is reading
                from Slack into it, or a member was erased meanwhile.
            MatcherError: Slack cannot be reached.
        """
        # Slack's library takes long to load, and most programs never speak to Slack.
        from matcher.api._sync import sync_slack  # noqa: PLC0415
        from matcher.sources.slack_api import SlackApi  # noqa: PLC0415

        slack = SlackApi(token, base_url=base_url) if base_url else SlackApi(token)
        refuse_demo(self._store, url=self.url)
        return sync_slack(
            self._store,
            slack,
            progress=progress,
            notices=notices,
            clock=lambda: datetime.now(UTC),
        )

    def import_archive(self, folder: Path, *, progress: Progress = no_progress) -> ImportReport:
        """Take in a community in the archive layout (raises as :meth:`import_slack`)."""
        return self._import(Archive(folder), progress)

    def read_roster(
        self, source: Path | bytes, *, name: str = "", choices: Mapping[int, str] | None = None
    ) -> RosterPreview:
        """Read a member roster (CSV, XLSX) and tell what it would change; nothing is stored.

        Args:
            source: The file, or its content.
            name: The file's name as the person knows it; for a path its own name by default.
            choices: Codes that a person chose, by the row's number; see :meth:`decide_roster`.

        Raises:
            InputError: The file cannot be read as a roster. What is wrong with single rows is
                told in the preview.
        """
        reading = read_roster(source, name=name, organizations=self._store.organizations())
        return self.decide_roster(reading, choices or {})

    def decide_roster(self, reading: RosterReading, choices: Mapping[int, str]) -> RosterPreview:
        """A roster with the organizations that a person chose for rows that were left open.

        Args:
            reading: The roster as it was read.
            choices: Code of the organization by the row's number.

        Raises:
            InputError: No such row, or the code is none of its candidates.
        """
        return preview_roster(self._store, decide_roster(reading, choices), today=today_in_japan())

    def import_roster(self, preview: RosterPreview) -> int:
        """Store what a preview says, all or nothing; gives of how many members something changed.

        A roster may be tried on the demo too: it brings nobody in, it only changes profiles.

        Raises:
            CommunityStateError: What it would change is not what the preview says any more.
        """
        return store_roster(self._store, preview, today=today_in_japan())

    def load_demo(
        self, *, members: int = 1500, seed: int | None = None, progress: Progress = no_progress
    ) -> ImportReport:
        """Fill an empty database with the fictitious demo community.

        The same demo again changes nothing.

        Raises:
            CommunityStateError: The database holds something else.
            InputError: ``members`` is out of range.
        """
        demo = DemoCommunity(members) if seed is None else DemoCommunity(members, seed)
        return fill_with_demo(self._store, demo, progress, url=self.url)

    def _import(self, source: Source, progress: Progress) -> ImportReport:
        refuse_demo(self._store, url=self.url)
        return self._store.import_source(source, progress)
