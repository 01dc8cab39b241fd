"""Several ambassadors at their desks: who does what, whom to invite, what became of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outreach_stories import NOW, Desk, community, end_on, newcomer, works
from stories import START, Story

from matcher.domain import (
    HandlingState,
    InputError,
    Profile,
    Role,
    RoleKind,
    TaskKind,
    read_task_id,
    task_id_of,
)
from matcher.outreach._drafts import invitation
from matcher.outreach._effects import effects_of
from matcher.places import load_directory

TASK = "newcomer:新人"


def with_newcomer(*ambassadors: str) -> Story:
    """A newcomer of their own town whose introduction waits, for all ambassadors."""
    story = community(*ambassadors)
    newcomer(story, "新人", "383562")
    story.post("新人", "C1", "はじめまして。", day=190)
    return end_on(story, 192)


class TestHandlings:
    """対応します, 済み, あとで, 自分ではない."""

    def test_what_one_claims_the_other_is_not_offered(self):
        """The one sees their claim, the other sees who is doing it, and nothing to press."""
        seen = Desk(with_newcomer("一人", "もう一人"))
        seen.say("一人", TASK, HandlingState.CLAIMED)
        mine = seen.of("一人").newcomers[0]
        assert mine.handling is not None
        assert mine.handling.state is HandlingState.CLAIMED
        other = seen.of("もう一人")
        assert other.newcomers == ()
        assert [(one.task_id, one.name) for one in other.taken] == [(TASK, "一人")]
        assert seen.of("一人").taken == ()

    def test_a_lapsed_claim_is_offered_again(self):
        """After three days the task is open to both."""
        seen = Desk(with_newcomer("一人", "もう一人"))
        seen.say("一人", TASK, HandlingState.CLAIMED)
        for one in ("一人", "もう一人"):
            task = seen.of(one, days=3).newcomers[0]
            assert (task.member_id, task.handling) == ("新人", None)

    def test_what_is_done_is_never_offered_again(self):
        """To nobody, also much later."""
        seen = Desk(with_newcomer("一人", "もう一人"))
        seen.say("一人", TASK, HandlingState.DONE)
        for one in ("一人", "もう一人"):
            assert seen.of(one, days=60).newcomers == ()
            assert seen.of(one).taken == ()

    def test_what_is_put_off_comes_back(self):
        """あとで hides it from the one for three days, and from nobody else."""
        seen = Desk(with_newcomer("一人", "もう一人"))
        seen.say("一人", TASK, HandlingState.SNOOZED)
        assert seen.of("一人").newcomers == ()
        assert seen.of("もう一人").newcomers
        assert seen.of("一人", days=3).newcomers

    def test_lists_are_short(self):
        """Five of each at most, own claims first."""
        story = community()
        for number in range(8):
            newcomer(story, f"新人{number}", "383562")
            story.post(f"新人{number}", "C1", "はじめまして。", day=185 + number / 10)
            story.post("古参", "C4", f"外字の{number}番はどう直しますか?", day=180 + number / 10)
        seen = Desk(end_on(story, 192))
        first = seen.of("大使")
        claimed = first.newcomers[-1].task_id
        seen.say("大使", claimed, HandlingState.CLAIMED)
        after = seen.of("大使")
        assert len(first.questions) == len(first.newcomers) == len(after.newcomers) == 5
        assert after.newcomers[0].task_id == claimed
        assert len(first.missing) == 5

    @settings(max_examples=40, deadline=None)
    @given(
        words=st.lists(
            st.tuples(
                st.sampled_from(["大使0", "大使1", "大使2", "大使3"]),
                st.integers(0, 11),
                st.sampled_from(list(HandlingState)),
            ),
            max_size=12,
        )
    )
    def test_nothing_is_offered_to_two_after_it_was_claimed(self, crowd, words):
        """Whatever is said: a claimed task is on its owner's desk only, a done one on none."""
        crowd.handlings.clear()
        tasks = [f"newcomer:新人{number}" for number in range(12)]
        taken: set[str] = set()
        for who, number, state in words:
            exclusive = state in (HandlingState.CLAIMED, HandlingState.DONE)
            if exclusive and tasks[number] in taken:
                continue
            taken |= {tasks[number]} if exclusive else set()
            crowd.say(who, tasks[number], state)
        owner = {
            one.task_id: one.member_id
            for one in crowd.handlings
            if one.state is HandlingState.CLAIMED
        }
        done = {one.task_id for one in crowd.handlings if one.state is HandlingState.DONE}
        for who in ("大使0", "大使1", "大使2", "大使3"):
            for task in crowd.of(who).newcomers:
                assert owner.get(task.task_id, who) == who
                assert task.task_id not in done


@pytest.fixture(scope="module")
def crowd() -> Desk:
    """Four ambassadors and twelve newcomers, of whom one hides."""
    story = community("大使0", "大使1", "大使2", "大使3")
    for number in range(12):
        newcomer(story, f"新人{number}", "383562")
        story.post(f"新人{number}", "C1", "はじめまして。", day=180 + number)
    story.profiles.append(Profile("新人3", organization_code="383562", hidden=True))
    return Desk(end_on(story, 193))


def test_hidden_people_are_on_nobodys_desk(crowd):
    """An opted-out member stands in no list, no text and no evidence of anybody."""
    crowd.handlings.clear()
    crowd.say("大使0", "newcomer:新人3", HandlingState.CLAIMED)
    for who in ("大使0", "大使1", "大使2", "大使3"):
        seen = crowd.of(who)
        assert seen.newcomers
        assert "新人3" not in repr(seen)


class TestMissing:
    """まだ参加していない団体."""

    def test_the_nearest_come_first(self):
        """上島町 is told of 今治市 and other towns of the inland sea, none of which takes part."""
        story = community()
        works(story, "同僚", "382019")
        story.post("同僚", "C3", "よろしくお願いします。", day=189)
        tasks = Desk(end_on(story, 190)).of("大使").missing
        assert "愛媛県今治市" in [one.name for one in tasks]
        assert all(one.distance_km is not None and one.distance_km < 80 for one in tasks)
        assert {"382019", "383562"}.isdisjoint(one.code for one in tasks)
        imabari = next(one for one in tasks if one.name == "愛媛県今治市")
        assert [person.member_id for person in imabari.people] == ["同僚"]
        assert "愛媛県からは松山市を含む2団体が参加中です。" in imabari.message

    @pytest.mark.parametrize(
        ("others", "told"),
        [
            (("380008",), "愛媛県からは2団体が参加中です。"),
            (("380008", "382019"), "愛媛県からは松山市を含む3団体が参加中です。"),
        ],
    )
    def test_the_prefecture_is_named_once(self, others, told):
        """The prefectural government is no neighbour to name: 愛媛県からは愛媛県を含む."""
        story = community()
        for code in others:
            works(story, f"同僚{code}", code)
        tasks = Desk(end_on(story, 190)).of("大使").missing
        assert told in next(one for one in tasks if one.name == "愛媛県今治市").message

    def test_one_that_takes_part_is_named_without_a_count(self):
        """The only one of a prefecture is told by its name, not as one that includes itself."""
        wanted = load_directory().organization("342025")
        told = invitation("大使", "愛媛県上島町", wanted, neighbour="福山市", present=1)
        assert "広島県からは福山市が参加中です。" in told

    def test_a_member_is_enough(self):
        """A local government with one member is not missing; once they left, it is."""
        story = community()
        works(story, "今治の人", "382027")
        names = [one.name for one in Desk(end_on(story, 190)).of("大使").missing]
        assert "愛媛県今治市" not in names

    def test_without_a_place_the_thin_prefectures_come_first(self):
        """Someone of an agency is told of prefectures of which the smallest share takes part."""
        story = community()
        works(story, "本省", "デジタル庁")
        story.roles.append(Role("本省", RoleKind.AMBASSADOR, START.date()))
        tasks = Desk(end_on(story, 190)).of("本省").missing
        assert len(tasks) == 5
        assert all(one.distance_km is None and one.prefecture != "愛媛県" for one in tasks)
        assert "参加はまだありません" in tasks[0].reasons[0].text


class TestEffects:
    """What became of it."""

    def test_reply_and_return_are_seen_in_the_data(self):
        """A reply two hours after the claim, a newcomer who wrote again: both are counted."""
        story = community()
        newcomer(story, "新人")
        thread = story.post("新人", "C1", "はじめまして。", day=199)
        story.reply("大使", thread, "ようこそ!", day=200 + 2 / 24)
        story.post("新人", "C3", "勉強になります。", day=201)
        seen = Desk(end_on(story, 202))
        seen.say("大使", TASK, HandlingState.CLAIMED)
        claim = seen.handlings.pop()
        seen.say("大使", TASK, HandlingState.DONE)
        done = seen.handlings.pop()
        finished = [replace(done, claimed_at=claim.claimed_at)]
        number = seen.snapshot.member_number["大使"]
        effects = effects_of(seen.snapshot, finished, number, now=NOW + timedelta(days=2))
        assert (effects.done, effects.replied, effects.wrote_again) == (1, 1, 1)
        assert effects.median_hours == pytest.approx(2, abs=0.1)

    def test_what_did_not_happen_is_not_counted(self):
        """Said to be done, but no reply and nothing written since; last month's is left out."""
        seen = Desk(with_newcomer("大使"))
        seen.say("大使", TASK, HandlingState.DONE)
        number = seen.snapshot.member_number["大使"]
        effects = effects_of(seen.snapshot, seen.handlings, number, now=NOW)
        assert (effects.done, effects.replied, effects.wrote_again) == (1, 0, 0)
        assert effects.median_hours is None
        later = effects_of(seen.snapshot, seen.handlings, number, now=NOW + timedelta(days=30))
        assert later.done == 0


def test_task_ids_are_read_back():
    """Kind and subject of a task come back from its name; anything else is refused."""
    for kind in TaskKind:
        assert read_task_id(task_id_of(kind, "C1:123.4")) == (kind, "C1:123.4")
    for wrong in ("", "newcomer:", "someone:U1", "U1"):
        with pytest.raises(InputError):
            read_task_id(wrong)
