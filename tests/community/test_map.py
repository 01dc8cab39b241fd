"""The community on the map: who is where, what was asked, who answered."""

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from random_communities import FEW, stories
from stories import Story, build, standing_of

from matcher.community import KINDS, NOWHERE, MapRequest, community_map, place_on_map
from matcher.domain import (
    Activity,
    CommunityMap,
    InputError,
    PlaceOnMap,
    Profile,
    UnknownNameError,
)
from matcher.places import load_directory

KAMIJIMA, MATSUYAMA = "383562", "382019"
MONDAY = 7.0
"""2024-04-08; the day on which the stories' questions are asked."""

QUESTION = "ガバメントクラウドの接続回線の費用はどのくらいでしょうか"
OTHER_QUESTION = "書かない窓口を始めた団体はありますか。申請書の様式をどう減らしたか教えてください"
ANSWER = "接続回線の費用は運用経費に含めて見積りを取りました。帯域は最初から広めが安心です"


def town() -> Story:
    """Two towns of Ehime, an agency, someone from nowhere; two questions, one answered late."""
    story = Story()
    story.member("asker", title="愛媛県上島町 総務課")
    story.member("helper", title="愛媛県松山市 情報政策課")
    story.member("second", title="愛媛県松山市 行政経営課")
    story.member("agency", title="デジタル庁")
    story.member("nowhere")
    story.bot("案内係")
    place = story.channel("標準化_ガバメントクラウド")
    first = story.post("asker", place, QUESTION, day=MONDAY)
    story.reply("helper", first, ANSWER, day=MONDAY + 0.1)
    late = story.post("asker", place, OTHER_QUESTION, day=MONDAY + 1)
    story.reply("agency", late, "申請書の様式は国の標準に合わせて半分にできました", day=MONDAY + 9)
    story.post("helper", place, "みなさんは共通基盤の監視をどうしていますか", day=MONDAY + 30)
    story.post("second", place, "ありがとうございます", day=MONDAY + 60)
    return story


@cache
def plain() -> MapRequest:
    """A request for everything on the story as it is."""
    return request(town())


def plain_map(**wanted: object) -> CommunityMap:
    """The story as it is on the map."""
    return community_map(replace(plain(), **wanted))  # type: ignore[arg-type]


def map_of(story: Story) -> CommunityMap:
    """A story on the map."""
    return community_map(request(story))


def request(story: Story) -> MapRequest:
    """A request for everything on a story."""
    snapshot = build(story)
    return MapRequest(snapshot, standing_of(story, snapshot))


def activity(on_map: CommunityMap, code: str) -> Activity:
    """What was done in a local government."""
    return next(one.activity for one in on_map.local_governments if one.code == code)


def test_every_local_government_is_on_the_map() -> None:
    """All 1,788 with their places, and all 47 prefectures with 1,741 municipalities."""
    on_map = plain_map()
    assert len(on_map.local_governments) == 1_788
    assert len(on_map.prefectures) == 47
    assert sum(place.local_governments for place in on_map.prefectures) == 1_741
    assert {one.code for one in on_map.local_governments if one.joined} == {KAMIJIMA, MATSUYAMA}


def test_numbers_of_a_town() -> None:
    """Members, questions, those answered within 24 working hours, and those who answered."""
    on_map = plain_map()
    assert activity(on_map, KAMIJIMA) == Activity(1, 2, 2, 1, 0)
    assert activity(on_map, MATSUYAMA) == Activity(2, 1, 1, 0, 1)
    ehime = next(place for place in on_map.prefectures if place.name == "愛媛県")
    assert ehime.activity == Activity(3, 3, 3, 1, 1)
    assert (ehime.joined, ehime.local_governments) == (2, 20)
    assert ehime.share_joined == 0.1
    assert ehime.activity.share_in_time == pytest.approx(1 / 3)


def test_agencies_and_unknown_places_stand_apart() -> None:
    """A ministry's people and those of unknown organization are on no tile."""
    on_map = plain_map()
    assert [(one.name, one.activity.members) for one in on_map.agencies] == [("デジタル庁", 1)]
    assert on_map.agencies[0].activity.answering == 1
    assert on_map.unplaced.members == 1
    assert sum(place.activity.members for place in on_map.prefectures) == 3


def test_a_topic_narrows_questions_and_answers() -> None:
    """With a topic only what is said on it counts; members stay members."""
    on_map = plain_map(topic=plain().snapshot.topic_number["gc-network"])
    assert on_map.topic_id == "gc-network"
    assert activity(on_map, KAMIJIMA) == Activity(1, 1, 1, 1, 0)
    assert activity(on_map, MATSUYAMA) == Activity(2, 0, 0, 0, 1)
    assert on_map.agencies[0].activity.answering == 0


def test_a_period_counts_from_the_end_of_the_data() -> None:
    """The last 40 days hold one question and no answer."""
    on_map = plain_map(days=40)
    assert activity(on_map, KAMIJIMA) == Activity(1, 0, 0, 0, 0)
    assert activity(on_map, MATSUYAMA) == Activity(2, 1, 1, 0, 0)


def test_a_kind_leaves_the_others_out() -> None:
    """Towns only: the city's members are on no tile, and shares are of towns."""
    on_map = plain_map(kind="町")
    assert {one.kind for one in on_map.local_governments} == {"町"}
    ehime = next(place for place in on_map.prefectures if place.name == "愛媛県")
    assert (ehime.joined, ehime.local_governments) == (1, 9)
    assert ehime.activity.members == 1
    assert on_map.agencies == ()
    tokyo = next(place for place in on_map.prefectures if place.name == "東京都")
    assert tokyo.share_joined == 0.0


def test_kinds_are_all_there_is() -> None:
    """The kinds together are all local governments."""
    maps = [plain_map(kind=kind) for kind in KINDS]
    assert sum(len(one.local_governments) for one in maps) == 1_788


def test_no_share_where_there_is_none_of_the_kind() -> None:
    """富山県 has no 特別区: its share is unknown, not 0."""
    on_map = plain_map(kind="特別区")
    toyama = next(place for place in on_map.prefectures if place.name == "富山県")
    assert toyama.share_joined is None
    assert toyama.activity.share_in_time is None


def test_unknown_kind() -> None:
    """A kind that does not exist is told with those that do."""
    with pytest.raises(InputError, match="政令指定都市"):
        plain_map(kind="郡")


def test_who_hides_is_counted_as_a_member_but_not_named() -> None:
    """Hiding takes a person out of those who answer, out of the names, not out of the number."""
    story = town()
    story.profiles.append(Profile("helper", hidden=True))
    place = place_on_map(request(story), MATSUYAMA)
    assert place.activity.members == 2
    assert place.activity.answering == 0
    assert [member.member_id for member in place.members] == ["second"]
    assert place.hidden == 1
    assert place.answering == ()


def test_who_hides_on_a_topic_answers_on_others() -> None:
    """Hidden on 接続回線 only: not counted there, counted without a topic."""
    story = town()
    story.profiles.append(Profile("helper", hidden_topics=("gc-network",)))
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    number = snapshot.topic_number["gc-network"]
    on_topic = community_map(MapRequest(snapshot, standing, topic=number))
    assert activity(on_topic, MATSUYAMA).answering == 0
    assert activity(community_map(MapRequest(snapshot, standing)), MATSUYAMA).answering == 1


def test_who_left_is_no_member() -> None:
    """Someone who left does not make a town joined; the question they asked stays asked."""
    story = town()
    story.member("asker", title="愛媛県上島町 総務課", active=False)
    on_map = map_of(story)
    assert activity(on_map, KAMIJIMA) == Activity(0, 2, 2, 1, 0)
    assert KAMIJIMA not in {one.code for one in on_map.local_governments if one.joined}


def test_behind_a_prefecture() -> None:
    """Its questions newest first, the late ones, its people with what they answered."""
    place = place_on_map(plain(), "38")
    assert place.name == "愛媛県"
    assert place.questions[0].title.startswith("みなさんは")
    assert [thread.title for thread in place.late] == [
        "みなさんは共通基盤の監視をどうしていますか",
        OTHER_QUESTION,
    ]
    assert [member.member_id for member in place.members] == ["second", "helper", "asker"]
    (answering,) = place.answering
    assert (answering.member_id, answering.answers) == ("helper", 1)
    assert len(answering.evidence) == 1


def test_behind_an_agency_and_nowhere() -> None:
    """An agency has a name for a code; a place that does not exist is refused."""
    wanted = plain()
    assert place_on_map(wanted, "デジタル庁").activity.members == 1
    nowhere = place_on_map(wanted, NOWHERE)
    assert nowhere.activity == community_map(wanted).unplaced
    assert len(nowhere.members) == 1
    with pytest.raises(UnknownNameError):
        place_on_map(wanted, "999999")
    with pytest.raises(UnknownNameError):
        place_on_map(wanted, "48")


def test_empty_community() -> None:
    """Before anybody asks, all are missing and no share of answers is known."""
    story = Story()
    story.member("only", title="愛媛県上島町")
    place = story.channel("何でも相談")
    story.post("only", place, "よろしくお願いします", day=1)
    on_map = map_of(story)
    assert sum(place.joined for place in on_map.prefectures) == 1
    assert all(place.activity.share_in_time is None for place in on_map.prefectures)


@FEW
@given(stories())
def test_numbers_add_up(story: Story) -> None:
    """Whatever people do, every member, question and answer is counted at exactly one place."""
    wanted = request(story)
    on_map = community_map(wanted)
    everywhere = [
        *(one.activity for one in on_map.local_governments),
        *(one.activity for one in on_map.agencies),
        on_map.unplaced,
    ]
    assert sum(one.members for one in everywhere) == int(wanted.present.sum())
    assert sum(one.questions for one in everywhere) == len(wanted.questions)
    assert sum(one.answering for one in everywhere) == wanted.answers["member"].nunique()
    for place in on_map.prefectures:
        assert 0 <= place.joined <= place.local_governments
        assert place.activity.in_time <= place.activity.judged <= place.activity.questions


@FEW
@given(stories())
def test_what_stands_behind_a_number_is_that_number(story: Story) -> None:
    """The lists behind every joined place have as many entries as the map says."""
    wanted = request(story)
    on_map = community_map(wanted)
    hidden = {profile.member_id for profile in story.profiles if profile.hidden}
    places = {one.code: one.activity for one in on_map.local_governments}
    for code, activity in {**places, NOWHERE: on_map.unplaced}.items():
        if not activity.members and not activity.questions:
            continue
        place: PlaceOnMap = place_on_map(wanted, code)
        assert place.activity == activity
        assert len(place.questions) == activity.questions
        assert len(place.late) == activity.judged - activity.in_time
        assert len(place.members) + place.hidden == activity.members
        assert len(place.answering) == activity.answering
        assert not hidden & {member.member_id for member in (*place.members, *place.answering)}


def test_counts_against_a_plain_loop(demo_database: str) -> None:
    """On a demo community the members per prefecture are those of a count in plain Python."""
    from matcher import open_community  # noqa: PLC0415 (heavy; only where it is used)

    community = open_community(demo_database)
    members = community.snapshot().facts.members
    there = members[members["is_member"] & members["active"]]
    counted = Counter(there["prefecture"])
    on_map = community.map()
    codes = [one.code for one in load_directory().prefectures]
    assert [place.activity.members for place in on_map.prefectures] == [
        counted.get(code, 0) for code in codes
    ]
    assert (
        np.sum([one.joined for one in on_map.local_governments])
        == there.loc[
            (there["organization"] != "") & (there["organization_kind"] != "府省庁"), "organization"
        ].nunique()
    )
