"""Every page in every state, and what each state says."""

from dataclasses import replace
from datetime import date

import pytest
from app_pages import Open, written
from fake_community import (
    GOVERNMENTS,
    HOSTILE,
    FakeCommunity,
    channel,
    failure,
    ordinary_answer,
    thread,
)

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.domain import ChannelKind, CommunityStatus, Evidence, PastPost, Reason

PAGES = [
    (View.HOME, {"as_": "U2"}),
    (View.STARTER, {"as_": "U2"}),
    (View.ASK, {"q": "接続回線の見積"}),
    (View.SIMILAR, {"text": "接続回線"}),
    (View.TOPICS, {"topic": "gc-network"}),
    (View.PEOPLE, {"member": "U2"}),
    (View.THREAD, {"thread": "C1:1.0"}),
    (View.CHANNEL, {"channel": "C1"}),
    (View.IMPORT, {}),
    (View.SETTINGS, {"as_": "U2"}),
]
ASKING = [page for page in PAGES if page[0] not in {View.IMPORT, View.SETTINGS}]


@pytest.mark.parametrize(("view", "parameters"), PAGES)
def test_ready(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """With data each page has its title, says that it is a demo, and fails nowhere."""
    app = open_page(view, **parameters)
    assert app.title[0].value in vars(_copy.Title).values()
    assert not app.error
    assert _copy.Frame.DEMO in [item.value for item in app.markdown]


@pytest.mark.parametrize(("view", "parameters"), PAGES)
def test_empty(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """Without data each page says so and offers the way in."""
    fake.state = CommunityStatus("empty", demo=False)
    app = open_page(view, **parameters)
    if view != View.IMPORT:
        assert _copy.Empty.TITLE in written(app)
    assert Key.DEMO in [button.key for button in app.button]
    assert _copy.Frame.DEMO not in [item.value for item in app.markdown]


@pytest.mark.parametrize(("view", "parameters"), PAGES)
def test_unbuilt(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """After an import without a build each page leads to the build."""
    fake.state = CommunityStatus("unbuilt", demo=False)
    app = open_page(view, **parameters)
    assert Key.BUILD in [button.key for button in app.button]


@pytest.mark.parametrize(("view", "parameters"), ASKING)
def test_problem(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """A problem with a remedy shows what, where and how to mend it, and that data is kept."""
    fake.problem = failure()
    app = open_page(view, **parameters)
    text = written(app)
    assert "members.csvの12行目" in text
    assert "「東京都」に直して" in text
    assert _copy.Import.KEPT in text
    assert Key.RETRY in [button.key for button in app.button]


@pytest.mark.parametrize(("view", "parameters"), ASKING)
def test_unexpected(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """An unforeseen error shows a number for the organizers and nothing of its inside."""
    fake.problem = RuntimeError("secret inside")
    app = open_page(view, **parameters)
    assert "番号" in written(app)
    assert "secret" not in written(app)


@pytest.mark.parametrize(("view", "parameters"), PAGES)
def test_no_scores(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """Weights and scores of suggestions are never shown."""
    text = written(open_page(view, **parameters))
    assert "0.65" not in text
    assert "0.12" not in text


@pytest.mark.parametrize(
    ("view", "parameters"),
    [
        (View.TOPICS, {"topic": "nowhere"}),
        (View.PEOPLE, {"member": "nobody"}),
        (View.THREAD, {"thread": "nothing"}),
        (View.THREAD, {}),
        (View.CHANNEL, {"channel": "none"}),
        (View.CHANNEL, {}),
    ],
)
def test_unknown_links(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """An address that names nothing is told in words, not as an error."""
    app = open_page(view, **parameters)
    assert app.info
    assert not app.error


def test_hidden_member(fake: FakeCommunity, open_page: Open) -> None:
    """Who does not want to be shown is not shown to others, but sees their own page."""
    fake.profiles["U2"] = replace(fake.profile("U2"), hidden=True)
    assert _copy.People.UNKNOWN in written(open_page(View.PEOPLE, member="U2"))
    own = open_page(View.PEOPLE, member="U2", as_="U2")
    assert _copy.People.HIDDEN_NOW in written(own)


def test_thin_evidence(fake: FakeCommunity, open_page: Open) -> None:
    """Thin evidence is said in words, and nobody is named."""
    notice = "近い質問は1件だけでした。#何でも相談 に書くと、誰かが案内してくれます。"
    fake.answer = replace(ordinary_answer("?"), thin=True, people=(), notice=notice)
    text = written(open_page(View.ASK, q="珍しい質問"))
    assert _copy.Ask.THIN in text
    assert notice in text
    assert _copy.Ask.PEOPLE not in text


def test_nothing_found(fake: FakeCommunity, open_page: Open) -> None:
    """Without any thread there are still a channel and a draft."""
    help_channel = channel("C9", "何でも相談", None, joined=None)
    fake.answer = replace(
        ordinary_answer("?"), threads=(), people=(), channels=(help_channel,), topics=()
    )
    app = open_page(View.ASK, q="珍しい質問")
    assert _copy.Ask.NO_THREADS in written(app)
    assert "#何でも相談" in written(app)
    assert app.code[0].value.startswith("町・人口1万人")


def test_nothing_near_leads_to_the_place_for_any_question(
    fake: FakeCommunity, open_page: Open
) -> None:
    """Without a near conversation the help channel comes first, and no number is left out."""
    elsewhere = channel("C1", "情報セキュリティ", None, joined=None)
    helps = replace(channel("C9", "何でも相談", None, joined=None), kind=ChannelKind.HELP)
    fake.answer = replace(
        ordinary_answer("?"), threads=(), people=(), channels=(elsewhere, helps), thin=True
    )
    app = open_page(View.ASK, q="珍しい質問")
    cards = [item.value for item in app.markdown if item.value.startswith("### \\#")]
    assert cards == ["### \\#何でも相談", "### \\#情報セキュリティ"]
    assert [item.label for item in app.expander] == [_copy.Ask.MORE_CHANNELS.format(n=1)]
    assert _copy.Ask.NUMBERED_DRAFT.format(n=3) in [item.value for item in app.header]


def test_a_card_does_not_give_itself_as_evidence(fake: FakeCommunity, open_page: Open) -> None:
    """The title already leads to the conversation; evidence names other ones, by their titles."""
    other = replace(thread(2), title="二つ目の会話")
    proof = tuple(Evidence(one.thread_id, one.permalink) for one in (thread(1), other))
    shown = replace(thread(1), reasons=(Reason("linked_before", "案内されています", proof),))
    fake.threads = (shown, other)
    fake.answer = replace(ordinary_answer("?"), threads=(shown,))
    text = written(open_page(View.ASK, q="質問"))
    assert "案内されています [根拠1件](thread?thread=C1%3A2.0)" in text
    folded = [replace(reason, evidence=proof[1:]) for reason in (*shown.reasons,) * 4]
    fake.answer = replace(ordinary_answer("?"), threads=(replace(shown, reasons=tuple(folded)),))
    assert "[二つ目の会話](thread?thread=C1%3A2.0)" in written(open_page(View.ASK, q="質問"))


@pytest.mark.parametrize("view", [View.HOME, View.STARTER, View.SETTINGS])
def test_viewer_who_is_gone(fake: FakeCommunity, open_page: Open, view: View) -> None:
    """An address that names nobody shows the page as to anybody, and says why."""
    app = open_page(view, as_="gone")
    assert not app.error
    assert "as" not in app.query_params
    assert [item.value for item in app.toast] == [_copy.People.UNKNOWN]


def test_nobody_free(fake: FakeCommunity, open_page: Open) -> None:
    """When everyone is at their limit the page says to write without naming anyone."""
    notice = "いまは声をかけずにチャンネルへ書いてください。今週の依頼が上限に達しています。"
    fake.answer = replace(ordinary_answer("?"), people=(), notice=notice)
    assert notice in written(open_page(View.ASK, q="質問"))


def test_survey(fake: FakeCommunity, open_page: Open) -> None:
    """A survey question shows earlier surveys before other conversations."""
    before = replace(
        thread(7, "端末の更新周期アンケート"),
        reasons=(Reason("survey_before", "同じ内容のアンケートです"),),
    )
    fake.answer = replace(ordinary_answer("?"), survey=True, threads=(thread(1), before))
    app = open_page(View.ASK, q="皆さんの団体の端末は何年ごとに更新していますか")
    assert _copy.Ask.SURVEY_BEFORE.format(n=1) in written(app)
    titles = [item.value for item in app.markdown if item.value.startswith("### [")]
    assert "端末の更新周期アンケート" in titles[0]


def test_empty_question(fake: FakeCommunity, open_page: Open) -> None:
    """Pressing 調べる with an empty field explains what to write and asks nothing."""
    app = open_page(View.ASK)
    app.text_area(key=Key.QUESTION).set_value("  ").run()
    app.button(key=Key.ASK).click().run()
    assert [item.value for item in app.error] == [_copy.Ask.EMPTY]
    assert fake.asked == []


def test_huge_thread(fake: FakeCommunity, open_page: Open) -> None:
    """A conversation of 1,203 messages starts with fifty and grows on request."""
    fake.messages = 1203
    app = open_page(View.THREAD, thread="C1:1.0")
    assert "1,203件のうち50件" in written(app)
    next(button for button in app.button if "50件" in button.label).click().run()
    assert "1,203件のうち100件" in written(app)


def test_wider_count(fake: FakeCommunity, open_page: Open) -> None:
    """When filters leave nothing, the page says how many there are without them."""
    fake.threads = (thread(2), thread(4))
    app = open_page(View.SIMILAR, text="接続回線")
    app.checkbox(key=Key.RESOLVED).check().run()
    assert "2件あります" in written(app)


def test_periods_end_where_the_data_ends(fake: FakeCommunity, open_page: Open) -> None:
    """この90日 of data that is years old still finds what was posted at its end."""
    app = open_page(View.SIMILAR, text="接続回線")
    found = len(fake.threads)
    app.selectbox(key=Key.PERIOD).set_value("この90日").run()
    assert _copy.Similar.FOUND.format(n=found) in written(app)


def test_home_says_what_this_is_to_who_is_new(fake: FakeCommunity, open_page: Open) -> None:
    """Nobody known, or nothing imported yet: one sentence says what 道しるべ does."""
    assert "道しるべは、" in written(open_page(View.HOME))
    assert "道しるべは、" not in written(open_page(View.HOME, as_="U2"))
    fake.state = replace(fake.state, state="empty", span=None)
    assert "道しるべは、" in written(open_page(View.HOME))


def test_former_posts(
    fake: FakeCommunity, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each former post says what is known of it, and nothing of what is not."""
    member = fake.show_member("U2")
    past = (
        PastPost("愛媛県上島町", "税務課", date(2022, 4, 1), date(2023, 3, 31)),
        PastPost("愛媛県上島町", "", None, date(2024, 4, 1)),
        PastPost("愛媛県今治市", "", None, None),
    )
    monkeypatch.setattr(fake, "show_member", lambda _name: replace(member, past=past))
    text = written(open_page(View.PEOPLE, member="U2"))
    assert "- 愛媛県上島町 税務課(2022年4月1日から2023年3月31日まで)" in text
    assert "- 愛媛県上島町の別の部署(2024年4月1日まで)" in text
    assert "- 愛媛県今治市\n" in text + "\n"


def test_pickers_send_fifty_at_most(fake: FakeCommunity, open_page: Open) -> None:
    """Of 15,000 people the browser gets fifty, and a search reaches the others."""
    app = open_page(View.HOME)
    assert len(app.selectbox(key=Key.VIEWER).options) == 50
    app.text_input(key=Key.VIEWER_SEARCH).set_value("14999番").run()
    assert app.selectbox(key=Key.VIEWER).options == ["14999番 花子(架空) 福岡県福岡市"]


def test_two_places_of_one_name(fake: FakeCommunity, open_page: Open) -> None:
    """府中市 asks which one, with the prefecture in each label."""
    app = open_page(View.STARTER)
    app.text_input(key=Key.ORGANIZATION).set_value("府中市").run()
    choice = app.selectbox(key=f"{Key.ORGANIZATION}_choice")
    assert choice.options == ["東京都府中市", "広島県府中市"]
    app.button(key=Key.SHOW_STARTER).click().run()
    assert app.error[0].value == _copy.Starter.NO_ORGANIZATION
    choice = app.selectbox(key=f"{Key.ORGANIZATION}_choice").select_index(1).run()
    app.button(key=Key.SHOW_STARTER).click().run()
    assert "広島県府中市の方への始め方です" in written(app)
    assert app.query_params["organization"] in ("広島県府中市", ["広島県府中市"])


def test_unknown_place(fake: FakeCommunity, open_page: Open) -> None:
    """A place that does not exist is said under the field."""
    app = open_page(View.STARTER)
    app.text_input(key=Key.ORGANIZATION).set_value("とうきょうと府").run()
    assert "合う団体がありません" in written(app)
    assert len(GOVERNMENTS) == 3


@pytest.mark.parametrize(("view", "parameters"), PAGES)
def test_what_members_wrote_is_text(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str]
) -> None:
    """Markdown of members is escaped wherever it is shown."""
    fake.text = fake.name = HOSTILE
    fake.threads = (replace(thread(1), title=HOSTILE, channel_name=HOSTILE),)
    fake.answer = replace(ordinary_answer(HOSTILE), threads=fake.threads, topics=(HOSTILE,))
    app = open_page(view, **parameters)
    labels = [item.label for item in (*app.button, *app.checkbox, *app.get("page_link"))]
    values = [str(item.value) for kind in ("markdown", "header") for item in app.get(kind)]
    for value in (*labels, *values):
        assert "![x]" not in value
        assert ":streamlit:" not in value
        assert "<b>" not in value
