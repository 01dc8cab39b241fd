"""Parts of a roster's preview: what was read, repaired, left open, not found."""

from collections.abc import Iterable, Sequence

import streamlit as st

from matcher.app._copy_roster import Roster as Copy
from matcher.app._text import count, escape
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

SHOWN = 50
ROWS_SHOWN = 3
LONGEST = 120


def draw_file(preview: RosterPreview) -> None:
    """Which file it is, and what would follow in one sentence."""
    reading, plan = preview.reading, preview.plan
    kind = Copy.KIND.get(reading.encoding, reading.encoding)
    if reading.sheet:
        kind = Copy.SHEET.format(kind=kind, sheet=escape(reading.sheet))
    st.markdown(
        Copy.FILE.format(
            file=escape(reading.file),
            kind=kind,
            header="・".join(map(str, reading.header_rows)),
            rows=count(len(reading.rows), "行"),
            people=count(reading.members, "人"),
        )
    )
    for notice in reading.notices:
        st.info(escape(notice), icon=":material/info:")
    st.markdown(
        Copy.SUMMARY.format(
            matched=count(plan.matched, "人"), changes=count(len(plan.changes), "人")
        )
    )
    st.markdown(
        Copy.SUMMARY_REST.format(
            unchanged=count(plan.unchanged, "人"),
            not_found=count(len(plan.not_found), "行"),
            open=count(len(plan.unresolved), "行"),
        )
    )


def draw_columns(reading: RosterReading) -> None:
    """A table: what each header was taken for."""
    st.subheader(Copy.COLUMNS.format(n=len(reading.columns)), anchor=False)
    lines = [f"| {Copy.COLUMN} | {Copy.FIELD} |", "|---|---|"]
    for header, field in list(reading.columns.items())[:SHOWN]:
        taken = ROSTER_FIELD_NAMES.get(field, Copy.NOT_READ)
        lines.append(f"| {_short(header)} | {taken} |")
    st.markdown("\n".join(lines))
    _more(len(reading.columns))


def draw_repairs(reading: RosterReading) -> None:
    """What is read otherwise than it is written, each repair once."""
    repairs = reading.repairs
    if not repairs:
        return
    organizations = {row.row: row.full_name for row in reading.rows}
    st.subheader(Copy.REPAIRED.format(n=count(len(repairs), "")), anchor=False)
    _lines(
        [
            Copy.REPAIR.format(
                rows=rows_text(rows),
                field=ROSTER_FIELD_NAMES.get(repair.field, ""),
                before=_short(repair.from_),
                after=_short(
                    f"{repair.to} {organizations[rows[0]]}"
                    if repair.field == RosterField.CODE
                    else repair.to
                ),
                why=escape(repair.why),
            )
            for repair, rows in list(repairs.items())[:SHOWN]
        ],
        len(repairs),
    )


def draw_questions(questions: Sequence[RosterQuestion], key: str) -> dict[int, str]:
    """One choice for each open organization; gives the chosen codes by row.

    Args:
        questions: What is open in the roster as it was read.
        key: Start of the widgets' keys, one for each file.
    """
    if not questions:
        return {}
    st.subheader(Copy.OPEN.format(n=count(len(questions), "")), anchor=False)
    st.markdown(Copy.OPEN_HELP)
    choices: dict[int, str] = {}
    for question in questions[:SHOWN]:
        labels = {"": Copy.LATER}
        for one in question.candidates:
            within = "" if one.name == one.prefecture else one.prefecture
            labels[one.code] = escape(within + one.name)
        with st.container(border=True):
            chosen = st.radio(
                Copy.CHOICE.format(written=_short(question.written), rows=rows_text(question.rows)),
                list(labels),
                format_func=labels.__getitem__,
                key=f"{key}_{question.rows[0]}",
                horizontal=True,
                persist_state="session",
            )
            st.markdown(f":small[{escape(_who(question))}]")
        if chosen:
            choices |= dict.fromkeys(question.rows, chosen)
    if len(questions) > SHOWN:
        total, shown = count(len(questions), "件"), count(SHOWN, "件")
        st.markdown(Copy.HUGE_OPEN.format(total=total, shown=shown))
    return choices


def _who(question: RosterQuestion) -> str:
    names = "、".join(question.names[:ROWS_SHOWN])
    domain = f"@{question.domain}" if question.domain else ""
    return " ・ ".join(part for part in (names, domain, question.why) if part)


def draw_problems(reading: RosterReading) -> None:
    """What cannot be read: file, row, value, remedy."""
    problems = reading.unreadable
    if not problems:
        return
    st.subheader(Copy.WRONG.format(n=count(len(problems), "")), anchor=False)
    st.markdown(Copy.WRONG_HELP)
    lines = []
    for row, problem in problems[:SHOWN]:
        field = ROSTER_FIELD_NAMES.get(problem.field, "")
        value = f"「{_short(problem.value)}」" if problem.value else ""
        lines.append(
            Copy.PROBLEM.format(
                file=escape(reading.file),
                row=f"{row:,}",
                value=field + value,
                why=escape(problem.why),
                remedy=escape(problem.remedy),
            )
        )
    _lines(lines, len(problems))


def draw_others(preview: RosterPreview) -> None:
    """What changes, who was not found, who left, what is no person: folded."""
    reading, plan = preview.reading, preview.plan
    rows = {row.row: row for row in reading.rows}
    changes = [_change(one, rows[one.row], plan) for one in plan.changes[:SHOWN]]
    _folded(Copy.CHANGES, changes, len(plan.changes))
    _draw_not_found(plan)
    _folded(Copy.LEAVERS, map(_leaver, plan.leavers[:SHOWN]), len(plan.leavers))
    words = [f"「{_short(word)}」" for word in plan.unknown_topics[:SHOWN]]
    _folded(Copy.UNKNOWN_TOPICS, words, len(plan.unknown_topics))
    skipped = [
        Copy.SKIPPED_LINE.format(row=f"{one.row:,}", value=escape(one.value), why=escape(one.why))
        for one in reading.skipped[:SHOWN]
    ]
    _folded(Copy.SKIPPED, skipped, len(reading.skipped))


def _draw_not_found(plan: RosterPlan) -> None:
    if not plan.not_found:
        return
    by_reason: dict[str, list[str]] = {}
    for one in plan.not_found[:SHOWN]:
        who = escape(" ・ ".join(part for part in (one.name, one.email) if part))
        line = Copy.NOT_FOUND_LINE.format(row=f"{one.row:,}", who=who)
        by_reason.setdefault(one.why, []).append(line)
    with st.expander(Copy.NOT_FOUND.format(n=count(len(plan.not_found), ""))):
        for why, lines in by_reason.items():
            st.markdown(escape(why))
            _lines(lines, len(lines))
        _more(len(plan.not_found))


def _change(one: RosterChange, row: RosterRow, plan: RosterPlan) -> str:
    what = []
    if "organization_code" in one.changed:
        what.append(Copy.CHANGED_ORGANIZATION.format(name=row.full_name))
    if "department" in one.changed:
        name = one.after.department or Copy.CHANGED_NONE
        what.append(Copy.CHANGED_DEPARTMENT.format(name=name))
    if "interests" in one.changed:
        words = "、".join(word for word in row.topics if word not in plan.unknown_topics)
        what.append(Copy.CHANGED_INTERESTS.format(topics=words))
    if one.moved:
        since = one.appointed_on
        what.append(Copy.MOVED_ON.format(day=day_text(since)) if since else Copy.MOVED)
    return Copy.CHANGE.format(
        row=f"{one.row:,}", name=escape(one.name), what=_short(" ・ ".join(what))
    )


def _leaver(one: RosterLeaver) -> str:
    told = [one.status, day_text(one.left_on) if one.left_on else ""]
    told.append(Copy.GONE if one.gone else Copy.STAYS)
    return Copy.LEAVER.format(
        row=f"{one.row:,}",
        name=escape(one.name),
        told=escape(" ・ ".join(part for part in told if part)),
    )


def rows_text(rows: Sequence[int]) -> str:
    """Numbers of rows: 「4・5行目」, and how many more there are."""
    named = "・".join(f"{row:,}" for row in rows[:ROWS_SHOWN])
    rest = len(rows) - ROWS_SHOWN
    if rest > 0:
        return Copy.ROWS_MORE.format(rows=named, n=f"{rest:,}")
    return Copy.ROWS.format(rows=named)


def _short(text: str) -> str:
    """Markdown of a value as written; a cell can hold a whole page."""
    return escape(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _folded(title: str, lines: Iterable[str], total: int) -> None:
    if total:
        with st.expander(title.format(n=count(total, ""))):
            _lines(list(lines), total)


def _lines(lines: Sequence[str], total: int) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))
    _more(total)


def _more(total: int) -> None:
    if total > SHOWN:
        st.markdown(Copy.HUGE.format(total=count(total, "件"), shown=count(SHOWN, "件")))
