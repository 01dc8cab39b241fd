"""What is known of a community, post by post, before anything is concluded from it."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.domain import Progress
from matcher.language import render_markup, shows_solved
from matcher.snapshot._arrays import used_up
from matcher.snapshot._members import before_introduction
from matcher.snapshot._tenures import before_moves
from matcher.snapshot._texts import TextFacts, read_texts

TITLE_LENGTH = 60
"""Longer titles are cut to this many characters."""

_SENTENCE_END = re.compile(r"(?<=[。!?!?])\s*")
_GREETING = re.compile(
    r"(?:はじめ|初め)(?:まして|て(?:書|投稿|質問))|お疲れ|こんに?ちは|おはよう|失礼"
)

MESSAGE_COLUMNS = {
    "message_id": "str",
    "channel_id": "str",
    "thread_id": "str",
    "account_id": "str",
    "posted_at": "datetime64[us, UTC]",
    "text": "str",
    "reactions": "str",
    "edited": "bool",
}

CHUNK = 4_000
"""Posts read by one task; large enough that its result outweighs sending it."""

UNDER_WAY = 4
"""Parts that are read at the same time."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A community as tables; numbers are row positions.

    Attributes:
        members: Row per account: ``member_id``, ``name``, ``kind``, ``is_member``, ``active`` and
            what is known of their work (see ``_members``).
        tenures: Row per member and place of work, see ``_tenures``.
        channels: Row per channel: ``channel_id``, ``name``, ``kind``, ``prefecture``, ``purpose``,
            ``archived``.
        topics: Row per topic: ``topic_id``, ``name``, ``group``, ``synonyms``, ``channel``,
            ``is_knowledge``, ``term`` (its column in ``terms``, -1 when never seen).
        memberships: ``channel``, ``member``, ``joined_at`` (microseconds, 0 unknown).
        posts: Row per post in order of time: ``message_id``, ``thread_id``, ``thread``,
            ``channel``, ``author`` (-1 nobody known), ``at``, ``is_root``, ``term_count``,
            ``asks``, ``survey``, ``thanks``, ``solved``, ``solved_sign``,
            ``reactions``, ``title`` (of roots).
        threads: Row per thread number: ``thread_id``, ``title`` (given by the source), ``solved``.
        terms: posts × vocabulary counts.
        vocabulary: The terms by column.
        mentions: ``post``, ``member``.
        links: ``post``, ``thread_id`` that the post links to.
    """

    members: pd.DataFrame
    tenures: pd.DataFrame
    channels: pd.DataFrame
    topics: pd.DataFrame
    memberships: pd.DataFrame
    posts: pd.DataFrame
    threads: pd.DataFrame
    terms: sparse.csr_matrix
    vocabulary: npt.NDArray[np.object_]
    mentions: pd.DataFrame
    links: pd.DataFrame

    def before(self, as_of: int) -> "Facts":
        """The facts as they were at a moment: only posts strictly before ``as_of``."""
        kept = int(np.searchsorted(self.posts["at"].to_numpy(), as_of, side="left"))
        return replace(
            self,
            members=before_introduction(before_moves(self.members, self.tenures, as_of), as_of),
            tenures=self.tenures[self.tenures["began_at"] < as_of],
            posts=self.posts.iloc[:kept],
            terms=self.terms[:kept],
            mentions=self.mentions[self.mentions["post"] < kept],
            links=self.links[self.links["post"] < kept],
            memberships=self.memberships[self.memberships["joined_at"] < as_of],
        )

    def latest(self, count: int) -> "Facts":
        """The facts with the last ``count`` posts only, as if nothing had been said before."""
        start = max(len(self.posts) - count, 0)
        mentions = self.mentions[self.mentions["post"] >= start]
        links = self.links[self.links["post"] >= start]
        return replace(
            self,
            posts=self.posts.iloc[start:].reset_index(drop=True),
            terms=self.terms[start:],
            mentions=mentions.assign(post=mentions["post"] - start),
            links=links.assign(post=links["post"] - start),
        )


@dataclass(frozen=True, slots=True)
class PostTables:
    """The parts of :class:`Facts` that come from the messages."""

    posts: pd.DataFrame
    threads: pd.DataFrame
    terms: sparse.csr_matrix
    vocabulary: npt.NDArray[np.object_]
    mentions: pd.DataFrame
    links: pd.DataFrame


def read_posts(
    messages: Iterable[pd.DataFrame],
    *,
    total: int,
    account_number: Mapping[str, int],
    channel_number: Mapping[str, int],
    member_names: Mapping[str, str],
    channel_names: Mapping[str, str],
    headings: Mapping[str, tuple[str, bool]],
    executor: Executor,
    progress: Progress,
) -> PostTables:
    """Read all messages into tables.

    Args:
        messages: Chunks in order of time, columns as the store gives them.
        total: How many messages there are.
        account_number: Row position of each account, by id.
        channel_number: Row position of each channel, by id.
        member_names: Shown names by id, for titles.
        channel_names: Channel names by id, for titles.
        headings: Title and resolved mark by thread id, where the source has them.
        executor: Runs :func:`read_texts` on parts.
        progress: Told after each part.
    """
    vocabulary: dict[str, int] = {}
    thread_number: dict[str, int] = {}
    tables: list[pd.DataFrame] = []
    rows = _TermRows()
    mentions: list[pd.DataFrame] = []
    links: list[pd.DataFrame] = []
    done = 0
    for part, facts in _read_in_order(_titled(_parts(messages), headings), executor):
        numbers = np.fromiter(
            (vocabulary.setdefault(term, len(vocabulary)) for term in facts.vocabulary),
            dtype=np.int32,
            count=len(facts.vocabulary),
        )
        rows.add(facts, numbers)
        thread = np.fromiter(
            (thread_number.setdefault(key, len(thread_number)) for key in part["thread_id"]),
            dtype=np.int32,
            count=len(part),
        )
        tables.append(
            _post_table(
                part, facts, thread, account_number, channel_number, member_names, channel_names
            )
        )
        mentions.append(_pairs(facts.mentions, done, "member", account_number))
        links.append(_pairs(facts.links, done, "thread_id", None))
        done += len(part)
        progress("文章を読んでいます", done, total)
    posts = pd.concat(tables, ignore_index=True)
    tables.clear()
    terms = rows.matrix(len(vocabulary))
    terms.sort_indices()
    return PostTables(
        posts=_with_roots(posts),
        threads=_thread_table(list(thread_number), headings),
        terms=terms,
        vocabulary=np.array(list(vocabulary), dtype=object),
        mentions=_joined(mentions, ["post", "member"]),
        links=_joined(links, ["post", "thread_id"]),
    )


class _TermRows:
    """Rows of the posts × vocabulary counts, gathered before all terms are known."""

    def __init__(self) -> None:
        self._counts: list[npt.NDArray[np.float32]] = []
        self._columns: list[npt.NDArray[np.int32]] = []
        self._lengths: list[npt.NDArray[np.int64]] = []

    def add(self, facts: TextFacts, numbers: npt.NDArray[np.int32]) -> None:
        """Add the rows of a part; ``numbers`` are the columns of its own vocabulary."""
        self._counts.append(facts.counts)
        self._columns.append(numbers[facts.indices])
        self._lengths.append(np.diff(facts.indptr))

    def matrix(self, columns: int) -> sparse.csr_matrix:
        """All rows; what was gathered is used up, so that little is held twice."""
        lengths = used_up(self._lengths)
        data = used_up(self._counts)
        indices = used_up(self._columns)
        indptr = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        return sparse.csr_matrix((data, indices, indptr), shape=(len(lengths), columns))


def _parts(messages: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Cut chunks into parts; an empty community is one empty part, so that columns keep types."""
    chunk = pd.DataFrame(columns=list(MESSAGE_COLUMNS)).astype(MESSAGE_COLUMNS)
    seen = 0
    for chunk in messages:
        seen += len(chunk)
        for start in range(0, len(chunk), CHUNK):
            yield chunk.iloc[start : start + CHUNK]
    if not seen:
        yield chunk


def _titled(
    parts: Iterator[pd.DataFrame], headings: Mapping[str, tuple[str, bool]]
) -> Iterator[tuple[pd.DataFrame, dict[int, str]]]:
    """Each part with the titles of the threads that begin in it, by the position of their post."""
    begun: set[str] = set()
    for part in parts:
        titles: dict[int, str] = {}
        if headings:
            for position, thread_id in enumerate(part["thread_id"]):
                if thread_id not in begun and (title := headings.get(thread_id, ("", False))[0]):
                    titles[position] = title
                begun.add(thread_id)
        yield part, titles


def _read_in_order(
    parts: Iterator[tuple[pd.DataFrame, dict[int, str]]], executor: Executor
) -> Iterator[tuple[pd.DataFrame, TextFacts]]:
    """Keep a few parts under way, so that memory stays bounded whatever the executor."""
    waiting: deque[tuple[pd.DataFrame, Future[TextFacts]]] = deque()
    for part, titles in parts:
        waiting.append((part, executor.submit(read_texts, part["text"].tolist(), titles)))
        if len(waiting) == UNDER_WAY:
            read, reading = waiting.popleft()
            yield read, reading.result()
    for read, reading in waiting:
        yield read, reading.result()


def _post_table(
    part: pd.DataFrame,
    facts: TextFacts,
    thread: npt.NDArray[np.int32],
    account_number: Mapping[str, int],
    channel_number: Mapping[str, int],
    member_names: Mapping[str, str],
    channel_names: Mapping[str, str],
) -> pd.DataFrame:
    reactions = [json.loads(text) if text else [] for text in part["reactions"]]
    starts_thread = part["message_id"].to_numpy() == part["thread_id"].to_numpy()
    starts_thread[np.unique(thread, return_index=True)[1]] = True
    return pd.DataFrame(
        {
            "message_id": part["message_id"].to_numpy(),
            "thread_id": part["thread_id"].to_numpy(),
            "thread": thread,
            "channel": part["channel_id"].map(channel_number).to_numpy(dtype=np.int32),
            "author": part["account_id"].map(account_number).fillna(-1).to_numpy(dtype=np.int32),
            "at": part["posted_at"].astype("int64").to_numpy(),
            "term_count": facts.term_count,
            "asks": facts.asks,
            "survey": facts.survey,
            "thanks": facts.thanks,
            "solved": facts.solved,
            "solved_sign": np.array(
                [shows_solved(reaction["name"] for reaction in given) for given in reactions],
                dtype=bool,
            ),
            "reactions": np.array(
                [sum(reaction["count"] for reaction in given) for given in reactions],
                dtype=np.int32,
            ),
            "title": pd.array(
                [
                    title_of(render_markup(text, member_names, channel_names)) if starts else ""
                    for text, starts in zip(part["text"], starts_thread, strict=True)
                ],
                dtype="str",
            ),
        }
    )


def title_of(text: str) -> str:
    """What a thread is about in one line: how its opening begins, without a greeting.

    Cut to :data:`TITLE_LENGTH` characters with an ellipsis.
    """
    sentences = [part for part in _SENTENCE_END.split(" ".join(text.split())) if part]
    while len(sentences) > 1 and _GREETING.match(sentences[0]):
        sentences.pop(0)
    title = "".join(sentences)
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def _with_roots(posts: pd.DataFrame) -> pd.DataFrame:
    """Mark the posts that open their thread.

    Slack's thread ids are the ids of their roots; where such a root is not in the data the thread
    has no opening. The threads of archives have ids of their own: their first post opens them.
    """
    is_root = posts["message_id"].to_numpy() == posts["thread_id"].to_numpy()
    first_of_thread = np.zeros(len(posts), dtype=bool)
    first_of_thread[np.unique(posts["thread"].to_numpy(), return_index=True)[1]] = True
    is_slack_id = posts["thread_id"].str.contains(":", regex=False).to_numpy(dtype=bool)
    return posts.assign(is_root=is_root | (first_of_thread & ~is_slack_id))


def _thread_table(thread_ids: list[str], headings: Mapping[str, tuple[str, bool]]) -> pd.DataFrame:
    given = [headings.get(thread_id, ("", False)) for thread_id in thread_ids]
    return pd.DataFrame(
        {
            "thread_id": pd.array(thread_ids, dtype="str"),
            "title": pd.array([title for title, _ in given], dtype="str"),
            "solved": np.array([solved for _, solved in given], dtype=bool),
        }
    )


def _pairs(
    found: list[tuple[int, str]], offset: int, column: str, number: Mapping[str, int] | None
) -> pd.DataFrame:
    posts = np.array([post for post, _ in found], dtype=np.int64) + offset
    if number is None:
        values = pd.array([value for _, value in found], dtype="str")
        return pd.DataFrame({"post": posts, column: values})
    known = np.array([number.get(value, -1) for _, value in found], dtype=np.int32)
    return pd.DataFrame({"post": posts[known >= 0], column: known[known >= 0]})


def _joined(tables: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
