"""Parts that pages are made of: each draws typed values and holds no rule of the community."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from matcher.app import _copy
from matcher.app._state import (
    Parameter,
    View,
    address_parameters,
    community,
    for_viewer,
    own_address,
)
from matcher.app._text import count, escape, is_elsewhere, is_web_address, link, unbroken
from matcher.domain import (
    ChannelSuggestion,
    Evidence,
    Load,
    MatcherError,
    PersonSuggestion,
    Reason,
    ThreadSuggestion,
    day_text,
)

Card = _copy.Card
THREAD_REASONS = 3
REASONS = 2
INLINE_EVIDENCE = 2


def heading(text: str, anchor: str | None = None) -> None:
    """A part of a page, h2; ``anchor`` makes it a target of jump links."""
    st.header(text, anchor=anchor or False)


def meta(parts: Sequence[str]) -> str:
    """Markdown of a line of small facts; the parts are already markdown."""
    kept = [part for part in parts if part]
    return f":small[{' ・ '.join(kept)}]" if kept else ""


def reason_lines(reasons: Sequence[Reason], shown: int | None = None) -> str:
    """Markdown list of the first ``shown`` reasons (None: all), each with links to evidence."""
    return "\n".join(
        " ".join([f"- {escape(reason.text)}", *evidence_links(reason)])
        for reason in reasons[:shown]
    )


def evidence_links(reason: Reason) -> list[str]:
    """Links beside a reason: to all its threads when they are few, else to the first."""
    items = reason.evidence
    if len(items) == 1:
        labels = [Card.EVIDENCE.format(n=1)]
    elif len(items) <= INLINE_EVIDENCE:
        labels = [Card.EVIDENCE_NUMBER.format(n=place) for place in range(1, len(items) + 1)]
    else:
        labels = [Card.FIRST_EVIDENCE]
    return [
        link(unbroken(label), for_viewer(item.permalink))
        for label, item in zip(labels, items, strict=False)
    ]


def links_to(evidence: Sequence[Evidence]) -> list[str]:
    """A link to each thread, numbered when there are several."""
    labels = (
        [Card.EVIDENCE.format(n=1)]
        if len(evidence) == 1
        else [Card.EVIDENCE_NUMBER.format(n=place) for place in range(1, len(evidence) + 1)]
    )
    return [
        link(unbroken(label), for_viewer(item.permalink))
        for label, item in zip(labels, evidence, strict=True)
    ]


def more_reasons(reasons: Sequence[Reason], shown: int | None = None) -> None:
    """What the lines leave out: further reasons, and evidence of those that have much."""
    hidden = reasons[shown:] if shown is not None else []
    long = [reason for reason in reasons if len(reason.evidence) > INLINE_EVIDENCE]
    if not hidden and not long:
        return
    told = [reason for reason in reasons if reason in hidden or reason in long]
    threads = {item.thread_id for reason in told for item in reason.evidence}
    if not threads:
        label = Card.OTHER_REASONS
    else:
        label = Card.MORE_REASONS if hidden else Card.ALL_EVIDENCE.format(n=len(threads))
    with st.popover(label):
        for reason in told:
            st.markdown("\n".join([escape(reason.text), "", *evidence_list(reason.evidence)]))


def evidence_list(evidence: Sequence[Evidence]) -> list[str]:
    """Markdown list of conversations, by their titles where they can be told."""
    found = community().describe_threads([item.thread_id for item in evidence])
    titles = {thread.thread_id: thread.title for thread in found}
    return [
        "- "
        + link(
            titles.get(item.thread_id, Card.EVIDENCE_ITEM.format(n=place)),
            for_viewer(item.permalink),
        )
        for place, item in enumerate(evidence, start=1)
    ]


def thread_facts(thread: ThreadSuggestion) -> str:
    """Markdown of where and when a thread is, how many replies, whether resolved."""
    return " ".join(
        part
        for part in (
            meta(
                [
                    escape(f"#{thread.channel_name}"),
                    day_text(thread.posted_at),
                    Card.REPLIES.format(n=thread.replies) if thread.replies else Card.NO_REPLIES,
                    Card.COPIES.format(n=thread.copies - 1) if thread.copies > 1 else "",
                    in_app_link(thread.thread_id, thread.permalink),
                ]
            ),
            Card.RESOLVED if thread.resolved else "",
            Card.ARCHIVED if thread.archived else "",
        )
        if part
    )


def in_app_link(thread_id: str, permalink: str) -> str:
    """Link to this app's page of a thread, when its permalink leads elsewhere."""
    if not is_elsewhere(permalink):
        return ""
    return link(Card.IN_APP, own_address("thread", {Parameter.THREAD: thread_id}))


def thread_card(thread: ThreadSuggestion, preview: str = "") -> None:
    """A conversation: title link, facts, an optional line of its text, reasons."""
    with st.container(border=True):
        st.markdown(f"### {link(thread.title, for_viewer(thread.permalink))}", anchors=False)
        quoted = f"\n\n{escape(preview)}" if preview else ""
        reasons = reasons_beside(thread)
        st.markdown(f"{thread_facts(thread)}{quoted}\n\n{reason_lines(reasons, THREAD_REASONS)}")
        more_reasons(reasons, THREAD_REASONS)


def reasons_beside(thread: ThreadSuggestion) -> list[Reason]:
    """Its reasons, whose evidence leaves out the conversation that the card itself links to."""
    return [
        replace(
            reason,
            evidence=tuple(one for one in reason.evidence if one.thread_id != thread.thread_id),
        )
        for reason in thread.reasons
    ]


def channel_card(channel: ChannelSuggestion) -> None:
    """A channel to post in, with reasons and a way there."""
    with st.container(border=True):
        st.markdown(f"### {escape('#' + channel.name)}", anchors=False)
        kind = meta([_copy.Channel.KIND[channel.kind]])
        st.markdown(f"{kind}\n\n{reason_lines(channel.reasons, REASONS)}")
        with st.container(horizontal=True):
            channel_button(channel)
            more_reasons(channel.reasons, REASONS)


def channel_button(channel: ChannelSuggestion) -> None:
    """Button that opens the channel, when it has an address."""
    if is_web_address(channel.permalink):
        label = Card.OPEN_CHANNEL.format(name=escape(channel.name))
        st.link_button(label, for_viewer(channel.permalink))


def load_text(load: Load) -> str:
    """Markdown of how much a member is asked, in numbers."""
    return Card.LOAD.format(asked=load.asked_this_week, limit=load.weekly_limit)


def person_card(person: PersonSuggestion, *, with_load: bool = True) -> None:
    """A member to mention, or a peer: name, organization, reasons, load."""
    with st.container(border=True):
        address = own_address("people", {Parameter.MEMBER: person.member_id})
        st.markdown(f"### {link(person.name, address)}", anchors=False)
        facts = meta([escape(person.organization)])
        badge = Card.AMBASSADOR if person.role == "ambassador" else ""
        st.markdown(
            f"{facts} {badge}\n\n{reason_lines(person.reasons, REASONS)}"
            + (f"\n\n{load_text(person.load)}" if with_load else "")
        )
        more_reasons(person.reasons, REASONS)


def draft(text: str) -> None:
    """A text to paste into a channel."""
    st.markdown(Card.DRAFT_HELP)
    st.code(text, language=None, wrap_lines=True)


def open_view(view: View, label: str, parameters: dict[str, str] | None = None) -> None:
    """Link to another page of the app, in the same window, as the same viewer."""
    st.page_link(
        view,
        label=label,
        icon=":material/arrow_forward:",
        query_params=address_parameters(parameters or {}),
    )


def choose(label: str, parameter: Parameter, value: str) -> None:
    """Link within the present page: sets a parameter of its address, empty removes it."""
    st.button(
        label,
        key=f"choose {parameter} {value}",
        type="tertiary",
        icon=":material/chevron_right:" if value else ":material/chevron_left:",
        on_click=_put,
        args=(parameter, value),
    )


def _put(parameter: Parameter, value: str) -> None:
    if value:
        st.query_params[parameter] = value
    elif parameter in st.query_params:
        del st.query_params[parameter]


def go(view: View, parameters: dict[str, str] | None = None) -> None:
    """Leave for another page of the app, as the same viewer."""
    st.switch_page(view, query_params=address_parameters(parameters or {}))


def failed(problem: MatcherError, *, title: str = _copy.Frame.PROBLEM, kept: bool = True) -> None:
    """A problem that has a remedy: what happened, where, what to do."""
    where = "の".join(part for part in (problem.file, problem.place) if part)
    told = not problem.value or problem.value in problem.what
    value = "" if told else f"(値: 「{problem.value}」)"
    lines = [
        f"**{title}**",
        escape(f"{where + ': ' if where else ''}{problem.what}{value}"),
        escape(problem.remedy),
        _copy.Import.KEPT if kept else "",
    ]
    st.error("\n\n".join(line for line in lines if line), icon=":material/error:")


def empty(title: str, body: str = "") -> None:
    """Nothing here yet: what is missing and why; the page adds the next step."""
    st.info("\n\n".join(part for part in (f"**{title}**", body) if part), icon=":material/info:")


def huge(shown: int, total: int, unit: str) -> None:
    """Only a part is shown."""
    text = _copy.Frame.HUGE.format(total=count(total, unit), shown=count(shown, unit))
    st.markdown(f":small[{text}]")
