"""Questions that nobody answered yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind
from matcher.outreach._matters import Matters
from matcher.outreach._working_days import working_hours
from matcher.outreach._worries import asking_sentences
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, moment

PATIENCE_HOURS = 24
"""A question waits when nobody answered for so many hours of working days."""

ReadTexts = Callable[[Sequence[str]], Mapping[str, str]]
"""Texts of messages as a reader sees them, by message id."""

_PLACES = (ChannelKind.TOPIC.value, ChannelKind.HELP.value, ChannelKind.PREFECTURE.value)


@dataclass(frozen=True, slots=True)
class WaitingQuestion:
    """A question that waits.

    Attributes:
        conversation: Its number.
        asker: Account number.
        hours: Hours on working days since it was asked.
    """

    conversation: int
    asker: int
    hours: float


def find_questions(
    snapshot: Snapshot,
    answered: npt.NDArray[np.bool_],
    matters: Matters | None,
    read: ReadTexts,
) -> tuple[WaitingQuestion, ...]:
    """Questions of members on matters, asked these days, that nobody answered, oldest first.

    Args:
        snapshot: The community.
        answered: Per conversation, whether someone helped there.
        matters: Tells questions on matters from small talk; None takes all that ask.
        read: Reads the texts of those that do not ask in so many words.
    """
    table = snapshot.conversations
    kinds = snapshot.facts.channels["kind"].to_numpy()[table["channel"]]
    opened = table["opened_at"].to_numpy()
    open_ = ~answered & ~table["archived"].to_numpy(dtype=bool) & np.isin(kinds, _PLACES)
    open_ &= (table["asker"].to_numpy() >= 0) & (opened >= snapshot.as_of - RECENT_DAYS * DAY)
    numbers = np.flatnonzero(open_)
    now = moment(snapshot.as_of)
    return tuple(
        WaitingQuestion(number, int(table["asker"].iloc[number]), hours)
        for number in _asking(snapshot, numbers, matters, read)
        if (hours := working_hours(moment(int(opened[number])), now)) >= PATIENCE_HOURS
    )


def _asking(
    snapshot: Snapshot,
    numbers: npt.NDArray[np.int64],
    matters: Matters | None,
    read: ReadTexts,
) -> list[int]:
    """Of some conversations, those whose opening asks on a matter."""
    asks = snapshot.conversations["asks"].to_numpy(dtype=bool)[numbers]
    if matters is None:
        return [int(number) for number in numbers[asks]]
    opening = snapshot.conversations["opening"].to_numpy(dtype=np.int64)[numbers]
    scores = matters.scores(snapshot.facts.terms[opening])
    unclear = ~asks & (scores >= matters.sure)
    message_ids = snapshot.facts.posts["message_id"].to_numpy()[opening]
    texts = read([str(one) for one in message_ids[unclear]])
    wonders = np.array(
        [bool(asking_sentences(texts.get(str(one), ""))) for one in message_ids], dtype=bool
    )
    chosen = (asks & (scores >= matters.likely)) | (unclear & wonders)
    return [int(number) for number in numbers[chosen]]
