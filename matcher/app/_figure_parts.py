"""Parts of 空白とつながり: newcomers' path, questions and surveys in numbers."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from matcher.api import Table, newcomers_table, questions_table, surveys_table
from matcher.app import _copy
from matcher.app._components import empty, open_view
from matcher.app._downloads import download_table
from matcher.app._gap_parts import Narrowed, draw_evidence, nothing, opened, save, span_text
from matcher.app._paging import paged
from matcher.app._reach_out_parts import draw_reach_out
from matcher.app._state import Key, Parameter, View, community, for_viewer
from matcher.app._text import count, escape, link
from matcher.community import month_name
from matcher.domain import (
    NewcomersByMonth,
    NewcomersOfMonth,
    QuestionCounts,
    QuestionFigures,
    Survey,
    day_text,
)

Copy = _copy.Figures
HEIGHT = 420
FEW = 10


def draw_newcomers(narrowed: Narrowed) -> None:
    """How far those came who joined in each month."""
    with st.spinner(_copy.Gaps.LOADING):
        newcomers = community().newcomers()
    if newcomers.span is not None:
        lead = Copy.NEWCOMERS_LEAD.format(
            span=span_text(newcomers.span), source=escape(newcomers.joined_from)
        )
        st.markdown(lead)
    if narrowed:
        st.markdown(_copy.Gaps.NOT_NARROWED)
    if not newcomers.months:
        empty(Copy.NO_NEWCOMERS)
        return
    latest = newcomers.months[::-1]
    st.markdown(newcomers_finding(latest))
    st.dataframe(
        newcomers_frame(latest),
        hide_index=True,
        height="content" if len(latest) < FEW else HEIGHT,
        alt=Copy.NEWCOMERS_ALT,
    )
    st.markdown(newcomers_notes(newcomers))
    draw_unreplied(latest)
    what = _copy.Gaps.TABS["newcomers"]
    download_table(newcomers_table(newcomers), save(what), key="newcomers")
    draw_reach_out(newcomers.after_reach_out)


def newcomers_finding(latest: Sequence[NewcomersOfMonth]) -> str:
    """The newest month whose 90 days are over, in a sentence; else the newest one."""
    month = next((one for one in latest if one.complete), latest[0])
    told = Copy.NEWCOMERS_FINDING.format(
        month=month_name(month.month),
        joined=month.joined,
        introduced=month.introduced,
        replied=month.replied,
        again=month.wrote_again,
    )
    if month.median_hours_to_reply is None:
        return told
    return f"{told} {Copy.NEWCOMERS_FIRST.format(hours=hours(month.median_hours_to_reply))}"


def newcomers_frame(months: Sequence[NewcomersOfMonth]) -> pd.DataFrame:
    """A row per month, in the order given; a sign marks months that can still grow."""
    return pd.DataFrame(
        {
            Copy.MONTH: [
                month_name(one.month)
                if one.complete
                else Copy.GROWING.format(month=month_name(one.month))
                for one in months
            ],
            Copy.JOINED: [one.joined for one in months],
            Copy.INTRODUCED: [one.introduced for one in months],
            Copy.REPLIED: [one.replied for one in months],
            Copy.AGAIN: [one.wrote_again for one in months],
            Copy.ASKED: [one.asked for one in months],
            Copy.FIRST_REPLY: [hours(one.median_hours_to_reply) for one in months],
        }
    )


def newcomers_notes(newcomers: NewcomersByMonth) -> str:
    """What the table leaves out, and what can still change."""
    notes = [Copy.NEWCOMERS_GROWING] if not all(one.complete for one in newcomers.months) else []
    notes += [
        text.format(n=number)
        for text, number in (
            (Copy.NEWCOMERS_GUESSED, newcomers.as_first_post),
            (Copy.NEWCOMERS_EARLIER, newcomers.earlier),
            (Copy.NEWCOMERS_UNKNOWN, newcomers.unknown),
        )
        if number
    ]
    return " ".join(notes)


def draw_unreplied(latest: Sequence[NewcomersOfMonth]) -> None:
    """First conversations of a month's newcomers: those that nobody replied to, and the newest."""
    months = {one.month: one for one in latest}
    chosen = st.selectbox(
        Copy.WHICH_MONTH, list(months), format_func=month_name, key=Key.NEWCOMERS_MONTH, width=200
    )
    month = months[chosen]
    name = month_name(month.month)
    if month.unreplied:
        st.markdown(Copy.UNREPLIED.format(month=name))
        draw_evidence(month.unreplied)
    else:
        st.markdown(Copy.ALL_REPLIED.format(month=name))
    if month.conversations and opened(
        f"newcomers {month.month}",
        name,
        {"first": Copy.SEE_FIRST.format(n=len(month.conversations))},
    ):
        draw_evidence(month.conversations)


def draw_questions(narrowed: Narrowed) -> None:
    """How many wait, are answered, are resolved, and how long the first answer takes."""
    with st.spinner(_copy.Gaps.LOADING):
        counts = community().questions(narrowed.topic, narrowed.prefecture)
    if counts.span is None:
        empty(Copy.NO_QUESTIONS)
        return
    for figures, name in narrowest(counts, narrowed):
        st.markdown(questions_text(figures, name))
    st.markdown(Copy.QUESTIONS_LEAD.format(span=span_text(counts.span)))
    by = str(
        st.segmented_control(
            Copy.QUESTIONS_BY,
            list(Copy.QUESTIONS_BYS),
            format_func=lambda one: Copy.QUESTIONS_BYS[one],
            default="topic",
            required=True,
            key=Key.QUESTIONS_BY,
        )
    )
    rows = {
        "topic": counts.by_topic,
        "prefecture": counts.by_prefecture,
        "month": counts.by_month[::-1],
    }[by]
    if not rows:
        empty(Copy.NO_QUESTIONS)
        return
    what = Copy.QUESTIONS_BYS[by]
    st.dataframe(
        questions_frame(what, rows),
        hide_index=True,
        height="content" if len(rows) < FEW else HEIGHT,
        alt=Copy.QUESTIONS_ALT.format(by=what),
        key=f"{Key.QUESTIONS_BY} table {by}",
    )
    apart = {"topic": counts.without_topic, "prefecture": counts.without_prefecture}.get(by)
    others = [apart] if apart and apart.questions else []
    for one in others:
        st.markdown(Copy.WITHOUT[by].format(n=one.questions))
    draw_questions_of(what, [*rows, *others])
    name = f"{_copy.Gaps.TABS['questions']}_{what}"
    download_table(questions_table(name, what, rows), save(name), key=f"questions {by}")


def narrowest(counts: QuestionCounts, narrowed: Narrowed) -> list[tuple[QuestionFigures, str]]:
    """What the sentences on top are about: what was chosen, else everything."""
    chosen = []
    if narrowed.topic:
        chosen += [(row, f"「{row.name}」") for row in counts.by_topic]
    if narrowed.prefecture:
        chosen += [(row, row.name) for row in counts.by_prefecture]
    return chosen or [(counts.total, Copy.WHOLE)]


def questions_text(figures: QuestionFigures, name: str) -> str:
    """The figures as two sentences."""
    told = Copy.QUESTIONS_TOTAL.format(
        name=escape(name),
        questions=f"{figures.questions:,}",
        answered=f"{figures.answered:,}",
        waiting=f"{figures.waiting:,}",
        resolved=f"{figures.resolved:,}",
    )
    if figures.median_hours is None or not figures.judged:
        return told
    time = Copy.QUESTIONS_TIME.format(
        median=hours(figures.median_hours),
        slow=hours(figures.slow_hours),
        judged=f"{figures.judged:,}",
        in_time=f"{figures.in_time:,}",
    )
    return f"{told}  \n{time}"


def questions_frame(what: str, rows: Sequence[QuestionFigures]) -> pd.DataFrame:
    """A row per topic, prefecture or month."""
    return pd.DataFrame(
        {
            what: [row.name for row in rows],
            Copy.QUESTIONS: [row.questions for row in rows],
            Copy.WAITING: [row.waiting for row in rows],
            Copy.ANSWERED: [row.answered for row in rows],
            Copy.RESOLVED: [row.resolved for row in rows],
            Copy.MEDIAN: [hours(row.median_hours) for row in rows],
            Copy.SLOW: [hours(row.slow_hours) for row in rows],
            Copy.IN_TIME: [
                f"{row.in_time:,}/{row.judged:,}" if row.judged else Copy.UNKNOWN for row in rows
            ],
        }
    )


def draw_questions_of(what: str, rows: Sequence[QuestionFigures]) -> None:
    """The conversations behind a row."""
    by_key = {row.key: row for row in rows}
    key = st.selectbox(
        Copy.WHICH.format(by=what),
        list(by_key),
        format_func=lambda one: by_key[one].name,
        key=f"{Key.QUESTIONS_OF} {what}",
        width=320,
    )
    row = by_key[key]
    waiting = min(row.waiting, len(row.evidence))
    st.markdown(Copy.LATEST_WAITING.format(n=waiting) if waiting else Copy.NOBODY_WAITS)
    draw_evidence(row.evidence[:waiting] if waiting else row.evidence)


def draw_surveys(narrowed: Narrowed) -> None:
    """All surveys, newest first, each with its table; only those in view are read."""
    with st.spinner(Copy.SURVEYS_LOADING):
        found = community().survey_threads(narrowed.topic, narrowed.prefecture)
    if not found:
        nothing(Copy.NO_SURVEYS, narrowed, len(community().survey_threads()), "件")
        return
    ends = community().describe_threads([found[0], found[-1]])
    span = _copy.Gaps.SPAN.format(
        first=day_text(ends[-1].posted_at), last=day_text(ends[0].posted_at)
    )
    st.markdown(Copy.SURVEYS_LEAD.format(n=count(len(found), "件"), span=span))
    for thread_id in paged(found, f"{Key.GAPS_MORE} surveys", "件"):
        if survey := community().survey(thread_id):
            with st.container(border=True):
                draw_survey(survey)

    def table() -> Table:
        return surveys_table(community().surveys(narrowed.topic, narrowed.prefecture))

    download_table(table, save(_copy.Gaps.TABS["surveys"]), key="surveys")


def draw_survey(survey: Survey) -> None:
    """What it asks, how many answered, the way to its table."""
    facts = Copy.SURVEY_FACTS.format(organizations=len(survey.rows), replies=survey.replies)
    where = f"{escape('#' + survey.channel_name)} ・ {day_text(survey.posted_at)}"
    title = link(survey.title, for_viewer(survey.permalink))
    st.markdown(f"**{title}**  \n:small[{where} ・ {facts}]")
    open_view(View.SURVEY, Copy.SURVEY_TABLE, {Parameter.THREAD: survey.thread_id})


def hours(value: float | None) -> str:
    """「40分」「2.1時間」「3.5日」, 「–」 when it is not known."""
    if value is None:
        return Copy.UNKNOWN
    if value < 1:
        return Copy.MINUTES.format(n=round(value * 60))
    if value < 48:
        return Copy.HOURS.format(n=count_of(value))
    return Copy.DAYS.format(n=count_of(value / 24))


def count_of(value: float) -> str:
    """One digit after the point where it says something."""
    return f"{value:.1f}".removesuffix(".0")
