"""What is no municipality: agencies with their offices, and joint bodies that rosters named."""

from matcher.domain import Agency
from matcher.places._index import PlaceIndex
from matcher.places._line import Line, Reading

_LONGEST_AGENCY = 16


def joint_bodies(index: PlaceIndex, line: Line, known: str | None) -> Reading | None:
    """The known joint bodies whose name a text begins with."""
    found = index.bodies_at_start(line.signs)
    if found is None:
        return None
    end, bodies = found
    follow = line.after(end)
    fitting = tuple(one for one in bodies if known in {None, one.prefecture})
    if not fitting or follow.other_body or not (follow.separated or follow.departmental):
        return None
    return Reading(bodies=fitting, written=line.signs[:end], rest=follow.text)


def agency_of(index: PlaceIndex, line: Line, *, strict: bool) -> Reading | None:
    """The agency that a text begins with, as itself or as one of its offices."""
    found = agency_at_start(index, line.signs)
    if found is None:
        return None
    end, agency = found
    start = 0
    # 国土交通省観光庁: the agency within is the one that is meant.
    if (within := agency_at_start(index, line.signs[end:])) is not None:
        start, end, agency = end, end + within[0], within[1]
    follow = line.after(end)
    # 防衛省自衛隊, but not 総務省の通知では.
    glued = not (strict or follow.personal or "ぁ" <= follow.text[:1] <= "ん")
    if follow.other_body or not (follow.separated or follow.departmental or glued):
        return None
    return Reading(agency=agency, written=line.signs[start:end], rest=follow.text)


def agency_at_start(index: PlaceIndex, signs: str) -> tuple[int, Agency] | None:
    """The agency that signs begin with, by its own name or an office's, and their length."""
    if signs[:3] not in index.agency_starts:
        return None
    for length in range(min(len(signs), _LONGEST_AGENCY), 2, -1):
        agency = index.agency(signs[:length])
        if agency is not None:
            return length, agency
    return None
