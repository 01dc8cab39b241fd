"""Next ambassadors: by what they did, chosen together."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from organizers_stories import (
    ANSWER,
    CARD_ANSWER,
    CARD_QUESTIONS,
    QUESTIONS,
    analysis_of,
    asked_in_vain,
    helped,
)
from stories import Story

from matcher.community import CandidateRequest
from matcher.domain import CandidateSet, InputError, Profile, Role, RoleKind

YEAR = timedelta(days=365)


def story_of_helpers() -> Story:
    """Three who help and are thanked, in three places, and one who only talks."""
    story = asked_in_vain()
    for name, title in (
        ("north", "北海道函館市 情報課"),
        ("south", "沖縄県名護市 総務課"),
        ("west", "愛媛県今治市 情報政策課"),
    ):
        story.member(name, title=title)
        helped(story, name, QUESTIONS, ANSWER, day=220, thanks=True)
    helped(story, "west", CARD_QUESTIONS, CARD_ANSWER, day=226, thanks=True)
    story.member("talker", title="香川県高松市 広報課")
    for number in range(60):
        story.post("talker", "C2", "今日は天気がよくて散歩がはかどりました。", day=200 + number / 2)
    story.post("east0", "C1", "そろそろ年末ですね。", day=240)
    return story


def chosen_of(story: Story, **wanted: object) -> CandidateSet:
    """The candidates of a story."""
    return analysis_of(story).candidates(CandidateRequest(**wanted))  # type: ignore[arg-type]


def ids(found: CandidateSet, *, chosen: bool = True) -> set[str]:
    """Who is chosen (or only listed)."""
    return {one.member_id for one in found.candidates if one.chosen is chosen}


def test_helpers_are_candidates_and_talkers_are_not():
    """Answers and thanks make a candidate; writing much does not."""
    found = chosen_of(story_of_helpers())
    assert ids(found) == {"north", "south", "west"}
    assert ids(found, chosen=False) == set()
    west = found.candidates[0]
    assert west.member_id == "west"
    assert (west.answers, west.thanked, west.guided) == (12, 3, 0)
    codes = [reason.code for reason in west.reasons]
    assert codes[:2] == ["answered", "thanked"]
    assert "region_balance" in codes
    assert all(reason.evidence for reason in west.reasons if reason.code in {"answered", "thanked"})


def test_guiding_to_a_thread_counts():
    """A link to an earlier thread is guiding, and its threads are the proof."""
    story = story_of_helpers()
    story.team_id = story.notes.team_id = "T1"
    asked = story.post("west0", "C1", "接続回線の障害のとき誰に連絡しますか?", day=238)
    first = next(one.message_id for one in story.messages if one.channel_id == "C1")
    stamp = first.partition(":")[2].replace(".", "")
    link = f"<https://x.slack.com/archives/C1/p{stamp}>"
    story.reply("north", asked, f"こちらで議論されています {link}", day=238.1)
    north = next(one for one in chosen_of(story).candidates if one.member_id == "north")
    assert north.guided == 1
    (guided,) = [one for one in north.reasons if one.code == "guided_to_threads"]
    assert guided.evidence[0].thread_id == asked


def test_present_ambassadors_organizers_and_hidden_are_not_candidates():
    """Who serves already, or does not want to be suggested, is left out."""
    story = story_of_helpers()
    story.roles += [
        Role("north", RoleKind.AMBASSADOR, date(2024, 4, 1), date(2025, 3, 31)),
        Role("south", RoleKind.ORGANIZER, date(2024, 4, 1)),
    ]
    story.profiles.append(Profile("west", hidden=True))
    assert chosen_of(story).candidates == ()


def test_spread_decides_between_a_better_record_and_another_region():
    """One seat: the better record without spread, the empty region with it."""
    story = story_of_helpers()
    story.member("serving", title="高知県高知市 情報課")
    story.roles.append(Role("serving", RoleKind.AMBASSADOR, date(2024, 4, 1)))
    assert ids(chosen_of(story, size=1, spread=0.0)) == {"west"}
    assert ids(chosen_of(story, size=1, spread=1.0)) <= {"north", "south"}


def test_what_the_set_loses_without_someone():
    """Whoever is the only one of a region is told so, with who would come instead."""
    found = chosen_of(story_of_helpers(), size=2, spread=0.5)
    first = found.candidates[0]
    rest = ids(found, chosen=False)
    assert f"{first.region}のアンバサダーがいなくなります。" in first.loses
    assert first.instead in rest


def test_pinned_and_excluded():
    """An organizer's choice holds."""
    story = story_of_helpers()
    found = chosen_of(story, size=1, pinned=("south",), excluded=("west",))
    assert ids(found) == {"south"}
    assert next(one for one in found.candidates if one.member_id == "south").pinned


def test_terms_that_end_soon():
    """A term within 90 days is told, a following one puts it off; the seat is free again."""
    story = story_of_helpers()
    end = date(2024, 12, 31)
    for name in ("north", "south"):
        story.roles.append(Role(name, RoleKind.AMBASSADOR, date(2024, 1, 1), end))
    story.roles.append(Role("south", RoleKind.AMBASSADOR, end + timedelta(days=1), end + YEAR))
    analysis = analysis_of(story)
    first, second = analysis.ambassadors()
    assert (first.member_id, first.to, first.ends_soon) == ("north", end, True)
    assert (second.member_id, second.to, second.ends_soon) == ("south", end + YEAR, False)
    rows = {row.name: row for row in analysis.candidates().balance.regions}
    assert (rows["北海道"].present, rows["北海道"].staying) == (1, 0)
    assert (rows["九州・沖縄"].present, rows["九州・沖縄"].staying) == (1, 1)


def test_the_trade_off_is_told():
    """From record to balance, the one falls and the other rises."""
    points = chosen_of(story_of_helpers(), size=1).balance.trade_off
    assert [point.spread for point in points] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert points[0].record == 1.0
    assert all(one.record >= two.record for one, two in pairwise(points))
    assert all(one.balance <= two.balance for one, two in pairwise(points))


def test_invitations_obey_the_house_rules():
    """What they did, then the offer with their own limit; no greeting, no direct message."""
    story = story_of_helpers()
    story.profiles.append(Profile("west", weekly_limit=2))
    for one in chosen_of(story).candidates:
        assert one.invitation.endswith("一緒に活動しませんか。")
        assert not re.search("お世話に|突然|DM|個別に", one.invitation)
        assert all(len(sentence) <= 60 for sentence in one.invitation.split("。"))
    west = next(one for one in chosen_of(story).candidates if one.member_id == "west")
    assert "回答いただき、助かった人が3人います。" in west.invitation
    assert "(週2件まで)" in west.invitation


@pytest.mark.parametrize("wrong", [{"size": 0}, {"size": 48}, {"spread": -0.1}, {"spread": 1.1}])
def test_requests_out_of_range(wrong):
    """A size or a spread that cannot be is refused with its value."""
    with pytest.raises(InputError, match=str(next(iter(wrong.values())))):
        CandidateRequest(**wrong)
