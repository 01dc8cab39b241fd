"""What a roster says and what it changes, as Japanese text for people."""

from collections.abc import Iterable, Mapping, Sequence

from matcher.cli._text import heading, joined, sections
from matcher.cli._text_filling import TO_BUILD
from matcher.domain import (
    ROSTER_FIELD_NAMES,
    RosterChange,
    RosterField,
    RosterLeaver,
    RosterPlan,
    RosterPreview,
    RosterQuestion,
    RosterReading,
    RosterRow,
    day_text,
)

SHOWN = 20
ROWS_SHOWN = 5
LONGEST = 120
KINDS = {"xlsx": "Excel", "utf-8-sig": "UTF-8(BOM付き)", "cp932": "Shift_JIS(cp932)"}
CHANGED = {"organization_code": "団体", "department": "所属", "interests": "関心"}


def roster_text(preview: RosterPreview, *, stored: bool) -> str:
    """A roster as it was read, what is open, and what became of it."""
    reading, plan = preview.reading, preview.plan
    rows = {row.row: row for row in reading.rows}
    skipped = [f"{one.row:,}行目「{one.value}」: {one.why}" for one in reading.skipped]
    return sections(
        "\n".join([_file_text(reading), *reading.notices]),
        _part("列をこう読みました", _columns(reading), shown=None),
        _part("直したもの", _repairs(reading)),
        _part("決めてほしいもの", map(_question, preview.questions)),
        _part("読めないもの", _unreadable(reading)),
        _part("人の行ではないもの", skipped),
        *_unmatched(plan),
        _part("退職などの知らせ", map(_leaver, plan.leavers)),
        _part("テーマの一覧にない言葉", [f"「{_one_line(word)}」" for word in plan.unknown_topics]),
        _part("変わること", [_change(one, rows[one.row]) for one in plan.changes]),
        _outcome(plan, stored=stored),
    )


def _part(title: str, lines: Iterable[str], *, shown: int | None = SHOWN) -> str:
    lines = list(lines)
    if not lines:
        return ""
    rest = len(lines) - len(lines[:shown])
    more = [f"ほかに{rest:,}件あります(--json ですべて出ます)。"] if rest else []
    return "\n".join([heading(f"{title}({len(lines):,}件)"), *lines[:shown], *more])


def _file_text(reading: RosterReading) -> str:
    kind = KINDS.get(reading.encoding, reading.encoding.upper())
    sheet = f"シート「{reading.sheet}」" if reading.sheet else ""
    header = "・".join(f"{row:,}" for row in reading.header_rows)
    facts = [
        f"{reading.file}: {kind}",
        sheet,
        f"見出しは{header}行目",
        f"{len(reading.rows):,}行",
        f"{reading.members:,}人",
    ]
    return joined(facts)


def _columns(reading: RosterReading) -> Iterable[str]:
    for header, field in reading.columns.items():
        yield f"{header} → {ROSTER_FIELD_NAMES.get(field, '読みません')}"


def _repairs(reading: RosterReading) -> Iterable[str]:
    organizations = {row.row: row.full_name for row in reading.rows}
    for repair, rows in reading.repairs.items():
        field = ROSTER_FIELD_NAMES.get(repair.field, repair.field)
        meant = f" {organizations[rows[0]]}" if repair.field == RosterField.CODE else ""
        yield (
            f"{_rows_text(rows)} {field}:"
            f" 「{_one_line(repair.from_)}」 → 「{_one_line(repair.to)}{meant}」({repair.why})"
        )


def _question(question: RosterQuestion) -> str:
    names = "、".join(question.names[:ROWS_SHOWN])
    who = joined([names, f"@{question.domain}" if question.domain else ""])
    return "\n".join(
        [
            f"{_rows_text(question.rows)} 「{_one_line(question.written)}」: {question.why}",
            *([f"  {who}"] if who else []),
            *(f"  ・{one.prefecture}{one.name} {one.code}" for one in question.candidates),
            "  → 名簿に都道府県か団体コードを書き足すか、アプリの「取り込み」で選んでください。",
        ]
    )


def _unreadable(reading: RosterReading) -> Iterable[str]:
    for row, problem in reading.unreadable:
        field = ROSTER_FIELD_NAMES.get(problem.field, "")
        value = f"「{_one_line(problem.value)}」" if problem.value else ""
        yield f"{row:,}行目 {field}{value}: {problem.why}\n  → {problem.remedy}"


def _unmatched(plan: RosterPlan) -> Iterable[str]:
    """Those that nobody was found for, the reason told once."""
    by_reason: dict[str, list[str]] = {}
    for one in plan.not_found:
        line = f"{one.row:,}行目 {joined([one.name, one.email])}"
        by_reason.setdefault(one.why, []).append(line)
    for why, lines in by_reason.items():
        yield _part(f"参加者が見つからない行: {why}", lines)


def _leaver(one: RosterLeaver) -> str:
    when = day_text(one.left_on) if one.left_on else ""
    state = "おすすめから外します。" if one.gone else "その日が過ぎたら、おすすめから外します。"
    told = joined([one.status, when])
    return f"{one.row:,}行目 {one.name}({one.member_id}): {told}。{state}"


def _change(one: RosterChange, row: RosterRow) -> str:
    values: Mapping[str, str] = {
        "organization_code": row.full_name,
        "department": one.after.department or "なし",
        "interests": "、".join(row.topics),
    }
    told = [f"{CHANGED[name]}→{values[name]}" for name in one.changed if name in CHANGED]
    since = f"({day_text(one.appointed_on)}から)" if one.appointed_on else ""
    moved = f"異動{since}" if one.moved else ""
    return f"{one.row:,}行目 {one.name}({one.member_id}): {joined([*told, moved])}"


def _outcome(plan: RosterPlan, *, stored: bool) -> str:
    leaving = len(plan.touched & {one.member_id for one in plan.leavers})
    counts = joined(
        [
            f"参加者と結び付いた行{plan.matched:,}件",
            f"変わる人{len(plan.changes):,}人",
            f"変わらない人{plan.unchanged:,}人",
            f"退職などを記録する人{leaving:,}人" if leaving else "",
            f"団体が決まらない行{len(plan.unresolved):,}件",
            f"重なる行{plan.duplicates:,}件" if plan.duplicates else "",
        ]
    )
    if not stored:
        last = "まだ何も保存していません。--dry-run を外すと保存します。"
    elif plan.touched:
        last = f"{len(plan.touched):,}人の登録を更新しました。{TO_BUILD}"
    else:
        last = "登録はどれも変わりませんでした。"
    return f"{counts}\n{last}"


def _rows_text(rows: Sequence[int]) -> str:
    named = "・".join(f"{row:,}" for row in rows[:ROWS_SHOWN])
    more = f"ほか{len(rows) - ROWS_SHOWN:,}行" if len(rows) > ROWS_SHOWN else ""
    return f"{named}行目{more}"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
