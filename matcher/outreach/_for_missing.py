"""まだ参加していない団体: near the ambassador in place or in kind, and who could introduce them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.domain import (
    Handling,
    LocalGovernment,
    MissingTask,
    PersonSuggestion,
    Reason,
    TaskKind,
    task_id_of,
)
from matcher.outreach._calling import called
from matcher.outreach._drafts import invitation
from matcher.outreach._perspective import Candidate, Perspective
from matcher.places import distance_km, load_directory
from matcher.recommend import (
    ISLAND_SHARE,
    askable,
    describe_person,
    people_count,
    size_likeness,
)

NEAR_KM = 80.0
"""Offices further apart than this are not near."""

NEAR, SAME_PREFECTURE, ALIKE, ISLAND = 0.65, 0.10, 0.15, 0.10
"""What speaks for a local government, at most; chosen by hand: who is near is easiest to meet."""

ALIKE_FROM = 0.5
"""From this likeness in size on (a factor of 2) two of the same kind are alike."""

PEOPLE = 3

_PREFECTURE = "都道府県"


@dataclass(frozen=True)
class Surroundings:
    """What the lists of one desk look up again and again.

    Attributes:
        view: Who looks.
        home: The ambassador's local government; None for an unknown one and agencies.
        present: Local governments that take part, by code of their prefecture.
        introducers: Who could put in a word: of each local government with members that may be
            asked now, the one who wrote last.
    """

    view: Perspective
    home: LocalGovernment | None
    present: Mapping[str, Sequence[LocalGovernment]]
    introducers: Sequence[tuple[LocalGovernment, int]]


def surroundings(view: Perspective) -> Surroundings:
    """Look around once."""
    snapshot = view.snapshot
    members = snapshot.facts.members
    codes = members["organization"].tolist()
    there = (members["is_member"] & members["active"]).to_numpy(dtype=bool)
    present: dict[str, list[LocalGovernment]] = {}
    for code in sorted({codes[number] for number in np.flatnonzero(there)}):
        if (place := _local_government(code)) is not None:
            present.setdefault(place.prefecture_code, []).append(place)
    allowed = np.flatnonzero(askable(snapshot, view.standing, without=[view.number]))
    latest = allowed[np.argsort(-snapshot.last_post_at[allowed], kind="stable")]
    one_each: dict[str, int] = {}
    for number in latest.tolist():
        one_each.setdefault(codes[number], number)
    introducers = [
        (place, number)
        for code, number in one_each.items()
        if (place := _local_government(code)) is not None
    ]
    return Surroundings(view, _local_government(view.asker.organization), present, introducers)


def missing_candidates(around: Surroundings) -> list[Candidate[LocalGovernment]]:
    """Local governments without a member that are near the ambassador's or like it, best first.

    Who works for an agency, or nobody knows where, is offered the largest ones of the prefectures
    of which the smallest share takes part.
    """
    home = around.home
    scored = [
        (_score(home, one) if home else 1.0 - _share(around, one), one)
        for one in around.view.findings.missing
    ]
    ordered = sorted(scored, key=lambda pair: (-pair[0], -pair[1].population, pair[1].code))
    return [
        Candidate(task_id_of(TaskKind.MISSING, one.code), one.full_name, one)
        for score, one in ordered
        if score > 0
    ]


def describe_missing(
    around: Surroundings, candidate: Candidate[LocalGovernment], handling: Handling | None
) -> MissingTask:
    """A local government as a task: who is its neighbour or peer, and a text."""
    wanted, home, view = candidate.about, around.home, around.view
    present = around.present.get(wanted.prefecture_code, ())
    others = [one for one in present if one != home and one.kind != _PREFECTURE]
    nearest = min(others, key=lambda one: distance_km(wanted, one), default=None)
    member = view.snapshot.facts.members.iloc[view.number]
    asker = view.asker
    return MissingTask(
        task_id=candidate.task_id,
        code=wanted.code,
        name=wanted.full_name,
        prefecture=wanted.prefecture,
        kind=wanted.kind,
        population=wanted.population,
        distance_km=None if home is None else round(distance_km(home, wanted), 1),
        people=_people(around, wanted),
        reasons=_reasons(around, wanted),
        message=invitation(
            called(member["name"], asker.organization_name, asker.prefecture_name),
            asker.organization_name,
            wanted,
            neighbour=nearest.name if nearest else "",
            present=len(present),
        ),
        handling=handling,
    )


def _local_government(code: str) -> LocalGovernment | None:
    """The local government of a code; None for agencies and without a code."""
    organization = load_directory().organization(code) if code else None
    return organization if isinstance(organization, LocalGovernment) else None


def _share(around: Surroundings, wanted: LocalGovernment) -> float:
    """Which share of the local governments of a prefecture takes part."""
    present = len(around.present.get(wanted.prefecture_code, ()))
    return present / len(load_directory().in_prefecture(wanted.prefecture_code))


def _score(home: LocalGovernment, other: LocalGovernment) -> float:
    near = max(0.0, 1.0 - distance_km(home, other) / NEAR_KM)
    island = ISLAND_SHARE.get(home.island, 0.0) * ISLAND_SHARE.get(other.island, 0.0)
    same = home.prefecture_code == other.prefecture_code
    return NEAR * near + SAME_PREFECTURE * same + ALIKE * _alike(home, other) + ISLAND * island


def _alike(home: LocalGovernment, other: LocalGovernment) -> float:
    """Likeness in size of two of the same kind, 0 below :data:`ALIKE_FROM`."""
    if home.kind != other.kind:
        return 0.0
    size = float(size_likeness(np.array([float(other.population)]), np.float64(home.population))[0])
    return size if size >= ALIKE_FROM else 0.0


def _reasons(around: Surroundings, wanted: LocalGovernment) -> tuple[Reason, ...]:
    reasons = []
    home = around.home
    if home is not None:
        distance = distance_km(home, wanted)
        alike = _alike(home, wanted)
        if distance <= NEAR_KM:
            text = f"あなたの団体から約{max(round(distance), 1)}kmのところです。"
            weight = NEAR * (1.0 - distance / NEAR_KM)
            reasons.append(Reason("missing_near_you", text, (), weight))
        elif home.prefecture_code == wanted.prefecture_code:
            text = f"あなたと同じ{wanted.prefecture}の団体です。"
            reasons.append(Reason("same_prefecture", text, (), SAME_PREFECTURE))
        if alike:
            size = people_count(wanted.population)
            text = f"あなたの団体と人口・種類が近い団体です({size}の{wanted.kind})。"
            reasons.append(Reason("missing_alike", text, (), ALIKE * alike))
        if home.island and wanted.island:
            reasons.append(Reason("island", "あなたの団体と同じく、離島があります。", (), ISLAND))
    present = len(around.present.get(wanted.prefecture_code, ()))
    total = len(load_directory().in_prefecture(wanted.prefecture_code))
    text = (
        f"{wanted.prefecture}の{total}団体のうち{present}団体が参加しています。"
        if present
        else f"{wanted.prefecture}からの参加はまだありません。"
    )
    return (*reasons, Reason("your_prefecture", text))


def _people(around: Surroundings, wanted: LocalGovernment) -> tuple[PersonSuggestion, ...]:
    """Members who could put in a word: from the nearest local governments, one of each."""
    near = sorted(
        (distance, number)
        for place, number in around.introducers
        if (distance := distance_km(wanted, place)) <= NEAR_KM
    )
    return tuple(
        describe_person(
            around.view.snapshot,
            around.view.standing,
            number,
            score=1.0 - distance / NEAR_KM,
            reasons=(
                Reason(
                    "neighbour_of_missing",
                    f"{wanted.name}から約{max(round(distance), 1)}kmの団体です。",
                ),
            ),
            peer=True,
        )
        for distance, number in near[:PEOPLE]
    )
