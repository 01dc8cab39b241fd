"""Who takes part where: every local government and prefecture, those that are missing included."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.community._questions import question_table
from matcher.domain import (
    Activity,
    AgencyOnMap,
    AnsweringMember,
    CommunityMap,
    InputError,
    LocalGovernment,
    LocalGovernmentOnMap,
    MemberThere,
    PlaceOnMap,
    PrefectureOnMap,
)
from matcher.places import load_directory
from matcher.recommend import Standing, describe_thread, evidence_of, hiding, present
from matcher.snapshot import DAY, Snapshot, moment

PREFECTURE_KIND = "都道府県"
KINDS = (PREFECTURE_KIND, "政令指定都市", "中核市", "市", "特別区", "町", "村")
"""Kinds of local governments, as the directory calls them."""

NOWHERE = ""
"""The place of those whose organization is not known, or lies nobody knows where."""

SHOWN_THREADS = 20
SHOWN_PEOPLE = 50
SHOWN_EVIDENCE = 3


@dataclass(frozen=True)
class MapRequest:
    """What the map is about.

    Attributes:
        snapshot: The community.
        standing: What members allow.
        topic: Number of the topic; None for all.
        days: Only the last so many days of the data are counted; None for all.
        kind: Only local governments of this kind are counted; empty for all.
    """

    snapshot: Snapshot
    standing: Standing
    topic: int | None = None
    days: int | None = None
    kind: str = ""

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise InputError(
                "この種類の団体はありません。",
                remedy=f"{'、'.join(KINDS)}のどれかにしてください。",
                value=self.kind,
            )

    @cached_property
    def since(self) -> int | None:
        """First moment that counts, microseconds."""
        return None if self.days is None else self.snapshot.as_of - self.days * DAY

    @cached_property
    def topic_id(self) -> str:
        """Id of the topic, empty for all."""
        topics = self.snapshot.facts.topics
        return "" if self.topic is None else str(topics["topic_id"].iloc[self.topic])

    @cached_property
    def present(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it is a member who has not left."""
        return present(self.snapshot, self.standing)

    @cached_property
    def hidden(self) -> npt.NDArray[np.bool_]:
        """Per account, whether it does not want to be shown (on this topic)."""
        return hiding(self.snapshot, self.standing, [self.topic_id])

    @cached_property
    def on_topic(self) -> npt.NDArray[np.bool_]:
        """Per conversation, whether it is about the topic."""
        if self.topic is None:
            return self.snapshot.on_matters
        share = self.snapshot.shares[:, self.topic].toarray().ravel()
        about: npt.NDArray[np.bool_] = self.snapshot.on_matters & (share > 0)
        return about

    @cached_property
    def questions(self) -> pd.DataFrame:
        """Members' questions on the matter, as of :func:`question_table`."""
        asked = question_table(self.snapshot, since=self.since)
        on_topic: pd.DataFrame = asked[self.on_topic[asked.index.to_numpy()]]
        return on_topic

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Answers by members who can be shown: ``member``, ``conversation`` and ``at``."""
        given = self.snapshot.answers
        member = given["member"].to_numpy()
        shown = self.present & ~self.hidden
        chosen = (given["amount"].to_numpy() > 0) & shown[member]
        chosen &= self.on_topic[given["conversation"].to_numpy()]
        if self.since is not None:
            chosen &= given["at"].to_numpy() >= self.since
        answers: pd.DataFrame = given.loc[chosen, ["member", "conversation", "at"]]
        return answers

    def activity(self, place: npt.NDArray[np.int64], places: int) -> list[Activity]:
        """What was done per place.

        Args:
            place: Number of the place of each account; ``places`` for nowhere.
            places: How many places there are.
        """
        asked = place[self.questions["asker"].to_numpy()]
        judged, in_time = (self.questions[name].to_numpy(bool) for name in ("judged", "in_time"))
        columns = (
            place[self.present],
            asked,
            asked[judged],
            asked[judged & in_time],
            place[np.unique(self.answers["member"].to_numpy())],
        )
        counts = np.column_stack(
            [np.bincount(column, minlength=places + 1)[:places] for column in columns]
        )
        return [Activity(*row) for row in counts.tolist()]


def community_map(request: MapRequest) -> CommunityMap:
    """The community on the map: all local governments, the prefectures, the agencies apart."""
    snapshot = request.snapshot
    governments = _governments(request)
    agencies = _agencies(request)
    places = [*(one.code for one in governments), *agencies, NOWHERE]
    activities = request.activity(_numbers(request, places), len(places))
    on_map = [
        _on_map(government, activity)
        for government, activity in zip(governments, activities[: len(governments)], strict=True)
    ]
    return CommunityMap(
        topic_id=request.topic_id,
        topic=""
        if request.topic is None
        else str(snapshot.facts.topics["name"].iloc[request.topic]),
        kind=request.kind,
        since=None if request.since is None else moment(request.since),
        span=snapshot.span,
        local_governments=tuple(on_map),
        prefectures=_prefectures(request, on_map),
        agencies=tuple(
            AgencyOnMap(name, activity)
            for name, activity in zip(agencies, activities[len(governments) : -1], strict=True)
        ),
        unplaced=activities[-1],
    )


def _governments(request: MapRequest) -> list[LocalGovernment]:
    return [
        one
        for one in load_directory().local_governments
        if not request.kind or one.kind == request.kind
    ]


def _numbers(request: MapRequest, places: list[str]) -> npt.NDArray[np.int64]:
    """Per account, the number of its place among these, of which the last is nowhere.

    Where a joint body of municipalities lies is not known; other kinds are not asked for.
    """
    number = {key: position for position, key in enumerate(places)}
    elsewhere = len(places) if request.kind else number[NOWHERE]
    organizations = request.snapshot.facts.members["organization"]
    numbers: npt.NDArray[np.int64] = (
        organizations.map(number).fillna(elsewhere).to_numpy().astype(np.int64)
    )
    return numbers


def _agencies(request: MapRequest) -> list[str]:
    if request.kind:
        return []
    members = request.snapshot.facts.members
    names = members.loc[members["is_member"] & (members["organization_kind"] == "府省庁")]
    return sorted(names["organization"].unique())


def _on_map(government: LocalGovernment, activity: Activity) -> LocalGovernmentOnMap:
    return LocalGovernmentOnMap(
        code=government.code,
        name=government.name,
        kind=government.kind,
        prefecture_code=government.prefecture_code,
        prefecture=government.prefecture,
        longitude=government.longitude,
        latitude=government.latitude,
        population=government.population,
        joined=activity.members > 0,
        activity=activity,
    )


def _prefectures(
    request: MapRequest, governments: list[LocalGovernmentOnMap]
) -> tuple[PrefectureOnMap, ...]:
    counted_kind = [one for one in governments if request.kind or one.kind != PREFECTURE_KIND]
    result = []
    for prefecture in load_directory().prefectures:
        inside = [one.activity for one in governments if one.prefecture_code == prefecture.code]
        could_join = [one for one in counted_kind if one.prefecture_code == prefecture.code]
        result.append(
            PrefectureOnMap(
                code=prefecture.code,
                name=prefecture.name,
                local_governments=len(could_join),
                joined=sum(one.joined for one in could_join),
                activity=_together(inside),
            )
        )
    return tuple(result)


def _together(activities: list[Activity]) -> Activity:
    return Activity(
        members=sum(one.members for one in activities),
        questions=sum(one.questions for one in activities),
        judged=sum(one.judged for one in activities),
        in_time=sum(one.in_time for one in activities),
        answering=sum(one.answering for one in activities),
    )


def place_on_map(request: MapRequest, code: str) -> PlaceOnMap:
    """What stands behind the numbers of one place.

    Args:
        request: What the map is about; the same as for the map whose number is opened.
        code: Two digits of a prefecture, a local government's code, an agency's name, or
            :data:`NOWHERE` for those whose place is not known.

    Raises:
        UnknownNameError: No such place.
    """
    snapshot = request.snapshot
    there = _works_there(request, code)
    hides = hiding(snapshot, request.standing)
    questions = request.questions[there[request.questions["asker"].to_numpy()]]
    late = questions[questions["judged"] & ~questions["in_time"]]
    place = np.where(there, 0, 1).astype(np.int64)
    return PlaceOnMap(
        code=code,
        name=_place_name(code),
        activity=request.activity(place, 1)[0],
        members=_members(request, there & ~hides),
        hidden=int((there & request.present & hides).sum()),
        questions=tuple(describe_thread(snapshot, int(n)) for n in _latest(questions)),
        late=tuple(describe_thread(snapshot, int(n)) for n in _latest(late)),
        answering=_answering(request, there),
    )


def _place_name(code: str) -> str:
    if code == NOWHERE:
        return "所属の分からない参加者"
    directory = load_directory()
    is_prefecture = len(code) == 2 and code.isdigit()
    return (
        directory.prefecture(code).name if is_prefecture else directory.organization(code).full_name
    )


def _works_there(request: MapRequest, code: str) -> npt.NDArray[np.bool_]:
    members = request.snapshot.facts.members
    is_prefecture = len(code) == 2 and code.isdigit()
    if code == NOWHERE:
        places = [*(one.code for one in _governments(request)), *_agencies(request), NOWHERE]
        there = pd.Series(_numbers(request, places) == len(places) - 1)
    else:
        there = members["prefecture" if is_prefecture else "organization"] == code
    if is_prefecture and request.kind:
        there &= members["organization_kind"] == request.kind
    return (there & members["is_member"]).to_numpy(dtype=bool)


def _latest(questions: pd.DataFrame) -> list[int]:
    return questions.index[::-1][:SHOWN_THREADS].tolist()


def _members(request: MapRequest, there: npt.NDArray[np.bool_]) -> tuple[MemberThere, ...]:
    last = request.snapshot.last_post_at
    shown = np.flatnonzero(there & request.present)
    members = request.snapshot.facts.members
    return tuple(
        MemberThere(
            member_id=members["member_id"].iloc[number],
            name=members["name"].iloc[number],
            organization=members["organization_name"].iloc[number],
            last_post_at=moment(int(last[number])) if last[number] else None,
        )
        for number in shown[np.argsort(-last[shown], kind="stable")][:SHOWN_PEOPLE].tolist()
    )


def _answering(request: MapRequest, there: npt.NDArray[np.bool_]) -> tuple[AnsweringMember, ...]:
    answers = request.answers[there[request.answers["member"].to_numpy()]]
    latest = answers.drop_duplicates(["member", "conversation"], keep="last")
    counts = latest["member"].value_counts(sort=False).sort_index()
    most = counts.sort_values(ascending=False, kind="stable").index[:SHOWN_PEOPLE]
    members = request.snapshot.facts.members
    result = []
    for number in most.tolist():
        own = latest[latest["member"] == number]
        result.append(
            AnsweringMember(
                member_id=members["member_id"].iloc[number],
                name=members["name"].iloc[number],
                organization=members["organization_name"].iloc[number],
                answers=len(own),
                last_at=moment(int(own["at"].max())),
                evidence=evidence_of(
                    request.snapshot, own["conversation"].to_numpy()[::-1][:SHOWN_EVIDENCE]
                ),
            )
        )
    return tuple(result)
