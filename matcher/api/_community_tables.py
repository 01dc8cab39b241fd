"""What organizers see of questions, newcomers and surveys, as tables to take along."""

from collections.abc import Sequence

from matcher.api._tables import Table, Value
from matcher.domain import (
    AfterReachOut,
    DiscoveredTopics,
    Evidence,
    NewcomersByMonth,
    NewcomerSituation,
    QuestionFigures,
    Survey,
)

SITUATIONS: dict[NewcomerSituation, str] = {
    "all": "全員",
    "unwritten": "まだ書いていない",
    "recent": "2週間のうちに書いた",
    "silent": "2週間書いていない",
}
"""What newcomers were like at the moment from which is counted."""

_SURVEY_HEADERS = ("団体コード", "団体", "都道府県", "種類", "人口")


def survey_table(survey: Survey) -> Table:
    """A survey's replies, one row per local government; numbers stand beside the words."""
    numeric = [place for place, column in enumerate(survey.columns) if column.median is not None]
    numbers = tuple(_in_unit(survey, place) for place in numeric)
    rows: list[tuple[Value, ...]] = [
        (
            row.organization_code,
            row.organization,
            row.prefecture,
            row.kind,
            row.population or None,
            *row.cells,
            *(row.numbers[place] for place in numeric),
            row.remark,
            row.note,
            row.organization_source,
            "、".join(dict.fromkeys(reply.author for reply in row.replies)),
            row.replies[-1].posted_at,
            row.replies[-1].permalink,
        )
        for row in survey.rows
    ]
    return Table(
        survey.title,
        (
            *_SURVEY_HEADERS,
            *survey.items,
            *numbers,
            "補足",
            "注意",
            "団体の出どころ",
            "返信した人",
            "返信日時",
            "返信",
        ),
        tuple(rows),
    )


def _in_unit(survey: Survey, place: int) -> str:
    column = survey.columns[place]
    return f"{column.name}(数値、{column.unit})" if column.unit else f"{column.name}(数値)"


def questions_table(name: str, what: str, figures: Sequence[QuestionFigures]) -> Table:
    """Questions by topic, prefecture or month.

    Args:
        name: Name of the table.
        what: Header of the first column: テーマ, 都道府県, 月.
        figures: The rows.
    """
    return Table(
        name,
        (
            "ID",
            what,
            "質問",
            "答えを待つ",
            "回答あり",
            "解決",
            "はじめの回答まで(時間、中央値)",
            "はじめの回答まで(時間、9割)",
            "判定できる質問",
            "24時間以内(土日・祝日を除く)",
            "会話",
        ),
        tuple(
            (
                row.key,
                row.name,
                row.questions,
                row.waiting,
                row.answered,
                row.resolved,
                row.median_hours,
                row.slow_hours,
                row.judged,
                row.in_time,
                _addresses(row.evidence),
            )
            for row in figures
        ),
    )


def newcomers_table(newcomers: NewcomersByMonth) -> Table:
    """Newcomers by month of joining."""
    return Table(
        "新しい参加者",
        (
            "参加した月",
            "参加",
            "書き込んだ",
            "自己紹介した",
            "質問した",
            "返信をもらった",
            "別の日にまた書いた",
            "はじめの返信まで(時間、中央値)",
            "90日たったか",
            "返信のない会話",
            "はじめの会話",
        ),
        tuple(
            (
                month.month,
                month.joined,
                month.wrote,
                month.introduced,
                month.asked,
                month.replied,
                month.wrote_again,
                month.median_hours_to_reply,
                "はい" if month.complete else "まだ",
                _addresses(month.unreplied),
                _addresses(month.conversations),
            )
            for month in newcomers.months
        ),
    )


def reach_out_table(after: AfterReachOut) -> Table:
    """What newcomers did after a word to them, and the others; one row per situation and group."""
    span, joined = after.span or (None, None), after.joined or (None, None)
    return Table(
        "声をかけたあと",
        (
            "そのときの様子",
            "声かけ",
            "人",
            f"{after.days}日のうちに書いた人",
            "書くまで(日、中央値)",
            "参加日のはじめ",
            "参加日の終わり",
            "済みのはじめ",
            "済みの終わり",
            "会話",
        ),
        tuple(
            (
                SITUATIONS[row.situation],
                "あり" if group is row.reached else "なし",
                group.people,
                group.wrote,
                group.median_days,
                *joined,
                *span,
                _addresses(group.evidence),
            )
            for row in after.rows
            for group in (row.reached, row.others)
        ),
    )


def discovered_table(found: DiscoveredTopics) -> Table:
    """Topics that the taxonomy lacks."""
    return Table(
        "新しい話題",
        ("話題", "言葉", "質問", "人", "近いテーマ", "都道府県", "はじめ", "最近", "会話"),
        tuple(
            (
                topic.name,
                "、".join(topic.terms),
                topic.conversations,
                topic.members,
                topic.nearest_name,
                "、".join(f"{name} {count}" for name, count in topic.prefectures),
                topic.first_at,
                topic.last_at,
                "\n".join(thread.permalink for thread in topic.threads),
            )
            for topic in found.topics
        ),
    )


def _addresses(evidence: Sequence[Evidence]) -> str:
    return "\n".join(item.permalink for item in evidence)
