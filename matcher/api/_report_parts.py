"""Parts that the sections of the monthly report share: links to conversations, and wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from matcher.api import _html_parts as html
from matcher.domain import Evidence, QuestionFigures, Span, ThreadSuggestion, day_text

LINKS_SHOWN = 3
NOTHING = "ありません。"


@dataclass(frozen=True, slots=True)
class Threads:
    """Writes conversations as links.

    Attributes:
        address: Web address of this app; empty when it is not known.
    """

    address: str

    def line(self, thread: ThreadSuggestion) -> html.Markup:
        """Title, channel and day of one conversation."""
        title = html.link(thread.title, thread.permalink, self.address)
        where = f"#{thread.channel_name} {day_text(thread.posted_at)}"
        return f"{title} {escape(where)}"

    def links(self, evidence: Iterable[Evidence]) -> html.Markup:
        """Links to the first conversations; where there is no address, their ids."""
        first = list(evidence)[:LINKS_SHOWN]
        return "、".join(
            html.link(f"会話{place}", one.permalink, self.address)
            if self.address or one.permalink.startswith("http")
            else escape(one.thread_id)
            for place, one in enumerate(first, start=1)
        )

    def section(
        self, heading: html.Markup, lead: str, threads: Sequence[ThreadSuggestion]
    ) -> list[html.Markup]:
        """A list of conversations below a heading and a sentence; that there are none, if so."""
        if not threads:
            return [heading, html.paragraph(NOTHING)]
        return [heading, html.paragraph(lead), html.listed(map(self.line, threads))]


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


def span_text(span: Span) -> str:
    """From one day to another."""
    return f"{day_text(span[0])}〜{day_text(span[1])}"
