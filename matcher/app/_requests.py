"""How often someone is asked, in one line, with one press to take days off."""

from dataclasses import replace
from datetime import datetime, timedelta

import streamlit as st

from matcher.app import _copy
from matcher.app._components import load_text
from matcher.app._state import Key, community
from matcher.domain import TOKYO, Load, day_text

Requests = _copy.Requests
REST_DAYS = 7


def draw_requests(member_id: str, load: Load) -> None:
    """This week's requests and the limit; rest for a week, or take that back.

    Args:
        member_id: Whose requests.
        load: How many there were and how many are accepted.
    """
    profile = community().profile(member_id)
    resting = profile.is_away(datetime.now(TOKYO).date())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(load_text(load))
        if resting and profile.away_until is not None:
            st.markdown(Requests.RESTING.format(day=day_text(profile.away_until)))
        st.button(
            Requests.BACK if resting else Requests.REST,
            key=Key.REST,
            icon=":material/undo:" if resting else ":material/bedtime:",
            on_click=_rest,
            args=(member_id, resting),
        )


def _rest(member_id: str, resting: bool) -> None:
    until = None if resting else datetime.now(TOKYO).date() + timedelta(days=REST_DAYS)
    community().save_profile(replace(community().profile(member_id), away_until=until))
    st.toast(
        Requests.BACK_TOAST if until is None else Requests.REST_TOAST.format(day=day_text(until))
    )
