"""Charts as files to take along, drawn on this server; nothing is asked of another host."""

from collections.abc import Callable
from functools import partial

import altair as alt
import streamlit as st

from matcher.app import _copy
from matcher.app._map_charts import Drawing, styled

Copy = _copy.Downloads
FORMATS = {"png": "image/png", "svg": "image/svg+xml"}
WIDTH, HEIGHT = 640, 600
"""In CSS pixels; a PNG has twice as many, to be sharp on paper."""


def download_picture(draw: Callable[[], Drawing], title: str, file_name: str) -> None:
    """Two buttons side by side; the picture is drawn only when one is pressed.

    Args:
        draw: Gives the chart as it is on the page.
        title: What it shows, for a file that stands alone; a line for each part.
        file_name: Without an ending.
    """
    with st.container(horizontal=True):
        for ending, mime in FORMATS.items():
            st.download_button(
                Copy.PICTURE.format(ending=ending.upper()),
                partial(picture, draw, ending, title),
                f"{file_name}.{ending}",
                mime,
                key=f"{file_name}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


def picture(draw: Callable[[], Drawing], ending: str, title: str) -> bytes:
    """A chart as a file, ``png`` or ``svg`` (arguments as in :func:`download_picture`)."""
    # A drawing engine of its own, which only the person who saves a picture waits for.
    import vl_convert  # noqa: PLC0415

    drawn = styled(draw()).properties(
        width=WIDTH,
        height=HEIGHT,
        title=alt.Title(title.split("\n"), offset=16),
        background="#FFFFFF",
        padding=16,
    )
    if ending == "svg":
        return str(vl_convert.vegalite_to_svg(drawn.to_dict())).encode()
    return bytes(vl_convert.vegalite_to_png(drawn.to_dict(), scale=2))
