"""コミュニティの地図: who takes part where, and who is missing."""

import streamlit as st

from matcher.app import _copy
from matcher.app._choices import segments, select
from matcher.app._components import empty, heading, meta, open_view
from matcher.app._guard import allowed, ready
from matcher.app._map_charts import (
    selected_code,
    size_name,
    styled,
)
from matcher.app._map_files import chart_of, draw_files
from matcher.app._map_parts import (
    Chosen,
    choose_prefecture,
    draw_answering,
    draw_governments,
    draw_members,
    draw_threads,
    filter_bar,
    prefecture_table,
    scope_text,
    totals,
)
from matcher.app._measures import Measure, finding
from matcher.app._state import Key, Parameter, View, community
from matcher.app._text import count, escape
from matcher.domain import Activity, CommunityMap, PlaceOnMap, PrefectureOnMap, RoleKind
from matcher.places import load_directory

Copy = _copy.Map
TABLE_HEIGHT = 360


def draw() -> None:
    """Filters, a sentence, map and table side by side, then the chosen prefecture."""
    if not ready() or not allowed(RoleKind.ORGANIZER):
        return
    names = {place.code: place.name for place in load_directory().prefectures}
    chosen = filter_bar(community().topics(), names)
    with st.spinner(Copy.LOADING):
        on_map = community().map(topic=chosen.topic, days=chosen.days, kind=chosen.kind)
    if not any(one.joined for one in on_map.local_governments) and not chosen.kind:
        empty(Copy.NO_PLACES, Copy.NO_PLACES_BODY)
        open_view(View.IMPORT, _copy.Title.IMPORT)
        return
    told = finding(chosen.measure, on_map.prefectures)
    scope = scope_text(on_map, chosen.measure)
    st.markdown(f"**{told}**  \n{Copy.HOW_CHOSEN.format(scope=scope)}")
    left, right = st.columns([3, 2])
    with left:
        draw_picture(on_map, chosen, told)
    with right:
        draw_table(on_map, chosen)
    draw_notes(on_map, chosen)
    draw_files(on_map, chosen, told)
    if chosen.prefecture:
        draw_prefecture(on_map, chosen)


def draw_picture(on_map: CommunityMap, chosen: Chosen, told: str) -> None:
    """The map; a click on it chooses a prefecture, and with dots a local government."""
    # A chart keeps what was clicked on; a new key lets the same tile be clicked on again.
    key = f"{Key.MAP_CHART} {chosen.form} {chosen.prefecture}"
    text = Copy.ALT_TILES if chosen.form == "tiles" else Copy.ALT_DOTS
    st.altair_chart(
        styled(chart_of(on_map, chosen)),
        width="stretch",
        theme=None,
        key=key,
        alt=text.format(finding=told),
        on_select=lambda: pick_from_picture(key, chosen.prefecture),
    )
    if chosen.prefecture:
        st.button(
            Copy.BACK,
            key=Key.MAP_BACK,
            type="tertiary",
            icon=":material/zoom_out_map:",
            on_click=choose_prefecture,
            args=("",),
        )


def pick_from_picture(key: str, before: str) -> None:
    """A click on a tile or a dot; a second one on the same prefecture's tile takes it back."""
    code = selected_code(st.session_state[key])
    if len(code) == 2:
        choose_prefecture("" if code == before else code)
    elif code:
        choose_prefecture(code[:2], code)


def draw_table(on_map: CommunityMap, chosen: Chosen) -> None:
    """The same as a table.

    A click on it chooses nothing: a table with cells to choose would choose by itself as soon as
    somebody comes to it by keyboard.
    """
    column = Copy.MEASURES[chosen.measure]
    share = st.column_config.NumberColumn(format="%d%%")
    st.dataframe(
        prefecture_table(on_map, chosen.measure),
        hide_index=True,
        height=TABLE_HEIGHT,
        column_config={column: share} if chosen.measure.is_share else None,
        key=f"{Key.MAP_TABLE} {chosen.measure}",
        alt=Copy.ALT_TABLE.format(what=column),
    )


def draw_notes(on_map: CommunityMap, chosen: Chosen) -> None:
    """How to choose, what is counted, who is not on the map."""
    if chosen.form == "dots":
        what = size_name(chosen.measure)
        names = {place.code: place.name for place in on_map.prefectures}
        zoomed = Copy.ZOOMED_NOTE.format(name=names.get(chosen.prefecture, ""), what=what)
        st.markdown(zoomed if chosen.prefecture else Copy.DOTS_NOTE.format(what=what))
    st.markdown(totals(on_map))
    notes = [Copy.NOW]
    if chosen.measure is Measure.IN_TIME:
        notes.append(Copy.WORKING)
    st.markdown(" ".join(notes))
    if on_map.agencies:
        draw_agencies(on_map, chosen)
    if on_map.unplaced.members:
        draw_outside(on_map.unplaced, chosen)


def draw_agencies(on_map: CommunityMap, chosen: Chosen) -> None:
    """The agencies, and what stands behind the numbers of one of them."""
    members = sum(agency.activity.members for agency in on_map.agencies)
    title = Copy.AGENCIES.format(n=count(members, "人"))
    shown = st.expander(title, key=Key.MAP_AGENCIES, on_change="rerun")
    if not shown.open:
        return
    with shown:
        st.markdown(
            "\n".join(
                f"- {escape(agency.name)} {meta(agency_facts(agency.activity))}"
                for agency in on_map.agencies
            )
        )
        names = [agency.name for agency in on_map.agencies]
        name = st.selectbox(Copy.AGENCY, names, key=Key.MAP_AGENCY, width=280)
        draw_behind(name, chosen)


def draw_outside(unplaced: Activity, chosen: Chosen) -> None:
    """Who is nowhere on the map, and what stands behind their numbers."""
    title = Copy.OUTSIDE.format(n=count(unplaced.members, "人"))
    shown = st.expander(title, key=Key.MAP_OUTSIDE, on_change="rerun")
    if shown.open:
        with shown:
            st.markdown(Copy.OUTSIDE_BODY)
            draw_behind("", chosen)


def draw_behind(code: str, chosen: Chosen) -> None:
    """The numbers of a place that is not on the map; one of them opens."""
    place = community().map_place(code, topic=chosen.topic, days=chosen.days, kind=chosen.kind)
    numbers = activity_numbers(place.activity)
    detail = st.segmented_control(
        Copy.DETAIL,
        list(numbers),
        format_func=lambda key: numbers[key],
        key=f"{Key.MAP_DETAIL} {code}",
        wrap=True,
    )
    if detail:
        draw_detail(place, detail)


def agency_facts(activity: Activity) -> list[str]:
    """What the people of an agency did."""
    return [
        Copy.MEMBERS.format(n=activity.members),
        Copy.QUESTIONS.format(n=activity.questions),
        Copy.ANSWERING.format(n=activity.answering),
    ]


def draw_prefecture(on_map: CommunityMap, chosen: Chosen) -> None:
    """What stands behind the numbers of a prefecture or of one of its local governments."""
    prefecture = next(place for place in on_map.prefectures if place.code == chosen.prefecture)
    governments = [
        one for one in on_map.local_governments if one.prefecture_code == prefecture.code
    ]
    heading(prefecture.name)
    code = select(
        Copy.ORGANIZATION,
        {"": Copy.ALL_ORGANIZATIONS} | {one.code: one.name for one in governments},
        key=Key.MAP_ORGANIZATION,
        parameter=Parameter.GOVERNMENT,
        width=280,
    )
    place = community().map_place(
        code or prefecture.code, topic=chosen.topic, days=chosen.days, kind=chosen.kind
    )
    detail = segments(
        Copy.DETAIL,
        details(prefecture, place.activity, chosen.kind, with_governments=not code),
        key=Key.MAP_DETAIL,
        parameter=Parameter.DETAIL,
    )
    if detail == "governments":
        draw_governments(prefecture.name, governments)
    else:
        draw_detail(place, detail)


def draw_detail(place: PlaceOnMap, detail: str) -> None:
    """The people or the conversations behind one number of a place."""
    if detail == "members":
        draw_members(place)
    elif detail == "answering":
        draw_answering(place)
    elif detail == "late":
        draw_threads(place.late, place.activity.judged - place.activity.in_time, Copy.NO_LATE)
    else:
        draw_threads(place.questions, place.activity.questions, Copy.NO_QUESTIONS)


def details(
    prefecture: PrefectureOnMap, activity: Activity, kind: str, *, with_governments: bool
) -> dict[str, str]:
    """The numbers that can be opened."""
    governments = Copy.GOVERNMENTS.format(
        kind=kind or Copy.MUNICIPAL,
        joined=prefecture.joined,
        total=prefecture.local_governments,
    )
    first = {"governments": governments} if with_governments else {}
    return first | activity_numbers(activity)


def activity_numbers(activity: Activity) -> dict[str, str]:
    """What the people of a place did, each number to be opened."""
    return {
        "members": Copy.MEMBERS.format(n=activity.members),
        "questions": Copy.QUESTIONS.format(n=activity.questions),
        "late": Copy.LATE.format(n=activity.judged - activity.in_time),
        "answering": Copy.ANSWERING.format(n=activity.answering),
    }


draw()
