"""The app's entry: says at once that it is starting, loads the rest, draws the frame."""

import sys
from contextlib import nullcontext
from pathlib import Path

import streamlit as st

FRAME = "matcher.app._frame"
STARTING = "準備しています(はじめの1回だけ、数秒かかります)"
FAVICON = Path(__file__).parent / "matcher" / "app" / "assets" / "favicon.png"

st.set_page_config(page_icon=str(FAVICON), layout="wide")
# The first visitor after a start waits seconds for the libraries, else in front of a blank page.
with nullcontext() if FRAME in sys.modules else st.spinner(STARTING):
    from matcher.app import _frame

_frame.draw()
