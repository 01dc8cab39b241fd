"""次のアンバサダー: the set, what is decided of it and taken back, the present ones."""

from dataclasses import replace

import pytest
from app_pages import Open, written
from fake_community import HOSTILE, FakeCommunity, failure
from fake_organizers import candidates
from fake_outreach import ORGANIZER
from streamlit.testing.v1 import AppTest

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.app._trade_off import label_shifts, trade_off_chart, trade_off_table
from matcher.domain import CommunityStatus, RoleKind

Copy = _copy.Candidates


def chosen(app: AppTest) -> list[str]:
    """Ids of the set: those who can be kept out of it."""
    keys = [str(button.key) for button in app.button]
    return [key.split()[-1] for key in keys if key.startswith(f"{Key.CANDIDATE_EXCLUDE} ")]


def press(app: AppTest, key: str, member_id: str) -> AppTest:
    """Press a button of a candidate."""
    app.button(key=f"{key} {member_id}").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("who", ["", "U2", "U70"])
def test_only_for_organizers(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """Nobody, a member and an ambassador read for whom the page is, and see no candidate."""
    app = open_page(View.CANDIDATES, **({"as_": who} if who else {}))
    assert "この画面は運営の方だけが見られます。" in written(app)
    assert not chosen(app)


def test_empty_community(fake: FakeCommunity, open_page: Open) -> None:
    """Without data the page says so and how to begin."""
    fake.state = CommunityStatus("empty", demo=False)
    assert _copy.Empty.TITLE in written(open_page(View.CANDIDATES, as_=ORGANIZER))


def test_problem(fake: FakeCommunity, open_page: Open) -> None:
    """A problem with a remedy is shown with it."""
    fake.problem = failure()
    assert "「東京都」に直して" in written(open_page(View.CANDIDATES, as_=ORGANIZER))


def test_the_set(fake: FakeCommunity, open_page: Open) -> None:
    """Balance in words, reasons with evidence, what is lost without, a draft; others below."""
    app = open_page(View.CANDIDATES, as_=ORGANIZER)
    text = written(app)
    assert chosen(app) == ["U1", "U2"]
    assert "四国2、町村2" in text
    assert "U1はこの1年に18件の質問に回答しています。 [根" in text
    assert "四国のアンバサダーがいなくなります。" in text
    assert "2023年11月1日〜2024年10月31日" in text
    assert "一緒に活動しませんか" in app.code[0].value
    assert Copy.OTHERS in [item.value for item in app.subheader]


def test_keeping_out_and_taking_it_back(fake: FakeCommunity, open_page: Open) -> None:
    """Who is out is replaced by the next; the page says by whom; one press restores the set."""
    app = press(open_page(View.CANDIDATES, as_=ORGANIZER), Key.CANDIDATE_EXCLUDE, "U1")
    assert chosen(app) == ["U2", "U3"]
    text = written(app)
    assert "佐藤 みちる(架空)U1さんを外しました。" in text
    assert "入った人: 佐藤 みちる(架空)U3" in text
    assert "抜けた人: 佐藤 みちる(架空)U1" in text
    assert app.query_params["excluded"] in ("U1", ["U1"])
    assert "U3" in app.toast[0].value
    app.run()
    assert not app.toast
    app.button(key=Key.CANDIDATE_UNDO).click().run()
    assert chosen(app) == ["U1", "U2"]
    assert "excluded" not in app.query_params
    assert "外しました" not in written(app)


def test_letting_somebody_in_again(fake: FakeCommunity, open_page: Open) -> None:
    """Whoever is out stands in a list by name, each with a way back."""
    app = open_page(View.CANDIDATES, as_=ORGANIZER, excluded="U1,U2")
    assert chosen(app) == ["U3", "U4"]
    press(app, Key.CANDIDATE_RESTORE, "U2")
    assert chosen(app) == ["U2", "U3"]


def test_fixing(fake: FakeCommunity, open_page: Open) -> None:
    """A fixed one stays whatever is chosen; the address carries it to a colleague."""
    app = press(open_page(View.CANDIDATES, as_=ORGANIZER), Key.CANDIDATE_PIN, "U4")
    assert chosen(app) == ["U4", "U1"]
    again = open_page(View.CANDIDATES, as_=ORGANIZER, pinned="U4")
    assert chosen(again) == ["U4", "U1"]
    assert Copy.PINNED in written(again)
    press(again, Key.CANDIDATE_UNPIN, "U4")
    assert chosen(again) == ["U1", "U2"]


def test_size_and_spread(fake: FakeCommunity, open_page: Open) -> None:
    """Both stand in the address and are asked for; the change of before is told no more."""
    app = press(open_page(View.CANDIDATES, as_=ORGANIZER), Key.CANDIDATE_EXCLUDE, "U1")
    app.selectbox(key=Key.CANDIDATE_SIZE).set_value("3").run()
    assert chosen(app) == ["U2", "U3", "U4"]
    assert "入った人" not in written(app)
    app.select_slider(key=Key.CANDIDATE_SPREAD).set_value("1.0").run()
    assert app.query_params["spread"] in ("1.0", ["1.0"])
    assert "「広がりだけ」では、回答の実績は最大の50%" in written(app)


def test_fewer_than_wanted(fake: FakeCommunity, open_page: Open) -> None:
    """Five are wanted, four have the evidence."""
    app = open_page(View.CANDIDATES, as_=ORGANIZER, size="5")
    assert "条件に合う人は4人だけです。" in written(app)


def test_nobody_has_the_evidence(fake: FakeCommunity, open_page: Open) -> None:
    """Without candidates the page says what evidence it takes, and still shows the terms."""
    fake.candidate_ids = ()
    text = written(open_page(View.CANDIDATES, as_=ORGANIZER))
    assert Copy.NONE in text
    assert "5件以上の質問に回答した人が、候補になります。" in text
    assert "任期 2024年1月1日〜2024年12月31日" in text


def test_terms_that_end_first(fake: FakeCommunity, open_page: Open) -> None:
    """The sentence counts them, the line says how long is left and that they are silent."""
    text = written(open_page(View.CANDIDATES, as_=ORGANIZER))
    assert "いまのアンバサダーは2人で、1人の任期が90日以内に終わります。" in text
    assert "あと61日" in text
    assert Copy.SILENT in text


def test_no_ambassadors(
    fake: FakeCommunity, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody holds the role the page says how to enter it."""
    monkeypatch.setattr(FakeCommunity, "ambassadors", lambda self: ())
    assert Copy.NO_PRESENT in written(open_page(View.CANDIDATES, as_=ORGANIZER))


def test_names_are_text(fake: FakeCommunity, open_page: Open) -> None:
    """What people call themselves never becomes a picture, in no list and no notice."""
    fake.name = HOSTILE
    app = press(open_page(View.CANDIDATES, as_=ORGANIZER), Key.CANDIDATE_EXCLUDE, "U1")
    assert not any("![x](" in str(item.value) for item in app.markdown)


def test_unknown_words_in_the_address(fake: FakeCommunity, open_page: Open) -> None:
    """Members who are no more and sizes that cannot be are passed over."""
    app = open_page(
        View.CANDIDATES, as_=ORGANIZER, size="900", spread="7", pinned="X9,,", excluded="X8"
    )
    assert chosen(app) == ["U1", "U2"]
    assert Copy.UNKNOWN_NAME in written(app)


def test_settings_with_one_result_share_a_point() -> None:
    """The picture names both settings at one point, and marks the present one by its shape."""
    found = candidates("", 2, 0.5, (), (), ("U1", "U2"))
    points = found.balance.trade_off
    same = replace(points[1], record=points[0].record, balance=points[0].balance)
    balance = replace(found.balance, trade_off=(points[0], same, *points[2:]))
    rows = next(iter(trade_off_chart(balance).to_dict()["datasets"].values()))
    assert [row["名前"] for row in rows][:2] == ["実績だけ・実績を重く", "半々"]
    assert [row["印"] for row in rows].count(Copy.NOW) == 1


def test_names_of_near_points_are_moved_apart() -> None:
    """Points at one height get names above and below; those apart stay where they are."""
    assert label_shifts([100, 90, 60, 43]) == [0, 0, 0, 0]
    assert label_shifts([92, 90, 46, 43]) == [-8, 8, -8, 8]
    assert label_shifts([]) == []


def test_trade_off_table_counts_other_people() -> None:
    """Each setting with how many of its set are not in the present one."""
    found = candidates("", 2, 0.5, (), (), ("U1", "U2", "U3"))
    table = trade_off_table(found.balance, ("U1", "U9"))
    assert table[Copy.CHANGED].tolist() == [1] * 5


def test_on_the_demo(demo_database: str, monkeypatch: pytest.MonkeyPatch, open_page: Open) -> None:
    """On a real community somebody is kept out, and taken in again by undoing."""
    from matcher import open_community  # noqa: PLC0415 (heavy; only where it is used)

    monkeypatch.setenv("MATCHER_DATABASE", demo_database)
    roles = open_community().roles()
    organizer = next(role.member_id for role in roles if role.kind is RoleKind.ORGANIZER)
    app = open_page(View.CANDIDATES, as_=organizer)
    before = chosen(app)
    assert before
    press(app, Key.CANDIDATE_EXCLUDE, before[0])
    assert before[0] not in chosen(app)
    app.button(key=Key.CANDIDATE_UNDO).click().run()
    assert chosen(app) == before
