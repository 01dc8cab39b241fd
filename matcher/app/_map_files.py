"""What can be taken along from コミュニティの地図: tables and pictures."""

from functools import partial

import streamlit as st

from matcher.api import governments_table, prefectures_table
from matcher.app import _copy
from matcher.app._downloads import download_table
from matcher.app._map_charts import Drawing, dot_chart, tile_chart
from matcher.app._map_parts import Chosen
from matcher.app._measures import classes
from matcher.app._pictures import download_picture
from matcher.domain import CommunityMap, day_text

Copy = _copy.Map
PREFECTURE_KIND = "都道府県"


def chart_of(on_map: CommunityMap, chosen: Chosen) -> Drawing:
    """The map as it is chosen."""
    if chosen.form == "tiles":
        values = [chosen.measure.of(place) for place in on_map.prefectures]
        classed = classes(chosen.measure, values)
        return tile_chart(on_map.prefectures, chosen.measure, classed, chosen.prefecture)
    drawn = [one for one in on_map.local_governments if chosen.kind or one.kind != PREFECTURE_KIND]
    return dot_chart(drawn, chosen.measure, chosen.prefecture)


def draw_files(on_map: CommunityMap, chosen: Chosen, told: str) -> None:
    """What can be taken along: the tables, and the picture as it is on the screen."""
    with st.popover(Copy.SAVE, icon=":material/download:"):
        for name, table in (
            (Copy.SAVE_PREFECTURES, prefectures_table),
            (Copy.SAVE_GOVERNMENTS, governments_table),
        ):
            st.markdown(f"**{name}**")
            download_table(table(on_map), Copy.FILE.format(what=name), key=f"save {name}")
        st.markdown(f"**{Copy.SAVE_PICTURE}**")
        download_picture(
            partial(chart_of, on_map, chosen),
            picture_title(on_map, chosen, told),
            Copy.FILE.format(what=Copy.FORMS[chosen.form]),
        )


def picture_title(on_map: CommunityMap, chosen: Chosen, told: str) -> str:
    """What a picture shows when it stands alone: the finding, then what was counted."""
    facts = [Copy.MEASURES[chosen.measure], on_map.topic, chosen.kind]
    if on_map.span is not None:
        first = on_map.since or on_map.span[0]
        facts.append(Copy.SPAN.format(first=day_text(first), last=day_text(on_map.span[1])))
    return "\n".join([told, " ・ ".join(fact for fact in facts if fact)])
