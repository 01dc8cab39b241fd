"""Topics that the taxonomy lacks: found when people ask about them, and only then."""

import pytest
from stories import Story, build

from matcher.community._discovered import discovered_topics
from matcher.domain import DiscoveredTopics

BOARS = (
    "畑を荒らすイノシシの箱罠を買いたいのですが、電気柵とどちらが先ですか?",
    "電気柵の補助を始めます。イノシシの被害額はどうやって調べていますか?",
    "イノシシの捕獲で箱罠を貸し出している町はありますか?貸し方を知りたいです。",
    "捕獲したイノシシの埋設場所に困っています。どうしていますか?",
    "電気柵の見回りを集落に頼むとき、謝礼はどうしていますか?イノシシが増えました。",
    "箱罠にかかったイノシシの止め刺しを誰に頼んでいますか?",
    "猟友会が高齢で、イノシシの箱罠の見回りができません。どうしたらよいですか?",
)
REPLIES = ("農林課に任せています。", "県の補助があります。", "同じ悩みです。", "要綱を送ります。")
KNOWN = (
    "ガバクラの接続回線の見積が高くて困っています。どう比べましたか?",
    "標準化の移行時期を延ばした団体はありますか?",
    "LGWANの更新の仕様書はどう書きましたか?",
    "生成AIの利用ガイドラインを作りたいです。ひな形はありますか?",
    "マイナンバーカードの交付で夜間の窓口を開けていますか?",
    "テレワークの端末は何台用意しましたか?",
    "RPAの保守を庁内でできますか?",
    "避難所の名簿を電子にした団体はありますか?",
)


def story_of(questions: tuple[str, ...]) -> Story:
    """Forty known questions by twelve members, and some others among them."""
    story = Story()
    channel = story.channel("何でも相談")
    members = [
        story.member(f"U{n}", title=f"{town} 総務課")
        for n, town in enumerate(("愛媛県上島町", "長崎県小値賀町", "北海道森町") * 4)
    ]
    for number in range(40):
        told = f"{KNOWN[number % len(KNOWN)]}職員は{number}人です。"
        answer = (members[(number + 1) % 12], "課で決めました。")
        story.question(members[number % 12], channel, told, answer)
    for number, text in enumerate(questions):
        story.question(
            members[number % 5],
            channel,
            text,
            (members[(number + 6) % 12], REPLIES[number % len(REPLIES)]),
        )
    return story


def found_in(questions: tuple[str, ...]) -> DiscoveredTopics:
    """What is found when these are asked among the known ones."""
    return discovered_topics(build(story_of(questions)))


@pytest.fixture(scope="module")
def boars() -> DiscoveredTopics:
    """Seven questions on wild boars, of which the taxonomy knows nothing."""
    return found_in(BOARS)


def test_a_planted_topic_is_found(boars: DiscoveredTopics) -> None:
    """Its strongest words are its name, and its threads are the ones that were planted."""
    assert boars.notice == ""
    (topic,) = boars.topics
    assert topic.name == "猪"
    assert {"箱罠", "電気柵"} & set(topic.terms)
    assert all("イノシシ" in thread.title for thread in topic.threads)
    assert topic.conversations >= 5
    assert topic.members >= 5
    assert topic.prefectures
    assert topic.first_at <= topic.last_at


def test_the_same_again() -> None:
    """The same community gives the same topics, in the same order."""
    story = story_of(BOARS)
    assert discovered_topics(build(story)) == discovered_topics(build(story))


def test_known_topics_are_not_new() -> None:
    """Where all ask about topics of the taxonomy, nothing is found, and that is said."""
    found = found_in(())
    assert found.topics == ()
    assert "見つかりませんでした" in found.notice
    assert found.conversations == len({f"{text}{n}" for n in range(5) for text in KNOWN})


def test_one_members_matter_is_no_topic() -> None:
    """What a single member asks about again and again is no topic of the community."""
    story = story_of(())
    for number, text in enumerate(BOARS):
        story.question("U0", "C1", f"{text}({number})", ("U7", "農林課に聞いてください。"))
    assert discovered_topics(build(story)).topics == ()


def test_reposts_count_once() -> None:
    """One text posted for each prefecture is one question."""
    prefectures = ("愛媛県", "長崎県", "高知県", "香川県", "徳島県", "大分県", "宮崎県")
    found = found_in(tuple(f"{name}内で昼休みに情報交換会をしませんか?" for name in prefectures))
    assert found.topics == ()


def test_too_little_to_say() -> None:
    """With a handful of questions it is said that there are too few, instead of guessing."""
    story = Story()
    channel = story.channel("何でも相談")
    for number, text in enumerate(BOARS):
        story.question(story.member(f"U{number}"), channel, text, day=number)
    found = discovered_topics(build(story))
    assert found.topics == ()
    assert "少ない" in found.notice
    assert found.conversations == len(BOARS)
