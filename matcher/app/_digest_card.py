"""「星のチャンネル」 on ホーム: what moved in the channels that a member follows."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from matcher.app import _copy
from matcher.app._components import heading, meta
from matcher.app._state import Parameter, community, for_viewer, own_address
from matcher.app._text import count, escape, link
from matcher.domain import Digest, DigestChannel, DigestScope, ThreadSuggestion, day_text

Home = _copy.Home
SHOWN = 2
WEEK = 7


def draw_digest(member_id: str) -> None:
    """The last day, or the last seven where nothing moved on it."""
    with st.container(border=True):
        heading(Home.STARS)
        with st.spinner(Home.STARS_LOADING):
            digest = community().digest(member_id)
            if not (digest.threads or digest.resolved):
                digest = community().digest(member_id, days=WEEK)
        st.markdown("\n\n".join(_lead(digest)))
        parts = (
            (Home.WAITING, digest.waiting, digest.more_waiting),
            (Home.RESOLVED, digest.resolved, digest.more_resolved),
            (Home.THREADS, digest.threads, digest.more_threads),
        )
        for title, threads, more in parts:
            if threads:
                total = f"{len(threads) + more:,}"
                lines = _lines(threads[:SHOWN])
                st.markdown(f"{Home.STARS_PART.format(title=title, n=total)}\n\n{lines}")
        followed = digest.channels if digest.scope is DigestScope.STARS else ()
        if followed or any(threads[SHOWN:] for _, threads, _ in parts):
            with st.expander(Home.STARS_ALL if followed else Home.STARS_MORE):
                for title, threads, more in parts:
                    if threads[SHOWN:]:
                        st.markdown(f"**{title}**\n\n{_lines(threads[SHOWN:], more)}")
                if followed:
                    st.markdown(_channels(followed))


def _lead(digest: Digest) -> list[str]:
    last = digest.to - timedelta(microseconds=1)
    if not digest.moved:
        said = Home.STARS_QUIET
    elif digest.days == 1:
        said = Home.STARS_DAY.format(day=day_text(last))
    else:
        said = Home.STARS_DAYS.format(first=day_text(digest.from_), last=day_text(last))
    return [said, meta([escape(digest.notice)])] if digest.notice else [said]


def _lines(threads: Sequence[ThreadSuggestion], more: int = 0) -> str:
    lines = [
        f"- {link(thread.title, for_viewer(thread.permalink))} "
        + meta([escape(f"#{thread.channel_name}"), escape(thread.reasons[0].text)])
        for thread in threads
    ]
    if more:
        lines += ["", meta([Home.MORE_THREADS.format(n=f"{more:,}")])]
    return "\n".join(lines)


def _channels(channels: Sequence[DigestChannel]) -> str:
    lines = [
        "- "
        + meta(
            [
                link(
                    f"#{channel.name}",
                    own_address("channel", {Parameter.CHANNEL: channel.channel_id}),
                ),
                count(channel.posts, Home.POSTS_UNIT),
            ]
        )
        for channel in channels
    ]
    return "\n".join([f"**{Home.STARS_WHERE}**", "", *lines])
