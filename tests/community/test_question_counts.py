"""Questions waiting, answered, resolved, and newcomers' steps, counted by hand."""

from collections.abc import Sequence

import pytest
from stories import Story, build

from matcher.community import Counted, count_questions, month_figures, newcomers_by_month
from matcher.domain import InputError, NewcomersByMonth, QuestionCounts, Survey, ThreadSuggestion

HOURS = 1 / 24


def no_surveys(_conversations: Sequence[int]) -> tuple[Survey, ...]:
    """Of these stories nobody reads surveys."""
    return ()


def story_of_questions() -> Story:
    """Four questions of three prefectures: on 2024-04-01, a Monday, 9:00 in Japan, and later."""
    story = Story()
    channel = story.channel("何でも相談")
    story.channel("自己紹介")
    for number, place in enumerate(("愛媛県上島町", "長崎県小値賀町", "愛媛県今治市")):
        story.member(f"U{number}", title=f"{place} 総務課")
    story.bot("案内")
    one = story.post("U0", channel, "ガバクラの接続回線の見積はどう比べましたか?", day=0)
    story.reply("案内", one, "自動の返信です。", day=0.5 * HOURS)
    story.reply("U1", one, "3社の内訳を同じ表に並べて比べました。", day=2 * HOURS)
    story.reply("U0", one, "ありがとうございます。解決しました。", day=3 * HOURS)
    two = story.post("U1", channel, "LGWANの更新はいつですか?", day=4)
    story.reply("U2", two, "来年度の秋に更新する予定で進めています。", day=7 + 8 * HOURS)
    story.post("U0", channel, "標準化の移行はどうしますか?", day=30)
    story.post("U2", channel, "テレワークの端末は何台ですか?", day=30.5)
    return story


@pytest.fixture(scope="module")
def counts() -> QuestionCounts:
    """The questions of the story."""
    return count_questions(build(story_of_questions()))


def test_total(counts: QuestionCounts) -> None:
    """Each question is counted as what it is; a bot's reply is no answer."""
    total = counts.total
    assert (total.questions, total.answered, total.waiting, total.resolved) == (4, 2, 2, 1)
    assert total.median_hours == (2 + 80) / 2


def test_in_time_by_working_hours(counts: QuestionCounts) -> None:
    """A weekend does not count, and what was asked within the last 24 hours is not judged.

    Asked on Friday 9:00, answered on Monday 17:00: 32 working hours, too late.
    """
    assert counts.total.judged == 2
    assert counts.total.in_time == 1
    assert counts.total.share_in_time == 0.5


def test_by_prefecture(counts: QuestionCounts) -> None:
    """Questions stand with the prefecture of the asker, in the order of codes."""
    rows = {row.name: row.questions for row in counts.by_prefecture}
    assert rows == {"愛媛県": 3, "長崎県": 1}
    assert [row.key for row in counts.by_prefecture] == ["38", "42"]
    assert counts.without_prefecture.questions == 0


def test_by_topic_and_month(counts: QuestionCounts) -> None:
    """Each row adds up, and can be opened: questions that wait come first."""
    assert sum(row.questions for row in counts.by_month) == 4
    assert [row.key for row in counts.by_month] == ["2024-04", "2024-05"]
    telework = next(row for row in counts.by_topic if "テレワーク" in row.name)
    assert (telework.questions, telework.waiting) == (1, 1)
    assert len(telework.evidence) == 1
    assert counts.total.evidence[0].thread_id == telework.evidence[0].thread_id


def test_questions_in_no_row_can_be_opened_too(counts: QuestionCounts) -> None:
    """What the topic table leaves out stands apart, with its conversations."""
    apart = counts.without_topic
    on_topic = {one.thread_id for row in counts.by_topic for one in row.evidence}
    assert apart.questions == counts.total.questions - len(on_topic)
    assert len(apart.evidence) == apart.questions
    assert not on_topic & {one.thread_id for one in apart.evidence}


def test_period() -> None:
    """A period holds only what was asked in it."""
    counted = Counted(build(story_of_questions()))
    april = month_figures(counted, "2024-04", no_surveys)
    assert april.questions.total.questions == 2
    assert april.before is None
    may = month_figures(counted, "", no_surveys)
    assert may.month == "2024-05"
    assert may.questions.total.questions == 2
    assert may.before is not None
    assert may.before.questions == 2
    assert [thread.title for thread in may.threads.waiting] == [
        "標準化の移行はどうしますか?",
        "テレワークの端末は何台ですか?",
    ]


def test_threads_behind_a_month() -> None:
    """Every number of a month has its conversations: asked, late, resolved, most written in."""
    april = month_figures(Counted(build(story_of_questions())), "2024-04", no_surveys)
    threads, total = april.threads, april.questions.total

    def titles(some: tuple[ThreadSuggestion, ...]) -> list[str]:
        return [one.title for one in some]

    one, two = "ガバクラの接続回線の見積はどう比べましたか?", "LGWANの更新はいつですか?"
    assert titles(threads.questions) == [two, one]
    assert titles(threads.late) == [two]
    assert len(threads.late) == total.judged - total.in_time
    assert titles(threads.resolved) == [one]
    assert titles(threads.waiting) == []
    assert titles(threads.busiest) == [one, two]
    assert threads.opened == len(threads.newcomers) == april.joined == 3


@pytest.mark.parametrize("month", ["2023-01", "2024-13", "先月", "2024-4-1"])
def test_no_such_month(month: str) -> None:
    """A month without posts and what is no month are told with what there is."""
    with pytest.raises(InputError):
        month_figures(Counted(build(story_of_questions())), month, no_surveys)


def test_an_empty_community() -> None:
    """Where nobody wrote there is nothing to count, and nothing fails."""
    story = Story()
    story.channel("何でも相談")
    story.member("U0")
    snapshot = build(story)
    counts = count_questions(snapshot)
    assert counts.total.questions == 0
    assert counts.total.share_in_time is None
    assert counts.by_topic == counts.by_prefecture == counts.by_month == ()
    assert newcomers_by_month(snapshot).months == ()
    with pytest.raises(InputError):
        month_figures(Counted(snapshot), "", no_surveys)


@pytest.fixture(scope="module")
def newcomers() -> NewcomersByMonth:
    """Three of April: one all the way, one welcomed by a bot only, one who came again later."""
    story = Story()
    hello = story.channel("自己紹介")
    help_ = story.channel("何でも相談")
    for name in ("A", "B", "C", "D"):
        story.member(name)
    story.member("沈黙")
    story.bot("案内")
    first = story.post("A", hello, "はじめまして、Aです。", day=1)
    story.reply("D", first, "ようこそ。", day=1 + 3 * HOURS)
    asked = story.post("A", help_, "ガバクラの接続回線はどうしますか?", day=3)
    story.reply("D", asked, "見積を比べました。", day=3.2)
    second = story.post("B", hello, "Bと申します。よろしくお願いします。", day=2)
    story.reply("案内", second, "ようこそ。", day=2.01)
    story.post("C", help_, "LGWANの更新はいつですか?", day=5)
    story.post("C", help_, "自分で解決しました。", day=200)
    return newcomers_by_month(build(story))


def test_newcomers(newcomers: NewcomersByMonth) -> None:
    """Each step counts those who took it within 90 days; a bot's welcome is no reply."""
    (april,) = newcomers.months
    assert april.month == "2024-04"
    assert (april.joined, april.introduced, april.asked) == (4, 2, 2)
    assert (april.replied, april.wrote, april.wrote_again) == (1, 4, 2)
    assert april.median_hours_to_reply == 3.0
    assert april.complete


def test_unreplied_newcomers(newcomers: NewcomersByMonth) -> None:
    """First conversations without a reply can be opened, the newest first."""
    (april,) = newcomers.months
    assert len(april.unreplied) == 2
    assert len(april.conversations) == 3
    assert set(april.unreplied) < set(april.conversations)
    assert newcomers.unknown == 1
    assert newcomers.as_first_post == 4
