"""One object for everything that can be done with a community; the app and the CLI call it."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import networkx as nx
from platformdirs import user_data_path

from matcher.api import _views as views
from matcher.api._export import export_graph
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
    SimilarThreads,
    Source,
    StarterList,
    ThreadView,
    TopicSummary,
    TopicView,
    UnknownNameError,
    no_progress,
)
from matcher.language import load_taxonomy, normalise
from matcher.places import folded, load_directory
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
from matcher.sources import DEMO_TEAM_ID, Archive, DemoCommunity, SlackExport
from matcher.store import TEAM_ID, Store, default_url, open_store

DEMO = "demo"
"""Setting that says which demo community was loaded completely."""

NEAREST = 3
SIMILAR_SHOWN = 10


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
            CommunityStateError: The database holds the demo community.
        """
        report = self._import(SlackExport(path), progress)
        if workspace_url:
            self._store.set_setting("workspace_url", workspace_url)
        return report

    def import_archive(self, folder: Path, *, progress: Progress = no_progress) -> ImportReport:
        """Take in a community in the archive layout (raises as :meth:`import_slack`)."""
        return self._import(Archive(folder), progress)

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
        wanted = f"members={members} seed={demo.seed}"
        loaded = self._store.setting(DEMO)
        unfinished = self._holds_demo() and loaded is None
        if not (self._store.is_empty() or unfinished or loaded == wanted):
            raise CommunityStateError(
                "データベースにはすでに別のデータがあります。デモは空のデータベースにだけ入れます。",
                remedy="--database sqlite:///demo.db のように、別の場所を指定してください。",
                value=self.url,
            )
        report = self._store.import_source(demo, progress)
        if loaded is None:
            for profile in demo.profiles():
                self._store.save_profile(profile)
            for role in demo.roles():
                self._store.save_role(role)
            self._store.set_setting(DEMO, wanted)
        return report

    def _import(self, source: Source, progress: Progress) -> ImportReport:
        if self._holds_demo():
            raise CommunityStateError(
                "このデータベースにはデモの架空のデータが入っています。本物のデータとは混ぜられません。",
                remedy="--database で別のデータベースを指定してください。",
                value=self.url,
            )
        return self._store.import_source(source, progress)

    def _holds_demo(self) -> bool:
        return self._store.setting(TEAM_ID) == DEMO_TEAM_ID

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
        demo = self._holds_demo()
        if self._store.is_empty():
            return CommunityStatus("empty", demo)
        if not self.snapshot_id:
            return CommunityStatus("unbuilt", demo)
        snapshot = self._snapshot()
        members = snapshot.facts.members[snapshot.facts.members["is_member"]]
        return CommunityStatus(
            state="ready",
            demo=demo,
            members=len(members),
            organizations=int(members.loc[members["organization"] != "", "organization"].nunique()),
            channels=len(snapshot.facts.channels),
            conversations=len(snapshot.conversations),
            messages=len(snapshot.facts.posts),
            span=snapshot.span,
            built_at=snapshot.header.built_at,
            stale=self._store.revision() != snapshot.header.revision,
        )

    def _snapshot(self, as_of: datetime | None = None) -> Snapshot:
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
        with self._store.reading() as reading:
            profiles = {profile.member_id: profile for profile in reading.profiles()}
            roles = tuple(reading.roles())
        today = moment(snapshot.as_of).astimezone(ZoneInfo("Asia/Tokyo")).date()
        return Standing(profiles, roles, today)

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
        snapshot = self._snapshot(as_of)
        standing = self._standing(snapshot)
        topics = topics_named(snapshot, list(interests))
        unknown = [word for word in interests if not topics_named(snapshot, [word])]
        if member is None:
            code = self._organization(organization)
            asker, member_id = newcomer(code, topics, solo_it=solo_it), None
        else:
            number = self._member(snapshot, member)
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
        snapshot = self._snapshot(as_of)
        standing = self._standing(snapshot)
        asker, member_id = NOBODY, None
        if as_ is not None:
            number = self._member(snapshot, as_)
            member_id = snapshot.facts.members["member_id"].iloc[number]
            asker = member_as_asker(snapshot, number, standing.profile(member_id))
        return ask(snapshot, standing, question, asker, as_=member_id)

    def similar(self, text: str) -> SimilarThreads:
        """Conversations about the same thing as a text, or as a thread given by its id.

        Raises:
            InputError: The text is empty.
        """
        snapshot = self._snapshot()
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
        members = self._snapshot().facts.members
        wanted = folded(text)
        shown = members[members["is_member"] & members["active"]]
        hits = [
            MemberName(member_id, name, organization)
            for member_id, name, organization in zip(
                shown["member_id"], shown["name"], shown["organization_name"], strict=True
            )
            if wanted in folded(name) or wanted in folded(organization) or wanted == member_id
        ]
        return tuple(sorted(hits, key=lambda hit: (hit.name, hit.member_id))[:limit])

    def topics(self) -> tuple[TopicSummary, ...]:
        """All topics with how many questions there are and how many wait for an answer."""
        return views.topic_summaries(self._snapshot())

    def show_thread(self, thread_id: str) -> ThreadView:
        """A conversation with all its messages.

        Raises:
            UnknownNameError: No such thread.
        """
        snapshot = self._snapshot()
        conversation = snapshot.conversation_number.get(thread_id)
        if conversation is None:
            nearest = get_close_matches(thread_id, snapshot.conversation_number, NEAREST)
            raise UnknownNameError("そのスレッドはありません。", value=thread_id, nearest=nearest)
        threads = views.threads_of_conversation(snapshot, conversation)
        with self._store.reading() as reading:
            messages = [message for key in threads for message in reading.thread_messages(key)]
        similar = similar_to_conversation(snapshot, conversation, limit=NEAREST)
        return views.thread_view(snapshot, conversation, messages, similar.threads)

    def show_member(self, member_id: str) -> MemberView:
        """What is known of a member, and where it comes from.

        Raises:
            UnknownNameError: No such member.
        """
        snapshot = self._snapshot()
        number = self._member(snapshot, member_id)
        return views.member_view(snapshot, self._standing(snapshot), number)

    def show_channel(self, channel_id: str) -> ChannelView:
        """What is known of a channel, by its id or its name.

        Raises:
            UnknownNameError: No such channel.
        """
        snapshot = self._snapshot()
        channels = snapshot.facts.channels
        number = snapshot.channel_number.get(channel_id)
        if number is None:
            names = channels["name"].tolist()
            name = channel_id.removeprefix("#")
            if name not in names:
                nearest = get_close_matches(name, [*names, *channels["channel_id"]], NEAREST, 0.3)
                raise UnknownNameError(
                    "そのチャンネルはありません。", value=channel_id, nearest=nearest
                )
            number = names.index(name)
        return views.channel_view(snapshot, number)

    def show_topic(self, topic_id: str) -> TopicView:
        """A topic's page, by the topic's id or name.

        Raises:
            UnknownNameError: No such topic.
        """
        snapshot = self._snapshot()
        topics = snapshot.facts.topics
        number = snapshot.topic_number.get(topic_id)
        if number is None:
            named = topics_named(snapshot, [topic_id])
            nearest = (
                get_close_matches(topic_id, topics["topic_id"], NEAREST)
                or topics["topic_id"].iloc[list(named)[:NEAREST]].tolist()
            )
            by_name = {normalise(name): row for row, name in enumerate(topics["name"])}
            number = by_name.get(normalise(topic_id))
            if number is None:
                raise UnknownNameError("そのテーマはありません。", value=topic_id, nearest=nearest)
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
        directory = load_directory()
        if profile.organization_code:
            directory.organization(profile.organization_code)
        known = [topic.topic_id for topic in load_taxonomy()]
        for topic_id in (*profile.interests, *profile.hidden_topics):
            if topic_id not in known:
                nearest = get_close_matches(topic_id, known, NEAREST)
                raise UnknownNameError("そのテーマはありません。", value=topic_id, nearest=nearest)
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
        account_id = self._account_id(name)
        if self._store.account(account_id) is None:
            ids = self._store.read_accounts()["account_id"]
            nearest = get_close_matches(name, ids, NEAREST, 0.5)
            raise UnknownNameError("その参加者はいません。", value=name, nearest=nearest)
        return account_id

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
        return nx.freeze(self._snapshot().graph)

    def export_graph(self, file: Path) -> None:
        """Write the expertise graph as GraphML, GEXF or JSON, by the file's ending.

        Raises:
            InputError: Another ending.
        """
        export_graph(self._snapshot().graph, file)

    # -- names -----------------------------------------------------------------------------------

    def _account_id(self, name: str) -> str:
        """Id of an account, by id or e-mail address; the name itself when nothing fits."""
        if "@" not in name:
            return name
        accounts = self._store.read_accounts()
        hits = accounts.loc[accounts["email"].str.lower() == name.lower(), "account_id"]
        return next(iter(hits), name)

    def _member(self, snapshot: Snapshot, name: str) -> int:
        """Row of a member, by id or e-mail address."""
        members = snapshot.facts.members
        number = snapshot.member_number.get(self._account_id(name))
        if number is not None and members["is_member"].iloc[number]:
            return number
        shown = members[members["is_member"]]
        nearest = get_close_matches(name, shown["member_id"], NEAREST, 0.5) or [
            f"{hit.name} ({hit.member_id})" for hit in self.find_members(name, limit=NEAREST)
        ]
        raise UnknownNameError("その参加者はいません。", value=name, nearest=nearest)

    def _organization(self, text: str) -> str:
        """Code of an organization as written; empty for an empty text."""
        if not text.strip():
            return ""
        directory = load_directory()
        if directory.has(text.strip()):
            return text.strip()
        read = directory.resolve(text)
        if read.status == "ambiguous":
            offered = "、".join(f"{one.prefecture}{one.name}" for one in read.candidates)
            raise InputError(
                "団体が一つに決まりません。",
                remedy=f"都道府県から書いてください: {offered}",
                value=text,
            )
        if not read.code:
            nearest = [one.full_name for one in directory.find(text, NEAREST)]
            raise UnknownNameError("その団体は見つかりません。", value=text, nearest=nearest)
        return read.code
