"""Turn values into text that a page can show safely: escaped markdown, links, dates, counts."""

import re
from urllib.parse import quote, urlsplit

_WORD_JOINER = "\u2060"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&=^@/\"'])")
# Streamlit replaces these in the finished text, where a backslash no longer protects them:
# emoji short codes, icons, its own logo (an image), arrows, dashes, comparison signs, and
# addresses, which would become links inside a name.
_SHORT_CODE = re.compile(r"[:@](?=[\w+\-/])|www(?=\.)")
_ARROW = re.compile(r"<(?=[\-=])|-(?=[\->])|>(?==)")


def escape(text: str) -> str:
    r"""Escape what people wrote, so that markdown shows it as it is, on one line.

    Runs of white space become one space: a line break could otherwise start a list, a heading
    or a code block.

    >>> escape("*強調* と [リンク](x)")
    '\\*強調\\* と \\[リンク\\]\\(x\\)'
    """
    line = " ".join(text.split())
    line = _SHORT_CODE.sub(lambda match: match.group() + _WORD_JOINER, line)
    line = _ARROW.sub(lambda match: match.group() + _WORD_JOINER, line)
    return _MARKDOWN.sub(r"\\\1", line)


def link(text: str, address: str) -> str:
    """Markdown link with an escaped text; only the text when the address is not one of the web.

    Relative addresses (pages of this app) and http(s) are accepted, everything else, such as
    ``javascript:``, is not.
    """
    if not is_web_address(address):
        return escape(text)
    return f"[{escape(text)}]({quote(address, safe='/:?#@!$&*+,;=%~-._')})"


def unbroken(text: str) -> str:
    """Keep a short Japanese text on one line, which could else break after any character."""
    return _WORD_JOINER.join(text)


def is_web_address(address: str) -> bool:
    """Whether an address can be offered as a link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in {"http", "https"} and bool(parts.netloc)
    return bool(parts.path) and not address.startswith("//") and ":" not in parts.path


def is_elsewhere(address: str) -> bool:
    """Whether an address leads out of this app."""
    return address.startswith(("http://", "https://"))


def count(number: int, unit: str) -> str:
    """Write a number with its unit: 1,788団体."""
    return f"{number:,}{unit}"


def shortened(text: str, lines: int, characters: int = 160) -> str:
    """First lines of a text, for a preview; 「…」 says that there is more."""
    kept = "\n".join([line for line in text.splitlines() if line.strip()][:lines])
    cut = kept[:characters].rstrip()
    return cut if cut == text.strip() else f"{cut}…"
