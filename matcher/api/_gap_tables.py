"""What is missing in a community and what hangs by a thread, as tables to take along."""

from collections.abc import Sequence

from matcher.api._tables import Table, Value
from matcher.domain import (
    CoverageCell,
    Departure,
    Dimension,
    Evidence,
    Gap,
    PersonSuggestion,
    QuietTopic,
    SingleHolder,
    Span,
    Survey,
)

DIMENSIONS: dict[Dimension, str] = {
    "region": "地方",
    "prefecture": "都道府県",
    "kind": "団体の種類",
    "size": "人口",
}
CHANGES = {"left": "参加をやめた", "moved": "異動した", "silent": "書き込みがない"}


def gaps_table(gaps: Sequence[Gap]) -> Table:
    """Where questions stay without an answer."""
    return Table(
        "足りないテーマ",
        (
            "テーマID",
            "テーマ",
            "分け方",
            "場所",
            "はじめ",
            "終わり",
            "質問",
            "回答がない質問",
            "回答した人",
            "その場所で回答できる人",
            "質問の内訳",
            "候補",
            "会話",
        ),
        tuple(
            (
                gap.topic_id,
                gap.topic_name,
                DIMENSIONS[gap.dimension],
                gap.place,
                *gap.span,
                gap.questions,
                gap.unanswered,
                gap.answerers,
                gap.people,
                "、".join(f"{name} {count}" for name, count in gap.inside),
                _names(gap.askable),
                _addresses(gap.evidence),
            )
            for gap in gaps
        ),
    )


def coverage_table(cells: Sequence[CoverageCell], recent: Span | None, year: Span | None) -> Table:
    """Topics by place: what is asked there, and who answers.

    Args:
        cells: The rows.
        recent: What the numbers of 90 days were counted in.
        year: The same for those of the year.
    """
    spans: tuple[Value, ...] = (*(recent or (None, None)), *(year or (None, None)))
    return Table(
        "テーマと場所",
        (
            "テーマID",
            "テーマ",
            "分野",
            "分け方",
            "場所",
            "場所コード",
            "90日の質問",
            "90日の回答がない質問",
            "90日の質問に回答した人",
            "1年の質問",
            "1年の回答がない質問",
            "1年に回答した、その場所の人",
            "90日のはじめ",
            "90日の終わり",
            "1年のはじめ",
            "1年の終わり",
            "会話",
        ),
        tuple(
            (
                cell.topic_id,
                cell.topic_name,
                cell.topic_group,
                DIMENSIONS[cell.dimension],
                cell.place,
                cell.place_code,
                cell.questions,
                cell.unanswered,
                cell.answerers,
                cell.questions_year,
                cell.unanswered_year,
                cell.people,
                *spans,
                _addresses(cell.evidence),
            )
            for cell in cells
        ),
    )


def holders_table(holders: Sequence[SingleHolder]) -> Table:
    """Topics that hang on one person."""
    return Table(
        "一人だけのテーマ",
        (
            "テーマID",
            "テーマ",
            "はじめ",
            "終わり",
            "質問",
            "回答した人",
            "団体",
            "都道府県",
            "回答",
            "少し回答した人",
            "最近の回答",
            "会話",
        ),
        tuple(
            (
                one.topic_id,
                one.topic_name,
                *one.span,
                one.questions,
                one.name,
                one.organization,
                one.prefecture,
                one.answers,
                one.others,
                one.last_at,
                _addresses(one.evidence),
            )
            for one in holders
        ),
    )


def departures_table(departures: Sequence[Departure]) -> Table:
    """Whose answers will be missed, one row per topic."""
    rows: list[tuple[Value, ...]] = [
        (
            one.name,
            one.organization,
            one.prefecture,
            CHANGES[one.change],
            one.since,
            one.said,
            topic.topic_name,
            topic.answers,
            topic.last_at,
            topic.questions_since,
            topic.unanswered_since,
            topic.people,
            _names(topic.successors),
            _addresses(topic.evidence),
        )
        for one in departures
        for topic in one.topics
    ]
    return Table(
        "異動の影響",
        (
            "回答していた人",
            "団体",
            "都道府県",
            "変化",
            "いつから",
            "分かった理由",
            "テーマ",
            "回答",
            "最後の回答",
            "その後の質問",
            "その後の回答がない質問",
            "ほかに回答している人",
            "引き継げる人",
            "書き残されている会話",
        ),
        tuple(rows),
    )


def quiet_table(topics: Sequence[QuietTopic]) -> Table:
    """Topics nobody asks about any more."""
    return Table(
        "聞かれなくなったテーマ",
        (
            "テーマID",
            "テーマ",
            "質問のない期間のはじめ",
            "質問のない期間の終わり",
            "その前の質問",
            "前の割合なら期待される質問",
            "最後の質問",
            "会話",
        ),
        tuple(
            (
                topic.topic_id,
                topic.topic_name,
                *topic.span,
                topic.questions_before,
                topic.expected,
                topic.last_asked_at,
                _addresses(topic.evidence),
            )
            for topic in topics
        ),
    )


def surveys_table(surveys: Sequence[Survey]) -> Table:
    """Which surveys there were, one row per survey."""
    return Table(
        "アンケート",
        ("投稿日時", "質問", "チャンネル", "返信", "回答した団体", "項目", "最後の返信", "会話"),
        tuple(
            (
                survey.posted_at,
                survey.title,
                f"#{survey.channel_name}",
                survey.replies,
                len(survey.rows),
                "、".join(survey.items),
                survey.last_reply_at,
                survey.permalink,
            )
            for survey in surveys
        ),
    )


def _names(people: Sequence[PersonSuggestion]) -> str:
    return "、".join(
        f"{person.name}({person.organization})" if person.organization else person.name
        for person in people
    )


def _addresses(evidence: Sequence[Evidence]) -> str:
    return "\n".join(item.permalink for item in evidence)
