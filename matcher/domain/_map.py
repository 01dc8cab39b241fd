"""The community's map: every local government and prefecture with what its people do."""

from dataclasses import dataclass
from datetime import datetime

from matcher.domain._suggestions import Evidence, ThreadSuggestion


@dataclass(frozen=True, slots=True)
class Activity:
    """What the members of one place did, and how they were answered.

    Attributes:
        members: Members who have not left, as of the data's end, whatever the period.
        questions: Questions they asked in the period.
        judged: Questions on which 24 working hours have passed, or that were answered before.
        in_time: Of these, answered within 24 working hours.
        answering: Members who answered in the period (on the topic, when one is chosen). Those who
            hide themselves are not counted.
    """

    members: int = 0
    questions: int = 0
    judged: int = 0
    in_time: int = 0
    answering: int = 0

    @property
    def share_in_time(self) -> float | None:
        """Share of the judged questions answered in time; None when none can be judged."""
        return self.in_time / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class LocalGovernmentOnMap:
    """One local government, joined or missing.

    Attributes:
        code: 6-digit 全国地方公共団体コード.
        name: Official spelling without the prefecture.
        kind: 都道府県, 政令指定都市, 中核市, 市, 特別区, 町 or 村.
        prefecture_code: Two digits.
        prefecture: 愛媛県.
        longitude, latitude: Of its office, in degrees (WGS84).
        population: Census 2025.
        joined: Whether at least one of its people is a member.
        activity: What they did.
    """

    code: str
    name: str
    kind: str
    prefecture_code: str
    prefecture: str
    longitude: float
    latitude: float
    population: int
    joined: bool
    activity: Activity


@dataclass(frozen=True, slots=True)
class PrefectureOnMap:
    """One prefecture: its own government and its municipalities together.

    Attributes:
        code: Two digits, JIS X 0401.
        name: 愛媛県.
        local_governments: How many could join: its municipalities, or those of the chosen kind.
        joined: How many of these have a member.
        activity: What the people of all its local governments (of the chosen kind) did.
    """

    code: str
    name: str
    local_governments: int
    joined: int
    activity: Activity

    @property
    def share_joined(self) -> float | None:
        """Share of the local governments that joined; None where there is none of the kind."""
        return self.joined / self.local_governments if self.local_governments else None


@dataclass(frozen=True, slots=True)
class AgencyOnMap:
    """A ministry or agency with members; it stands beside the map, not on it."""

    name: str
    activity: Activity


@dataclass(frozen=True, slots=True)
class CommunityMap:
    """The community on the map of Japan.

    Attributes:
        topic_id, topic: The topic that it is about; both empty for all.
        kind: Kind of the local governments that are counted; empty for all.
        since: Only what was asked and answered from here on is counted; None without limit.
        span: First and last moment of the data.
        local_governments: All of the kind, by code.
        prefectures: All 47, by code.
        agencies: Those with members, by name; none when a kind is chosen.
        unplaced: What members did whose organization is not known; it is nowhere on the map.
    """

    topic_id: str
    topic: str
    kind: str
    since: datetime | None
    span: tuple[datetime, datetime] | None
    local_governments: tuple[LocalGovernmentOnMap, ...]
    prefectures: tuple[PrefectureOnMap, ...]
    agencies: tuple[AgencyOnMap, ...]
    unplaced: Activity


@dataclass(frozen=True, slots=True)
class AnsweringMember:
    """Someone who answered, and where that can be read.

    ``answers`` counts conversations; ``evidence`` are the latest of them.
    """

    member_id: str
    name: str
    organization: str
    answers: int
    last_at: datetime
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MemberThere:
    """A member who works somewhere; ``last_post_at`` is None when they never wrote."""

    member_id: str
    name: str
    organization: str
    last_post_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """What stands behind the numbers of one prefecture, local government or agency.

    The lists are cut to a length that can be read; ``activity`` has the full counts.

    Attributes:
        code: Two digits of a prefecture, a local government's code, or an agency's name.
        name: With the prefecture.
        activity: The numbers.
        members: Members, the latest writers first; those who hide themselves are left out.
        hidden: How many hide themselves.
        questions: The latest questions.
        late: The latest questions that were not answered within 24 working hours.
        answering: Members who answered, those with the most answers first.
    """

    code: str
    name: str
    activity: Activity
    members: tuple[MemberThere, ...]
    hidden: int
    questions: tuple[ThreadSuggestion, ...]
    late: tuple[ThreadSuggestion, ...]
    answering: tuple[AnsweringMember, ...]
