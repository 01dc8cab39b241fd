"""空白とつながり: who may see it, what each tab says, what opens behind a row."""

from dataclasses import replace

import pytest
from app_pages import Open, written
from fake_community import HOSTILE, FakeCommunity, failure, person
from fake_organizers import GAP, NOTHING_IN, gaps
from fake_outreach import ORGANIZER
from streamlit.testing.v1 import AppTest
from test_app_survey import survey

from matcher.app import _copy
from matcher.app._coverage_parts import coverage_frame
from matcher.app._figure_parts import hours
from matcher.app._gap_parts import span_text
from matcher.app._state import Key, View
from matcher.domain import AfterReachOut, CommunityStatus, RoleKind

Copy, Figures = _copy.Gaps, _copy.Figures
TABS = list(Copy.TABS)


def press(app: AppTest, row: str, value: str) -> AppTest:
    """Open what stands behind a row."""
    key = f"{Key.GAPS_OPEN} {row}"
    next(item for item in app.get("button_group") if item.key == key).set_value(value).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("who", ["", "U2", "U70"])
def test_only_for_organizers(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """Nobody, a member and an ambassador read for whom the page is, and see no gap."""
    app = open_page(View.GAPS, **({"as_": who} if who else {}))
    assert "この画面は運営の方だけが見られます。" in written(app)
    assert GAP not in written(app)


@pytest.mark.parametrize("tab", TABS)
def test_empty_community(fake: FakeCommunity, open_page: Open, tab: str) -> None:
    """Without data each tab says so and how to begin."""
    fake.state = CommunityStatus("empty", demo=False)
    app = open_page(View.GAPS, as_=ORGANIZER, tab=tab)
    assert _copy.Empty.TITLE in written(app)


@pytest.mark.parametrize("tab", TABS)
def test_problem(fake: FakeCommunity, open_page: Open, tab: str) -> None:
    """A problem with a remedy is shown with it."""
    fake.problem = failure()
    assert "「東京都」に直して" in written(open_page(View.GAPS, as_=ORGANIZER, tab=tab))


def test_a_gap_opens_its_questions_and_people(fake: FakeCommunity, open_page: Open) -> None:
    """One sentence with its span; the questions by title, then who may be asked, in the page."""
    app = open_page(View.GAPS, as_=ORGANIZER)
    text = written(app)
    assert GAP in text
    assert "2024年8月2日〜2024年10月31日" in text
    assert "質問の36%に回答がありません" in text
    assert "接続回線の見積" not in text
    text = written(press(app, "gc-network region 四国", "questions"))
    assert "接続回線の見積、相場が知りたいです" in text
    assert "愛媛県 4件" in text
    text = written(press(app, "gc-network region 四国", "people"))
    assert "佐藤 みちる" in text
    assert "今週の依頼 **2件** / 上限 **5件**" in text
    assert "愛媛県 4件" not in text


def test_nobody_may_be_asked(fake: FakeCommunity, open_page: Open) -> None:
    """Where nobody is free the page says what to do instead."""
    found = gaps(fake.name, fake.threads, person())
    fake.missing = replace(found, gaps=(replace(found.gaps[0], askable=()),))
    app = open_page(View.GAPS, as_=ORGANIZER)
    assert Copy.NO_PEOPLE in written(press(app, "gc-network region 四国", "people"))


def test_coverage(fake: FakeCommunity, open_page: Open) -> None:
    """The table shows topics by place in their usual order; a cell opens its questions."""
    app = open_page(View.GAPS, as_=ORGANIZER)
    assert not app.dataframe
    app.session_state[Key.COVERAGE] = True
    app.run()
    (table,) = (item.value for item in app.dataframe)
    assert table.columns.tolist() == ["北海道", "四国"]
    assert table.loc["テーマgc-network"].tolist() == [1, 6]
    assert "90日の質問7件のうち6件に回答がありません" in written(app)
    app.selectbox(key=Key.COVERAGE_NUMBER).set_value("people").run()
    assert app.dataframe[0].value.loc["テーマstd-gap"].tolist() == [0, 2]


def test_coverage_frame_puts_the_most_first() -> None:
    """Rows are ordered by their sums."""
    found = gaps("", (), person())
    cells = [one for one in found.coverage if one.dimension == "region"]
    assert coverage_frame(cells, "region", "unanswered").index[0] == "テーマgc-network"


def test_single_holders(fake: FakeCommunity, open_page: Open) -> None:
    """The one who answers is named with a link; who hides is not; the answers open."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="single")
    text = written(app)
    assert "[佐藤 みちる(架空)](people?member=U2&as=U60)" in text
    assert Copy.SINGLE_HIDDEN in text
    assert "接続回線の見積" in written(press(app, "single gc-network", "answers"))


def test_departures(fake: FakeCommunity, open_page: Open) -> None:
    """Ten of twelve, then all; what is lost, who takes over, what is written down."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="departures")
    assert "9番目の人は26件" in written(app)
    assert "10番目の人は26件" not in written(app)
    next(button for button in app.button if "次の2人" in button.label).click().run()
    assert "11番目の人は26件" in written(app)
    lost = written(press(app, "departure U500", "topics"))
    assert "その後の質問18件のうち5件に回答がありません" in lost
    assert "ほかに回答している人はいません" in lost
    assert "今週の依頼" in written(press(app, "departure U500", "people"))
    assert "接続回線の見積" in written(press(app, "departure U500", "threads"))


def test_quiet_topics(fake: FakeCommunity, open_page: Open) -> None:
    """Since when nobody asks, and the last questions."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="quiet")
    assert "「防災」は、この半年聞かれていません。" in written(app)
    assert "接続回線の見積" in written(press(app, "quiet bousai", "questions"))


def test_discovered_topics(fake: FakeCommunity, open_page: Open) -> None:
    """Words, where, the nearest topic, the conversations; it says that filters do nothing."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="discovered", gap_topic="gc-network")
    text = written(app)
    assert "夏祭り" in text
    assert "近いテーマ: 防災" in text
    assert Copy.NOT_NARROWED in text


@pytest.mark.parametrize("tab", ["gaps", "single", "departures", "quiet"])
def test_nothing_here_but_elsewhere(fake: FakeCommunity, open_page: Open, tab: str) -> None:
    """Where filters leave nothing the page says how much there is without, one press away."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab=tab, gap_prefecture=NOTHING_IN)
    assert "条件を外すと" in written(app)
    app.button(key=Key.GAPS_ALL).click().run()
    assert "条件を外すと" not in written(app)
    assert app.selectbox(key=Key.GAPS_PREFECTURE).value == ""


@pytest.mark.parametrize("tab", ["gaps", "single", "departures", "quiet"])
def test_nothing_at_all(
    fake: FakeCommunity, open_page: Open, monkeypatch: pytest.MonkeyPatch, tab: str
) -> None:
    """A community without gaps is told so, without a button that leads nowhere."""
    found = gaps(fake.name, fake.threads, person())
    fake.missing = replace(found, gaps=(), single_holders=(), succession=(), quiet_topics=())
    app = open_page(View.GAPS, as_=ORGANIZER, tab=tab)
    assert app.info
    assert not [button for button in app.button if button.key == Key.GAPS_ALL]


def test_newcomers(fake: FakeCommunity, open_page: Open) -> None:
    """The last whole month in a sentence; months that can grow are marked, the rest is told."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="newcomers")
    text = written(app)
    assert "2024年6月に参加した66人のうち、自己紹介は46人" in text
    assert "はじめの返信までは30分" in text
    assert "635人は、歩みが分からない" in text
    assert app.dataframe[0].value[Figures.MONTH].tolist() == ["2024年10月※", "2024年6月"]
    assert "接続回線の見積" in text
    app.selectbox(key=Key.NEWCOMERS_MONTH).set_value("2024-06").run()
    assert "すべて返信があります" in written(app)
    assert "接続回線の見積" not in written(app)
    assert "接続回線の見積" in written(press(app, "newcomers 2024-06", "first"))


def test_after_reach_out(fake: FakeCommunity, open_page: Open) -> None:
    """Both groups in a sentence with the warning beside it, who is left out, threads behind."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="newcomers")
    text = written(app)
    assert (
        "声をかけた12人のうち7人(58%)、声をかけていない80人のうち20人(25%)が、30日のうちに書きました。"
        in text
    )
    assert Figures.REACHED_CAUTION in text
    assert "まだ30日たっていない5人は入っていません。" in text
    table = app.dataframe[1].value
    assert table[Figures.REACHED_SITUATION].tolist() == [
        "全員",
        "まだ書いていない",
        "2週間書いていない",
    ]
    assert "新しい2件です" in written(press(app, "reached", "reached"))


@pytest.mark.parametrize(
    ("reached", "text"),
    [(0, "まだ、机で「済み」になった新しい仲間がいません。"), (3, "3人は、会話のデータの終わり")],
)
def test_nobody_to_compare_with(
    fake: FakeCommunity, open_page: Open, reached: int, text: str
) -> None:
    """As long as nobody's days are over the page says why there is no comparison."""
    fake.after_reach_out = AfterReachOut(30, reached, reached, None, None, 0, ())
    app = open_page(View.GAPS, as_=ORGANIZER, tab="newcomers")
    assert text in written(app)
    assert len(app.dataframe) == 1


def test_questions(fake: FakeCommunity, open_page: Open) -> None:
    """All in a sentence, rows by topic, prefecture and month, and the waiting ones behind."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="questions")
    assert "全国の質問30件のうち、回答あり25件、答えを待つ7件、解決8件です。" in written(app)
    assert "9割は2.1日以内" in written(app)
    which = app.selectbox(key=f"{Key.QUESTIONS_OF} テーマ")
    assert which.options[-1] == "テーマの分からない質問"
    which.set_value("").run()
    assert "答えを待つ質問(新しい1件)" in written(app)
    assert app.dataframe[0].value[Figures.IN_TIME].tolist() == ["20/29", "20/29"]
    by = next(item for item in app.get("button_group") if item.key == Key.QUESTIONS_BY)
    by.set_value("month").run()
    assert app.dataframe[0].value["月"].tolist() == ["2024年10月", "2024年9月"]


def test_questions_of_a_prefecture(fake: FakeCommunity, open_page: Open) -> None:
    """Narrowed, the sentence is about what was chosen."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="questions", gap_prefecture="38")
    assert "愛媛県の質問30件のうち、回答あり25件、答えを待つ3件" in written(app)


def test_surveys(fake: FakeCommunity, open_page: Open) -> None:
    """Each survey leads to its table; without one the page says so."""
    assert Figures.NO_SURVEYS in written(open_page(View.GAPS, as_=ORGANIZER, tab="surveys"))
    fake.table = survey(3)
    app = open_page(View.GAPS, as_=ORGANIZER, tab="surveys")
    assert "3団体の回答" in written(app)
    assert Figures.SURVEY_TABLE in written(app)


@pytest.mark.parametrize("tab", ["gaps", "single", "departures", "quiet", "newcomers", "questions"])
def test_files(fake: FakeCommunity, open_page: Open, tab: str) -> None:
    """Each table leaves as XLSX and CSV, and the month's report from every tab."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab=tab)
    labels = [item.label for item in app.get("download_button")]
    tables = 2 if tab == "newcomers" else 1
    assert labels.count(_copy.Downloads.XLSX) == tables
    assert labels.count(_copy.Downloads.CSV) == tables
    assert Copy.REPORT_SAVE in labels
    told = [item.value for item in app.markdown]
    # None of these tables holds codes, whose zeros Excel would drop.
    assert told.count(_copy.Downloads.HELP) == 0


@pytest.mark.parametrize("tab", TABS)
def test_names_are_text(fake: FakeCommunity, open_page: Open, tab: str) -> None:
    """What people wrote never becomes a picture or a heading."""
    fake.name = HOSTILE
    fake.threads = tuple(replace(one, title=HOSTILE) for one in fake.threads)
    app = open_page(View.GAPS, as_=ORGANIZER, tab=tab)
    assert not any("![x](" in str(item.value) for item in app.markdown)


def test_unknown_words_in_the_address(fake: FakeCommunity, open_page: Open) -> None:
    """An old address with values that are no more shows the page as at first."""
    app = open_page(View.GAPS, as_=ORGANIZER, tab="x", gap_topic="x", gap_prefecture="99")
    assert GAP in written(app)


def test_words() -> None:
    """Times in the unit that says most; a span ends with the last day that is counted."""
    assert [hours(value) for value in (None, 0.5, 2.0, 2.14, 50.0)] == [
        "–", "30分", "2時間", "2.1時間", "2.1日",
    ]  # fmt: skip
    found = gaps("", (), person())
    assert found.recent is not None
    assert span_text(found.recent) == "2024年8月2日〜2024年10月31日"


@pytest.mark.parametrize("tab", TABS)
def test_on_the_demo(
    demo_database: str, monkeypatch: pytest.MonkeyPatch, open_page: Open, tab: str
) -> None:
    """Each tab is drawn on a real community."""
    from matcher import open_community  # noqa: PLC0415 (heavy; only where it is used)

    monkeypatch.setenv("MATCHER_DATABASE", demo_database)
    roles = open_community().roles()
    organizer = next(role.member_id for role in roles if role.kind is RoleKind.ORGANIZER)
    app = open_page(View.GAPS, as_=organizer, tab=tab)
    assert not app.error
    assert app.get("download_button")
