"""ホーム by role, and the star that fills its lowest card."""

from dataclasses import replace

import pytest
from app_pages import Open, written
from fake_community import HOSTILE, FakeCommunity, failure, thread
from fake_outreach import AMBASSADORS, ORGANIZER

from matcher.app import _copy
from matcher.app._stars import star_key
from matcher.app._state import Key, View
from matcher.domain import Role, RoleKind

MEMBER = "U32"
AMBASSADOR = AMBASSADORS[0]
Home = _copy.Home


def headings(open_page: Open, who: str = "") -> list[str]:
    """Headings of the cards that somebody sees on ホーム."""
    app = open_page(View.HOME, **({"as_": who} if who else {}))
    return [item.value for item in app.header]


@pytest.mark.parametrize(
    ("who", "cards"),
    [
        ("", [Home.NEXT, Home.TROUBLE, Home.TOPICS]),
        (MEMBER, [Home.NEXT, Home.TROUBLE, Home.STARS]),
        (AMBASSADOR, [Home.TODAY, Home.TROUBLE, Home.STARS]),
        (ORGANIZER, [Home.DECISIONS, Home.TROUBLE, Home.STARS]),
    ],
)
def test_what_leads(fake: FakeCommunity, open_page: Open, who: str, cards: list[str]) -> None:
    """Each role has its own first card, and nobody more than three."""
    assert headings(open_page, who) == cards


def test_an_organizer_who_is_an_ambassador(
    fake: FakeCommunity, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is both has both cards."""
    held = (*fake.roles(), replace(fake.roles()[0], member_id=ORGANIZER))
    monkeypatch.setattr(FakeCommunity, "roles", lambda self: held)
    assert headings(open_page, ORGANIZER) == [Home.DECISIONS, Home.TODAY, Home.STARS]


def test_a_role_that_is_over_leads_nothing(
    fake: FakeCommunity, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ambassador of last year sees what every member sees."""
    role = fake.roles()[0]
    over = Role(AMBASSADOR, RoleKind.AMBASSADOR, role.starts_on, role.starts_on)
    monkeypatch.setattr(FakeCommunity, "roles", lambda self: (over,))
    assert headings(open_page, AMBASSADOR)[0] == Home.NEXT


def test_today_in_numbers(fake: FakeCommunity, open_page: Open) -> None:
    """An ambassador reads how much waits, their load, and gets to the desk."""
    app = open_page(View.HOME, as_=AMBASSADOR)
    text = written(app)
    for line in (
        "答えを待つ質問 **2件**",
        "新しい仲間 **2人**",
        "まだ参加していない団体 **2団体**",
    ):
        assert line in text
    assert "今週の依頼 **2件** / 上限 **5件**" in text
    app.button(key=Key.OPEN_DESK).click().run()
    assert app.title[0].value == _copy.Title.DESK


def test_decisions_in_numbers(fake: FakeCommunity, open_page: Open) -> None:
    """An organizer reads whose terms end when, how many wait and how many are missing."""
    text = written(open_page(View.HOME, as_=ORGANIZER))
    for line in (
        "一人だけが答えているテーマ **6件**",
        "**12件**",
        "**325団体**",
        "90日以内に終わるアンバサダー **5人**",
    ):
        assert line in text
    assert "1番 花子(架空)](people?member=U1&as=U60)(2024年12月1日まで)" in text
    assert "ほか2人" in text


def test_decisions_lead_to_where_they_are_taken(fake: FakeCommunity, open_page: Open) -> None:
    """What the card counts is one press away."""
    app = open_page(View.HOME, as_=ORGANIZER)
    labels = [link.label for link in app.get("page_link")]
    assert {Home.OPEN_MAP, Home.OPEN_GAPS, Home.OPEN_CANDIDATES} <= set(labels)


def test_a_star_is_given_and_taken_back(fake: FakeCommunity, open_page: Open) -> None:
    """The channel's own button stars it, says so, and is its own way back."""
    app = open_page(View.CHANNEL, channel="C1", as_=MEMBER)
    button = app.button(key=star_key("C1"))
    assert button.label == _copy.Stars.ADD
    button.click().run()
    assert fake.stars == ["C1"]
    assert app.toast[0].value == _copy.Stars.ADDED
    assert app.button(key=star_key("C1")).label == _copy.Stars.REMOVE
    app.button(key=star_key("C1")).click().run()
    assert fake.stars == []


def test_a_star_that_cannot_be_kept(fake: FakeCommunity, open_page: Open) -> None:
    """A problem is told where the success would have been, and the page stays."""
    app = open_page(View.CHANNEL, channel="C1", as_=MEMBER)
    fake.problem = failure()
    app.button(key=star_key("C1")).click().run()
    assert "「東京都」に直して" in app.toast[0].value
    assert fake.stars == []


def test_nobody_has_no_stars(fake: FakeCommunity, open_page: Open) -> None:
    """Who is not known is offered no star."""
    app = open_page(View.CHANNEL, channel="C1")
    assert star_key("C1") not in [button.key for button in app.button]


@pytest.mark.parametrize(
    ("view", "parameters", "stars"),
    [(View.STARTER, {}, 3), (View.TOPICS, {"topic": "gc-network"}, 1)],
)
def test_stars_where_channels_are_listed(
    fake: FakeCommunity, open_page: Open, view: View, parameters: dict[str, str], stars: int
) -> None:
    """Rows of the starter list and channels of a topic have a star each."""
    app = open_page(view, as_=MEMBER, **parameters)
    buttons = [one for one in app.button if str(one.key).startswith("star_")]
    assert len(buttons) == stars
    buttons[0].click().run()
    assert len(fake.stars) == 1


def test_the_card_of_stars(fake: FakeCommunity, open_page: Open) -> None:
    """With stars: how much moved, each with why; without: where it was taken from instead."""
    text = written(open_page(View.HOME, as_=MEMBER))
    assert "星を付けたチャンネルがまだないので" in text
    fake.stars = ["C1"]
    app = open_page(View.HOME, as_=MEMBER)
    text = written(app)
    assert "2024年10月31日の動きです。" in text
    assert "星を付けたチャンネルがまだないので" not in text
    for part in (f"{Home.WAITING} 6件", f"{Home.RESOLVED} 1件", f"{Home.THREADS} 2件"):
        assert f"**{part}**" in text
    assert "この日、3人が書き込みました(返信4件)。" in text
    assert "チャンネルC1](channel?channel=C1&as=U32)" in text


def test_a_quiet_week(fake: FakeCommunity, open_page: Open) -> None:
    """Where nothing moved in a week, the card says that and nothing else."""
    fake.threads, fake.stars = (), ["C1"]
    text = written(open_page(View.HOME, as_=MEMBER))
    assert Home.STARS_QUIET in text
    assert Home.WAITING not in text


@pytest.mark.parametrize("who", [MEMBER, AMBASSADOR, ORGANIZER])
def test_members_words_stay_words(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """Titles and names of members are escaped on every card."""
    fake.name = HOSTILE
    fake.threads = (replace(thread(1), title=HOSTILE, channel_name=HOSTILE),)
    app = open_page(View.HOME, as_=who)
    values = [str(item.value) for item in app.markdown]
    assert not any("![x]" in value or "<b>" in value for value in values)


@pytest.mark.parametrize("who", [MEMBER, AMBASSADOR, ORGANIZER])
def test_a_problem_is_told(fake: FakeCommunity, open_page: Open, who: str) -> None:
    """When something cannot be read, ホーム says what, where and how to mend it."""
    fake.problem = failure()
    app = open_page(View.HOME, as_=who)
    assert "「東京都」に直して" in written(app)
    assert Key.RETRY in [button.key for button in app.button]
