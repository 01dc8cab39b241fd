"""The monthly report as a file, made when it is asked for."""

from functools import partial
from urllib.parse import urljoin

import streamlit as st

from matcher.app import _copy
from matcher.app._state import Key, community
from matcher.community import month_name

Copy = _copy.Gaps


def draw_monthly_report() -> None:
    """Choose a month, save its report."""
    months = community().months()
    if not months:
        return
    with st.popover(Copy.REPORT, icon=":material/description:"):
        st.markdown(Copy.REPORT_HELP)
        month = st.selectbox(
            Copy.REPORT_MONTH, months, format_func=month_name, key=Key.REPORT_MONTH, width=200
        )
        st.download_button(
            Copy.REPORT_SAVE,
            partial(_report, month, own_place()),
            Copy.REPORT_FILE.format(month=month),
            "text/html",
            key=Key.REPORT,
            on_click="ignore",
            icon=":material/download:",
        )


def own_place() -> str:
    """Web address under which the reader has this app open, for the report's links."""
    return urljoin(st.context.url or "", ".")


def _report(month: str, address: str) -> bytes:
    return community().monthly_report(month, address=address).encode()
