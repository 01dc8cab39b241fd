"""Whoever asks or is about to join: what is known of their work."""

from dataclasses import asdict, dataclass, field

import numpy as np
import numpy.typing as npt

from matcher.domain import Profile
from matcher.places import load_directory
from matcher.snapshot import Snapshot, organization_facts


@dataclass(frozen=True)
class Asker:
    """Someone the recommenders help.

    Attributes:
        number: Account number, None for someone who has not joined.
        organization: Code of the organization, empty when unknown.
        organization_name, organization_kind, prefecture, prefecture_name, population, island: As in
            the snapshot's member table.
        department: Division in its own words.
        topics: Share of each topic they work on, by topic number.
        solo_it: Says that they are alone in charge of IT.
    """

    number: int | None = None
    organization: str = ""
    organization_name: str = ""
    organization_kind: str = ""
    prefecture: str = ""
    prefecture_name: str = ""
    population: int = 0
    island: str = ""
    department: str = ""
    topics: dict[int, float] = field(default_factory=dict)
    solo_it: bool = False


NOBODY = Asker()
"""A question of which it is not known who asks."""


def member_as_asker(snapshot: Snapshot, number: int, profile: Profile) -> Asker:
    """A member; what they say in their profile now wins over what the last build read."""
    row = snapshot.facts.members.iloc[number]
    code = profile.organization_code or row["organization"]
    interests = profile.interests or snapshot.fields[number]
    numbers = [snapshot.topic_number[key] for key in interests if key in snapshot.topic_number]
    return Asker(
        number=number,
        department=profile.department or row["department"],
        topics={topic: 1.0 / len(numbers) for topic in numbers},
        solo_it=profile.solo_it or bool(row["solo_it"]),
        **asdict(organization_facts(code)),
    )


def newcomer(organization: str, topics: dict[int, float], *, solo_it: bool) -> Asker:
    """Someone who has not joined, of an organization (code, may be empty)."""
    return Asker(topics=topics, solo_it=solo_it, **asdict(organization_facts(organization)))


def neighbours_of(prefecture: str) -> frozenset[str]:
    """Codes of the prefectures next to one; empty for an unknown one."""
    if not prefecture:
        return frozenset()
    return frozenset(load_directory().prefecture(prefecture).neighbours)


def place_features(snapshot: Snapshot, asker: Asker) -> np.ndarray:
    """Per account, closeness in place: 1 in the same prefecture, ½ in one beside it, else 0."""
    prefectures = snapshot.facts.members["prefecture"].to_numpy(dtype=object)
    return place_likeness(prefectures, asker.prefecture)


def place_likeness(prefectures: npt.NDArray[np.object_], own: str) -> npt.NDArray[np.float64]:
    """Per prefecture (code), 1 when it is one's own, ½ when it is beside it, else 0."""
    if not own:
        return np.zeros(len(prefectures))
    near = np.isin(prefectures, list(neighbours_of(own)))
    result: npt.NDArray[np.float64] = np.where(prefectures == own, 1.0, np.where(near, 0.5, 0.0))
    return result


def kind_features(snapshot: Snapshot, asker: Asker) -> np.ndarray:
    """Per account, likeness in kind: how near the populations are."""
    population = snapshot.facts.members["population"].to_numpy(dtype=float)
    return size_likeness(population, np.float64(asker.population))


def size_likeness(
    theirs: npt.NDArray[np.float64], own: npt.NDArray[np.float64] | np.float64
) -> npt.NDArray[np.float64]:
    """How near populations are, on a logarithmic scale.

    ``max(0, 1 − |ln(p/q)| / ln 4)``: 1 for equal sizes, 0 from a fourfold difference on, and 0
    where one size is unknown.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(np.log(theirs) - np.log(own))
    known = (theirs > 0) & (own > 0)
    result: npt.NDArray[np.float64] = np.where(
        known, np.maximum(0.0, 1.0 - distance / np.log(4.0)), 0.0
    )
    return result
