"""Long lists: the first rows, then a press for the next ones."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

from matcher.app import _copy
from matcher.app._text import count

Row = TypeVar("Row")
PAGE = 10


def paged(rows: Sequence[Row], slot: str, unit: str) -> Iterator[Row]:
    """The first rows one by one, then a button for the next ones.

    Args:
        rows: All of them.
        slot: Where the session keeps how many are shown.
        unit: 件, 人.
    """
    shown = int(st.session_state.get(slot, PAGE))
    yield from rows[:shown]
    rest = len(rows) - shown
    if rest > 0:
        st.button(
            _copy.Frame.MORE.format(n=count(min(PAGE, rest), unit)),
            key=f"{slot} button",
            on_click=_show,
            args=(slot, shown + PAGE),
        )


def _show(slot: str, shown: int) -> None:
    st.session_state[slot] = shown
