"""Gaps, figures and candidates of plain values, for the organizers' pages."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from matcher.domain import (
    AfterReachOut,
    AmbassadorTerm,
    Balance,
    BalanceRow,
    Candidate,
    CandidateSet,
    CommunityGaps,
    CoverageCell,
    Departure,
    Dimension,
    DiscoveredTopic,
    DiscoveredTopics,
    Evidence,
    Gap,
    NewcomersByMonth,
    NewcomerSituation,
    NewcomersOfMonth,
    PersonSuggestion,
    QuestionCounts,
    QuestionFigures,
    QuietTopic,
    ReachOutRow,
    Reason,
    Returned,
    SingleHolder,
    ThreadSuggestion,
    TopicLeft,
    TradeOff,
)

NOW = datetime(2024, 10, 31, 3, 0, tzinfo=UTC)
RECENT = (NOW - timedelta(days=90), NOW)
YEAR = (NOW - timedelta(days=365), NOW)
EVIDENCE = (
    Evidence("C1:1.0", "thread?thread=C1%3A1.0"),
    Evidence("C1:2.0", "thread?thread=C1%3A2.0"),
)
NOTHING_IN = "47"
"""A prefecture of which there is nothing to say."""

GAP = "ガバクラ接続回線 × 四国: 90日の質問7件に、回答した人は1人"
SPREADS = (0.0, 0.25, 0.5, 0.75, 1.0)


def cell(
    dimension: Dimension, place: str, unanswered: int, topic: str = "gc-network"
) -> CoverageCell:
    """Seven questions in ninety days."""
    return CoverageCell(
        topic, f"テーマ{topic}", "標準化・ガバクラ", dimension, place, "", 7, unanswered, 9,
        unanswered + 1, 1, 2, 0.5, EVIDENCE,
    )  # fmt: skip


def gaps(
    name: str, threads: tuple[ThreadSuggestion, ...], person: PersonSuggestion, departures: int = 12
) -> CommunityGaps:
    """One gap, one single holder and one who hides, a quiet topic, so many departures."""
    gap = Gap(
        "gc-network", "ガバクラ接続回線", "region", "四国", "四国", "", RECENT,
        7, 6, 1, 0, 0.36, GAP, (("愛媛県", 4),), EVIDENCE, (person,),
        (Reason("unmet", "質問7件のうち6件に回答がありません。", EVIDENCE),),
    )  # fmt: skip
    holders = tuple(
        SingleHolder(
            topic, f"テーマ{topic}", member_id, shown, "愛媛県上島町", "愛媛県", YEAR,
            9, 16, 1, NOW, f"「{topic}」に回答した人は、この1年で1人です。", EVIDENCE,
        )
        for topic, member_id, shown in (("gc-network", "U2", name), ("std-gap", "", ""))
    )  # fmt: skip
    quiet = QuietTopic(
        "bousai", "防災", RECENT, 12, 4.5, NOW, "「防災」は、この半年聞かれていません。", EVIDENCE
    )
    return CommunityGaps(
        RECENT, YEAR,
        (
            cell("region", "四国", 6), cell("region", "北海道", 1),
            cell("region", "四国", 0, "std-gap"), cell("kind", "町村", 3),
        ),
        (gap,), holders, (quiet,),
        tuple(departure(number, name, threads, person) for number in range(departures)),
    )  # fmt: skip


def departure(
    number: int, name: str, threads: tuple[ThreadSuggestion, ...], person: PersonSuggestion
) -> Departure:
    """Somebody who moved, with two topics: one goes on, one is left alone."""
    topics = (
        TopicLeft("gc-network", "ガバクラ接続回線", 6, NOW, 18, 5, 15, (person,), EVIDENCE),
        TopicLeft("std-gap", "標準仕様書", 2, NOW, 0, 0, 0, (), EVIDENCE[:1]),
    )
    return Departure(
        f"U{500 + number}", f"{name}{number}", "愛媛県上島町", "愛媛県", "moved", date(2024, 4, 1),
        "肩書きに「異動」とあります。", YEAR, 26, topics, (person,), threads,
        f"{number}番目の人は26件回答していました。", EVIDENCE,
    )  # fmt: skip


def no_gaps() -> CommunityGaps:
    """Nothing is missing."""
    return CommunityGaps(RECENT, YEAR, (), (), (), (), ())


def figures(key: str, name: str, waiting: int) -> QuestionFigures:
    """Thirty questions."""
    return QuestionFigures(key, name, 30, waiting, 25, 8, 2.1, 50.0, 29, 20, EVIDENCE)


def questions(topic: str, prefecture: str) -> QuestionCounts:
    """Two topics, two prefectures, two months; narrowed as the real one."""
    by_topic = (figures("gc-network", "ガバクラ接続回線", 4), figures("std-gap", "標準仕様書", 0))
    by_prefecture = (figures("13", "東京都", 2), figures("38", "愛媛県", 3))
    return QuestionCounts(
        YEAR, figures("", "すべて", 7),
        tuple(row for row in by_topic if topic in ("", row.key)),
        tuple(row for row in by_prefecture if prefecture in ("", row.key)),
        (figures("2024-09", "2024年9月", 1), figures("2024-10", "2024年10月", 6)),
        figures("", "テーマの分からない質問", 1), figures("", "都道府県の分からない人の質問", 0),
    )  # fmt: skip


def newcomers() -> NewcomersByMonth:
    """Two months, the later one not over yet."""
    months = (
        NewcomersOfMonth("2024-06", 66, 46, 21, 56, 55, 60, 0.5, True, (), EVIDENCE),
        NewcomersOfMonth("2024-10", 73, 58, 8, 45, 31, 68, None, False, EVIDENCE, EVIDENCE),
    )
    return NewcomersByMonth(YEAR, months, "はじめの書き込みの日", 5, 635, 2, reached())


def reached() -> AfterReachOut:
    """Twelve with a word, five of them too lately; eighty without."""

    def row(situation: NewcomerSituation, people: int, wrote: int, others: int) -> ReachOutRow:
        return ReachOutRow(
            situation,
            Returned(people, wrote, 3.5, EVIDENCE),
            Returned(others, others // 4, None, EVIDENCE[:1]),
        )

    rows = (row("all", 12, 7, 80), row("unwritten", 4, 1, 60), row("silent", 8, 6, 20))
    return AfterReachOut(30, 17, 5, RECENT, YEAR, 9, rows)


def discovered(name: str, threads: tuple[ThreadSuggestion, ...]) -> DiscoveredTopics:
    """One topic that has no name yet."""
    topic = DiscoveredTopic(
        name, (name, "夏祭り"), 9, 6, (("雑談", 5),), (("愛媛県", 3),), YEAR[0], NOW,
        "bousai", "防災", threads,
    )  # fmt: skip
    return DiscoveredTopics(YEAR, 300, "", (topic,))


def candidates(
    name: str,
    size: int,
    spread: float,
    pinned: Sequence[str],
    excluded: Sequence[str],
    known: Sequence[str],
) -> CandidateSet:
    """The first ones who are not excluded, the pinned ones before them."""
    allowed = [one for one in known if one not in excluded]
    fixed = [one for one in pinned if one in allowed]
    chosen = [*fixed, *(one for one in allowed if one not in fixed)][:size]
    everybody = [*chosen, *(one for one in known if one not in chosen)]
    found = tuple(
        Candidate(
            one, f"{name}{one}", "愛媛県上島町", "愛媛県", "四国", "町村", one in chosen,
            one in fixed, 18, 21, 13, 17, ("ガバクラ接続回線",), YEAR,
            (
                Reason("answered", f"{one}はこの1年に18件の質問に回答しています。", EVIDENCE),
                Reason("thanked", "13人からお礼がありました。", EVIDENCE[:1]),
                Reason("region_balance", "任期の続くアンバサダーに、四国の人がいません。"),
            ),
            ("四国のアンバサダーがいなくなります。",) if one in chosen else (), "",
            "質問に4件回答いただきました。一緒に活動しませんか。",
        )
        for one in everybody
    )  # fmt: skip
    rows = (BalanceRow("四国", 0.055, 0, 0, len(chosen)), BalanceRow("北海道", 0.101, 1, 1, 0))
    points = tuple(TradeOff(one, 1.0 - one / 2, 0.6 + one / 3, tuple(chosen)) for one in SPREADS)
    balance = Balance(
        YEAR, size, spread, rows, rows, rows, points,
        f"四国{len(chosen)}、町村{len(chosen)}" if chosen else "", "5件以上の質問に回答した人",
    )  # fmt: skip
    return CandidateSet(found, balance)


def ambassadors(name: str) -> tuple[AmbassadorTerm, ...]:
    """One whose term ends soon, and one whose does not."""
    return (
        AmbassadorTerm(
            "U70", f"{name}70", "愛媛県上島町", "四国", "町村", date(2024, 1, 1),
            date(2024, 12, 31), 61, True, False, 13, 11, 8, 22,
        ),
        AmbassadorTerm(
            "U71", f"{name}71", "福岡県福岡市", "九州・沖縄", "市・特別区", date(2024, 4, 1), None,
            None, False, True, 3, 1, 0, 2,
        ),
    )  # fmt: skip
