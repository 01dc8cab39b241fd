"""Surveys (アンケート): found, and their replies gathered in one table by local government."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.community._survey_forms import Form, form_in, form_of_replies
from matcher.community._survey_numbers import summarised
from matcher.community._survey_organizations import Placed, Writers, place_reply
from matcher.community._survey_replies import Filled, read_reply
from matcher.domain import Message, Survey, SurveyReply, SurveyRow
from matcher.language import (
    gives_thanks,
    is_question,
    is_survey,
    linked_threads,
    normalise,
)
from matcher.recommend import describe_thread, size_band
from matcher.snapshot import Snapshot, message_permalink

WHOLE_ANSWER = "回答"
"""Name of the only column of a survey without a form."""

SHORTEST_ANSWER = 12
"""Without a form, a reply with fewer characters and no digit is a nod, not an answer."""

_SIZES = [size_band(people) for people in (0, 10_000, 50_000, 100_000, 300_000)]
_CALLS = re.compile(
    r"アンケート(?:です|を?(?:お願い|実施し|投稿し|[取と](?:ら|り(?:ます|たい)|って))"
    r"|に?ご(?:協力|回答)|のお願い)"
    r"|[【\[][^】\]\n]*アンケート[^】\]\n]*[】\]]"
)
_ABOUT_SURVEYS = re.compile(r"アンケート")


def survey_conversations(snapshot: Snapshot) -> list[int]:
    """Conversations whose opening may be a survey, newest first; their texts decide."""
    table = snapshot.conversations
    asked = (table["survey"] & (table["asker"] >= 0)).to_numpy(dtype=bool) & snapshot.on_matters
    found: list[int] = np.flatnonzero(asked)[::-1].tolist()
    return found


def read_survey(
    snapshot: Snapshot, writers: Writers, conversation: int, messages: Iterable[Message]
) -> Survey | None:
    """Gather the replies to a survey in one table by local government.

    Replies of the asker count only when they fill in the form for an organization; questions back,
    thanks and pointers to other threads do not.

    Args:
        snapshot: The community.
        writers: Who works where.
        conversation: The survey's number.
        messages: All its messages.

    Returns:
        None when the opening asks for no survey.
    """
    asker = int(snapshot.conversations["asker"].iloc[conversation])
    ordered = sorted(messages, key=lambda message: (message.posted_at, message.message_id))
    if asker < 0 or not ordered:
        return None
    asker_id = snapshot.facts.members["member_id"].iloc[asker]
    asked = writers.text(ordered[0])
    form = form_in(asked)
    if not opens_survey(asked):
        return None
    replies = [message for message in ordered[1:] if writers.wrote(message)]
    others = [message for message in replies if message.account_id != asker_id]
    if form is None:
        own = (writers.text(message) for message in replies if message.account_id == asker_id)
        form = next(filter(None, map(form_in, own)), None)
    form = form or form_of_replies(map(writers.text, others))
    table = _Table(snapshot, writers, form)
    for message in replies:
        table.add(message, own=message.account_id == asker_id)
    return table.survey(conversation, others)


def opens_survey(text: str) -> bool:
    """Whether an opening, as people see it, is a survey: it has a form, or asks for replies."""
    return form_in(text) is not None or asks_for_replies(text)


def asks_for_replies(text: str) -> bool:
    """Whether a question itself is a survey, and does not only speak of one."""
    normal = normalise(text)
    return bool(_CALLS.search(normal)) or is_survey(_ABOUT_SURVEYS.sub("", normal))


@dataclass
class _Gathered:
    """What one organization said in all its replies."""

    placed: Placed
    cells: dict[int, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    replies: list[SurveyReply] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    def add(self, filled: Filled, reply: SurveyReply) -> None:
        for position, cell in filled.cells.items():
            if self.cells.get(position, cell) != cell:
                self.changed.append(position)
            self.cells[position] = cell
        if filled.remark:
            self.remarks.append(filled.remark)
        if reply not in self.replies:
            self.replies.append(reply)


class _Table:
    """Rows while they grow, reply by reply."""

    def __init__(self, snapshot: Snapshot, writers: Writers, form: Form | None) -> None:
        self._snapshot = snapshot
        self._writers = writers
        self._form = form
        self._items = tuple(item.name for item in form.items) if form else (WHOLE_ANSWER,)
        self._rows: dict[str, _Gathered] = {}
        self._used: set[str] = set()

    def add(self, message: Message, *, own: bool) -> None:
        """Take in a member's reply; ``own`` marks the asker's."""
        member_id = message.account_id or ""
        for filled in read_reply(self._writers.text(message), self._form):
            if not (filled.cells and filled.organization if own else _answers(filled, message)):
                continue
            if self._form is None:
                filled = Filled(filled.organization, {0: filled.remark})  # noqa: PLW2901
            number = self._writers.numbers[member_id]
            placed = place_reply(self._writers, filled.organization, number)
            key = placed.code or filled.organization or f"\0{member_id}"
            row = self._rows.setdefault(key, _Gathered(placed))
            row.add(filled, self._reply(message))
            self._used.add(message.message_id)

    def survey(self, conversation: int, replies: Sequence[Message]) -> Survey:
        """The finished table."""
        thread = describe_thread(self._snapshot, conversation)
        ordered = sorted(
            self._rows.values(), key=lambda row: (not row.placed.code, row.placed.code)
        )
        columns = []
        numbers = []
        for position, item in enumerate(self._items):
            column, read = summarised(item, [row.cells.get(position, "") for row in ordered])
            columns.append(column)
            numbers.append(read)
        rows = tuple(
            self._row(row, tuple(column[place] for column in numbers))
            for place, row in enumerate(ordered)
        )
        return Survey(
            thread_id=thread.thread_id,
            channel_id=thread.channel_id,
            channel_name=thread.channel_name,
            permalink=thread.permalink,
            title=thread.title,
            posted_at=thread.posted_at,
            last_reply_at=replies[-1].posted_at if replies else None,
            replies=len(replies),
            has_form=self._form is not None,
            items=self._items,
            columns=tuple(columns),
            rows=rows,
            left_out=sum(message.message_id not in self._used for message in replies),
            by_kind=tuple(Counter(row.kind for row in rows if row.kind).most_common()),
            by_size=_by_size(rows),
        )

    def _row(self, row: _Gathered, numbers: tuple[float | None, ...]) -> SurveyRow:
        return SurveyRow(
            organization=row.placed.name,
            organization_code=row.placed.code,
            organization_source=row.placed.source,
            prefecture=row.placed.prefecture,
            kind=row.placed.kind,
            population=row.placed.population,
            cells=tuple(row.cells.get(position, "") for position in range(len(self._items))),
            numbers=numbers,
            remark="\n".join(dict.fromkeys(row.remarks)),
            note=self._note(row),
            replies=tuple(row.replies),
        )

    def _note(self, row: _Gathered) -> str:
        notes = [row.placed.note]
        if row.changed:
            named = "、".join(f"「{self._items[n]}」" for n in dict.fromkeys(row.changed))
            notes.append(f"{named}は、あとの返信の回答です。")
        elif len(row.replies) > 1:
            notes.append(f"{len(row.replies)}件の返信を合わせています。")
        return "".join(filter(None, notes))

    def _reply(self, message: Message) -> SurveyReply:
        member_id = message.account_id or ""
        return SurveyReply(
            message_id=message.message_id,
            member_id=member_id,
            author=self._writers.names[member_id],
            posted_at=message.posted_at,
            permalink=message_permalink(
                self._snapshot.header.address,
                message.channel_id,
                message.thread_id,
                message.message_id,
            ),
        )


def _answers(filled: Filled, message: Message) -> bool:
    """Whether something that was read from a reply is an answer."""
    if filled.cells:
        return True
    said = filled.remark
    if not said or linked_threads(message.text) or is_question(said):
        return False
    if filled.organization:
        return True
    if gives_thanks(said) and len(said) < 4 * SHORTEST_ANSWER:
        return False
    return len(said) >= SHORTEST_ANSWER or any(sign.isdecimal() for sign in said)


def _by_size(rows: Sequence[SurveyRow]) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        size_band(row.population) for row in rows if row.population and row.kind != "都道府県"
    )
    return tuple((band, counts[band]) for band in _SIZES if counts[band])
