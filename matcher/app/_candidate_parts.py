"""Parts of 次のアンバサダー: a candidate, the balance, the present ambassadors."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from matcher.api import ambassadors_table, balance_table, candidates_table
from matcher.app import _copy
from matcher.app._candidate_choice import Wanted, exclude, pin, restore, unpin
from matcher.app._components import (
    draft,
    empty,
    heading,
    meta,
    more_reasons,
    reason_lines,
)
from matcher.app._downloads import download_table
from matcher.app._map_charts import styled
from matcher.app._pictures import download_picture
from matcher.app._state import Key, Parameter, community, own_address
from matcher.app._text import escape, link
from matcher.app._trade_off import percent, setting, trade_off_chart, trade_off_table
from matcher.domain import (
    AmbassadorTerm,
    Balance,
    BalanceRow,
    Candidate,
    CandidateSet,
    UnknownNameError,
    day_text,
)

Copy = _copy.Candidates
REASONS = 2
Decision = Callable[[Wanted, CandidateSet, str, str], None]


def draw_candidate(one: Candidate, wanted: Wanted, found: CandidateSet) -> None:
    """Who, what they did, what the set loses without them, what can be decided."""
    with st.container(border=True):
        st.markdown(f"### {person_link(one.member_id, one.name)}", anchors=False)
        badge = Copy.PINNED if one.pinned else ""
        lines = [f"{meta([escape(one.organization)])} {badge}", reason_lines(one.reasons, REASONS)]
        if one.loses:
            loses = "\n".join(f"- {escape(text)}" for text in one.loses)
            lines.append(f"**{Copy.LOSES}**\n\n{loses}")
        st.markdown("\n\n".join(lines))
        with st.container(horizontal=True):
            if one.pinned:
                _button(Copy.UNPIN, Key.CANDIDATE_UNPIN, unpin, one, wanted, found)
            else:
                _button(Copy.PIN, Key.CANDIDATE_PIN, pin, one, wanted, found)
            _button(Copy.EXCLUDE, Key.CANDIDATE_EXCLUDE, exclude, one, wanted, found)
            more_reasons(one.reasons, REASONS)
        with st.expander(Copy.INVITATION):
            draft(one.invitation)


def draw_other(one: Candidate, wanted: Wanted, found: CandidateSet) -> None:
    """Somebody with evidence who is not in the set."""
    with st.container(border=True):
        name = person_link(one.member_id, one.name)
        st.markdown(
            f"**{name}** {meta([escape(one.organization)])}\n\n{reason_lines(one.reasons, 1)}"
        )
        with st.container(horizontal=True):
            _button(Copy.PIN, Key.CANDIDATE_PIN, pin, one, wanted, found)
            more_reasons(one.reasons, 1)


def draw_excluded(wanted: Wanted, found: CandidateSet) -> None:
    """Who was kept out, each with the way back."""
    if not wanted.excluded:
        return
    st.subheader(Copy.EXCLUDED, anchor=False)
    for member_id in wanted.excluded:
        name = name_of(member_id, found)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escape(name), width="content")
            st.button(
                Copy.RESTORE,
                key=f"{Key.CANDIDATE_RESTORE} {member_id}",
                on_click=restore,
                args=(wanted, found, member_id, name),
            )


def name_of(member_id: str, found: CandidateSet) -> str:
    """Name of a member who may not be among the candidates any more."""
    for one in found.candidates:
        if one.member_id == member_id:
            return one.name
    try:
        return community().show_member(member_id).name
    except UnknownNameError:
        return Copy.UNKNOWN_NAME


def person_link(member_id: str, name: str) -> str:
    """Markdown link to a person's page."""
    return link(name, own_address("people", {Parameter.MEMBER: member_id}))


def _button(
    label: str, key: Key, decide: Decision, one: Candidate, wanted: Wanted, found: CandidateSet
) -> None:
    st.button(
        label,
        key=f"{key} {one.member_id}",
        on_click=decide,
        args=(wanted, found, one.member_id, one.name),
    )


def draw_trade_off(found: CandidateSet) -> None:
    """What other settings would give, as a picture and as a table."""
    balance = found.balance
    heading(Copy.TRADE_OFF)
    now = setting(balance)
    told = trade_off_told(balance)
    if now is not None:
        st.markdown(told)
    st.markdown(Copy.TRADE_OFF_HELP)
    st.altair_chart(
        styled(trade_off_chart(balance)),
        width="stretch",
        theme=None,
        alt=_alt(balance),
    )
    chosen = [one.member_id for one in found.candidates if one.chosen]
    share = st.column_config.NumberColumn(format="%d%%")
    st.dataframe(
        trade_off_table(balance, chosen),
        hide_index=True,
        column_config={Copy.RECORD_SHORT: share, Copy.BREADTH_SHORT: share},
        alt=Copy.ALT_TABLE,
    )
    draw_parts(balance)


def trade_off_told(balance: Balance) -> str:
    """The present setting in a sentence."""
    now = setting(balance)
    if now is None:
        return ""
    return Copy.TOLD.format(
        name=Copy.SPREADS[str(now.spread)],
        record=percent(now.record),
        balance=percent(now.balance),
    )


def _alt(balance: Balance) -> str:
    now = setting(balance) or balance.trade_off[0]
    return Copy.ALT_CHART.format(
        name=Copy.SPREADS[str(now.spread)],
        record=percent(now.record),
        balance=percent(now.balance),
    )


def draw_parts(balance: Balance) -> None:
    """How many of each region, kind and field there are with the set."""
    with st.expander(Copy.PARTS):
        st.markdown(Copy.PARTS_HELP)
        for what, rows in (
            (Copy.REGION, balance.regions),
            (Copy.KIND, balance.kinds),
            (Copy.FIELD, balance.fields),
        ):
            st.dataframe(
                parts_frame(what, rows),
                hide_index=True,
                height="content",
                alt=Copy.ALT_PARTS.format(what=what),
                key=f"parts {what}",
            )


def parts_frame(what: str, rows: Sequence[BalanceRow]) -> pd.DataFrame:
    """A row per group."""
    return pd.DataFrame(
        {
            what: [row.name for row in rows],
            Copy.SHARE: [percent(row.share) for row in rows],
            Copy.PRESENT: [row.present for row in rows],
            Copy.STAYING: [row.staying for row in rows],
            Copy.ADDED: [row.chosen for row in rows],
        }
    )


def draw_present(terms: Sequence[AmbassadorTerm]) -> None:
    """The present ambassadors, those whose term ends soon first."""
    heading(Copy.PRESENT_HEADING)
    if not terms:
        empty(Copy.NO_PRESENT, Copy.NO_PRESENT_BODY)
        return
    ending = [term for term in terms if term.ends_soon]
    staying = [term for term in terms if not term.ends_soon]
    total = Copy.PRESENT_ENDING if ending else Copy.PRESENT_TOTAL
    st.markdown(total.format(n=len(terms), ending=len(ending)))
    st.markdown("\n".join(term_line(term) for term in ending))
    if staying:
        with st.expander(Copy.LONGER.format(n=len(staying))):
            st.markdown("\n".join(term_line(term) for term in staying))


def term_line(term: AmbassadorTerm) -> str:
    """Markdown of an ambassador: who, until when, what they did in the year."""
    dates = (
        Copy.TERM.format(first=day_text(term.from_), last=day_text(term.to))
        if term.to
        else Copy.TERM_OPEN.format(first=day_text(term.from_))
    )
    badges = [
        Copy.ENDS.format(n=term.days_left) if term.ends_soon else "",
        "" if term.present else Copy.SILENT,
    ]
    did = Copy.DID.format(
        answers=term.answers,
        guided=term.guided,
        thanked=term.thanked,
        newcomers=term.newcomers,
    )
    head = [f"- **{person_link(term.member_id, term.name)}**", meta([escape(term.organization)])]
    shown = " ".join(part for part in (*head, *badges) if part)
    return f"{shown}  \n  {meta([dates, did])}"


def draw_files(found: CandidateSet, terms: Sequence[AmbassadorTerm]) -> None:
    """What can be taken along."""
    with st.popover(Copy.SAVE, icon=":material/download:"):
        for what, table in (
            (Copy.SAVE_SET, candidates_table(found)),
            (Copy.SAVE_PARTS, balance_table(found.balance)),
            (Copy.SAVE_PRESENT, ambassadors_table(terms)),
        ):
            st.markdown(f"**{what}**")
            download_table(table, Copy.FILE.format(what=what), key=f"save {what}")
        if found.candidates:
            st.markdown(f"**{Copy.SAVE_CHART}**")
            download_picture(
                partial(trade_off_chart, found.balance),
                trade_off_told(found.balance),
                Copy.FILE.format(what=Copy.SAVE_CHART),
            )
