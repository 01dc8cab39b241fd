"""What the steps of メンタリング share: names, changes that may fail, the last one and its undo."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from matcher.app import _copy
from matcher.app._choices import put
from matcher.app._components import failed
from matcher.app._state import Key, Parameter, community
from matcher.app._text import escape
from matcher.domain import MatcherError, Mentee, Mentor, Reason, StoredRound, minute_text

Copy = _copy.Rounds
FOUND = 50
_PROBLEM = "round problem"


@dataclass(frozen=True)
class People:
    """Everybody on the lists of a round, by id."""

    mentees: Mapping[str, Mentee]
    mentors: Mapping[str, Mentor]

    def mentee(self, person: str) -> str:
        """A mentee for people to read: name and organization."""
        return _named(self.mentees.get(person) or self.mentors.get(person), person)

    def mentor(self, person: str) -> str:
        """A mentor for people to read."""
        return _named(self.mentors.get(person) or self.mentees.get(person), person)


def people_of(stored: StoredRound) -> People:
    """The lists of a round."""
    return People(
        {one.id: one for one in stored.input.mentees},
        {one.id: one for one in stored.input.mentors},
    )


def found_among(names: Mapping[str, str], text: str) -> dict[str, str]:
    """At most :data:`FOUND` people whose name holds a text, by id."""
    wanted = "".join(text.split())
    hits = ((key, name) for key, name in names.items() if wanted in "".join(name.split()))
    return dict(hit for hit, _ in zip(hits, range(FOUND), strict=False))


def pick_person(names: Mapping[str, str], *, key: str, label: str = Copy.WHO) -> str | None:
    """A search field and the people it finds; None while nobody is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            Copy.SEARCH, key=f"{key} search", live=True, autocomplete="off", width=280
        ).strip()
        found = found_among(names, text)
        if text and not found:
            st.markdown(Copy.NONE.format(text=escape(text)))
            return None
        chosen = st.selectbox(
            label,
            list(found),
            index=None,
            format_func=lambda person: found.get(person, person),
            key=key,
            placeholder="",
            width=360,
        )
    if len(found) == FOUND:
        st.markdown(Copy.MANY.format(n=FOUND))
    return chosen


def attempt(change: Callable[[], object]) -> bool:
    """Make a change in a callback; what is wrong is told when the page is drawn."""
    try:
        change()
    except MatcherError as problem:
        st.session_state[_PROBLEM] = problem
        return False
    return True


def press(change: Callable[[], object]) -> None:
    """What a button does (see :func:`attempt`)."""
    attempt(change)


def draw_problem() -> None:
    """Why the last press changed nothing."""
    problem = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        failed(problem, title=Copy.PROBLEM)


def draw_last_change(stored: StoredRound) -> None:
    """What was done last, and the press that takes it back."""
    last = stored.undoable
    if last is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            Copy.DONE.format(
                what=change_text(stored, people_of(stored)), when=minute_text(last.at)
            ),
            width="content",
        )
        st.button(
            Copy.UNDO,
            key=Key.ROUND_UNDO,
            icon=":material/undo:",
            on_click=press,
            args=(lambda: community().rounds.undo(stored.name),),
        )


def change_text(stored: StoredRound, people: People, place: int = -1) -> str:
    """Markdown of one of a round's changes, the last by default."""
    revision = stored.history[place]
    text = Copy.CHANGES.get(revision.change, "")
    known = {**people.mentors, **people.mentees}

    def label(person: str) -> str:
        return escape(known[person].label if person in known else person or Copy.SOMEONE)

    return text.format(one=label(revision.mentee), other=label(revision.mentor))


def next_step(step: str, *, main: bool = True) -> None:
    """The way to the next step; ``main`` when it is the one thing to do here."""
    st.button(
        Copy.NEXT.format(step=Copy.STEPS[step]),
        key=f"{Key.ROUND_NEXT} {step}",
        type="primary" if main else "secondary",
        icon=":material/arrow_forward:",
        on_click=put,
        args=(Key.ROUND_STEP, Parameter.STEP, step),
    )


def why_lines(reasons: Iterable[Reason], helps: Iterable[Reason] = ()) -> str:
    """Markdown: why there is no partner, then what would help."""
    lines = [f"- {escape(one.text)}" for one in reasons]
    lines += [f"- {Copy.HELP_ARROW.format(text=escape(one.text))}" for one in helps]
    return "\n".join(lines)


def _named(person: Mentee | Mentor | None, known: str) -> str:
    if person is None:
        return known or Copy.SOMEONE
    return Copy.PERSON.format(name=person.label, organization=person.organization).strip()
