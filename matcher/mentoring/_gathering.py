"""Who of a community is proposed for a round: by their situation, and by what they did.

These are proposals: an organizer asks everyone before pairs are told.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.domain import Mentee, Mentor, RoundCriteria, RoundInput
from matcher.recommend import Standing, askable, away, hiding, load_of, present
from matcher.snapshot import DAY, Snapshot

NEWCOMER_DAYS = 90
MOST_TOPICS = 5
MOST_QUESTIONS = 3

Flags = npt.NDArray[np.bool_]


def gather_round(snapshot: Snapshot, standing: Standing, criteria: RoundCriteria) -> RoundInput:
    """Mentees and mentors of the community who fit the criteria, by id.

    Hidden, left and away members are never among them; a mentor must have been seen in the last
    90 days and be below their weekly limit. Who is proposed as a mentor is not proposed as a
    mentee. What mentees asked lately is their free text.

    Args:
        snapshot: The community.
        standing: What members allow.
        criteria: Whom to look for.
    """
    mentors = _offering(snapshot, standing, criteria)
    mentees = _seeking(snapshot, standing, criteria) & ~mentors
    found = _rows(snapshot, standing, mentees, mentors, criteria)
    notice = (
        "コミュニティの記録から選んだ候補です。知らせる前に、参加するかを本人に確かめてください。"
    )
    return replace(found, notices=(notice,))


def gather_member(
    snapshot: Snapshot, standing: Standing, number: int, *, as_mentor: bool
) -> RoundInput:
    """One member who said that they take part, with what is known of them.

    Args:
        snapshot: The community.
        standing: What members allow.
        number: Row of the member.
        as_mentor: On which side.
    """
    chosen = np.zeros(len(snapshot.facts.members), dtype=bool)
    chosen[number] = True
    nobody = np.zeros_like(chosen)
    sides = (nobody, chosen) if as_mentor else (chosen, nobody)
    return _rows(snapshot, standing, *sides, RoundCriteria(capacity=1))


def _rows(
    snapshot: Snapshot,
    standing: Standing,
    mentees: Flags,
    mentors: Flags,
    criteria: RoundCriteria,
) -> RoundInput:
    members = snapshot.facts.members
    asked = _asked_titles(snapshot)
    known = _known_topics(snapshot, standing, mentors)
    return RoundInput(
        mentees=tuple(
            Mentee(
                **_facts(members, number),
                topics=_topic_names(snapshot, snapshot.fields[number]),
                text="\n".join(asked.get(number, ())),
                solo_it=bool(members["solo_it"].iloc[number]),
                same_boat=bool(members["solo_it"].iloc[number]),
                place=criteria.place,
            )
            for number in _by_id(members, mentees)
        ),
        mentors=tuple(
            Mentor(
                **_facts(members, number),
                topics=_topic_names(snapshot, known[number]),
                solo_it=bool(members["solo_it"].iloc[number]),
                capacity=_capacity(snapshot, standing, number, criteria.capacity),
            )
            for number in _by_id(members, mentors)
        ),
    )


def _seeking(snapshot: Snapshot, standing: Standing, criteria: RoundCriteria) -> Flags:
    members = snapshot.facts.members
    chosen = np.zeros(len(members), dtype=bool)
    if criteria.newcomers:
        joined = _joined_at(snapshot)
        chosen |= joined >= max(snapshot.as_of - NEWCOMER_DAYS * DAY, 1)
    if criteria.solo_it:
        chosen |= members["solo_it"].to_numpy(dtype=bool)
    if criteria.prefectures:
        chosen &= members["prefecture"].isin(criteria.prefectures).to_numpy(dtype=bool)
    chosen &= _naming(snapshot, criteria.mentee_topics)
    there = present(snapshot, standing) & ~hiding(snapshot, standing)
    return chosen & there & ~away(snapshot, standing)


def _offering(snapshot: Snapshot, standing: Standing, criteria: RoundCriteria) -> Flags:
    members = snapshot.facts.members
    chosen = np.zeros(len(members), dtype=bool)
    answered = _answered(snapshot, criteria.mentor_topics)
    if criteria.answering:
        chosen |= answered >= criteria.least_answers
    if criteria.ambassadors:
        ambassadors = members["member_id"].isin(standing.ambassadors).to_numpy(dtype=bool)
        chosen |= ambassadors & ((answered > 0) | (not criteria.mentor_topics))
    return chosen & askable(snapshot, standing, topics=criteria.mentor_topics)


def _joined_at(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """Moment of joining, else of the first post; 0 when there is neither."""
    told = snapshot.facts.members["joined_at"].to_numpy(dtype=np.int64)
    posts = snapshot.facts.posts
    author = posts["author"].to_numpy()
    first = np.zeros(len(told), dtype=np.int64)
    first[author[author >= 0][::-1]] = posts["at"].to_numpy()[author >= 0][::-1]
    return np.where(told > 0, told, first)


def _naming(snapshot: Snapshot, topics: Iterable[str]) -> Flags:
    wanted = frozenset(topics)
    if not wanted:
        return np.ones(len(snapshot.fields), dtype=bool)
    return np.array([not wanted.isdisjoint(own) for own in snapshot.fields], dtype=bool)


def _answered(snapshot: Snapshot, topics: Iterable[str]) -> npt.NDArray[np.int64]:
    """Per account, in how many conversations (on these topics) they were of help."""
    count = len(snapshot.facts.members)
    numbers = [snapshot.topic_number[one] for one in topics if one in snapshot.topic_number]
    if not numbers:
        given = snapshot.answers[snapshot.answers["amount"] > 0]
        pairs = given.drop_duplicates(["conversation", "member"])
        return np.bincount(pairs["member"].to_numpy(dtype=np.int64), minlength=count)
    events = snapshot.expertise
    mine = events[events["topic"].isin(numbers) & (events["weight"] > 0)]
    pairs = mine.drop_duplicates(["conversation", "member"])
    return np.bincount(pairs["member"].to_numpy(dtype=np.int64), minlength=count)


def _asked_titles(snapshot: Snapshot) -> dict[int, list[str]]:
    """Titles of the questions that members asked in their last 90 days, newest first."""
    table = snapshot.conversations
    since = snapshot.as_of - NEWCOMER_DAYS * DAY
    recent = table[
        table["asks"].to_numpy(dtype=bool)
        & snapshot.on_matters
        & (table["asker"] >= 0).to_numpy(dtype=bool)
        & (table["opened_at"] >= since).to_numpy(dtype=bool)
    ].sort_values("opened_at", ascending=False, kind="stable")
    first = recent.groupby("asker", sort=False).head(MOST_QUESTIONS)
    found: dict[int, list[str]] = {}
    for asker, title in zip(first["asker"].tolist(), first["title"].tolist(), strict=True):
        found.setdefault(asker, []).append(title)
    return found


def _known_topics(snapshot: Snapshot, standing: Standing, chosen: Flags) -> dict[int, list[str]]:
    """By member: what they answered most on, then what they name as theirs, not what they hide."""
    events = snapshot.expertise
    mine = events[chosen[events["member"].to_numpy()] & (events["weight"] > 0)]
    weights = mine.groupby(["member", "topic"])["weight"].sum().reset_index()
    weights = weights.sort_values(["member", "weight", "topic"], ascending=[True, False, True])
    ids = snapshot.facts.topics["topic_id"].tolist()
    found: dict[int, list[str]] = {number: [] for number in np.flatnonzero(chosen).tolist()}
    for number, topic in zip(weights["member"].tolist(), weights["topic"].tolist(), strict=True):
        found[number].append(ids[topic])
    for number, topics in found.items():
        hidden = standing.profile(snapshot.facts.members["member_id"].iloc[number]).hidden_topics
        named = dict.fromkeys([*topics, *snapshot.fields[number]])
        found[number] = [one for one in named if one not in hidden]
    return found


def _topic_names(snapshot: Snapshot, topic_ids: Iterable[str]) -> tuple[str, ...]:
    names = snapshot.facts.topics["name"]
    known = [one for one in topic_ids if one in snapshot.topic_number][:MOST_TOPICS]
    return tuple(names.iloc[snapshot.topic_number[one]] for one in known)


def _capacity(snapshot: Snapshot, standing: Standing, number: int, most: int) -> int:
    load = load_of(snapshot, standing, number)
    return max(0, min(most, load.weekly_limit - load.asked_this_week))


def _facts(members: pd.DataFrame, number: int) -> dict[str, Any]:
    row = members.iloc[number]
    return {
        "id": row["member_id"],
        "name": row["name"],
        "organization": row["organization_name"],
        "department": row["department"],
    }


def _by_id(members: pd.DataFrame, chosen: Flags) -> list[int]:
    return sorted(np.flatnonzero(chosen).tolist(), key=lambda one: members["member_id"].iloc[one])
