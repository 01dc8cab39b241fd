"""What a synchronization did, as Japanese text for people."""

from matcher.cli._text_filling import TO_BUILD, notes_lines
from matcher.domain import SyncReport, minute_text


def sync_text(report: SyncReport) -> str:
    """What was read, what Slack does not let us read, and what comes next."""
    lines = [
        f"新しい投稿{report.new_messages:,}件を取り込みました。",
        f"直された投稿{report.changed:,}件と、消された投稿{report.deleted:,}件を反映しました。",
        f"読んだもの: 公開チャンネル{report.channels:,}",
        *notes_lines(report.unknown_authors, report.left_out, report.skipped),
    ]
    if report.resume_at is not None:
        lines.append(
            "まだ途中です。Slackから、しばらく待つように言われました。"
            f"{minute_text(report.resume_at)}を過ぎてから、もう一度実行してください。"
            "続きから読み込みます。"
        )
    if report.new_messages or report.changed or report.deleted:
        lines.append(TO_BUILD)
    return "\n".join(lines)


def stopped_text() -> str:
    """That the program was stopped by hand."""
    return (
        "中止しました。ここまでに読み込んだ分は保存してあります。"
        "もう一度実行すると、続きから読み込みます。"
    )
