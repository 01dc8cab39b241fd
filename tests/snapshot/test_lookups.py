"""What a snapshot finds once and looks up for every question is what looking through it finds."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from random_communities import FEW, stories
from stories import Story, build

from matcher.graph import ABOUT, EXPERTISE, node
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot
from matcher.snapshot._rows import RowsBy, rows_by


def scanned(column: npt.ArrayLike, number: int, among: npt.ArrayLike = True) -> list[int]:
    """Rows of a number, found by looking at every row."""
    rows: list[int] = np.flatnonzero((np.asarray(column) == number) & np.asarray(among)).tolist()
    return rows


@given(st.lists(st.integers(-1, 4), max_size=30))
def test_rows_of_a_number_are_all_its_rows_in_order(column: list[int]) -> None:
    """Every number has exactly its rows, ascending; what is negative belongs to nobody."""
    found = rows_by(np.array(column, dtype=np.int64), 6)
    assert [found.of(number).tolist() for number in range(6)] == [
        scanned(column, number) for number in range(6)
    ]


def test_rows_that_are_not_all_rows_keep_their_names() -> None:
    """Where only some rows are looked at, their own numbers are given, not their positions."""
    found = rows_by(np.array([1, 0, 1]), 2, rows=np.array([10, 20, 40]))
    assert [found.of(number).tolist() for number in range(2)] == [[20], [10, 40]]


@FEW
@given(stories())
def test_lookups_agree_with_the_tables(story: Story) -> None:
    """Posts, conversations, answers and events are found by whom and where they are of."""
    snapshot = build(story)
    table = snapshot.conversations
    recent = table["opened_at"] >= snapshot.as_of - RECENT_DAYS * DAY
    in_time = (table["answers"] > 0) & (table["answered_at"] - table["opened_at"] <= DAY)
    lookups: list[tuple[RowsBy, npt.ArrayLike, int, npt.ArrayLike]] = [
        (snapshot.posts_by_author, snapshot.facts.posts["author"], _members(snapshot), True),
        (snapshot.conversations_by_asker, table["asker"], _members(snapshot), True),
        (snapshot.conversations_by_channel, table["channel"], _channels(snapshot), True),
        (snapshot.recent_questions, table["channel"], _channels(snapshot), recent & table["asks"]),
        (
            snapshot.answered_in_a_day,
            table["channel"],
            _channels(snapshot),
            recent & table["asks"] & in_time,
        ),
        (snapshot.answers_by_conversation, snapshot.answers["conversation"], len(table), True),
        (snapshot.answers_by_member, snapshot.answers["member"], _members(snapshot), True),
        (snapshot.expertise_by_member, snapshot.expertise["member"], _members(snapshot), True),
    ]
    for lookup, column, count, among in lookups:
        assert [lookup.of(number).tolist() for number in range(count)] == [
            scanned(column, number, among) for number in range(count)
        ]
    about = snapshot.shares.toarray() > 0
    for topic in range(about.shape[1]):
        asked = np.flatnonzero(about[:, topic] & table["asks"].to_numpy())
        assert snapshot.questions_by_topic.of(topic).tolist() == asked.tolist()


@FEW
@given(stories())
def test_a_thread_is_found_where_its_first_post_stands(story: Story) -> None:
    """A thread id leads to the conversation of the thread's first post."""
    snapshot = build(story)
    first: dict[str, int] = {}
    for thread, conversation in zip(
        snapshot.facts.posts["thread_id"], snapshot.conversation.tolist(), strict=True
    ):
        first.setdefault(thread, conversation)
    assert snapshot.conversation_number == first


@FEW
@given(stories())
def test_matrices_of_topics_hold_the_edges_of_the_graph(story: Story) -> None:
    """Who knows a topic and where it is talked about weigh as the graph's edges do."""
    snapshot = build(story)
    for kind, matrix, numbers in (
        (EXPERTISE, snapshot.topic_experts, snapshot.member_number),
        (ABOUT, snapshot.topic_talk, snapshot.channel_number),
    ):
        names = list(numbers)
        for topic_id, topic in snapshot.topic_number.items():
            row = matrix[topic]
            held = {
                names[column]: weight
                for column, weight in zip(row.indices.tolist(), row.data.tolist(), strict=True)
            }
            assert held == {
                other.partition(":")[2]: data["weight"]
                for other, data in snapshot.graph[node("topic", topic_id)].items()
                if data["kind"] == kind
            }


def _members(snapshot: Snapshot) -> int:
    return len(snapshot.facts.members)


def _channels(snapshot: Snapshot) -> int:
    return len(snapshot.facts.channels)
