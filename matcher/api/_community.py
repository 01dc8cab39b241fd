"""One object for everything that can be done with a community; the app and the CLI call it."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import networkx as nx
from platformdirs import user_data_path

from matcher.api import _views as views
from matcher.api._export import export_graph
from matcher.api._filling import fill_with_demo, holds_demo, refuse_demo
from matcher.api._names import (
    account_named,
    channel_number,
    conversation_number,
    member_number,
    members_named,
    organization_code,
    require_names,
    topic_number,
)
from matcher.api._rosters import preview_roster, store_roster
from matcher.domain import (
    Answer,
    ChannelView,
    CommunityStateError,
    CommunityStatus,
    ImportReport,
    InputError,
    LocalGovernment,
    MemberName,
    MemberView,
    PlaceResolution,
    Profile,
    Progress,
    Role,
    RoleKind,
    RosterPreview,
    RosterReading,
    SimilarThreads,
    Source,
    StarterList,
    SyncReport,
    ThreadView,
    TopicSummary,
    TopicView,
    no_progress,
)
from matcher.places import load_directory
from matcher.recommend import (
    NOBODY,
    Standing,
    ask,
    member_as_asker,
    newcomer,
    similar_threads,
    similar_to_conversation,
    starter_list,
    topics_named,
)
from matcher.snapshot import (
    Snapshot,
    build_snapshot,
    current_snapshot_id,
    empty_store,
    load_snapshot,
    microseconds,
    moment,
    save_snapshot,
)
from matcher.sources import (
    Archive,
    DemoCommunity,
    SlackExport,
    decide_roster,
    read_roster,
)
from matcher.store import Store, default_url, open_store

SIMILAR_SHOWN = 10
SIMILAR_BESIDE = 3


def _tell_nobody(_text: str) -> None:
    """The default of ``notices``."""


def open_community(url: str | None = None) -> "Community":
    """Open a community's database, made where necessary.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://…``; by default ``MATCHER_DATABASE``, else a file
            in the user's data folder.

    Raises:
        MatcherError: As :func:`matcher.store.open_store` raises it.
    """
    url = url or default_url()
    return Community(url, open_store(url))


class Community:
    """A community's database and its latest snapshot.

    May be shared by threads. Questions are answered from the snapshot; opt-outs, limits and
    roles are read from the store at the moment of asking.

    Args:
        url: Address of the database.
        store: The opened store.
    """

    def __init__(self, url: str, store: Store) -> None:
        self.url = url
        self._store = store
        self._lock = threading.Lock()
        self._opened: Snapshot | None = None
        self._known_standing: tuple[tuple[int, date], Standing] | None = None

    def close(self) -> None:
        """Give back the database's connections."""
        self._store.close()

    # -- filling ---------------------------------------------------------------------------------

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
        return self.decide_roster(read_roster(source, name=name), choices or {})

    def decide_roster(self, reading: RosterReading, choices: Mapping[int, str]) -> RosterPreview:
        """A roster with the organizations that a person chose for rows that were left open.

        Args:
            reading: The roster as it was read.
            choices: Code of the organization by the row's number.

        Raises:
            InputError: No such row, or the code is none of its candidates.
        """
        return preview_roster(self._store, decide_roster(reading, choices), today=_today())

    def import_roster(self, preview: RosterPreview) -> int:
        """Store what a preview says, all or nothing; gives how many profiles changed.

        A roster may be tried on the demo too: it brings nobody in, it only changes profiles.

        Raises:
            CommunityStateError: What it would change is not what the preview says any more.
        """
        return store_roster(self._store, preview, today=_today())

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

    def build(self, *, progress: Progress = no_progress) -> CommunityStatus:
        """Build a snapshot of what is stored, and make it the current one.

        Raises:
            CommunityStateError: Nothing was imported yet.
        """
        snapshot = build_snapshot(self._store, progress, now=datetime.now(UTC))
        save_snapshot(snapshot, self.snapshots)
        return self.status()

    # -- state -----------------------------------------------------------------------------------

    @property
    def snapshots(self) -> Path:
        """Folder of the snapshots: beside a SQLite file, else in the user's data folder."""
        if self.url.startswith("sqlite:///"):
            file = Path(self.url.removeprefix("sqlite:///").partition("?")[0])
            return file.with_name(f"{file.name}.snapshots")
        name = sha256(self.url.encode()).hexdigest()[:16]
        return user_data_path("michishirube", appauthor=False) / "snapshots" / name

    @property
    def snapshot_id(self) -> str:
        """Name of the current snapshot, empty when there is none: the key for caches."""
        return current_snapshot_id(self.snapshots) or ""

    def status(self) -> CommunityStatus:
        """State of the community."""
        demo = holds_demo(self._store)
        if self._store.is_empty():
            return CommunityStatus("empty", demo)
        if not self.snapshot_id:
            return CommunityStatus("unbuilt", demo)
        return views.ready_status(self.snapshot(), demo=demo, revision=self._store.revision())

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """The current snapshot, as of a moment; read-only, shared by all who ask.

        Raises:
            CommunityStateError: Nothing was imported, or nothing was built yet.
        """
        snapshot_id = self.snapshot_id
        if not snapshot_id:
            if self._store.is_empty():
                raise empty_store()
            raise CommunityStateError(
                "まだ準備ができていません。", remedy="matcher build を実行してください。"
            )
        with self._lock:
            if self._opened is None or self._opened.header.snapshot_id != snapshot_id:
                self._opened = load_snapshot(self.snapshots, snapshot_id)
            opened = self._opened
        return opened if as_of is None else opened.before(microseconds(as_of))

    def _standing(self, snapshot: Snapshot) -> Standing:
        """What members allow now; read again only when something was changed."""
        today = moment(snapshot.as_of).astimezone(ZoneInfo("Asia/Tokyo")).date()
        with self._store.reading() as reading:
            revision = reading.revision()
            with self._lock:
                known = self._known_standing
            if known is None or known[0] != (revision, today):
                profiles = {profile.member_id: profile for profile in reading.profiles()}
                known = (revision, today), Standing(profiles, tuple(reading.roles()), today)
        with self._lock:
            self._known_standing = known
        return known[1]

    # -- suggestions -----------------------------------------------------------------------------

    def starter(
        self,
        member: str | None = None,
        *,
        organization: str = "",
        interests: Sequence[str] = (),
        solo_it: bool = False,
        as_of: datetime | None = None,
    ) -> StarterList:
        """Channels in steps and people in the same boat.

        Args:
            member: Member id or e-mail address; None for someone who has not joined.
            organization: Their organization as written (愛媛県上島町); only without ``member``.
            interests: Topic ids or free words (ガバクラ, 税); for a member, they replace the
                profile's.
            solo_it: Says that they are alone in charge of IT.
            as_of: The moment it is looked at; by default the end of the data.

        Raises:
            UnknownNameError: No such member or organization.
            InputError: The organization can mean several.
        """
        snapshot = self.snapshot(as_of)
        standing = self._standing(snapshot)
        topics = topics_named(snapshot, list(interests))
        unknown = [word for word in interests if not topics_named(snapshot, [word])]
        if member is None:
            code = organization_code(organization)
            asker, member_id = newcomer(code, topics, solo_it=solo_it), None
        else:
            number = member_number(snapshot, self._store, member)
            member_id = snapshot.facts.members["member_id"].iloc[number]
            asker = member_as_asker(snapshot, number, standing.profile(member_id))
            asker = replace(asker, topics=topics or asker.topics)
        return starter_list(snapshot, standing, asker, member=member_id, unknown=unknown)

    def ask(
        self, question: str, *, as_: str | None = None, as_of: datetime | None = None
    ) -> Answer:
        """Threads that already answer a question, where to post it, whom to mention, a draft.

        Args:
            question: In the asker's words.
            as_: Member id or e-mail address of the asker, if known.
            as_of: The moment it is asked; by default the end of the data.

        Raises:
            InputError: The question is empty.
            UnknownNameError: No such member.
        """
        snapshot = self.snapshot(as_of)
        standing = self._standing(snapshot)
        asker, member_id = NOBODY, None
        if as_ is not None:
            number = member_number(snapshot, self._store, as_)
            member_id = snapshot.facts.members["member_id"].iloc[number]
            asker = member_as_asker(snapshot, number, standing.profile(member_id))
        return ask(snapshot, standing, question, asker, as_=member_id)

    def similar(self, text: str) -> SimilarThreads:
        """Conversations about the same thing as a text, or as a thread given by its id.

        Raises:
            InputError: The text is empty.
        """
        snapshot = self.snapshot()
        conversation = snapshot.conversation_number.get(text.strip())
        if conversation is not None:
            return similar_to_conversation(snapshot, conversation, limit=SIMILAR_SHOWN)
        return similar_threads(snapshot, text, limit=SIMILAR_SHOWN)

    # -- what is known ---------------------------------------------------------------------------

    def place(self, text: str) -> PlaceResolution:
        """What a written place resolves to, or its candidates."""
        return load_directory().resolve(text)

    def find_local_governments(self, text: str, *, limit: int = 50) -> tuple[LocalGovernment, ...]:
        """Local governments for a picker, best first."""
        found = load_directory().find(text, limit)
        return tuple(one for one in found if isinstance(one, LocalGovernment))

    def find_members(self, text: str, *, limit: int = 50) -> tuple[MemberName, ...]:
        """Members whose name or organization holds a text (高橋 finds 髙橋), by name."""
        return members_named(self.snapshot(), text, limit=limit)

    def topics(self) -> tuple[TopicSummary, ...]:
        """All topics with how many questions there are and how many wait for an answer."""
        return views.topic_summaries(self.snapshot())

    def show_thread(self, thread_id: str) -> ThreadView:
        """A conversation with all its messages.

        Raises:
            UnknownNameError: No such thread.
        """
        snapshot = self.snapshot()
        conversation = conversation_number(snapshot, thread_id)
        threads = views.threads_of_conversation(snapshot, conversation)
        with self._store.reading() as reading:
            messages = [message for key in threads for message in reading.thread_messages(key)]
        similar = similar_to_conversation(snapshot, conversation, limit=SIMILAR_BESIDE)
        return views.thread_view(snapshot, conversation, messages, similar.threads)

    def show_member(self, member_id: str) -> MemberView:
        """What is known of a member, and where it comes from.

        Raises:
            UnknownNameError: No such member.
        """
        snapshot = self.snapshot()
        number = member_number(snapshot, self._store, member_id)
        return views.member_view(snapshot, self._standing(snapshot), number)

    def show_channel(self, channel_id: str) -> ChannelView:
        """What is known of a channel, by its id or its name.

        Raises:
            UnknownNameError: No such channel.
        """
        snapshot = self.snapshot()
        return views.channel_view(snapshot, channel_number(snapshot, channel_id))

    def show_topic(self, topic_id: str) -> TopicView:
        """A topic's page, by the topic's id or name.

        Raises:
            UnknownNameError: No such topic.
        """
        snapshot = self.snapshot()
        number = topic_number(snapshot, topic_id)
        return views.topic_view(snapshot, self._standing(snapshot), number)

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
            InputError: The term ends before it starts.
        """
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
            snapshot = build_snapshot(self._store, progress, now=datetime.now(UTC))
            save_snapshot(snapshot, self.snapshots, kept=1)
        return erased

    def graph(self) -> nx.Graph:
        """The expertise graph; shared, not to be changed."""
        return nx.freeze(self.snapshot().graph)

    def export_graph(self, file: Path) -> None:
        """Write the expertise graph as GraphML, GEXF or JSON, by the file's ending.

        Raises:
            InputError: Another ending.
        """
        export_graph(self.snapshot().graph, file)


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()
