"""Choices that stand in the address: a copied address shows the same thing."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from matcher.app._state import Key, Parameter, recall, submit

Width = int | Literal["stretch"]


def select(
    label: str, options: Mapping[str, str], *, key: Key, parameter: Parameter, width: Width
) -> str:
    """A drop-down list; the first option is chosen when the address names none.

    Args:
        label: Above the list.
        options: Shown text by value.
        key: Of the widget.
        parameter: Name in the address.
        width: In pixels.
    """
    _recall(options, key, parameter)
    st.selectbox(
        label,
        list(options),
        format_func=lambda value: options[value],
        key=key,
        width=width,
        on_change=_keep,
        args=(options, key, parameter),
    )
    return str(st.session_state[key])


def segments(label: str, options: Mapping[str, str], *, key: Key, parameter: Parameter) -> str:
    """The same as buttons side by side; one of them is always chosen."""
    _recall(options, key, parameter)
    st.segmented_control(
        label,
        list(options),
        format_func=lambda value: options[value],
        key=key,
        required=True,
        wrap=True,
        on_change=_keep,
        args=(options, key, parameter),
    )
    return str(st.session_state[key])


def put(key: Key, parameter: Parameter, value: str) -> None:
    """Choose something from elsewhere, such as by a click on a picture; in callbacks only."""
    st.session_state[key] = value
    submit(parameter, value)


def _recall(options: Mapping[str, str], key: Key, parameter: Parameter) -> None:
    stored = recall(parameter, key)
    chosen = st.session_state.get(key)
    if chosen not in options:
        chosen = stored if stored in options else next(iter(options))
    # Put anew every time: else the browser goes on showing, and sending, the text that the
    # option had before, such as a round's former state, which is then nobody's option.
    st.session_state[key] = chosen


def _keep(options: Mapping[str, str], key: Key, parameter: Parameter) -> None:
    chosen = str(st.session_state[key])
    if chosen not in options:
        return
    submit(parameter, "" if chosen == next(iter(options)) else chosen)
