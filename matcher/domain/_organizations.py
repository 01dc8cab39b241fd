"""Local governments, prefectures and agencies: who the members work for."""

from dataclasses import dataclass
from typing import Literal

PlaceStatus = Literal["resolved", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Prefecture:
    """One of the 47 prefectures.

    Attributes:
        code: Two digits, JIS X 0401.
        name: 愛媛県.
        kana: えひめけん.
        region: 四国.
        neighbours: Codes of prefectures reached by land, bridge or tunnel.
    """

    code: str
    name: str
    kana: str
    region: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalGovernment:
    """A prefecture or municipality.

    Attributes:
        code: 6-digit 全国地方公共団体コード with its check digit, as text.
        name: Official spelling without the prefecture: 上島町.
        kana: Hiragana reading.
        kind: 都道府県, 政令指定都市, 中核市, 市, 特別区, 町 or 村.
        prefecture_code: Two digits.
        prefecture: 愛媛県.
        latitude, longitude: Of the office, in degrees (WGS84).
        population: Census 2025.
        depopulated: 過疎: 全部, 一部, みなし or empty.
        island: 離島: 全域, 一部 or empty.
    """

    code: str
    name: str
    kana: str
    kind: str
    prefecture_code: str
    prefecture: str
    latitude: float
    longitude: float
    population: int
    depopulated: str
    island: str

    @property
    def full_name(self) -> str:
        """Name with its prefecture: 愛媛県上島町, 愛媛県."""
        return self.name if self.name == self.prefecture else self.prefecture + self.name


@dataclass(frozen=True, slots=True)
class Agency:
    """A ministry or agency of the state (府省庁); its name serves as its code."""

    name: str

    @property
    def code(self) -> str:
        """The name: agencies have no 全国地方公共団体コード."""
        return self.name

    @property
    def full_name(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True)
class JointBody:
    """A body of several municipalities (広域連合, 一部事務組合), as a roster names it by its code.

    There is no table of them: where it lies and how many people it serves is not known.

    Attributes:
        code: 6-digit code, and behind a blank the name as it was written.
        name: As it was written; a description where only the code is known.
        kind: 広域連合 or 一部事務組合, 一部事務組合等 while the name is not known.
        prefecture_code: Two digits.
        prefecture: 愛媛県.
    """

    code: str
    name: str
    kind: str
    prefecture_code: str
    prefecture: str

    @property
    def full_name(self) -> str:
        """Name with its prefecture, which many of the names hold already."""
        return self.name if self.name.startswith(self.prefecture) else self.prefecture + self.name


Organization = LocalGovernment | Agency | JointBody


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One of several local governments that a written place can mean."""

    code: str
    name: str
    prefecture: str


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """What a written place resolves to.

    Attributes:
        input: As written.
        status: ``resolved`` (one organization), ``ambiguous`` (candidates) or ``unknown``.
        code: Code of the organization (an agency's name), empty unless resolved.
        name: Official spelling, empty unless resolved.
        prefecture: Its prefecture, empty for agencies and unless resolved.
        kind: The directory's word for its kind, 府省庁 for agencies, empty unless resolved.
        reason: One Japanese sentence: how it was read, or why it stays open.
        candidates: When ambiguous, all that it can mean.
    """

    input: str
    status: PlaceStatus
    code: str
    name: str
    prefecture: str
    kind: str
    reason: str
    candidates: tuple[PlaceCandidate, ...] = ()
