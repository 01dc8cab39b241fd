"""Of conversations that fit alike, the answered and the lately continued stand above."""

from stories import Story, build

from matcher.domain import ThreadHeading
from matcher.recommend import similar_threads

QUESTION = "庁内の無線LANの更新を調べています"


def test_an_answered_conversation_stands_above_an_unanswered_one() -> None:
    """The same question, the same day: the one with an answer is the one to read."""
    story = Story()
    asker, other, channel = story.member("a"), story.member("b"), story.channel("全般")
    answered = story.question(asker, channel, QUESTION, (other, "資料をお送りします"))
    story.question(asker, channel, f"{QUESTION}。予算の取り方と仕様の例もほしいです")

    found = similar_threads(build(story), QUESTION).threads

    assert found[0].thread_id == answered


def test_shared_words_are_written_as_in_the_question() -> None:
    """The index holds words in small letters; a reader sees what they wrote."""
    story = Story()
    asker, channel = story.member("a"), story.channel("全般")
    story.question(asker, channel, "窓口のRPAを探しています")

    found = similar_threads(build(story), "RPAの窓口").threads

    assert "「RPA」" in found[0].reasons[0].text


def test_a_conversation_that_went_on_lately_stands_above_a_silent_one() -> None:
    """What counts is the last post, not the first: the older question was taken up again."""
    story = Story()
    asker, other, channel = story.member("a"), story.member("b"), story.channel("全般")
    taken_up = story.question(
        asker, channel, "無線LANの更新と電波の調査", (other, "調査の資料をお送りします"), day=0
    )
    silent = story.question(
        asker, channel, "無線LANの更新と端末の台数", (other, "台数の資料をお送りします"), day=30
    )
    story.reply(other, taken_up, "調査の資料を直しました", day=200)

    found = [thread.thread_id for thread in similar_threads(build(story), "無線LANの更新").threads]

    assert found.index(taken_up) < found.index(silent)


def test_the_words_of_a_given_title_find_the_thread() -> None:
    """A thread whose title, not its text, says the matter is found by it."""
    story = Story()
    asker, other, channel = story.member("a"), story.member("b"), story.channel("全般")
    thread = story.question(asker, channel, "どうしていますか", (other, "資料をお送りします"))
    story.question(asker, channel, "窓口の混雑をどうしていますか", (other, "お送りします"))
    assert not similar_threads(build(story), QUESTION).threads
    story.headings.append(ThreadHeading(thread, channel, "庁内の無線LANの更新", resolved=False))

    found = similar_threads(build(story), QUESTION).threads

    assert [one.thread_id for one in found] == [thread]
