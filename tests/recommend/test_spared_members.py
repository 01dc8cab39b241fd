"""Who is spared, and where else their wish must be heard."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from stories import Story, build, community_of, standing_of

from matcher.domain import Profile
from matcher.recommend import NOBODY, Standing, ask, load_of, newcomer, starter_list

QUESTION = "接続回線の帯域はどう決めましたか"
ANSWER = "接続回線の帯域は余裕を見て決めました。冗長な構成にして夜間に切り替えています"


@pytest.fixture
def story() -> Story:
    """Two questions on the cloud's lines, answered by A and B."""
    story = Story()
    clouds = story.channel("標準化_ガバメントクラウド")
    story.channel("何でも相談")
    for name in ("A", "B", "C"):
        story.member(name)
    story.question("C", clouds, QUESTION, ("A", ANSWER), ("B", ANSWER), day=1)
    story.question("C", clouds, "接続回線の冗長な構成はどうしましたか", ("A", ANSWER), day=2)
    return story


def named(story: Story, standing: Standing | None = None) -> list[str]:
    """Whom the story's community would ask."""
    snapshot = build(story)
    answer = ask(snapshot, standing or standing_of(story, snapshot), QUESTION, NOBODY)
    assert not answer.thin
    return [person.member_id for person in answer.people]


def test_who_answered_most_is_asked_first(story: Story) -> None:
    """A helped in two conversations, B in one, C only asked."""
    assert named(story) == ["A", "B"]


@pytest.mark.parametrize(
    "wish",
    [
        {"hidden": True},
        {"hidden_topics": ("gc-network",)},
        {"weekly_limit": 0},
        {"away_until": "tomorrow"},
    ],
)
def test_a_members_wish_is_heard(story: Story, wish: dict[str, object]) -> None:
    """Hidden, opted out of the topic, at the limit or away: B is asked instead."""
    today = standing_of(story, build(story)).today
    if "away_until" in wish:
        wish = {"away_until": today + timedelta(days=1)}
    assert named(story, Standing({"A": Profile("A", **wish)}, (), today)) == ["B"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "asked"), [(0, ["B"]), (-1, ["A", "B"])])
def test_the_last_day_of_a_rest_belongs_to_it(story: Story, days: int, asked: list[str]) -> None:
    """「…まで休み」: spared on that day, asked again on the next."""
    today = standing_of(story, build(story)).today
    resting = Profile("A", away_until=today + timedelta(days=days))
    assert named(story, Standing({"A": resting}, (), today)) == asked


def test_who_was_asked_often_this_week_is_spared(story: Story) -> None:
    """Mentions by others count per conversation; one's own mention and old ones do not."""
    story.question(
        "C", "C2", "<@A> さん、いかがですか", ("B", "<@A> さん、私も知りたいです"), day=20
    )
    story.post("A", "C2", "<@A> は私です", day=20.5)
    story.post("C", "C2", "<@A> さん、もう一つ教えてください", day=21)
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    load = load_of(snapshot, standing, snapshot.member_number["A"])
    assert (load.asked_this_week, load.weekly_limit) == (2, 5)
    story.profiles.append(Profile("A", weekly_limit=2))
    assert "A" not in named(story)
    story.profiles[0] = Profile("A", weekly_limit=3)
    assert "A" in named(story)


def test_who_left_or_fell_silent_is_not_asked(story: Story) -> None:
    """Deactivated members and those silent for 90 days are not named."""
    left = replace(
        story, accounts={**story.accounts, "A": replace(story.accounts["A"], active=False)}
    )
    assert named(left) == ["B"]
    story.post("B", "C2", "久しぶりです", day=100)
    assert named(story) == ["B"]


def test_thin_evidence_names_nobody(story: Story) -> None:
    """With a single close conversation nobody is named, and the notice says why."""
    story.messages = story.messages[:3]
    snapshot = build(story)
    answer = ask(snapshot, standing_of(story, snapshot), QUESTION, NOBODY)
    assert answer.thin
    assert answer.people == ()
    assert "根拠が薄い" in answer.notice
    assert "#何でも相談" in answer.notice
    assert answer.channels[-1].name == "何でも相談"


def test_a_topics_page_names_nobody_who_is_away(story: Story, tmp_path: Path) -> None:
    """Who is away is not shown as someone to ask on a topic's page."""
    story.profiles.append(
        Profile("A", away_until=standing_of(story, build(story)).today.replace(year=2030))
    )
    view = community_of(story, tmp_path).show_topic("gc-network")
    assert [person.member_id for person in view.people] == ["B"]


def test_a_peer_is_not_named_for_a_topic_they_opted_out_of(story: Story) -> None:
    """この話題から外す also holds for the reasons of peers."""
    snapshot = build(story)
    today = standing_of(story, snapshot).today
    standing = Standing({"A": Profile("A", hidden_topics=("gc-network",))}, (), today)
    topic = snapshot.topic_number["gc-network"]
    peers = starter_list(snapshot, standing, newcomer("", {topic: 1.0}, solo_it=False)).peers
    assert [person.member_id for person in peers] == ["B"]


def test_a_peer_who_moved_to_other_work_shares_no_field(story: Story) -> None:
    """What A answered before they moved is no likeness, and no reason counts 0 conversations."""
    story.accounts["A"] = replace(story.accounts["A"], title="福祉課(税務課から異動)")
    snapshot = build(story)
    topic = snapshot.topic_number["gc-network"]
    asker = newcomer("", {topic: 1.0}, solo_it=False)
    peers = starter_list(snapshot, standing_of(story, snapshot), asker).peers
    assert [person.member_id for person in peers] == ["B"]
    assert all("0件" not in reason.text for person in peers for reason in person.reasons)


def test_a_peers_reason_names_no_topic_they_opted_out_of(story: Story) -> None:
    """A shares two topics with the newcomer; the one that A opted out of is not the reason."""
    story.accounts["A"] = replace(story.accounts["A"], title="RPA担当")
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    standing = replace(standing, profiles={"A": Profile("A", hidden_topics=("gc-network",))})
    fields = snapshot.fields[snapshot.member_number["A"]]
    topics = {snapshot.topic_number[one]: 0.5 for one in ("gc-network", *fields[:1])}
    peers = starter_list(snapshot, standing, newcomer("", topics, solo_it=False)).peers
    texts = {p.member_id: [reason.text for reason in p.reasons] for p in peers}
    assert fields
    assert texts["A"]
    assert not any("接続回線" in text for text in texts["A"])
    assert any("接続回線" in text for text in texts["B"])
