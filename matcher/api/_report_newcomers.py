"""Sections of the monthly report on newcomers: their path, and what followed a word to them."""

from collections.abc import Sequence
from html import escape

from matcher.api import _html_parts as html
from matcher.api._community_tables import SITUATIONS
from matcher.api._report_parts import Threads, hours_text, month_name, span_text
from matcher.domain import AfterReachOut, MonthFigures, NewcomersOfMonth, Returned

_PATH = (
    "参加した月",
    "参加",
    "書き込み",
    "自己紹介",
    "質問",
    "返信をもらった",
    "また書いた",
    "返信までの中央値",
    "返信のない会話",
)
_REACHED = ("人", "書いた人", "書くまで", "会話")


def newcomers_path(month: MonthFigures, threads: Threads) -> list[html.Markup]:
    """How far those came who joined lately."""

    def row(joined: NewcomersOfMonth) -> Sequence[html.Markup | int | float | None]:
        note = "" if joined.complete else "(90日たっていません)"
        return (
            escape(month_name(joined.month) + note),
            joined.joined,
            joined.wrote,
            joined.introduced,
            joined.asked,
            joined.replied,
            joined.wrote_again,
            escape(hours_text(joined.median_hours_to_reply)),
            threads.links(joined.unreplied),
        )

    return [
        html.heading("新しい参加者の歩み"),
        html.paragraph("参加から90日のうちに、そこまで進んだ人の数です。", small=True),
        html.table(_PATH, map(row, month.newcomers)),
    ]


def reach_out(after: AfterReachOut, threads: Threads) -> list[html.Markup]:
    """What newcomers did after an ambassador reached out to them, beside the others."""
    title = html.heading("声をかけたあと")
    if after.span is None:
        recent = (
            f"声をかけた{after.reached:,}人は、まだ{after.days}日たっていないため、比べられません。"
        )
        nobody = "アンバサダーの机で「済み」になった新しい仲間は、まだいません。"
        return [title, html.paragraph(recent if after.reached else nobody)]

    def cells(group: Returned) -> tuple[int, int, html.Markup, html.Markup]:
        hours = None if group.median_days is None else group.median_days * 24
        return group.people, group.wrote, escape(hours_text(hours)), threads.links(group.evidence)

    headers = (
        "そのときの様子",
        *(f"声をかけた: {name}" for name in _REACHED),
        *(f"声をかけていない: {name}" for name in _REACHED),
    )
    rows = (
        (escape(SITUATIONS[row.situation]), *cells(row.reached), *cells(row.others))
        for row in after.rows
    )
    return [
        title,
        html.paragraph(
            f"{span_text(after.span)}に机で「済み」になった新しい仲間と、同じころに参加した"
            f"声をかけていない人が、その後{after.days}日のうちに書いたかです。"
        ),
        html.table(headers, rows),
        html.paragraph(
            "この差は、声かけの効果とは限りません。声をかける相手は選ばれていて、"
            "人数が少ないうちは、偶然でも大きな差が出ます。"
            f"声をかけていない人は、参加から{after.after_days}日たった時から数えます。",
            small=True,
        ),
    ]
