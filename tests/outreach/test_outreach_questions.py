"""Stories of questions that wait, and of those that hide in small talk."""

from datetime import date

import pytest
from outreach_stories import LONG, Desk, community, end_on, newcomer, works
from stories import Story

from matcher.domain import Profile
from matcher.outreach._drafts import Addressed, guide
from matcher.outreach._hidden import HIDDEN_DAYS
from matcher.outreach._worries import asking_sentences, quoted

ASK = "ガバメントクラウドの接続回線は、どのように調達しましたか?"


def waiting(story: Story, ambassador: str = "大使") -> list[str]:
    """Ids of the questions that an ambassador is offered."""
    return [one.thread.thread_id for one in Desk(story).of(ambassador).questions]


def lively(story: Story) -> Story:
    """Sixty questions with answers, and sixty remarks in the lounge, to learn from."""
    matters = ("接続回線", "標準仕様書", "帳票", "外字", "運用経費", "見積書")
    chat = ("お昼のうどん", "庁舎の桜", "朝の霧", "夕焼け", "給食のカレー", "駐車場の猫")
    for number in range(60):
        matter, remark = matters[number % 6], chat[number % 6]
        text = f"ガバメントクラウドの{matter}は、契約と移行でどう整理しましたか?"
        story.question("古参", "C4", text, ("大使", LONG), day=20 + number)
        story.post("古参", "C2", f"{remark}がきれいで元気が出ました。", day=20.5 + number)
    return story


class TestWaitingQuestions:
    """答えを待つ質問."""

    def test_a_day_of_working_time_is_given(self):
        """Asked on Friday, a question waits from Monday on (day 193 is Friday, 11 October)."""
        story = community()
        asked = story.post("古参", "C4", ASK, day=193)
        assert waiting(end_on(story, 195)) == []
        again = community()
        again.post("古参", "C4", ASK, day=193)
        assert waiting(end_on(again, 197.5)) == [asked]

    def test_nods_are_no_answers(self):
        """参考になります leaves a question open, and the reason says so; an answer closes it."""
        story = community()
        works(story, "同僚", "382019")
        open_ = story.question("古参", "C4", ASK, ("同僚", "うちも知りたいです。"), day=180)
        story.question("古参", "C4", ASK + "期限は?", ("同僚", LONG), day=181)
        task = Desk(end_on(story, 190)).of("大使").questions[0]
        assert task.thread.thread_id == open_
        assert "only_nods" in [reason.code for reason in task.reasons]
        assert waiting(end_on(story, 190)) == [open_]

    def test_a_link_is_an_answer(self):
        """A short reply that leads to a thread helps."""
        story = community()
        thread = story.question("古参", "C4", ASK, ("大使", LONG), day=100)
        link = f"https://example.slack.com/archives/C4/p{thread.partition(':')[2].replace('.', '')}"
        works(story, "同僚", "382019")
        story.question("古参", "C4", ASK, ("同僚", f"<{link}>"), day=180)
        assert waiting(end_on(story, 190)) == []

    def test_the_next_message_answers(self):
        """In channels that do not use threads, the next message in the channel answers."""
        story = community()
        works(story, "同僚", "382019")
        for day in (100, 110, 120, 130):
            story.post("古参", "C4", "議事録を置きました。", day=day)
        story.post("古参", "C4", ASK, day=180)
        story.post("同僚", "C4", LONG)
        assert waiting(end_on(story, 190)) == []

    def test_what_the_asker_settled_is_closed(self):
        """自己解決しました needs no answer."""
        story = community()
        thread = story.post("古参", "C4", ASK, day=180)
        story.reply("古参", thread, "自分で調べて解決しました。")
        assert waiting(end_on(story, 190)) == []

    def test_greetings_announcements_and_old_questions_are_left_out(self):
        """Introductions, practice, lounge and what is older than 90 days are no such questions."""
        story = community()
        for name in ("お知らせ", "書き込み練習"):
            story.channel(name)
        for channel in ("C1", "C2", "C5", "C6"):
            story.post("古参", channel, ASK, day=180)
        story.post("古参", "C4", ASK, day=80)
        assert waiting(end_on(story, 190)) == []

    def test_newcomers_come_first(self):
        """A newcomer's question stands above one in the ambassador's own channel."""
        story = community()
        newcomer(story, "新人")
        for number in range(3):
            text = f"標準化の期限{number}は?"
            story.question("古参", "C4", text, ("大使", LONG), day=150 + number)
        old = story.post("古参", "C4", ASK, day=185)
        new = story.post("新人", "C3", "体育館の予約の紙はどう数えていますか?", day=184)
        assert waiting(end_on(story, 190)) == [new, old]

    def test_what_was_asked_before_is_shown(self):
        """A thread that answers the same is offered with a text that leads there, and a reason."""
        story = community()
        works(story, "同僚", "382019")
        for number in range(3):
            text = f"ガバメントクラウドの接続回線の調達、{number}社から見積もりを取りましたか?"
            story.question("古参", "C4", text, ("同僚", LONG), day=150 + number)
        newcomer(story, "新人")
        ask = "ガバメントクラウドの接続回線の調達、見積もりはどう取りましたか?"
        story.post("新人", "C3", ask, day=185)
        task = Desk(end_on(story, 190)).of("大使").questions[0]
        assert task.answers
        first, last = task.message.splitlines()
        assert first.startswith("新人さん、近い話が #標準化_ガバメントクラウド にあります: 「")
        assert last == "松山市と違う点があれば、続けて教えてください。"
        assert [person.member_id for person in task.people] == ["同僚"]
        assert {"waiting_hours", "newcomer"} <= {reason.code for reason in task.reasons}

    @pytest.mark.parametrize(("day", "said"), [(185.5, "36時間"), (191, "5日")])
    def test_how_long_it_waits_is_said_as_people_say_it(self, day, said):
        """In hours up to two days, then in days; 5 and 6 October 2024 are a weekend."""
        story = community()
        story.post("古参", "C4", ASK, day=184)
        reasons = Desk(end_on(story, day)).of("大使").questions[0].reasons
        assert reasons[0].text == f"{said}、回答がありません(土日・祝日を除く)。"

    def test_nobody_to_mention_and_nothing_to_show(self):
        """Texts without a thread to lead to name the asker and their place all the same."""
        asker = Addressed("田中 はるか@松山市", "愛媛県松山市", "愛媛県")
        told = guide(asker, (), (), common="")
        assert told.startswith("田中 はるかさん、同じことで困っている団体が、")
        assert guide(Addressed(), (), (), common="").startswith("同じことで困っている団体が、")

    def test_those_at_their_limit_are_not_named(self):
        """Who may not be asked any more this week is left out, and so is who hides."""
        for spared in (Profile("同僚", weekly_limit=0), Profile("同僚", hidden=True)):
            story = community()
            story.member("同僚")
            for number in range(3):
                text = f"ガバメントクラウドの接続回線の調達、{number}社から見積もりを取りましたか?"
                story.question("古参", "C4", text, ("同僚", LONG), day=150 + number)
            story.post("古参", "C3", "ガバメントクラウドの接続回線の調達、見積もりは?", day=185)
            story.profiles.append(spared)
            assert Desk(end_on(story, 190)).of("大使").questions[0].people == ()

    def test_who_has_nodded_is_not_called(self):
        """Who wrote there that they would like to know, too, is not asked for their experience."""
        story = community()
        for one in ("同僚", "別の同僚"):
            story.member(one)
        for number in range(3):
            text = f"ガバメントクラウドの接続回線の調達、{number}社から見積もりを取りましたか?"
            answers = (("同僚", LONG), ("別の同僚", LONG))
            story.question("古参", "C4", text, *answers, day=150 + number)
        ask = "ガバメントクラウドの接続回線の調達、見積もりは?"
        story.question("古参", "C3", ask, ("同僚", "気になります。"), day=185)
        people = Desk(end_on(story, 190)).of("大使").questions[0].people
        assert [one.member_id for one in people] == ["別の同僚"]

    def test_own_questions_and_those_written_in_are_not_offered(self):
        """Nobody is asked to answer themselves, or where they have nodded already."""
        story = community("大使", "別の大使")
        mine = story.post("大使", "C4", ASK, day=180)
        nodded = story.question("古参", "C4", "外字は?", ("大使", "気になります。"), day=181)
        assert waiting(end_on(story, 190)) == []
        assert set(waiting(story, "別の大使")) == {mine, nodded}

    def test_hidden_askers_are_helped_without_a_name(self):
        """Who does not want to be shown keeps their question and is not named anywhere in it."""
        story = community()
        works(story, "隠れた人", "382019")
        story.profiles[-1] = Profile("隠れた人", organization_code="382019", hidden=True)
        thread = story.post("隠れた人", "C4", ASK, day=180)
        task = Desk(end_on(story, 190)).of("大使").questions[0]
        assert task.thread.thread_id == thread
        assert (task.member_id, task.name, task.organization) == (None, "", "")
        assert "隠れた人" not in repr(task)


class TestHiddenQuestions:
    """雑談に埋もれた困り事."""

    def test_the_next_ones_small_talk_is_no_help(self):
        """Where people answer in threads, a post of its own helps only whom it mentions."""
        story = lively(community())
        worry = "お昼です。ガバメントクラウドの接続回線、契約と移行の整理に困っています。"
        alone = story.post("古参", "C2", worry, day=190)
        story.member("隣人")
        story.post("隣人", "C2", f"お昼は蕎麦でした。{LONG}", day=190.001)
        thread = story.post("隣人", "C2", "眠いです。", day=191)
        story.reply("古参", thread, "わかります。", day=191.01)
        assert [one.message_id for one in Desk(end_on(story, 193)).of("大使").hidden] == [alone]
        story.post("隣人", "C2", f"<@古参> さん、{LONG}", day=190.002)
        assert Desk(end_on(story, 194)).of("大使").hidden == ()

    def test_a_worry_is_found_and_small_talk_is_not(self):
        """Of three lounge posts that wonder, the one on a matter of work is offered."""
        story = lively(community())
        worry = "お昼です。ガバメントクラウドの接続回線、契約と移行の整理に困っています。"
        found = story.post("古参", "C2", worry, day=190)
        story.post("古参", "C2", "今日の夕焼け、皆さんのところはどうですか。", day=191)
        story.post("古参", "C2", "駐車場の猫にまた会いたい。", day=192)
        tasks = Desk(end_on(story, 193)).of("大使").hidden
        assert [one.message_id for one in tasks] == [found]
        assert "困っています" in tasks[0].quote
        assert tasks[0].channel.name == "標準化_ガバメントクラウド"
        assert tasks[0].reasons[1].text.startswith("#標準化_ガバメントクラウド: ")
        assert tasks[0].message.startswith("古参さん、10月8日の話、同じことで困っている人が")
        assert tasks[0].message.endswith("#標準化_ガバメントクラウド でも聞いてみませんか。")

    def test_help_in_the_lounge_is_enough(self):
        """A worry that somebody answered there, or of long ago, is left where it is."""
        worry = "接続回線の見積書、契約の整理をどうしたものか困っています。"
        story = lively(community())
        works(story, "同僚", "382019")
        story.post("古参", "C2", worry, day=190 - HIDDEN_DAYS)
        story.post("古参", "C2", worry, day=190)
        story.post("同僚", "C2", LONG)
        assert Desk(end_on(story, 193)).of("大使").hidden == ()

    def test_hidden_members_are_not_pointed_at(self):
        """A worry of someone who hides is left alone."""
        story = lively(community())
        story.post("古参", "C2", "接続回線の見積書、契約の整理に困っています。", day=190)
        story.profiles.append(Profile("古参", hidden=True))
        assert Desk(end_on(story, 193)).of("大使").hidden == ()

    def test_nothing_is_guessed_where_there_is_no_past(self):
        """A community with too little to learn from gets no such list."""
        story = community()
        story.post("古参", "C2", "接続回線の見積書、契約の整理に困っています。", day=190)
        assert Desk(end_on(story, 193)).of("大使").hidden == ()


def test_sentences_that_ask():
    """What asks or wonders is found with the sentence before it; empty closings are not."""
    assert asking_sentences("銀行さんが来ました。返事に困っています。また明日。") == [
        "銀行さんが来ました。 返事に困っています。"
    ]
    assert asking_sentences("猫がいました。皆さんのところはどうですか。") == []
    assert asking_sentences("皆さんの設計の考え方を聞きたいです。", outright=True) == []
    assert asking_sentences("電子契約は使っていますか。", outright=True) == [
        "電子契約は使っていますか。"
    ]


def test_quotes_keep_their_end():
    """A long quote is cut at its beginning, for it asks at its end."""
    text = "あ" * 100 + "どうすれば?"
    assert quoted(text).startswith("…")
    assert quoted(text).endswith("どうすれば?")
    assert quoted("短い\n文?") == "短い 文?"


def test_away_ambassadors_are_told_that_they_may_rest():
    """Away or at the limit, the desk says so; otherwise it says nothing."""
    story = end_on(community("大使", "休みの大使", "上限の大使"), 190)
    story.profiles.append(Profile("休みの大使", away_until=date(2030, 1, 1)))
    story.profiles.append(Profile("上限の大使", weekly_limit=0))
    seen = Desk(story)
    assert seen.of("大使").notice == ""
    assert "お休み" in seen.of("休みの大使").notice
    assert seen.of("休みの大使").away_until == date(2030, 1, 1)
    assert "上限" in seen.of("上限の大使").notice
