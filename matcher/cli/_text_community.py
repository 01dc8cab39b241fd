"""The organizers' report as Japanese text: what is missing, who could help, where to look."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from matcher.cli._text import (
    evidence,
    heading,
    joined,
    one_line,
    reason_lines,
    sections,
    span_text,
    where,
)
from matcher.domain import (
    AfterReachOut,
    AmbassadorTerm,
    Balance,
    Candidate,
    CommunityReport,
    Departure,
    Evidence,
    Gap,
    NewcomersOfMonth,
    QuestionFigures,
    QuietTopic,
    Reason,
    SingleHolder,
    Survey,
    day_text,
)

SHOWN = 10
SHOWN_MONTHS = 12
MORE = "ほかに{n:,}件あります(--json ですべて見られます)。"
NO_GAPS = "90日の質問に、まとまって回答のないところはありません。"

REACHED = "新しい参加者に声をかけたあと"

Item = TypeVar("Item")


def community_text(report: CommunityReport) -> str:
    """The whole report."""
    narrowed = joined([report.topic, report.prefecture])
    about = f"({narrowed})" if narrowed else ""
    size = f"参加者{report.members:,}人 ・ 団体{report.organizations:,}"
    return sections(
        f"コミュニティの様子{about}\n対象: {span_text(report.span)}の会話 ・ {size}",
        _part("アンバサダー", report.ambassadors, _term, "いまアンバサダーはいません。"),
        _part("足りないテーマ(90日)", report.gaps, _gap, NO_GAPS),
        _part("一人だけのテーマ(この1年)", report.single_holders, _holder, "ありません。"),
        _part("聞かれなくなったテーマ", report.quiet_topics, _quiet, "ありません。"),
        _part("異動・退会の影響", report.succession, _departure, "ありません。"),
        _candidates(report.candidates, report.balance),
        _questions(report),
        _part(
            "新しい参加者(参加した月ごと)",
            report.newcomers.months[-SHOWN_MONTHS:],
            _month,
            "ありません。",
            shown=SHOWN_MONTHS,
        ),
        _after_reach_out(report.newcomers.after_reach_out),
        _part("アンケート", report.surveys, _survey, "ありません。"),
        _part(
            "新しい話題(テーマの一覧にないもの)",
            report.discovered_topics.topics,
            lambda one: f"{one.name}({'、'.join(one.terms[:4])}) 会話{one.conversations}件",
            report.discovered_topics.notice or "ありません。",
        ),
    )


def _part(
    title: str,
    items: Sequence[Item],
    text: Callable[[Item], str],
    nothing: str,
    *,
    shown: int = SHOWN,
) -> str:
    lines = [text(item) for item in items[:shown]] or [nothing]
    if len(items) > shown:
        lines.append(MORE.format(n=len(items) - shown))
    return "\n".join([heading(title), *lines])


def _term(term: AmbassadorTerm) -> str:
    until = f"{day_text(term.from_)}〜{day_text(term.to) if term.to else ''}"
    soon = f"任期はあと{term.days_left}日" if term.ends_soon else ""
    silent = "" if term.present else "この90日、書き込みがありません"
    name = f"{term.name}({term.member_id})"
    return joined([name, term.organization, until, soon, silent])


def _gap(gap: Gap) -> str:
    people = "、".join(f"{one.name}({one.member_id})" for one in gap.askable)
    return "\n".join(
        [
            gap.text,
            *reason_lines(gap.reasons),
            *([f"  ・声をかけられる人: {people}"] if people else []),
        ]
    )


def _holder(holder: SingleHolder) -> str:
    who = joined([f"{holder.name}({holder.member_id})", holder.organization])
    named = who if holder.member_id else "(表示を望まない人)"
    return f"{holder.text}\n  {named} ・ 回答{holder.answers}件{_proof(holder.evidence)}"


def _quiet(topic: QuietTopic) -> str:
    return f"{topic.text}{_proof(topic.evidence)}"


def _departure(one: Departure) -> str:
    topics = [
        f"  ・{topic.topic_name}: 回答{topic.answers}件、"
        f"その後の質問{topic.questions_since}件のうち{topic.unanswered_since}件に回答なし"
        for topic in one.topics[:3]
    ]
    people = "、".join(f"{person.name}({person.member_id})" for person in one.successors)
    written = [
        f"  ・書き残されている会話: {one_line(thread.title)} "
        f"{where(thread.permalink, thread.thread_id)}"
        for thread in one.threads[:1]
    ]
    return "\n".join(
        [
            joined([f"{one.name}({one.member_id})", one.organization]),
            f"  {one.said}",
            *topics,
            *([f"  ・引き継げる人: {people}"] if people else []),
            *written,
        ]
    )


def _candidates(candidates: Sequence[Candidate], balance: Balance) -> str:
    chosen = [one for one in candidates if one.chosen]
    others = [one for one in candidates if not one.chosen]
    parts = [
        "\n".join(
            [
                joined([f"{one.name}({one.member_id})", one.organization]),
                *reason_lines(one.reasons),
                *(f"  ・この人がいないと: {sentence}" for sentence in one.loses),
                f"  ・文面: {one.invitation}",
            ]
        )
        for one in chosen
    ]
    also = "、".join(f"{one.name}({one.member_id})" for one in others)
    return "\n".join(
        [
            heading("次のアンバサダーの候補(一緒に選んだ組)"),
            *(parts or ["候補はまだいません。"]),
            *([f"組の内訳: {balance.text}"] if parts and balance.text else []),
            *([f"ほかに根拠のある人: {also}"] if also else []),
            f"条件: {balance.minimum}",
        ]
    )


def _questions(report: CommunityReport) -> str:
    total = report.questions.total
    rows = [*report.questions.by_topic[:SHOWN]]
    if report.prefecture:
        rows = [*report.questions.by_prefecture]
    return "\n".join([heading("質問"), *map(_figures, [total, *rows])])


def _figures(row: QuestionFigures) -> str:
    hours = "" if row.median_hours is None else f"はじめの回答まで中央値{row.median_hours:g}時間"
    counts = f"質問{row.questions:,}件 ・ 回答あり{row.answered:,}件 ・ 解決{row.resolved:,}件"
    return joined([row.name, counts, hours])


def _month(month: NewcomersOfMonth) -> str:
    year, number = month.month.split("-")
    path = (
        f"参加{month.joined}人 → 自己紹介{month.introduced} → 質問{month.asked}"
        f" → 返信をもらった{month.replied} → また書いた{month.wrote_again}"
    )
    return f"{year}年{int(number)}月: {path}"


def _after_reach_out(after: AfterReachOut) -> str:
    if not after.rows:
        recent = f"(「済み」の{after.reached}人は、まだ{after.days}日たっていません)"
        text = f"比べられる人がまだいません{recent if after.reached else ''}。"
        return f"{heading(REACHED)}\n{text}"
    everybody = after.rows[0]
    counts = "、".join(
        f"{who}{group.people:,}人のうち{group.wrote:,}人"
        for who, group in (
            ("声をかけた", everybody.reached),
            ("声をかけていない", everybody.others),
        )
    )
    told = f"{counts}が、{after.days}日のうちに書きました。"
    return f"{heading(REACHED)}\n{told}差は、声かけの効果とは限りません。"


def _survey(survey: Survey) -> str:
    facts = joined([day_text(survey.posted_at), f"{len(survey.rows)}団体", "・".join(survey.items)])
    return f"{one_line(survey.title)}\n  {facts}\n  {where(survey.permalink, survey.thread_id)}"


def _proof(threads: Iterable[Evidence]) -> str:
    return evidence(Reason("", "", tuple(threads)))
