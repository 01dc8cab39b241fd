"""Topics that hang on one person, and topics nobody asks about any more."""

from organizers_stories import (
    ANSWER,
    CARD_ANSWER,
    CARD_QUESTIONS,
    COUNTER,
    NETWORK,
    QUESTIONS,
    analysis_of,
    asked_in_vain,
    helped,
    left,
)

from matcher.domain import Profile


def test_one_person_who_answers_all():
    """The one who answered is named with answers, questions and threads."""
    (holder,) = analysis_of(asked_in_vain()).single_holders()
    assert (holder.topic_id, holder.member_id) == (NETWORK, "helper")
    assert (holder.answers, holder.questions, holder.others) == (6, 10, 0)
    assert holder.text.startswith("「ガバクラ接続回線」に回答した人は、この1年で1人です。")
    assert len(holder.evidence) == 6


def test_two_who_answer_are_not_one():
    """A second person with as many answers carries the topic too."""
    story = asked_in_vain()
    story.member("second", title="大阪府堺市 情報課")
    helped(story, "second", QUESTIONS, ANSWER, day=220)
    assert analysis_of(story).single_holders() == ()


def test_who_left_carries_nothing():
    """When the second person leaves, the topic hangs on the first again."""
    story = asked_in_vain()
    story.member("second", title="大阪府堺市 情報課")
    helped(story, "second", QUESTIONS, ANSWER, day=220)
    left(story, "second")
    (holder,) = analysis_of(story).single_holders()
    assert holder.member_id == "helper"


def test_hidden_holders_are_not_named():
    """The topic is told, the person is not."""
    story = asked_in_vain()
    story.profiles.append(Profile("helper", hidden=True))
    (holder,) = analysis_of(story).single_holders()
    assert (holder.topic_id, holder.member_id, holder.name) == (NETWORK, "", "")


def test_a_topic_nobody_asks_about_any_more():
    """A topic that was asked often, and not for half a year, is told with its last questions."""
    story = asked_in_vain(day=500)
    helped(story, "helper", CARD_QUESTIONS, CARD_ANSWER, day=140)
    (quiet,) = analysis_of(story).quiet_topics()
    assert quiet.topic_id == COUNTER
    assert quiet.questions_before == 6
    assert len(quiet.evidence) == 6
    assert "2024年8月" in quiet.text


def test_a_topic_of_one_season_is_not_quiet():
    """What was not asked in the same half year a year ago either has its season still to come."""
    story = asked_in_vain(day=500)
    story.post("helper", "C2", "はじめての散歩です。", day=-40)
    helped(story, "helper", CARD_QUESTIONS, CARD_ANSWER, day=200)
    helped(story, "helper", CARD_QUESTIONS, CARD_ANSWER, day=220)
    assert analysis_of(story).quiet_topics() == ()


def test_a_rarely_asked_topic_is_not_quiet():
    """Of a topic that was asked twice a silence says nothing."""
    story = asked_in_vain(day=500)
    helped(story, "helper", CARD_QUESTIONS[:2], CARD_ANSWER, day=140)
    assert analysis_of(story).quiet_topics() == ()
