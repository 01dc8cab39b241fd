"""Section of the monthly report: the conversations behind the numbers at its top."""

from matcher.api import _html_parts as html
from matcher.api._report_parts import Threads
from matcher.domain import MonthFigures, ThreadSuggestion

ASKED, LATE, WAITING, RESOLVED = "asked", "late", "waiting", "resolved"
BUSIEST, JOINED = "busiest", "joined"
"""Names of the headings that the numbers lead to."""


def threads_behind(month: MonthFigures, threads: Threads) -> list[html.Markup]:
    """One list per number, apart from the questions that wait, which have their own section."""
    found, total = month.threads, month.questions.total

    def newest(
        title: str, name: str, count: int, shown: tuple[ThreadSuggestion, ...], of: str = ""
    ) -> list[html.Markup]:
        lead = f"{of}{count:,}件のうち新しい順に{len(shown)}件です。"
        return threads.section(html.heading(title, 3, name=name), lead, shown)

    late = total.judged - total.in_time
    return [
        html.heading("この月の数のもとの会話"),
        *newest("質問", ASKED, total.questions, found.questions),
        *newest("24時間以内に回答がなかった質問", LATE, late, found.late),
        *newest("解決した質問", RESOLVED, total.resolved, found.resolved),
        *threads.section(
            html.heading("投稿の多かった会話", 3, name=BUSIEST),
            f"投稿{month.posts:,}件のうち、とくに多かった会話{len(found.busiest)}件です。",
            found.busiest,
        ),
        *newest(
            "新しい参加者のはじめの会話",
            JOINED,
            found.opened,
            found.newcomers,
            f"この月に参加した{month.joined:,}人が始めた、",
        ),
    ]
