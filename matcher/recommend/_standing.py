"""What members allow, read from the store at the moment of asking, not at the last build."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.domain import Load, Profile, Role, RoleKind, Tenure
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot


@dataclass(frozen=True)
class Standing:
    """Opt-outs, limits and roles on a day.

    Attributes:
        profiles: What members said, by member id; those who said nothing are absent.
        roles: All roles.
        today: The day on which roles and absences are looked at.
        claims: How many tasks members took on in the last seven days, by member id.
        tenures: Where members worked from when to when, by member id.
        left: Members who have left, as a roster says.
    """

    profiles: Mapping[str, Profile]
    roles: tuple[Role, ...]
    today: date
    claims: Mapping[str, int] = field(default_factory=dict)
    tenures: Mapping[str, tuple[Tenure, ...]] = field(default_factory=dict)
    left: frozenset[str] = frozenset()

    def profile(self, member_id: str) -> Profile:
        """A member's profile, the default one when there is none."""
        return self.profiles.get(member_id) or Profile(member_id)

    @cached_property
    def ambassadors(self) -> frozenset[str]:
        """Members who hold the role of an ambassador today."""
        return frozenset(
            role.member_id
            for role in self.roles
            if role.kind is RoleKind.AMBASSADOR and role.held_on(self.today)
        )


def load_of(snapshot: Snapshot, standing: Standing, number: int) -> Load:
    """How much a member was asked, or took on, in seven days.

    They were asked where others mentioned them in the seven days before the snapshot's moment.
    """
    member_id = snapshot.facts.members["member_id"].iloc[number]
    return Load(
        asked_this_week=int(snapshot.asked_this_week[number]) + standing.claims.get(member_id, 0),
        weekly_limit=standing.profile(member_id).weekly_limit,
    )


def present(snapshot: Snapshot, standing: Standing) -> npt.NDArray[np.bool_]:
    """Per account, whether it is a member (no bot, nobody from outside) who has not left."""
    members = snapshot.facts.members
    there = (members["is_member"] & members["active"]).to_numpy(dtype=bool)
    return there & ~_marked(snapshot, standing.left)


def hiding(
    snapshot: Snapshot, standing: Standing, topics: Iterable[str] = ()
) -> npt.NDArray[np.bool_]:
    """Per account, whether it does not want to be shown, at all or on one of some topics.

    Args:
        snapshot: The community.
        standing: What members allow.
        topics: Topic ids; who opted out of one of them hides as well.
    """
    hides = frozenset(topics).intersection
    return _marked(
        snapshot,
        (
            profile.member_id
            for profile in standing.profiles.values()
            if profile.hidden or hides(profile.hidden_topics)
        ),
    )


def away(snapshot: Snapshot, standing: Standing) -> npt.NDArray[np.bool_]:
    """Per account, whether it said that it is away today."""
    return _marked(
        snapshot,
        (
            profile.member_id
            for profile in standing.profiles.values()
            if profile.is_away(standing.today)
        ),
    )


def suggestible(
    snapshot: Snapshot, standing: Standing, *, without: Iterable[int] = ()
) -> npt.NDArray[np.bool_]:
    """Per account, whether it may be suggested as someone at all.

    Those who are there, do not hide, are not away and wrote something in the last
    :data:`RECENT_DAYS` days.

    Args:
        snapshot: The community.
        standing: What members allow.
        without: Account numbers that are never suggested here, such as the asker's own.
    """
    allowed = present(snapshot, standing)
    allowed &= ~hiding(snapshot, standing) & ~away(snapshot, standing)
    allowed &= snapshot.last_post_at >= max(snapshot.as_of - RECENT_DAYS * DAY, 1)
    allowed[[*without]] = False
    return allowed


def askable(
    snapshot: Snapshot,
    standing: Standing,
    *,
    topics: Iterable[str] = (),
    without: Iterable[int] = (),
) -> npt.NDArray[np.bool_]:
    """Per account, whether it may be asked now: suggestible and below its weekly limit.

    Args:
        snapshot: The community.
        standing: What members allow.
        topics: Topic ids of the question; who opted out of one of them is not asked.
        without: As in :func:`suggestible`.
    """
    allowed = suggestible(snapshot, standing, without=without)
    allowed &= ~hiding(snapshot, standing, topics)
    limit = np.full(len(allowed), Profile("").weekly_limit)
    for profile in standing.profiles.values():
        if profile.member_id in snapshot.member_number:
            limit[snapshot.member_number[profile.member_id]] = profile.weekly_limit
    return allowed & (burden(snapshot, standing) < limit)


def burden(snapshot: Snapshot, standing: Standing) -> npt.NDArray[np.int64]:
    """Per account, how often it was asked, or took something on, in seven days."""
    asked = snapshot.asked_this_week.copy()
    for member_id, taken in standing.claims.items():
        if member_id in snapshot.member_number:
            asked[snapshot.member_number[member_id]] += taken
    return asked


def _marked(snapshot: Snapshot, member_ids: Iterable[str]) -> npt.NDArray[np.bool_]:
    marks = np.zeros(len(snapshot.facts.members), dtype=bool)
    known = snapshot.member_number
    marks[[known[one] for one in member_ids if one in known]] = True
    return marks
