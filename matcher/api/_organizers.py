"""The organizers' report: one part beside the other, narrowed to a topic or a prefecture."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from matcher.api._monthly_report import StateNow
from matcher.api._names import NEAREST, topic_number
from matcher.community import Analysis, CandidateRequest, Counted, Scope
from matcher.domain import (
    CommunityReport,
    Handling,
    QuestionCounts,
    Survey,
    UnknownNameError,
)
from matcher.places import load_directory
from matcher.recommend import Standing
from matcher.snapshot import Snapshot


class KnownAnalysis:
    """Keeps what was counted and concluded for organizers.

    What is counted stays until the snapshot changes, what is concluded until what members allow
    changes, which every claim on the ambassadors' desk does.
    """

    def __init__(self) -> None:
        self._last: Analysis | None = None

    def of(self, snapshot: Snapshot, standing: Standing) -> Analysis:
        """The analysis of a snapshot, as the members allow it now."""
        last = self._last
        if last is None or last.snapshot is not snapshot:
            last = self._last = Analysis(Counted(snapshot), standing)
        elif last.standing is not standing:
            last = self._last = Analysis(last.counted, standing)
        return last


def scope_named(snapshot: Snapshot, topic: str, prefecture: str) -> Scope:
    """What organizers look at, by names.

    Args:
        snapshot: The community.
        topic: Id or name of a topic; empty for all.
        prefecture: Code or name of a prefecture (38, 愛媛県, 愛媛); empty for all.

    Raises:
        UnknownNameError: No such topic or prefecture.
    """
    number = topic_number(snapshot, topic) if topic else None
    return Scope(number, _prefecture_code(prefecture) if prefecture else "")


def _prefecture_code(text: str) -> str:
    prefectures = load_directory().prefectures
    for one in prefectures:
        if text in {one.code, one.name} or (one.name[:-1] == text and one.code != "01"):
            return one.code
    names = [one.name for one in prefectures]
    nearest = get_close_matches(text, names, NEAREST, 0.3)
    raise UnknownNameError("その都道府県はありません。", value=text, nearest=nearest)


def community_report(
    analysis: Analysis, scope: Scope, surveys: tuple[Survey, ...], handlings: Iterable[Handling]
) -> CommunityReport:
    """Everything that organizers see, in one document.

    Args:
        analysis: What was concluded.
        scope: What it is narrowed to. Newcomers and discovered topics are those of the whole
            community in any case.
        surveys: Those on the topic, of the prefecture.
        handlings: What ambassadors said of their tasks.
    """
    snapshot = analysis.snapshot
    members, organizations = _size(snapshot, scope.prefecture)
    gaps = analysis.gaps_report(scope)
    found = analysis.candidates(CandidateRequest(prefecture=scope.prefecture, topic=scope.topic))
    topics = snapshot.facts.topics
    return CommunityReport(
        span=snapshot.span,
        recent=gaps.recent,
        year=gaps.year,
        topic="" if scope.topic is None else topics["name"].iloc[scope.topic],
        prefecture=load_directory().prefecture(scope.prefecture).name if scope.prefecture else "",
        members=members,
        organizations=organizations,
        ambassadors=analysis.ambassadors(scope),
        coverage=gaps.coverage,
        gaps=gaps.gaps,
        single_holders=gaps.single_holders,
        quiet_topics=gaps.quiet_topics,
        candidates=found.candidates,
        balance=found.balance,
        newcomers=analysis.counted.newcomers(handlings),
        succession=gaps.succession,
        questions=questions_in(analysis.counted, scope),
        surveys=surveys,
        discovered_topics=analysis.counted.discovered_topics,
    )


def state_now(analysis: Analysis) -> StateNow:
    """How the community stands, for the monthly report."""
    members, organizations = _size(analysis.snapshot, "")
    return StateNow(
        span=analysis.snapshot.span,
        members=members,
        organizations=organizations,
        gaps=analysis.gaps_report(),
        ambassadors=analysis.ambassadors(),
        discovered_topics=analysis.counted.discovered_topics,
    )


def _size(snapshot: Snapshot, prefecture: str) -> tuple[int, int]:
    """How many members and organizations there are (in a prefecture)."""
    members = snapshot.facts.members[snapshot.facts.members["is_member"]]
    if prefecture:
        members = members[members["prefecture"] == prefecture]
    named = members.loc[members["organization"] != "", "organization"]
    return len(members), int(named.nunique())


def questions_in(counted: Counted, scope: Scope) -> QuestionCounts:
    """All questions counted; of the rows by topic and by prefecture only what was asked for."""
    counts = counted.questions
    if scope.topic is not None:
        topic_id = counted.snapshot.facts.topics["topic_id"].iloc[scope.topic]
        counts = replace(
            counts, by_topic=tuple(row for row in counts.by_topic if row.key == topic_id)
        )
    if scope.prefecture:
        rows = tuple(row for row in counts.by_prefecture if row.key == scope.prefecture)
        counts = replace(counts, by_prefecture=rows)
    return counts


def surveys_in(snapshot: Snapshot, scope: Scope, surveys: Sequence[int]) -> tuple[int, ...]:
    """Of conversations that are surveys, those on the topic, by members of the prefecture."""
    places = snapshot.facts.members["prefecture"]
    askers = snapshot.conversations["asker"]

    def wanted(number: int) -> bool:
        on_topic = scope.topic is None or snapshot.shares[number, scope.topic] > 0
        here = not scope.prefecture or places.iloc[askers.iloc[number]] == scope.prefecture
        return on_topic and here

    return tuple(filter(wanted, surveys))
