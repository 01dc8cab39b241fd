"""What organizers have to decide, counted."""

from matcher.api._map import map_request
from matcher.community import Analysis, community_map
from matcher.domain import Decisions


def decisions_of(analysis: Analysis) -> Decisions:
    """Count what waits for organizers (see :class:`matcher.domain.Decisions`)."""
    snapshot, standing = analysis.snapshot, analysis.standing
    everywhere = community_map(map_request(snapshot, standing, topic="", days=None, kind=""))
    return Decisions(
        single_holders=len(analysis.single_holders()),
        ending_terms=tuple(term for term in analysis.ambassadors() if term.ends_soon),
        waiting=analysis.counted.waiting,
        missing=sum(not one.joined for one in everywhere.local_governments),
    )
