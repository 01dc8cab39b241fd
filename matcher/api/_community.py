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
from matcher.api._decisions import decisions_of
from matcher.api._digests import digest_of, star_channel, unstar_channel
from matcher.api._export import export_graph, graph_file
from matcher.api._filling import fill_with_demo, holds_demo, refuse_demo
from matcher.api._map import LastSurroundings, map_request
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
from matcher.api._organizers import (
    KnownAnalysis,
    community_report,
    questions_in,
    scope_named,
    surveys_in,
)
from matcher.api._outreach import LOAD, LastFindings, handle, outreach_of, take_back
from matcher.api._rosters import preview_roster, store_roster
from matcher.api._rounds import Rounds
from matcher.api._solving import known_of
from matcher.api._surveys import KnownSurveys
from matcher.community import (
    CandidateRequest,
    Surroundings,
    community_map,
    discovered_topics,
    find_nodes,
    month_figures,
    months_with_posts,
    newcomers_by_month,
    place_on_map,
    walk,
    why_linked,
)
from matcher.domain import (
    AmbassadorTerm,
    Answer,
    CandidateSet,
    ChannelView,
    CommunityGaps,
    CommunityMap,
    CommunityReport,
    CommunityStateError,
    CommunityStatus,
    Decisions,
    Digest,
    DiscoveredTopics,
    Handling,
    HandlingState,
    ImportReport,
    InputError,
    LocalGovernment,
    MemberName,
    MemberView,
    NewcomersByMonth,
    NodeKind,
    NodeName,
    Outreach,
    PlaceOnMap,
    PlaceResolution,
    Profile,
    Progress,
    QuestionCounts,
    Reason,
    Role,
    RoleKind,
    RosterPreview,
    RosterReading,
    RoundCheck,
    RoundInput,
    RoundSolution,
    SimilarThreads,
    Source,
    StarterList,
    Survey,
    SyncReport,
    ThreadSuggestion,
    ThreadView,
    TopicSummary,
    TopicView,
    Walk,
    has_left,
    no_progress,
)
from matcher.mentoring import Known, check_round, solve_round
from matcher.places import load_directory
from matcher.recommend import (
    NOBODY,
    Standing,
    ask,
    describe_thread,
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
    microseconds,
    moment,
    open_newest_whole,
    save_snapshot,
)
from matcher.sources import (
    Archive,
    DemoCommunity,
    SlackExport,
    decide_roster,
    read_roster,
)
from matcher.store import Reading, Store, default_url, open_store

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
        self._opened_for = ""
        self._damaged = ""
        self._known_standing: tuple[tuple[object, ...], Standing] | None = None
        self._surroundings = LastSurroundings()
        self._findings = LastFindings()
        self.rounds = Rounds(store, self._built)
        """The mentoring rounds that are kept."""
        self._analysis = KnownAnalysis()
        self._surveys = KnownSurveys(store)

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
        """Store what a preview says, all or nothing; gives of how many members something changed.

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
        # Nothing here holds on to what was built: opening it doubles the memory otherwise.
        save_snapshot(build_snapshot(self._store, progress, now=datetime.now(UTC)), self.snapshots)
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
        opened = self._open_newest(self.snapshot_id)
        if opened is None:
            return CommunityStatus("unbuilt", demo)
        snapshot, damaged = opened
        return views.ready_status(
            snapshot, demo=demo, revision=self._store.revision(), damaged=damaged
        )

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """The current snapshot, as of a moment; read-only, shared by all who ask.

        Where it is damaged, it is the newest one that is whole; :meth:`status` tells of it.

        Raises:
            CommunityStateError: Nothing was imported, or nothing was built yet.
        """
        opened = self._open_newest(self.snapshot_id)
        if opened is None:
            if self._store.is_empty():
                raise empty_store()
            raise CommunityStateError(
                "まだ準備ができていません。", remedy="matcher build を実行してください。"
            )
        snapshot, _damaged = opened
        return snapshot if as_of is None else snapshot.before(microseconds(as_of))

    def _open_newest(self, snapshot_id: str) -> tuple[Snapshot, str] | None:
        """The newest whole snapshot, and the current one's name if that is damaged."""
        with self._lock:
            if snapshot_id and self._opened_for != snapshot_id:
                opened = open_newest_whole(self.snapshots)
                if opened is None:
                    return None
                self._opened, self._damaged = opened
                self._opened_for = snapshot_id
            return (self._opened, self._damaged) if snapshot_id and self._opened else None

    def _standing(self, snapshot: Snapshot) -> Standing:
        """What members allow now; read again only when something was changed."""
        today = moment(snapshot.as_of).astimezone(ZoneInfo("Asia/Tokyo")).date()
        # Who left since the end of the data has left all the same, but not in earlier moments.
        day = max(today, _today()) if snapshot is self._opened else today
        with self._store.reading() as reading:
            claims = reading.claims(datetime.now(UTC) - LOAD)
            state = (reading.revision(), today, day, claims)
            with self._lock:
                known = self._known_standing
            if known is None or known[0] != state:
                known = state, _read_standing(reading, claims, today, day)
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

    # -- mentoring rounds ------------------------------------------------------------------------

    def check_round(
        self, round_input: RoundInput, *, progress: Progress = no_progress
    ) -> RoundCheck:
        """Tell before solving who cannot have a mentor under a round's rules."""
        return check_round(round_input, self.known_of(round_input), progress=progress)

    def solve_round(
        self, round_input: RoundInput, *, progress: Progress = no_progress
    ) -> RoundSolution:
        """Bring the mentees and mentors of a round together; see :mod:`matcher.mentoring`."""
        return solve_round(round_input, self.known_of(round_input), progress=progress)

    def known_of(self, round_input: RoundInput) -> Known:
        """What the community knows of the people in a round; nothing while it is empty."""
        snapshot = self.snapshot() if self.snapshot_id else None
        standing = None if snapshot is None else self._standing(snapshot)
        return known_of(self._store, snapshot, standing, round_input)

    def _built(self) -> tuple[Snapshot, Standing] | None:
        if not self.snapshot_id:
            return None
        snapshot = self.snapshot()
        return snapshot, self._standing(snapshot)

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

    def survey(self, thread_id: str) -> Survey | None:
        """A survey's replies in one table by local government; None when it is no survey.

        Raises:
            UnknownNameError: No such thread.
        """
        snapshot = self.snapshot()
        conversation = conversation_number(snapshot, thread_id)
        return self._surveys.one(snapshot, self._standing(snapshot), conversation)

    def describe_threads(self, thread_ids: Sequence[str]) -> tuple[ThreadSuggestion, ...]:
        """Conversations to list, such as a number's evidence; ids that are no more are left out."""
        snapshot = self.snapshot()
        known = snapshot.conversation_number
        numbers = dict.fromkeys(known[one] for one in thread_ids if one in known)
        return tuple(describe_thread(snapshot, number) for number in numbers)

    def surveys(self, topic: str = "", prefecture: str = "") -> tuple[Survey, ...]:
        """All surveys with their tables, newest first.

        Args:
            topic: Id or name of the only topic; empty for all.
            prefecture: Code or name of the only prefecture of those who asked; empty for all.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot()
        scope = scope_named(snapshot, topic, prefecture)
        return surveys_in(snapshot, scope, self._surveys.all(snapshot, self._standing(snapshot)))

    def monthly_report(self, month: str = "", *, address: str = "") -> str:
        """A month's report as one HTML file that loads nothing.

        Args:
            month: 2024-10; empty for the last month of the data.
            address: Web address of this app, for links to its pages; without it, links lead to
                Slack only.

        Raises:
            InputError: It is no month, or nobody wrote in it.
        """
        from matcher.api._monthly_report import monthly_report  # noqa: PLC0415 (seldom needed)

        snapshot = self.snapshot()
        figures = month_figures(snapshot, month, self.surveys())
        return monthly_report(figures, self.community(), address=address, demo=snapshot.header.demo)

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

    def outreach(self, ambassador: str) -> Outreach:
        """Whom an ambassador can help now, why, and what to say.

        Args:
            ambassador: Member id or e-mail address of an ambassador or organizer.

        Raises:
            UnknownNameError: No such member.
            InputError: They are neither.
        """
        snapshot = self.snapshot()
        findings = self._findings.of(self._store, snapshot)
        standing = self._standing(snapshot)
        return outreach_of(self._store, findings, standing, ambassador, now=datetime.now(UTC))

    def claim(self, ambassador: str, task_id: str) -> Handling:
        """Take a task on (対応します); nobody else is offered it until the claim lapses.

        Args:
            ambassador: Member id or e-mail address of an ambassador or organizer.
            task_id: The task, as :meth:`outreach` names it.

        Raises:
            UnknownNameError: No such member.
            InputError: They have no desk, or it is no task.
            CommunityStateError: Someone else is doing it or has done it; it says who and when.
        """
        return self._handle(ambassador, task_id, HandlingState.CLAIMED)

    def finish(self, ambassador: str, task_id: str) -> Handling:
        """Say that a task is done (済み); nobody is offered it again. Raises as :meth:`claim`."""
        return self._handle(ambassador, task_id, HandlingState.DONE)

    def snooze(self, ambassador: str, task_id: str) -> Handling:
        """Put a task off (あとで) for three days; a claim of it ends. Raises as :meth:`claim`."""
        return self._handle(ambassador, task_id, HandlingState.SNOOZED)

    def decline(self, ambassador: str, task_id: str) -> Handling:
        """Leave a task to others (自分ではない); a claim of it ends. Raises as :meth:`claim`."""
        return self._handle(ambassador, task_id, HandlingState.DECLINED)

    def undo(self, ambassador: str, task_id: str) -> None:
        """Take back what an ambassador said of a task; it is offered as before.

        Raises:
            UnknownNameError: No such member.
            InputError: It is no task.
        """
        take_back(self._store, ambassador, task_id)

    def _handle(self, ambassador: str, task_id: str, state: HandlingState) -> Handling:
        standing = self._standing(self.snapshot())
        return handle(self._store, standing, ambassador, task_id, state, now=datetime.now(UTC))

    def star(self, member: str, channel: str) -> None:
        """Star a channel for a member: what matters in it is in their digest.

        Args:
            member: Member id or e-mail address.
            channel: Id or name of the channel.

        Raises:
            UnknownNameError: No such member or channel.
        """
        star_channel(self._store, self.snapshot(), member, channel, at=datetime.now(UTC))

    def unstar(self, member: str, channel: str) -> None:
        """Take a star back; where there is none, nothing happens.

        Raises:
            UnknownNameError: No such member or channel.
        """
        unstar_channel(self._store, self.snapshot(), member, channel)

    def starred(self, member_id: str) -> tuple[str, ...]:
        """Ids of the channels that a member starred, in the order of starring."""
        return tuple(self._store.starred_channels(member_id))

    def digest(self, member: str, *, day: date | None = None, days: int = 1) -> Digest:
        """What mattered to a member: in the channels that they starred, else in their work.

        Args:
            member: Member id or e-mail address.
            day: The last day that is told of, in Japan; by default the last one of the data.
            days: How many days are told of, up to 31.

        Raises:
            UnknownNameError: No such member.
            InputError: There is no conversation on that day, or the days are out of range.
        """
        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        return digest_of(
            self._store,
            snapshot,
            standing,
            member,
            day=day,
            days=days,
            findings=lambda: self._findings.of(self._store, snapshot),
        )

    def decisions(self) -> Decisions:
        """What organizers have to decide, in numbers."""
        snapshot = self.snapshot()
        return decisions_of(self._analysis.of(snapshot, self._standing(snapshot)))

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

    def community(
        self, topic: str = "", prefecture: str = "", *, as_of: datetime | None = None
    ) -> CommunityReport:
        """The community as its organizers see it: coverage, gaps, succession, candidates ….

        Args:
            topic: Id or name of the only topic that is looked at; empty for all.
            prefecture: Code or name of the only prefecture; empty for all.
            as_of: The moment it is looked at; by default the end of the data.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot(as_of)
        standing = self._standing(snapshot)
        scope = scope_named(snapshot, topic, prefecture)
        surveys = self._surveys.all(snapshot, standing)
        return community_report(self._analysis.of(snapshot, standing), scope, surveys)

    def gaps(self, topic: str = "", prefecture: str = "") -> CommunityGaps:
        """What is missing: coverage, gaps, single holders, quiet topics, succession.

        Args:
            topic: Id or name of the only topic that is looked at; empty for all.
            prefecture: Code or name of the only prefecture; empty for all.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot()
        scope = scope_named(snapshot, topic, prefecture)
        return self._analysis.of(snapshot, self._standing(snapshot)).gaps_report(scope)

    def candidates(
        self,
        *,
        size: int | None = None,
        spread: float = 0.5,
        pinned: Sequence[str] = (),
        excluded: Sequence[str] = (),
    ) -> CandidateSet:
        """The next ambassadors, chosen together.

        Args:
            size: How many; None for as many as terms end within 90 days, but five at least.
            spread: 0 = only the track record counts, 1 = only the balance over regions, kinds of
                local governments and fields.
            pinned: Ids of members who are in the set in any case, where they have the evidence.
            excluded: Ids of members who are not.

        Raises:
            InputError: Size or spread is out of range.
        """
        snapshot = self.snapshot()
        request = CandidateRequest(size, spread, tuple(pinned), tuple(excluded))
        return self._analysis.of(snapshot, self._standing(snapshot)).candidates(request)

    def ambassadors(self) -> tuple[AmbassadorTerm, ...]:
        """The present ambassadors; those whose term ends first come first."""
        snapshot = self.snapshot()
        return self._analysis.of(snapshot, self._standing(snapshot)).ambassadors()

    def questions(self, topic: str = "", prefecture: str = "") -> QuestionCounts:
        """Questions waiting, answered, resolved, by topic, prefecture of the asker and month.

        Args:
            topic: Id or name of the only topic among the rows by topic; empty for all.
            prefecture: Code or name of the only prefecture among those rows; empty for all.

        Raises:
            UnknownNameError: No such topic or prefecture.
        """
        snapshot = self.snapshot()
        return questions_in(snapshot, scope_named(snapshot, topic, prefecture))

    def newcomers(self) -> NewcomersByMonth:
        """How far those came who joined in each month."""
        return newcomers_by_month(self.snapshot())

    def discovered_topics(self) -> DiscoveredTopics:
        """What people talk about that the taxonomy has no word for."""
        return discovered_topics(self.snapshot())

    def months(self) -> tuple[str, ...]:
        """Months in which anybody wrote, newest first: 2024-10."""
        return months_with_posts(self.snapshot())

    def map(self, *, topic: str = "", days: int | None = None, kind: str = "") -> CommunityMap:
        """Who takes part where: every local government and prefecture, missing ones included.

        Args:
            topic: Id or name of a topic that questions and answers are counted on.
            days: Only the last so many days of the data are counted; None for all.
            kind: Only local governments of this kind (町, 中核市 …); empty for all.

        Raises:
            UnknownNameError: No such topic.
            InputError: No such kind.
        """
        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        return community_map(map_request(snapshot, standing, topic=topic, days=days, kind=kind))

    def map_place(
        self, code: str, *, topic: str = "", days: int | None = None, kind: str = ""
    ) -> PlaceOnMap:
        """Members and conversations behind the numbers of one place of the map.

        Args:
            code: Two digits of a prefecture, a local government's code, or an agency's name.
            topic: As for :meth:`map`.
            days: As for :meth:`map`.
            kind: As for :meth:`map`.

        Raises:
            UnknownNameError: No such place or topic.
            InputError: No such kind.
        """
        snapshot = self.snapshot()
        standing = self._standing(snapshot)
        request = map_request(snapshot, standing, topic=topic, days=days, kind=kind)
        return place_on_map(request, code)

    def walk(self, middle: str, *, expanded: Sequence[str] = ()) -> Walk:
        """The expertise graph around a node, with the reason of each link.

        Args:
            middle: Node id (``topic:gc-network``, ``member:U07…``, ``prefecture:38``).
            expanded: Ids of further nodes of which the neighbours are shown.

        Raises:
            UnknownNameError: No such node; who hides or has left is not in the graph.
        """
        return walk(self._around(), middle, expanded=expanded)

    def why_linked(self, one: str, other: str) -> Reason:
        """Why two nodes of the expertise graph are linked.

        Raises:
            UnknownNameError: No such node or link.
        """
        return why_linked(self._around(), one, other)

    def find_nodes(
        self, kind: NodeKind, text: str = "", *, limit: int = 50
    ) -> tuple[NodeName, ...]:
        """Nodes of the expertise graph of a kind, whose name or organization holds a text."""
        return find_nodes(self._around(), kind, text, limit=limit)

    def _around(self) -> Surroundings:
        snapshot = self.snapshot()
        return self._surroundings.of(snapshot, self._standing(snapshot))

    def graph(self) -> nx.Graph:
        """The expertise graph without those who hide or have left; shared, not to be changed."""
        return self._around().graph

    def export_graph(self, file: Path) -> None:
        """Write the expertise graph as GraphML, GEXF or JSON, by the file's ending.

        Raises:
            InputError: Another ending, or the folder does not exist.
        """
        export_graph(self.graph(), file)

    def graph_file(self, name: str) -> bytes:
        """Content of the file that :meth:`export_graph` would write under a name."""
        return graph_file(self.graph(), name)


def _read_standing(reading: Reading, claims: Mapping[str, int], today: date, day: date) -> Standing:
    tenures = reading.tenures()
    return Standing(
        profiles={profile.member_id: profile for profile in reading.profiles()},
        roles=tuple(reading.roles()),
        today=today,
        claims=claims,
        tenures=tenures,
        left=frozenset(member for member, told in tenures.items() if has_left(told, day)),
    )


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()
