"""A small community with an ambassador, for telling stories of who needs a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from stories import START, Story, build, standing_of

from matcher.domain import Handling, HandlingState, Outreach, Profile, Role, RoleKind
from matcher.language import render_markup
from matcher.outreach import Findings, desk, find_all

KAMIJIMA, MATSUYAMA, TAKAMATSU = "383562", "382019", "372013"
NOW = START + timedelta(days=200)
LONG = "標準化の移行では、まず現行の帳票と外字を洗い出し、ベンダーと工程表を決めてから進めました。"
"""An answer with enough words to be one."""


@dataclass
class Desk:
    """A story seen from the desks of its ambassadors."""

    story: Story
    handlings: list[Handling] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.snapshot = build(self.story)
        self.texts = {one.message_id: one.text for one in self.story.messages}
        self.findings: Findings = find_all(self.snapshot, self._read)

    def _read(self, message_ids: Sequence[str]) -> Mapping[str, str]:
        return {one: render_markup(self.texts[one], {}, {}) for one in message_ids}

    def of(self, ambassador: str, *, days: float = 0.0) -> Outreach:
        """An ambassador's desk, some days after :data:`NOW`."""
        return desk(
            self.findings,
            standing_of(self.story, self.snapshot),
            self.handlings,
            self.snapshot.member_number[ambassador],
            now=NOW + timedelta(days=days),
        )

    def say(self, member_id: str, task_id: str, state: HandlingState, days: float = 3.0) -> None:
        """Let a member say something of a task; it holds for some days."""
        claimed = state is HandlingState.CLAIMED
        until = None if state is HandlingState.DONE else NOW + timedelta(days=days)
        self.handlings.append(
            Handling(task_id, member_id, state, NOW, until, NOW if claimed else None)
        )


def community(*ambassadors: str) -> Story:
    """Channels, ambassadors of 愛媛県上島町, an old hand, and a post a hundred days ago."""
    story = Story()
    for name in ("自己紹介", "雑談", "何でも相談", "標準化_ガバメントクラウド"):
        story.channel(name)
    for one in ambassadors or ("大使",):
        works(story, one, KAMIJIMA)
        story.roles.append(Role(one, RoleKind.AMBASSADOR, date(2024, 4, 1)))
    story.member("古参", first_seen_at=START)
    story.post("古参", "C3", "おはようございます。", day=0)
    return story


def works(story: Story, member_id: str, code: str, **others: object) -> str:
    """A member of a local government, there from the start unless told otherwise."""
    story.member(member_id, **{"first_seen_at": START, **others})
    story.profiles.append(Profile(member_id, organization_code=code))
    return member_id


def newcomer(story: Story, member_id: str, code: str = MATSUYAMA, *, day: float = 180) -> str:
    """A member who joined on a day."""
    return works(story, member_id, code, first_seen_at=START + timedelta(days=day))


def end_on(story: Story, day: float) -> Story:
    """Let the data end on a day, with a post of the old hand."""
    story.post("古参", "C3", "お疲れさまです。", day=day)
    return story
