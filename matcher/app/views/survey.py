"""アンケート: the replies to a survey, one row per local government."""

import pandas as pd
import streamlit as st

from matcher.api import survey_table
from matcher.app import _copy
from matcher.app._components import empty, heading, huge, meta, open_view
from matcher.app._downloads import download_table
from matcher.app._guard import ready
from matcher.app._state import Key, Parameter, View, community, for_viewer
from matcher.app._text import count, escape, is_web_address, link
from matcher.domain import TOKYO, Survey, SurveyColumn, SurveyRow, UnknownNameError, day_text

Copy = _copy.Survey
IN_WORDS = 50
COMMON = 3


def draw() -> None:
    """The survey that the address names."""
    if not ready():
        return
    chosen = st.query_params.get(Parameter.THREAD)
    if not chosen:
        empty(Copy.NONE)
        open_view(View.ASK, _copy.Title.ASK)
        return
    try:
        with st.spinner(Copy.LOADING):
            survey = community().survey(chosen)
    except UnknownNameError:
        empty(Copy.UNKNOWN)
        open_view(View.ASK, _copy.Title.ASK)
        return
    if survey is None:
        empty(Copy.NO_SURVEY)
    else:
        draw_survey(survey)
    open_view(View.THREAD, Copy.READ_THREAD, {Parameter.THREAD: chosen})


def draw_survey(survey: Survey) -> None:
    """Title and facts, what each item comes to, the table, the files."""
    heading(escape(survey.title))
    facts = [
        escape(f"#{survey.channel_name}"),
        day_text(survey.posted_at),
        Copy.REPLIES.format(n=survey.replies),
        Copy.ORGANIZATIONS.format(n=len(survey.rows)),
    ]
    st.markdown(meta(facts))
    if not survey.rows:
        empty(Copy.NO_ROWS, Copy.NO_ROWS_BODY)
        return
    if survey.has_form:
        st.subheader(Copy.SUMMARY, anchor=False)
        st.markdown("\n".join(f"- {column_line(column)}" for column in survey.columns))
    else:
        st.markdown(Copy.FREE)
    st.markdown(meta([counts(Copy.KINDS, survey.by_kind), counts(Copy.SIZES, survey.by_size)]))
    st.subheader(Copy.TABLE, anchor=False)
    draw_rows(survey, rows_of_kind(survey))
    if survey.left_out:
        st.markdown(Copy.LEFT_OUT.format(n=survey.left_out))
    st.subheader(Copy.DOWNLOADS, anchor=False)
    name = Copy.FILE.format(day=f"{survey.posted_at.astimezone(TOKYO):%Y%m%d}")
    download_table(survey_table(survey), name, key="survey")


def column_line(column: SurveyColumn) -> str:
    """What an item comes to, in one line."""
    name = escape(column.name)
    if column.median is not None and column.lowest is not None and column.highest is not None:
        median, lowest, highest = (
            escape(f"{number:,.10g}{column.unit}")
            for number in (column.median, column.lowest, column.highest)
        )
        return Copy.COLUMN_NUMBERS.format(
            name=name, median=median, lowest=lowest, highest=highest, n=column.answered
        )
    common = "、".join(
        Copy.COMMON.format(text=escape(text), n=number)
        for text, number in column.common[:COMMON]
        if number > 1
    )
    line = Copy.COLUMN_WORDS if common else Copy.COLUMN_MIXED
    return line.format(name=name, common=common, n=column.answered)


def counts(label: str, pairs: tuple[tuple[str, int], ...]) -> str:
    """How many of each, in one line; empty when there are none."""
    told = "、".join(Copy.COUNT.format(name=escape(name), n=number) for name, number in pairs)
    return label.format(counts=told) if told else ""


def rows_of_kind(survey: Survey) -> list[SurveyRow]:
    """The rows of the chosen kind of local government."""
    kinds = [kind for kind, _ in survey.by_kind]
    if len(kinds) < 2:
        return list(survey.rows)
    chosen = st.selectbox(
        Copy.FILTER_KIND, [Copy.ALL_KINDS, *kinds], key=Key.SURVEY_KIND, width=240
    )
    return [row for row in survey.rows if chosen in (Copy.ALL_KINDS, row.kind)]


def draw_rows(survey: Survey, rows: list[SurveyRow]) -> None:
    """The table, and the same as text for those who cannot use it."""
    st.dataframe(
        frame(survey, rows),
        hide_index=True,
        alt=Copy.TABLE_ALT.format(
            title=survey.title,
            n=len(rows),
            items="、".join(survey.items),
            columns=len(survey.items),
        ),
        column_config={
            Copy.REPLY: st.column_config.LinkColumn(display_text=Copy.OPEN_REPLY),
        },
    )
    with st.expander(Copy.IN_WORDS.format(n=len(rows))):
        for row in rows[:IN_WORDS]:
            st.markdown(row_text(survey, row))
        if len(rows) > IN_WORDS:
            huge(IN_WORDS, len(rows), "団体")


def frame(survey: Survey, rows: list[SurveyRow]) -> pd.DataFrame:
    """Rows as the table shows them; notes and remarks only where there are any."""
    columns: dict[str, list[str | int | None]] = {
        Copy.ORGANIZATION: [row.organization for row in rows]
    }
    for place, item in enumerate(survey.items):
        columns[_other_than(columns, item)] = [row.cells[place] for row in rows]
    if any(row.remark for row in rows):
        columns[_other_than(columns, Copy.REMARK)] = [row.remark for row in rows]
    if any(row.note for row in rows):
        columns[_other_than(columns, Copy.NOTE)] = [row.note for row in rows]
    columns[_other_than(columns, Copy.KIND)] = [row.kind for row in rows]
    columns[_other_than(columns, Copy.POPULATION)] = [
        count(row.population, "人") if row.population else "" for row in rows
    ]
    addresses = [for_viewer(row.replies[-1].permalink) for row in rows]
    columns[Copy.REPLY] = [address if is_web_address(address) else None for address in addresses]
    return pd.DataFrame(columns)


def _other_than(columns: dict[str, list[str | int | None]], name: str) -> str:
    """A header that no column has yet: an item may be called 「補足」 too."""
    while name in columns or name == Copy.REPLY:
        name += " "
    return name


def row_text(survey: Survey, row: SurveyRow) -> str:
    """One local government's answers as markdown."""
    lines = [
        Copy.ITEM.format(item=escape(item), cell=escape(cell))
        for item, cell in zip(survey.items, row.cells, strict=True)
        if cell
    ]
    for label, text in ((Copy.REMARK, row.remark), (Copy.NOTE, row.note)):
        if text:
            lines.append(Copy.ITEM.format(item=label, cell=escape(text)))
    replies = [
        link(
            Copy.REPLY_OF.format(author=reply.author, day=day_text(reply.posted_at)),
            for_viewer(reply.permalink),
        )
        for reply in row.replies
    ]
    source = Copy.SOURCE.format(source=escape(row.organization_source))
    facts = meta([*replies, source if row.organization_source else ""])
    return "\n".join([f"**{escape(row.organization)}** {facts}", "", *lines])


draw()
