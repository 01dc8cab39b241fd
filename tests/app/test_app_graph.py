"""知見グラフ: one node in the middle, why it is linked, and the way on and back."""

import pytest
from app_pages import Open, written
from fake_community import FakeCommunity, failure
from fake_outreach import ORGANIZER
from streamlit.testing.v1 import AppTest

from matcher.app import _copy
from matcher.app._state import Key, View

Copy = _copy.Graph
TOPIC = "topic:gc-network"
PERSON = "member:U2"


def middle(app: AppTest) -> str:
    """Name of the node in the middle."""
    return str(app.header[0].value).replace("\\", "")


def step(app: AppTest, key: str) -> AppTest:
    """Press a button."""
    return app.button(key=key).click().run()


@pytest.mark.parametrize("who", ["", "U2", "U7"])
def test_only_for_organizers(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """Nobody, a member and an ambassador read for whom the page is, and see no name."""
    app = open_page(View.GRAPH, **({"as_": who} if who else {}))
    assert "この画面は運営の方だけが見られます。" in written(app)
    assert "佐藤" not in "".join(item.label for item in app.button)


def test_it_starts_with_the_topic_that_is_asked_about_most(
    fake: FakeCommunity, open_page: Open
) -> None:
    """Before anything is chosen there is something to read: sentences with evidence."""
    app = open_page(View.GRAPH, as_=ORGANIZER)
    assert middle(app) == "ガバクラ接続回線"
    text = written(app)
    assert "3件回答しています" in text
    assert "thread?thread=C1%3A1.0" in text
    assert "ほかに7件のつながりがあります。" in text
    assert "残りの2個は描いていません" in text


def test_walking_and_coming_back(fake: FakeCommunity, open_page: Open) -> None:
    """A neighbour becomes the middle, the address keeps it, the trail leads back."""
    app = open_page(View.GRAPH, as_=ORGANIZER)
    app = step(app, f"tie {TOPIC} {PERSON}")
    assert middle(app) == "佐藤 みちる(架空)"
    assert app.query_params["node"] in (PERSON, [PERSON])
    app = step(app, f"tie {PERSON} prefecture:40")
    assert middle(app) == "福岡県"
    app = step(app, f"trail {TOPIC}")
    assert middle(app) == "ガバクラ接続回線"
    keys = [item.key for item in app.button if item.key and item.key.startswith("trail ")]
    assert keys == [f"trail {PERSON}", "trail prefecture:40"]


def test_choosing_by_kind_and_name(fake: FakeCommunity, open_page: Open) -> None:
    """By keyboard: the kind, a part of the name, the name."""
    app = open_page(View.GRAPH, as_=ORGANIZER)
    kind = f"{Key.GRAPH_KIND} {TOPIC}"
    next(item for item in app.get("button_group") if item.key == kind).set_value("member").run()
    app.text_input(key=Key.GRAPH_SEARCH).set_value("佐藤").run()
    box = app.selectbox(key=f"{Key.GRAPH_MIDDLE} member {TOPIC}")
    assert box.options == ["佐藤 みちる(架空) 福岡県福岡市"]
    box.set_value(PERSON).run()
    assert middle(app) == "佐藤 みちる(架空)"


def test_more_people_than_a_list_holds(fake: FakeCommunity, open_page: Open) -> None:
    """Of a hundred people fifty are offered, and the page says how to narrow them."""
    app = open_page(View.GRAPH, as_=ORGANIZER, node=PERSON)
    assert Copy.MANY.format(n=50) in [item.value for item in app.markdown]
    app.text_input(key=Key.GRAPH_SEARCH).set_value("いない人").run()
    assert middle(app) == "佐藤 みちる(架空)"


def test_expanding(fake: FakeCommunity, open_page: Open) -> None:
    """What is expanded has its links told as well."""
    app = open_page(View.GRAPH, as_=ORGANIZER)
    app.multiselect(key=f"{Key.GRAPH_EXPANDED} {TOPIC}").set_value([PERSON]).run()
    assert Copy.EXPANDED.format(name="佐藤 みちる(架空)") in [
        item.label.replace("\\", "") for item in app.expander
    ]
    assert [item.key for item in app.button if item.key == f"tie {PERSON} {TOPIC}"]


@pytest.mark.parametrize("node", ["member:U9", "house:1", "topic", ":"])
def test_who_is_not_there(fake: FakeCommunity, open_page: Open, node: str) -> None:
    """A hidden person and a nonsense address read alike; the picker stays."""
    app = open_page(View.GRAPH, as_=ORGANIZER, node=node)
    assert Copy.UNKNOWN in written(app)
    assert app.selectbox
    assert not app.error


def test_the_whole_graph_can_be_taken_along(fake: FakeCommunity, open_page: Open) -> None:
    """Three formats, each with its name."""
    app = open_page(View.GRAPH, as_=ORGANIZER)
    labels = [item.label for item in app.get("download_button")]
    assert [label for label in labels if label in {"GraphML", "GEXF", "JSON"}] == [
        "GraphML",
        "GEXF",
        "JSON",
    ]


def test_problem(fake: FakeCommunity, open_page: Open) -> None:
    """A problem with a remedy is shown with it."""
    fake.problem = failure()
    assert "「東京都」に直して" in written(open_page(View.GRAPH, as_=ORGANIZER))
