"""Parts of 空白とつながり: what is missing, what hangs on one person, what is heard no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from matcher.api import gaps_table, holders_table, quiet_table
from matcher.app import _copy
from matcher.app._components import (
    empty,
    huge,
    meta,
    open_view,
    person_card,
    reason_lines,
    thread_facts,
)
from matcher.app._downloads import download_table
from matcher.app._paging import paged
from matcher.app._state import (
    Key,
    Parameter,
    View,
    community,
    for_viewer,
    own_address,
    submit,
)
from matcher.app._text import count, escape, link
from matcher.domain import (
    CommunityGaps,
    Evidence,
    Gap,
    PersonSuggestion,
    QuietTopic,
    SingleHolder,
    Span,
    ThreadSuggestion,
    day_text,
)

Copy = _copy.Gaps
THREADS = 10


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the page is narrowed to; both empty for everything."""

    topic: str = ""
    prefecture: str = ""

    def __bool__(self) -> bool:
        return bool(self.topic or self.prefecture)


def span_text(span: Span) -> str:
    """「2024年8月2日〜2024年10月31日」: first and last day that is counted."""
    return Copy.SPAN.format(
        first=day_text(span[0]), last=day_text(span[1] - timedelta(microseconds=1))
    )


def nothing(text: str, narrowed: Narrowed, wider: int, unit: str) -> None:
    """That there is nothing, and how much there is without the filters."""
    if not narrowed:
        empty(text)
        return
    empty(text, Copy.WIDER.format(n=count(wider, unit)) if wider else "")
    st.button(Copy.EVERYTHING, key=Key.GAPS_ALL, on_click=_everything)


def _everything() -> None:
    for key, parameter in (
        (Key.GAPS_TOPIC, Parameter.GAPS_TOPIC),
        (Key.GAPS_PREFECTURE, Parameter.GAPS_PREFECTURE),
    ):
        st.session_state[key] = ""
        submit(parameter, "")


def opened(row: str, about: str, options: Mapping[str, str]) -> str:
    """Buttons of a row that open what stands behind it; a second press closes it again.

    Args:
        row: Tells the rows of a page apart.
        about: What the row says, for those who do not see where the buttons stand.
        options: Shown text by value.
    """
    chosen = st.segmented_control(
        f"{escape(about)} {Copy.OPEN}",
        list(options),
        format_func=lambda value: options[value],
        key=f"{Key.GAPS_OPEN} {row}",
        label_visibility="collapsed",
        wrap=True,
    )
    return str(chosen or "")


def draw_evidence(evidence: Iterable[Evidence]) -> None:
    """The conversations behind a number, with their titles."""
    draw_thread_lines(community().describe_threads([one.thread_id for one in evidence]))


def draw_thread_lines(threads: Sequence[ThreadSuggestion]) -> None:
    """Conversations as a list of links."""
    st.markdown(
        "\n".join(
            f"- {link(one.title, for_viewer(one.permalink))} {thread_facts(one)}"
            for one in threads[:THREADS]
        )
    )
    if len(threads) > THREADS:
        huge(THREADS, len(threads), "件")


def draw_people(people: Sequence[PersonSuggestion], none: str) -> None:
    """People who may be asked now."""
    if not people:
        st.markdown(none)
    for person in people:
        person_card(person)


def person_link(member_id: str, name: str) -> str:
    """Markdown link to a person's page; empty for who does not want to be shown."""
    return link(name, own_address("people", {Parameter.MEMBER: member_id})) if name else ""


def save(what: str) -> str:
    """Name of a file to take along."""
    return Copy.FILE.format(what=what)


def draw_gaps(found: CommunityGaps, everything: CommunityGaps, narrowed: Narrowed) -> None:
    """Where questions stay without an answer."""
    if found.recent is None:
        empty(Copy.NO_POSTS, Copy.NO_POSTS_BODY)
        return
    # The same for all gaps: what is usual in the whole community.
    usual = "".join(Copy.USUAL.format(share=f"{gap.usual_share:.0%}") for gap in found.gaps[:1])
    st.markdown(Copy.GAPS_LEAD.format(span=span_text(found.recent), usual=usual))
    if not found.gaps:
        nothing(Copy.NO_GAPS, narrowed, len(everything.gaps), "件")
        return
    for gap in paged(found.gaps, f"{Key.GAPS_MORE} gaps", "件"):
        with st.container(border=True):
            draw_gap(gap)
    download_table(gaps_table(found.gaps), save(Copy.TABS["gaps"]), key="gaps")


def draw_gap(gap: Gap) -> None:
    """One sentence, why it is told, what opens behind it."""
    there = Copy.THERE if gap.people else Copy.NOBODY_THERE
    there = there.format(place=gap.place, n=gap.people)
    st.markdown(f"**{escape(gap.text)}**\n\n{reason_lines(gap.reasons)}\n- {escape(there)}")
    show = opened(
        f"{gap.topic_id} {gap.dimension} {gap.place}",
        gap.text,
        {
            "questions": Copy.SEE_QUESTIONS.format(n=len(gap.evidence)),
            "people": Copy.SEE_PEOPLE,
        },
    )
    if show == "questions":
        inside = "、".join(
            Copy.COUNT.format(name=escape(name), n=number) for name, number in gap.inside
        )
        draw_evidence(gap.evidence)
        st.markdown(meta([Copy.NOT_ALL_ANSWERS]))
        st.markdown(meta([Copy.INSIDE.format(counts=inside) if inside else ""]))
    elif show == "people":
        st.markdown(Copy.PEOPLE_HELP)
        draw_people(gap.askable, Copy.NO_PEOPLE)


def draw_single(found: CommunityGaps, everything: CommunityGaps, narrowed: Narrowed) -> None:
    """Topics that hang on one person."""
    if found.year is None:
        empty(Copy.NO_POSTS, Copy.NO_POSTS_BODY)
        return
    st.markdown(Copy.SINGLE_LEAD.format(span=span_text(found.year)))
    if not found.single_holders:
        nothing(Copy.NO_SINGLE, narrowed, len(everything.single_holders), "件")
        return
    for one in paged(found.single_holders, f"{Key.GAPS_MORE} single", "件"):
        with st.container(border=True):
            draw_holder(one)
    download_table(holders_table(found.single_holders), save(Copy.TABS["single"]), key="single")


def draw_holder(one: SingleHolder) -> None:
    """A topic, the one who answers, their conversations."""
    who = person_link(one.member_id, one.name) or Copy.SINGLE_HIDDEN
    facts = [
        who,
        escape(one.organization),
        Copy.SINGLE_FACTS.format(answers=one.answers, last=day_text(one.last_at)),
    ]
    st.markdown(f"**{escape(one.text)}**\n\n{meta(facts)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        show = opened(
            f"single {one.topic_id}",
            one.text,
            {"answers": Copy.SEE_ANSWERS.format(n=len(one.evidence))},
        )
        open_view(View.TOPICS, Copy.OPEN_TOPIC, {Parameter.TOPIC: one.topic_id})
    if show:
        draw_evidence(one.evidence)


def draw_quiet(found: CommunityGaps, everything: CommunityGaps, narrowed: Narrowed) -> None:
    """Topics nobody asks about any more."""
    st.markdown(Copy.QUIET_LEAD)
    if not found.quiet_topics:
        text = Copy.QUIET_PREFECTURE if narrowed.prefecture else Copy.NO_QUIET
        nothing(text, narrowed, len(everything.quiet_topics), "件")
        return
    for topic in paged(found.quiet_topics, f"{Key.GAPS_MORE} quiet", "件"):
        with st.container(border=True):
            draw_quiet_topic(topic)
    download_table(quiet_table(found.quiet_topics), save(Copy.TABS["quiet"]), key="quiet")


def draw_quiet_topic(topic: QuietTopic) -> None:
    """A topic, since when nobody asks, the last questions."""
    facts = Copy.QUIET_FACTS.format(last=day_text(topic.last_asked_at), span=span_text(topic.span))
    st.markdown(f"**{escape(topic.text)}**\n\n{meta([facts])}")
    if opened(
        f"quiet {topic.topic_id}",
        topic.text,
        {"questions": Copy.SEE_LAST.format(n=len(topic.evidence))},
    ):
        draw_evidence(topic.evidence)
