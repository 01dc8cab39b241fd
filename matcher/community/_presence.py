"""Who is there, and who of these wants to be seen."""

import numpy as np
import numpy.typing as npt

from matcher.recommend import Standing
from matcher.snapshot import Snapshot


def present(snapshot: Snapshot, standing: Standing) -> npt.NDArray[np.bool_]:
    """Per account, whether it is a member who has not left."""
    members = snapshot.facts.members
    there = (members["is_member"] & members["active"]).to_numpy(dtype=bool, copy=True)
    there[_numbers(snapshot, standing.left)] = False
    return there


def hiding(snapshot: Snapshot, standing: Standing, topic_id: str = "") -> npt.NDArray[np.bool_]:
    """Per account, whether it does not want to be shown, at all or on a topic.

    Args:
        snapshot: The community.
        standing: What members allow.
        topic_id: Those who do not want to be shown on this topic hide as well; empty for none.
    """
    hides = np.zeros(len(snapshot.facts.members), dtype=bool)
    hidden = {
        profile.member_id
        for profile in standing.profiles.values()
        if profile.hidden or topic_id in profile.hidden_topics
    }
    hides[_numbers(snapshot, hidden)] = True
    return hides


def _numbers(snapshot: Snapshot, member_ids: frozenset[str] | set[str]) -> list[int]:
    known = snapshot.member_number
    return [known[member_id] for member_id in member_ids if member_id in known]
