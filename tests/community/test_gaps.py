"""Coverage and gaps: what is asked where, and who answers."""

import pytest
from hypothesis import given
from organizers_stories import ANSWER, NETWORK, QUESTIONS, analysis_of, asked_in_vain
from random_communities import FEW, stories
from stories import Story

from matcher.community import Analysis, Scope
from matcher.domain import CoverageCell, Profile


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """四国 asked four times in vain."""
    return analysis_of(asked_in_vain())


def cell(analysis: Analysis, place: str) -> CoverageCell:
    """The topic's cell of a group."""
    (found,) = [one for one in analysis.coverage() if (one.topic_id, one.place) == (NETWORK, place)]
    return found


def test_cells_count_demand_and_supply(analysis):
    """Questions count where they are asked from, answers where the helpers work."""
    west, east, tokyo = (cell(analysis, place) for place in ("四国", "東北", "東京都"))
    assert (west.questions, west.unanswered, west.answerers, west.people) == (4, 4, 0, 0)
    assert (east.questions, east.unanswered, east.answerers, east.people) == (6, 0, 1, 0)
    assert (tokyo.questions, tokyo.people) == (0, 1)
    assert tokyo.supply > 5


def test_a_gap_is_told_with_its_threads(analysis):
    """The gap names topic and place, its sentence the counts, its evidence the questions."""
    (gap,) = analysis.gaps()
    assert (gap.topic_id, gap.region, gap.dimension) == (NETWORK, "四国", "region")
    assert gap.text == "ガバクラ接続回線 × 四国: 90日の質問4件に、回答した人はいません"
    assert len(gap.evidence) == 4
    assert [reason.code for reason in gap.reasons] == ["unmet", "only_holder"]
    assert ("愛媛県", 3) in gap.inside
    assert [person.member_id for person in gap.askable] == ["helper"]


def test_three_questions_of_one_person_are_no_gap():
    """Someone who asks again and again is not a region."""
    story = asked_in_vain()
    story.messages = [one for one in story.messages if not (one.account_id or "").startswith("w")]
    for number, question in enumerate(QUESTIONS[:4]):
        story.post("west0", "C1", question, day=230 + number)
    assert analysis_of(story).gaps() == ()


def test_two_questions_are_too_few():
    """Below the stated minimum nothing is said."""
    story = asked_in_vain()
    west = [one for one in story.messages if (one.account_id or "").startswith("w")]
    story.messages = [one for one in story.messages if one not in west[2:]]
    assert analysis_of(story).gaps() == ()


def test_a_nod_is_no_answer():
    """「参考になります」 leaves a question unanswered; a real answer does not."""
    story = asked_in_vain()
    west = [one for one in story.messages if (one.account_id or "").startswith("w")]
    for one in west:
        story.reply("helper", one.thread_id, "気になります。", day=230)
    (gap,) = analysis_of(story).gaps()
    assert gap.unanswered == 4
    for one in west:
        story.reply("helper", one.thread_id, ANSWER, day=231)
    assert analysis_of(story).gaps() == ()


def test_old_questions_are_no_gap():
    """What was asked in vain long ago is not demand of these days."""
    story = asked_in_vain()
    story.post("east0", "C1", "ただいまです。", day=320)
    assert analysis_of(story).gaps() == ()


def test_a_topic_named_in_an_answer_only_is_not_what_it_is_about():
    """The topic of a question is one that the question names."""
    story = asked_in_vain()
    story.member("other", title="徳島県海陽町 総務課")
    asked = story.post("other", "C1", "庁舎の引越しは何から始めましたか?", day=230)
    story.reply("helper", asked, ANSWER, day=231)
    assert cell(analysis_of(story), "四国").questions == 4


def test_narrowed_to_a_prefecture():
    """One prefecture shows its own cells and gaps only."""
    analysis = analysis_of(asked_in_vain())
    narrowed = Scope(prefecture="38")
    assert {one.place for one in analysis.coverage(narrowed)} == {"愛媛県"}
    assert [gap.place for gap in analysis.gaps(narrowed)] == ["愛媛県"]
    assert analysis.gaps(Scope(topic=0)) == ()


def test_nobody_hidden_is_named_for_a_gap():
    """Who opted out of a topic is counted, but not named on it."""
    story = asked_in_vain()
    story.profiles.append(Profile("helper", hidden_topics=(NETWORK,)))
    analysis = analysis_of(story)
    assert cell(analysis, "東京都").people == 1
    assert [gap.askable for gap in analysis.gaps()] == [()]
    (holder,) = analysis.single_holders()
    assert (holder.member_id, holder.name, holder.organization) == ("", "", "")


def test_an_empty_community_has_no_gaps():
    """A community in which nobody wrote gives an empty report."""
    story = Story()
    story.channel("雑談")
    analysis = analysis_of(story)
    report = analysis.gaps_report()
    assert (report.recent, report.year, report.coverage, report.gaps) == (None, None, (), ())
    assert analysis.candidates().candidates == ()


@FEW
@given(stories())
def test_counts_agree(story):
    """Every cell's parts fit its wholes, whatever the community."""
    analysis = analysis_of(story)
    for one in analysis.coverage():
        assert 0 <= one.unanswered <= one.questions <= one.questions_year
        assert one.unanswered <= one.unanswered_year <= one.questions_year
        assert one.people <= len(story.accounts)
        assert (one.supply > 0) == (one.people > 0)
        assert bool(one.evidence) == (one.questions_year > 0)
    for gap in analysis.gaps():
        assert len(gap.evidence) == gap.questions >= 3
