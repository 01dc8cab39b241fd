"""``matcher doctor``: what is configured, what is missing, what to do."""

import platform
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import typer

from matcher.cli._errors import log_file
from matcher.cli._options import AsJson, Database
from matcher.cli._print import show
from matcher.cli._text_filling import status_text
from matcher.domain import CommunityStatus, MatcherError, data_folder, minute_text

Level = Literal["ok", "notice", "problem"]
MARKS: dict[Level, str] = {"ok": "よし", "notice": "注意", "problem": "要対応"}
PACKAGES = ("sudachipy", "sudachidict-core")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: Stable name.
        level: ``problem`` when something must be done, ``notice`` when something could be better.
        text: What was found.
        remedy: What to do, empty when nothing is to be done.
    """

    name: str
    level: Level
    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that was looked at; ``ok`` is False when something must be done."""

    ok: bool
    database: str
    status: CommunityStatus | None
    checks: tuple[Check, ...]


def doctor(database: Database = None, as_json: AsJson = False) -> None:
    """Say what is configured, what is missing, what to do."""
    diagnosis = diagnose(database, datetime.now(UTC))
    show(diagnosis, as_json, diagnosis_text)
    if not diagnosis.ok:
        raise typer.Exit(1)


def diagnose(url: str | None, now: datetime) -> Diagnosis:
    """Look at the database, the snapshot and the installation.

    Args:
        url: The database, None for the default one.
        now: The moment of looking.
    """
    from matcher.api import Community  # noqa: PLC0415 (help must answer at once)
    from matcher.store import default_url, open_store  # noqa: PLC0415

    status: CommunityStatus | None = None
    url = url or default_url()
    try:
        store = open_store(url)
        status = Community(url, store).status()
        address = store.setting("workspace_url")
        team = store.setting("slack_team_id")
    except MatcherError as problem:
        found = [Check("database", "problem", problem.what, problem.remedy)]
    else:
        found = [
            Check("database", "ok", f"データベース: {without_password(url)}"),
            state_check(status),
            *snapshot_checks(status, now),
            *([] if status.state == "empty" else [address_check(status, address, team)]),
        ]
    checks = (*found, *installation_checks())
    ok = all(check.level != "problem" for check in checks)
    return Diagnosis(ok, without_password(url), status, checks)


def state_check(status: CommunityStatus) -> Check:
    """Whether there is something to ask, and how much."""
    if status.state == "empty":
        return Check(
            "state",
            "problem",
            "まだデータがありません。",
            "matcher demo でデモを入れるか、matcher import slack で書き出しを取り込んでください。",
        )
    demo = "架空のデモです。" if status.demo else ""
    if status.state == "unbuilt":
        remedy = "matcher build を実行してください。"
        return Check("state", "problem", f"{demo}取り込みは済み、準備がまだです。", remedy)
    return Check("state", "ok", demo + status_text(status))


def snapshot_checks(status: CommunityStatus, now: datetime) -> list[Check]:
    """How old the snapshot is and whether something came after it."""
    if status.built_at is None:
        return []
    text = f"スナップショット: {minute_text(status.built_at)}に作成({age(now, status.built_at)})"
    if status.damaged:
        broken = f"新しいスナップショット({status.damaged})を開けません"
        older = f"{broken}。古いものを使っています。{text}"
        return [Check("snapshot", "problem", older, "matcher build を実行してください。")]
    if not status.stale:
        return [Check("snapshot", "ok", text)]
    after = f"{text}。そのあとの取り込みや変更が、まだ使われていません。"
    return [Check("snapshot", "problem", after, "matcher build を実行してください。")]


def address_check(status: CommunityStatus, address: str | None, team: str | None) -> Check:
    """Whether links to posts can be made."""
    if address:
        return Check("links", "ok", f"投稿へのリンク: {address}")
    if status.demo:
        return Check("links", "ok", "投稿へのリンク: デモの投稿はSlackにはありません。")
    remedy = (
        "Slackの書き出しなら、matcher import slack に"
        " --workspace-url https://….slack.com を付けてもう一度取り込んでください。"
    )
    how = (
        "ワークスペースのアドレスが分からないため、Slackの画面(app.slack.com)へのリンクになります。"
        if team
        else "ワークスペースのアドレスが分からないため、投稿へのリンクを作れません。"
    )
    return Check("links", "notice", how, remedy)


def installation_checks() -> list[Check]:
    """Python, the dictionary of words, the reference data, the log."""
    checks = [Check("python", "ok", f"Python {platform.python_version()}({sys.executable})")]
    for package in PACKAGES:
        try:
            checks.append(Check(package, "ok", f"{package} {version(package)}"))
        except PackageNotFoundError:
            remedy = f"「pip install {package}」で入れてください。"
            checks.append(Check(package, "problem", f"{package} がありません。", remedy))
    folder = data_folder()
    checks.append(
        Check("data", "ok", f"参照データ: {folder}")
        if folder.is_dir()
        else Check(
            "data",
            "problem",
            f"参照データのフォルダーがありません: {folder}",
            "道しるべを入れ直してください。",
        )
    )
    checks.append(Check("log", "ok", f"失敗の記録: {log_file()}"))
    return checks


def without_password(url: str) -> str:
    """The address of a database as it can be shown.

    >>> without_password("postgresql://hana:hi@mitsu@db/community?password=himitsu")
    'postgresql://hana:***@db/community?password=***'
    """
    shown = re.sub(r"(?i)\b((?:ssl)?pass(?:word|file)?=)[^&]*", r"\1***", url)
    scheme, separator, rest = shown.partition("://")
    login, at, place = rest.rpartition("@")
    if not at or ":" not in login:
        return shown
    return f"{scheme}{separator}{login.partition(':')[0]}:***@{place}"


def age(now: datetime, then: datetime) -> str:
    """How long ago something was: 3日前, 5時間前, 2分前."""
    seconds = max(0, int((now - then).total_seconds()))
    for unit, length in (("日", 86_400), ("時間", 3_600), ("分", 60)):
        if seconds >= length:
            return f"{seconds // length:,}{unit}前"
    return "たったいま"


def diagnosis_text(diagnosis: Diagnosis) -> str:
    """One line for each thing, and what to do."""
    lines = []
    for check in diagnosis.checks:
        indented = check.text.replace("\n", "\n  ")
        lines.append(f"[{MARKS[check.level]}] {indented}")
        if check.remedy:
            lines.append(f"  → {check.remedy}")
    lines.append("することはありません。" if diagnosis.ok else "「要対応」のものを直してください。")
    return "\n".join(lines)
