"""How good a set of pairs is, in plain numbers."""

import numpy as np

from matcher.domain import RoundQuality
from matcher.mentoring._edges import VALUE_STEPS, Edges, Floats, Integers, Twins


def quality(
    edges: Edges,
    mentor_of: Integers,
    twins: Twins | None = None,
    *,
    kept: Edges,
    capacity: Integers,
    keep: int,
) -> RoundQuality:
    """Measure a matching together with the kept pairs.

    Args:
        edges: The permitted pairs among those who are free.
        mentor_of: Mentor by free mentee.
        twins: People on both sides; None where mutual pairs are allowed.
        kept: The kept pairs, as edges.
        capacity: Per mentor, seats in all.
        keep: How many pairs should stay.

    Returns:
        The numbers that :class:`matcher.domain.RoundQuality` explains. The percentile is that of
        the ranked values (nearest rank). Gini: ``Σ_i Σ_j |x_i − x_j| / (2 n² x̄)`` over the
        mentors' shares of taken seats (0 when nobody has a mentee).
    """
    chosen = edges.chosen(mentor_of)
    values = np.sort(np.concatenate([edges.steps[chosen], kept.steps])) / VALUE_STEPS
    count = edges.mentees + len(kept.mentee)
    load = np.bincount(np.concatenate([edges.mentor[chosen], kept.mentor]), minlength=edges.mentors)
    return RoundQuality(
        served=len(values),
        coverage=_rounded(len(values) / count) if count else 1.0,
        mean=_rounded(values.mean()) if len(values) else 0.0,
        worst=_rounded(values[0]) if len(values) else 0.0,
        p10=_rounded(values[max(0, -(-len(values) // 10) - 1)]) if len(values) else 0.0,
        total=_rounded(values.sum()),
        worst_rank=_worst_rank(edges, chosen),
        blocking_pairs=_blocking(edges, chosen, twins),
        gini=_gini(load[capacity > 0] / capacity[capacity > 0]),
        repeats=int(edges.repeat[chosen].sum() + kept.repeat.sum()),
        pins_kept=min(len(kept.mentee), keep),
    )


def _rounded(value: float) -> float:
    return round(float(value), 5)


def _worst_rank(edges: Edges, chosen: Integers) -> int:
    if not len(chosen):
        return 0
    got = np.full(edges.mentees, VALUE_STEPS + 1, dtype=np.int64)
    got[edges.mentee[chosen]] = edges.steps[chosen]
    better = np.bincount(edges.mentee, edges.steps > got[edges.mentee])
    return int(better.max()) + 1


def _blocking(edges: Edges, chosen: Integers, twins: Twins | None) -> int:
    """Permitted pairs of which both would do better together, and who are no pair already."""
    got = np.full(edges.mentees, -1, dtype=np.int64)
    got[edges.mentee[chosen]] = edges.steps[chosen]
    taken = np.bincount(edges.mentor[chosen], minlength=edges.mentors)
    least = np.full(edges.mentors, VALUE_STEPS + 1, dtype=np.int64)
    np.minimum.at(least, edges.mentor[chosen], edges.steps[chosen])
    open_to = np.where(taken < edges.seats, -1, least)
    wanted = edges.steps > got[edges.mentee]
    welcome = edges.steps > open_to[edges.mentor]
    if twins is not None:
        is_chosen = np.zeros(len(edges.mentee) + 1, dtype=bool)
        is_chosen[chosen] = True
        wanted &= ~is_chosen[twins.mirrored(edges)]
    return int((wanted & welcome).sum())


def _gini(shares: Floats) -> float:
    if not len(shares) or not shares.sum():
        return 0.0
    ranked = np.sort(shares)
    place = np.arange(1, len(ranked) + 1)
    return _rounded((2 * (place * ranked).sum() / ranked.sum() - len(ranked) - 1) / len(ranked))
