"""The monthly report: one HTML file to take to a meeting, with nothing to load from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from matcher.api import _html_parts as html
from matcher.api._html_parts import Figure
from matcher.api._report_newcomers import newcomers_path, reach_out
from matcher.api._report_parts import (
    NOTHING,
    Threads,
    hours_text,
    month_name,
    share_text,
    span_text,
)
from matcher.api._report_threads import (
    ASKED,
    BUSIEST,
    JOINED,
    LATE,
    RESOLVED,
    WAITING,
    threads_behind,
)
from matcher.domain import (
    AmbassadorTerm,
    CommunityGaps,
    DiscoveredTopics,
    Evidence,
    MonthFigures,
    QuestionFigures,
    Span,
    Survey,
    day_text,
)

TOPICS_SHOWN = 10
ROWS_SHOWN = 5
OF_MONTH = "この月の質問のうち"


@dataclass(frozen=True, slots=True)
class StateNow:
    """How the community stands at the end of the data, whatever the month.

    Attributes:
        span: First and last moment of the data.
        members, organizations: How many there are.
        gaps: What is missing and what hangs by a thread.
        ambassadors: The present ones.
        discovered_topics: What the taxonomy lacks.
    """

    span: Span | None
    members: int
    organizations: int
    gaps: CommunityGaps
    ambassadors: tuple[AmbassadorTerm, ...]
    discovered_topics: DiscoveredTopics


def monthly_report(
    month: MonthFigures, now: StateNow, *, address: str = "", demo: bool = False
) -> str:
    """Write the report of a month.

    Args:
        month: What happened in it.
        now: How the community stands now.
        address: Web address of this app, for links to its pages; empty when it is not known.
        demo: Whether it is the fictitious demo community.
    """
    return _Report(month, now, Threads(address), demo).written()


@dataclass(frozen=True)
class _Report:
    month: MonthFigures
    now: StateNow
    threads: Threads
    demo: bool

    def written(self) -> str:
        title = f"コミュニティの月次報告 {month_name(self.month.month)}"
        return html.page(
            title,
            [
                html.heading(title, 1),
                *([html.paragraph("人物も投稿も架空です。")] if self.demo else []),
                html.paragraph(f"この月の数の対象: {span_text(self.month.span)}の投稿"),
                html.paragraph(f"今の状態の対象: {self._whole_span()}の投稿"),
                *self._in_numbers(),
                *self._by_month(),
                *self._topics(),
                *self._waiting(),
                *newcomers_path(self.month, self.threads),
                *reach_out(self.month.after_reach_out, self.threads),
                *self._surveys(),
                *self._gaps(),
                *self._holders(),
                *self._succession(),
                *self._terms(),
                *self._discovered(),
                *threads_behind(self.month, self.threads),
            ],
        )

    def _whole_span(self) -> str:
        return span_text(self.now.span) if self.now.span else "なし"

    def _in_numbers(self) -> list[html.Markup]:
        month, total = self.month, self.month.questions.total
        in_time = f"{total.judged:,}件のうち{total.in_time:,}件"
        there = f"{self.now.organizations:,}団体"
        return [
            html.heading("この月の数"),
            html.paragraph("数を押すと、もとの会話へ移ります。", small=True),
            html.figures(
                [
                    Figure("質問", f"{total.questions:,}件", _compared(month.before), ASKED),
                    Figure("24時間以内の回答", share_text(total), in_time, LATE),
                    Figure("いまも答えを待つ", f"{total.waiting:,}件", OF_MONTH, WAITING),
                    Figure("解決", f"{total.resolved:,}件", OF_MONTH, RESOLVED),
                    Figure("はじめの回答まで", hours_text(total.median_hours), "中央値", ASKED),
                    Figure(
                        "書き込んだ人", f"{month.writers:,}人", f"投稿{month.posts:,}件", BUSIEST
                    ),
                    Figure("新しい参加者", f"{month.joined:,}人", "この月に参加", JOINED),
                    Figure("これまでの参加者", f"{self.now.members:,}人", there),
                ]
            ),
            html.paragraph("24時間は、土曜・日曜・祝日と年末年始を除いて数えます。", small=True),
        ]

    def _by_month(self) -> list[html.Markup]:
        months = self.month.months
        title = "月ごとの質問(濃い部分は回答のあったもの)"
        return [
            html.heading("質問の動き"),
            html.bars(title, [_bar(row) for row in months]),
            html.paragraph(title, small=True),
            self._figures_table("月", months),
        ]

    def _topics(self) -> list[html.Markup]:
        topics = self.month.questions.by_topic[:TOPICS_SHOWN]
        rest = self.month.questions.without_topic.questions
        return [
            html.heading(f"質問の多いテーマ({month_name(self.month.month)})"),
            *(
                [
                    html.bars("質問の多いテーマ", [_bar(row) for row in topics]),
                    self._figures_table("テーマ", topics),
                ]
                if topics
                else [html.paragraph(NOTHING)]
            ),
            html.paragraph(f"テーマの言葉がない質問は{rest:,}件です。", small=True),
        ]

    def _figures_table(self, what: str, rows: Sequence[QuestionFigures]) -> html.Markup:
        headers = (what, "質問", "回答あり", "いまも待つ", "解決", "24時間以内", "中央値", "会話")
        return html.table(
            headers,
            (
                (
                    escape(row.name),
                    row.questions,
                    row.answered,
                    row.waiting,
                    row.resolved,
                    escape(share_text(row)),
                    escape(hours_text(row.median_hours)),
                    self.threads.links(row.evidence),
                )
                for row in rows
            ),
        )

    def _waiting(self) -> list[html.Markup]:
        total, threads = self.month.questions.total.waiting, self.month.threads.waiting
        lead = f"{total:,}件のうち古い順に{len(threads)}件です。"
        title = html.heading("この月の質問で、いまも答えを待つもの", name=WAITING)
        return self.threads.section(title, lead, threads)

    def _surveys(self) -> list[html.Markup]:
        return [
            html.heading("この月のアンケート"),
            html.listed(map(self._survey, self.month.surveys))
            if self.month.surveys
            else html.paragraph(NOTHING),
        ]

    def _survey(self, survey: Survey) -> html.Markup:
        items = "、".join(survey.items)
        title = html.link(survey.title, survey.permalink, self.threads.address)
        return f"{title} {escape(f'{len(survey.rows):,}団体が回答。項目: {items}')}"

    def _gaps(self) -> list[html.Markup]:
        gaps = self.now.gaps.gaps[:ROWS_SHOWN]
        return self._told(
            "足りないテーマ", len(self.now.gaps.gaps), [(gap.text, gap.evidence) for gap in gaps]
        )

    def _holders(self) -> list[html.Markup]:
        holders = self.now.gaps.single_holders
        told = [(one.text, one.evidence) for one in holders[:ROWS_SHOWN]]
        return self._told("一人だけが答えているテーマ", len(holders), told)

    def _succession(self) -> list[html.Markup]:
        gone = self.now.gaps.succession
        told = [(one.text, one.evidence) for one in gone[:ROWS_SHOWN]]
        return self._told("異動などで失われる知見", len(gone), told)

    def _terms(self) -> list[html.Markup]:
        ending = [term for term in self.now.ambassadors if term.ends_soon]
        told = [
            f"{term.name} {term.organization} {day_text(term.to)}まで" for term in ending if term.to
        ]
        return [
            html.heading("90日以内に任期が終わるアンバサダー"),
            html.listed(map(escape, told)) if told else html.paragraph(NOTHING),
        ]

    def _discovered(self) -> list[html.Markup]:
        found = self.now.discovered_topics
        items = []
        for topic in found.topics[:ROWS_SHOWN]:
            near = f"。近いテーマ: {topic.nearest_name}" if topic.nearest_name else ""
            words = "、".join(topic.terms)
            threads = [Evidence(one.thread_id, one.permalink) for one in topic.threads]
            text = f"{words}(質問{topic.conversations}件、{topic.members}人{near})"
            items.append(f"{escape(text)} {self.threads.links(threads)}")
        return [
            html.heading("テーマの一覧にない話題"),
            html.listed(items) if items else html.paragraph(found.notice or NOTHING),
        ]

    def _told(
        self, title: str, total: int, told: Sequence[tuple[str, Sequence[Evidence]]]
    ) -> list[html.Markup]:
        if not told:
            return [html.heading(title), html.paragraph(NOTHING)]
        lead = (
            f"{total:,}件のうち{len(told)}件です。" if total > len(told) else f"{total:,}件です。"
        )
        items = [f"{escape(text)} {self.threads.links(evidence)}" for text, evidence in told]
        return [html.heading(title), html.paragraph(lead), html.listed(items)]


def _bar(row: QuestionFigures) -> html.Bar:
    words = f"{row.questions:,}件(回答あり{row.answered:,}件)"
    return html.Bar(row.name, row.questions, row.answered, words)


def _compared(before: QuestionFigures | None) -> str:
    if before is None:
        return "前の月のデータはありません"
    return f"前の月は{before.questions:,}件"
