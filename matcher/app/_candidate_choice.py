"""What an organizer decided of the next ambassadors: who is fixed, who is out, and undoing it."""

from dataclasses import dataclass

import streamlit as st

from matcher.app import _copy
from matcher.app._choices import select
from matcher.app._state import Key, Parameter, recall, submit
from matcher.app._text import escape
from matcher.domain import CandidateSet

Copy = _copy.Candidates
MOST = 47
EVEN = "0.5"
_UNTOLD = f"{Key.CANDIDATE_CHANGE} untold"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of set is wanted; all of it stands in the address."""

    size: int | None
    spread: float
    pinned: tuple[str, ...]
    excluded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The last decision, with what was before it: what was wanted, and the set by id and name."""

    text: str
    before: Wanted
    chosen: dict[str, str]


def controls() -> Wanted:
    """How many, and what weighs more."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sizes = {"": Copy.SIZE_AUTO} | {
            str(n): Copy.SIZE_OF.format(n=n) for n in range(1, MOST + 1)
        }
        size = select(Copy.SIZE, sizes, key=Key.CANDIDATE_SIZE, parameter=Parameter.SIZE, width=180)
        recall(Parameter.SPREAD, Key.CANDIDATE_SPREAD)
        if st.session_state.get(Key.CANDIDATE_SPREAD) not in Copy.SPREADS:
            st.session_state[Key.CANDIDATE_SPREAD] = EVEN
        spread = st.select_slider(
            Copy.SPREAD,
            list(Copy.SPREADS),
            format_func=lambda value: Copy.SPREADS[value],
            key=Key.CANDIDATE_SPREAD,
            width=340,
            on_change=_keep_spread,
        )
    return Wanted(
        int(size) if size else None,
        float(spread),
        _listed(Parameter.PINNED, Key.CANDIDATE_PINNED),
        _listed(Parameter.EXCLUDED, Key.CANDIDATE_EXCLUDED),
    )


def _keep_spread() -> None:
    chosen = str(st.session_state[Key.CANDIDATE_SPREAD])
    submit(Parameter.SPREAD, "" if chosen == EVEN else chosen)


def _listed(parameter: Parameter, key: Key) -> tuple[str, ...]:
    return tuple(one for one in recall(parameter, key).split(",") if one)


def pin(wanted: Wanted, found: CandidateSet, member_id: str, name: str) -> None:
    """Keep somebody in the set; in callbacks only, as all that follow."""
    _decide(wanted, found, Copy.DONE_PIN.format(name=name))
    _put(
        (*(one for one in wanted.pinned if one != member_id), member_id),
        tuple(one for one in wanted.excluded if one != member_id),
    )


def unpin(wanted: Wanted, found: CandidateSet, member_id: str, name: str) -> None:
    """Let the choice decide on somebody again."""
    _decide(wanted, found, Copy.DONE_UNPIN.format(name=name))
    _put(tuple(one for one in wanted.pinned if one != member_id), wanted.excluded)


def exclude(wanted: Wanted, found: CandidateSet, member_id: str, name: str) -> None:
    """Keep somebody out of the set."""
    _decide(wanted, found, Copy.DONE_EXCLUDE.format(name=name))
    _put(
        tuple(one for one in wanted.pinned if one != member_id),
        (*(one for one in wanted.excluded if one != member_id), member_id),
    )


def restore(wanted: Wanted, found: CandidateSet, member_id: str, name: str) -> None:
    """Somebody who was kept out may come in again."""
    _decide(wanted, found, Copy.DONE_RESTORE.format(name=name))
    _put(wanted.pinned, tuple(one for one in wanted.excluded if one != member_id))


def draw_change(wanted: Wanted, found: CandidateSet) -> None:
    """What the last decision changed in the set, and the way back.

    It is told until something else is asked for: with another size or spread the sets differ for
    more than one reason.
    """
    change: Change | None = st.session_state.get(Key.CANDIDATE_CHANGE)
    if change is None:
        return
    if (change.before.size, change.before.spread) != (wanted.size, wanted.spread):
        del st.session_state[Key.CANDIDATE_CHANGE]
        return
    now = {one.member_id: one.name for one in found.candidates if one.chosen}
    came = [name for member_id, name in now.items() if member_id not in change.chosen]
    went = [name for member_id, name in change.chosen.items() if member_id not in now]
    told = [escape(change.text)]
    if came:
        told.append(Copy.CAME.format(names=escape("、".join(came))))
    if went:
        told.append(Copy.WENT.format(names=escape("、".join(went))))
    if not came and not went:
        told.append(Copy.SAME)
    if st.session_state.pop(_UNTOLD, False):
        # The button that was pressed may be far below this line.
        st.toast(" ".join(told))
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(" ".join(told), width="content")
        st.button(
            Copy.UNDO,
            key=Key.CANDIDATE_UNDO,
            icon=":material/undo:",
            on_click=_undo,
            args=(change,),
        )


def _decide(wanted: Wanted, found: CandidateSet, text: str) -> None:
    chosen = {one.member_id: one.name for one in found.candidates if one.chosen}
    st.session_state[Key.CANDIDATE_CHANGE] = Change(text, wanted, chosen)
    st.session_state[_UNTOLD] = True


def _put(pinned: tuple[str, ...], excluded: tuple[str, ...]) -> None:
    submit(Parameter.PINNED, ",".join(pinned))
    submit(Parameter.EXCLUDED, ",".join(excluded))


def _undo(change: Change) -> None:
    _put(change.before.pinned, change.before.excluded)
    st.session_state.pop(Key.CANDIDATE_CHANGE, None)
