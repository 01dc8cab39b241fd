"""Questions that nobody answered yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind
from matcher.graph import working_time
from matcher.outreach._matters import Matters
from matcher.outreach._worries import asking_sentences
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot

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
    numbers = _asking(snapshot, np.flatnonzero(open_), matters, read)
    waited = working_time(opened[numbers], np.full(len(numbers), snapshot.as_of)) / DAY * 24
    askers = table["asker"].to_numpy()[numbers]
    return tuple(
        WaitingQuestion(number, asker, hours)
        for number, asker, hours in zip(
            numbers.tolist(), askers.tolist(), waited.tolist(), strict=True
        )
        if hours >= PATIENCE_HOURS
    )


def _asking(
    snapshot: Snapshot,
    numbers: npt.NDArray[np.int64],
    matters: Matters | None,
    read: ReadTexts,
) -> npt.NDArray[np.int64]:
    """Of some conversations, those whose opening asks on a matter."""
    chosen = snapshot.conversations["asks"].to_numpy(dtype=bool)[numbers]
    if matters is not None:
        opening = snapshot.conversations["opening"].to_numpy(dtype=np.int64)[numbers]
        scores = matters.scores(snapshot.facts.terms[opening])
        unclear = ~chosen & (scores >= matters.sure)
        message_ids = snapshot.facts.posts["message_id"].to_numpy()[opening]
        texts = read([str(one) for one in message_ids[unclear]])
        wonders = np.array(
            [bool(asking_sentences(texts.get(str(one), ""))) for one in message_ids], dtype=bool
        )
        chosen = (chosen & (scores >= matters.likely)) | (unclear & wonders)
    asking: npt.NDArray[np.int64] = numbers[chosen]
    return asking
