"""What can be done for anybody: the same for every ambassador, as long as the snapshot."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind, LocalGovernment
from matcher.outreach._answered import answered_conversations
from matcher.outreach._hidden import HiddenQuestion, find_hidden
from matcher.outreach._knowledge import Knowledge
from matcher.outreach._matters import learn_matters
from matcher.outreach._newcomers import NewcomerInNeed, find_newcomers
from matcher.outreach._questions import ReadTexts, WaitingQuestion, find_questions
from matcher.places import load_directory
from matcher.snapshot import Snapshot


@dataclass(frozen=True)
class Findings:
    """What can be done.

    Attributes:
        snapshot: The community.
        answered: Per conversation, whether someone helped there.
        newcomers: To whom a word may help, most helpful first.
        questions: That wait for an answer, oldest first.
        hidden: Worries in the lounge, then in self-introductions, newest first.
        missing: Local governments without a member, by code.
    """

    snapshot: Snapshot
    answered: npt.NDArray[np.bool_]
    newcomers: tuple[NewcomerInNeed, ...]
    questions: tuple[WaitingQuestion, ...]
    hidden: tuple[HiddenQuestion, ...]
    missing: tuple[LocalGovernment, ...]

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the conversations know of the questions and worries, looked up when first asked."""
        return Knowledge(self.snapshot, self.answered)


def find_all(snapshot: Snapshot, read: ReadTexts) -> Findings:
    """Find what can be done. Pure but for ``read``.

    Args:
        snapshot: The community.
        read: Reads texts of messages, by message id; only of posts that may hide a question.
    """
    answered = answered_conversations(snapshot)
    in_lounge = learn_matters(snapshot, answered, ChannelKind.LOUNGE)
    in_introductions = learn_matters(snapshot, answered, ChannelKind.INTRODUCTION)
    return Findings(
        snapshot=snapshot,
        answered=answered,
        newcomers=find_newcomers(snapshot),
        questions=find_questions(snapshot, answered, in_lounge, read),
        hidden=(
            *find_hidden(snapshot, ChannelKind.LOUNGE, in_lounge, read),
            *find_hidden(snapshot, ChannelKind.INTRODUCTION, in_introductions, read),
        ),
        missing=find_missing(snapshot),
    )


def find_missing(snapshot: Snapshot) -> tuple[LocalGovernment, ...]:
    """Local governments that nobody in the community works for, by code."""
    members = snapshot.facts.members
    present = frozenset(members.loc[members["is_member"] & members["active"], "organization"])
    return tuple(one for one in load_directory().local_governments if one.code not in present)
