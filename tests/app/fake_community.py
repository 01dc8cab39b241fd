"""A community of plain values, for the states that a real one does not show on demand."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import fake_map
import fake_organizers
import fake_outreach

from matcher.domain import (
    AfterReachOut,
    AmbassadorTerm,
    Answer,
    CandidateSet,
    ChannelKind,
    ChannelSuggestion,
    ChannelView,
    CommunityGaps,
    CommunityMap,
    CommunityStatus,
    Decisions,
    Digest,
    DiscoveredTopics,
    Evidence,
    HandlingState,
    ImportReport,
    Load,
    LocalGovernment,
    MatcherError,
    MemberName,
    MemberView,
    MessageView,
    NewcomersByMonth,
    NodeKind,
    NodeName,
    Outreach,
    PersonSuggestion,
    PlaceOnMap,
    PlaceResolution,
    Profile,
    Progress,
    QuestionCounts,
    Reason,
    Role,
    SimilarThreads,
    StarterList,
    Step,
    Survey,
    ThreadSuggestion,
    ThreadView,
    TopicOfMember,
    TopicSummary,
    TopicView,
    UnknownNameError,
    Walk,
    no_progress,
)

NOW = datetime(2024, 10, 31, 3, 0, tzinfo=UTC)
EVIDENCE = (
    Evidence("C1:1.0", "thread?thread=C1%3A1.0"),
    Evidence("C1:2.0", "https://example.slack.com/archives/C1/p2"),
    Evidence("C1:3.0", "thread?thread=C1%3A3.0"),
)
HOSTILE = "![x](https://outside.invalid/x.png) :streamlit: <b>太字</b> $x$ *強調* # 1. ~~ | `c`"


def government(code: str, name: str, prefecture: str) -> LocalGovernment:
    """One local government with made-up facts."""
    return LocalGovernment(
        code, name, "かな", "市", code[:2], prefecture, 35.0, 139.0, 10_000, "", ""
    )


GOVERNMENTS = (
    government("383562", "上島町", "愛媛県"),
    government("132063", "府中市", "東京都"),
    government("342084", "府中市", "広島県"),
)


def thread(number: int = 1, title: str = "接続回線の見積、相場が知りたいです") -> ThreadSuggestion:
    """A conversation with two reasons, one of them with several threads as evidence."""
    return ThreadSuggestion(
        thread_id=f"C1:{number}.0",
        channel_id="C1",
        channel_name="標準化_ガバメントクラウド",
        permalink=f"thread?thread=C1%3A{number}.0",
        title=title,
        posted_at=NOW,
        replies=14,
        resolved=number % 2 == 1,
        archived=False,
        copies=1,
        score=0.123456,
        reasons=(
            Reason("term_match", "質問の言葉「接続回線」が同じです", weight=0.654321),
            Reason("linked_before", "同じような質問で、3回ここに案内されています", EVIDENCE),
        ),
    )


def channel(
    channel_id: str, name: str, step: Step | None, *, joined: bool | None
) -> ChannelSuggestion:
    """A channel of a starter list or an answer."""
    return ChannelSuggestion(
        channel_id=channel_id,
        name=name,
        kind=ChannelKind.TOPIC,
        permalink="https://example.slack.com/archives/" + channel_id,
        score=0.5,
        reasons=(Reason("fallback_help", "行き先に迷ったときの場所です", EVIDENCE[:1]),),
        step=step,
        joined=joined,
    )


def person(member_id: str = "U2", name: str = "佐藤 みちる(架空)") -> PersonSuggestion:
    """Somebody to mention."""
    return PersonSuggestion(
        member_id=member_id,
        name=name,
        organization="福岡県福岡市",
        prefecture="福岡県",
        role="ambassador",
        score=0.9,
        load=Load(2, 5),
        reasons=(Reason("answered_similar", "「ガバクラ」の質問に3件回答しています", EVIDENCE),),
    )


@dataclass
class FakeCommunity:
    """Answers with the values it was given; ``problem`` is raised by every request."""

    state: CommunityStatus = field(
        default_factory=lambda: CommunityStatus(
            "ready", True, 1500, 700, 60, 25013, 25013, (NOW, NOW), NOW
        )
    )
    answer: Answer | None = None
    threads: tuple[ThreadSuggestion, ...] = (thread(1), thread(2))
    messages: int = 2
    text: str = "相場は月5万円ほどでした。"
    name: str = "佐藤 みちる(架空)"
    table: Survey | None = None
    after_reach_out: AfterReachOut | None = None
    problem: Exception | None = None
    profiles: dict[str, Profile] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    desk: fake_outreach.FakeDesk | None = None
    missing: CommunityGaps | None = None
    candidate_ids: tuple[str, ...] = ("U1", "U2", "U3", "U4")
    url: str = "fake"
    snapshot_id: str = "one"

    def _check(self) -> None:
        if self.problem is not None:
            raise self.problem

    def status(self) -> CommunityStatus:
        """The state it was given."""
        return self.state

    def load_demo(
        self, *, members: int = 1500, seed: int | None = None, progress: Progress = no_progress
    ) -> ImportReport:
        """Pretend to fill the database."""
        self._check()
        progress("投稿を書いています", 5, 10)
        self.state = CommunityStatus("unbuilt", True)
        return ImportReport(60, 1500, 25013, 9000, 25013, (NOW, NOW), 0, (), ())

    def import_slack(
        self, path: Path, *, workspace_url: str = "", progress: Progress = no_progress
    ) -> ImportReport:
        """Pretend to read an export."""
        self._check()
        return ImportReport(3, 4, 100, 9, 90, (NOW, NOW), 1, (), ())

    def build(self, *, progress: Progress = no_progress) -> CommunityStatus:
        """Become ready."""
        self.state = replace(self.state, state="ready", span=(NOW, NOW), built_at=NOW)
        return self.state

    def place(self, text: str) -> PlaceResolution:
        """Only full names resolve."""
        for one in GOVERNMENTS:
            if text == one.full_name:
                return PlaceResolution(
                    text, "resolved", one.code, one.name, one.prefecture, one.kind, ""
                )
        return PlaceResolution(text, "unknown", "", "", "", "", "")

    def find_local_governments(self, text: str, *, limit: int = 50) -> tuple[LocalGovernment, ...]:
        """Those whose full name holds the text."""
        return tuple(item for item in GOVERNMENTS if text in item.full_name)[:limit]

    def find_members(self, text: str, *, limit: int = 50) -> tuple[MemberName, ...]:
        """15,000 people, of whom at most ``limit`` are given."""
        names = (MemberName(f"U{n}", f"{n}番 花子(架空)", "福岡県福岡市") for n in range(15_000))
        return tuple(name for name in names if text in name.name)[:limit]

    def topics(self) -> tuple[TopicSummary, ...]:
        """Two topics of one group and one of another."""
        return (
            TopicSummary("gc-network", "ガバクラ接続回線", "標準化・ガバクラ", 31, 2),
            TopicSummary("std-gap", "標準仕様書・Fit&Gap", "標準化・ガバクラ", 12, 0),
            TopicSummary("bousai", "防災", "防災", 0, 0),
        )

    def starter(
        self,
        member: str | None = None,
        *,
        organization: str = "",
        interests: Sequence[str] = (),
        solo_it: bool = False,
    ) -> StarterList:
        """Three steps, the first taken."""
        self._check()
        return StarterList(
            member,
            organization,
            (
                channel("C1", "自己紹介", Step.INTRODUCE, joined=True if member else None),
                channel("C2", "書き込み練習", Step.PRACTICE, joined=False if member else None),
                channel("C3", "何でも相談", Step.HELP, joined=False if member else None),
            ),
            (person("U9", "島田 すすむ(架空)"),),
        )

    def ask(self, question: str, *, as_: str | None = None) -> Answer:
        """The answer it was given, or an ordinary one."""
        self._check()
        self.asked.append((question, as_))
        return self.answer or ordinary_answer(question)

    def similar(self, text: str) -> SimilarThreads:
        """The threads it was given."""
        self._check()
        return SimilarThreads(self.threads)

    def survey(self, thread_id: str) -> Survey | None:
        """The table it was given; None for a conversation that is no survey."""
        self._check()
        if not thread_id.startswith("C1:"):
            raise UnknownNameError("その会話はありません。", value=thread_id)
        return self.table

    def show_thread(self, thread_id: str) -> ThreadView:
        """A conversation of as many messages as wanted."""
        self._check()
        if not thread_id.startswith("C1:"):
            raise UnknownNameError("その会話はありません。", value=thread_id)
        messages = tuple(
            MessageView(f"C1:{n}", "U2", self.name, NOW, self.text, ())
            for n in range(self.messages)
        )
        return ThreadView(
            thread_id, "C1", "標準化", "thread?thread=" + thread_id, self.text, "U2",
            True, False, messages, self.threads,
        )  # fmt: skip

    def show_member(self, member_id: str) -> MemberView:
        """One person with one topic."""
        self._check()
        if not member_id.startswith("U"):
            raise UnknownNameError("その人はいません。", value=member_id)
        profile = self.profile(member_id)
        return MemberView(
            member_id, self.name, "愛媛県上島町", "383562", "名簿", "愛媛県", "総務課", True,
            profile.hidden, 34, NOW, NOW, True, "自己紹介", ("gc-network",), (), (), Load(2, 5),
            (TopicOfMember("gc-network", "ガバクラ接続回線", 12, NOW, EVIDENCE),),
            ("自己紹介", "離島"), self.threads,
        )  # fmt: skip

    def show_channel(self, channel_id: str) -> ChannelView:
        """One channel."""
        self._check()
        if not channel_id.startswith("C"):
            raise UnknownNameError("そのチャンネルはありません。", value=channel_id)
        return ChannelView(
            channel_id, self.name, ChannelKind.TOPIC, self.text, "https://example.slack.com/x",
            1203, 57, NOW, False,
        )  # fmt: skip

    def show_topic(self, topic_id: str) -> TopicView:
        """One topic with everything."""
        self._check()
        summary = next((item for item in self.topics() if item.topic_id == topic_id), None)
        if summary is None:
            raise UnknownNameError("そのテーマはありません。", value=topic_id)
        return TopicView(
            topic_id, summary.name, summary.group, ("接続回線",), 31,
            (self.show_channel("C1"),), self.threads,
            self.threads, (person(),), (("愛媛県", 3),), self.topics()[1:],
        )  # fmt: skip

    def profile(self, member_id: str) -> Profile:
        """The stored profile."""
        return self.profiles.get(member_id, Profile(member_id))

    def save_profile(self, profile: Profile) -> None:
        """Keep it."""
        self._check()
        self.profiles[profile.member_id] = profile

    def map(self, *, topic: str = "", days: int | None = None, kind: str = "") -> CommunityMap:
        """A map on which every other municipality joined."""
        self._check()
        return fake_map.on_map(topic, kind)

    def map_place(
        self, code: str, *, topic: str = "", days: int | None = None, kind: str = ""
    ) -> PlaceOnMap:
        """Two members and the threads it was given."""
        self._check()
        return fake_map.place(code, self.name, self.threads)

    def walk(self, middle: str, *, expanded: Sequence[str] = ()) -> Walk:
        """Five nodes, one of each kind."""
        self._check()
        hostile = self.text if self.text == HOSTILE else ""
        return fake_map.walk(middle, expanded, lambda name: hostile or name)

    def find_nodes(
        self, kind: NodeKind, text: str = "", *, limit: int = 50
    ) -> tuple[NodeName, ...]:
        """Those whose name holds the text."""
        self._check()
        return fake_map.nodes(kind, text)[:limit]

    def why_linked(self, one: str, other: str) -> Reason:
        """Always for the same reason."""
        self._check()
        return Reason("tie", "3件回答しています(最近は2024年10月3日)。", EVIDENCE)

    def graph_file(self, name: str) -> bytes:
        """A file that names itself."""
        self._check()
        return name.encode()

    def gaps(self, topic: str = "", prefecture: str = "") -> CommunityGaps:
        """As many of each as the organizers' page has rows for; none in 沖縄県."""
        self._check()
        if prefecture == fake_organizers.NOTHING_IN:
            return fake_organizers.no_gaps()
        return self.missing or fake_organizers.gaps(self.name, self.threads, person())

    def questions(self, topic: str = "", prefecture: str = "") -> QuestionCounts:
        """Two topics, two prefectures, two months."""
        self._check()
        return fake_organizers.questions(topic, prefecture)

    def newcomers(self) -> NewcomersByMonth:
        """Two months, the later one not over yet."""
        self._check()
        found = fake_organizers.newcomers()
        reached = self.after_reach_out
        return found if reached is None else replace(found, after_reach_out=reached)

    def discovered_topics(self) -> DiscoveredTopics:
        """One topic that has no name yet."""
        self._check()
        return fake_organizers.discovered(self.name, self.threads)

    def surveys(self, topic: str = "", prefecture: str = "") -> tuple[Survey, ...]:
        """The table it was given, if any."""
        self._check()
        return (self.table,) if self.table and not prefecture else ()

    def survey_threads(self, topic: str = "", prefecture: str = "") -> tuple[str, ...]:
        """The thread of that table."""
        return tuple(one.thread_id for one in self.surveys(topic, prefecture))

    def describe_threads(self, thread_ids: Sequence[str]) -> tuple[ThreadSuggestion, ...]:
        """Those of its threads that are asked for."""
        return tuple(one for one in self.threads if one.thread_id in thread_ids)

    def months(self) -> tuple[str, ...]:
        """Two months."""
        return ("2024-10", "2024-09")

    def monthly_report(self, month: str = "", *, address: str = "") -> str:
        """A page that names its month."""
        self._check()
        return f"<html>{month} {address}</html>"

    def candidates(
        self,
        *,
        size: int | None = None,
        spread: float = 0.5,
        pinned: Sequence[str] = (),
        excluded: Sequence[str] = (),
    ) -> CandidateSet:
        """The first two of four who are not excluded, the pinned ones before them."""
        self._check()
        return fake_organizers.candidates(
            self.name, size or 2, spread, pinned, excluded, self.candidate_ids
        )

    def ambassadors(self) -> tuple[AmbassadorTerm, ...]:
        """One whose term ends soon, and one whose does not."""
        self._check()
        return fake_organizers.ambassadors(self.name)

    def roles(self) -> tuple[Role, ...]:
        """Two ambassadors and an organizer."""
        return fake_outreach.roles()

    def star(self, member: str, channel: str) -> None:
        """Keep it."""
        self._check()
        self.stars.append(channel)

    def unstar(self, member: str, channel: str) -> None:
        """Take it back."""
        self._check()
        self.stars.remove(channel)

    def starred(self, member_id: str) -> tuple[str, ...]:
        """Everybody has the same stars."""
        return tuple(self.stars)

    def digest(self, member: str, *, days: int = 1) -> Digest:
        """What moved: the threads it was given."""
        self._check()
        return fake_outreach.digest(member, self.threads, self.stars, days)

    def decisions(self) -> Decisions:
        """Something of each sort."""
        self._check()
        return fake_outreach.decisions()

    def outreach(self, ambassador: str) -> Outreach:
        """The desk as it is now."""
        self._check()
        return self._desk().outreach(ambassador, self.profile(ambassador).away_until)

    def claim(self, ambassador: str, task_id: str) -> None:
        """Take a task on."""
        self._check()
        self._desk().handle(ambassador, task_id, HandlingState.CLAIMED)

    def finish(self, ambassador: str, task_id: str) -> None:
        """Say that it is done."""
        self._desk().handle(ambassador, task_id, HandlingState.DONE)

    def snooze(self, ambassador: str, task_id: str) -> None:
        """Put it off."""
        self._desk().handle(ambassador, task_id, HandlingState.SNOOZED)

    def decline(self, ambassador: str, task_id: str) -> None:
        """Leave it to others."""
        self._desk().handle(ambassador, task_id, HandlingState.DECLINED)

    def undo(self, ambassador: str, task_id: str) -> None:
        """Take a word back."""
        self._desk().release(ambassador, task_id)

    def _desk(self) -> fake_outreach.FakeDesk:
        if self.desk is None:
            self.desk = fake_outreach.FakeDesk(self.name, self.threads, (person(),))
        return self.desk


def ordinary_answer(question: str) -> Answer:
    """Five threads, one channel, one person and a draft."""
    return Answer(
        question=question,
        as_=None,
        topics=("ガバクラ接続回線",),
        threads=tuple(thread(number) for number in range(1, 6)),
        channels=(channel("C1", "標準化_ガバメントクラウド", None, joined=None),),
        people=(person(),),
        draft="町・人口1万人の団体です。\n接続回線の見積をどう比べましたか。",
        survey=False,
        thin=False,
        notice="",
    )


def failure() -> MatcherError:
    """A problem with all its parts."""
    return MatcherError(
        "都道府県「とうきょう」が見つかりません。",
        remedy="「東京都」に直して、もう一度取り込んでください。",
        file="members.csv",
        place="12行目",
        value="とうきょう",
    )
