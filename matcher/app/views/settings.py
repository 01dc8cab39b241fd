"""設定: own profile, weekly limit, days off, hiding."""

from dataclasses import replace

import streamlit as st

from matcher.app import _copy
from matcher.app._components import heading
from matcher.app._guard import ready
from matcher.app._pickers import ChosenOrganization, interests_picker, organization_picker
from matcher.app._state import Key, community, status, viewer
from matcher.app._text import escape
from matcher.domain import MemberView, OrganizationSource, Profile

Copy = _copy.Settings
LIMIT_MOST = 50


def draw() -> None:
    """The settings of the person in front of the screen."""
    if status().demo:
        st.markdown(Copy.DEMO)
    if not ready():
        return
    known = viewer()
    if known is None:
        st.info(Copy.NOBODY, icon=":material/info:")
        return
    member = community().show_member(known)
    profile = community().profile(known)
    seed(member, profile)
    st.markdown(Copy.WHO.format(name=escape(member.name)))
    heading(Copy.ABOUT)
    st.markdown(Copy.ABOUT_HELP)
    organization = organization_picker(Copy.ORGANIZATION, Key.OWN_ORGANIZATION)
    department = st.text_input(Copy.DEPARTMENT, key=Key.DEPARTMENT)
    interests = interests_picker(Key.OWN_INTERESTS, community().topics())
    solo_it = st.checkbox(_copy.Starter.SOLO_IT, key=Key.OWN_SOLO_IT)
    heading(Copy.REQUESTS)
    limit = st.number_input(
        Copy.LIMIT, min_value=0, max_value=LIMIT_MOST, step=1, key=Key.WEEKLY_LIMIT, width=280
    )
    away = st.date_input(Copy.AWAY, format="YYYY/MM/DD", key=Key.AWAY, width=280)
    hidden = st.checkbox(Copy.HIDDEN, key=Key.HIDDEN)
    st.subheader(Copy.AMBASSADORS, anchor=False)
    st.markdown(Copy.AMBASSADORS_HELP)
    if not st.button(Copy.SAVE, key=Key.SAVE, type="primary"):
        return
    if str(st.session_state[Key.OWN_ORGANIZATION]).strip() and not organization.code:
        st.error(Copy.ORGANIZATION_OPEN)
        return
    code = chosen_code(organization, member, profile)
    unchanged = code == profile.organization_code
    community().save_profile(
        replace(
            profile,
            organization_code=code,
            organization_source=profile.organization_source
            if unchanged
            else OrganizationSource.MEMBER,
            department=department.strip(),
            interests=interests,
            solo_it=solo_it,
            weekly_limit=int(limit),
            away_until=away,
            hidden=hidden,
        )
    )
    st.success(Copy.SAVED)


def chosen_code(organization: ChosenOrganization, member: MemberView, profile: Profile) -> str:
    """The organization to store: an unchanged one that others wrote stays theirs."""
    if organization.code == member.organization_code:
        return profile.organization_code
    return organization.code


def seed(member: MemberView, profile: Profile) -> None:
    """Fill the fields with what is stored, once for each person and visit."""
    whose = "settings of"
    if st.session_state.get(whose) == member.member_id and Key.WEEKLY_LIMIT in st.session_state:
        return
    st.session_state[whose] = member.member_id
    existing = {topic.topic_id for topic in community().topics()}
    st.session_state[Key.OWN_ORGANIZATION] = member.organization
    st.session_state[Key.DEPARTMENT] = profile.department or member.department
    st.session_state[Key.OWN_INTERESTS] = [name for name in profile.interests if name in existing][
        :5
    ]
    st.session_state[Key.OWN_SOLO_IT] = profile.solo_it
    st.session_state[Key.WEEKLY_LIMIT] = profile.weekly_limit
    st.session_state[Key.AWAY] = profile.away_until
    st.session_state[Key.HIDDEN] = profile.hidden


draw()
