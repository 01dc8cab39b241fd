"""What a build concludes from the facts: the parts of a snapshot."""

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from matcher.domain import ChannelKind
from matcher.graph import (
    Conversations,
    Places,
    expertise_graph,
    fading,
    related_topics,
    summed_edges,
    topic_shares,
)
from matcher.places import load_directory
from matcher.snapshot._facts import Facts
from matcher.snapshot._index import Fit, LexicalIndex, fit, index
from matcher.snapshot._members import MOVED_SOMETIME


def words_of(
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


def with_amounts(
    answers: pd.DataFrame, table: pd.DataFrame, facts: Facts, known_until: int
) -> pd.DataFrame:
    """Answers with an amount of 0 where they are no sign of knowing the matter.

    That is so where people greet or practise, and where the author has moved to other work since
    (異動). Who says that they moved, but not when, is taken at their word for all they wrote.
    """
    moved_at = facts.members["moved_at"].to_numpy()[answers["member"]]
    moved = moved_at < known_until
    before_move = (moved_at == MOVED_SOMETIME) | (moved & (answers["at"].to_numpy() < moved_at))
    greeting = ~on_matters(table, facts.channels)[answers["conversation"].to_numpy()]
    return answers.assign(amount=np.where(before_move | greeting, 0.0, answers["amount"]))


def on_matters(table: pd.DataFrame, channels: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Per conversation, whether matters are talked about there: not greetings or practice."""
    greets = channels["kind"].isin([ChannelKind.INTRODUCTION.value, ChannelKind.PRACTICE.value])
    greeting: npt.NDArray[np.bool_] = greets.to_numpy(dtype=bool)[table["channel"].to_numpy()]
    return ~greeting


def with_titles(read: Conversations, facts: Facts) -> pd.DataFrame:
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


def graph_of(
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
