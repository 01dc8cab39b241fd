"""What the community knows of participants counts in a round, with evidence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from matcher import Community, open_community
from matcher.domain import TOKYO, Mentee, Mentor, Profile, RoundInput, to_json
from matcher.mentoring import Known, solve_round
from matcher.recommend import Standing


@pytest.fixture(scope="module")
def community(demo_database: str) -> Iterator[Community]:
    """The small demo community."""
    opened = open_community(demo_database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def expert(community: Community) -> tuple[str, str]:
    """An active member who answered most on a topic, and the topic's id."""
    snapshot = community.snapshot()
    members, events = snapshot.facts.members, snapshot.expertise
    able = members["is_member"] & members["active"]
    known = events[events["member"].isin(members.index[able]) & (events["weight"] > 0)]
    best: Any = known.groupby(["member", "topic"])["weight"].sum().idxmax()
    member, topic = (int(one) for one in best)
    return members["member_id"].iloc[member], snapshot.facts.topics["topic_id"].iloc[topic]


def round_about(topic: str, *mentors: str) -> RoundInput:
    """One mentee who wishes a topic, and mentors who say nothing of themselves."""
    return RoundInput(
        mentees=(Mentee(id="E1", topics=(topic,)),),
        mentors=tuple(Mentor(id=one, capacity=1) for one in mentors),
    )


def test_answers_in_the_community_decide(community: Community, expert: tuple[str, str]) -> None:
    """Of two mentors who say nothing, the one who answered on the topic is taken, with threads."""
    member, topic = expert
    solution = community.solve_round(round_about(topic, "A-stranger", member))
    (pair,) = solution.pairs
    assert pair.mentor == member
    reason = next(one for one in pair.reasons if one.code == "mentor_fit")
    assert reason.evidence
    for one in reason.evidence:
        community.show_thread(one.thread_id)
    assert sum(one.weight for one in pair.reasons) == pytest.approx(pair.value, abs=1e-4)


def test_members_are_found_by_address(community: Community, expert: tuple[str, str]) -> None:
    """An e-mail address links a participant to the member, in any case of letters."""
    member, topic = expert
    address = next(one.email for one in community._store.accounts() if one.account_id == member)
    asked = round_about(topic, "O1", "O2")
    known = Mentor(id="O2", email=address.upper(), capacity=1)
    solution = community.solve_round(
        RoundInput(mentees=asked.mentees, mentors=(asked.mentors[0], known))
    )
    assert solution.mentor_of == {"E1": "O2"}


def test_hidden_members_and_topics_are_spared(
    community: Community, expert: tuple[str, str]
) -> None:
    """A hidden topic is no reason; a hidden member is left out, and told so."""
    member, topic = expert
    before = community.profile(member)
    try:
        community.save_profile(Profile(member, hidden_topics=(topic,)))
        (pair,) = community.solve_round(round_about(topic, member)).pairs
        assert not [one for one in pair.reasons if one.code == "mentor_fit"]
        community.save_profile(Profile(member, hidden=True))
        solution = community.solve_round(round_about(topic, member))
        assert not solution.pairs
        assert [one.id for one in solution.left_out] == [member]
    finally:
        community.save_profile(before)


def test_who_hides_may_still_look_for_a_mentor(
    community: Community, expert: tuple[str, str]
) -> None:
    """Who hides, or is away, and is on both lists is left out as a mentor only."""
    member, topic = expert
    before = community.profile(member)
    day_after = datetime.now(TOKYO).date() + timedelta(days=2)
    given = RoundInput(
        mentees=(Mentee(id=member, topics=(topic,)), Mentee(id="E2", topics=(topic,))),
        mentors=(Mentor(id=member), Mentor(id="O2")),
    )
    try:
        for profile in (Profile(member, hidden=True), Profile(member, away_until=day_after)):
            community.save_profile(profile)
            solution = community.solve_round(given)
            assert {one.mentor for one in solution.pairs} == {"O2"}
            assert [one.id for one in solution.left_out] == [member]
            served = {*solution.mentor_of, *(one.mentee for one in solution.unmatched)}
            assert served == {member, "E2"}
    finally:
        community.save_profile(before)


def test_a_mentor_at_the_weekly_limit_is_pointed_out(
    community: Community, expert: tuple[str, str]
) -> None:
    """Who accepts no requests stays on the organizer's list, with a notice in plain numbers."""
    member, topic = expert
    before = community.profile(member)
    try:
        community.save_profile(replace(before, weekly_limit=0))
        solution = community.solve_round(round_about(topic, member))
        assert solution.pairs
        assert any("上限の0件に達しています" in one for one in solution.notices)
        community.save_profile(replace(before, weekly_limit=99))
        solution = community.solve_round(round_about(topic, member))
        assert not any("上限" in one for one in solution.notices)
    finally:
        community.save_profile(before)


def test_who_left_as_the_roster_says_is_left_out(
    community: Community, expert: tuple[str, str]
) -> None:
    """A roster that tells of the leaving counts like a deactivated account, on both sides."""
    member, _ = expert
    snapshot = community.snapshot()
    account = next(one for one in community._store.accounts() if one.account_id == member)
    standing = Standing(profiles={}, roles=(), today=date(2024, 11, 1), left=frozenset({member}))
    known = Known({member: account}, frozenset(), snapshot, standing)
    solution = solve_round(
        RoundInput(mentees=(Mentee(id=member), Mentee(id="E2")), mentors=(Mentor(id=member),)),
        known,
    )
    assert not solution.pairs
    assert [one.id for one in solution.left_out] == [member]
    assert "参加をやめています" in solution.left_out[0].why


def test_whom_the_records_do_not_know_is_pointed_out(
    community: Community, expert: tuple[str, str]
) -> None:
    """An id like a member's that is nobody's gets a notice; an office's own numbers get none."""
    member, topic = expert
    solution = community.solve_round(round_about(topic, "U0NOBODY000", "O-1", member))
    (notice,) = [one for one in solution.notices if "取り込んだ記録にいません" in one]
    assert notice.startswith("1人(U0NOBODY000)は、")


def test_free_text_counts_without_a_community() -> None:
    """Words that both wrote decide where no topic does."""
    solution = solve_round(
        RoundInput(
            mentees=(Mentee(id="E1", text="庁舎の移転で電話交換機を選ぶことになりました"),),
            mentors=(
                Mentor(id="O1", text="図書館の貸し出しを担当しました", capacity=1),
                Mentor(id="O2", text="電話交換機の入れ替えを担当しました", capacity=1),
            ),
        )
    )
    assert solution.mentor_of == {"E1": "O2"}
    assert "term_match" in {one.code for one in solution.pairs[0].reasons}


def test_a_wide_word_is_met_by_its_topics() -> None:
    """A wish that names a whole field (税) is met by a mentor of a topic in that field."""
    solution = solve_round(
        RoundInput(
            mentees=(Mentee(id="E1", topics=("税",)),),
            mentors=(
                Mentor(id="O1", topics=("RPA",), capacity=1),
                Mentor(id="O2", topics=("地方税",), capacity=1),
            ),
        )
    )
    assert solution.mentor_of == {"E1": "O2"}
    assert solution.pairs[0].value > 0


def test_the_document_has_the_stated_shape() -> None:
    """The JSON of a solution has the keys that programs rely on."""
    document = to_json(solve_round(round_about("RPA", "O1")))
    assert list(document) == ["pairs", "unmatched", "unused", "quality", "left_out", "notices"]
    assert set(document["pairs"][0]) == {"mentee", "mentor", "value", "kept", "reasons"}
    assert set(document["quality"]) == {"ours", "greedy", "first_come", "deferred_acceptance"}
    promised = {"coverage", "mean", "worst", "p10", "worst_rank", "blocking_pairs", "gini"}
    assert promised | {"repeats"} <= set(document["quality"]["ours"])
