"""アンバサダーの机: do one kind thing."""

from collections.abc import Sequence

import streamlit as st

from matcher.app import _copy
from matcher.app._choices import segments
from matcher.app._components import empty, open_view
from matcher.app._desk_cards import Task, draw_card
from matcher.app._desk_said import draw_said
from matcher.app._guard import allowed, ready
from matcher.app._requests import draw_requests
from matcher.app._state import Key, Parameter, View, community, viewer
from matcher.app._text import escape
from matcher.domain import Effects, Outreach, RoleKind, TakenTask, TaskKind, minute_text

Copy = _copy.Desk
SHOWN = 5


def draw() -> None:
    """Own load in a line, then one of four short lists."""
    if not ready():
        return
    known = viewer()
    if not allowed(RoleKind.AMBASSADOR, RoleKind.ORGANIZER) or known is None:
        open_view(View.HOME, _copy.Frame.TO_HOME)
        return
    with st.spinner(Copy.LOADING):
        outreach = community().outreach(known)
    draw_requests(known, outreach.load)
    if outreach.notice:
        st.info(escape(outreach.notice), icon=":material/info:")
    draw_said(known)
    kind = choose_list(outreach)
    draw_list(lists(outreach)[kind], kind, outreach, known)


def lists(outreach: Outreach) -> dict[TaskKind, Sequence[Task]]:
    """The four lists in the order in which they are offered."""
    return {
        TaskKind.NEWCOMER: outreach.newcomers,
        TaskKind.QUESTION: outreach.questions,
        TaskKind.HIDDEN: outreach.hidden,
        TaskKind.MISSING: outreach.missing,
    }


def choose_list(outreach: Outreach) -> TaskKind:
    """Which list; its length stands beside each name."""
    labels = {
        kind.value: Copy.SEGMENT.format(kind=Copy.KIND[kind], n=len(tasks))
        for kind, tasks in lists(outreach).items()
    }
    chosen = segments(Copy.CHOOSE, labels, key=Key.DESK_KIND, parameter=Parameter.DESK_KIND)
    return TaskKind(chosen)


def draw_list(tasks: Sequence[Task], kind: TaskKind, outreach: Outreach, member_id: str) -> None:
    """The cards, what others are doing, and an end."""
    for place, task in enumerate(tasks):
        draw_card(task, member_id, first=place == 0)
    if not tasks:
        empty(Copy.EMPTY[kind], effect_text(outreach.last_week))
    taken = [one for one in outreach.taken if one.kind is kind]
    if taken:
        draw_taken(taken)
    if tasks:
        st.markdown(f"**{Copy.END}** {Copy.END_HELP}\n\n{effect_text(outreach.last_week)}")


def draw_taken(taken: Sequence[TakenTask]) -> None:
    """What others are doing: to see, not to press."""
    st.subheader(Copy.TAKEN, anchor=False)
    lines = [
        "- "
        + Copy.TAKEN_LINE.format(
            title=escape(one.title), name=escape(one.name), since=minute_text(one.since)
        )
        for one in taken
    ]
    st.markdown("\n".join(lines))


def effect_text(effects: Effects) -> str:
    """What became of one's own work of the last week, in counts; empty when there was none."""
    if not effects.done:
        return ""
    parts = [Copy.EFFECT.format(done=effects.done)]
    if effects.replied:
        parts.append(
            Copy.EFFECT_REPLIED.format(replied=effects.replied, wrote_again=effects.wrote_again)
        )
    if effects.median_hours is not None:
        hours = Copy.HOURS.format(n=max(round(effects.median_hours), 1))
        parts.append(Copy.EFFECT_HOURS.format(hours=hours))
    return "".join(parts)


draw()
