"""Whole journeys on a real demo community, from the form to the text to paste."""

import pytest
from app_pages import Open, written

from matcher.app import _copy
from matcher.app._state import Key, View

PAGES = [
    (View.HOME, {}),
    (View.STARTER, {}),
    (View.ASK, {"q": "ガバクラの接続回線の見積をどう比べましたか"}),
    (View.SIMILAR, {"text": "窓口DX"}),
    (View.TOPICS, {}),
    (View.PEOPLE, {}),
    (View.IMPORT, {}),
    (View.SETTINGS, {}),
]


@pytest.fixture(autouse=True)
def real(demo_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app opens the demo community."""
    monkeypatch.setenv("MATCHER_DATABASE", demo_database)


@pytest.fixture
def a_member() -> str:
    """Somebody of the demo community with answers to their name."""
    from matcher import open_community  # noqa: PLC0415 (heavy; only where it is used)

    community = open_community()
    for name in community.find_members("", limit=50):
        if community.show_member(name.member_id).topics:
            return name.member_id
    pytest.fail("nobody among the first fifty members has answered anything")


@pytest.mark.parametrize(("view", "parameters"), PAGES)
def test_pages(open_page: Open, view: View, parameters: dict[str, str]) -> None:
    """Each page is drawn on a real community, says that it is a demo and how fresh it is."""
    app = open_page(view, **parameters)
    assert not app.error
    text = written(app)
    assert _copy.Frame.DEMO in text
    assert "対象: " in text


def test_newcomer(open_page: Open) -> None:
    """The town of 上島 gets steps with its prefecture and a way out, each with a reason."""
    app = open_page(View.STARTER)
    app.text_input(key=Key.ORGANIZATION).set_value("上島").run()
    choice = app.selectbox(key=f"{Key.ORGANIZATION}_choice")
    assert choice.options == ["愛媛県上島町", "広島県大崎上島町"]
    choice.select_index(0).run()
    app.multiselect(key=Key.INTERESTS).select("gc-overall").run()
    app.checkbox(key=Key.SOLO_IT).check().run()
    app.button(key=Key.SHOW_STARTER).click().run()
    assert not app.error
    labels = [box.label.replace("\\", "") for box in app.checkbox if "—" in box.label]
    assert any("愛媛" in label for label in labels)
    assert any("何でも相談" in label for label in labels)
    assert len(labels) >= 5
    assert "愛媛県上島町の方への始め方です" in written(app)


def test_asker(open_page: Open) -> None:
    """A question leads to threads with evidence, a channel, and a draft to paste."""
    app = open_page(View.ASK)
    app.text_area(key=Key.QUESTION).set_value("ガバクラの接続回線の見積をどう比べましたか")
    app.button(key=Key.ASK).click().run()
    headings = [item.value for item in app.header]
    assert headings[0].startswith("1. ")
    assert _copy.Ask.CHANNELS in headings
    assert app.code[0].value.strip()
    assert "thread?thread=" in "\n".join(item.value for item in app.markdown)


def test_reader(open_page: Open, demo_database: str) -> None:
    """A thread that was found opens and shows what was written."""
    from matcher import open_community  # noqa: PLC0415

    community = open_community(demo_database)
    found = community.similar("ガバメントクラウド").threads[0]
    app = open_page(View.THREAD, thread=found.thread_id)
    view = community.show_thread(found.thread_id)
    assert [item.value for item in app.text] == [
        message.text for message in view.messages if message.text.strip()
    ][: len(app.text)]


def test_topic(open_page: Open) -> None:
    """The first topic of the list opens with its parts."""
    app = open_page(View.TOPICS)
    next(button for button in app.button if str(button.key).startswith("choose topic")).click()
    app.run()
    assert _copy.Topics.WAITING in [item.value for item in app.subheader]
    assert not app.error


def test_opt_out_at_once(open_page: Open, a_member: str) -> None:
    """Somebody who hides themselves is gone from their page for others in the same moment."""
    own = open_page(View.PEOPLE, member=a_member, as_=a_member)
    own.button(key=Key.HIDDEN).click().run()
    assert _copy.People.HIDDEN_NOW in written(own)
    others = open_page(View.PEOPLE, member=a_member)
    assert _copy.People.UNKNOWN in written(others)
    own.button(key=Key.HIDDEN).click().run()
    assert _copy.People.UNKNOWN not in written(open_page(View.PEOPLE, member=a_member))


def test_profile_is_kept(open_page: Open, a_member: str) -> None:
    """What is saved in 設定 is there in the next session, and can be changed back."""
    app = open_page(View.SETTINGS, as_=a_member)
    before = app.text_input(key=Key.DEPARTMENT).value
    app.text_input(key=Key.DEPARTMENT).set_value("企画広報課").run()
    app.button(key=Key.SAVE).click().run()
    assert not app.error
    again = open_page(View.SETTINGS, as_=a_member)
    assert again.text_input(key=Key.DEPARTMENT).value == "企画広報課"
    again.text_input(key=Key.DEPARTMENT).set_value(before).run()
    again.button(key=Key.SAVE).click().run()


def test_members_own_list(open_page: Open, a_member: str) -> None:
    """A member gets their own checklist without filling in a form."""
    app = open_page(View.STARTER, as_=a_member)
    assert not [item for item in app.text_input if item.key == Key.ORGANIZATION]
    assert [box for box in app.checkbox if "—" in box.label]
