"""What imports and builds did, as Japanese text for people."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.cli._text import joined, span_text
from matcher.domain import CommunityStatus, ImportReport, LeftOut, Skipped, minute_text

SKIPPED_SHOWN = 20
TO_BUILD = "続けて matcher build を実行すると、検索やおすすめに使われます。"


@dataclass(frozen=True, slots=True)
class Demo:
    """What ``matcher demo`` did; ``new`` is False when the same demo was there already."""

    new: bool
    imported: ImportReport
    status: CommunityStatus


@dataclass(frozen=True, slots=True)
class Exported:
    """A written file."""

    file: str


def import_text(report: ImportReport) -> str:
    """What an import read, kept, left out and could not read."""
    known = report.messages - report.new_messages
    lines = [
        f"新しい投稿{report.new_messages:,}件を取り込みました。"
        + (f"すでにある{known:,}件は変えていません。" if known > 0 else ""),
        _read_text(report),
    ]
    lines += notes_lines(report.unknown_authors, report.left_out, report.skipped)
    return "\n".join(lines)


def notes_lines(
    unknown_authors: int, left_out: Sequence[LeftOut], skipped: Sequence[Skipped]
) -> list[str]:
    """What a source has to say of what it holds: strangers, what is left out, what is unreadable.

    Args:
        unknown_authors: Authors that the source does not describe.
        left_out: What is not read on purpose.
        skipped: What could not be read.
    """
    lines = []
    if unknown_authors:
        lines.append(f"誰か分からない書き手{unknown_authors:,}人を含みます。")
    lines += [f"読まないもの: {one.what} {one.count:,}件({one.why})" for one in left_out]
    for one in skipped[:SKIPPED_SHOWN]:
        place = "の".join(part for part in (one.file, one.place) if part)
        value = f"(値: 「{one.value}」)" if one.value else ""
        lines.append(f"読めないもの: {place}: {one.why}{value}")
    if len(skipped) > SKIPPED_SHOWN:
        rest = len(skipped) - SKIPPED_SHOWN
        lines.append(f"ほかに{rest:,}件を読めませんでした(--json ですべて出ます)。")
    return lines


def import_and_next_text(report: ImportReport) -> str:
    """What an import did and what comes next."""
    return f"{import_text(report)}\n{TO_BUILD}"


def _read_text(report: ImportReport) -> str:
    counts = [
        f"チャンネル{report.channels:,}",
        f"参加者{report.members:,}人",
        f"投稿{report.messages:,}件",
        f"スレッド{report.threads:,}件",
        span_text(report.span),
    ]
    return f"読んだもの: {joined(counts)}"


def status_text(status: CommunityStatus) -> str:
    """Counts, span and age of what answers are taken from."""
    counts = [
        f"参加者{status.members:,}人",
        f"{status.organizations:,}団体",
        f"チャンネル{status.channels:,}",
        f"会話{status.conversations:,}件",
        f"投稿{status.messages:,}件",
    ]
    when = [
        span_text(status.span),
        f"更新 {minute_text(status.built_at)}" if status.built_at else "",
    ]
    return f"{joined(counts)}\n対象: {joined(when)}"


def built_text(status: CommunityStatus) -> str:
    """That the community is ready."""
    return f"準備ができました。\n{status_text(status)}"


def demo_text(demo: Demo) -> str:
    """That the demo is ready, or was there already."""
    first = (
        "デモを入れました。人物も投稿も架空です。"
        if demo.new
        else "同じデモがすでに入っています。何も変えていません。"
    )
    return f"{first}\n{status_text(demo.status)}"


def exported_text(exported: Exported) -> str:
    """That a file was written."""
    return f"知見グラフを書き出しました: {exported.file}"
