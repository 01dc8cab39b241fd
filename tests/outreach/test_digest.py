"""What a digest tells: each story has something that must be in it, and something that must not."""

from datetime import date

import pytest
from stories import Story, build, standing_of

from matcher.domain import Digest, DigestScope, Profile, Role, RoleKind, ThreadSuggestion
from matcher.outreach.digest import member_digest

TODAY = date(2024, 4, 11)
ASKED = "接続回線の見積りはどう比べましたか"
ANSWER = "三社から見積りを取り、五年の総額で比べて決めました"
CLOUDS, COUNTERS, EHIME, LOUNGE = "C1", "C2", "C3", "C4"


@pytest.fixture
def story() -> Story:
    """U1 of 上島町 and six others; nothing is written yet."""
    told = Story()
    for name in ("標準化_ガバメントクラウド", "窓口改革", "愛媛県", "雑談"):
        told.channel(name)
    told.member("U1", title="愛媛県上島町")
    for number in range(2, 8):
        told.member(f"U{number}")
    return told


def digest(story: Story, *starred: str, day: date = TODAY, days: int = 1) -> Digest:
    """U1's digest of the story."""
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    number = snapshot.member_number["U1"]
    return member_digest(snapshot, standing, number, starred, day=day, days=days)


def ids(threads: tuple[ThreadSuggestion, ...]) -> list[str]:
    """The threads' ids."""
    return [thread.thread_id for thread in threads]


def told(threads: tuple[ThreadSuggestion, ...]) -> list[str]:
    """First reason of each thread."""
    return [thread.reasons[0].text for thread in threads]


def test_only_starred_channels(story: Story) -> None:
    """A starred channel's conversation is told with who came; one next door is not."""
    here = story.post("U2", CLOUDS, "回線の工事が終わりました", day=10, signs=("tada", "eyes"))
    story.reply("U3", here, "おめでとうございます、何日かかりましたか")
    there = story.post("U2", COUNTERS, "書かない窓口を始めました", day=10.1)
    story.reply("U3", there, ANSWER)
    found = digest(story, CLOUDS)
    assert ids(found.threads) == [here]
    assert told(found.threads) == ["この日、2人が書き込みました(返信1件、リアクション2件)。"]
    assert found.threads[0].reasons[0].evidence[0].thread_id == here
    assert (found.scope, found.notice) == (DigestScope.STARS, "")
    assert [(one.name, one.posts, one.people) for one in found.channels] == [
        ("標準化_ガバメントクラウド", 2, 2)
    ]


def test_most_people_first(story: Story) -> None:
    """Four who came once outweigh two who wrote five times; reactions are people too."""
    pair = story.post("U2", CLOUDS, "移行の段取りを書きます", day=10)
    for _ in range(5):
        story.reply("U3", pair, "続きも知りたいです")
    crowd = story.post("U2", CLOUDS, "移行が終わりました")
    for member in ("U3", "U4", "U5"):
        story.reply(member, crowd, "お疲れさまでした")
    cheered = story.post("U6", CLOUDS, "補助金の通知が来ました", signs=("a", "b", "c", "d", "e"))
    alone = story.post("U7", CLOUDS, "今日は在宅です")
    assert ids(digest(story, CLOUDS).threads) == [cheered, crowd, pair]
    assert alone not in ids(digest(story, CLOUDS).threads)


def test_a_bot_is_nobody_who_came(story: Story) -> None:
    """A bot's replies bring no conversation into the digest and count for nobody."""
    story.bot("BOT")
    quiet = story.post("U2", CLOUDS, "記録を残します", day=10)
    story.reply("BOT", quiet, "記録しました")
    lively = story.post("U2", CLOUDS, "移行の日が決まりました")
    story.reply("BOT", lively, "記録しました")
    story.reply("U3", lively, "楽しみです")
    found = digest(story, CLOUDS)
    assert told(found.threads) == ["この日、2人が書き込みました(返信1件)。"]
    assert found.channels[0].posts == 3


def test_what_waits(story: Story) -> None:
    """An open question waits; answered, settled, old and small-talk ones do not."""
    story.question("U2", CLOUDS, ASKED, ("U3", ANSWER), day=9)
    old = story.question("U2", CLOUDS, "回線の名義は町ですか、教えてください", day=-25)
    settled = story.post("U4", CLOUDS, "窓口の時間は変えましたか", day=9.2, signs=("解決済み",))
    waits = story.question("U5", CLOUDS, "保守の費用はいくらでしたか", day=9.5)
    chat = story.question("U6", LOUNGE, "お昼は何を食べましたか", day=10)
    found = digest(story, CLOUDS, LOUNGE)
    assert ids(found.waiting) == [waits]
    assert told(found.waiting) == ["4月10日から、回答を待っています。"]
    assert not {old, settled, chat} & {*ids(found.waiting)}


def test_what_was_settled(story: Story) -> None:
    """A question is settled on the day of the first thanks, not when more is said of it later."""
    before = story.question("U2", CLOUDS, ASKED, ("U3", ANSWER), day=7)
    story.reply("U2", before, "ありがとうございます、解決しました")
    today = story.question("U4", CLOUDS, "予算の時期はいつでしたか", ("U5", ANSWER), day=9)
    story.reply("U4", today, "助かりました、ありがとうございます", day=10)
    story.reply("U2", before, "ありがとうございます、その後も順調です")
    found = digest(story, CLOUDS)
    assert ids(found.resolved) == [today]
    assert told(found.resolved) == ["書き込んだ人が、解決かお礼を書いています(回答1件)。"]
    assert ids(found.threads) == [before]
    assert ids(digest(story, CLOUDS, days=5).resolved) == [today, before]


def test_days_are_those_of_japan(story: Story) -> None:
    """Half past midnight in Tokyo belongs to the new day; a week takes both."""
    eve = story.post("U2", CLOUDS, "前の日の夜です", day=9 + 14.9 / 24, signs=("eyes",))
    night = story.post("U2", CLOUDS, "日付が変わりました", day=9 + 15.5 / 24, signs=("eyes",))
    assert ids(digest(story, CLOUDS).threads) == [night]
    assert ids(digest(story, CLOUDS, day=date(2024, 4, 10)).threads) == [eve]
    week = digest(story, CLOUDS, days=7)
    assert ids(week.threads) == [night, eve]
    assert told(week.threads)[0] == "この7日間に、1人が書き込みました(リアクション1件)。"
    assert (week.from_.day, week.from_.hour, week.to.day) == (5, 0, 11)


@pytest.mark.parametrize("ambassador", [True, False])
def test_an_ambassador_looks_after_their_fields_too(story: Story, ambassador: bool) -> None:
    """Beside the stars, an ambassador is told of their field elsewhere and why; others are not."""
    story.profiles.append(Profile("U1", interests=("gc-network",)))
    if ambassador:
        story.roles.append(Role("U1", RoleKind.AMBASSADOR, date(2024, 4, 1)))
    asked = story.question("U2", EHIME, "ガバクラ接続回線の費用はいくらでしたか", day=10)
    found = digest(story, COUNTERS)
    assert ids(found.waiting) == ([asked] if ambassador else [])
    if ambassador:
        assert found.waiting[0].reasons[1].text == "担当や関心の「ガバクラ接続回線」の話題です。"


def test_without_stars_one_gets_ones_work(story: Story) -> None:
    """No stars: fields and prefecture, and it says so; other channels stay out."""
    story.profiles.append(Profile("U1", interests=("gc-network",)))
    field = story.question("U2", CLOUDS, "ガバクラ接続回線の費用はいくらでしたか", day=10)
    home = story.question("U3", EHIME, "次の集まりはいつがよいですか", day=10)
    story.question("U4", COUNTERS, "窓口の予約はどう受けていますか", day=10)
    found = digest(story)
    assert {*ids(found.waiting)} == {field, home}
    assert found.scope is DigestScope.WORK
    assert found.notice == (
        "星を付けたチャンネルがまだないので、担当や関心のテーマと愛媛県のチャンネルから選びました。"
    )
    assert found.fields == ("ガバクラ接続回線",)


def test_without_fields_what_one_answered_counts(story: Story) -> None:
    """Who names no field is told of what they answered about, and it is called that."""
    story.question("U2", CLOUDS, "ガバクラ接続回線の費用はいくらですか", ("U1", ANSWER), day=8)
    asked = story.question("U3", COUNTERS, "ガバクラ接続回線の名義は誰ですか", day=10)
    found = digest(story)
    assert ids(found.waiting) == [asked]
    assert found.notice.startswith("星を付けたチャンネルがまだないので、これまでに回答したテーマ")


def test_nobody_gets_an_empty_thing(story: Story) -> None:
    """Quiet at home: everything is looked at, and it says so; unknown work the same."""
    asked = story.question("U2", COUNTERS, "窓口の予約はどう受けていますか", day=10)
    found = digest(story)
    assert (ids(found.waiting), found.scope) == ([asked], DigestScope.EVERYWHERE)
    assert found.notice == (
        "星を付けたチャンネルがまだなく、愛媛県のチャンネルにも動きがないので、全体から選びました。"
    )
    story.member("U1", title="")
    unknown = digest(story)
    assert (ids(unknown.waiting), unknown.channels) == ([asked], ())
    assert unknown.notice == "星を付けたチャンネルがまだないので、全体から選びました。"


def test_quiet_stars_stay_quiet(story: Story) -> None:
    """Who starred a channel in which nothing happened is told just that, nothing from elsewhere."""
    story.question("U2", COUNTERS, "窓口の予約はどう受けていますか", day=10)
    found = digest(story, CLOUDS)
    assert (found.moved, found.scope) == (0, DigestScope.STARS)


def test_a_star_on_what_is_gone(story: Story) -> None:
    """A starred channel that the data does not have is left out."""
    story.post("U2", CLOUDS, "今日は在宅です", day=10)
    assert [one.channel_id for one in digest(story, "C9", CLOUDS).channels] == [CLOUDS]


def test_five_at_most(story: Story) -> None:
    """Of seven open questions the five newest are listed, the others counted."""
    asked = [
        story.question("U2", CLOUDS, f"{n}社の見積りはどう比べましたか", day=9 + n / 10)
        for n in range(1, 8)
    ]
    found = digest(story, CLOUDS)
    assert ids(found.waiting) == asked[:1:-1]
    assert (found.more_waiting, found.moved) == (2, 7)


def test_told_once(story: Story) -> None:
    """A question that waits and has reactions stands in one list only."""
    asked = story.post("U2", CLOUDS, ASKED, day=10, signs=("eyes", "+1"))
    found = digest(story, CLOUDS)
    assert (ids(found.waiting), found.threads, found.moved) == ([asked], (), 1)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("回線の名義は誰にしましたか", "回線の名義は誰にしましたか"),
        ("雨" * 99 + "名義は誰?", "…" + "雨" * 64 + "名義は誰?"),
    ],
)
def test_small_talk_that_hides_a_question(story: Story, quote: str, shown: str) -> None:
    """What is known to hide a question waits, with the end of its words; other talk does not."""
    hides = story.post("U2", LOUNGE, "雨ですね。ところで回線の名義は誰にしましたか", day=10)
    story.post("U3", LOUNGE, "お昼は何を食べましたか", day=10.2)
    snapshot = build(story)
    number = snapshot.conversation_number[hides]
    found = member_digest(
        snapshot,
        standing_of(story, snapshot),
        snapshot.member_number["U1"],
        [LOUNGE],
        day=TODAY,
        hidden={number: quote},
    )
    assert ids(found.waiting) == [hides]
    assert told(found.waiting) == [f"雑談の中に質問が含まれています: 「{shown}」"]
