"""What is posted to bring a pair together: in a channel or a group, never by direct message."""

from collections.abc import Mapping

from matcher.domain import Pair, PairText, Participant, Reason, StoredRound

SHOWN_REASONS = 3

_INTERNAL = frozenset(
    {"kept_pin", "kept_published", "repeat", "not_repeated", "other_topic", "open_seat"}
)
"""What organizers see of a pair and the two need not be told."""


def pair_texts(stored: StoredRound) -> tuple[PairText, ...]:
    """A text for each pair of the last solution, in the order of the mentees' names."""
    if stored.solution is None:
        return ()
    mentees: Mapping[str, Participant] = {one.id: one for one in stored.input.mentees}
    mentors: Mapping[str, Participant] = {one.id: one for one in stored.input.mentors}
    told = stored.published_pairs
    return tuple(
        PairText(
            pair.mentee,
            pair.mentor,
            (pair.mentee, pair.mentor) in told,
            _text(stored.name, mentees[pair.mentee], mentors[pair.mentor], pair),
        )
        for pair in sorted(
            stored.solution.pairs, key=lambda one: (mentees[one.mentee].label, one.mentee)
        )
        if pair.mentee in mentees and pair.mentor in mentors
    )


def _text(name: str, mentee: Participant, mentor: Participant, pair: Pair) -> str:
    return "\n".join(
        [
            f"「{name}」のメンタリングで、お二人が組になりました。",
            f"相談する人: @{_with_organization(mentee)}",
            f"相談に応じる人: @{_with_organization(mentor)}",
            *(f"・{reason.text}" for reason in _shown(pair)),
            f"@{mentee.label} さん、いちばん話したいことを一つ、ここに書いてみてください。",
        ]
    )


def _with_organization(person: Participant) -> str:
    place = f"({person.organization})" if person.organization else ""
    return f"{person.label} さん{place}"


def _shown(pair: Pair) -> list[Reason]:
    return [one for one in pair.reasons if one.code not in _INTERNAL][:SHOWN_REASONS]
