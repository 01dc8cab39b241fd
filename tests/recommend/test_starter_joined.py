"""Which channels of the starter list count as joined."""

from stories import Story, build, standing_of

from matcher.domain import Membership, Profile
from matcher.recommend import member_as_asker, starter_list


def joined(story: Story) -> dict[str, bool]:
    """Per channel of A's list, whether A is said to be in it."""
    snapshot = build(story)
    asker = member_as_asker(snapshot, snapshot.member_number["A"], Profile("A"))
    listed = starter_list(snapshot, standing_of(story, snapshot), asker, member="A")
    return {one.name: one.joined for one in listed.channels}


def told() -> Story:
    """A wrote in the lounge and in 何でも相談."""
    story = Story()
    lounge, anything = story.channel("雑談"), story.channel("何でも相談")
    for member in ("A", "B"):
        story.member(member)
        story.post(member, lounge, "今日は暑いですね")
        story.post(member, anything, "接続回線の見積りはどうしましたか")
    return story


def test_who_writes_is_in_where_no_list_is_kept() -> None:
    """Without membership lists, having written is all that is known."""
    assert joined(told()) == {"雑談": True, "何でも相談": True}


def test_who_wrote_and_is_not_on_the_list_has_left() -> None:
    """The lounge's list names B only: A left it, and may be led there again."""
    story = told()
    story.memberships.append(Membership(story.messages[0].channel_id, "B"))
    assert joined(story) == {"雑談": False, "何でも相談": True}
