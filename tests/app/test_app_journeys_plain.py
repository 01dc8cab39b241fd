"""What is typed, ticked and saved stays where it belongs."""

from app_pages import Open, written
from fake_community import FakeCommunity

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.domain import OrganizationSource, Profile


def parameter(values: object) -> str:
    """The single value of a parameter, as AppTest gives it."""
    return str(values[0] if isinstance(values, list) else values)


def test_question_from_home(fake: FakeCommunity, open_page: Open) -> None:
    """A question typed on the first page is asked on 聞いてみる, as the chosen person."""
    app = open_page(View.HOME, as_="U7")
    app.text_input(key=Key.HOME_QUESTION).set_value("接続回線の見積は").run()
    app.button(key=Key.HOME_ASK).click().run()
    assert app.title[0].value == _copy.Title.ASK
    assert fake.asked[-1] == ("接続回線の見積は", "U7")


def test_question_survives_a_change_of_page(fake: FakeCommunity, open_page: Open) -> None:
    """Coming back to 聞いてみる, the question and its answer are still there."""
    app = open_page(View.ASK)
    app.text_area(key=Key.QUESTION).set_value("接続回線の見積は").run()
    app.button(key=Key.ASK).click().run()
    assert parameter(app.query_params["q"]) == "接続回線の見積は"
    app.switch_page(View.TOPICS).run()
    app.query_params.clear()
    app.switch_page(View.ASK).run()
    assert app.text_area(key=Key.QUESTION).value == "接続回線の見積は"
    assert app.code


def test_address_wins(fake: FakeCommunity, open_page: Open) -> None:
    """A copied address shows its own question."""
    app = open_page(View.ASK, q="アドレスの質問")
    assert app.text_area(key=Key.QUESTION).value == "アドレスの質問"
    assert fake.asked[-1] == ("アドレスの質問", None)


def test_example(fake: FakeCommunity, open_page: Open) -> None:
    """例を入れる fills the field and asks nothing yet."""
    app = open_page(View.ASK)
    app.button(key=Key.EXAMPLE).click().run()
    assert app.text_area(key=Key.QUESTION).value == _copy.Ask.EXAMPLE_QUESTION
    assert fake.asked == []


def test_checklist(fake: FakeCommunity, open_page: Open) -> None:
    """The first undone step comes first; a tick moves on, and a joined channel is done."""
    app = open_page(View.STARTER, as_="U7")
    assert [box.label.split("**")[1] for box in app.checkbox] == [
        "2. 書き込みを練習する",
        "1. 自己紹介する",
        "3. 迷ったら聞く",
    ]
    assert app.checkbox(key="step_introduce_C1").value is True
    app.checkbox(key="step_practice_C2").check().run()
    assert app.checkbox[0].label.startswith("**3.")
    app.checkbox(key="step_help_C3").check().run()
    assert _copy.Starter.ALL_DONE in written(app)
    app.switch_page(View.HOME).run()
    assert _copy.Home.NEXT_DONE in written(app)


def test_settings(fake: FakeCommunity, open_page: Open) -> None:
    """What is saved in 設定 is the profile of the person in front of the screen."""
    app = open_page(View.SETTINGS, as_="U7")
    app.text_input(key=Key.DEPARTMENT).set_value("総務課").run()
    app.number_input(key=Key.WEEKLY_LIMIT).set_value(2).run()
    app.checkbox(key=Key.HIDDEN).check().run()
    app.multiselect(key=Key.OWN_INTERESTS).select("gc-network").run()
    app.button(key=Key.SAVE).click().run()
    assert fake.profiles["U7"] == Profile(
        "U7",
        department="総務課",
        interests=("gc-network",),
        weekly_limit=2,
        hidden=True,
    )
    app.text_input(key=Key.OWN_ORGANIZATION).set_value("広島県府中市").run()
    app.button(key=Key.SAVE).click().run()
    assert fake.profiles["U7"].organization_code == "342084"
    assert fake.profiles["U7"].organization_source is OrganizationSource.MEMBER


def test_settings_need_a_person(fake: FakeCommunity, open_page: Open) -> None:
    """Without a person 設定 says how to choose one."""
    assert _copy.Settings.NOBODY in written(open_page(View.SETTINGS))


def test_hide_a_topic(fake: FakeCommunity, open_page: Open) -> None:
    """One press hides a topic at once, the next one takes it back."""
    app = open_page(View.PEOPLE, member="U7", as_="U7")
    app.button(key="topic_gc-network").click().run()
    assert fake.profiles["U7"].hidden_topics == ("gc-network",)
    assert app.button(key="topic_gc-network").label == _copy.People.SHOW_TOPIC
    app.button(key="topic_gc-network").click().run()
    assert fake.profiles["U7"].hidden_topics == ()


def test_others_cannot_change_a_person(fake: FakeCommunity, open_page: Open) -> None:
    """The page of somebody else has no buttons that change them."""
    app = open_page(View.PEOPLE, member="U2", as_="U7")
    keys = [str(button.key) for button in app.button]
    assert Key.HIDDEN not in keys
    assert not [key for key in keys if key.startswith("topic_")]


def test_topic_list_leads_to_a_topic(fake: FakeCommunity, open_page: Open) -> None:
    """A line of the list opens its topic, and the way back leads to the list."""
    app = open_page(View.TOPICS)
    app.button(key="choose topic gc-network").click().run()
    assert app.header[0].value == "ガバクラ接続回線"
    app.button(key="choose topic ").click().run()
    assert _copy.Topics.LEAD in written(app)
