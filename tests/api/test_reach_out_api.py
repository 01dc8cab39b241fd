"""What ambassadors say on their desks is compared on the organizers' side."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from stories import START, Story, store_of

from matcher.api import SITUATIONS, Community, reach_out_table
from matcher.domain import Handling, HandlingState, Role, RoleKind, TaskKind, task_id_of

WELCOMED, ALONE = ("N0", "N1"), ("N2", "N3", "N4")


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """Five newcomers, two of them with a word on day 20; one of each kind writes after it."""
    story = Story()
    hello, lounge = story.channel("自己紹介"), story.channel("雑談")
    story.member("U1", first_seen_at=START - timedelta(days=400))
    story.roles.append(Role("U1", RoleKind.AMBASSADOR, date(2024, 4, 1)))
    story.post("U1", lounge, "よい季節になりましたね。", day=0)
    for number, name in enumerate((*WELCOMED, *ALONE)):
        story.member(name, first_seen_at=START + timedelta(days=10))
        story.post(name, hello, "はじめまして。よろしくお願いします。", day=10 + number / 10)
    for name in (WELCOMED[0], ALONE[0]):
        story.post(name, lounge, "きょうは良い天気でした。", day=25)
    story.post("U1", lounge, "暑くなりましたね。", day=90)
    store = store_of(story, tmp_path)
    for name in WELCOMED:
        task_id = task_id_of(TaskKind.NEWCOMER, name)
        at = START + timedelta(days=20)
        store.tasks.keep(Handling(task_id, "U1", HandlingState.DONE, at))
    opened = Community(f"sqlite:///{tmp_path / 'story.db'}", store)
    opened.build()
    return opened


def test_both_groups_are_counted(community: Community) -> None:
    """The page's numbers, the report's and the table's are the same."""
    after = community.newcomers().after_reach_out
    everybody = after.rows[0]
    assert (everybody.reached.people, everybody.reached.wrote) == (2, 1)
    assert (everybody.others.people, everybody.others.wrote) == (3, 1)
    assert community.community().newcomers.after_reach_out == after
    text = community.monthly_report("2024-06")
    assert "この差は、声かけの効果とは限りません。" in text
    assert SITUATIONS["all"] in text
    table = reach_out_table(after)
    assert [row[1:4] for row in table.rows[:2]] == [("あり", 2, 1), ("なし", 3, 1)]
    assert all(len(row) == len(table.headers) for row in table.rows)


def test_what_is_done_now_waits(community: Community) -> None:
    """Who is done today is counted as reached, and is in no row before their days are over."""
    community.finish("U1", task_id_of(TaskKind.NEWCOMER, ALONE[2]))
    after = community.newcomers().after_reach_out
    assert (after.reached, after.too_recent) == (3, 1)
    assert after.rows[0].others.people == 2
    community.undo("U1", task_id_of(TaskKind.NEWCOMER, ALONE[2]))
    assert community.newcomers().after_reach_out.reached == 2


def test_an_earlier_moment_knows_nothing_of_it(community: Community) -> None:
    """As of a day before anybody was reached there is nobody to compare."""
    earlier = community.community(as_of=START + timedelta(days=15))
    assert earlier.newcomers.after_reach_out.reached == 0
