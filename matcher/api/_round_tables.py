"""A round as tables to take along: pairs with their texts, who waits, mentors without a mentee."""

from collections.abc import Mapping

from matcher.api._tables import Table, Value
from matcher.domain import Participant, Reason, StoredRound
from matcher.mentoring import pair_texts

_PERSON = ("ID", "氏名", "団体", "所属", "メールアドレス")


def pairs_table(stored: StoredRound) -> Table:
    """A row per pair, with both people, the reasons and the text to post."""
    reasons = {
        (pair.mentee, pair.mentor): pair
        for pair in (stored.solution.pairs if stored.solution is not None else ())
    }
    mentees, mentors = _people(stored)
    rows: list[tuple[Value, ...]] = [
        (
            *_person(mentees, text.mentee),
            *_person(mentors, text.mentor),
            "知らせました" if text.published else "まだ",
            _lines(reasons[text.mentee, text.mentor].reasons),
            text.text,
        )
        for text in pair_texts(stored)
    ]
    headers = (
        *(f"メンティーの{one}" for one in _PERSON),
        *(f"メンターの{one}" for one in _PERSON),
        "知らせたか",
        "理由",
        "文面",
    )
    return Table("組", headers, tuple(rows))


def waiting_table(stored: StoredRound) -> Table:
    """A row per mentee without a mentor: why, and what would help."""
    mentees, _ = _people(stored)
    rows: list[tuple[Value, ...]] = [
        (*_person(mentees, one.mentee), _lines(one.why), _lines(one.helps))
        for one in (stored.solution.unmatched if stored.solution is not None else ())
    ]
    return Table("待っている人", (*_PERSON, "理由", "こうすると組めます"), tuple(rows))


def free_mentors_table(stored: StoredRound) -> Table:
    """A row per mentor without a mentee, and why."""
    _, mentors = _people(stored)
    rows: list[tuple[Value, ...]] = [
        (*_person(mentors, one.mentor), _lines(one.reasons))
        for one in (stored.solution.unused if stored.solution is not None else ())
    ]
    return Table("相手のいないメンター", (*_PERSON, "理由"), tuple(rows))


def _people(
    stored: StoredRound,
) -> tuple[Mapping[str, Participant], Mapping[str, Participant]]:
    return (
        {one.id: one for one in stored.input.mentees},
        {one.id: one for one in stored.input.mentors},
    )


def _person(people: Mapping[str, Participant], person: str) -> tuple[Value, ...]:
    known = people.get(person, Participant(id=person))
    return (known.id, known.name, known.organization, known.department, known.email)


def _lines(reasons: tuple[Reason, ...]) -> str:
    return "\n".join(one.text for one in reasons)
