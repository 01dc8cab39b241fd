"""Who asked, who answered, whether it helped, and how it fades: told in small communities."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from stories import Story, build

from matcher.domain import AccountKind, ThreadHeading
from matcher.graph import HALF_LIFE_DAYS, MICROSECONDS_PER_DAY, fading, topic_shares
from matcher.graph._evidence import ANSWER_SHARE, FULL_ANSWER_TERMS
from matcher.snapshot import Snapshot

ASKS = "ガバメントクラウドの接続回線の費用はどのくらいでしょうか"
ANSWERS = "接続回線は専用線にして、運用経費に含めて見積りを取りました。帯域は最初から広めが安心です"


@pytest.fixture
def story() -> Story:
    """A and B in a channel on clouds."""
    story = Story()
    story.channel("標準化_ガバメントクラウド")
    for name in ("A", "B", "C"):
        story.member(name)
    return story


def row(snapshot: Snapshot, thread: str) -> "pd.Series[object]":
    """The conversation that a thread belongs to."""
    return snapshot.conversations.iloc[snapshot.conversation_number[thread]]


def answerers(snapshot: Snapshot, thread: str) -> list[str]:
    """Who answered in a thread."""
    here = snapshot.answers["conversation"] == snapshot.conversation_number[thread]
    return snapshot.facts.members["member_id"].iloc[snapshot.answers.loc[here, "member"]].tolist()


def test_a_question_and_its_answer(story: Story) -> None:
    """The opening's author asks, others answer; the asker's own replies are no answers."""
    thread = story.question("A", "C1", ASKS, ("B", ANSWERS), ("A", "なるほど"), ("C", ANSWERS))
    snapshot = build(story)
    conversation = row(snapshot, thread)
    assert snapshot.facts.members["member_id"].iloc[conversation["asker"]] == "A"
    assert conversation["asks"]
    assert answerers(snapshot, thread) == ["B", "C"]
    assert conversation["answers"] == 2
    assert conversation["answered_at"] == snapshot.facts.posts["at"].iloc[1]
    assert not conversation["solved"]


def test_bots_never_answer(story: Story) -> None:
    """What a bot writes under a question leaves it unanswered."""
    story.bot("案内係")
    thread = story.question("A", "C1", ASKS, ("案内係", ANSWERS))
    snapshot = build(story)
    assert answerers(snapshot, thread) == []
    assert row(snapshot, thread)["answered_at"] == 0


def test_guests_of_another_workspace_are_no_members(story: Story) -> None:
    """Someone from outside neither asks nor answers."""
    story.member("業者", kind=AccountKind.EXTERNAL)
    asked = story.question("業者", "C1", ASKS, ("B", ANSWERS))
    answered = story.question("A", "C1", ASKS, ("業者", ANSWERS))
    snapshot = build(story)
    assert row(snapshot, asked)["asker"] == -1
    assert answerers(snapshot, answered) == []


def test_replies_without_their_root_have_no_asker(story: Story) -> None:
    """Where the opening is not in the data nobody asked, and the first reply is no question."""
    first = story.reply("B", "C1:1600000000.000100", "どなたか分かる方はいますか")
    story.reply("C", "C1:1600000000.000100", ANSWERS)
    snapshot = build(story)
    conversation = row(snapshot, "C1:1600000000.000100")
    assert first in snapshot.facts.posts["message_id"].tolist()
    assert not conversation["has_opening"]
    assert conversation["asker"] == -1
    assert not conversation["asks"]
    assert answerers(snapshot, "C1:1600000000.000100") == ["B", "C"]


@pytest.mark.parametrize("words", ["ありがとうございます", "無事に解決しました", "that worked!"])
def test_thanks_after_an_answer_settle_the_question(story: Story, words: str) -> None:
    """The asker's thanks, or word that it works, mark the question as solved."""
    thread = story.question("A", "C1", ASKS, ("B", ANSWERS), ("A", words))
    assert row(build(story), thread)["solved"]


def test_thanks_before_any_answer_settle_nothing(story: Story) -> None:
    """Thanks in advance are only polite."""
    thread = story.question("A", "C1", ASKS, ("A", "ありがとうございます"), ("B", ANSWERS))
    assert not row(build(story), thread)["solved"]


def test_the_thanks_of_others_settle_nothing(story: Story) -> None:
    """Only the asker knows whether it helped."""
    thread = story.question("A", "C1", ASKS, ("B", ANSWERS), ("C", "ありがとうございます"))
    assert not row(build(story), thread)["solved"]


def test_a_sign_under_the_question_settles_it(story: Story) -> None:
    """A tick under the opening marks it as solved; a tick under an answer does not."""
    ticked = story.question("A", "C1", ASKS, ("B", ANSWERS), signs=("white_check_mark",))
    other = story.question("A", "C1", ASKS)
    story.reply("B", other, ANSWERS, signs=("white_check_mark",))
    snapshot = build(story)
    assert row(snapshot, ticked)["solved"]
    assert not row(snapshot, other)["solved"]


def test_a_sign_under_an_orphan_reply_settles_nothing(story: Story) -> None:
    """A tick under a reply whose question is not in the data tells nothing of the question."""
    story.reply("B", "C1:1600000000.000100", ANSWERS, signs=("white_check_mark",))
    assert not row(build(story), "C1:1600000000.000100")["solved"]


def test_thanks_for_an_answer_that_did_not_help_settle_nothing(story: Story) -> None:
    """Who thanks but says that the matter is still open has an open question."""
    thread = story.question(
        "A", "C1", ASKS, ("B", ANSWERS), ("A", "ありがとうございます。でもまだ解決していません")
    )
    assert not row(build(story), thread)["solved"]


def test_thanks_with_a_further_question_settle_nothing(story: Story) -> None:
    """Who thanks and asks on, at once or later, has not got what they need."""
    thanks = "ありがとうございます"
    at_once = story.question("A", "C1", ASKS, ("B", ANSWERS), ("A", f"{thanks}。{ASKS}"))
    later = story.question("A", "C1", ASKS, ("B", ANSWERS), ("A", thanks), ("A", ASKS))
    snapshot = build(story)
    assert not row(snapshot, at_once)["solved"]
    assert not row(snapshot, later)["solved"]


def test_the_last_thanks_decide(story: Story) -> None:
    """Thanks after the further question was answered settle it."""
    first, asked_on, last = (
        ("B", ANSWERS),
        ("A", f"ありがとうございます。{ASKS}"),
        ("A", "助かりました"),
    )
    thread = story.question("A", "C1", ASKS, first, asked_on, first, last)
    assert row(build(story), thread)["solved"]


def test_word_that_it_works_stands(story: Story) -> None:
    """A question out of curiosity after 「解決しました」 opens nothing again."""
    worked, curious = ("A", "解決しました"), ("A", "どこで知りましたか")
    thread = story.question("A", "C1", ASKS, ("B", ANSWERS), worked, curious)
    assert row(build(story), thread)["solved"]


def test_who_finds_the_answer_alone_has_solved_it(story: Story) -> None:
    """The asker's word is enough, though nobody answered."""
    thread = story.question("A", "C1", ASKS, ("A", "自己解決しました"))
    assert row(build(story), thread)["solved"]


def test_a_thread_that_the_source_marks_is_solved(story: Story) -> None:
    """The source's own mark counts, and its title is the thread's."""
    thread = story.question("A", "C1", ASKS)
    story.headings.append(ThreadHeading(thread, "C1", "回線の費用", resolved=True))
    conversation = row(build(story), thread)
    assert conversation["solved"]
    assert conversation["title"] == "回線の費用"


def test_a_longer_answer_counts_more_up_to_a_full_one(story: Story) -> None:
    """参考になります is a small answer; from FULL_ANSWER_TERMS terms on an answer is full."""
    story.question("A", "C1", ASKS, ("B", "専用線です"), ("C", ANSWERS * 2), ("B", "🙏"))
    snapshot = build(story)
    terms = snapshot.facts.posts["term_count"].to_numpy()[1:]
    assert terms[1] >= FULL_ANSWER_TERMS > terms[0] > terms[2] == 0
    assert snapshot.answers["amount"].tolist() == [terms[0] / FULL_ANSWER_TERMS, 1.0, 0.0]


def test_fading_halves_with_every_half_life() -> None:
    """Now is 1, one half-life ago ½, two ¼; the future counts as now."""
    ages = np.array([0, HALF_LIFE_DAYS, 2 * HALF_LIFE_DAYS, -5.0]) * MICROSECONDS_PER_DAY
    now = 20_000 * MICROSECONDS_PER_DAY
    assert fading((now - ages).astype(np.int64), now).tolist() == [1.0, 0.5, 0.25, 1.0]
    month_ago = np.array([now - 30 * MICROSECONDS_PER_DAY])
    assert fading(month_ago, now, half_life_days=30.0).tolist() == [0.5]
    assert fading(month_ago, now, half_life_days=15.0).tolist() == [0.25]


def shares_of(
    opening: list[list[int]], answers: list[list[int]], weight: list[float]
) -> list[list[float]]:
    """Topic shares of conversations given as rows of counts."""
    return (
        topic_shares(
            sparse.csr_matrix(np.array(opening, dtype=float)),
            sparse.csr_matrix(np.array(answers, dtype=float)),
            np.array(weight),
        )
        .toarray()
        .tolist()
    )


def test_the_opening_says_most_of_what_it_is_about() -> None:
    """One word in the opening against two in the answers: 1 to twice ANSWER_SHARE."""
    ((one, other),) = shares_of([[1, 0]], [[0, 2]], [1.0, 1.0])
    assert one == pytest.approx(1 / (1 + 2 * ANSWER_SHARE))
    assert other == pytest.approx(2 * ANSWER_SHARE / (1 + 2 * ANSWER_SHARE))


def test_rare_topics_say_more_and_repeating_stops_counting() -> None:
    """Shares are weighted; from the third word of a topic on nothing is added."""
    assert shares_of([[1, 1]], [[0, 0]], [3.0, 1.0]) == [[0.75, 0.25]]
    assert shares_of([[9, 1]], [[0, 0]], [1.0, 1.0]) == [[0.75, 0.25]]


def test_passing_remarks_are_dropped() -> None:
    """A topic of a small share is dropped and the rest made whole; a topic of no weight is none."""
    assert shares_of([[3, 0]], [[0, 1]], [1.0, 0.9]) == [[1.0, 0.0]]
    assert shares_of([[2, 0]], [[0, 0]], [0.0, 1.0]) == [[0.0, 0.0]]


COUNTS = st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=1, max_size=5)
WEIGHTS = st.lists(st.just(0.0) | st.floats(1e-6, 9), min_size=4, max_size=4)


@given(COUNTS, WEIGHTS)
def test_shares_of_a_conversation_sum_to_one_or_nothing(
    opening: list[list[int]], weight: list[float]
) -> None:
    """Whatever is counted: every row sums to one, or is empty."""
    answers = [list(reversed(counts)) for counts in opening]
    for shares in shares_of(opening, answers, weight):
        assert sum(shares) == pytest.approx(1.0) or not any(shares)
        assert all(share >= 0 for share in shares)
