"""The monthly report: one HTML file to take to a meeting, with nothing to load from anywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from matcher.api import _html_parts as html
from matcher.domain import (
    CommunityReport,
    Evidence,
    MonthFigures,
    NewcomersOfMonth,
    QuestionFigures,
    Survey,
    ThreadSuggestion,
)

TOKYO = ZoneInfo("Asia/Tokyo")
TOPICS_SHOWN = 10
ROWS_SHOWN = 5
LINKS_SHOWN = 3
NOTHING = "ありません。"


def monthly_report(
    month: MonthFigures, community: CommunityReport, *, address: str = "", demo: bool = False
) -> str:
    """Write the report of a month.

    Args:
        month: What happened in it.
        community: How the community stands now.
        address: Web address of this app, for links to its pages; empty when it is not known.
        demo: Whether it is the fictitious demo community.
    """
    return _Report(month, community, address, demo).written()


@dataclass(frozen=True)
class _Report:
    month: MonthFigures
    community: CommunityReport
    address: str
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
                *self._newcomers(),
                *self._surveys(),
                *self._gaps(),
                *self._holders(),
                *self._succession(),
                *self._terms(),
                *self._discovered(),
            ],
        )

    def _whole_span(self) -> str:
        return span_text(self.community.span) if self.community.span else "なし"

    def _in_numbers(self) -> list[html.Markup]:
        total, before = self.month.questions.total, self.month.before
        return [
            html.heading("この月の数"),
            html.figures(
                [
                    ("質問", f"{total.questions:,}件", _compared(before)),
                    (
                        "24時間以内の回答",
                        share_text(total),
                        f"{total.judged:,}件のうち{total.in_time:,}件",
                    ),
                    ("いまも答えを待つ", f"{total.waiting:,}件", "この月の質問のうち"),
                    ("解決", f"{total.resolved:,}件", "この月の質問のうち"),
                    ("はじめの回答まで", hours_text(total.median_hours), "中央値"),
                    ("書き込んだ人", f"{self.month.writers:,}人", f"投稿{self.month.posts:,}件"),
                    ("新しい参加者", f"{self.month.joined:,}人", "この月に参加"),
                    (
                        "いまの参加者",
                        f"{self.community.members:,}人",
                        f"{self.community.organizations:,}団体",
                    ),
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
        rest = self.month.questions.without_topic
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
                    self._links(row.evidence),
                )
                for row in rows
            ),
        )

    def _waiting(self) -> list[html.Markup]:
        waiting, total = self.month.waiting, self.month.questions.total.waiting
        shown = f"{total:,}件のうち古い順に{len(waiting)}件です。" if waiting else NOTHING
        return [
            html.heading("この月の質問で、いまも答えを待つもの"),
            html.paragraph(shown),
            html.listed(map(self._thread, waiting)),
        ]

    def _newcomers(self) -> list[html.Markup]:
        headers = (
            "参加した月", "参加", "書き込み", "自己紹介", "質問", "返信をもらった",
            "また書いた", "返信までの中央値", "返信のない会話",
        )  # fmt: skip
        return [
            html.heading("新しい参加者の歩み"),
            html.paragraph("参加から90日のうちに、そこまで進んだ人の数です。", small=True),
            html.table(headers, map(self._newcomer_row, self.month.newcomers)),
        ]

    def _newcomer_row(self, row: NewcomersOfMonth) -> Sequence[html.Markup | int | float | None]:
        note = "" if row.complete else "(90日たっていません)"
        return (
            escape(month_name(row.month) + note),
            row.joined,
            row.wrote,
            row.introduced,
            row.asked,
            row.replied,
            row.wrote_again,
            escape(hours_text(row.median_hours_to_reply)),
            self._links(row.unreplied),
        )

    def _surveys(self) -> list[html.Markup]:
        return [
            html.heading("この月のアンケート"),
            html.listed(map(self._survey, self.month.surveys))
            if self.month.surveys
            else html.paragraph(NOTHING),
        ]

    def _survey(self, survey: Survey) -> html.Markup:
        items = "、".join(survey.items)
        title = html.link(survey.title, survey.permalink, self.address)
        return f"{title} {escape(f'{len(survey.rows):,}団体が回答。項目: {items}')}"

    def _gaps(self) -> list[html.Markup]:
        gaps = self.community.gaps[:ROWS_SHOWN]
        return self._told(
            "足りないテーマ", len(self.community.gaps), [(gap.text, gap.evidence) for gap in gaps]
        )

    def _holders(self) -> list[html.Markup]:
        holders = self.community.single_holders
        told = [(one.text, one.evidence) for one in holders[:ROWS_SHOWN]]
        return self._told("一人だけが答えているテーマ", len(holders), told)

    def _succession(self) -> list[html.Markup]:
        gone = self.community.succession
        told = [(one.text, one.evidence) for one in gone[:ROWS_SHOWN]]
        return self._told("異動などで失われる知見", len(gone), told)

    def _terms(self) -> list[html.Markup]:
        ending = [term for term in self.community.ambassadors if term.ends_soon and term.to]
        told = [f"{term.name} {term.organization} {day_text(term.to)}まで" for term in ending]
        return [
            html.heading("90日以内に任期が終わるアンバサダー"),
            html.listed(map(escape, told)) if told else html.paragraph(NOTHING),
        ]

    def _discovered(self) -> list[html.Markup]:
        found = self.community.discovered_topics
        items = []
        for topic in found.topics[:ROWS_SHOWN]:
            near = f"。近いテーマ: {topic.nearest_name}" if topic.nearest_name else ""
            words = "、".join(topic.terms)
            threads = [Evidence(one.thread_id, one.permalink) for one in topic.threads]
            text = f"{words}(質問{topic.conversations}件、{topic.members}人{near})"
            items.append(f"{escape(text)} {self._links(threads)}")
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
        items = [f"{escape(text)} {self._links(evidence)}" for text, evidence in told]
        return [html.heading(title), html.paragraph(lead), html.listed(items)]

    def _thread(self, thread: ThreadSuggestion) -> html.Markup:
        title = html.link(thread.title, thread.permalink, self.address)
        return f"{title} {escape(f'#{thread.channel_name} {day_text(thread.posted_at)}')}"

    def _links(self, evidence: Iterable[Evidence]) -> html.Markup:
        """Links to the first threads; where there is no address, their ids."""
        first = list(evidence)[:LINKS_SHOWN]
        return "、".join(
            html.link(f"会話{place}", one.permalink, self.address)
            if self.address or one.permalink.startswith("http")
            else escape(one.thread_id)
            for place, one in enumerate(first, start=1)
        )


def _bar(row: QuestionFigures) -> html.Bar:
    words = f"{row.questions:,}件(回答あり{row.answered:,}件)"
    return html.Bar(row.name, row.questions, row.answered, words)


def _compared(before: QuestionFigures | None) -> str:
    if before is None:
        return "前の月のデータはありません"
    return f"前の月は{before.questions:,}件"


def share_text(figures: QuestionFigures) -> str:
    """Share answered in time: 75%; 「–」 when none can be judged."""
    share = figures.share_in_time
    return "–" if share is None else f"{share:.0%}"


def hours_text(hours: float | None) -> str:
    """Time as it is said: 45分, 2.2時間, 3.5日."""
    if hours is None:
        return "–"
    if hours < 1:
        return f"{round(hours * 60)}分"
    return f"{hours:.1f}時間" if hours < 48 else f"{hours / 24:.1f}日"


def month_name(month: str) -> str:
    """2024年10月 for 2024-10."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def day_text(day: date | datetime | None) -> str:
    """2024年10月3日, the day in Japan."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(TOKYO)
    return f"{day.year}年{day.month}月{day.day}日"


def span_text(span: tuple[datetime, datetime]) -> str:
    """From one day to another."""
    return f"{day_text(span[0])}〜{day_text(span[1])}"
