"""コミュニティの地図: who may see it, what it says, what opens behind a number."""

import pytest
from app_pages import Open, written
from fake_community import FakeCommunity, failure
from fake_map import LOWEST
from fake_outreach import ORGANIZER
from streamlit.testing.v1 import AppTest

from matcher.app import _copy
from matcher.app._map_charts import (
    FRAME,
    TILES,
    X_DOMAIN,
    Y_DOMAIN,
    drawn_at,
    mercator,
    selected_code,
    short_name,
)
from matcher.app._measures import Measure, classes, finding
from matcher.app._state import Key, View
from matcher.domain import Activity, CommunityStatus, PrefectureOnMap
from matcher.places import load_directory

Copy = _copy.Map


def keyed(app: AppTest, kind: str, key: str) -> object:
    """The value of a widget by its key."""
    return next(item for item in app.get(kind) if item.key == key).value


def tables(app: AppTest) -> list[object]:
    """Values of the tables in the order in which they stand."""
    return [item.value for item in app.dataframe]


@pytest.mark.parametrize("who", ["", "U2", "U7"])
def test_only_for_organizers(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """Nobody, a member and an ambassador read for whom the page is, and see no number."""
    app = open_page(View.MAP, **({"as_": who} if who else {}))
    assert "この画面は運営の方だけが見られます。" in written(app)
    assert not app.get("arrow_vega_lite_chart")
    assert not app.dataframe


def test_the_demo_lets_one_look_as_an_organizer(fake: FakeCommunity, open_page: Open) -> None:
    """In the demo one press shows the page as an organizer sees it."""
    app = open_page(View.MAP)
    app.button(key=Key.AS_ORGANIZER).click().run()
    assert app.dataframe
    assert app.query_params["as"] in (ORGANIZER, [ORGANIZER])


def test_without_the_demo_the_way_out_is_home(fake: FakeCommunity, open_page: Open) -> None:
    """With real data nobody can make themselves an organizer."""
    state = fake.state
    fake.state = CommunityStatus(
        "ready", False, 1500, 700, 60, 25013, 25013, state.span, state.built_at
    )
    app = open_page(View.MAP)
    app.button(key=Key.AS_ORGANIZER).click().run()
    assert app.title[0].value == _copy.Title.HOME


def test_finding_first_then_map_and_table(fake: FakeCommunity, open_page: Open) -> None:
    """The lowest prefecture in a sentence, first in the table, and all 47 in it."""
    app = open_page(View.MAP, as_=ORGANIZER)
    assert f"もっとも低いのは、{LOWEST}(41団体のうち0団体)です。" in written(app)
    (table,) = tables(app)
    assert len(table) == 47
    assert table.iloc[0].tolist() == [LOWEST, 0.0, "0/41"]
    assert "地図にない参加者(4人)" in [one.label for one in app.expander]


def test_choosing_a_prefecture_by_keyboard(fake: FakeCommunity, open_page: Open) -> None:
    """The list chooses; 参加 and まだ stand there by name; the address keeps it."""
    app = open_page(View.MAP, as_=ORGANIZER)
    app.selectbox(key=Key.MAP_PREFECTURE).set_value("38").run()
    assert [item.value for item in app.header] == ["愛媛県"]
    assert "まだ(10団体): " in written(app)
    assert "上島町" in written(app)
    assert app.query_params["prefecture"] in ("38", ["38"])
    again = open_page(View.MAP, as_=ORGANIZER, prefecture="38")
    assert [item.value for item in again.header] == ["愛媛県"]


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        ("members", "まだ書き込みがありません"),
        ("answering", "12件の会話に回答しています"),
        ("questions", "接続回線の見積"),
        ("late", "接続回線の見積"),
        ("governments", "参加"),
    ],
)
def test_what_stands_behind_a_number(
    fake: FakeCommunity, open_page: Open, detail: str, text: str
) -> None:
    """Each number of a prefecture opens people or conversations."""
    app = open_page(View.MAP, as_=ORGANIZER, prefecture="38", show=detail)
    assert text in written(app)
    assert not app.error


def test_more_than_is_shown_is_said(fake: FakeCommunity, open_page: Open) -> None:
    """Of 42 questions two are shown, and the page says so; who hides is counted, not named."""
    app = open_page(View.MAP, as_=ORGANIZER, prefecture="38", show="questions")
    assert "42件のうち2件を表示しています" in written(app)
    app = open_page(View.MAP, as_=ORGANIZER, prefecture="38", show="members")
    assert "表示を望まない人が1人います" in written(app)


def test_what_a_click_means() -> None:
    """An event of the map names what was clicked on; a click beside the map names nothing."""
    assert selected_code({"selection": {"place": [{"code": "38"}]}}) == "38"
    assert selected_code({"selection": {"place": []}}) == ""
    assert selected_code({"selection": {}}) == ""


def test_filters_narrow_the_map(fake: FakeCommunity, open_page: Open) -> None:
    """A kind without members in a community with members is no empty community."""
    app = open_page(View.MAP, as_=ORGANIZER, kind="特別区", on="gc-network", measure="questions")
    assert keyed(app, "selectbox", Key.MAP_KIND) == "特別区"
    assert keyed(app, "selectbox", Key.MAP_TOPIC) == "gc-network"
    assert "質問がもっとも多いのは、東京都" in written(app)
    assert "全国の特別区23団体" in written(app)


def test_unknown_words_in_the_address(fake: FakeCommunity, open_page: Open) -> None:
    """An old address with values that are no more shows the page as at first."""
    app = open_page(View.MAP, as_=ORGANIZER, kind="郡", form="globe", prefecture="99", show="x")
    assert not app.error
    assert keyed(app, "selectbox", Key.MAP_KIND) == ""


def test_no_place_known(
    fake: FakeCommunity, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody's organization is known the page says how to make it known."""
    monkeypatch.setattr("fake_map.joined", lambda place, prefecture: False)
    app = open_page(View.MAP, as_=ORGANIZER)
    assert Copy.NO_PLACES in written(app)
    assert not app.dataframe


def test_problem(fake: FakeCommunity, open_page: Open) -> None:
    """A problem with a remedy is shown with it."""
    fake.problem = failure()
    assert "「東京都」に直して" in written(open_page(View.MAP, as_=ORGANIZER))


def place(name: str, joined: int, judged: int = 0, in_time: int = 0) -> PrefectureOnMap:
    """A prefecture of ten municipalities."""
    return PrefectureOnMap("01", name, 10, joined, Activity(joined, judged, judged, in_time, 0))


def test_sentences() -> None:
    """One, two, many at the end of the list; few questions say nothing of a prefecture."""
    a, b, c = place("A県", 1), place("B県", 1), place("C県", 5)
    assert "A県(10団体のうち1団体)" in finding(Measure.JOINED, [a, c])
    assert "A県とB県(10%)" in finding(Measure.JOINED, [a, b, c])
    assert "ほか1都道府県" in finding(Measure.JOINED, [a, b, place("D県", 1)])
    few, enough = place("少県", 1, 2, 0), place("多県", 1, 10, 4)
    assert "多県(10件のうち4件)" in finding(Measure.IN_TIME, [few, enough])
    assert finding(Measure.QUESTIONS, [a, b]) == Copy.NOTHING_COUNTED
    assert finding(Measure.IN_TIME, [few]) == Copy.NOTHING_COUNTED


def test_classes() -> None:
    """Shares have fixed borders; counts set 0 apart and are cut at the quartiles of the rest."""
    shares = classes(Measure.JOINED, [])
    assert shares.names[0] == "20%未満"
    assert [shares.of(value) for value in (0, 19.9, 20, 79.9, 80, 100)] == [0, 0, 1, 3, 4, 4]
    assert shares.of(None) is None
    counts = classes(Measure.MEMBERS, [0, 1, 2, 3, 4, 5, 6, 7, 80])
    assert counts.names == ("0人", "1〜2人", "3〜4人", "5〜6人", "7人以上")
    assert [counts.of(value) for value in (0, 1, 2, 3, 80)] == [0, 1, 1, 2, 4]
    assert classes(Measure.MEMBERS, [0, 0]).names == ("0人",)
    assert classes(Measure.MEMBERS, [1, 1, 1]).names == ("0人", "1人以上")


def test_every_prefecture_has_a_tile_of_its_own() -> None:
    """47 tiles, no two at one place; neighbours by name are where Japan has them."""
    names = {short_name(one.name) for one in load_directory().prefectures}
    assert names == set(TILES)
    assert len(set(TILES.values())) == 47
    assert TILES["北海道"] == (1, 13)
    assert TILES["沖縄"] == (12, 1)


def test_every_office_is_in_the_picture() -> None:
    """All offices lie inside; in the frame are those of 奄美 and 沖縄, and nobody else."""
    west, south, east, north = FRAME
    framed = set()
    for one in load_directory().local_governments:
        x, y = drawn_at(one.longitude, one.latitude)
        assert X_DOMAIN[0] < x < X_DOMAIN[1], one.name
        assert Y_DOMAIN[0] < y < Y_DOMAIN[1], one.name
        if west < x < east and mercator(south) < y < mercator(north):
            framed.add((one.prefecture, one.kind != "都道府県"))
            assert one.prefecture == "沖縄県" or one.latitude < 29.5, one.name
    assert {prefecture for prefecture, _ in framed} == {"沖縄県", "鹿児島県"}
