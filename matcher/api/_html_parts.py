"""Parts of a page that stands alone: nothing is loaded, everything written by people is escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

STYLE = """
:root { color-scheme: light }
body { font-family: "Noto Sans JP", "Hiragino Sans", "BIZ UDPGothic", "Yu Gothic UI", sans-serif;
  color: #1A1A1A; background: #FFF; line-height: 1.7; font-size: 16px; margin: 0 auto;
  max-width: 60rem; padding: 1.5rem }
h1 { font-size: 1.75rem; margin: 0 } h2 { font-size: 1.375rem; margin: 2.5rem 0 .5rem }
h3 { font-size: 1.125rem; margin: 1.5rem 0 .25rem }
a { color: #00118F } p, ul { margin: .5rem 0 } .small { font-size: .875rem; color: #4D4D4D }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0;
  list-style: none }
.figures li { border: 1px solid #767676; border-radius: 8px; padding: .75rem 1rem;
  min-width: 9.5rem; box-sizing: border-box }
.figures b { font-size: 1.5rem; display: block }
.wide { overflow-x: auto } table { border-collapse: collapse; margin: .5rem 0; width: 100% }
th, td { border: 1px solid #767676; padding: .375rem .5rem; text-align: left; vertical-align: top }
th { background: #F2F2F2 } td.number { text-align: right; white-space: nowrap }
svg { max-width: 100%; height: auto; display: block }
@media (max-width: 40rem) { table { width: max-content } td { max-width: 16rem } }
@media print { body { max-width: none; padding: 0; font-size: 11pt } h2 { break-after: avoid }
  tr, li, svg, .figures li { break-inside: avoid } a { color: inherit } }
@page { size: A4; margin: 16mm }
"""

Markup = str
"""Text that is HTML already."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its value, how much of it is filled darker, and the words beside it."""

    label: str
    value: int
    part: int
    words: str


def page(title: str, parts: Iterable[Markup]) -> str:
    """A whole document; a content policy keeps browsers from loading anything."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="ja">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *parts,
            "</body>",
            "</html>",
            "",
        ]
    )


def heading(text: str, level: int = 2, *, name: str = "") -> Markup:
    """A heading; ``name`` is what links within the page lead to."""
    named = f' id="{escape(name, quote=True)}"' if name else ""
    return f"<h{level}{named}>{escape(text)}</h{level}>"


def paragraph(text: str, *, small: bool = False) -> Markup:
    """A paragraph of plain text."""
    kind = ' class="small"' if small else ""
    return f"<p{kind}>{escape(text)}</p>"


def listed(items: Iterable[Markup]) -> Markup:
    """A list."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


@dataclass(frozen=True, slots=True)
class Figure:
    """A big number: what it counts, the number with its unit, what stands below.

    ``name`` is the heading under which lies what was counted; empty where there is none.
    """

    what: str
    number: str
    below: str
    name: str = ""


def figures(values: Iterable[Figure]) -> Markup:
    """Big numbers, each a link to what was counted."""
    return f'<ul class="figures">{"".join(map(_figure, values))}</ul>'


def _figure(figure: Figure) -> Markup:
    number = f"<b>{escape(figure.number)}</b>"
    if figure.name:
        number = f'<a href="#{escape(figure.name, quote=True)}">{number}</a>'
    return (
        f'<li>{escape(figure.what)}{number}<span class="small">{escape(figure.below)}</span></li>'
    )


def table(headers: Sequence[str], rows: Iterable[Sequence[Markup | int | float | None]]) -> Markup:
    """A table; cells of text are markup, numbers stand right, None is 「–」."""
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in headers)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="wide"><table>{inside}</table></div>'


def _cell(value: Markup | int | float | None) -> Markup:
    if value is None:
        return '<td class="number">–</td>'
    if isinstance(value, str):
        return f"<td>{value}</td>"
    return f'<td class="number">{value:,}</td>'


def link(text: str, address: str, base: str) -> Markup:
    """A link that works from any place, else only its text.

    Args:
        text: What it says.
        address: A web address, or one relative to this app.
        base: Web address of this app; empty when it is not known.
    """
    whole = urljoin(base.rstrip("/") + "/", address) if base else address
    if not whole.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(whole, quote=True)}">{escape(text)}</a>'


def bars(title: str, values: Sequence[Bar], *, width: int = 720) -> Markup:
    """Lying bars as a picture in the page; the table beside it says the same in words."""
    if not values:
        return ""
    row, label, beside = 28, 220, 150
    largest = max((bar.value for bar in values), default=0) or 1
    scale = (width - label - beside) / largest
    shapes = []
    for place, bar in enumerate(values):
        y = place * row
        middle = y + row / 2 + 5
        long, filled = bar.value * scale, bar.part * scale
        shapes.append(
            f'<text x="{label - 8}" y="{middle:.0f}" text-anchor="end" font-size="14">'
            f"{escape(_shortened(bar.label))}</text>"
            f'<rect x="{label}" y="{y + 5}" width="{long:.1f}" height="{row - 10}"'
            ' fill="#D9E6FF" stroke="#767676"/>'
            f'<rect x="{label}" y="{y + 5}" width="{filled:.1f}" height="{row - 10}"'
            ' fill="#0017C1"/>'
            f'<text x="{label + long + 8:.1f}" y="{middle:.0f}" font-size="14">'
            f"{escape(bar.words)}</text>"
        )
    height = row * len(values)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="{escape(title, quote=True)}"><title>{escape(title)}</title>'
        f"{''.join(shapes)}</svg>"
    )


def _shortened(text: str, longest: int = 14) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
