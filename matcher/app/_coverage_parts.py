"""Part of 空白とつながり: the table of topics by place that the gaps are read from."""

from collections.abc import Sequence
from typing import cast

import pandas as pd
import streamlit as st

from matcher.api import DIMENSIONS, coverage_table
from matcher.app import _copy
from matcher.app._downloads import download_table
from matcher.app._gap_parts import draw_evidence, save, span_text
from matcher.app._state import Key
from matcher.app._text import count, escape
from matcher.community import group_names
from matcher.domain import CommunityGaps, CoverageCell, Dimension

Copy = _copy.Gaps
HEIGHT = 420
FEW = 10


def draw_coverage(found: CommunityGaps) -> None:
    """The table, one number at a time, and what stands behind a cell."""
    if found.recent is None or found.year is None:
        return
    shown = st.expander(Copy.COVERAGE, key=Key.COVERAGE, on_change="rerun")
    if not shown.open:
        return
    with shown:
        recent, year = span_text(found.recent), span_text(found.year)
        st.markdown(Copy.COVERAGE_LEAD)
        st.markdown(Copy.COVERAGE_SPANS.format(recent=recent, year=year))
        dimension, number = _choices(found.coverage)
        cells = [cell for cell in found.coverage if cell.dimension == dimension]
        if not cells:
            st.markdown(Copy.COVERAGE_NONE)
            return
        _draw_table(cells, dimension, number)
        _draw_cell(cells)
        table = coverage_table(found.coverage, found.recent, found.year)
        download_table(table, save(Copy.COVERAGE), key="coverage")


def _choices(coverage: Sequence[CoverageCell]) -> tuple[Dimension, str]:
    """What stands in the columns and in the cells."""
    known = {cell.dimension for cell in coverage}
    dimensions = {key: name for key, name in DIMENSIONS.items() if key in known}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dimension = st.segmented_control(
            Copy.COVERAGE_BY,
            list(dimensions),
            format_func=lambda key: DIMENSIONS[cast("Dimension", key)],
            default=next(iter(dimensions), None),
            required=True,
            key=f"{Key.COVERAGE_BY} {len(dimensions)}",
            wrap=True,
        )
        number = st.selectbox(
            Copy.COVERAGE_NUMBER,
            list(Copy.COVERAGE_NUMBERS),
            format_func=lambda key: Copy.COVERAGE_NUMBERS[key],
            key=Key.COVERAGE_NUMBER,
            width=260,
        )
    return cast("Dimension", dimension), number


def _draw_table(cells: Sequence[CoverageCell], dimension: Dimension, number: str) -> None:
    frame = coverage_frame(cells, dimension, number)
    most = max(cells, key=lambda cell: int(getattr(cell, number)))
    told = Copy.COVERAGE_CELL.format(
        topic=most.topic_name, place=most.place, n=count(getattr(most, number), _unit(number))
    )
    st.dataframe(
        frame,
        height="content" if len(frame) < FEW else HEIGHT,
        alt=Copy.COVERAGE_ALT.format(
            by=DIMENSIONS[dimension], number=Copy.COVERAGE_NUMBERS[number], most=told
        ),
        column_config={Copy.TOPIC: st.column_config.Column(pinned=True, width="medium")},
    )


def coverage_frame(
    cells: Sequence[CoverageCell], dimension: Dimension, number: str
) -> pd.DataFrame:
    """Topics in rows, most first, places in columns as they are always ordered."""
    there = {cell.place for cell in cells}
    places = [name for name in group_names(dimension) if name in there]
    rows: dict[str, dict[str, int]] = {}
    for cell in cells:
        rows.setdefault(cell.topic_name, dict.fromkeys(places, 0))[cell.place] = int(
            getattr(cell, number)
        )
    ordered = sorted(rows.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    index = pd.Index([name for name, _ in ordered], name=Copy.TOPIC)
    return pd.DataFrame([values for _, values in ordered], index=index, columns=places)


def _draw_cell(cells: Sequence[CoverageCell]) -> None:
    """What stands behind one number: the sentence and the questions."""
    topics = {
        cell.topic_id: cell.topic_name
        for cell in sorted(cells, key=lambda cell: (-cell.unanswered_year, cell.topic_name))
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topic = st.selectbox(
            Copy.COVERAGE_TOPIC,
            list(topics),
            format_func=lambda one: topics[one],
            key=Key.COVERAGE_TOPIC,
            width=280,
        )
        places = {cell.place: cell for cell in cells if cell.topic_id == topic}
        ordered = sorted(places, key=lambda place: -places[place].questions_year)
        place = st.selectbox(
            Copy.COVERAGE_PLACE, ordered, key=f"{Key.COVERAGE_PLACE} {topic}", width=200
        )
    cell = places[place]
    st.markdown(
        Copy.COVERAGE_TEXT.format(
            topic=escape(cell.topic_name),
            place=escape(cell.place),
            questions=cell.questions,
            unanswered=cell.unanswered,
            year=cell.questions_year,
            year_unanswered=cell.unanswered_year,
            people=cell.people,
        )
    )
    if cell.evidence:
        draw_evidence(cell.evidence)
        if cell.questions_year > len(cell.evidence):
            st.markdown(Copy.RECENT_ONLY.format(n=len(cell.evidence)))


def _unit(number: str) -> str:
    return "人" if number == "people" else "件"
