"""A desk and a digest of plain values: two of each kind, claims kept in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from matcher.domain import (
    AmbassadorTerm,
    ChannelKind,
    ChannelSuggestion,
    CommunityStateError,
    Decisions,
    Digest,
    DigestChannel,
    DigestScope,
    Effects,
    Handling,
    HandlingState,
    HiddenTask,
    Load,
    MissingTask,
    NewcomerTask,
    Outreach,
    PersonSuggestion,
    QuestionTask,
    Reason,
    Role,
    RoleKind,
    TakenTask,
    TaskKind,
    ThreadSuggestion,
)

NOW = datetime(2024, 10, 31, 3, 0, tzinfo=UTC)
AMBASSADORS = ("U70", "U71")
ORGANIZER = "U60"
REASONS = (
    Reason("no_reply_yet", "自己紹介にまだ返信がありません(10月29日)。"),
    Reason("solo_it", "あなたと同じく、一人で情報システムを担当しています。"),
    Reason("same_field", "同じ「ガバクラ接続回線」を担当しています。"),
)


def roles() -> tuple[Role, ...]:
    """Two ambassadors and an organizer."""
    start = date(2024, 4, 1)
    return (
        *(Role(one, RoleKind.AMBASSADOR, start, date(2025, 3, 31)) for one in AMBASSADORS),
        Role(ORGANIZER, RoleKind.ORGANIZER, start),
    )


@dataclass
class FakeDesk:
    """The tasks, and what was said of them."""

    name: str
    threads: tuple[ThreadSuggestion, ...]
    people: tuple[PersonSuggestion, ...]
    said: dict[str, Handling] = field(default_factory=dict)

    def tasks(self) -> tuple[NewcomerTask | QuestionTask | HiddenTask | MissingTask, ...]:
        """Two newcomers, two questions, a hidden one, two local governments."""
        draft = f"{self.name}さん、ようこそ。私も一人で担当しています。\n気になることはありますか。"
        place = ChannelSuggestion(
            "C1", "標準化", ChannelKind.TOPIC, "channel?channel=C1", 0.5, REASONS[:1]
        )
        newcomers = tuple(
            NewcomerTask(
                f"newcomer:U{n}", f"U{n}", f"{self.name}{n}", "愛媛県上島町", "愛媛県", NOW, 6,
                "自己紹介", "thread?thread=C1%3A1.0", REASONS, draft,
            )
            for n in (21, 22)
        )  # fmt: skip
        questions = tuple(
            QuestionTask(
                f"question:{one.thread_id}", one, "U23", self.name, "愛媛県上島町", "愛媛県", True,
                31, self.threads, self.people, REASONS, draft,
            )
            for one in self.threads[:2]
        )  # fmt: skip
        hidden = tuple(
            HiddenTask(
                f"hidden:{one.thread_id}", one, one.thread_id, one.permalink, NOW, "U24",
                self.name, "愛媛県上島町", "愛媛県", self.name, place, REASONS, draft,
            )
            for one in self.threads[:1]
        )  # fmt: skip
        missing = tuple(
            MissingTask(
                f"missing:{code}", code, name, "愛媛県", "町", 6_123, 12.4, self.people, REASONS,
                draft,
            )
            for code, name in (("384224", "愛媛県伊方町"), ("384429", "愛媛県松野町"))
        )  # fmt: skip
        return (*newcomers, *questions, *hidden, *missing)

    def outreach(self, member_id: str, away_until: date | None) -> Outreach:
        """What is left for a member, own claims first."""
        offered = []
        taken = []
        for task in self.tasks():
            said = self.said.get(task.task_id)
            if said is None:
                offered.append(task)
            elif said.state is HandlingState.CLAIMED and said.member_id == member_id:
                offered.insert(0, replace(task, handling=said))
            elif said.state is HandlingState.CLAIMED:
                title = task.thread.title if isinstance(task, QuestionTask) else task.name
                kind = TaskKind(task.task_id.partition(":")[0])
                until = said.at + timedelta(days=7)
                taken.append(TakenTask(task.task_id, kind, title, "山吹 花子", said.at, until))
        return Outreach(
            ambassador=member_id,
            name=self.name,
            load=Load(2, 5),
            away_until=away_until,
            notice="",
            newcomers=tuple(one for one in offered if isinstance(one, NewcomerTask)),
            questions=tuple(one for one in offered if isinstance(one, QuestionTask)),
            hidden=tuple(one for one in offered if isinstance(one, HiddenTask)),
            missing=tuple(one for one in offered if isinstance(one, MissingTask)),
            taken=tuple(taken),
            last_week=Effects(3, 3, 2, 5.4),
        )

    def handle(self, member_id: str, task_id: str, state: HandlingState) -> None:
        """Keep a word, unless someone else has taken the task on."""
        before = self.said.get(task_id)
        if before is not None and before.member_id != member_id:
            raise CommunityStateError(
                "山吹 花子さんが対応中です(2024年10月31日 12:00から)。",
                remedy="ほかの件を選んでください。",
            )
        self.said[task_id] = Handling(task_id, member_id, state, NOW, None, NOW)

    def release(self, member_id: str, task_id: str) -> None:
        """Take one's own word back."""
        before = self.said.get(task_id)
        if before is not None and before.member_id == member_id:
            del self.said[task_id]


def decisions() -> Decisions:
    """Something to decide of each sort."""
    start = date(2024, 1, 1)
    ending = tuple(
        AmbassadorTerm(
            f"U{n}", f"{n}番 花子(架空)", "福岡県福岡市", "九州・沖縄", "市", start,
            date(2024, 12, n), 30 + n, True, True, 1, 1, 1, 1,
        )
        for n in range(1, 6)
    )  # fmt: skip
    return Decisions(6, ending, 12, 325)


def digest(
    member_id: str, threads: tuple[ThreadSuggestion, ...], stars: list[str], days: int
) -> Digest:
    """Each thread waits, was settled, and was busy; quiet without threads."""
    told = tuple(
        replace(one, reasons=(Reason("moved", "この日、3人が書き込みました(返信4件)。"),))
        for one in threads
    )
    return Digest(
        member=member_id,
        name="佐藤",
        from_=NOW - timedelta(days=days - 1),
        to=NOW,
        days=days,
        scope=DigestScope.STARS if stars else DigestScope.WORK,
        notice=""
        if stars
        else "星を付けたチャンネルがまだないので、愛媛県のチャンネルから選びました。",
        fields=(),
        channels=tuple(
            DigestChannel(one, f"チャンネル{one}", f"channel?channel={one}", 3, 2) for one in stars
        ),
        threads=told,
        waiting=told,
        resolved=told[:1],
        more_threads=0,
        more_waiting=4 if told else 0,
        more_resolved=0,
    )
