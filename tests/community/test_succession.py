"""Succession: whose answers are missed, and who could take over."""

from dataclasses import replace
from datetime import date

from organizers_stories import (
    ANSWER,
    NETWORK,
    QUESTIONS,
    analysis_of,
    asked_in_vain,
    helped,
    left,
)
from stories import Story

from matcher.community import Scope
from matcher.domain import Profile


def with_expert(**others: object) -> Story:
    """Someone who answered on the topic before; now 四国 asks in vain."""
    story = asked_in_vain()
    story.member("expert", **{"title": "愛媛県今治市 情報政策課", **others})
    helped(story, "expert", QUESTIONS, ANSWER, day=20)
    return story


def test_who_left_is_missed():
    """What they knew, what was asked since, who could take over and what is written down."""
    story = with_expert()
    left(story, "expert")
    (gone,) = analysis_of(story).succession()
    assert (gone.member_id, gone.change, gone.since) == ("expert", "left", date(2024, 4, 26))
    assert gone.said == "アカウントが停止されています(最後の投稿は2024年4月26日)。"
    (topic,) = gone.topics
    assert (topic.topic_id, topic.answers) == (NETWORK, 6)
    assert (topic.questions_since, topic.unanswered_since, topic.people) == (10, 4, 1)
    assert [person.member_id for person in gone.successors] == ["helper"]
    assert gone.successors[0].reasons[0].code == "successor"
    assert len(gone.threads) == 3
    assert len(gone.evidence) == 6


def test_who_stayed_is_not_missed():
    """Someone who is there and writes is in no succession."""
    story = with_expert()
    story.post("expert", "C1", "おはようございます。", day=214)
    assert analysis_of(story).succession() == ()


def test_the_source_of_a_move_is_told():
    """A title that tells of a move is quoted, with its day; later answers do not count."""
    title = "愛媛県今治市 会計課(2024年6月に情報政策課から異動)"
    story = with_expert(title=title)
    story.post("expert", "C1", "異動しました。これからもよろしくお願いします。", day=214)
    (moved,) = analysis_of(story).succession()
    assert (moved.change, moved.since) == ("moved", date(2024, 6, 1))
    assert moved.said == f"肩書きに「{title}」とあります。"


def test_who_fell_silent_is_missed():
    """A silence that the member's rhythm does not explain is told as silence, no more."""
    (silent,) = analysis_of(with_expert()).succession()
    assert (silent.change, silent.since) == ("silent", date(2024, 4, 26))
    assert silent.said == "2024年4月26日を最後に、投稿がありません。"


def test_few_answers_are_not_missed():
    """Below the minimum nobody is named."""
    story = asked_in_vain()
    story.member("guest", title="愛媛県今治市 情報政策課")
    helped(story, "guest", QUESTIONS[:4], ANSWER, day=20)
    left(story, "guest")
    assert analysis_of(story).succession() == ()


def test_hidden_members_are_not_named():
    """Who does not want to be shown is not shown as missed either, nor as a successor."""
    story = with_expert()
    left(story, "expert")
    story.profiles.append(Profile("helper", hidden=True))
    (gone,) = analysis_of(story).succession()
    assert gone.successors == ()
    assert gone.topics[0].people == 1
    story.profiles.append(Profile("expert", hidden=True))
    assert analysis_of(story).succession() == ()


def test_narrowed_to_topic_and_prefecture():
    """Only those of the prefecture, only with the topic."""
    story = with_expert()
    left(story, "expert")
    analysis = analysis_of(story)
    number = analysis.snapshot.topic_number[NETWORK]
    assert len(analysis.succession(Scope(topic=number, prefecture="38"))) == 1
    assert analysis.succession(Scope(topic=number + 1)) == ()
    assert analysis.succession(Scope(prefecture="13")) == ()


def test_answers_are_not_missed_from_those_who_moved_within_the_field():
    """A title without a move tells of none."""
    story = with_expert()
    story.accounts["expert"] = replace(story.accounts["expert"], title="愛媛県今治市 DX推進課")
    story.post("expert", "C1", "DX推進課になりました。", day=214)
    assert analysis_of(story).succession() == ()
