"""Suggestions as Japanese text for people: what was found, why, and where to open it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from matcher.domain import (
    Answer,
    ChannelSuggestion,
    PersonSuggestion,
    Reason,
    SimilarThreads,
    StarterList,
    Step,
    ThreadSuggestion,
    day_text,
)

STEPS = {
    Step.INTRODUCE: "自己紹介する",
    Step.BROWSE: "ひと通りのぞく",
    Step.PRACTICE: "書き込みを練習する",
    Step.FIELD: "関心のある分野に入る",
    Step.PREFECTURE: "都道府県のチャンネルに入る",
    Step.LOUNGE: "雑談をのぞく",
    Step.HELP: "迷ったら聞く",
}
NO_THREADS = "近い会話は見つかりませんでした。"


def answer_text(answer: Answer) -> str:
    """What ``ask`` found: threads, channels, people, draft."""
    topics = "」「".join(answer.topics)
    lines = [
        f"「{topics}」の質問として調べました。"
        if answer.topics
        else "書かれた言葉そのもので調べました。"
    ]
    if answer.survey:
        lines.append("全国に聞くアンケートの質問のようです。")
    if answer.notice or answer.thin:
        lines.append(answer.notice or "根拠が薄い結果です。")
    people = [person_text(person) for person in answer.people]
    return sections(
        "\n".join(lines),
        heading(f"スレッド(すでに話されています {len(answer.threads)}件)"),
        threads_text(answer.threads),
        heading("チャンネル(書き込む場所)"),
        *(channel_text(channel) for channel in answer.channels),
        heading("声をかける人(チャンネルの投稿の中で名前を挙げて聞きます)"),
        *(people or ["いまは声をかけずにチャンネルへ書いてください。"]),
        heading("下書き"),
        answer.draft,
    )


def starter_text(starter: StarterList) -> str:
    """A starter list: channels in steps, people in the same boat."""
    who = starter.organization or starter.member or ""
    steps: dict[Step | None, list[ChannelSuggestion]] = {}
    for channel in starter.channels:
        steps.setdefault(channel.step, []).append(channel)
    parts = [f"{who}の方への始め方です。" if who else "はじめの方への始め方です。"]
    if starter.notice:
        parts[0] += f"\n{starter.notice}"
    for number, (step, channels) in enumerate(steps.items(), start=1):
        parts.append(heading(f"{number}. {STEPS[step]}" if step else f"{number}. チャンネル"))
        parts.extend(channel_text(channel) for channel in channels)
    parts.append(heading("同じ立場の仲間"))
    parts.extend(person_text(peer) for peer in starter.peers)
    if not starter.peers:
        parts.append("いまのところ、立場の近い人は見つかっていません。")
    return sections(*parts)


def similar_text(similar: SimilarThreads) -> str:
    """Similar threads."""
    if not similar.threads:
        return NO_THREADS
    return sections(
        f"{len(similar.threads)}件の会話が見つかりました。", threads_text(similar.threads)
    )


def threads_text(threads: Sequence[ThreadSuggestion]) -> str:
    """Threads one below the other; says so when there are none."""
    return "\n\n".join(thread_text(thread) for thread in threads) if threads else NO_THREADS


def thread_text(thread: ThreadSuggestion) -> str:
    """A thread with its reasons and where to open it."""
    facts = [f"#{thread.channel_name}", day_text(thread.posted_at), f"返信{thread.replies:,}件"]
    if thread.resolved:
        facts.append("解決済み")
    if thread.archived:
        facts.append("いまは書き込めないチャンネル")
    if thread.copies > 1:
        facts.append(f"同じ投稿{thread.copies}件")
    return "\n".join(
        [
            one_line(thread.title),
            f"  {joined(facts)}",
            *(f"  ・{reason.text}" for reason in thread.reasons),  # each is proved by the thread
            f"  {where(thread.permalink, f'matcher show thread {thread.thread_id}')}",
        ]
    )


def channel_text(channel: ChannelSuggestion) -> str:
    """A channel with its reasons and where to open it."""
    here = " ・ 参加済み" if channel.joined else ""
    return "\n".join(
        [
            f"#{channel.name}{here}",
            *reason_lines(channel.reasons),
            f"  {where(channel.permalink, f'matcher show channel {channel.channel_id}')}",
        ]
    )


def person_text(person: PersonSuggestion) -> str:
    """A person with what they did and how much they were asked."""
    load = f"今週の依頼{person.load.asked_this_week}件 / 上限{person.load.weekly_limit}件"
    role = "アンバサダー" if person.role == "ambassador" else ""
    facts = [f"{person.name}({person.member_id})", person.organization, role, load]
    return "\n".join([joined(facts), *reason_lines(person.reasons)])


def reason_lines(reasons: Iterable[Reason]) -> list[str]:
    """Reasons, each with the number of threads that prove it and the first of them."""
    return [f"  ・{reason.text}{evidence(reason)}" for reason in reasons]


def evidence(reason: Reason) -> str:
    """The threads behind a reason: how many, and the first one's address."""
    if not reason.evidence:
        return ""
    first = reason.evidence[0]
    opened = where(first.permalink, first.thread_id)
    return f"\n    根拠{len(reason.evidence)}件 {opened}"


def where(permalink: str, otherwise: str) -> str:
    """The web address of something; what has none is named for ``matcher show``."""
    return permalink if permalink.startswith(("https://", "http://")) else otherwise


def heading(text: str) -> str:
    """A part's heading."""
    return f"■ {text}"


def sections(*parts: str) -> str:
    """Parts with a blank line between them."""
    return "\n\n".join(part for part in parts if part)


def joined(facts: Iterable[str]) -> str:
    """Small facts on one line."""
    return " ・ ".join(fact for fact in facts if fact)


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


def span_text(span: tuple[datetime, datetime] | None) -> str:
    """First and last day; empty when there are no messages."""
    if span is None:
        return ""
    first, last = day_text(span[0]), day_text(span[1])
    return first if first == last else f"{first}〜{last}"
