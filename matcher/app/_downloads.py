"""Buttons that hand a table over as files which Excel opens safely."""

from collections.abc import Callable

import streamlit as st

from matcher.api import Table, as_csv, as_xlsx
from matcher.app import _copy

Copy = _copy.Downloads
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_table(table: Table | Callable[[], Table], file_name: str, *, key: str) -> None:
    """Two buttons side by side, made into files only when pressed.

    Args:
        table: What is handed over, or what makes it when pressed.
        file_name: Without an ending.
        key: Distinguishes the buttons on a page.
    """

    def made() -> Table:
        return table if isinstance(table, Table) else table()

    with st.container(horizontal=True):
        st.download_button(
            Copy.XLSX,
            lambda: as_xlsx(made()),
            f"{file_name}.xlsx",
            XLSX,
            key=f"{key}_xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            Copy.CSV,
            lambda: as_csv(made()),
            f"{file_name}.csv",
            "text/csv",
            key=f"{key}_csv",
            on_click="ignore",
            icon=":material/download:",
        )
    if isinstance(table, Table) and any(name.endswith(Copy.CODE) for name in table.headers):
        st.markdown(Copy.HELP)
