"""メンタリング, step 3: solve, and see how good it is beside other ways."""

from collections.abc import Callable

import streamlit as st

from matcher.app import _copy
from matcher.app._components import failed
from matcher.app._rounds_parts import next_step
from matcher.app._state import Key, community
from matcher.app._text import count
from matcher.domain import (
    MatcherError,
    RoundMethods,
    RoundQuality,
    RoundSolution,
    RoundState,
    StoredRound,
)

Copy = _copy.Rounds


def draw_solve(stored: StoredRound) -> None:
    """The press that solves, then the outcome and the comparison."""
    st.markdown(Copy.GOAL)
    if stored.state is not RoundState.CLOSED:
        again = stored.solution is not None
        if st.button(
            Copy.SOLVE_AGAIN if again else Copy.SOLVE,
            key=Key.ROUND_SOLVE,
            type="primary" if not again or stored.decided else "secondary",
        ):
            solve(stored)
    if stored.solution is None:
        return
    st.markdown(result_text(stored.solution))
    draw_comparison(stored.solution.quality)
    next_step("review", main=not stored.decided)


def solve(stored: StoredRound) -> None:
    """Solve with progress, then draw the page anew; what is wrong is told here."""
    what = Copy.SOLVING.format(
        mentees=count(len(stored.input.mentees), "人"),
        mentors=count(len(stored.input.mentors), "人"),
    )
    bar = st.progress(0.0, text=what)

    def progress(step: str, done: int, total: int | None) -> None:
        share = done / total if total else 0.0
        bar.progress(min(1.0, share), text=f"{what}({step})")

    try:
        community().rounds.solve(stored.name, progress=progress)
    except MatcherError as problem:
        bar.empty()
        failed(problem)
        return
    st.rerun()


def result_text(solution: RoundSolution) -> str:
    """Markdown: how many have a mentor, how many wait."""
    waiting = len(solution.unmatched)
    return Copy.RESULT.format(
        served=count(len(solution.pairs), "人"),
        waiting=Copy.WAITING.format(n=count(waiting, "人")) if waiting else Copy.NOBODY_WAITS,
    )


def draw_comparison(quality: RoundMethods) -> None:
    """Four ways beside each other, in plain numbers."""
    st.subheader(Copy.COMPARE, anchor=False)
    methods = [getattr(quality, name) for name in Copy.METHODS]
    lines = [
        f"| {Copy.METHOD} | {' | '.join(Copy.METHODS.values())} |",
        "|---" + "|--:" * len(methods) + "|",
    ]
    for name, label in Copy.MEASURES.items():
        cells = [_SHOWN[name](one) for one in methods]
        cells[0] = f"**{cells[0]}**"
        lines.append(f"| {label} | {' | '.join(cells)} |")
    st.markdown("\n".join(lines))
    with st.expander(Copy.EXPLAIN):
        st.markdown(Copy.EXPLANATION)


def _hundredths(value: float) -> str:
    return f"{100 * value:.0f}"


_SHOWN: dict[str, Callable[[RoundQuality], str]] = {
    "served": lambda one: count(one.served, "人"),
    "mean": lambda one: _hundredths(one.mean),
    "p10": lambda one: _hundredths(one.p10),
    "worst": lambda one: _hundredths(one.worst),
    "worst_rank": lambda one: f"{one.worst_rank:,}番目" if one.worst_rank else "–",
    "blocking_pairs": lambda one: count(one.blocking_pairs, "組"),
    "gini": lambda one: f"{one.gini:.2f}",
    "repeats": lambda one: count(one.repeats, "組"),
    "pins_kept": lambda one: count(one.pins_kept, "組"),
}
