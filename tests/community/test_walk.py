"""Walking on the expertise graph: who is near, why, and where it is drawn."""

from functools import cache
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from random_communities import FEW, stories
from stories import Story, build, standing_of

from matcher.community import NAMED_UP_TO, Surroundings, find_nodes, walk, why_linked
from matcher.community._layout import NAMED_BOX, place_nodes
from matcher.domain import NodeKind, Profile, UnknownNameError, Walk

TOPIC = "topic:gc-network"
QUESTION = "ガバメントクラウドの接続回線の費用はどのくらいでしょうか"
ANSWER = "接続回線の費用は運用経費に含めて見積りを取りました。帯域は最初から広めが安心です"


def town() -> Story:
    """The helper answers on 接続回線 twice, the second member once, an agency once."""
    story = Story()
    story.member("asker", title="愛媛県上島町 総務課")
    story.member("helper", title="愛媛県松山市 情報政策課")
    story.member("second", title="愛媛県松山市 行政経営課")
    story.member("agency", title="デジタル庁")
    place = story.channel("標準化_ガバメントクラウド")
    for day in (1, 8):
        story.question("asker", place, QUESTION, ("helper", ANSWER), day=day)
    story.question("asker", place, QUESTION, ("second", ANSWER), ("agency", ANSWER), day=15)
    return story


@cache
def plain() -> Surroundings:
    """The graph of the story as it is."""
    return around(town())


def around(story: Story) -> Surroundings:
    """The story's graph."""
    snapshot = build(story)
    return Surroundings(snapshot, standing_of(story, snapshot))


def neighbours(of: Walk, kind: NodeKind) -> list[str]:
    """Ids of the middle's neighbours of a kind, strongest first."""
    return [tie.node.node_id for tie in of.middle.ties if tie.node.kind is kind]


def told(of: Walk, node_id: str) -> str:
    """The sentence of a tie."""
    return next(tie.reason.text for tie in of.middle.ties if tie.node.node_id == node_id)


def test_a_topic_in_the_middle() -> None:
    """Around a topic: who answers most comes first, then prefectures and channels, with reasons."""
    found = walk(plain(), TOPIC)
    assert neighbours(found, NodeKind.MEMBER) == ["member:helper", "member:agency", "member:second"]
    assert neighbours(found, NodeKind.PREFECTURE) == ["prefecture:38"]
    assert neighbours(found, NodeKind.CHANNEL) == ["channel:C1"]
    assert told(found, "member:helper").startswith("「ガバクラ接続回線")
    assert "2件回答しています(最近は2024年4月9日)" in told(found, "member:helper")
    assert "愛媛県の2人が" in told(found, "prefecture:38")
    assert "3件の会話に回答" in told(found, "prefecture:38")


def test_evidence_is_what_the_sentence_counts() -> None:
    """Two answers, two threads, the latest first; each of them is about the topic."""
    found = walk(plain(), TOPIC)
    proof = next(t.reason.evidence for t in found.middle.ties if t.node.node_id == "member:helper")
    assert len(proof) == 2
    assert proof[0].thread_id > proof[1].thread_id


def test_many_messages_in_one_conversation_are_one_help() -> None:
    """Who answers six times in one conversation is not stronger than who helped in two."""
    story = town()
    place = "C1"
    talk = story.post("asker", place, QUESTION, day=16)
    for _ in range(6):
        story.reply("second", talk, ANSWER)
    for day in (16.5, 16.7):
        story.question("asker", place, QUESTION, ("helper", ANSWER), day=day)
    ids = neighbours(walk(around(story), TOPIC), NodeKind.MEMBER)
    assert ids.index("member:helper") < ids.index("member:second")


def test_a_person_in_the_middle() -> None:
    """Around a person: topics, organization with its source, channels."""
    found = walk(plain(), "member:helper")
    assert TOPIC in neighbours(found, NodeKind.TOPIC)
    assert neighbours(found, NodeKind.ORGANIZATION) == ["organization:382019"]
    assert told(found, "organization:382019") == "愛媛県松山市の職員です(出どころ: 肩書き)。"
    assert "2件の会話に書き込んでいます" in told(found, "channel:C1")


def test_a_prefecture_in_the_middle() -> None:
    """Around a prefecture: its topics, its organizations by what they answered, its neighbours."""
    found = walk(plain(), "prefecture:38")
    assert neighbours(found, NodeKind.ORGANIZATION) == [
        "organization:382019",
        "organization:383562",
    ]
    assert "2人が、3件の会話に回答" in told(found, "organization:382019")
    assert told(found, "organization:383562") == "愛媛県上島町は愛媛県の団体です。"
    assert "prefecture:39" in neighbours(found, NodeKind.PREFECTURE)
    assert TOPIC in neighbours(found, NodeKind.TOPIC)


def test_an_organization_in_the_middle() -> None:
    """Around an organization: its prefecture, its people by what they answered, its topics."""
    found = walk(plain(), "organization:382019")
    assert neighbours(found, NodeKind.MEMBER) == ["member:helper", "member:second"]
    assert neighbours(found, NodeKind.PREFECTURE) == ["prefecture:38"]
    assert TOPIC in neighbours(found, NodeKind.TOPIC)


def test_a_prefectures_own_government_has_a_name_of_its_own() -> None:
    """愛媛県 the prefecture and 愛媛県 the organization are told apart."""
    story = town()
    story.member("clerk", title="愛媛県 デジタル戦略課")
    found = walk(around(story), "prefecture:38")
    labels = {tie.node.node_id: tie.node.label for tie in found.middle.ties}
    assert labels["organization:380008"] == "愛媛県庁"
    assert found.middle.node.label == "愛媛県"


def test_who_hides_is_nowhere() -> None:
    """Neither as a neighbour, nor in a prefecture's count, nor as the middle, nor in the file."""
    story = town()
    story.profiles.append(Profile("helper", hidden=True))
    seen = around(story)
    found = walk(seen, TOPIC)
    assert "member:helper" not in {node.node_id for node in found.nodes}
    assert "愛媛県の1人が" in told(found, "prefecture:38")
    assert "member:helper" not in seen.graph
    assert "helper" not in {one.label for one in find_nodes(seen, NodeKind.MEMBER)}
    with pytest.raises(UnknownNameError):
        walk(seen, "member:helper")


def test_who_hides_on_a_topic_is_not_linked_to_it() -> None:
    """The person stays, the link to that topic is gone, in the picture and in the file."""
    story = town()
    story.profiles.append(Profile("helper", hidden_topics=("gc-network",)))
    seen = around(story)
    assert "member:helper" not in neighbours(walk(seen, TOPIC), NodeKind.MEMBER)
    assert TOPIC not in neighbours(walk(seen, "member:helper"), NodeKind.TOPIC)
    assert "member:helper" in seen.graph
    assert not seen.graph.has_edge("member:helper", TOPIC)
    with pytest.raises(UnknownNameError):
        why_linked(seen, "member:helper", TOPIC)


def test_who_left_is_nowhere() -> None:
    """Left members are for the succession page only."""
    story = town()
    story.member("helper", title="愛媛県松山市 情報政策課", active=False)
    assert "member:helper" not in neighbours(walk(around(story), TOPIC), NodeKind.MEMBER)


def test_expanding_adds_the_neighbours_of_a_neighbour() -> None:
    """From the topic over a prefecture to the next one, with its reason; the middle stays."""
    seen = plain()
    narrow = walk(seen, TOPIC)
    wide = walk(seen, TOPIC, expanded=["prefecture:38", "member:nobody"])
    added = {node.node_id for node in wide.nodes} - {node.node_id for node in narrow.nodes}
    assert "prefecture:39" in added
    (ties,) = wide.expanded
    assert ties.node.node_id == "prefecture:38"
    assert {tie.node.node_id for tie in ties.ties} >= {"organization:382019", TOPIC}
    assert wide.middle.node == narrow.middle.node


def test_no_more_nodes_than_asked_for() -> None:
    """The strongest stay, the middle first; how many were left out is told."""
    found = walk(plain(), TOPIC, most_nodes=3)
    assert len(found.nodes) == 3
    assert found.nodes[0].node_id == TOPIC
    assert found.left_out == len(walk(plain(), TOPIC).nodes) - 3
    ends = {end for edge in found.edges for end in (edge.from_, edge.to)}
    assert ends <= {node.node_id for node in found.nodes}


def test_unknown_nodes() -> None:
    """What is no node, or no link, is refused."""
    seen = plain()
    for name in ("topic:nothing", "member:nobody", "house:1", ""):
        with pytest.raises(UnknownNameError):
            walk(seen, name)
    with pytest.raises(UnknownNameError):
        why_linked(seen, TOPIC, "prefecture:01")


def test_finding_nodes() -> None:
    """By a part of the name or the organization; old and new kanji alike."""
    story = town()
    story.member("U9", name="髙橋 はな", title="愛媛県上島町")
    story.post("U9", "C1", "よろしくお願いします", day=20)
    seen = around(story)
    assert [one.label for one in find_nodes(seen, NodeKind.MEMBER, "高橋")] == ["髙橋 はな"]
    by_place = find_nodes(seen, NodeKind.MEMBER, "松山")
    assert {one.label for one in by_place} == {"helper", "second"}
    assert len(find_nodes(seen, NodeKind.MEMBER, limit=2)) == 2


def test_names_do_not_cover_each_other() -> None:
    """With as many nodes as are named, no two boxes of names overlap by much."""
    names = [f"n{number}" for number in range(30)]
    places = place_nodes(names, [(names[0], other, 0.5) for other in names[1:]])
    wide, high = NAMED_BOX
    covering = [
        (one, other)
        for one, other in combinations(places.values(), 2)
        if abs(one[0] - other[0]) < wide * 0.8 and abs(one[1] - other[1]) < high * 0.8
    ]
    assert len(covering) <= 2
    assert len(names) <= NAMED_UP_TO


@pytest.mark.parametrize("count", [1, 2, 3, 60, 300])
def test_layout_stays_inside_and_is_the_same_again(count: int) -> None:
    """Any number of nodes: within the square, the first in the middle, twice the same."""
    names = [f"n{number}" for number in range(count)]
    edges = [(names[0], other, 1.0) for other in names[1:]]
    edges += [(one, other, 0.2) for one, other in zip(names[1::7], names[2::7], strict=False)]
    places = place_nodes(names, edges)
    assert places == place_nodes(names, edges)
    assert places[names[0]] == (0.0, 0.0)
    assert all(abs(x) <= 1 and abs(y) <= 1 for x, y in places.values())
    assert len(set(places.values())) == count
    if count > 2:
        assert max(hypot(x, y) for x, y in places.values()) > 0.7


@settings(FEW, max_examples=6)
@given(stories())
def test_whatever_people_do(story: Story) -> None:
    """From every node: no one who hides, links both ways, every link with its reason."""
    seen = around(story)
    gone = {one.account_id for one in story.accounts.values() if not one.active}
    hidden = {profile.member_id for profile in story.profiles if profile.hidden} | gone
    for kind in NodeKind:
        for one in find_nodes(seen, kind, limit=3):
            found = walk(seen, one.node_id, expanded=[])
            names = {node.node_id for node in found.nodes}
            assert not {f"member:{member}" for member in hidden} & names
            assert found.middle.node.node_id == one.node_id
            assert all(0 < edge.strength <= 1 for edge in found.edges)
            for edge in found.edges:
                assert why_linked(seen, edge.from_, edge.to).text == edge.text
            for tie in found.middle.ties:
                back = why_linked(seen, tie.node.node_id, one.node_id)
                assert back.text == tie.reason.text
                assert back.evidence == tie.reason.evidence


def test_twice_the_same(demo_database: str) -> None:
    """The same walk gives the same picture, places and all."""
    from matcher import open_community  # noqa: PLC0415 (heavy; only where it is used)

    for middle in ("prefecture:13", TOPIC):
        one, other = (open_community(demo_database).walk(middle) for _ in range(2))
        assert one == other
