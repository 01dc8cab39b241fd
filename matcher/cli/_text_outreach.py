"""The ambassador's desk as Japanese text: what to do, why, and what to say."""

from collections.abc import Iterable, Sequence

from matcher.cli._text import (
    heading,
    joined,
    one_line,
    person_text,
    reason_lines,
    sections,
    where,
)
from matcher.domain import (
    Effects,
    Handling,
    HiddenTask,
    MissingTask,
    NewcomerTask,
    Outreach,
    QuestionTask,
    TakenTask,
    TaskKind,
    minute_text,
)

KINDS = {
    TaskKind.NEWCOMER: "新しい仲間",
    TaskKind.QUESTION: "答えを待つ質問",
    TaskKind.HIDDEN: "雑談に埋もれた困り事",
    TaskKind.MISSING: "まだ参加していない団体",
}
NOTHING = "いまはありません。"
HOW = "対応するときは「matcher outreach {ambassador} --claim 番号」で知らせてください。"


def outreach_text(outreach: Outreach) -> str:
    """The four lists, what others are doing, and what became of last week."""
    load = outreach.load
    return sections(
        f"{outreach.name}さんの机\n今週の依頼{load.asked_this_week}件 / 上限{load.weekly_limit}件",
        outreach.notice,
        *_list(TaskKind.NEWCOMER, [_newcomer(one) for one in outreach.newcomers]),
        *_list(TaskKind.QUESTION, [_question(one) for one in outreach.questions]),
        *_list(TaskKind.HIDDEN, [_hidden(one) for one in outreach.hidden]),
        *_list(TaskKind.MISSING, [_missing(one) for one in outreach.missing]),
        *_taken(outreach.taken),
        _effects(outreach.last_week),
        HOW.format(ambassador=outreach.ambassador),
    )


def _list(kind: TaskKind, tasks: Sequence[str]) -> list[str]:
    return [heading(f"{KINDS[kind]} {len(tasks)}件"), *(tasks or [NOTHING])]


def _newcomer(task: NewcomerTask) -> str:
    facts = [f"{task.name}({task.member_id})", task.organization, f"参加から{task.days}日"]
    return _task(
        joined(facts),
        task.task_id,
        task.handling,
        [
            *reason_lines(task.reasons),
            f"  #{task.channel_name} {where(task.permalink, '')}".rstrip(),
        ],
        task.message,
    )


def _question(task: QuestionTask) -> str:
    facts = [f"#{task.thread.channel_name}", task.name, task.organization]
    answers = [
        f"  近い会話(#{one.channel_name}): {one_line(one.title)}\n"
        f"    {where(one.permalink, f'matcher show thread {one.thread_id}')}"
        for one in task.answers
    ]
    return _task(
        one_line(task.thread.title),
        task.task_id,
        task.handling,
        [
            f"  {joined(facts)}",
            f"  {where(task.thread.permalink, f'matcher show thread {task.thread.thread_id}')}",
            *reason_lines(task.reasons),
            *answers,
            *_people("名前を挙げて聞ける人", [person_text(one) for one in task.people]),
        ],
        task.message,
    )


def _hidden(task: HiddenTask) -> str:
    facts = [
        f"#{task.thread.channel_name}",
        task.name,
        task.organization,
        minute_text(task.posted_at),
    ]
    return _task(
        f"「{one_line(task.quote)}」",
        task.task_id,
        task.handling,
        [
            f"  {joined(facts)}",
            f"  {where(task.permalink, f'matcher show thread {task.thread.thread_id}')}",
            *reason_lines(task.reasons),
            f"  聞く場所: #{task.channel.name}",
        ],
        task.message,
    )


def _missing(task: MissingTask) -> str:
    facts = [f"{task.name}({task.code})", task.kind, f"人口{task.population:,}人"]
    return _task(
        joined(facts),
        task.task_id,
        task.handling,
        [
            *reason_lines(task.reasons),
            *_people("口添えを頼める人", [person_text(one) for one in task.people]),
        ],
        task.message,
    )


def _task(
    title: str, task_id: str, handling: Handling | None, lines: Iterable[str], message: str
) -> str:
    claimed = [f"  あなたが対応中です({minute_text(handling.at)}から)。"] if handling else []
    draft = [f"  | {line}" for line in message.splitlines()]
    return "\n".join([title, *claimed, *lines, "  文面:", *draft, f"  番号 {task_id}"])


def _people(label: str, people: Sequence[str]) -> list[str]:
    indented = [f"    {line}" for text in people for line in text.splitlines()]
    return [f"  {label}:", *indented] if people else []


def _taken(taken: Sequence[TakenTask]) -> list[str]:
    if not taken:
        return []
    lines = [
        f"{KINDS[one.kind]}: {one_line(one.title)}\n"
        f"  {one.name}さんが対応中です({minute_text(one.since)}から)。"
        for one in taken
    ]
    return [heading(f"ほかの人が対応中 {len(taken)}件"), *lines]


def _effects(effects: Effects) -> str:
    if not effects.done:
        return ""
    text = f"この7日に済ませた{effects.done}件のうち、{effects.wrote_again}人がまた書き込みました。"
    if effects.median_hours is None:
        return text
    return f"{text}返信までの時間は、半分が{effects.median_hours:g}時間以内でした。"
