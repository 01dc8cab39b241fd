"""Part of 空白とつながり: what newcomers did after an ambassador reached out to them."""

import pandas as pd
import streamlit as st

from matcher.api import SITUATIONS, reach_out_table
from matcher.app import _copy
from matcher.app._downloads import download_table
from matcher.app._gap_parts import draw_evidence, opened, save, span_text
from matcher.app._text import count
from matcher.domain import AfterReachOut, Returned

Copy = _copy.Figures


def draw_reach_out(after: AfterReachOut) -> None:
    """Those with a word beside those without, or why there is nothing to compare yet."""
    st.subheader(Copy.REACHED, anchor="reached")
    if not after.rows or after.span is None or after.joined is None:
        text = Copy.REACHED_NOT_YET if after.reached else Copy.REACHED_NOBODY
        st.markdown(text.format(n=after.reached, days=after.days))
        return
    lead = Copy.REACHED_LEAD.format(
        days=after.days, span=span_text(after.span), joined=span_text(after.joined)
    )
    st.markdown(lead)
    st.markdown(f"{reach_out_finding(after)} {Copy.REACHED_CAUTION}")
    st.dataframe(reach_out_frame(after), hide_index=True, height="content", alt=Copy.REACHED_ALT)
    notes = [Copy.REACHED_HOW.format(after=after.after_days)]
    if after.too_recent:
        notes.append(Copy.REACHED_RECENT.format(days=after.days, n=after.too_recent))
    st.markdown(f":small[{''.join(notes)}]")
    everybody = after.rows[0]
    groups = {
        "reached": (Copy.REACHED_OPEN, everybody.reached),
        "others": (Copy.REACHED_OPEN_OTHERS, everybody.others),
    }
    options = {
        key: text.format(n=group.wrote) for key, (text, group) in groups.items() if group.evidence
    }
    if options and (show := opened("reached", Copy.REACHED, options)):
        group = groups[show][1]
        draw_evidence(group.evidence)
        if len(group.evidence) < group.wrote:
            st.markdown(Copy.REACHED_NEWEST.format(n=len(group.evidence)))
    download_table(reach_out_table(after), save(Copy.REACHED), key="reached")


def reach_out_finding(after: AfterReachOut) -> str:
    """Both groups in one sentence; shares only of enough people."""
    everybody = after.rows[0]
    return Copy.REACHED_FINDING.format(
        people=count(everybody.reached.people, "人"),
        wrote=_part(everybody.reached),
        others=count(everybody.others.people, "人"),
        others_wrote=_part(everybody.others),
        days=after.days,
    )


def _part(group: Returned) -> str:
    if group.share is None:
        return Copy.REACHED_PEOPLE.format(n=group.wrote)
    return Copy.REACHED_SHARE.format(n=group.wrote, share=f"{group.share:.0%}")


def reach_out_frame(after: AfterReachOut) -> pd.DataFrame:
    """A row for all, and one for each situation that there were people in."""
    rows = [row for row in after.rows if row.reached.people or row.others.people]
    columns: dict[str, list[object]] = {
        Copy.REACHED_SITUATION: [SITUATIONS[row.situation] for row in rows]
    }
    cells = [[*_cells(row.reached), *_cells(row.others)] for row in rows]
    for place, name in enumerate(Copy.REACHED_COLUMNS):
        columns[name] = [row[place] for row in cells]
    return pd.DataFrame(columns)


def _cells(group: Returned) -> tuple[int, int, str]:
    days = (
        Copy.UNKNOWN if group.median_days is None else Copy.DAYS.format(n=f"{group.median_days:g}")
    )
    return group.people, group.wrote, days
