"""States that every page shares: a community that is empty or not yet prepared."""

import streamlit as st

from matcher.app import _copy
from matcher.app._components import empty, go
from matcher.app._state import Key, View, community, status
from matcher.app._viewer import holder_of, look_as, viewer_roles
from matcher.app._work import work
from matcher.domain import ImportReport, Progress, RoleKind


def ready() -> bool:
    """Whether there is something to show; else draw what is missing and the next step."""
    state = status()
    if state.state == "ready":
        return True
    if state.state == "unbuilt":
        empty(_copy.Empty.UNBUILT_TITLE, _copy.Empty.UNBUILT_BODY)
        if st.button(_copy.Empty.TO_IMPORT, key=Key.BUILD, type="primary"):
            go(View.IMPORT)
        return False
    empty(_copy.Empty.TITLE, _copy.Empty.BODY)
    with st.container(horizontal=True):
        if st.button(_copy.Empty.DEMO, key=Key.DEMO, type="primary"):
            start_demo()
            go(View.IMPORT)
        if st.button(_copy.Empty.IMPORT, key=Key.IMPORT):
            go(View.IMPORT)
    return False


def allowed(*roles: RoleKind) -> bool:
    """Whether the viewer holds one of the roles; else draw for whom the page is, and a way out.

    In the demo, where anybody may look as anybody, the way out is to look as such a person.
    """
    if viewer_roles() & frozenset(roles):
        return True
    names = _copy.Frame.ROLES_JOINT.join(_copy.People.ROLE[role] for role in roles)
    empty(_copy.Frame.NOT_ALLOWED.format(roles=names))
    holder = holder_of(*roles)
    if status().demo and holder is not None:
        st.button(
            _copy.Frame.AS_HOLDER.format(roles=names),
            key=Key.AS_ORGANIZER,
            type="primary",
            on_click=look_as,
            args=(holder,),
        )
    elif st.button(_copy.Frame.TO_HOME, key=Key.AS_ORGANIZER):
        go(View.HOME)
    return False


def start_demo() -> bool:
    """Fill the empty database with the demo community and build; False when other work runs."""
    opened = community()

    def fill(progress: Progress) -> ImportReport:
        report = opened.load_demo(progress=progress)
        opened.build(progress=progress)
        return report

    return work().start("demo", fill)
