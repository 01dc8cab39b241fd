"""Stories of newcomers: who needs a word, and who is offered to whom."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from outreach_stories import (
    KAMIJIMA,
    LONG,
    TAKAMATSU,
    Desk,
    community,
    end_on,
    newcomer,
)
from stories import Story

from matcher.domain import HandlingState, Profile, Role, RoleKind
from matcher.outreach._calling import called
from matcher.outreach._drafts import Talked, greeting
from matcher.outreach._for_newcomers import OFTEN
from matcher.outreach._newcomers import Situation
from matcher.outreach._spread import OFFERED_TO, ROOM, spread


def situations(story: Story, ambassador: str = "大使") -> dict[str, str]:
    """Code of the first reason by newcomer, as an ambassador sees it."""
    return {one.member_id: one.reasons[0].code for one in Desk(story).of(ambassador).newcomers}


def test_a_bots_welcome_is_no_answer():
    """An introduction that only a bot answered waits; one that a person answered does not."""
    story = community()
    story.bot("ボット")
    for one in ("待つ人", "迎えられた人"):
        newcomer(story, one)
        thread = story.post(one, "C1", "はじめまして。よろしくお願いします。", day=190)
        story.reply("ボット", thread, f"<@{one}> さん、ようこそ。")
        if one == "迎えられた人":
            story.reply("古参", thread, "ようこそ!")
    assert situations(end_on(story, 195)) == {"待つ人": "no_reply_yet"}


def test_the_next_introduction_is_no_answer():
    """Where introductions stand one below the other, the next one answers nobody."""
    story = community()
    for one in ("一人目", "二人目"):
        newcomer(story, one)
    for day in (100, 110, 120):
        newcomer(story, f"前の人{day}", day=day)
        story.post(f"前の人{day}", "C1", "はじめまして。", day=day)
    story.post("一人目", "C1", "はじめまして。", day=190)
    story.post("二人目", "C1", "はじめまして。私もです。")
    assert situations(end_on(story, 192)) == {
        "一人目": "no_reply_yet",
        "二人目": "no_reply_yet",
        "前の人110": "no_reply_yet",
        "前の人120": "no_reply_yet",
    }


def test_who_has_not_written_is_given_a_day():
    """Somebody who joined today is left alone; after a day without a word they are offered."""
    story = community()
    newcomer(story, "昨日の人", day=193.5)
    newcomer(story, "今日の人", day=194.5)
    assert situations(end_on(story, 195)) == {"昨日の人": "not_introduced"}


def test_silence_begins_after_two_weeks():
    """Who wrote two weeks ago and stopped has fallen silent; who wrote last week has not."""
    story = community()
    for one, last in (("止まった人", 170), ("続ける人", 185)):
        newcomer(story, one, day=150)
        thread = story.post(one, "C1", "はじめまして。", day=151)
        story.reply("古参", thread, "ようこそ!")
        story.post(one, "C3", "勉強になります。", day=last)
    assert situations(end_on(story, 190)) == {"止まった人": "silent_since"}


def test_who_was_addressed_since_needs_no_second_word():
    """A mention by a person counts as a word to them, wherever it stands."""
    story = community()
    newcomer(story, "静かな人", day=180)
    story.post("古参", "C2", "<@静かな人> さん、ようこそ。", day=185)
    assert situations(end_on(story, 190)) == {}


def test_members_of_long_standing_are_no_newcomers():
    """After 90 days, an unanswered introduction is none of this list's business."""
    story = community()
    newcomer(story, "前からの人", day=90)
    story.post("前からの人", "C1", "はじめまして。", day=91)
    assert situations(end_on(story, 190)) == {}


def test_hidden_away_and_gone_people_are_not_offered():
    """Opt-out, absence and leaving hide a newcomer at once."""
    story = community()
    for one in ("隠れる人", "休む人", "去った人"):
        newcomer(story, one)
        story.post(one, "C1", "はじめまして。", day=190)
    story.accounts["去った人"] = replace(story.accounts["去った人"], active=False)
    story.profiles.append(Profile("隠れる人", hidden=True))
    story.profiles.append(Profile("休む人", away_until=date(2030, 1, 1)))
    assert situations(end_on(story, 195)) == {}


def test_nobody_is_offered_to_more_than_three():
    """Five ambassadors of one town: a newcomer beside them is offered to three of them."""
    ambassadors = [f"大使{number}" for number in range(5)]
    story = community(*ambassadors)
    newcomer(story, "新人", KAMIJIMA)
    story.post("新人", "C1", "はじめまして。", day=190)
    seen = Desk(end_on(story, 192))
    offered = [one for one in ambassadors if seen.of(one).newcomers]
    assert len(offered) == OFFERED_TO


def test_the_nearest_ambassadors_are_asked_first():
    """An ambassador of the same prefecture is offered the newcomer before those of others."""
    story = community("遠い1", "遠い2", "遠い3", "近い")
    for profile in list(story.profiles):
        if profile.member_id.startswith("遠い"):
            story.profiles.remove(profile)
            story.profiles.append(Profile(profile.member_id, organization_code="012025"))
    newcomer(story, "新人", KAMIJIMA)
    story.post("新人", "C1", "はじめまして。", day=190)
    task = Desk(end_on(story, 192)).of("近い").newcomers[0]
    assert [reason.code for reason in task.reasons][:2] == ["no_reply_yet", "same_prefecture"]
    assert "愛媛県上島町からの参加" in task.message


def test_who_is_gone_takes_nobodys_place():
    """Three ambassadors who left and a bot with a role leave the newcomer to the fourth."""
    gone = ["去った1", "去った2", "去った3"]
    story = community(*gone, "大使")
    for one in gone:
        story.accounts[one] = replace(story.accounts[one], active=False)
    story.bot("ボット")
    story.roles.append(Role("ボット", RoleKind.AMBASSADOR, date(2024, 4, 1)))
    newcomer(story, "新人", KAMIJIMA)
    story.post("新人", "C1", "はじめまして。", day=190)
    assert [one.member_id for one in Desk(end_on(story, 192)).of("大使").newcomers] == ["新人"]


def test_a_declined_newcomer_goes_to_the_next():
    """Who says 自分ではない frees the place for another ambassador."""
    ambassadors = [f"大使{number}" for number in range(4)]
    story = community(*ambassadors)
    newcomer(story, "新人", TAKAMATSU)
    story.post("新人", "C1", "はじめまして。", day=190)
    seen = Desk(end_on(story, 192))
    first = next(one for one in ambassadors if seen.of(one).newcomers)
    left_out = next(one for one in ambassadors if not seen.of(one).newcomers)
    seen.say(first, "newcomer:新人", HandlingState.DECLINED)
    assert seen.of(first).newcomers == ()
    assert [one.member_id for one in seen.of(left_out).newcomers] == ["新人"]


@pytest.mark.parametrize(
    ("times", "said"), [(OFTEN, "でよく出ています。"), (OFTEN - 2, "で聞けます。")]
)
def test_their_own_channel_is_named(times, said):
    """A newcomer who names a topic hears where it is at home, and of much talk only if it is so."""
    story = community()
    newcomer(story, "新人")
    story.post("新人", "C1", "はじめまして。ガバメントクラウドを担当しています。", day=190)
    for number in range(times):
        text = f"ガバメントクラウドの費用{number}は?"
        story.question("古参", "C4", text, ("大使", LONG), day=150 + number)
    task = Desk(end_on(story, 191)).of("大使").newcomers[0]
    told = "「ガバメントクラウド利用」の話は #標準化_ガバメントクラウド "
    assert f"{told}{said}\n" in task.message
    assert task.channel_name == "自己紹介"


@given(
    arrays(float, st.tuples(st.integers(1, 7), st.integers(1, 9)), elements=st.floats(0, 1)),
    st.data(),
)
def test_spreading_keeps_its_caps(scores, data):
    """No row beyond its room, no column beyond its seats, nothing forbidden, nothing left over."""
    allowed = data.draw(arrays(bool, scores.shape))
    offered = spread(scores, allowed)
    assert (offered.sum(axis=1) <= ROOM).all()
    assert (offered.sum(axis=0) <= OFFERED_TO).all()
    assert not (offered & ~allowed).any()
    full_rows = offered.sum(axis=1) == ROOM
    full_columns = offered.sum(axis=0) == OFFERED_TO
    free = allowed & ~offered & ~full_rows[:, np.newaxis] & ~full_columns[np.newaxis, :]
    assert not free.any()


def test_a_shared_field_is_named_once():
    """The sentence on the channel does not repeat the field that the one before it names."""
    where = Talked("RPA", "業務改善_BPR", often=True)
    told = [
        greeting(Situation.NO_REPLY, "新人", "", "", common=common, talked=where)
        for common in ("私も「RPA」に関わっています。", "私も愛媛県の団体で働いています。")
    ]
    assert "\nこのテーマの話は #業務改善_BPR でよく出ています。\n" in told[0]
    assert "\n「RPA」の話は #業務改善_BPR でよく出ています。\n" in told[1]


def test_people_are_called_by_their_names():
    """What stands beside a name to tell the organization is left out when addressing them."""
    told = ("愛媛県上島町", "愛媛県")
    assert called("田中 はるか@上島町", *told) == "田中 はるか"
    assert called("【愛媛県】田中はるか", *told) == "田中はるか"
    assert called("上島町 田中", *told) == "田中"
    assert called("はるか_愛媛", *told) == "はるか"
    assert called("上島町", *told) == "上島町"
    assert called("田中 はるか", "", "") == "田中 はるか"
