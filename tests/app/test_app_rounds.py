"""メンタリング on a real demo community: a whole round, each state, and what goes wrong."""

import shutil
from pathlib import Path

import pytest
from app_pages import Open, written
from streamlit.testing.v1 import AppTest

from matcher import Community, open_community
from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.domain import (
    Exclusion,
    Mentee,
    Mentor,
    PairFeedback,
    RoleKind,
    RoundInput,
    RoundState,
)

Copy = _copy.Rounds
NAME = "2026年度前期"


@pytest.fixture
def community(demo_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Community:
    """A demo community of the test's own, which the app opens too."""
    folder = Path(demo_database.removeprefix("sqlite:///")).parent
    shutil.copytree(folder, tmp_path / "demo")
    url = f"sqlite:///{tmp_path / 'demo' / 'community.sqlite'}"
    monkeypatch.setenv("MATCHER_DATABASE", url)
    return open_community(url)


@pytest.fixture
def organizer(community: Community) -> str:
    """Somebody who may look at the page."""
    return next(one.member_id for one in community.roles() if one.kind is RoleKind.ORGANIZER)


def plain_round(community: Community, people: int = 3, **others: object) -> None:
    """A round of plain rows in the community."""
    values = {
        "mentees": tuple(
            Mentee(id=f"E{n:02}", name=f"相談 {n:02}", topics=("税",)) for n in range(people)
        ),
        "mentors": tuple(
            Mentor(id=f"O{n:02}", name=f"助言 {n:02}", topics=("税",)) for n in range(people)
        ),
        **others,
    }
    community.rounds.create(NAME, RoundInput(**values))  # type: ignore[arg-type]


def press(app: AppTest, label: str, place: int = 0) -> AppTest:
    """Press the first button of that name."""
    buttons = [one for one in app.button if one.label.replace("\\", "") == label]
    assert len(buttons) > place, (label, [one.label for one in app.button])
    buttons[place].click().run()
    assert not app.exception, app.exception
    return app


def go_to(app: AppTest, step: str) -> AppTest:
    """Choose a step."""
    app.segmented_control(key=Key.ROUND_STEP).set_value(step).run()
    assert not app.exception, app.exception
    return app


def test_a_whole_round(open_page: Open, community: Community, organizer: str) -> None:
    """From the community's record to told pairs, feedback and the next round."""
    app = open_page(View.ROUNDS, as_=organizer)
    assert Copy.LEAD in written(app)
    app.text_input(key=Key.ROUND_NAME).set_value(NAME)
    app.number_input(key=Key.ROUND_LEAST).set_value(1).run()
    press(app, Copy.CREATE)
    assert "同時に組めるのは、最大で" in written(app)
    press(app, "次へ: 3 組み合わせる")
    press(app, Copy.SOLVE)
    assert not app.error
    assert "人が組めました。" in written(app)
    assert "欲張り法" in written(app)
    press(app, "次へ: 4 見直す")
    stored = community.rounds.show(NAME)
    assert stored.solution is not None
    weakest = min(stored.solution.pairs, key=lambda one: (one.value, one.mentee))
    press(app, Copy.PIN)
    assert community.rounds.show(NAME).input.kept[0].mentee == weakest.mentee
    press(app, Copy.UNDO)
    assert community.rounds.show(NAME).input.kept == ()
    press(app, Copy.FORBID)
    assert "まだ組み直していない変更が1件あります" in written(app)
    press(app, Copy.SOLVE_AGAIN)
    assert "変わった" in written(app)
    press(app, "次へ: 5 知らせる")
    press(app, Copy.PUBLISH)
    assert community.rounds.show(NAME).state is RoundState.PUBLISHED
    assert "を知らせました。" in written(app)
    choice = next(one for one in app.segmented_control if str(one.key).startswith("round_feedback"))
    choice.set_value("helped").run()
    assert [one.feedback for one in community.rounds.show(NAME).feedback] == [PairFeedback.HELPED]
    press(app, Copy.FOLLOW)
    app.text_input(key=Key.ROUND_NAME).set_value("2026年度後期").run()
    press(app, Copy.CREATE)
    assert community.rounds.show("2026年度後期").follows == NAME
    assert app.selectbox(key=Key.ROUND).value == "2026年度後期"


def test_only_organizers(open_page: Open, community: Community) -> None:
    """Somebody without the role is told for whom the page is, and sees no names."""
    plain_round(community)
    app = open_page(View.ROUNDS)
    assert "だけが見られます" in written(app)
    assert "相談 00" not in written(app)


def test_what_is_missing_is_told(open_page: Open, community: Community, organizer: str) -> None:
    """Without a name, without people, and with a name that is taken, nothing is made."""
    app = open_page(View.ROUNDS, as_=organizer)
    press(app, Copy.CREATE)
    assert [one.value for one in app.error] == [Copy.NAME_EMPTY]
    app.text_input(key=Key.ROUND_NAME).set_value(NAME)
    app.checkbox(key=Key.ROUND_NEWCOMERS).uncheck()
    app.checkbox(key=Key.ROUND_SOLO).uncheck().run()
    assert [one.value for one in app.warning] == [Copy.NOBODY_SEEKING]
    press(app, Copy.CREATE)
    assert "メンティーが一人もいません" in app.error[0].value
    assert community.rounds.all() == ()
    plain_round(community)
    app = open_page(View.ROUNDS, as_=organizer, round="+")
    app.text_input(key=Key.ROUND_NAME).set_value(NAME).run()
    press(app, Copy.CREATE)
    assert "同じ名前の回があります" in app.error[0].value


def test_tables(open_page: Open, community: Community, organizer: str) -> None:
    """A wrong cell is told with the file's own name; mended, the round is made."""
    app = open_page(View.ROUNDS, as_=organizer)
    app.text_input(key=Key.ROUND_NAME).set_value(NAME)
    app.segmented_control(key=Key.ROUND_SOURCE).set_value("tables").run()
    press(app, Copy.CREATE)
    assert [one.value for one in app.error] == [Copy.TABLES_MISSING]
    mentors = "id,name,topics,capacity\nO1,助言,税,{seats}\n"
    fields = {one.key: one for one in app.file_uploader}
    fields[Key.ROUND_MENTEES].upload(
        "相談者.csv", "id,name,wants\nE1,相談,税\n".encode(), "text/csv"
    )
    fields[Key.ROUND_MENTORS].upload(
        "助言者.csv", mentors.format(seats="二人").encode(), "text/csv"
    )
    app.run()
    assert "助言者.csvの2行目" in app.error[0].value.replace("\\", "")
    fields = {one.key: one for one in app.file_uploader}
    fields[Key.ROUND_MENTORS].upload("助言者.csv", mentors.format(seats=2).encode(), "text/csv")
    app.run()
    assert "相談したい人1人、相談に応じる人1人" in written(app)
    press(app, Copy.CREATE)
    assert [one.id for one in community.rounds.show(NAME).input.mentees] == ["E1"]


def test_who_cannot_be_matched(open_page: Open, community: Community, organizer: str) -> None:
    """Before solving: who has nobody and why, what would help, how many seats are missing."""
    apart = tuple(Exclusion("E00", f"O{n:02}") for n in range(3))
    plain_round(community, exclusions=apart, mentors=(Mentor(id="O00"), Mentor(id="O01")))
    text = written(open_page(View.ROUNDS, as_=organizer, step="check"))
    assert "組めない人 1人" in text
    assert "相談 00" in text
    assert "→" in text
    app = open_page(View.ROUNDS, as_=organizer, step="check")
    assert [one.value for one in app.warning] == [Copy.FEW_SEATS.format(n="1")]


@pytest.mark.parametrize("step", ["review", "tell"])
def test_before_solving(open_page: Open, community: Community, organizer: str, step: str) -> None:
    """A step that needs a solution says so and leads to it."""
    plain_round(community)
    app = open_page(View.ROUNDS, as_=organizer, step=step)
    assert Copy.NOT_SOLVED in written(app)
    press(app, "次へ: 3 組み合わせる")
    assert app.segmented_control(key=Key.ROUND_STEP).value == "solve"


def test_many_pairs_come_in_parts(open_page: Open, community: Community, organizer: str) -> None:
    """Of 25 pairs ten are shown, then ten more; a search finds one of the others."""
    plain_round(community, people=25)
    community.rounds.solve(NAME)
    app = open_page(View.ROUNDS, as_=organizer, step="review")
    assert sum(one.label == Copy.PIN for one in app.button) == 10
    press(app, _copy.Frame.MORE.format(n="10組"))
    assert sum(one.label == Copy.PIN for one in app.button) == 20
    app.text_input(key=Key.ROUND_FILTER).set_value("相談24").run()
    assert sum(one.label == Copy.PIN for one in app.button) == 1


def test_two_are_exchanged(open_page: Open, community: Community, organizer: str) -> None:
    """入れ替える opens a choice of the others; after solving again each has the other's mentor."""
    plain_round(community)
    before = community.rounds.solve(NAME).solution.mentor_of  # type: ignore[union-attr]
    app = open_page(View.ROUNDS, as_=organizer, step="review")
    press(app, Copy.SWAP)
    choice = app.selectbox(key=f"{Key.ROUND_PARTNER} who")
    assert len(choice.options) == 2
    choice.set_value("E02").run()
    press(app, Copy.CHOOSE)
    press(app, Copy.SOLVE_AGAIN)
    after = community.rounds.show(NAME).solution.mentor_of  # type: ignore[union-attr]
    assert (after["E00"], after["E02"]) == (before["E02"], before["E00"])
    assert "変わったのは2組です" in written(app)


def test_a_waiting_one_gets_a_mentor(open_page: Open, community: Community, organizer: str) -> None:
    """Who waits is shown with why and what would help, and can be given a mentor by hand."""
    plain_round(community, mentors=(Mentor(id="O00"), Mentor(id="O01", capacity=1)))
    stored = community.rounds.solve(NAME)
    [left] = stored.solution.unmatched  # type: ignore[union-attr]
    app = open_page(View.ROUNDS, as_=organizer, step="review")
    app.segmented_control(key=Key.ROUND_SHOW).set_value("waiting").run()
    assert "席が足りません" in written(app)
    assert "→" in written(app)
    press(app, Copy.ASSIGN)
    app.selectbox(key=f"{Key.ROUND_PARTNER} who").set_value("O01").run()
    press(app, Copy.CHOOSE)
    press(app, Copy.SOLVE_AGAIN)
    assert community.rounds.show(NAME).solution.mentor_of[left.mentee] == "O01"  # type: ignore[union-attr]


def test_a_refusal_is_the_persons_own(
    open_page: Open, community: Community, organizer: str
) -> None:
    """What somebody refused is marked as theirs and has no press that takes it back."""
    plain_round(community, exclusions=(Exclusion("E00", "O00", "本人の希望", "mentor"),))
    community.rounds.solve(NAME)
    app = open_page(View.ROUNDS, as_=organizer, step="review")
    app.segmented_control(key=Key.ROUND_SHOW).set_value("excluded").run()
    assert Copy.REFUSED in written(app)
    assert Copy.ALLOW not in [one.label for one in app.button]
    app = open_page(View.ROUNDS, as_=organizer, step="tell")
    assert "本人の希望" not in "".join(one.value for one in app.code)


def test_people_and_rules_are_changed(
    open_page: Open, community: Community, organizer: str
) -> None:
    """A mentor's seats, somebody who leaves, a weight: each is kept, and each can be undone."""
    plain_round(community)
    app = open_page(View.ROUNDS, as_=organizer, step="prepare")
    app.segmented_control(key=Key.ROUND_SIDE).set_value("mentor").run()
    app.selectbox(key=f"{Key.ROUND_WHO} mentor").set_value("O01").run()
    next(one for one in app.number_input if one.label == Copy.SEATS).set_value(4)
    press(app, Copy.SAVE)
    assert {one.capacity for one in community.rounds.show(NAME).input.mentors} == {1, 4}
    press(app, Copy.WITHDRAW)
    assert [one.id for one in community.rounds.show(NAME).input.withdrawn] == ["O01"]
    assert Copy.WITHDRAWN in written(app)
    press(app, Copy.UNDO)
    assert community.rounds.show(NAME).input.withdrawn == ()
    next(one for one in app.slider if one.label == Copy.WEIGHT_NAMES["place"]).set_value(7.0)
    press(app, Copy.SAVE, place=1)
    assert community.rounds.show(NAME).input.weights.place == 7.0
    assert "決まりと重み" in written(app)


def test_a_late_member_joins(open_page: Open, community: Community, organizer: str) -> None:
    """After publishing somebody of the community is added; the published pairs stay."""
    plain_round(community, people=2)
    community.rounds.solve(NAME)
    told = community.rounds.publish(NAME).published_pairs
    app = open_page(View.ROUNDS, as_=organizer, step="prepare")
    app.selectbox(key=f"{Key.ROUND_ADD} who").select_index(0).run()
    app.button(key=Key.ROUND_ADD).click().run()
    assert not app.error
    stored = community.rounds.show(NAME)
    assert len(stored.input.mentees) == 3
    go_to(app, "tell")
    assert Copy.PUBLISH_PENDING in [one.value for one in app.warning]
    assert stored.published_pairs == told


def test_a_change_that_fails_is_told(open_page: Open, community: Community, organizer: str) -> None:
    """Somebody else closed the round meanwhile: the press changes nothing and says why."""
    plain_round(community)
    community.rounds.solve(NAME)
    app = open_page(View.ROUNDS, as_=organizer, step="review")
    community.rounds.close(NAME)
    press(app, Copy.PIN)
    assert Copy.PROBLEM in app.error[0].value
    assert "この回は終わっています" in app.error[0].value
    assert Copy.PIN not in [one.label for one in app.button]


def test_a_round_is_dropped(open_page: Open, community: Community, organizer: str) -> None:
    """消す erases the round, and the page offers to make a new one."""
    plain_round(community)
    app = open_page(View.ROUNDS, as_=organizer)
    press(app, Copy.DROP_BUTTON)
    assert community.rounds.all() == ()
    assert Copy.LEAD in written(app)


def test_names_are_shown_as_text(open_page: Open, community: Community, organizer: str) -> None:
    """A name that looks like markdown or an image is only text, on every step."""
    evil = "![x](https://outside.invalid/x.png) *強調* :streamlit:"
    plain_round(
        community,
        mentees=(Mentee(id="E1", name=evil, topics=(evil,)),),
        mentors=(Mentor(id="O1", name=evil, topics=(evil,)),),
    )
    community.rounds.solve(NAME)
    for step in ("prepare", "check", "review", "tell"):
        app = open_page(View.ROUNDS, as_=organizer, step=step)
        for item in app.markdown:
            assert "![x](" not in item.value, step
