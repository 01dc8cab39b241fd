"""The real cases R01–R09: who and what must never be suggested, and what must be found."""

from matcher.api import Community
from matcher.domain import Step

ASKER, EXPERT, LEFT, MOVED, BOT, NEWCOMER = (
    "U0TOU00001",
    "U0CHI00002",
    "U0SARI0003",
    "U0IDOU0004",
    "U0KIKAI005",
    "U0SHIN0006",
)
ARCHIVED = "C0GABAOLD1"


def test_r01_the_asker_is_not_suggested_to_themself(case_community: Community) -> None:
    """Who asks is never among the people, though they answered such questions."""
    answer = case_community.ask("ガバメントクラウドの運用補助者の選び方", as_=ASKER)
    assert ASKER not in [person.member_id for person in answer.people]
    assert answer.threads


def test_r02_people_who_left_are_not_suggested(case_community: Community) -> None:
    """A deactivated member is not named; their answers still prove the thread."""
    answer = case_community.ask("ガバメントクラウドの回線の費用", as_=ASKER)
    assert answer.people[0].member_id == EXPERT
    assert LEFT not in [person.member_id for person in answer.people]
    assert any("回線の費用" in thread.title for thread in answer.threads)


def test_r03_bots_are_nowhere(case_community: Community) -> None:
    """A bot that repeats answers is no person, no peer and not counted."""
    answer = case_community.ask("ガバメントクラウドの回線の費用", as_=ASKER)
    starter = case_community.starter(NEWCOMER)
    named = [*answer.people, *starter.peers]
    assert BOT not in [person.member_id for person in named]
    assert BOT not in [member.member_id for member in case_community.find_members("")]
    assert case_community.status().members == 5


def test_r04_people_who_moved_are_not_experts_any_more(case_community: Community) -> None:
    """Who moved to other work in April 2025 stands below the present expert, or nowhere."""
    answer = case_community.ask("ガバメントクラウドの回線の費用", as_=ASKER)
    order = [person.member_id for person in answer.people]
    assert MOVED not in order or order.index(MOVED) > order.index(EXPERT)


def test_r05_archived_channels_are_no_places_to_post(case_community: Community) -> None:
    """An archived channel is neither to join nor to post in; its thread is found and marked."""
    starter = case_community.starter(NEWCOMER)
    answer = case_community.ask("先行事業の申込方法")
    assert ARCHIVED not in [channel.channel_id for channel in starter.channels]
    assert ARCHIVED not in [channel.channel_id for channel in answer.channels]
    found = [thread for thread in answer.threads if thread.channel_id == ARCHIVED]
    assert found
    assert all(thread.archived for thread in found)


def test_r06_channels_already_joined_are_marked(case_community: Community) -> None:
    """Joined channels are marked as such; the newcomer's prefecture is offered."""
    channels = {channel.name: channel for channel in case_community.starter(NEWCOMER).channels}
    assert channels["自己紹介"].joined
    assert channels["愛媛県"].joined is False
    assert channels["愛媛県"].step is Step.PREFECTURE
    assert all(channels[name].joined for name in ("全般", "自己紹介") if name in channels)


def test_r07_a_newcomer_without_history_gets_a_list(
    case_community: Community, tmp_path_factory: object
) -> None:
    """From an organization and interests alone: steps with reasons and a fallback."""
    starter = case_community.starter(
        organization="愛媛県上島町", interests=["ガバクラ"], solo_it=True
    )
    steps = [channel.step for channel in starter.channels]
    assert {Step.INTRODUCE, Step.BROWSE, Step.FIELD, Step.PREFECTURE, Step.HELP} <= set(steps)
    assert all(channel.reasons for channel in starter.channels)
    by_step = {channel.step: channel.name for channel in starter.channels}
    assert by_step[Step.FIELD] == "ガバメントクラウド"
    assert by_step[Step.PREFECTURE] == "愛媛県"
    assert by_step[Step.HELP] == "全般"


def test_r07_a_member_without_a_roster_row_gets_a_list(case_community: Community) -> None:
    """A member of whom nothing is known still gets steps, and is told why one is missing."""
    starter = case_community.starter(ASKER)
    assert starter.channels


def test_r08_newer_threads_stand_above_old_ones(case_community: Community) -> None:
    """Of threads that fit alike the newer is above; no archived place is to be posted in."""
    answer = case_community.ask("ガバメントクラウドの先行事業")
    assert all(thread.posted_at for thread in answer.threads)
    assert ARCHIVED not in [channel.channel_id for channel in answer.channels]
    alike = [thread for thread in answer.threads if "先行事業" not in thread.title]
    dates = [thread.posted_at for thread in alike]
    assert len(dates) < 2 or dates[0] >= min(dates)


def test_r09_sentences_without_blanks_are_similar(case_community: Community) -> None:
    """A question in other words finds the threads on the costs of lines."""
    found = case_community.similar("回線費用の見積りをどう取るか").threads
    assert "回線の費用" in found[0].title
    assert found[0].copies > 1
