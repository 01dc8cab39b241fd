"""A digest as one HTML file, ready for mailing: it asks nothing of any server when opened."""

from datetime import timedelta
from html import escape
from urllib.parse import urljoin, urlsplit

from matcher.domain import Digest, DigestChannel, ThreadSuggestion, day_text

_FONT = "font-family:'Noto Sans JP','Hiragino Sans','BIZ UDPGothic','Yu Gothic UI',sans-serif"
_BODY = f"margin:0;background:#f2f2f2;color:#1a1a1a;font-size:16px;line-height:1.7;{_FONT}"
_SHEET = "max-width:640px;margin:0 auto;padding:24px 16px;background:#ffffff"
_TITLE = "margin:0 0 8px;font-size:24px;line-height:1.5"
_PART = "margin:32px 0 8px;font-size:20px;line-height:1.5"
_ITEM = "margin:0 0 16px;padding:0 0 16px;border-bottom:1px solid #767676"
_LINK = "color:#00118f;font-weight:700"
_FACTS = "margin:4px 0;font-size:14px;color:#4d4d4d"
_CHANNELS = "margin:0 0 8px;padding:0 0 0 1.25em"

# What could turn the order of what is read, or end a line where none ends.
_CONTROL = dict.fromkeys(
    (*range(32), *range(127, 160), *range(8232, 8239), *range(8294, 8298)), " "
)


def digest_html(digest: Digest, *, app_address: str = "") -> str:
    """One self-contained document: styles stand in the elements, nothing is loaded.

    Args:
        digest: What to tell.
        app_address: Where the app is (``https://…``), for conversations that have no web address
            of their own; without it these are named without a link.
    """
    title = f"{_plain(digest.name)} さんへのまとめ"
    parts = [
        f'<h1 style="{_TITLE}">{title}</h1>',
        f'<p style="{_FACTS}">{_days(digest)}</p>',
        _paragraph(digest.notice),
        _channels(digest.channels, app_address),
        _part("答えを待つ質問", digest.waiting, digest.more_waiting, app_address),
        _part("解決やお礼が書かれた会話", digest.resolved, digest.more_resolved, app_address),
        _part("人が集まった会話", digest.threads, digest.more_threads, app_address),
        "" if digest.moved else _paragraph("この間に、新しい動きはありませんでした。"),
    ]
    sheet = "\n".join(part for part in parts if part)
    return (
        '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}({_days(digest)})</title>\n</head>\n"
        f'<body style="{_BODY}">\n<div style="{_SHEET}">\n{sheet}\n</div>\n</body>\n</html>\n'
    )


def _days(digest: Digest) -> str:
    # The end may be the midnight that begins the next day.
    last = digest.to - timedelta(microseconds=1)
    first, end = (day_text(one) for one in (digest.from_, last))
    return first if digest.days == 1 else f"{first}〜{end}"


def _channels(channels: tuple[DigestChannel, ...], app_address: str) -> str:
    items = "".join(
        f"<li>{_link(f'#{one.name}', one.permalink, app_address)} "
        f"投稿{one.posts:,}件({one.people:,}人)</li>"
        for one in channels
    )
    return f'<ul style="{_CHANNELS}">{items}</ul>' if items else ""


def _part(heading: str, threads: tuple[ThreadSuggestion, ...], more: int, app_address: str) -> str:
    if not threads:
        return ""
    items = "\n".join(_item(thread, app_address) for thread in threads)
    rest = _paragraph(f"ほかに{more:,}件あります。") if more else ""
    return f'<h2 style="{_PART}">{heading}</h2>\n{items}\n{rest}'


def _item(thread: ThreadSuggestion, app_address: str) -> str:
    facts = [
        f"#{_plain(thread.channel_name)}",
        day_text(thread.posted_at),
        f"返信{thread.replies:,}件" if thread.replies else "返信なし",
    ]
    reasons = "".join(f"<li>{_plain(reason.text)}</li>" for reason in thread.reasons)
    return (
        f'<div style="{_ITEM}">{_link(thread.title, thread.permalink, app_address)}'
        f'<p style="{_FACTS}">{" ・ ".join(facts)}</p>'
        f'<ul style="{_CHANNELS}">{reasons}</ul></div>'
    )


def _link(text: str, permalink: str, app_address: str) -> str:
    address = urljoin(f"{app_address.rstrip('/')}/", permalink) if app_address else permalink
    if urlsplit(address).scheme not in {"http", "https"}:
        return f"<strong>{_plain(text)}</strong>"
    return f'<a style="{_LINK}" href="{escape(address)}">{_plain(text)}</a>'


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 8px">{_plain(text)}</p>' if text else ""


def _plain(text: str) -> str:
    return escape(" ".join(text.translate(_CONTROL).split()))
