"""The ambassador's desk through the library."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from stories import START, Story, community_of

from matcher.api import Community
from matcher.domain import (
    CommunityStateError,
    HandlingState,
    InputError,
    Profile,
    Role,
    RoleKind,
    UnknownNameError,
)

AMBASSADORS = ("U1", "U2")
HIDDEN = "U9"
TASK = "newcomer:U3"
ANSWER = (
    "接続回線は、帯域と保守を分けて3社から見積りを取り、ベンダーと工程表を決めてから契約しました。"
)


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """Two ambassadors, newcomers of whom one hides, and questions that wait."""
    story = Story()
    for name in ("自己紹介", "雑談", "何でも相談", "標準化_ガバメントクラウド"):
        story.channel(name)
    for one in AMBASSADORS:
        story.member(one, first_seen_at=START, name=f"大使{one}", email=f"{one}@example.lg.jp")
        story.profiles.append(Profile(one, organization_code="383562"))
        story.roles.append(Role(one, RoleKind.AMBASSADOR, date(2024, 4, 1)))
    story.member("U4", first_seen_at=START)
    for number in range(6):
        day = 150 + number
        old = story.question("U4", "C4", f"接続回線の見積り{number}はどう比べましたか", day=day)
        story.reply("U2", old, ANSWER, day=day + 0.1)
    for one in ("U3", HIDDEN):
        story.member(one, name=f"新人{one}", first_seen_at=START + timedelta(days=180))
        story.profiles.append(Profile(one, organization_code="382019", hidden=one == HIDDEN))
        story.post(one, "C1", "はじめまして。松山市の者です。", day=190)
        story.question(one, "C4", "接続回線の見積りはどう比べましたか", day=191)
    story.post("U4", "C3", "おはようございます。", day=200)
    return community_of(story, tmp_path)


def offered(community: Community, ambassador: str) -> set[str]:
    """What an ambassador may still take on."""
    desk = community.outreach(ambassador)
    lists = (*desk.newcomers, *desk.questions, *desk.hidden, *desk.missing)
    return {one.task_id for one in lists if one.handling is None}


class TestTakingOn:
    """Two ambassadors at one community."""

    def test_nothing_is_offered_after_it_was_claimed(self, community: Community) -> None:
        """Whatever the one takes, the other is not offered; they see by whom it is done."""
        taken = offered(community, "U1")
        assert len(taken) > 5
        for task_id in taken:
            community.claim("U1", task_id)
        assert not taken & offered(community, "U2")
        assert not taken & offered(community, "U1")
        named = {one.task_id: one.name for one in community.outreach("U2").taken}
        assert named[TASK] == "大使U1"
        with pytest.raises(CommunityStateError, match="大使U1さんが対応中です"):
            community.claim("U2@example.lg.jp", TASK)

    def test_undo_offers_it_again(self, community: Community) -> None:
        """Taken back, it is on both desks as before."""
        before = community.outreach("U2")
        community.claim("U1", TASK)
        community.undo("U1", TASK)
        assert community.outreach("U2") == before

    def test_what_is_done_is_on_no_desk(self, community: Community) -> None:
        """Done without a claim before it; what becomes of it is counted from then on."""
        assert community.outreach("U1").last_week.done == 0
        assert community.finish("U1", TASK).state is HandlingState.DONE
        for one in AMBASSADORS:
            assert TASK not in offered(community, one)
        week = community.outreach("U1").last_week
        assert (week.done, week.replied, week.wrote_again) == (1, 0, 0)
        assert community.outreach("U2").last_week.done == 0

    @pytest.mark.parametrize("say", ["snooze", "decline"])
    def test_setting_aside_is_for_oneself(self, community: Community, say: str) -> None:
        """What the one puts off or leaves, the other is offered."""
        getattr(community, say)("U1", TASK)
        assert TASK not in offered(community, "U1")
        assert TASK in offered(community, "U2")


def test_claims_are_load_in_every_suggestion(community: Community) -> None:
    """Who took on as much as they want in a week is not suggested to askers until they undo it."""
    question = "接続回線の見積りはどう比べましたか"

    def suggested() -> set[str]:
        return {one.member_id for one in community.ask(question).people}

    assert "U2" in suggested()
    before = community.outreach("U2").load
    taken = [f"missing:{code}" for code in ("382027", "382035", "382043", "382051", "382060")]
    for task_id in taken:
        community.claim("U2", task_id)
    desk = community.outreach("U2")
    assert desk.load.asked_this_week == before.asked_this_week + len(taken)
    assert "上限" in desk.notice
    assert "U2" not in suggested()
    community.undo("U2", taken[0])
    assert "U2" in suggested()


def test_hidden_people_are_never_named(community: Community) -> None:
    """Who hides is in no list, text, reason or evidence; their question waits without a name."""
    for one in AMBASSADORS:
        desk = community.outreach(one)
        assert f"新人{HIDDEN}" not in repr(desk)
        assert f"'{HIDDEN}'" not in repr(desk)
        assert {task.member_id for task in desk.questions} == {"U3", None}
        assert [task.member_id for task in desk.newcomers] == ["U3"]


def test_desks_are_for_helpers(community: Community) -> None:
    """Others have no desk and cannot take anything on; nobody can be no one or do nothing."""
    for call in (
        lambda: community.outreach("U4"),
        lambda: community.claim("U4", TASK),
        lambda: community.claim("U1", "someone:U3"),
        lambda: community.claim("U1", "newcomer:U7"),
        lambda: community.finish("U1", "question:C4:1.2"),
        lambda: community.snooze("U1", "missing:000000"),
        lambda: community.undo("U1", "U3"),
    ):
        with pytest.raises(InputError) as told:
            call()
        assert told.value.remedy
    for unknown in (lambda: community.outreach("U8"), lambda: community.claim("U8", TASK)):
        with pytest.raises(UnknownNameError):
            unknown()


def test_forgetting_takes_tasks_along(community: Community) -> None:
    """A forgotten newcomer is on no desk, and no word about them is kept."""
    community.claim("U1", TASK)
    community.forget("U3")
    desk = community.outreach("U1")
    assert desk.load.asked_this_week == 0
    assert "新人U3" not in repr(desk)
