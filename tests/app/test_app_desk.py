"""アンバサダーの机: who may open it, what a card holds, and what becomes of a press."""

from dataclasses import replace

import pytest
from app_pages import Open, written
from fake_community import HOSTILE, FakeCommunity, failure, thread
from fake_outreach import AMBASSADORS, ORGANIZER
from streamlit.testing.v1 import AppTest

from matcher.app import _copy
from matcher.app._desk_said import say_key
from matcher.app._state import Key, View
from matcher.domain import HandlingState, TaskKind

ME, OTHER = AMBASSADORS
FIRST, SECOND = "newcomer:U21", "newcomer:U22"
Desk = _copy.Desk


def keys(app: AppTest) -> list[str]:
    """Keys of all buttons."""
    return [str(button.key) for button in app.button]


def press(app: AppTest, action: Key, task_id: str) -> None:
    """Press a button of a card."""
    app.button(key=say_key(action, task_id)).click().run()
    assert not app.exception


def choose(app: AppTest, kind: TaskKind) -> None:
    """Choose one of the lists."""
    app.segmented_control(key=Key.DESK_KIND).set_value(kind.value).run()
    assert not app.exception


@pytest.mark.parametrize("who", ["U32", ""])
def test_others_are_sent_home(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """Members and strangers read for whom the page is, see no task, and get a way home."""
    app = open_page(View.DESK, **({"as_": who} if who else {}))
    text = written(app)
    assert "アンバサダー・運営の方だけが見られます" in text
    assert FIRST not in "".join(keys(app))
    assert _copy.Frame.TO_HOME in [item.label for item in (*app.get("page_link"), *app.button)]


@pytest.mark.parametrize("who", [ME, ORGANIZER])
def test_ambassadors_and_organizers_see_it(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """The load in one line, four lists with their lengths, the first one open."""
    app = open_page(View.DESK, as_=who)
    assert "今週の依頼 **2件** / 上限 **5件**" in written(app)
    options = app.segmented_control(key=Key.DESK_KIND).options
    assert options == ["新しい仲間 2", "答えを待つ質問 2", "雑談の困り事 1", "まだの団体 2"]
    assert say_key(Key.DESK_CLAIM, FIRST) in keys(app)
    assert Desk.END in written(app)


@pytest.mark.parametrize("kind", list(TaskKind))
def test_cards(fake: FakeCommunity, open_page: Open, kind: TaskKind) -> None:
    """Every card has two reasons, the others behind a press, a text, and four answers."""
    app = open_page(View.DESK, as_=ME)
    choose(app, kind)
    text = written(app)
    shown = [item for item in app.markdown if "自己紹介にまだ返信がありません" in item.value]
    assert shown
    assert all("一人で情報システムを担当しています" in item.value for item in shown)
    assert not any("同じ「ガバクラ接続回線」" in item.value for item in shown)
    assert "ようこそ" in app.code[0].value
    claims = [key for key in keys(app) if key.startswith(f"{Key.DESK_CLAIM} {kind.value}:")]
    task_id = claims[0].partition(" ")[2]
    for action in (Key.DESK_CLAIM, Key.DESK_DONE, Key.DESK_SNOOZE, Key.DESK_DECLINE):
        assert say_key(action, task_id) in keys(app)
    assert "スコア" not in text


def test_one_filled_button(fake: FakeCommunity, open_page: Open) -> None:
    """Only the first card's first button is filled."""
    app = open_page(View.DESK, as_=ME)
    filled = [button.key for button in app.button if button.proto.type == "primary"]
    assert filled == [say_key(Key.DESK_CLAIM, FIRST)]


def test_claim_and_take_back(fake: FakeCommunity, open_page: Open) -> None:
    """対応します: the card says since when, offers 済み and 元に戻す; back makes it open again."""
    app = open_page(View.DESK, as_=ME)
    press(app, Key.DESK_CLAIM, SECOND)
    assert "あなたが対応中です(2024年10月31日 12:00から)" in written(app)
    assert say_key(Key.DESK_DONE, SECOND) in keys(app)
    assert say_key(Key.DESK_SNOOZE, SECOND) not in keys(app)
    assert fake.desk is not None
    assert fake.desk.said[SECOND].state is HandlingState.CLAIMED
    press(app, Key.DESK_BACK, SECOND)
    assert fake.desk.said == {}
    assert "あなたが対応中です" not in written(app)
    assert say_key(Key.DESK_CLAIM, SECOND) in keys(app)


def test_others_see_who_is_on_it(fake: FakeCommunity, open_page: Open) -> None:
    """What one has taken on, another sees without a button; a late press is told why not."""
    mine, theirs = open_page(View.DESK, as_=ME), open_page(View.DESK, as_=OTHER)
    press(mine, Key.DESK_CLAIM, FIRST)
    press(theirs, Key.DESK_CLAIM, FIRST)
    assert "山吹 花子さんが対応中です" in theirs.warning[0].value
    again = open_page(View.DESK, as_=OTHER)
    assert "山吹 花子さんが対応中です(2024年10月31日 12:00から)" in written(again)
    assert say_key(Key.DESK_CLAIM, FIRST) not in keys(again)
    assert again.segmented_control(key=Key.DESK_KIND).options[0] == "新しい仲間 1"


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (Key.DESK_DONE, HandlingState.DONE),
        (Key.DESK_SNOOZE, HandlingState.SNOOZED),
        (Key.DESK_DECLINE, HandlingState.DECLINED),
    ],
)
def test_away_with_it_and_back(
    fake: FakeCommunity, open_page: Open, action: Key, state: HandlingState
) -> None:
    """済み, あとで and 自分ではない take the card away at once and leave the way back above."""
    app = open_page(View.DESK, as_=ME)
    press(app, action, FIRST)
    assert fake.desk is not None
    assert fake.desk.said[FIRST].state is state
    assert say_key(Key.DESK_CLAIM, FIRST) not in keys(app)
    assert Desk.SAID[state].partition("」")[2] in written(app)
    app.button(key=Key.DESK_UNDO).click().run()
    assert fake.desk.said == {}
    assert say_key(Key.DESK_CLAIM, FIRST) in keys(app)
    assert Key.DESK_UNDO not in keys(app)


def test_the_list_stays_chosen(fake: FakeCommunity, open_page: Open) -> None:
    """When the lengths change the list that was looked at stays; the address names it."""
    app = open_page(View.DESK, as_=ME)
    choose(app, TaskKind.MISSING)
    press(app, Key.DESK_DONE, "missing:384224")
    assert app.segmented_control(key=Key.DESK_KIND).value == "missing"
    assert say_key(Key.DESK_CLAIM, "missing:384429") in keys(app)
    assert app.query_params["list"] in ("missing", ["missing"])
    other = open_page(View.DESK, as_=OTHER, list="question")
    assert other.segmented_control(key=Key.DESK_KIND).value == "question"


def test_empty_lists(fake: FakeCommunity, open_page: Open) -> None:
    """Nothing to do: what is missing is said, with what last week's work led to."""
    fake.threads = ()
    app = open_page(View.DESK, as_=ME)
    choose(app, TaskKind.QUESTION)
    text = written(app)
    assert Desk.EMPTY["question"] in text
    assert "この7日間に3件を済ませました。" in text
    assert "2人がまた書き込みました。" in text
    assert Desk.END not in text


def test_rest_for_a_week(fake: FakeCommunity, open_page: Open) -> None:
    """One press makes one away for a week, and the same place takes it back."""
    app = open_page(View.DESK, as_=ME)
    app.button(key=Key.REST).click().run()
    assert fake.profiles[ME].away_until is not None
    assert "まで休み" in written(app)
    app.button(key=Key.REST).click().run()
    assert fake.profiles[ME].away_until is None


@pytest.mark.parametrize("kind", list(TaskKind))
def test_members_words_stay_words(fake: FakeCommunity, open_page: Open, kind: TaskKind) -> None:
    """Names, titles and quotes are text, in labels too."""
    fake.name = HOSTILE
    fake.threads = (replace(thread(1), title=HOSTILE, channel_name=HOSTILE),)
    app = open_page(View.DESK, as_=ME, list=kind.value)
    task = next(key for key in keys(app) if key.startswith(str(Key.DESK_DONE)))
    app.button(key=task).click().run()
    values = [str(item.value) for item in app.markdown]
    values += [item.label for item in (*app.button, *app.get("expander"))]
    assert not any("![x]" in value or "<b>" in value for value in values)


def test_a_problem_is_told(fake: FakeCommunity, open_page: Open) -> None:
    """When something cannot be read, the page says what, where and how to mend it."""
    fake.problem = failure()
    app = open_page(View.DESK, as_=ME)
    assert "「東京都」に直して" in written(app)
