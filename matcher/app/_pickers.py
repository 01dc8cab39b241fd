"""Choosing one of thousands: the search runs on the server and sends at most fifty options."""

from dataclasses import dataclass

import streamlit as st

from matcher.app import _copy
from matcher.app._state import Key, community
from matcher.app._text import escape
from matcher.domain import MemberName, TopicSummary

LIMIT = 50


@dataclass(frozen=True, slots=True)
class ChosenOrganization:
    """An organization that was picked; both empty when none is."""

    code: str = ""
    full_name: str = ""


def organization_picker(label: str, key: Key) -> ChosenOrganization:
    """Search field for the 1,788 local governments and the ministries."""
    text = st.text_input(label, key=key, live=True, autocomplete="off").strip()
    st.markdown(_copy.Starter.ORGANIZATION_HELP)
    if not text:
        return ChosenOrganization()
    found = _organizations(text)
    if not found:
        st.markdown(_copy.Picker.NONE.format(text=escape(text)))
        return ChosenOrganization()
    if len(found) == 1:
        st.markdown(_copy.Picker.CHOSEN.format(name=escape(found[0].full_name)))
        return found[0]
    chosen = st.selectbox(
        _copy.Picker.WHICH,
        found,
        index=None,
        format_func=lambda organization: organization.full_name,
        key=f"{key}_choice",
        placeholder="",
    )
    if len(found) == LIMIT:
        st.markdown(_copy.Picker.MANY.format(n=LIMIT))
    return chosen or ChosenOrganization()


def _organizations(text: str) -> list[ChosenOrganization]:
    """What a text can mean; one, when it is the name of a single municipality or ministry.

    The name of a prefecture is also the start of its municipalities' names, so those follow it.
    """
    place = community().place(text)
    first = []
    if place.status == "resolved":
        full_name = place.name if place.name == place.prefecture else place.prefecture + place.name
        first = [ChosenOrganization(place.code, full_name)]
        if text == full_name or place.kind != "都道府県":
            return first
    found = [
        ChosenOrganization(government.code, government.full_name)
        for government in community().find_local_governments(text, limit=LIMIT)
    ]
    return [*first, *(one for one in found if one not in first)][:LIMIT]


def interests_picker(key: Key, topics: tuple[TopicSummary, ...]) -> tuple[str, ...]:
    """Up to five topics, by name; gives their ids."""
    names = {topic.topic_id: topic.name for topic in topics}
    return tuple(
        st.multiselect(
            _copy.Starter.INTERESTS,
            list(names),
            format_func=lambda topic_id: names[topic_id],
            key=key,
            max_selections=5,
            placeholder="",
            select_all=False,
        )
    )


def member_label(member: MemberName) -> str:
    """Name and organization, enough to tell two people of one name apart."""
    return f"{member.name} {member.organization}".strip()
