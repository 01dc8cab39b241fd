"""The snapshot: what a build concludes from the facts, ready for questions. Never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.domain import ChannelKind
from matcher.graph import (
    ABOUT,
    EXPERTISE,
    conversations_of,
    expertise_events,
    fading,
    read_conversations,
)
from matcher.snapshot._channel_words import channel_words
from matcher.snapshot._conclusions import (
    graph_of,
    on_matters,
    with_amounts,
    with_titles,
    words_of,
)
from matcher.snapshot._facts import Facts
from matcher.snapshot._fitted import Fitted
from matcher.snapshot._helping import Helping, helping
from matcher.snapshot._index import LexicalIndex
from matcher.snapshot._latent import LatentSpace, learn_space
from matcher.snapshot._members import microseconds
from matcher.snapshot._presence import channel_links, presence
from matcher.snapshot._rows import RowsBy, rows_by
from matcher.snapshot._topic_edges import topic_edges

DAY = 86_400_000_000
RECENT_DAYS = 90
"""What "these days" means: a channel's regulars, who is present, what is talked about."""

SEEN_DAYS = 365
"""Who wrote in a channel within this time is there, whether or not a membership list says so."""

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
        space: The space of latent semantics.
        points: conversations × dimensions, where each conversation lies in it.
        expertise: Events ``member``, ``topic``, ``conversation``, ``at``, ``weight``: the evidence
            behind the graph's expertise edges.
        graph: The expertise graph.
        people: Learned weights of people's features, see :class:`Fitted`.
    """

    header: Header
    facts: Facts
    as_of: int
    conversation: npt.NDArray[np.int32]
    conversations: pd.DataFrame
    answers: pd.DataFrame
    shares: sparse.csr_matrix
    index: LexicalIndex
    space: LatentSpace
    points: npt.NDArray[np.float32]
    expertise: pd.DataFrame
    graph: nx.Graph
    people: Mapping[str, float] = field(default_factory=dict)

    @property
    def fitted(self) -> Fitted:
        """What was learned and is frozen until the next full build."""
        return Fitted(self.index.fit, self.space, self.people)

    def before(self, as_of: int) -> "Snapshot":
        """The snapshot as it would have been at a moment, with the fitted parts kept.

        Nothing posted at or after ``as_of`` is in it. What was learned stays that of this
        snapshot, as it does between two full builds; an honest evaluation concludes the facts
        before its cut anew, without ``fitted``. What carries no date cannot be undone: reactions,
        edits, given titles, who has left unless a roster says when, memberships without a day of
        joining.
        """
        if as_of >= self.as_of:
            return self
        return conclude(self.facts.before(as_of), self.header, as_of=as_of, fitted=self.fitted)

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
        number = np.full(len(self.facts.threads), -1, dtype=np.int64)
        number[self.facts.posts["thread"].to_numpy()[::-1]] = self.conversation[::-1]
        begun = np.flatnonzero(number >= 0)
        threads = self.facts.threads["thread_id"].iloc[begun].tolist()
        return dict(zip(threads, number[begun].tolist(), strict=True))

    @cached_property
    def last_post_at(self) -> npt.NDArray[np.int64]:
        """Per account, the moment of its last post; 0 for those who never wrote."""
        last = np.zeros(len(self.facts.members), dtype=np.int64)
        author = self.facts.posts["author"].to_numpy()
        np.maximum.at(last, author[author >= 0], self.facts.posts["at"].to_numpy()[author >= 0])
        return last

    @cached_property
    def posts_by_author(self) -> RowsBy:
        """Rows of the posts of each account."""
        return rows_by(self.facts.posts["author"], len(self.facts.members))

    @cached_property
    def conversations_by_channel(self) -> RowsBy:
        """Numbers of the conversations in each channel."""
        return rows_by(self.conversations["channel"], len(self.facts.channels))

    @cached_property
    def conversations_by_asker(self) -> RowsBy:
        """Numbers of the conversations that each account opened."""
        return rows_by(self.conversations["asker"], len(self.facts.members))

    @cached_property
    def questions_by_topic(self) -> RowsBy:
        """Numbers of the conversations that ask about each topic."""
        about = self.shares.tocoo()
        asks = self.conversations["asks"].to_numpy()[about.row]
        rows = about.row[asks].astype(np.int64)
        return rows_by(about.col[asks], len(self.facts.topics), rows=rows)

    @cached_property
    def answers_by_conversation(self) -> RowsBy:
        """Rows of the answers in each conversation."""
        return rows_by(self.answers["conversation"], len(self.conversations))

    @cached_property
    def answers_by_member(self) -> RowsBy:
        """Rows of the answers that each account gave."""
        return rows_by(self.answers["member"], len(self.facts.members))

    @cached_property
    def first_answers(self) -> RowsBy:
        """Conversations that each account was the first to be of help in, the earliest first."""
        first = self.answers[self.answers["amount"] > 0].drop_duplicates("conversation")
        return rows_by(
            first["member"],
            len(self.facts.members),
            rows=first["conversation"].to_numpy(dtype=np.int64),
        )

    @cached_property
    def expertise_by_member(self) -> RowsBy:
        """Rows of the expertise events of each account."""
        return rows_by(self.expertise["member"], len(self.facts.members))

    @cached_property
    def topic_experts(self) -> sparse.csr_matrix:
        """Topics × accounts: the weights of the graph's edges of expertise."""
        topics = self.facts.topics["topic_id"].tolist()
        return topic_edges(self.graph, topics, EXPERTISE, self.member_number)

    @cached_property
    def topic_talk(self) -> sparse.csr_matrix:
        """Topics × channels: the weights of the graph's edges between them."""
        topics = self.facts.topics["topic_id"].tolist()
        return topic_edges(self.graph, topics, ABOUT, self.channel_number)

    @cached_property
    def posts_per_channel(self) -> npt.NDArray[np.int64]:
        """How many posts stand in each channel."""
        return np.bincount(self.facts.posts["channel"], minlength=len(self.facts.channels))

    @cached_property
    def recent_questions(self) -> RowsBy:
        """Numbers of the questions of these days in each channel."""
        table = self.conversations
        asked = (table["opened_at"] >= self.as_of - RECENT_DAYS * DAY) & table["asks"]
        return self._by_channel(np.flatnonzero(asked))

    @cached_property
    def answered_in_a_day(self) -> RowsBy:
        """Numbers of those of them that were answered within a day."""
        table, asked = self.conversations, np.sort(self.recent_questions.rows)
        waited = (table["answered_at"] - table["opened_at"]).to_numpy()[asked]
        in_time = (table["answers"].to_numpy()[asked] > 0) & (waited <= DAY)
        return self._by_channel(asked[in_time])

    def _by_channel(self, conversations: npt.NDArray[np.int64]) -> RowsBy:
        channel = self.conversations["channel"].to_numpy()[conversations]
        return rows_by(channel, len(self.facts.channels), rows=conversations)

    @cached_property
    def presence(self) -> sparse.csr_matrix:
        """Accounts × channels, 1 where a member is (see :mod:`matcher.snapshot._presence`)."""
        return presence(self.facts, self.as_of - SEEN_DAYS * DAY)

    @cached_property
    def channel_links(self) -> npt.NDArray[np.float64]:
        """Channels × channels: how much being in the row's speaks for being in the column's."""
        return channel_links(self.presence)

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
    def faded_answers_by_member(self) -> sparse.csc_matrix:
        """The same, to be looked up by account."""
        return sparse.csc_matrix(self.faded_answers)

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
    def helping(self) -> Helping:
        """How each account helps: lately, usually, and how often as the first."""
        return helping(self.answers, self.as_of, len(self.facts.members))

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
        return on_matters(self.conversations, self.facts.channels)

    @cached_property
    def answered_conversations(self) -> npt.NDArray[np.int64]:
        """Numbers of the conversations on matters in which somebody was of help."""
        helped = np.bincount(
            self.answers["conversation"],
            weights=self.answers["amount"],
            minlength=len(self.conversations),
        )
        return np.flatnonzero(self.on_matters & (helped > 0))

    @cached_property
    def answered_points(self) -> npt.NDArray[np.float32]:
        """Where those lie in the space of latent semantics."""
        return np.asarray(self.points[self.answered_conversations])

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
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(microseconds))


def conclude(
    facts: Facts, header: Header, *, as_of: int | None = None, fitted: Fitted | None = None
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
    answers_given = with_amounts(read.answers, read.table, facts, known_until)
    table = with_titles(read, facts)
    shares, lexical = words_of(facts, conversation, read.table, fitted.lexical if fitted else None)
    space = fitted.space if fitted else learn_space(lexical.weights)
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
        space=space,
        points=space.place(lexical.weights),
        expertise=events,
        graph=graph_of(facts, conversation, read.table, shares, events, as_of),
        people=fitted.people if fitted else {},
    )
