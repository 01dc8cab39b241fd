"""What newcomers did after a word to them, beside the others, counted by hand."""

from datetime import timedelta

import pytest
from stories import START, Story, build

from matcher.community import newcomers_by_month
from matcher.domain import (
    AfterReachOut,
    Handling,
    HandlingState,
    Returned,
    TaskKind,
    task_id_of,
)

HELLO = "はじめまして。よろしくお願いします。"


def said(member: str, day: float, state: HandlingState = HandlingState.DONE) -> Handling:
    """What the ambassador said of a newcomer."""
    at = START + timedelta(days=day)
    return Handling(task_id_of(TaskKind.NEWCOMER, member), "大使", state, at)


def story_of_newcomers() -> Story:
    """Eight newcomers who join on the days 10 to 17 and say hello at once, but for N6.

    Later write N0 on day 35, N3 on day 40, N1 on day 45 and N2 on day 70; the data end on day 120.
    """
    story = Story()
    hello, lounge = story.channel("自己紹介"), story.channel("雑談")
    story.member("大使", first_seen_at=START)
    story.post("大使", lounge, "よい季節になりましたね。", day=0)
    for number in range(8):
        joined = 10 + number
        story.member(f"N{number}", first_seen_at=START + timedelta(days=joined))
        if number != 6:
            story.post(f"N{number}", hello, HELLO, day=joined)
    for number, day in ((0, 35), (3, 40), (1, 45), (2, 70)):
        story.post(f"N{number}", lounge, "きょうは良い天気でした。", day=day)
    story.post("大使", lounge, "暑くなりましたね。", day=120)
    return story


def after(*handlings: Handling) -> AfterReachOut:
    """The comparison in the story."""
    return newcomers_by_month(build(story_of_newcomers()), handlings).after_reach_out


def counts(group: Returned) -> tuple[int, int]:
    """People, and those who wrote."""
    return group.people, group.wrote


@pytest.fixture(scope="module")
def three_reached() -> AfterReachOut:
    """N0 to N2 were reached on day 30, N5 on day 110; N7 is claimed."""
    return after(
        *(said(f"N{number}", 30) for number in range(3)),
        said("N5", 110),
        said("N7", 30, HandlingState.CLAIMED),
    )


def test_counts(three_reached: AfterReachOut) -> None:
    """Two of the three wrote within 30 days; of N3, N4 and N6, who were left alone, one did.

    The ambassador joined at about the same time and is compared as well.
    """
    assert (three_reached.reached, three_reached.too_recent, three_reached.days) == (4, 1, 30)
    everybody = three_reached.rows[0]
    assert counts(everybody.reached) == (3, 2)
    assert everybody.reached.median_days == 10.0
    assert counts(everybody.others) == (4, 1)
    assert everybody.reached.share is None


def test_others_are_followed_from_the_same_day_after_joining(three_reached: AfterReachOut) -> None:
    """Half of those reached had their word within 19 days; so N3 is looked at from day 32 on."""
    assert three_reached.after_days == 19
    assert three_reached.rows[0].others.median_days == 40 - (13 + 19)


def test_situations_add_up(three_reached: AfterReachOut) -> None:
    """Each newcomer is in one situation: N6 had not written, all others were silent by then."""
    rows = {row.situation: row for row in three_reached.rows}
    assert list(rows) == ["all", "unwritten", "recent", "silent"]
    assert counts(rows["unwritten"].others) == (1, 0)
    assert counts(rows["recent"].reached) == (0, 0)
    assert counts(rows["silent"].reached) == (3, 2)
    assert sum(row.others.people for row in three_reached.rows[1:]) == 4


def test_conversations_behind_it(three_reached: AfterReachOut) -> None:
    """What they wrote can be read, the newest first."""
    evidence = three_reached.rows[0].reached.evidence
    assert len(evidence) == 2
    assert evidence[0].thread_id > evidence[1].thread_id


@pytest.mark.parametrize(
    ("handlings", "reached"),
    [
        ((), 0),
        ((said("N0", 110),), 1),
        ((said("N0", 30, HandlingState.SNOOZED),), 0),
        ((said("誰も知らない", 30),), 0),
    ],
)
def test_nothing_to_compare(handlings: tuple[Handling, ...], reached: int) -> None:
    """Without anybody whose days are over there are no rows and no spans."""
    found = after(*handlings)
    assert (found.reached, found.too_recent) == (reached, reached)
    assert found.rows == ()
    assert found.span is None
    assert found.joined is None


def test_what_was_said_of_other_tasks_does_not_count() -> None:
    """Helping with a question is no word to a newcomer."""
    at = START + timedelta(days=30)
    question = Handling(task_id_of(TaskKind.QUESTION, "N0"), "大使", HandlingState.DONE, at)
    assert after(question).reached == 0
