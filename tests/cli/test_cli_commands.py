"""Commands: what they print for programs and for people."""

import json
from pathlib import Path

import networkx as nx
import pytest

from matcher import open_community
from matcher.domain import to_json

QUESTION = "ガバメントクラウドの接続回線の見積りをどう取りましたか"


@pytest.fixture(scope="session")
def a_thread(demo_url: str) -> str:
    """Id of a thread that has others like it."""
    community = open_community(demo_url)
    found = [thread.thread_id for thread in community.similar(QUESTION).threads]
    return next(thread_id for thread_id in found if community.similar(thread_id).threads)


@pytest.fixture(scope="session")
def a_member(demo_url: str) -> str:
    """Id of some member of the community."""
    return open_community(demo_url).find_members("")[0].member_id


def test_ask_json_is_the_answer_of_the_library(run, demo_url, a_member):
    """The JSON of ``ask`` is the library's answer, under the names of the public surface."""
    ran = run("ask", QUESTION, "--as", a_member, "--database", demo_url, "--json")
    answer = json.loads(ran.out)
    assert ran.code == 0
    assert ran.err == ""
    assert answer == json.loads(
        json.dumps(to_json(open_community(demo_url).ask(QUESTION, as_=a_member)))
    )
    assert answer["as"] == a_member
    assert {"question", "as", "threads", "channels", "people", "draft", "survey"} <= set(answer)
    assert {"thread_id", "permalink", "title", "reasons"} <= set(answer["threads"][0])
    assert QUESTION in ran.out  # written as it is read, not as escapes


def test_ask_text_has_its_four_parts(run, demo_url):
    """For people: threads, channels, people and the draft, with reasons and links."""
    ran = run("ask", QUESTION, "--database", demo_url)
    answer = open_community(demo_url).ask(QUESTION)
    headings = [line for line in ran.out.splitlines() if line.startswith("■ ")]
    assert [heading[2:5] for heading in headings] == ["スレッ", "チャン", "声をか", "下書き"]
    assert ran.out.rstrip().endswith(answer.draft.rstrip())
    for channel in answer.channels:
        assert f"#{channel.name}" in ran.out
        assert all(f"・{reason.text}" in ran.out for reason in channel.reasons)


def test_ask_reads_standard_input(run, demo_url):
    """``-`` is the question on standard input, with or without Excel's mark and line end."""
    ran = run(
        "ask",
        "-",
        "--database",
        demo_url,
        "--json",
        stdin=b"\xef\xbb\xbf" + f"{QUESTION}\n".encode(),
    )
    assert json.loads(ran.out)["question"] == QUESTION


def test_standard_input_in_another_encoding(run, demo_url):
    """Standard input that is not UTF-8 is refused with its place."""
    ran = run("similar", "-", "--database", demo_url, stdin="abc窓口".encode("cp932"))
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == "標準入力の4バイト目: 標準入力の文字を読めません。\nUTF-8の文章を渡してください。\n"
    )


def test_starter_before_joining(run, demo_url):
    """Organization, interests and topics together describe someone who has not joined."""
    described = ["--organization", "愛媛県上島町", "--interests", "ガバクラ、税", "--solo-it"]
    ran = run("starter", *described, "--topic", "bousai", "--database", demo_url, "--json")
    expected = open_community(demo_url).starter(
        organization="愛媛県上島町", interests=["ガバクラ", "税", "bousai"], solo_it=True
    )
    starter = json.loads(ran.out)
    assert starter == json.loads(json.dumps(to_json(expected)))
    assert starter["member"] is None
    assert {"step", "joined"} <= set(starter["channels"][0])


def test_starter_text(run, demo_url, a_member):
    """For people: the steps in their order, and the people in the same boat."""
    ran = run("starter", a_member, "--database", demo_url)
    order = ["自己紹介する", "ひと通りのぞく", "雑談をのぞく", "迷ったら聞く", "同じ立場の仲間"]
    places = [ran.out.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("args", [[], ["U1", "--solo-it"], ["U1", "--organization", "函館市"]])
def test_starter_needs_one_person(run, demo_url, args):
    """Nobody, or a member and a description at once, is wrong use with a remedy."""
    ran = run("starter", *args, "--database", demo_url)
    assert (ran.code, ran.out) == (2, "")
    assert "matcher starter --organization" in ran.err


def test_similar_takes_a_thread(run, demo_url, a_thread):
    """Threads like a thread leave itself out."""
    ran = run("similar", a_thread, "--database", demo_url, "--json")
    threads = json.loads(ran.out)["threads"]
    assert threads
    assert a_thread not in [thread["thread_id"] for thread in threads]


def test_show_json_fields(run, demo_url, a_thread, a_member):
    """What ``show`` gives has the names of the public surface."""

    def shown(*args: str) -> dict[str, object]:
        ran = run("show", *args, "--database", demo_url, "--json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    thread = shown("thread", a_thread)
    assert {"thread_id", "channel_id", "permalink", "messages", "asker", "similar"} <= set(thread)
    message = {"message_id", "member_id", "author", "posted_at", "text", "reactions"}
    assert message <= set(thread["messages"][0])
    member = {"member_id", "organization", "department", "past", "posts", "roles"}
    assert member <= set(shown("member", a_member))
    channel = shown("channel", thread["channel_id"])
    assert {"name", "kind", "messages", "last_post", "archived"} <= set(channel)
    assert shown("topic", "gc-network")["topic_id"] == "gc-network"


def test_show_text_for_people(run, demo_url, a_thread, a_member):
    """The views for people say whose they are and hold no Python."""
    community = open_community(demo_url)
    thread = community.show_thread(a_thread)
    for args, expected in (
        (("thread", a_thread), thread.messages[-1].author),
        (("member", a_member), community.show_member(a_member).name),
        (("channel", thread.channel_id), f"#{thread.channel_name}"),
        (("topic", "gc-network"), "ガバクラ接続回線"),
    ):
        ran = run("show", *args, "--database", demo_url)
        assert ran.code == 0
        assert expected in ran.out
        assert "None" not in ran.out
        assert "View(" not in ran.out


def test_place_json(run):
    """``place`` gives exactly the fields of the public surface."""
    place = json.loads(run("place", "府中市", "--json").out)
    fields = ["input", "status", "code", "name", "prefecture", "kind", "reason", "candidates"]
    assert list(place) == fields
    assert place["status"] == "ambiguous"
    assert [list(one) for one in place["candidates"]] == [["code", "name", "prefecture"]] * 2


def test_place_knows_what_rosters_named(run, empty_url, tmp_path):
    """A joint body is found by its name in the database; without one none is made to look."""
    name = "愛媛県後期高齢者医療広域連合"
    asked = ("place", f"{name} 総務課", "--database", empty_url)
    assert json.loads(run(*asked, "--json").out)["status"] == "unknown"
    assert not list(tmp_path.iterdir())
    roster = tmp_path / "名簿.csv"
    roster.write_text(
        f"氏名,メール,団体コード,団体名\n見本,a@x.jp,389013,{name}\n", encoding="utf-8"
    )
    assert run("import", "roster", str(roster), "--database", empty_url).code == 0
    assert json.loads(run(*asked, "--json").out)["code"] == "389013"
    assert f"{name} ・ 広域連合 ・ 389013" in run("place", "389013", "--database", empty_url).out


def test_place_without_a_readable_database(run, tmp_path):
    """What is no database is told; the answer of the directory comes all the same."""
    broken = tmp_path / "broken.db"
    broken.write_text("これはデータベースではない" * 100, encoding="utf-8")
    ran = run("place", "架空市", "--json", "--database", f"sqlite:///{broken}")
    assert (ran.code, json.loads(ran.out)["status"]) == (0, "unknown")
    assert "データベースを開けないため" in ran.err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("愛媛県上島町", "愛媛県上島町 ・ 町 ・ 383562"),
        ("北海道", "北海道 ・ 都道府県 ・ 010006"),
        ("デジタル庁", "デジタル庁 ・ 府省庁\n"),
        ("府中市", "・東京都府中市 ・ 132063\n・広島県府中市 ・ 342084"),
    ],
)
def test_place_text(run, written, said):
    """For people: the full name once, kind and code; or all that is meant."""
    assert said in run("place", written).out


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_export_graph(run, demo_url, tmp_path: Path, ending):
    """The written file is the community's graph."""
    file = tmp_path / f"graph.{ending}"
    ran = run("export", "graph", str(file), "--database", demo_url, "--json")
    assert json.loads(ran.out) == {"file": str(file)}
    readers = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
    if ending == "json":
        document = json.loads(file.read_text(encoding="utf-8"))
        graph = nx.node_link_graph(document, edges="links")
    else:
        graph = readers[ending](file)
    assert len(graph) == len(open_community(demo_url).graph())


def test_text_cannot_steer_the_terminal(capsys):
    """Control and direction characters in what people wrote do not reach the screen."""
    from matcher.cli._print import show  # noqa: PLC0415

    show("赤\x1b[31m\r上書き\u202e逆\n次の行", False, str)
    assert capsys.readouterr().out == "赤\ufffd[31m\ufffd上書き\ufffd逆\n次の行\n"
