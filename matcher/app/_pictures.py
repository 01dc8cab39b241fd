"""Charts as files to take along, drawn on this server; nothing is asked of another host."""

import altair as alt

from matcher.app._map_charts import Drawing


def picture(chart: Drawing, ending: str, title: str, *, width: int, height: int) -> bytes:
    """A chart as a file that stands alone, with a title.

    Args:
        chart: As on the page.
        ending: ``png`` or ``svg``.
        title: What it shows; a line for each part.
        width: In CSS pixels; a PNG has twice as many, to be sharp on paper.
        height: Likewise.
    """
    # A drawing engine of its own, which only the person who saves a picture waits for.
    import vl_convert  # noqa: PLC0415

    drawn = chart.properties(
        width=width,
        height=height,
        title=alt.Title(title.split("\n"), offset=16),
        background="#FFFFFF",
        padding=16,
    )
    if ending == "svg":
        return str(vl_convert.vegalite_to_svg(drawn.to_dict())).encode()
    return bytes(vl_convert.vegalite_to_png(drawn.to_dict(), scale=2))
