"""The snapshot: what a build concludes from the facts, ready for questions. Never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.domain import ChannelKind
from matcher.graph import (
    Conversations,
    Places,
    conversations_of,
    expertise_events,
    expertise_graph,
    fading,
    read_conversations,
    related_topics,
    summed_edges,
    topic_shares,
)
from matcher.places import load_directory
from matcher.snapshot._channel_words import channel_words
from matcher.snapshot._facts import Facts
from matcher.snapshot._index import Fit, LexicalIndex, fit, index
from matcher.snapshot._members import MOVED_SOMETIME, microseconds

DAY = 86_400_000_000
RECENT_DAYS = 90
"""What "these days" means: a channel's regulars, who is present, what is talked about."""

REGULAR_HALF_LIFE_DAYS = 30.0
"""Being a channel's regular fades faster than knowing a matter; see docs/decisions."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where a snapshot comes from.

    Attributes:
        snapshot_id: Unique name.
        built_at: When it was made.
        revision: The store's revision that it shows.
        demo: Whether it is the fictitious demo community.
        address: How permalinks are made (see :mod:`matcher.snapshot._permalinks`).
    """

    snapshot_id: str
    built_at: datetime
    revision: int
    demo: bool
    address: str


@dataclass(frozen=True)
class Snapshot:
    """A community as the recommenders see it.

    Attributes:
        header: Where it comes from.
        facts: What is known, post by post.
        as_of: Only what was posted before this moment is in it (microseconds).
        conversation: Conversation number of each post.
        conversations: Row per conversation, see :class:`matcher.graph.Conversations`.
        answers: Row per answer.
        shares: conversations × topics, how much each is about each.
        index: Lexical index over the conversations.
        expertise: Events ``member``, ``topic``, ``conversation``, ``at``, ``weight``: the evidence
            behind the graph's expertise edges.
        graph: The expertise graph.
    """

    header: Header
    facts: Facts
    as_of: int
    conversation: npt.NDArray[np.int32]
    conversations: pd.DataFrame
    answers: pd.DataFrame
    shares: sparse.csr_matrix
    index: LexicalIndex
    expertise: pd.DataFrame
    graph: nx.Graph

    def before(self, as_of: int) -> "Snapshot":
        """The snapshot as it would have been at a moment, with the fitted parts kept.

        Nothing posted at or after ``as_of`` is in it. The document frequencies stay those of this
        snapshot, as they do between two full builds; an honest evaluation concludes the facts
        before its cut anew, without ``fitted``. What carries no date cannot be undone: reactions,
        edits, given titles, who has left unless a roster says when, memberships without a day of
        joining.
        """
        if as_of >= self.as_of:
            return self
        return conclude(self.facts.before(as_of), self.header, as_of=as_of, fitted=self.index.fit)

    @cached_property
    def term_number(self) -> dict[str, int]:
        """Column of each term of the vocabulary."""
        return {term: number for number, term in enumerate(self.facts.vocabulary.tolist())}

    @cached_property
    def member_number(self) -> dict[str, int]:
        """Row of each account, by id."""
        return {key: number for number, key in enumerate(self.facts.members["member_id"])}

    @cached_property
    def channel_number(self) -> dict[str, int]:
        """Row of each channel, by id."""
        return {key: number for number, key in enumerate(self.facts.channels["channel_id"])}

    @cached_property
    def topic_number(self) -> dict[str, int]:
        """Row of each topic, by id."""
        return {key: number for number, key in enumerate(self.facts.topics["topic_id"])}

    @cached_property
    def conversation_number(self) -> dict[str, int]:
        """Row of the conversation that a thread belongs to, by thread id."""
        threads = self.facts.posts["thread_id"].tolist()
        return dict(zip(reversed(threads), reversed(self.conversation.tolist()), strict=True))

    @cached_property
    def last_post_at(self) -> npt.NDArray[np.int64]:
        """Per account, the moment of its last post; 0 for those who never wrote."""
        last = np.zeros(len(self.facts.members), dtype=np.int64)
        author = self.facts.posts["author"].to_numpy()
        np.maximum.at(last, author[author >= 0], self.facts.posts["at"].to_numpy()[author >= 0])
        return last

    @cached_property
    def thread_ids(self) -> list[str]:
        """Thread id of each conversation."""
        return self.conversations["thread_id"].tolist()

    @cached_property
    def conversation_channels(self) -> list[int]:
        """Channel number of each conversation."""
        return self.conversations["channel"].tolist()

    @cached_property
    def channel_ids(self) -> list[str]:
        """Id of each channel."""
        return self.facts.channels["channel_id"].tolist()

    @cached_property
    def asked_this_week(self) -> npt.NDArray[np.int64]:
        """Per account, in how many conversations of the last seven days others mentioned it."""
        mentions = self.facts.mentions
        posts = self.facts.posts
        recent = mentions[posts["at"].to_numpy()[mentions["post"]] >= self.as_of - 7 * DAY]
        author = posts["author"].to_numpy()[recent["post"]]
        by_other = recent[author != recent["member"].to_numpy()]
        pairs = by_other.assign(
            conversation=self.conversation[by_other["post"].to_numpy(dtype=np.int64)]
        ).drop_duplicates(["conversation", "member"])
        return np.bincount(
            pairs["member"].to_numpy(dtype=np.int64), minlength=len(self.facts.members)
        )

    @cached_property
    def fields(self) -> list[tuple[str, ...]]:
        """Per account, the ids of the topics that it names as its own."""
        members = self.facts.members
        return [
            tuple(dict.fromkeys(filter(None, ";".join(named).split(";"))))
            for named in zip(
                members["fields"],
                members["department_fields"],
                members["introduced_fields"],
                strict=True,
            )
        ]

    @cached_property
    def faded_answers(self) -> sparse.csr_matrix:
        """Conversations × accounts: how much each one answered there, faded to ``as_of``.

        Several answers in one conversation add up to 1 at most: knowing a matter shows in how
        many conversations one was of help, not in how many messages it took.
        """
        shape = (len(self.conversations), len(self.facts.members))
        pairs = (self.answers["conversation"], self.answers["member"])
        amount = sparse.csr_matrix((self.answers["amount"], pairs), shape=shape)
        amount.data = np.minimum(amount.data, 1.0)
        faded = fading(self.conversations["last_at"].to_numpy(dtype=np.int64), self.as_of)
        return sparse.csr_matrix(sparse.diags(faded) @ amount)

    @cached_property
    def regulars(self) -> sparse.csr_matrix:
        """Accounts × channels: conversations one helped in these days, faded to ``as_of``."""
        recent = self.answers["at"] >= self.as_of - RECENT_DAYS * DAY
        pairs = self.answers[recent & (self.answers["amount"] > 0)].drop_duplicates(
            ["conversation", "member"], keep="last"
        )
        faded = fading(pairs["at"].to_numpy(dtype=np.int64), self.as_of, REGULAR_HALF_LIFE_DAYS)
        channel = self.conversations["channel"].to_numpy()[pairs["conversation"]]
        return sparse.csr_matrix(
            (faded, (pairs["member"], channel)),
            shape=(len(self.facts.members), len(self.facts.channels)),
        )

    @cached_property
    def channel_words(self) -> sparse.csc_matrix:
        """Channels × terms: the direction in which a channel's openings lie, of length one."""
        return channel_words(
            self.facts.terms,
            self.conversations,
            self.index.fit.idf,
            channels=len(self.facts.channels),
            as_of=self.as_of,
        )

    @cached_property
    def on_matters(self) -> npt.NDArray[np.bool_]:
        """Per conversation, whether matters are talked about there: not greetings or practice."""
        return _on_matters(self.conversations, self.facts.channels)

    @cached_property
    def span(self) -> tuple[datetime, datetime] | None:
        """First and last moment of the posts."""
        at = self.facts.posts["at"].to_numpy()
        return (moment(at[0]), moment(at[-1])) if len(at) else None

    def channels_of_kind(self, kind: ChannelKind) -> list[int]:
        """Rows of the channels of a kind that can be posted in."""
        channels = self.facts.channels
        return np.flatnonzero((channels["kind"] == kind.value) & ~channels["archived"]).tolist()


def moment(microseconds: int) -> datetime:
    """An aware datetime (UTC) of whole microseconds since the epoch."""
    return datetime.fromtimestamp(0, UTC) + pd.Timedelta(int(microseconds), "us").to_pytimedelta()


def conclude(
    facts: Facts, header: Header, *, as_of: int | None = None, fitted: Fit | None = None
) -> Snapshot:
    """Conclude everything from the facts. Pure: the same facts give the same snapshot.

    Args:
        facts: What is known.
        header: Where it comes from.
        as_of: The moment it is looked at; by default just after the last post, so that "recent"
            counts from the data's end and not from today. Who moved to other work since the last
            post has moved all the same.
        fitted: Frozen fitted parts; learned from the facts when None.
    """
    posts = facts.posts
    end = int(posts["at"].iloc[-1]) + 1 if len(posts) else 0
    known_until = max(end, microseconds(header.built_at)) if as_of is None else as_of
    as_of = end if as_of is None else as_of
    conversation = conversations_of(posts, (facts.threads["title"] != "").to_numpy(dtype=bool))
    read = read_conversations(
        posts,
        conversation,
        is_member=facts.members["is_member"].to_numpy(dtype=bool),
        solved_threads=facts.threads["solved"].to_numpy(dtype=bool),
    )
    answers_given = _with_amounts(read.answers, read.table, facts, known_until)
    table = _with_titles(read, facts)
    shares, lexical = _words(facts, conversation, read.table, fitted)
    events = expertise_events(
        answers_given, shares, fading(answers_given["at"].to_numpy(dtype=np.int64), as_of)
    )
    return Snapshot(
        header=header,
        facts=facts,
        as_of=as_of,
        conversation=conversation,
        conversations=table,
        answers=answers_given,
        shares=shares,
        index=lexical,
        expertise=events,
        graph=_graph(facts, conversation, read.table, shares, events, as_of),
    )


def _words(
    facts: Facts,
    conversation: npt.NDArray[np.int32],
    table: pd.DataFrame,
    fitted: Fit | None,
) -> tuple[sparse.csr_matrix, LexicalIndex]:
    """Shares of topics and the index; the counts behind them are gone before anything else is made.

    They are the largest tables of a build.
    """
    opening, answers = _fields(facts, conversation, table)
    fitted = fitted or fit(opening, answers)
    shares = _topic_shares(facts, opening, answers, fitted)
    return shares, index(opening, answers, fitted)


def _with_amounts(
    answers: pd.DataFrame, table: pd.DataFrame, facts: Facts, known_until: int
) -> pd.DataFrame:
    """Answers with an amount of 0 where they are no sign of knowing the matter.

    That is so where people greet or practise, and where the author has moved to other work since
    (異動). Who says that they moved, but not when, is taken at their word for all they wrote.
    """
    moved_at = facts.members["moved_at"].to_numpy()[answers["member"]]
    moved = moved_at < known_until
    before_move = (moved_at == MOVED_SOMETIME) | (moved & (answers["at"].to_numpy() < moved_at))
    greeting = ~_on_matters(table, facts.channels)[answers["conversation"].to_numpy()]
    return answers.assign(amount=np.where(before_move | greeting, 0.0, answers["amount"]))


def _on_matters(table: pd.DataFrame, channels: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Per conversation, whether matters are talked about there: not greetings or practice."""
    greets = channels["kind"].isin([ChannelKind.INTRODUCTION.value, ChannelKind.PRACTICE.value])
    greeting: npt.NDArray[np.bool_] = greets.to_numpy(dtype=bool)[table["channel"].to_numpy()]
    return ~greeting


def _with_titles(read: Conversations, facts: Facts) -> pd.DataFrame:
    opening = read.table["opening"].to_numpy(dtype=np.int64)
    given = facts.threads["title"].to_numpy()[facts.posts["thread"].to_numpy()[opening]]
    own = facts.posts["title"].to_numpy()[opening]
    title = np.where(read.table["has_opening"], own, "(最初の投稿が書き出しにありません)")
    return read.table.assign(
        title=pd.array(np.where(given != "", given, title), dtype="str"),
        archived=facts.channels["archived"].to_numpy(dtype=bool)[read.table["channel"]],
    )


def _fields(
    facts: Facts, conversation: npt.NDArray[np.int32], table: pd.DataFrame
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Counts of the opening and of the other posts, conversations × terms."""
    count = len(table)
    is_opening = np.zeros(len(conversation), dtype=bool)
    is_opening[table["opening"].to_numpy(dtype=np.int64)] = True
    bots = ~facts.members["is_member"].to_numpy(dtype=bool)
    author = facts.posts["author"].to_numpy()
    by_bot = (
        (author >= 0) & (facts.members["kind"] == "bot").to_numpy(dtype=bool)[author] & bots[author]
    )
    return (
        _summed(facts.terms, conversation, is_opening & ~by_bot, count),
        _summed(facts.terms, conversation, ~is_opening & ~by_bot, count),
    )


def _summed(
    terms: sparse.csr_matrix,
    conversation: npt.NDArray[np.int32],
    chosen: npt.NDArray[np.bool_],
    count: int,
) -> sparse.csr_matrix:
    rows = np.flatnonzero(chosen)
    adding = sparse.csr_matrix(
        (np.ones(len(rows), dtype=np.float32), (conversation[rows], rows)),
        shape=(count, terms.shape[0]),
    )
    return sparse.csr_matrix(adding @ terms)


def _topic_shares(
    facts: Facts, opening: sparse.csr_matrix, answers: sparse.csr_matrix, fitted: Fit
) -> sparse.csr_matrix:
    column = facts.topics["term"].to_numpy(dtype=np.int64)
    seen = column >= 0
    weight = (
        np.where(seen, fitted.idf[np.maximum(column, 0)], 0.0)
        if len(fitted.idf)
        else np.zeros(len(column))
    )
    weight = np.where(facts.topics["is_knowledge"], weight, 0.0)

    def topics_of(field: sparse.csr_matrix) -> sparse.csr_matrix:
        picking = sparse.csr_matrix(
            (np.ones(int(seen.sum())), (column[seen], np.flatnonzero(seen))),
            shape=(field.shape[1], len(column)),
        )
        return sparse.csr_matrix(field @ picking)

    return topic_shares(topics_of(opening), topics_of(answers), weight)


def _graph(
    facts: Facts,
    conversation: npt.NDArray[np.int32],
    table: pd.DataFrame,
    shares: sparse.csr_matrix,
    events: pd.DataFrame,
    as_of: int,
) -> nx.Graph:
    posts = facts.posts
    author = posts["author"].to_numpy()
    is_member = facts.members["is_member"].to_numpy(dtype=bool)
    by_member = (author >= 0) & is_member[author]
    at = posts["at"].to_numpy()
    writing = pd.DataFrame(
        {
            "member": author[by_member],
            "channel": posts["channel"].to_numpy()[by_member],
            "conversation": conversation[by_member],
            "at": at[by_member],
            "weight": fading(at[by_member], as_of),
        }
    )
    per_topic = shares.tocoo()
    opened = table["opened_at"].to_numpy(dtype=np.int64)[per_topic.row]
    about = pd.DataFrame(
        {
            "channel": table["channel"].to_numpy()[per_topic.row],
            "topic": per_topic.col.astype(np.int32),
            "conversation": per_topic.row,
            "at": opened,
            "weight": per_topic.data * fading(opened, as_of),
        }
    )
    return expertise_graph(
        members=facts.members.loc[is_member, ["member_id", "name"]],
        channels=facts.channels[["channel_id", "name"]],
        topics=facts.topics[["topic_id", "name"]],
        expertise=summed_edges(events, ["member", "topic"]),
        writing=summed_edges(writing, ["member", "channel"]),
        about=summed_edges(about, ["channel", "topic"]),
        related=related_topics(shares),
        places=_places(facts.members[is_member]),
    )


def _places(members: pd.DataFrame) -> Places:
    directory = load_directory()
    placed = members[members["organization"] != ""]
    organizations = placed.drop_duplicates("organization")
    return Places(
        organization_of=dict(zip(placed["member_id"], placed["organization"], strict=True)),
        organization_label=dict(
            zip(organizations["organization"], organizations["organization_name"], strict=True)
        ),
        prefecture_of=dict(
            zip(organizations["organization"], organizations["prefecture"], strict=True)
        ),
        prefecture_label={prefecture.code: prefecture.name for prefecture in directory.prefectures},
        neighbours={prefecture.code: prefecture.neighbours for prefecture in directory.prefectures},
    )
