"""From the store to a snapshot."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime
from multiprocessing import get_context
from os import cpu_count
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

import numpy as np
import pandas as pd

from matcher.domain import Account, AccountKind, ChannelKind, CommunityStateError, Progress
from matcher.graph import channel_kind, prefecture_of_channel
from matcher.language import TOPIC_PREFIX, load_taxonomy
from matcher.snapshot._facts import CHUNK, Facts, read_posts
from matcher.snapshot._members import Introductions, channel_table, member_table, microseconds
from matcher.snapshot._permalinks import TEAM
from matcher.snapshot._snapshot import Header, Snapshot, conclude
from matcher.snapshot._tenures import tenure_table, with_tenures
from matcher.snapshot._texts import shared_analyzer
from matcher.sources import DEMO_TEAM_ID
from matcher.store import TEAM_ID, Reading, Store

WORTH_PROCESSES = 60_000
"""From this many messages on, starting worker processes (3 s) pays."""

P = ParamSpec("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Runs what is submitted at once, in the caller's thread."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``fn`` and give its result as a finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


def local_executor(messages: int) -> Executor:
    """The executor for this machine: its cores when there is enough to do."""
    cores = cpu_count() or 1
    if messages < WORTH_PROCESSES or cores == 1:
        return InlineExecutor()
    return ProcessPoolExecutor(cores, mp_context=get_context("spawn"))


def build_snapshot(
    store: Store, progress: Progress, *, now: datetime, executor: Executor | None = None
) -> Snapshot:
    """Build a snapshot of everything that is stored.

    Args:
        store: The record of truth; one consistent state of it is read.
        progress: Told what is being done.
        now: The moment to note as the time of building.
        executor: Runs the reading of texts and stays open; :func:`local_executor` by default.

    Raises:
        CommunityStateError: Nothing was imported yet.
    """
    with store.reading() as reading:
        counts = reading.counts()
        if not counts.channels:
            raise empty_store()
        with nullcontext(executor) if executor else local_executor(counts.messages) as running:
            facts = _read_facts(reading, counts.messages, running, progress, now)
        header = Header(
            snapshot_id=f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{uuid4().hex[:8]}",
            built_at=now,
            revision=reading.revision(),
            demo=_is_demo(reading),
            address=_address(reading),
        )
    progress("知見グラフを作っています", 0, None)
    return conclude(facts, header)


def empty_store() -> CommunityStateError:
    """What to say when nothing was imported yet."""
    return CommunityStateError(
        "まだデータがありません。",
        remedy="デモは matcher demo、Slackの書き出しは matcher import slack で取り込めます。",
    )


def _read_facts(
    reading: Reading, messages: int, executor: Executor, progress: Progress, now: datetime
) -> Facts:
    accounts = [_account(row) for _, row in reading.read_accounts().iterrows()]
    stored = reading.read_channels()
    kinds = [channel_kind(name) for name in stored["name"]]
    introduction_channels = [
        channel
        for channel, kind in zip(stored["channel_id"], kinds, strict=True)
        if kind is ChannelKind.INTRODUCTION
    ]
    headings = reading.read_headings()
    introductions = Introductions(introduction_channels)
    account_number = {account.account_id: row for row, account in enumerate(accounts)}
    channel_number = {channel: row for row, channel in enumerate(stored["channel_id"])}
    read = read_posts(
        introductions.watch(reading.iter_messages(2 * CHUNK)),
        total=messages,
        account_number=account_number,
        channel_number=channel_number,
        member_names={account.account_id: account.name for account in accounts},
        channel_names=dict(zip(stored["channel_id"], stored["name"], strict=True)),
        headings={
            row["thread_id"]: (row["title"], row["resolved"]) for row in headings.to_dict("records")
        },
        executor=executor,
        progress=progress,
    )
    members = member_table(
        accounts,
        profiles={profile.member_id: profile for profile in reading.profiles()},
        introductions=introductions,
        analyzer=shared_analyzer(),
        organizations=reading.organizations(),
    )
    tenures = tenure_table(reading.tenures(), account_number, shared_analyzer())
    return Facts(
        members=with_tenures(members, tenures, microseconds(now)),
        tenures=tenures,
        channels=channel_table(stored, kinds, map(prefecture_of_channel, stored["name"])),
        topics=_topic_table(read.vocabulary),
        memberships=_membership_table(reading.read_memberships(), account_number, channel_number),
        posts=read.posts,
        threads=read.threads,
        terms=read.terms,
        vocabulary=read.vocabulary,
        mentions=read.mentions,
        links=read.links,
    )


def _account(row: "pd.Series[Any]") -> Account:
    first_seen = row["first_seen_at"]
    return Account(
        account_id=str(row["account_id"]),
        name=str(row["name"]),
        kind=AccountKind(row["kind"]),
        real_name=str(row["real_name"]),
        title=str(row["title"]),
        email=str(row["email"]),
        active=bool(row["active"]),
        first_seen_at=first_seen.to_pydatetime() if isinstance(first_seen, pd.Timestamp) else None,
    )


def _topic_table(vocabulary: np.ndarray) -> pd.DataFrame:
    column = {
        term.removeprefix(TOPIC_PREFIX): number
        for number, term in enumerate(vocabulary.tolist())
        if term.startswith(TOPIC_PREFIX)
    }
    return pd.DataFrame(
        [
            {
                "topic_id": topic.topic_id,
                "name": topic.name,
                "group": topic.group,
                "synonyms": ";".join(topic.synonyms),
                "channel": topic.channel,
                "is_knowledge": topic.is_knowledge,
                "term": column.get(topic.topic_id, -1),
            }
            for topic in load_taxonomy()
        ]
    )


def _membership_table(
    stored: pd.DataFrame, account_number: dict[str, int], channel_number: dict[str, int]
) -> pd.DataFrame:
    joined = stored["joined_at"].astype("datetime64[us, UTC]")
    return pd.DataFrame(
        {
            "channel": stored["channel_id"].map(channel_number).to_numpy(dtype=np.int32),
            "member": stored["account_id"].map(account_number).to_numpy(dtype=np.int32),
            "joined_at": np.where(joined.isna(), 0, joined.astype("int64")).astype(np.int64),
        }
    )


def _is_demo(reading: Reading) -> bool:
    return reading.setting(TEAM_ID) == DEMO_TEAM_ID


def _address(reading: Reading) -> str:
    if _is_demo(reading):
        return ""
    if web := reading.setting("workspace_url"):
        return web.rstrip("/")
    team = reading.setting(TEAM_ID)
    return f"{TEAM}{team}" if team else ""
