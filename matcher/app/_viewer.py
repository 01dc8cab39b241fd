"""Who looks at the pages, and which roles they hold; without sign-in, whom they chose to be."""

from contextlib import suppress

import streamlit as st

from matcher.app import _copy
from matcher.app._pickers import LIMIT, member_label
from matcher.app._state import Key, Parameter, community, status, viewer
from matcher.app._text import escape
from matcher.domain import MatcherError, MemberName, RoleKind, UnknownNameError, day_in_japan

Frame = _copy.Frame


def viewer_roles() -> frozenset[RoleKind]:
    """Roles that the person in front of the screen holds on the last day of the data."""
    known = viewer()
    return frozenset(role for member_id, role in _roles_held() if member_id == known)


def menu_roles() -> frozenset[RoleKind] | None:
    """Roles that the menu is drawn for; None, for all pages, where nobody is known."""
    if viewer() is None:
        return None
    with suppress(Exception):  # what is wrong is told in the page, not instead of the menu
        return viewer_roles()
    return None


def holder_of(*roles: RoleKind) -> str | None:
    """Somebody who holds one of the roles."""
    return next((member_id for member_id, role in _roles_held() if role in roles), None)


def look_as(member_id: str) -> None:
    """Show the pages as this person sees them."""
    st.session_state[Key.VIEWER] = member_id
    _keep_viewer()


def viewer_picker() -> None:
    """「この人として見る」, behind a button that tells whom the pages are shown to."""
    known = viewer()
    name = None
    with suppress(MatcherError):  # a problem is told in the page, which asks for the same
        name = _named(community().snapshot_id, known) if known else None
        if known and name is None:
            _forget_viewer()
    # Kept apart from the field, which Streamlit forgets on a change of page while it is closed.
    st.session_state[Key.VIEWER_CHOSEN] = name.member_id if name else None
    label = Frame.VIEWER_NOW.format(name=escape(name.name)) if name else Frame.VIEWER_BUTTON
    with st.popover(label, icon=":material/person:", key=Key.VIEWER_OPEN, on_change="rerun"):
        _draw_choice(name)


def _draw_choice(known: MemberName | None) -> None:
    st.markdown(Frame.VIEWER_HELP)
    text = st.text_input(
        Frame.VIEWER_SEARCH, key=Key.VIEWER_SEARCH, live=True, autocomplete="off"
    ).strip()
    found = _find_members(community().snapshot_id, text)
    members = {one.member_id: one for one in (*found, *([known] if known else []))}
    st.session_state[Key.VIEWER] = known.member_id if known else None
    st.selectbox(
        Frame.VIEWER,
        list(members),
        index=None,
        format_func=lambda member_id: member_label(members[member_id]),
        key=Key.VIEWER,
        placeholder=Frame.VIEWER_NOBODY,
        on_change=_keep_viewer,
    )
    if text and not found:
        st.markdown(Frame.VIEWER_NONE.format(text=escape(text)))
    if status().demo:
        for role in (RoleKind.AMBASSADOR, RoleKind.ORGANIZER):
            holder = holder_of(role)
            if holder is not None:
                st.button(
                    Frame.AS_HOLDER.format(roles=_copy.People.ROLE[role]),
                    key=f"{Key.VIEWER_AS}_{role}",
                    on_click=look_as,
                    args=(holder,),
                )


def _roles_held() -> list[tuple[str, RoleKind]]:
    span = status().span
    if span is None:
        return []
    today = day_in_japan(span[1])
    return [(role.member_id, role.kind) for role in community().roles() if role.held_on(today)]


@st.cache_data(show_spinner=False, max_entries=500)
def _find_members(snapshot_id: str, text: str) -> tuple[MemberName, ...]:  # noqa: ARG001 (the key)
    """As the community's search; the frame asks it at every rerun, so it is kept per snapshot."""
    return community().find_members(text, limit=LIMIT)


@st.cache_data(show_spinner=False, max_entries=500)
def _named(snapshot_id: str, member_id: str) -> MemberName | None:  # noqa: ARG001 (the key)
    """Name and organization of a member; None for an id that nobody bears."""
    try:
        view = community().show_member(member_id)
    except UnknownNameError:
        return None
    return MemberName(member_id, view.name, view.organization)


def _forget_viewer() -> None:
    """An address may name somebody who is gone: the page is then shown as to anybody."""
    if Parameter.VIEWER in st.query_params:
        del st.query_params[Parameter.VIEWER]
    st.toast(_copy.People.UNKNOWN)


def _keep_viewer() -> None:
    st.session_state[Key.VIEWER_OPEN] = False
    chosen = st.session_state[Key.VIEWER_CHOSEN] = st.session_state.get(Key.VIEWER)
    if chosen:
        st.query_params[Parameter.VIEWER] = chosen
    elif Parameter.VIEWER in st.query_params:
        del st.query_params[Parameter.VIEWER]
