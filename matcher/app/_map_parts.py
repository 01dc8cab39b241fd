"""Parts of コミュニティの地図: what to look at, the table, what stands behind a number."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from matcher.app import _copy
from matcher.app._choices import put, segments, select
from matcher.app._components import huge, links_to, meta, thread_card
from matcher.app._measures import Measure
from matcher.app._state import Key, Parameter, own_address
from matcher.app._text import count, escape, link
from matcher.community import KINDS
from matcher.domain import (
    AnsweringMember,
    CommunityMap,
    LocalGovernmentOnMap,
    MemberThere,
    PlaceOnMap,
    PrefectureOnMap,
    ThreadSuggestion,
    TopicSummary,
    day_text,
)

Copy = _copy.Map
THREADS = 5
FEW = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the filter bar says."""

    measure: Measure
    topic: str
    days: int | None
    kind: str
    form: str
    prefecture: str


def filter_bar(topics: tuple[TopicSummary, ...], prefectures: Mapping[str, str]) -> Chosen:
    """What to look at; everything stands in the address.

    Args:
        topics: To choose from.
        prefectures: Names by code.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = select(
            Copy.MEASURE, Copy.MEASURES, key=Key.MAP_MEASURE, parameter=Parameter.MEASURE, width=190
        )
        prefecture = select(
            Copy.PREFECTURE,
            {"": Copy.ALL_PREFECTURES} | dict(prefectures),
            key=Key.MAP_PREFECTURE,
            parameter=Parameter.PREFECTURE,
            width=150,
        )
        form = segments(Copy.FORM, Copy.FORMS, key=Key.MAP_FORM, parameter=Parameter.FORM)
        with st.popover(Copy.NARROW, icon=":material/filter_list:"):
            period, topic, kind = _narrowed(topics)
    return Chosen(Measure(measure), topic, int(period) if period else None, kind, form, prefecture)


def _narrowed(topics: tuple[TopicSummary, ...]) -> tuple[str, str, str]:
    """Period, topic and kind; behind a button, so that a phone shows the map first."""
    period = select(
        Copy.PERIOD, Copy.PERIODS, key=Key.MAP_PERIOD, parameter=Parameter.PERIOD, width=260
    )
    names = {"": Copy.ALL_TOPICS} | {topic.topic_id: topic.name for topic in topics}
    topic = select(Copy.TOPIC, names, key=Key.MAP_TOPIC, parameter=Parameter.MAP_TOPIC, width=260)
    kinds = {"": Copy.ALL_KINDS} | {one: one for one in KINDS}
    kind = select(Copy.KIND, kinds, key=Key.MAP_KIND, parameter=Parameter.KIND, width=260)
    return period, topic, kind


def scope_text(on_map: CommunityMap, measure: Measure) -> str:
    """What the numbers are counted in: days, topic, kind of local governments."""
    if on_map.span is None:
        return ""
    first, last = on_map.span
    now = measure in {Measure.JOINED, Measure.MEMBERS}
    since = max(first, on_map.since) if on_map.since else first
    parts = [
        Copy.SCOPE_NOW.format(last=day_text(last))
        if now
        else Copy.SCOPE_SPAN.format(first=day_text(since), last=day_text(last)),
        Copy.SCOPE_TOPIC.format(topic=escape(on_map.topic)) if on_map.topic and not now else "",
        on_map.kind,
    ]
    return Copy.SCOPE.format(scope=" ・ ".join(filter(None, parts)))


def choose_prefecture(code: str, government: str = "") -> None:
    """Choose a prefecture, perhaps one of its local governments; in callbacks only."""
    put(Key.MAP_PREFECTURE, Parameter.PREFECTURE, code)
    put(Key.MAP_ORGANIZATION, Parameter.GOVERNMENT, government)


def prefecture_table(on_map: CommunityMap, measure: Measure) -> pd.DataFrame:
    """The tiles as a table, what is worth a look first."""

    def order(place: PrefectureOnMap) -> tuple[bool, float, str]:
        value = measure.of(place)
        known = value if value is not None else 0.0
        return value is None, known if measure.is_share else -known, place.code

    rows = []
    for place in sorted(on_map.prefectures, key=order):
        row: dict[str, object] = {
            Copy.PREFECTURE: place.name,
            Copy.MEASURES[measure]: measure.of(place),
        }
        if measure.is_share:
            part, total = measure.parts(place)
            row[Copy.COUNTED] = f"{part:,}/{total:,}"
        rows.append(row)
    return pd.DataFrame(rows)


def government_table(governments: list[LocalGovernmentOnMap]) -> pd.DataFrame:
    """Local governments as a table."""
    return pd.DataFrame(
        [
            {
                Copy.ORGANIZATION: one.name,
                Copy.COLUMN_STATE: Copy.JOINED if one.joined else Copy.MISSING,
                Copy.COLUMN_KIND: one.kind,
                Copy.COLUMN_POPULATION: one.population,
                Copy.MEASURES["members"]: one.activity.members,
                Copy.MEASURES["questions"]: one.activity.questions,
                Copy.MEASURES["answering"]: one.activity.answering,
            }
            for one in governments
        ]
    )


def draw_governments(name: str, governments: list[LocalGovernmentOnMap]) -> None:
    """Who joined and who is missing, in words and as a table."""
    municipal = [one for one in governments if one.name != name]
    for own in (one for one in governments if one.name == name):
        state = Copy.JOINED if own.joined else Copy.MISSING
        st.markdown(Copy.OWN_GOVERNMENT.format(name=name, state=state))
    for joined, text in ((False, Copy.MISSING_LIST), (True, Copy.JOINED_LIST)):
        names = [escape(one.name) for one in municipal if one.joined is joined]
        if names:
            st.markdown(text.format(n=len(names), names="、".join(names)))
    st.dataframe(
        government_table(governments),
        hide_index=True,
        height="content" if len(governments) < FEW else 420,
        column_config={
            Copy.COLUMN_POPULATION: st.column_config.NumberColumn(format="localized"),
        },
        alt=Copy.ALT_GOVERNMENTS.format(name=name),
        key=f"{Key.MAP_LIST} {name}",
    )


def draw_members(place: PlaceOnMap) -> None:
    """Who works there, the latest writers first."""
    for member in place.members:
        st.markdown(member_line(member))
    shown_of(len(place.members), place.activity.members - place.hidden, "人", Copy.NO_ONE)
    if place.hidden:
        st.markdown(Copy.HIDDEN.format(n=place.hidden))


def member_line(member: MemberThere) -> str:
    """Markdown: name, organization, last post."""
    organization = escape(member.organization)
    facts = (
        Copy.MEMBER_LINE.format(organization=organization, last=day_text(member.last_post_at))
        if member.last_post_at
        else Copy.MEMBER_SILENT.format(organization=organization)
    )
    return f"**{person(member.member_id, member.name)}** {meta([facts])}"


def draw_threads(threads: tuple[ThreadSuggestion, ...], total: int, none: str) -> None:
    """The latest conversations."""
    for thread in threads[:THREADS]:
        thread_card(thread)
    shown_of(min(len(threads), THREADS), total, "件", none)


def draw_answering(place: PlaceOnMap) -> None:
    """Who answered, with the conversations."""
    for member in place.answering:
        st.markdown(answering_line(member))
    shown_of(len(place.answering), place.activity.answering, "人", Copy.NO_ANSWERING)


def answering_line(member: AnsweringMember) -> str:
    """Markdown: name, organization, what they answered, links to it."""
    answered = Copy.ANSWERED.format(n=member.answers, last=day_text(member.last_at))
    name = person(member.member_id, member.name)
    links = " ".join(links_to(member.evidence))
    return f"**{name}** {meta([escape(member.organization)])}\n- {answered} {links}"


def person(member_id: str, name: str) -> str:
    """Markdown link to a person's page."""
    return link(name, own_address("people", {Parameter.MEMBER: member_id}))


def shown_of(shown: int, total: int, unit: str, none: str) -> None:
    """That there is nothing, or more than is shown."""
    if not total:
        st.markdown(none)
    elif shown < total:
        huge(shown, total, unit)


def totals(on_map: CommunityMap) -> str:
    """How many local governments there are, have joined, are missing."""
    total = sum(place.local_governments for place in on_map.prefectures)
    joined = sum(place.joined for place in on_map.prefectures)
    kind = on_map.kind
    number = count(total, "団体")
    name = (
        Copy.OF_KIND.format(kind=kind, n=number) if kind else Copy.MUNICIPALITIES.format(n=number)
    )
    return Copy.TOTAL.format(
        total=name, joined=count(joined, "団体"), missing=count(total - joined, "団体")
    )
