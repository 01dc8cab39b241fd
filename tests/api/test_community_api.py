"""The product as a library: names that do not exist, states, the demo, files of the graph."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from stories import Story, community_of

from matcher.api import Community, open_community
from matcher.domain import (
    CommunityStateError,
    InputError,
    Profile,
    UnknownNameError,
)

QUESTION = "接続回線の費用はどのくらいでしょうか"


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Community:
    """A question of 髙橋 of 上島町, answered by 佐藤."""
    story = Story()
    clouds, _ = story.channel("標準化_ガバメントクラウド"), story.channel("何でも相談")
    story.member("U0TAKAHASHI", name="髙橋 はな", title="愛媛県上島町", email="hana@example.lg.jp")
    story.member("U0SATO", name="佐藤 みちる", title="福岡県福岡市")
    story.bot("U0BOT")
    answer = "接続回線の費用は見積りを取って決めました"
    story.question("U0TAKAHASHI", clouds, QUESTION, ("U0SATO", answer), ("U0BOT", "記録しました"))
    return community_of(story, tmp_path_factory.mktemp("api"))


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        (lambda community: community.show_member("U0TAKAHASI"), "U0TAKAHASHI"),
        (lambda community: community.ask(QUESTION, as_="U0SAT"), "U0SATO"),
        (lambda community: community.starter("高橋"), "髙橋 はな (U0TAKAHASHI)"),
        (lambda community: community.show_channel("何でも相談室"), "何でも相談"),
        (lambda community: community.show_topic("mado-kakanay"), "mado-kakanai"),
        pytest.param(lambda community: community.show_topic("gc-netwerk"), "gc-network"),
        (lambda community: community.show_thread("C1:1711929660.00000"), "C1:1711929660.000000"),
    ],
)
def test_unknown_names_are_told_with_the_nearest(
    community: Community, asked: Callable[[Community], object], nearest: str
) -> None:
    """What does not exist is refused as wrong input and the nearest existing name is offered."""
    with pytest.raises(UnknownNameError) as told:
        asked(community)
    assert nearest in told.value.nearest
    assert told.value.exit_code == 2
    assert nearest in told.value.remedy


def test_a_bot_is_no_member(community: Community) -> None:
    """A bot's id is no member's, and it is not offered either."""
    with pytest.raises(UnknownNameError) as told:
        community.show_member("U0BOT")
    assert "U0BOT" not in told.value.nearest


def test_an_ambiguous_organization_lists_what_it_can_be(community: Community) -> None:
    """府中市 is in Tokyo and in Hiroshima: both are offered, none is guessed."""
    with pytest.raises(InputError) as told:
        community.starter(organization="府中市")
    assert "東京都府中市" in told.value.remedy
    assert "広島県府中市" in told.value.remedy
    assert told.value.value == "府中市"


def test_an_unknown_organization_is_refused(community: Community) -> None:
    """A place that does not exist is wrong input, not an empty list."""
    with pytest.raises(UnknownNameError) as told:
        community.starter(organization="愛媛県架空町")
    assert told.value.value == "愛媛県架空町"


def test_members_are_found_by_address_in_any_case(community: Community) -> None:
    """An e-mail address names its member; a channel may be named with #."""
    assert community.show_member("Hana@Example.LG.jp").member_id == "U0TAKAHASHI"
    assert community.show_channel("#何でも相談").channel_id == "C2"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_question_is_refused(community: Community, text: str) -> None:
    """Nothing typed is told in words, for questions and for similar cases."""
    with pytest.raises(InputError):
        community.ask(text)
    with pytest.raises(InputError):
        community.similar(text)


def test_a_similar_thread_leaves_itself_out(community: Community) -> None:
    """Compared with the others, a thread is not similar to itself."""
    thread = community.similar(QUESTION).threads[0].thread_id
    assert thread not in [one.thread_id for one in community.similar(thread).threads]
    view = community.show_thread(thread)
    assert view.asker == "U0TAKAHASHI"
    assert [one.author for one in view.messages] == ["髙橋 はな", "佐藤 みちる", "U0BOT"]
    assert view.messages[2].member_id is None


QUESTIONS_TO_AN_UNBUILT: list[Callable[[Community], Any]] = [
    lambda community: community.ask(QUESTION),
    lambda community: community.starter(organization="愛媛県上島町"),
    lambda community: community.similar(QUESTION),
    lambda community: community.find_members("髙橋"),
    lambda community: community.topics(),
    lambda community: community.show_member("U1"),
    lambda community: community.graph(),
]


@pytest.mark.parametrize("asked", QUESTIONS_TO_AN_UNBUILT)
def test_an_empty_community_says_how_to_fill_it(
    tmp_path: Path, asked: Callable[[Community], Any]
) -> None:
    """Nothing imported: every question names the commands that import."""
    empty = open_community(f"sqlite:///{tmp_path / 'empty.db'}")
    assert empty.status().state == "empty"
    with pytest.raises(CommunityStateError) as told:
        asked(empty)
    assert "matcher demo" in told.value.remedy
    with pytest.raises(CommunityStateError):
        empty.build()


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The smallest demo, not built."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}"
    open_community(url).load_demo(members=60, seed=11)
    return url


def test_an_unbuilt_community_says_how_to_build(demo_url: str) -> None:
    """Imported but not built: the remedy is matcher build."""
    unbuilt = open_community(demo_url)
    assert unbuilt.status().state == "unbuilt"
    with pytest.raises(CommunityStateError) as told:
        unbuilt.ask(QUESTION)
    assert "matcher build" in told.value.remedy


def test_the_same_demo_again_changes_nothing(demo_url: str) -> None:
    """The same members and seed bring no new message; another demo is refused."""
    demo = open_community(demo_url)
    assert demo.load_demo(members=60, seed=11).new_messages == 0
    with pytest.raises(CommunityStateError):
        demo.load_demo(members=60, seed=12)
    assert demo.status().demo


def test_the_same_demo_again_keeps_what_was_said_since(demo_url: str) -> None:
    """Who hid themselves in the demo stays hidden when the demo is loaded again."""
    demo = open_community(demo_url)
    profile = demo._store.profiles()[0]
    demo.save_profile(replace(profile, hidden=not profile.hidden))
    demo.load_demo(members=60, seed=11)
    assert demo.profile(profile.member_id).hidden is not profile.hidden


def test_real_data_and_the_demo_are_never_mixed(
    community: Community, demo_url: str, tmp_path: Path
) -> None:
    """No demo into a community, no import into the demo; both stay as they were."""
    with pytest.raises(CommunityStateError):
        community.load_demo(members=60)
    assert not community.status().demo
    with pytest.raises(CommunityStateError):
        open_community(demo_url).import_slack(tmp_path)


def test_hiding_acts_without_a_build(tmp_path: Path) -> None:
    """A saved profile changes the next answer of the same snapshot."""
    story = Story()
    clouds = story.channel("標準化_ガバメントクラウド")
    for name in ("A", "B"):
        story.member(name)
    answer = "接続回線の費用は見積りを取って決めました"
    for day in (1, 2, 3):
        story.question(
            "B", clouds, f"接続回線の費用は{day}年でどうなりますか", ("A", answer), day=day
        )
    community = community_of(story, tmp_path)
    before = community.snapshot_id
    assert [person.member_id for person in community.ask(QUESTION).people] == ["A"]
    community.save_profile(Profile("A", hidden=True))
    answered = community.ask(QUESTION)
    assert answered.people == ()
    assert "@A" not in answered.draft
    assert community.snapshot_id == before
    community.save_profile(Profile("A"))
    assert [person.member_id for person in community.ask(QUESTION).people] == ["A"]


@pytest.mark.parametrize(
    "profile",
    [
        Profile("U0NOBODY"),
        Profile("U0SATO", organization_code="999999"),
        pytest.param(Profile("U0SATO", hidden_topics=("gc-netwerk",))),
    ],
)
def test_a_profile_names_what_exists(community: Community, profile: Profile) -> None:
    """Members, organizations and topics of a profile must exist, as its docstring says."""
    with pytest.raises(UnknownNameError):
        community.save_profile(profile)


def test_a_limit_is_not_negative(community: Community) -> None:
    """Less than no request a week is refused."""
    with pytest.raises(InputError):
        community.save_profile(Profile("U0SATO", weekly_limit=-1))


READERS: dict[str, Callable[[Path], nx.Graph]] = {
    ".graphml": nx.read_graphml,
    ".gexf": nx.read_gexf,
    ".json": lambda file: nx.node_link_graph(
        json.loads(file.read_text(encoding="utf-8")), edges="links"
    ),
}


@pytest.mark.parametrize("ending", READERS)
def test_the_graph_is_read_back_by_networkx(
    community: Community, tmp_path: Path, ending: str
) -> None:
    """All nodes with kind and label, all edges with kind, weight and date survive the file."""
    file = tmp_path / f"知見グラフ{ending}"
    community.export_graph(file)
    read, graph = READERS[ending](file), community.graph()
    assert set(read) == set(graph)
    for name, data in graph.nodes(data=True):
        assert {key: read.nodes[name][key] for key in data} == data
    assert read.number_of_edges() == graph.number_of_edges()
    for one, other, data in graph.edges(data=True):
        back = read.edges[one, other]
        assert back["kind"] == data["kind"]
        assert back["weight"] == pytest.approx(data["weight"])
        assert back.get("last_at") == data.get("last_at")


@pytest.mark.parametrize("name", ["graph.csv", "missing/graph.json"])
def test_a_graph_goes_only_where_it_can(community: Community, tmp_path: Path, name: str) -> None:
    """Another format and a missing folder are told in words."""
    with pytest.raises(InputError):
        community.export_graph(tmp_path / name)


def test_the_graph_is_not_to_be_changed(community: Community) -> None:
    """The shared graph is frozen."""
    with pytest.raises(nx.NetworkXError):
        community.graph().add_node("member:X")


def test_a_community_is_shared_by_threads(community: Community) -> None:
    """Several people may ask at the same moment."""
    long = QUESTION * 300
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(community.ask, [long] * 40))
    assert len({answer.topics for answer in answers}) == 1
