"""The community's map and the walk on the expertise graph: asked by names, taken along."""

from matcher.api._names import topic_number
from matcher.api._tables import Table
from matcher.community import MapRequest, Surroundings
from matcher.domain import Activity, CommunityMap
from matcher.recommend import Standing
from matcher.snapshot import Snapshot


def map_request(
    snapshot: Snapshot, standing: Standing, *, topic: str, days: int | None, kind: str
) -> MapRequest:
    """What a map is about.

    Args:
        snapshot: The community.
        standing: What members allow.
        topic: Id or name of a topic; empty for all.
        days: Only the last so many days of the data; None for all.
        kind: Kind of local governments; empty for all.

    Raises:
        UnknownNameError: No such topic.
        InputError: No such kind.
    """
    number = topic_number(snapshot, topic) if topic else None
    return MapRequest(snapshot, standing, topic=number, days=days, kind=kind)


class LastSurroundings:
    """Keeps what was added up for walking, until the snapshot or what members allow changes."""

    def __init__(self) -> None:
        self._last: Surroundings | None = None

    def of(self, snapshot: Snapshot, standing: Standing) -> Surroundings:
        """The surroundings in a snapshot, as the members allow it now."""
        last = self._last
        if last is None or last.snapshot is not snapshot or last.standing is not standing:
            last = self._last = Surroundings(snapshot, standing)
        return last


_ACTIVITY = ("参加者", "質問", "判定できる質問", "24時間以内の回答(土日・祝日を除く)", "回答した人")


def prefectures_table(on_map: CommunityMap) -> Table:
    """The prefectures of a map, one a row."""
    return Table(
        "都道府県",
        ("都道府県コード", "都道府県", "団体", "参加した団体", *_ACTIVITY),
        tuple(
            (place.code, place.name, place.local_governments, place.joined, *_told(place.activity))
            for place in on_map.prefectures
        ),
    )


def governments_table(on_map: CommunityMap) -> Table:
    """The local governments of a map, one a row, and the agencies below them."""
    governments = tuple(
        (
            one.code,
            one.prefecture,
            one.name,
            one.kind,
            one.population,
            "参加" if one.joined else "まだ",
            *_told(one.activity),
        )
        for one in on_map.local_governments
    )
    agencies = tuple(
        (None, None, one.name, "府省庁", None, "参加", *_told(one.activity))
        for one in on_map.agencies
    )
    return Table(
        "団体",
        ("団体コード", "都道府県", "団体", "種類", "人口", "参加", *_ACTIVITY),
        governments + agencies,
    )


def _told(activity: Activity) -> tuple[int, ...]:
    return (
        activity.members,
        activity.questions,
        activity.judged,
        activity.in_time,
        activity.answering,
    )
